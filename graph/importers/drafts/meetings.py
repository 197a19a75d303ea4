"""Meetings of one account: touches where somebody of ours was there, else events."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.importers.drafts.claiming import claim_touches
from graph.importers.drafts.findings import Count
from graph.importers.drafts.joined_meetings import (
    REVISION,
    Meeting,
    join_meetings,
    revision_of,
    withdrawn,
)
from graph.importers.drafts.mails import MOST_RECIPIENTS
from graph.importers.drafts.parties import Parties, Party, Side
from graph.importers.drafts.references import Work
from graph.importers.rows.columnar import several
from graph.importers.rows.model import Rows
from graph.log import AMONG, TouchClaim
from graph.vocabulary import Channel, Direction, Outcome

MOST_INVITED = 200
"""A meeting of more people than so many, on whatever side, is no contact either."""


class _There(NamedTuple):
    """Who was invited to a meeting, by side, who called it, and who said to come."""

    ours: Sequence[Party]
    theirs: Sequence[Party]
    called: Party | None
    came: Sequence[Party]


def bring_meetings(
    work: Work, lists: Sequence[Rows], parties: Parties, *, subjects: bool, alone: bool
) -> None:
    """Touches and events of the meetings in some lists. `alone`: no other account takes its part
    of them, so that what is nobody's can be counted."""
    claims: dict[int, list[tuple[TouchClaim, int]]] = {id(rows): [] for rows in lists}
    meetings = join_meetings(work, lists, subjects=subjects)
    for rows, gone, line in withdrawn(work, lists, {one.key for one in meetings}):
        claims[id(rows)].append((gone, line))
    for meeting in meetings:
        there = _there(meeting, parties)
        if (why := _why_none(meeting, there)) is not None:
            work.findings.count(meeting.rows, why, int(alone))
            continue
        parties.note_newcomers(there.theirs, with_us=bool(there.ours))
        claim = _with_known(work, _claim(work, meeting, there, parties))
        if claim is not None:
            claims[id(meeting.rows)].append((claim, meeting.line))
    for rows in lists:
        own = claims[id(rows)]
        claim_touches(work, rows, [claim for claim, _ in own], [line for _, line in own])


def _there(meeting: Meeting, parties: Parties) -> _There:
    system = meeting.rows.system
    named = dict.fromkeys((*several(meeting.sender), *meeting.recipients))
    everybody = {one: parties.find(one, system) for one in named}
    parties.note_elsewhere(list(everybody.values()))
    ours, theirs = (_on(side, everybody.values()) for side in (Side.OURS, Side.THEIRS))
    came = [parties.find(one, system) for one in meeting.accepted]
    return _There(ours, theirs, everybody.get(str(meeting.sender)), came)


def _on(side: Side, everybody: Iterable[Party]) -> list[Party]:
    """Those of one side, each once."""
    return list({one.id or one.who.address: one for one in everybody if one.side is side}.values())


def _why_none(meeting: Meeting, there: _There) -> Count | None:
    """Why a meeting is none of the account's; None where it is one."""
    if len(meeting.recipients) > MOST_INVITED:
        return Count.TO_MANY
    if not there.theirs:
        return Count.AMONG_US if there.ours else Count.ELSEWHERE
    if not there.ours and len(there.theirs) < 2:
        return Count.WITHOUT_US
    return Count.TO_MANY if len(there.ours) + len(there.theirs) > MOST_RECIPIENTS else None


def _claim(work: Work, meeting: Meeting, there: _There, parties: Parties) -> TouchClaim:
    """A touch, with who called the meeting; an event where nobody of ours was invited."""
    account, (on, at) = work.draft.account, (meeting.on, meeting.at)
    ids = [one.id for one in there.theirs]
    caller = there.called.id if there.called else ""
    if not there.ours:
        ids.sort(key=lambda id_: id_ != caller)
        told = {name: said for name, said in meeting.details.items() if name == REVISION} or None
        key = f"{AMONG}{meeting.key}"
        return TouchClaim(account, key, on, at, (), tuple(ids), meeting.channel, details=told)
    details = dict(meeting.details)
    if there.called and there.called.side in {Side.OURS, Side.THEIRS}:
        details["sender"] = caller or parties.colleagues.at(there.called.who)
    return TouchClaim(
        account,
        meeting.key,
        on,
        at,
        tuple(dict.fromkeys(parties.colleagues.at(one.who) for one in there.ours)),
        tuple(ids),
        meeting.channel,
        _direction(there.called),
        outcome=Outcome.CONNECTED if _met(there) else Outcome.UNKNOWN,
        details=details or None,
    )


def _met(there: _There) -> bool:
    """Whether somebody of theirs came: who accepted, or who called the meeting and was accepted by
    one of ours; who calls one needn't be among those who are invited."""
    sides = {one.side for one in there.came}
    is_theirs = there.called is not None and there.called.side is Side.THEIRS
    return Side.THEIRS in sides or (is_theirs and Side.OURS in sides)


def _with_known(work: Work, claim: TouchClaim) -> TouchClaim | None:
    """With what an earlier import knew of it from another copy; None where what it knew was said
    later, so that it is the same in whatever order calendars come."""
    last = work.draft.known.touches.get(claim.key) if work.draft.known.log.touches else None
    if last is None or revision_of(last) < revision_of(claim):
        return claim
    if last.withdrawn or revision_of(last) > revision_of(claim):
        return None
    if (last.on, last.at) != (claim.on, claim.at):  # moved by a program that doesn't count changes
        return claim
    return claim._replace(
        colleagues=tuple(dict.fromkeys((*last.colleagues, *claim.colleagues))),
        people=tuple(dict.fromkeys((*last.people, *claim.people))),
        channel=claim.channel if last.channel is Channel.UNKNOWN else last.channel,
        direction=claim.direction if last.direction is Direction.UNKNOWN else last.direction,
        outcome=claim.outcome if last.outcome is Outcome.UNKNOWN else last.outcome,
        details={**(claim.details or {}), **(last.details or {})} or None,
    )


def _direction(called: Party | None) -> Direction:
    """Who of the two sides called the meeting."""
    sides = {Side.OURS: Direction.OUTBOUND, Side.THEIRS: Direction.INBOUND}
    return sides.get(called.side, Direction.UNKNOWN) if called else Direction.UNKNOWN
