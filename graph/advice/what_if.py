"""What if somebody left, or were won or lost: the answer, with what it takes for granted.

- leaves: they are gone. They influence nobody, weigh nothing, and no way in goes over them.
- engaged: they are active for certain.
- won: the same, and they support us as a supporter does.
- lost: they are active no longer by themselves, and stand against us as an enemy does. Who is
  against us still can be moved by others, and move others: as `inroad next` has it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.advice.answer import Card
from graph.advice.case import Case
from graph.advice.supposing import Supposed, situation, ways_without
from graph.analysis.reach.kept_worlds import Worlds
from graph.analysis.reach.what_if import Place, Standing, change, change_for, standing
from graph.analysis.ways_in import WaysIn


@dataclass(frozen=True, slots=True)
class SupposedAnswer:
    """Somebody of whom something is supposed: leaves, engaged, won or lost."""

    person: Card
    what: str


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Somebody who decides, and the probability that they are reached now and then.

    `then` is None for one who leaves; all are None where nothing is known for want of weight.
    """

    person: Card
    weight: float
    now: float | None
    then: float | None
    difference: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """A place in a list; `elsewhere` is the rank in the other one, None where they aren't in it.

    `tied`: with the place above, within sampling error.
    """

    rank: int
    person: Card
    share: float
    standard_error: float
    score: float
    tied: bool
    elsewhere: int | None


@dataclass(frozen=True, slots=True)
class WayChange:
    """Somebody to whom the best way in goes over one who leaves, and how probable the best one
    is now and then; None where there is none any more."""

    person: Card
    over: tuple[Card, ...]
    now: float
    then: float | None


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """What changes in the decision, and who is next then.

    `now` and `then` are shares of the decision that are reached, each with its standard error;
    `then` of the decision as it is then, of `weight_then`. The `difference` has an error of its
    own, smaller than theirs, as both are worked out in the same `sets`.
    """

    account: str
    account_id: str
    as_of: str
    seed: int
    by: str
    supposed: tuple[SupposedAnswer, ...]
    weight: float
    weight_then: float
    now: float
    now_error: float
    then: float
    then_error: float
    difference: float
    difference_error: float
    sets: int
    targets: tuple[TargetChange, ...]
    next_now: tuple[RankedPerson, ...]
    next_then: tuple[RankedPerson, ...]
    ways: tuple[WayChange, ...]
    notes: tuple[str, ...]


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
    ways = ways_without(asked, supposed.leaves)
    if start is None:
        return _answer(asked, supposed, ways, None, None)
    gone = np.array([asked.index.number[id_] for id_ in sorted(supposed.leaves)], np.int64)
    sets = start.worlds.without(gone) if gone.size else start.worlds.sets
    changed = situation(asked, supposed, ways)
    then = standing(sets, changed, asked.query.limit, asked.query.by)
    return _answer(asked, supposed, ways, start.now, then)


def _answer(
    asked: Case,
    supposed: Supposed,
    ways: WaysIn,
    now: Standing | None,
    then: Standing | None,
) -> WhatIfAnswer:
    account, query = asked.account, asked.query
    whole = change(now, then) if now and then else None
    places, places_then = (one.places if one else () for one in (now, then))
    return WhatIfAnswer(
        account=account.name,
        account_id=account.id,
        as_of=account.as_of.isoformat(),
        seed=query.seed,
        by=query.by,
        supposed=tuple(_supposed(asked, supposed)),
        weight=asked.targets.total_weight,
        weight_then=then.total if then else 0.0,
        now=whole.now.value if whole else 0.0,
        now_error=whole.now.standard_error if whole else 0.0,
        then=whole.then.value if whole else 0.0,
        then_error=whole.then.standard_error if whole else 0.0,
        difference=whole.difference.value if whole else 0.0,
        difference_error=whole.difference.standard_error if whole else 0.0,
        sets=now.sets.count if now else 0,
        targets=tuple(_targets(asked, supposed, now, then)),
        next_now=tuple(_listed(asked, places, places_then)),
        next_then=tuple(_listed(asked, places_then, places)),
        ways=tuple(_ways(asked, supposed, ways)),
        notes=tuple(_notes(supposed, then)),
    )


def _supposed(asked: Case, supposed: Supposed) -> Iterator[SupposedAnswer]:
    for what in ("leaves", "engaged", "won", "lost"):
        those = getattr(supposed, what)
        for person in asked.index.people:
            if person.id in those:
                yield SupposedAnswer(asked.cards[person.id], what)


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
    asked: Case, places: Sequence[Place], others: Sequence[Place]
) -> Iterator[RankedPerson]:
    ranks = {one.person: rank for rank, one in enumerate(others, start=1)}
    for rank, one in enumerate(places, start=1):
        yield RankedPerson(
            rank=rank,
            person=asked.cards[asked.index.people[one.person].id],
            share=one.share,
            standard_error=one.standard_error,
            score=one.score,
            tied=one.tied,
            elsewhere=ranks.get(one.person),
        )


def _ways(asked: Case, supposed: Supposed, ways: WaysIn) -> Iterator[WayChange]:
    """The ways in that are lost with those who leave, those first to whom none is left."""
    found = []
    for person in asked.index.people:
        way = asked.ways.to(person.id)
        if way is None or person.id in supposed.leaves:
            continue
        over = [hop.source for hop in way.hops if hop.source in supposed.leaves]
        if over:
            other = ways.to(person.id)
            cards = tuple(asked.cards[id_] for id_ in over)
            then = other.probability if other else None
            found.append(WayChange(asked.cards[person.id], cards, way.probability, then))
    yield from sorted(found, key=lambda one: one.then is not None)


def _notes(supposed: Supposed, then: Standing | None) -> Iterator[str]:
    """What is taken for granted."""
    if then is None:
        yield "It isn't known who decides: give people their roles, or name them with --target."
    if supposed.leaves:
        yield (
            "Who leaves influences nobody, weighs nothing in the decision, and no way in goes over "
            "them; nobody takes their place. Shares then are of what is left of the decision."
        )
        if then is not None and not then.total > 0:
            yield "Nobody who decides is left: find out who would."
    if supposed.engaged:
        yield "Who is engaged is active for certain."
    if supposed.won:
        yield "Who is won is active for certain, and supports us."
    if supposed.lost:
        yield (
            "Who is lost is engaged no longer and stands against us as an enemy; that others could "
            "still move them, and they others, is left as it is."
        )
