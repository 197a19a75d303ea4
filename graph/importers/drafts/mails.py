"""Mails of one account: touches with ours, events among its own people.

All mails of an import are read together: a reply may stand in another file than what it
answers, and one mail in several, as the copies of everybody who had it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from graph.importers.drafts.claiming import claim_touches
from graph.importers.drafts.findings import Count
from graph.importers.drafts.joined_mails import Mail, join_mails
from graph.importers.drafts.parties import Parties, Party, Side
from graph.importers.drafts.references import Work
from graph.importers.drafts.replies import Placed, Replies
from graph.importers.rows.model import Rows
from graph.log import AMONG, FieldValue, TouchClaim
from graph.vocabulary import Channel, Direction, Outcome

MOST_RECIPIENTS = 50
"""A mail to more people than so many is no contact with any of them."""

MOST_WRITTEN_TO = 10
"""A mail of ours that can be unsubscribed from goes to so many at most, else it is a mailing."""


def bring_mails(
    work: Work, lists: Sequence[Rows], parties: Parties, *, subjects: bool, alone: bool
) -> None:
    """Touches and events of the mails in some lists. `alone`: no other account takes its part
    of them, so that what is nobody's can be counted."""
    mails = join_mails(work, lists, subjects=subjects)
    placed = [one for mail in mails.values() if (one := _placed(mail, parties)) is not None]
    if alone:
        _count_others(work, mails, placed, parties)
    replies = Replies.among(placed, mails)
    claims: dict[int, list[tuple[TouchClaim, int]]] = {id(rows): [] for rows in lists}
    for one in placed:
        made = ((claim, one.mail.line) for claim in _claims(work, one, parties, replies))
        claims[id(one.mail.rows)] += made
    for rows in lists:
        own = [(_with_known(work, claim), line) for claim, line in claims[id(rows)]]
        claim_touches(work, rows, [claim for claim, _ in own], [line for _, line in own])
    _claim_answered(work, lists, replies)


def _placed(mail: Mail, parties: Parties) -> Placed | None:
    """None where nobody of the account is on it, or it isn't from one of the two sides."""
    system = mail.rows.system
    sender = parties.find(mail.sender, system)
    others = [parties.find(one, system) for one in chain(mail.recipients, mail.copied)]
    if _is_of_a_list(mail, sender):
        return None
    parties.note_elsewhere((sender, *others))
    if sender.side not in {Side.OURS, Side.THEIRS}:
        return None
    own = {one.id or one.who.address: one for one in others}
    own.pop(sender.id or sender.who.address, None)
    ours = [one for one in own.values() if one.side is Side.OURS]
    theirs = [one for one in own.values() if one.side is Side.THEIRS]
    if not theirs and not (ours and sender.side is Side.THEIRS):
        return None
    copied = frozenset(
        parties.find(one, system).id for one in mail.copied if one not in mail.recipients
    )
    return Placed(mail, sender, ours, theirs, copied - {""})


def _is_of_a_list(mail: Mail, sender: Party) -> bool:
    """Whether a mail that can be unsubscribed from is none between people. What ours send to few
    is one: programs for selling send it so for them."""
    if not mail.of_a_list:
        return False
    many = len(mail.recipients) + len(mail.copied) > MOST_WRITTEN_TO
    return many or sender.side is not Side.OURS


def _count_others(
    work: Work, mails: Mapping[str, Mail], placed: Sequence[Placed], parties: Parties
) -> None:
    """Count the mails that are about nobody of the account, or about one person alone."""
    taken = {one.mail.key for one in placed}
    for mail in mails.values():
        if mail.key not in taken:
            everybody = {mail.sender, *mail.recipients, *mail.copied}
            found = {parties.find(one, mail.rows.system) for one in everybody}
            sides = {one.side for one in found}
            what = Count.AMONG_US if sides == {Side.OURS} else Count.ELSEWHERE
            what = Count.TO_ONESELF if len(found) == 1 else what
            if _is_of_a_list(mail, parties.find(mail.sender, mail.rows.system)):
                what = Count.OF_LISTS
            work.findings.count(mail.rows, what)


