"""Meetings of one account: touches where somebody of ours was there, else events."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import NamedTuple

from graph.importers.drafts.claiming import claim_touches
from graph.importers.drafts.findings import Count
from graph.importers.drafts.joined_mails import mail_key
from graph.importers.drafts.mails import MOST_RECIPIENTS
from graph.importers.drafts.parties import Parties, Party, Side
from graph.importers.drafts.references import Work
from graph.importers.rows.columnar import cells, several
from graph.importers.rows.model import Cell, Rows
from graph.log import AMONG, FieldValue, TouchClaim
from graph.vocabulary import Channel, Direction, Outcome

MOST_INVITED = 200
"""A meeting of more people than so many, on whatever side, is no contact either."""


class _Meeting(NamedTuple):
    """A row of a calendar."""

    external_id: Cell
    date: Cell
    time: Cell
    sender: Cell
    recipients: Cell
    accepted: Cell
    channel: Cell
    local_time: Cell
    subject: Cell

    @property
    def key(self) -> str:
        """By what it is known: its id in the calendar, else when it was and who was invited."""
        parts = (self.date, self.time, self.sender, *sorted(several(self.recipients)))
        return mail_key(str(self.external_id or parts))


class _There(NamedTuple):
    """Who was invited to a meeting, by side, and who called it."""

    ours: Sequence[Party]
    theirs: Sequence[Party]
    called: Party | None


def bring_meetings(
    work: Work, lists: Sequence[Rows], parties: Parties, *, subjects: bool, alone: bool
) -> None:
    """Touches and events of the meetings in some lists. `alone`: no other account takes its part
    of them, so that what is nobody's can be counted."""
    seen: set[str] = set()
    for rows in lists:
        claims: list[TouchClaim] = []
        lines: list[int] = []
        for line, cell in zip(rows.lines, cells(rows, *_Meeting._fields), strict=True):
            meeting = _Meeting(*cell)
            if len(several(meeting.recipients)) > MOST_INVITED:
                work.findings.count(rows, Count.TO_MANY, int(alone))
                continue
            there = _there(meeting, rows, parties)
            if (why := _why_none(there)) is not None:
                work.findings.count(rows, why, int(alone))
            elif meeting.key not in seen:
                parties.note_newcomers(there.theirs, with_us=bool(there.ours))
                claims.append(_claim(work, rows, meeting, there, parties, subjects=subjects))
                lines.append(line)
                seen.add(meeting.key)
        claim_touches(work, rows, claims, lines)


def _there(meeting: _Meeting, rows: Rows, parties: Parties) -> _There:
    named = dict.fromkeys((*several(meeting.sender), *several(meeting.recipients)))
    everybody = {one: parties.find(one, rows.system) for one in named}
    parties.note_elsewhere(list(everybody.values()))
    ours, theirs = (_on(side, everybody.values()) for side in (Side.OURS, Side.THEIRS))
    return _There(ours, theirs, everybody.get(str(meeting.sender)))


def _on(side: Side, everybody: Iterable[Party]) -> list[Party]:
    """Those of one side, each once."""
    return list({one.id or one.who.address: one for one in everybody if one.side is side}.values())


def _why_none(there: _There) -> Count | None:
    """Why a meeting is none of the account's; None where it is one."""
    if not there.theirs or (not there.ours and len(there.theirs) < 2):
        return Count.AMONG_US if there.ours else Count.ELSEWHERE
    return Count.TO_MANY if len(there.ours) + len(there.theirs) > MOST_RECIPIENTS else None


def _claim(
    work: Work, rows: Rows, meeting: _Meeting, there: _There, parties: Parties, *, subjects: bool
) -> TouchClaim:
    """A touch, with who called the meeting; an event where nobody of ours was invited."""
    assert isinstance(meeting.date, date)
    at = meeting.time if isinstance(meeting.time, time) else None
    channel = Channel(str(meeting.channel))
    ids = [one.id for one in there.theirs]
    caller = there.called.id if there.called else ""
    if not there.ours:
        ids.sort(key=lambda id_: id_ != caller)
        key = f"{AMONG}{meeting.key}"
        return TouchClaim(work.draft.account, key, meeting.date, at, (), tuple(ids), channel)
    told = {"local_time": meeting.local_time, "subject": meeting.subject if subjects else None}
    details: dict[str, FieldValue] = {name: str(cell) for name, cell in told.items() if cell}
    if there.called and there.called.side in {Side.OURS, Side.THEIRS}:
        details["sender"] = caller or parties.colleagues.at(there.called.who)
    came = {parties.find(one, rows.system).id for one in several(meeting.accepted)}
    return TouchClaim(
        work.draft.account,
        meeting.key,
        meeting.date,
        at,
        tuple(dict.fromkeys(parties.colleagues.at(one.who) for one in there.ours)),
        tuple(ids),
        channel,
        _direction(there.called),
        outcome=Outcome.CONNECTED if came.intersection(ids) else Outcome.UNKNOWN,
        details=details or None,
    )


def _direction(called: Party | None) -> Direction:
    """Who of the two sides called the meeting."""
    sides = {Side.OURS: Direction.OUTBOUND, Side.THEIRS: Direction.INBOUND}
    return sides.get(called.side, Direction.UNKNOWN) if called else Direction.UNKNOWN
