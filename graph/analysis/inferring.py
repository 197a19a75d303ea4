"""What mails and meetings among the client's own people suggest: who influences whom, who reports
to whom, who outranks whom. Each says how sure it is and what it rests on.

Nobody said it. What was stated wins: it isn't inferred again, and neither is what was rejected.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

import numpy as np

from graph.analysis.events.inferred import (
    MAIL,
    MAIL_OR_MEETING,
    Called,
    InferredLink,
    influences,
    outranking,
    reporting_lines,
    span_in_words,
)
from graph.analysis.events.mails import seen_by as mails_seen_by
from graph.analysis.events.record import Record, record
from graph.analysis.exchanges import exchanges
from graph.analysis.phrases import names
from graph.analysis.reach.influence import Ints
from graph.analysis.standing import is_gone
from graph.identity import entity_id
from graph.model import Account, Link, Provenance, Thing
from graph.vocabulary import Channel, EntityKind, LinkKind, Origin, ProposalKind, Strength

MAILS = "mails and meetings"
"""The source of what is inferred from events."""


class Pair(NamedTuple):
    """A link as it can be decided: its kind and the ids of its ends."""

    kind: LinkKind
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Inferred:
    """A link that events suggest. `id` comes from the account, kind and pair alone, so that it
    stays as mails come.

    `confidence` in 0 … 1: as `graph.analysis.events.inferred.InferredLink`. `stated`: the
    manager who was stated instead (an id), where the mails speak for another one.
    """

    id: str
    link: Link
    confidence: float
    stated: str | None = None

    @property
    def evidence(self) -> str:
        return self.link.provenance.evidence or ""


@dataclass(frozen=True, slots=True)
class Outranking:
    """`higher` outranks `lower` (ids) with a probability above ½. `stated`: whether it was stated
    that `lower` is above them."""

    higher: str
    lower: str
    probability: float
    provenance: Provenance
    stated: bool = False

    @property
    def evidence(self) -> str:
        return self.provenance.evidence or ""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The events that are looked at, among those who are there. `ids`: of people, by number.

    `called`: what the events are. `viewers`: their numbers, where only mails that they are on are
    seen. `names`: what people are called, by id.
    """

    ids: tuple[str, ...]
    events: Record
    called: Called
    viewers: Ints | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def seen(account: Account, seen_by: Collection[str] = ()) -> Seen:
    """The events up to `as_of` of those who neither left nor objected; `seen_by`: ids of those on
    whose mails alone one looks, all mails if empty."""
    ids = tuple(one.id for one in account.people if not is_gone(one))
    number = {id_: place for place, id_ in enumerate(ids)}
    met = exchanges(account.events)
    place = np.array([number.get(id_, -1) for id_ in met.ids], np.int64)
    sender, recipient = place[met.sender], place[met.recipient]
    there = (sender >= 0) & (recipient >= 0)
    events = record(
        len(ids), sender[there], recipient[there], met.seconds[there], _tonight(account)
    )
    mails_alone = all(one.channel is Channel.EMAIL for one in account.events)
    called = MAIL if mails_alone else MAIL_OR_MEETING
    if not seen_by:
        return Seen(ids, events, called, names=names(account.people))
    viewers = np.array(sorted(number[one] for one in seen_by if one in number), np.int64)
    return Seen(ids, mails_seen_by(events, viewers), called, viewers, names(account.people))


def _tonight(account: Account) -> int:
    """The end of the day of `as_of` as events count seconds: what fades by age stands all day, and
    what comes later that day isn't in the account."""
    midnight = datetime.combine(account.today, time(), UTC)
    return int((midnight + timedelta(days=1)).timestamp())


def inferred_links(account: Account, seen_by: Collection[str] = ()) -> tuple[Inferred, ...]:
    """Reporting lines, the surest first, then influence, the strongest first.

    Neither what was stated nor what was decided before; of somebody with a manager only another
    one whom the mails speak for, with the one who was stated.
    """
    return links_in(account, seen(account, seen_by))


def links_in(account: Account, looked: Seen) -> tuple[Inferred, ...]:
    """The same by events that were looked up before."""
    if not looked.events.count:
        return ()
    settled = decided(account)
    return (*_lines(account, looked, settled), *_influence(account, looked, settled))


def ranks_in(account: Account, looked: Seen) -> tuple[Outranking, ...]:
    """Who outranks whom, of all who wrote to each other, the surest first."""
    if not looked.events.count:
        return ()
    dates, called = span_in_words(looked.events, looked.called), looked.names
    managers = _managers(account)
    found = outranking(looked.events, looked.viewers)
    above = {one: _chain(one, managers) for one in {looked.ids[each.higher] for each in found}}
    return tuple(
        Outranking(
            higher,
            lower,
            one.probability,
            _provenance(
                account.as_of,
                f"{one.evidence.format(higher=called[higher], lower=called[lower])}; {dates}",
            ),
            stated=lower in above[higher],
        )
        for one in found
        for higher, lower in [(looked.ids[one.higher], looked.ids[one.lower])]
    )


