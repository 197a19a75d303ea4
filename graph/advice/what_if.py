"""What if somebody left, or were won or lost: the answer.

- leaves: they are gone. They influence nobody, weigh nothing, and no way in goes over them.
- engaged: they are active for certain.
- won: the same, and they support us as a supporter does.
- lost: they are active no longer by themselves, and stand against us as an enemy does. What ours
  did with them brings us to them no more. Who is against us still can be moved by others, and
  move others: as `inroad next` has it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.advice.answer import steps
from graph.advice.case import Case
from graph.advice.explaining import MOST_INSTEAD
from graph.advice.supposing import SUPPOSITIONS, Supposed, case_then, situation, ways_then
from graph.advice.what_if_answer import (
    RankedPerson,
    SupposedAnswer,
    TargetChange,
    WayChange,
    WhatIfAnswer,
)
from graph.advice.what_if_notes import about_list, what_if_notes
from graph.analysis.reach.kept_worlds import Worlds
from graph.analysis.reach.ranking import Pick
from graph.analysis.reach.what_if import Standing, change, change_for, standing
from graph.analysis.ways_in import WaysIn

LEAST_LOSS = 1e-9
"""A way in that is worse by no more isn't: products in another order differ by so much."""


@dataclass(frozen=True, slots=True, eq=False)
class Today:
    """The worlds in which it is asked what if, and how the decision stands in them now."""

    worlds: Worlds
    now: Standing


def today(asked: Case) -> Today | None:
    """What any what-if of a case starts from; None where nobody has weight in the decision."""
    at_hand = situation(asked, Supposed(), asked.ways)
    if not at_hand.total > 0:
        return None
    worlds = asked.influence.worlds(at_hand.weights, asked.query.seed)
    return Today(worlds, standing(worlds.sets, at_hand, asked.query.limit, asked.query.by))


def what_if(asked: Case, supposed: Supposed, start: Today | None) -> WhatIfAnswer:
    """The answer, from what `today` gave for the same case."""
    ways = ways_then(asked, supposed)
    if start is None:
        return _answer(asked, supposed, ways, None, None)
    gone = np.array([asked.index.number[id_] for id_ in sorted(supposed.leaves)], np.int64)
    sets = start.worlds.without(gone) if gone.size else start.worlds.sets
    changed = situation(asked, supposed, ways)
    then = standing(sets, changed, asked.query.limit, asked.query.by)
    return _answer(asked, supposed, ways, start.now, then)


@dataclass(frozen=True, slots=True)
class _Shares:
    """The shares of an answer, named as there."""

    now: float | None = None
    now_error: float | None = None
    then: float | None = None
    then_error: float | None = None
    difference: float | None = None
    difference_error: float | None = None
    then_of_today: float | None = None
    difference_of_today: float | None = None
    difference_of_today_error: float | None = None


def _shares(now: Standing | None, then: Standing | None) -> _Shares:
    """Of a decision that nobody takes any more nothing is reached, and nothing is missed."""
    if now is None or then is None:
        return _Shares()
    today = change(now, replace(then, total=now.total))
    found = _Shares(
        now=today.now.value,
        now_error=today.now.standard_error,
        then_of_today=today.then.value,
        difference_of_today=today.difference.value,
        difference_of_today_error=today.difference.standard_error,
    )
    if not then.total > 0:
        return found
    whole = change(now, then)
    return replace(
        found,
        then=whole.then.value,
        then_error=whole.then.standard_error,
        difference=whole.difference.value,
        difference_error=whole.difference.standard_error,
    )


