"""Mails of one account: touches with ours, events among its own people.

All mails of an import are read together: a reply may stand in another file than what it
answers, and one mail in several, as the copies of everybody who had it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from graph.importers.drafts.claiming import claim_touches
from graph.importers.drafts.findings import Count
from graph.importers.drafts.joined_mails import OF_A_MAIL, Mail, join_mails
from graph.importers.drafts.parties import Parties, Party, Side
from graph.importers.drafts.references import Work
from graph.importers.drafts.replies import Placed, Replies, addresses_of, moment_of, settled
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
    before = _mails_before(work)
    replies = Replies.among(placed, mails, parties, before)
    claims: dict[int, list[tuple[TouchClaim, int]]] = {id(rows): [] for rows in lists}
    for one in placed:
        made = ((claim, one.mail.line) for claim in _claims(work, one, parties, replies))
        claims[id(one.mail.rows)] += made
    for rows in lists:
        own = [(_with_known(work, claim, replies), line) for claim, line in claims[id(rows)]]
        claim_touches(work, rows, [claim for claim, _ in own], [line for _, line in own])
    if before:
        _claim_answers(work, lists[0], before, parties, replies)


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
        details=_details(one),
    )


def _details(one: Placed) -> Mapping[str, FieldValue] | None:
    """Who was copied, and which mail it answers, whether that is known yet or not."""
    details = dict(one.mail.details)
    if copied := tuple(each.id for each in one.theirs if each.id in one.copied):
        details["copied"] = copied
    if one.mail.answers:
        details["answers"] = one.mail.answers
    return details or None


def _with_known(work: Work, claim: TouchClaim, replies: Replies) -> TouchClaim:
    """A mail doesn't change: what an earlier import knew of it and this one doesn't is kept."""
    last = work.draft.known.touches.get(claim.key) if work.draft.known.log.touches else None
    if last is None or last.withdrawn:
        return claim
    details = {**(last.details or {}), **(claim.details or {})} or None
    return claim._replace(
        colleagues=tuple(dict.fromkeys((*last.colleagues, *claim.colleagues))),
        people=tuple(dict.fromkeys((*last.people, *claim.people))),
        outcome=settled(last, claim.outcome, replies),
        details=details,
    )


def _mails_before(work: Work) -> list[TouchClaim]:
    """The mails with ours that earlier imports brought."""
    known = work.draft.known
    if not known.log.touches:
        return []
    return [
        claim
        for key, claim in known.touches.items()
        if key.startswith(OF_A_MAIL) and claim.channel is Channel.EMAIL and not claim.withdrawn
    ]


def _claim_answers(
    work: Work, rows: Rows, before: Sequence[TouchClaim], parties: Parties, replies: Replies
) -> None:
    """Touches of earlier imports of which a file now tells whether there was an answer."""
    emails, by_hand = parties.colleagues.emails, work.draft.known.touches_by_hand
    changed: list[TouchClaim] = []
    for claim in before:
        is_settled = claim.key in replies.mails or claim.key in by_hand
        if is_settled or claim.direction is not Direction.OUTBOUND:
            continue
        made = replies.silence(addresses_of(claim, emails), claim.people, moment_of(claim))
        made = Outcome.REPLIED if claim.key in replies.answered else made
        outcome = settled(claim, made, replies)
        if outcome is not claim.outcome:
            changed.append(claim._replace(outcome=outcome))
    claim_touches(work, rows, changed, [0] * len(changed))