def decided(account: Account) -> frozenset[Pair]:
    """The inferred links that were accepted or rejected."""
    return frozenset(_pairs(account, account.of_kind(EntityKind.PROPOSAL)))


def _pairs(account: Account, proposals: Iterable[Thing]) -> Iterator[Pair]:
    for one in proposals:
        if one.text("kind") == ProposalKind.INFERRED_LINK:
            ends = (one.text(name) for name in ("person", "other"))
            source, target = (account.aliases.get(id_, id_) for id_ in ends)
            yield Pair(LinkKind(one.text("value")), source, target)


def stated(account: Account, kind: LinkKind) -> frozenset[Pair]:
    """The links of a kind that somebody stated."""
    return frozenset(
        Pair(one.kind, one.source, one.target)
        for one in account.links
        if one.kind is kind and not one.is_inferred
    )


def settled_influence(account: Account) -> frozenset[Pair]:
    """The pairs along which events tell nothing any more: of whom influence was stated, or
    decided when it was inferred."""
    kind = LinkKind.INFLUENCES
    return stated(account, kind) | {one for one in decided(account) if one.kind is kind}


def link_id(account: str, pair: Pair) -> str:
    """The id under which an inferred link is decided."""
    return entity_id(EntityKind.PROPOSAL, account, ProposalKind.INFERRED_LINK, *pair)


def pair_numbers(pairs: Iterable[Pair], ids: Collection[str]) -> Ints:
    """source × people + target of those pairs whose ends are both among `ids`."""
    number = {id_: place for place, id_ in enumerate(ids)}
    both = [
        number[one.source] * len(ids) + number[one.target]
        for one in pairs
        if one.source in number and one.target in number
    ]
    return np.array(sorted(both), np.int64)


def _influence(account: Account, looked: Seen, settled: frozenset[Pair]) -> Iterator[Inferred]:
    known = settled | stated(account, LinkKind.INFLUENCES)
    days = account.settings.horizon_days
    for one in influences(looked.events, days, called=looked.called):
        found = _inferred(account, looked, one)
        if _pair(found.link) not in known:
            yield found


def _lines(account: Account, looked: Seen, settled: frozenset[Pair]) -> Iterator[Inferred]:
    """Not those that would close a circle with what was stated and what is surer."""
    above = _managers(account)
    managers = {**above}
    ruled_out = pair_numbers(
        (one for one in settled if one.kind is LinkKind.REPORTS_TO), looked.ids
    )
    for one in reporting_lines(looked.events, viewers=looked.viewers, ruled_out=ruled_out):
        source, target = looked.ids[one.source], looked.ids[one.target]
        known = above.get(source, ())
        if target not in known and source not in _chain(target, managers):
            managers.setdefault(source, (target,))
            yield _inferred(account, looked, one, known[0] if known else None)


def _managers(account: Account) -> Mapping[str, tuple[str, ...]]:
    """Of each person the managers who were stated."""
    lines = sorted(stated(account, LinkKind.REPORTS_TO))
    return {
        person: tuple(one.target for one in all_)
        for person, all_ in groupby(lines, lambda one: one.source)
    }


def _chain(person: str, managers: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Somebody and all above them."""
    chain, next_ = {person}, [person]
    while next_:
        new = {one for below in next_ for one in managers.get(below, ())} - chain
        chain |= new
        next_ = [*new]
    return frozenset(chain)


def _inferred(
    account: Account, looked: Seen, one: InferredLink, instead: str | None = None
) -> Inferred:
    source, target = (looked.names[looked.ids[at]] for at in (one.source, one.target))
    told = _dated(looked, one).format(source=source, target=target)
    said = _provenance(account.as_of, told)
    link = Link(
        one.kind,
        looked.ids[one.source],
        looked.ids[one.target],
        one.probability,
        Strength.UNKNOWN,
        said,
    )
    return Inferred(link_id(account.id, _pair(link)), link, one.confidence, instead)


def _dated(looked: Seen, one: InferredLink) -> str:
    """The evidence; that of influence has its dates already."""
    if one.kind is LinkKind.INFLUENCES:
        return one.evidence
    return f"{one.evidence}; {span_in_words(looked.events, looked.called)}"


def _provenance(now: datetime, evidence: str) -> Provenance:
    return Provenance(Origin.INFERRED, MAILS, MAILS, now, evidence=evidence)


def _pair(link: Link) -> Pair:
    return Pair(link.kind, link.source, link.target)