def _answer(
    asked: Case,
    supposed: Supposed,
    ways: WaysIn,
    now: Standing | None,
    then: Standing | None,
) -> WhatIfAnswer:
    account, query, shares = asked.account, asked.query, _shares(now, then)
    places, places_then = (one.places if one else () for one in (now, then))
    later = case_then(asked, supposed)
    return WhatIfAnswer(
        account=account.name,
        account_id=account.id,
        opportunity=query.opportunity,
        as_of=account.as_of.isoformat(),
        seed=query.seed,
        by=query.by,
        supposed=tuple(_supposed(asked, supposed)),
        weight=asked.targets.total_weight,
        weight_then=later.targets.total_weight,
        now=shares.now,
        now_error=shares.now_error,
        then=shares.then,
        then_error=shares.then_error,
        difference=shares.difference,
        difference_error=shares.difference_error,
        then_of_today=shares.then_of_today,
        difference_of_today=shares.difference_of_today,
        difference_of_today_error=shares.difference_of_today_error,
        sets=now.sets.count if now else 0,
        horizon_days=asked.influence.days,
        events=asked.influence.events,
        touches_kept=bool(account.touches),
        targets=tuple(_targets(asked, supposed, now, then)),
        targets_inferred=asked.targets.inferred,
        next_now=tuple(_listed(asked, Supposed(), places, places_then)),
        next_then=tuple(_listed(asked, supposed, places_then, places)),
        notes_now=tuple(about_list(asked, now)),
        notes_then=tuple(about_list(later, then)),
        ways=tuple(_ways(asked, supposed, ways)),
        notes=tuple(what_if_notes(asked, supposed, later)),
    )


def _supposed(asked: Case, supposed: Supposed) -> Iterator[SupposedAnswer]:
    for what in SUPPOSITIONS:
        those = getattr(supposed, what)
        for person in asked.index.people:
            if person.id in those:
                yield SupposedAnswer(asked.cards[person.id], asked.names[person.id], what)


def _targets(
    asked: Case, supposed: Supposed, now: Standing | None, then: Standing | None
) -> Iterator[TargetChange]:
    for one in asked.targets.targets:
        number = asked.index.number[one.person.id]
        found = change_for(number, now, then) if now and then else None
        stays = found if one.person.id not in supposed.leaves else None
        yield TargetChange(
            person=asked.cards[one.person.id],
            weight=one.weight,
            now=found.now.value if found else None,
            then=stays.then.value if stays else None,
            difference=stays.difference.value if stays else None,
            standard_error=stays.difference.standard_error if stays else None,
        )


def _listed(
    asked: Case, supposed: Supposed, places: Sequence[Pick], others: Sequence[Pick]
) -> Iterator[RankedPerson]:
    ranks = {one.person: rank for rank, one in enumerate(others, start=1)}
    for rank, (one, tied) in enumerate(zip(places, _tied_with(places), strict=True), start=1):
        person = asked.index.people[one.person]
        as_good = [number for number in one.as_good if number not in tied]
        yield RankedPerson(
            rank=rank,
            person=asked.cards[person.id],
            support=supposed.support_of(person),
            share=one.share,
            standard_error=one.standard_error,
            score=one.score,
            tied=one.tied,
            instead=tuple(
                asked.people[asked.index.people[number].id] for number in as_good[:MOST_INSTEAD]
            ),
            instead_more=max(0, len(as_good) - MOST_INSTEAD),
            elsewhere=ranks.get(one.person),
        )


def _tied_with(places: Sequence[Pick]) -> list[set[int]]:
    """For each place those (numbers) who stand tied in the list, themselves among them."""
    groups: list[set[int]] = []
    for one in places:
        groups.append(groups[-1] if one.tied else set())
        groups[-1].add(one.person)
    return groups


def _ways(asked: Case, supposed: Supposed, ways: WaysIn) -> Iterator[WayChange]:
    """The best ways in that get worse, the largest loss first."""
    found = []
    for person in asked.index.people:
        way, other = asked.ways.to(person.id), ways.to(person.id)
        if way is None or person.id in supposed.leaves:
            continue
        then = other.probability if other else None
        if way.probability - (then or 0) > LEAST_LOSS:
            over = [hop.source for hop in way.hops if hop.source in supposed.leaves | supposed.lost]
            cards = tuple(asked.cards[id_] for id_ in over)
            kept = steps(other, asked.cards)
            found.append(WayChange(asked.cards[person.id], cards, way.probability, then, kept))
    yield from sorted(found, key=lambda one: (one.then or 0) - one.now)