def _claims(work: Work, one: Placed, parties: Parties, replies: Replies) -> Iterator[TouchClaim]:
    """A touch where somebody of ours is on it, an event where several of theirs are."""
    with_us = bool(one.ours) or one.sender.side is Side.OURS
    if with_us and len(one.ours) + len(one.theirs) > MOST_RECIPIENTS:
        work.findings.count(one.mail.rows, Count.TO_MANY)
        return
    parties.note_newcomers((one.sender, *one.theirs), with_us=with_us)
    if with_us:
        yield _touch(work, one, parties, replies)
    if one.theirs and one.sender.side is Side.THEIRS:
        mail, people = one.mail, (one.sender.id, *(each.id for each in one.theirs))
        key = f"{AMONG}{mail.key}"
        yield TouchClaim(work.draft.account, key, mail.on, mail.at, (), people, Channel.EMAIL)


def _touch(work: Work, one: Placed, parties: Parties, replies: Replies) -> TouchClaim:
    """Of a mail from us with all to whom it went; of one to us with its sender alone."""
    is_ours = one.sender.side is Side.OURS
    ours, theirs = ([one.sender], one.theirs) if is_ours else (one.ours, [one.sender])
    colleagues = (parties.colleagues.at(each.who) for each in ours)
    return TouchClaim(
        work.draft.account,
        one.mail.key,
        one.mail.on,
        one.mail.at,
        tuple(dict.fromkeys(colleagues)),
        tuple(each.id for each in theirs),
        Channel.EMAIL,
        Direction.OUTBOUND if is_ours else Direction.INBOUND,
        outcome=replies.outcome(one) if is_ours else Outcome.UNKNOWN,
        details=_details(work, one, replies),
    )


def _details(work: Work, one: Placed, replies: Replies) -> Mapping[str, FieldValue] | None:
    """Who was copied, and which mail that we know of it answers."""
    details = dict(one.mail.details)
    if copied := tuple(each.id for each in one.theirs if each.id in one.copied):
        details["copied"] = copied
    answers = one.mail.answers
    if answers and (answers in replies.mails or answers in work.draft.known.touches):
        details["answers"] = answers
    return details or None


def _with_known(work: Work, claim: TouchClaim) -> TouchClaim:
    """A mail doesn't change: what an earlier import knew of it and this one doesn't is kept."""
    last = work.draft.known.touches.get(claim.key) if work.draft.known.log.touches else None
    if last is None or last.withdrawn:
        return claim
    settled = last.outcome if _is_surer(last.outcome, claim.outcome) else claim.outcome
    details = {**(last.details or {}), **(claim.details or {})} or None
    return claim._replace(
        colleagues=tuple(dict.fromkeys((*last.colleagues, *claim.colleagues))),
        people=tuple(dict.fromkeys((*last.people, *claim.people))),
        outcome=settled,
        details=details,
    )


def _is_surer(one: Outcome, other: Outcome) -> bool:
    order = (Outcome.UNKNOWN, Outcome.NO_ANSWER, Outcome.REPLIED)
    return one in order and order.index(one) > order.index(other)


def _claim_answered(work: Work, lists: Sequence[Rows], replies: Replies) -> None:
    """Touches of earlier imports of which a file now brings the answer."""
    known = work.draft.known.touches if work.draft.known.log.touches else {}
    found = [
        known[key]._replace(outcome=Outcome.REPLIED)
        for key in sorted(replies.answered - replies.mails.keys())
        if key in known and known[key].direction is Direction.OUTBOUND
    ]
    changed = [one for one in found if known[one.key].outcome is not Outcome.REPLIED]
    claim_touches(work, lists[0], changed, [0] * len(changed))
