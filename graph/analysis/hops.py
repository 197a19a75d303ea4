"""Hops: the chances that one person brings us to another.

From a colleague a hop comes from their own touches with a person (as coverage does) or
from knowing them; at the client from who works for, knows, was introduced by or sat
together with whom, and from whom mails show to have introduced whom. A conflict or an old
link costs, and so does who isn't for us.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple

from graph.analysis.introductions import introductions
from graph.analysis.phrases import ago, contact, names, relation
from graph.analysis.standing import closed_until, days_between, is_gone
from graph.analysis.touches import SPOKEN, contacts_between, engaged, is_contact
from graph.model import Account, Link, Person
from graph.settings import INTRODUCTION, KNOWN, OPENS_DOORS, STALE_COST, STRENGTH, TABLE
from graph.vocabulary import LinkKind, PersonStatus, Support

SAID_HOW_WELL = frozenset({LinkKind.KNOWS, LinkKind.INTRODUCED_BY, LinkKind.INFLUENCES})
"""Links whose stated probability or strength says how well the two know each other."""


NOT_FOR_US = {Support.NON_SUPPORTER: "doesn't support us", Support.ENEMY: "is against us"}


class Hop(NamedTuple):
    """`source` brings us to `target` (ids) with `probability`; `by` says of the source how.

    `touched`: by what one of ours did with the target, who isn't brought by anything else.
    """

    source: str
    target: str
    probability: float
    by: str
    touched: bool = False


def all_hops(account: Account) -> tuple[Hop, ...]:
    """Every hop there is, with a probability above zero.

    Nobody goes over somebody who left, objected or isn't open, nor over a placeholder.
    """
    theirs = {one.id: one for one in account.people if not is_gone(one)}
    there = theirs | {one.id: one for one in account.colleagues if not is_gone(one)}
    asked = {one.id for one in there.values() if _can_be_asked(one, account)}
    conflicts = _conflicts(account)
    called = names(there.values())
    found = (
        *_by_touches(account, called),
        *_by_links(account, called),
        *_by_meetings(account, called),
        *_by_introductions(account, called),
    )
    hops = (
        _with_conflict(hop, account) if hop[:2] in conflicts else hop
        for hop in found
        if hop.probability > 0 and hop.source in asked and hop.target in theirs
    )
    support = {id_: one.support for id_, one in theirs.items()}
    return tuple(_from(hop, support.get(hop.source, Support.UNKNOWN)) for hop in hops)


def hops_losing(hops: Iterable[Hop], lost: Collection[str], account: Account) -> Iterator[Hop]:
    """The hops if these people (ids) were engaged no longer, and stood against us."""
    support = {one.id: one.support for one in account.people if one.id in lost}
    for hop in hops:
        if hop.touched and hop.target in lost:
            continue
        before = support.get(hop.source)
        yield hop if before is None else _from(hop, Support.ENEMY, before)


def _from(hop: Hop, support: Support, before: Support = Support.UNKNOWN) -> Hop:
    """A hop from somebody who stands so to us; it was told as from one who stood so `before`."""
    if support not in NOT_FOR_US or support is before:
        return hop
    chance = hop.probability * OPENS_DOORS[support] / OPENS_DOORS.get(before, 1.0)
    by = hop.by.removesuffix(f", and {NOT_FOR_US.get(before)}")
    return hop._replace(probability=chance, by=f"{by}, and {NOT_FOR_US[support]}")


def _can_be_asked(person: Person, account: Account) -> bool:
    """Whether they are known, and open today."""
    is_open = closed_until(person, account.settings, account.today) is None
    return is_open and person.status is not PersonStatus.PLACEHOLDER


def _conflicts(account: Account) -> frozenset[tuple[str, str]]:
    """Who is in conflict with whom, each pair in both orders."""
    links = [link for link in account.links if link.kind is LinkKind.CONFLICTS_WITH]
    ends = {(link.source, link.target) for link in links}
    return frozenset(ends | {(target, source) for source, target in ends})


def _with_conflict(hop: Hop, account: Account) -> Hop:
    cost = account.settings.conflict_cost
    by = f"{hop.by}, though the two are in conflict"
    return hop._replace(probability=hop.probability * cost, by=by)


def _by_touches(account: Account, called: Mapping[str, str]) -> Iterator[Hop]:
    """From each colleague to everybody whom they engaged themselves."""
    for (ours, theirs), between in contacts_between(account).items():
        if ours in called and theirs in called:
            days = days_between(between.last.on, account.today) or 0
            by = contact(between.last, called[theirs], days)
            yield Hop(ours, theirs, engaged(between.strength), by, touched=True)


def _by_links(account: Account, called: Mapping[str, str]) -> Iterator[Hop]:
    """Both ways over each link that says that two know each other."""
    for link in account.links:
        if link.kind not in INTRODUCTION or not {link.source, link.target} <= called.keys():
            continue
        age = _age(link, account)
        cost = _kept(age, account)
        suffix = f" (last said {ago(age)})" if cost < 1 else ""
        along, against = _introduction(link)
        weighed = link.kind in SAID_HOW_WELL
        by = relation(link, called[link.target], against=False, weighed=weighed) + suffix
        yield Hop(link.source, link.target, along * cost, by)
        by = relation(link, called[link.source], against=True, weighed=weighed) + suffix
        yield Hop(link.target, link.source, against * cost, by)


def _kept(days: int, account: Account) -> float:
    """What is left of a hop over something so old."""
    return STALE_COST if days > account.settings.stale_link_days else 1.0


def _introduction(link: Link) -> tuple[float, float]:
    """The chances along and against a link: as stated of it, or of its kind."""
    along, against = INTRODUCTION[link.kind]
    stated = STRENGTH.get(link.strength) if link.probability is None else link.probability
    if stated is None or link.kind not in SAID_HOW_WELL:
        return along, against
    return stated, stated * against / along


def _age(link: Link, account: Account) -> int:
    """Days since the link was last said, 0 where nothing tells."""
    recorded = link.provenance.recorded_at
    said = recorded.date() if recorded else link.provenance.valid_from
    return days_between(said, account.today) or 0


def _by_meetings(account: Account, called: Mapping[str, str]) -> Iterator[Hop]:
    """Between people of the client who spoke with us together."""
    last: dict[tuple[str, str], date] = {}
    for touch in account.touches:
        if touch.channel in SPOKEN and is_contact(touch) and len(touch.people) <= TABLE:
            last |= dict.fromkeys(combinations(sorted(touch.people), 2), touch.on)
    for (one, other), day in last.items():
        if one in called and other in called:
            days = days_between(day, account.today) or 0
            chance = KNOWN * _kept(days, account)
            yield Hop(one, other, chance, f"met us together with {called[other]} ({ago(days)})")
            yield Hop(other, one, chance, f"met us together with {called[one]} ({ago(days)})")


def _by_introductions(account: Account, called: Mapping[str, str]) -> Iterator[Hop]:
    """From one of theirs to those whom they introduced, and between these two.

    What ours introduced is told by their own touches.
    """
    theirs = {one.id for one in account.people} & called.keys()
    known = introductions(account) if account.colleagues else ()  # else no way begins anywhere
    for by, one, other, _, met in known:
        if by not in theirs or not {one, other} <= called.keys():
            continue
        days = days_between(met.date(), account.today) or 0
        chance = KNOWN * _kept(days, account)
        for first, second in ((one, other), (other, one)):
            said = f"introduced {called[first]} to {called[second]} ({ago(days)})"
            yield Hop(by, first, chance, said)
            if first in theirs:
                said = f"met {called[second]} through {called[by]} ({ago(days)})"
                yield Hop(first, second, chance, said)
