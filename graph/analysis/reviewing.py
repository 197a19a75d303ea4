"""A review of an account: who is covered, where we know nobody, and what hangs on one person."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from graph.analysis.coverage import Contact, coverage
from graph.analysis.deciding import influence
from graph.analysis.reach.greedy import TIE
from graph.analysis.reach.influence import Floats
from graph.analysis.reach.kept_worlds import Worlds
from graph.analysis.reach.ranking import Situation
from graph.analysis.reach.reverse_sets import ReverseSets
from graph.analysis.reach.what_if import Standing, change, standing
from graph.analysis.standing import is_gone
from graph.analysis.targets import Targets, find_targets
from graph.analysis.ways_in import WaysIn, ways_in
from graph.model import Account, Person
from graph.vocabulary import Coverage, EntityKind, Function, Level, PersonStatus


@dataclass(frozen=True, slots=True)
class Covered:
    """A person who is there, how they stand to us, and who of ours was in contact, latest first."""

    person: Person
    contact: Contact
    colleagues: tuple[Person, ...]

    @property
    def is_covered(self) -> bool:
        """Whether there was any contact worth the name."""
        return self.contact.coverage not in {Coverage.NO_CONTACT, Coverage.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Cell:
    """One level and function: people known, those of them who are covered, and seats of which
    it isn't known who holds them."""

    level: Level
    function: Function
    known: int
    covered: int
    seats: int


@dataclass(frozen=True, slots=True)
class Dependence:
    """What would be lost without one person: somebody at the client, or one of ours.

    `only_theirs`: people with whom nobody else of ours was in contact (for one of ours).
    `cut_off`: people to whom a way in is known now, and none would be.
    `decision_lost`: share of the decision that is reached today and wouldn't be; 0 where it
    is within the sampling error.
    """

    person: Person
    is_ours: bool
    only_theirs: tuple[Person, ...]
    cut_off: tuple[Person, ...]
    decision_lost: float


@dataclass(frozen=True, slots=True)
class Review:
    """An account at its moment. Shares are of the decision, in [0, 1].

    `people`: everybody who is there, in the account's order. `matrix`: a cell for each of
    the levels and functions that anybody has, row by row, the highest level first.
    `contacts` and `colleagues`: on whom most hangs, the heaviest first. `hangs_on`: the
    only one who is covered, if it is one. `decision_reached`: None where it isn't known who
    decides. `touches_kept`: whether any touch is recorded; without, "never" can't be told from
    "not recorded", and nobody is known to be engaged.
    """

    account: Account
    people: tuple[Covered, ...]
    matrix: tuple[Cell, ...]
    contacts: tuple[Dependence, ...]
    colleagues: tuple[Dependence, ...]
    hangs_on: Person | None
    targets: Targets
    decision_reached: float | None
    gone: int
    touches_kept: bool


def review(account: Account, most: int = 10, seed: int = 1) -> Review:
    """Coverage, gaps, and what hangs on one person.

    `most`: for how many contacts, and how many colleagues, it is worked out what hangs on them.
    """
    targets = find_targets(account, {})
    before = _before(account, targets, seed)
    people = before.people
    covered = [one.person for one in people if one.is_covered]
    return Review(
        account=account,
        people=people,
        matrix=tuple(_matrix(people)),
        contacts=_dependences(covered, before, most),
        colleagues=_dependences(account.colleagues, before, most),
        hangs_on=covered[0] if len(covered) == 1 else None,
        targets=targets,
        decision_reached=float(before.now.shares.sum()) if before.now else None,
        gone=sum(is_gone(one) for one in account.people),
        touches_kept=bool(account.touches),
    )


def _covered(account: Account) -> tuple[Covered, ...]:
    contacts = coverage(account)
    ours = {one.id: one for one in account.colleagues}
    return tuple(
        Covered(
            person,
            contacts[person.id],
            tuple(ours[id_] for id_ in contacts[person.id].colleagues if id_ in ours),
        )
        for person in account.people
        if not is_gone(person)
    )


def _matrix(people: Sequence[Covered]) -> Iterator[Cell]:
    groups: dict[tuple[Level, Function], list[Covered]] = {}
    for one in people:
        groups.setdefault((one.person.level, one.person.function), []).append(one)
    levels = [level for level in Level if level in {key[0] for key in groups}]
    functions = [function for function in Function if function in {key[1] for key in groups}]
    for level, function in product(levels, functions):
        group = groups.get((level, function), [])
        seats = sum(one.person.status is PersonStatus.PLACEHOLDER for one in group)
        covered = sum(one.is_covered for one in group)
        yield Cell(level, function, len(group) - seats, covered, seats)


@dataclass(frozen=True, slots=True, eq=False)
class _Before:
    """An account as it is. `numbers`: who is who in `worlds`; `now`: how the decision, with those
    who are gone, stands in them. They are None where nobody has weight in it."""

    account: Account
    people: tuple[Covered, ...]
    ways: WaysIn
    numbers: Mapping[str, int]
    worlds: Worlds | None
    weights: Floats
    engaged: Floats
    now: Standing | None


def _before(account: Account, targets: Targets, seed: int) -> _Before:
    """Targets who are gone aren't reached."""
    found = influence(account)
    weights = found.index.vector({one.person.id: one.weight for one in targets.targets})
    worlds = found.worlds(weights, seed) if weights.any() else None
    engaged = _engaged(account, found.index.number)
    return _Before(
        account=account,
        people=_covered(account),
        ways=ways_in(account),
        numbers=found.index.number,
        worlds=worlds,
        weights=weights,
        engaged=engaged,
        now=_standing(worlds.sets, weights, engaged, targets.total_weight) if worlds else None,
    )


def _engaged(account: Account, numbers: Mapping[str, int]) -> Floats:
    engaged = np.zeros(len(numbers))
    for id_, one in coverage(account).items():
        if id_ in numbers:
            engaged[numbers[id_]] = one.engaged
    return engaged


def _standing(sets: ReverseSets, weights: Floats, engaged: Floats, total: float) -> Standing:
    """How the decision, of so much weight in all, stands; nobody is to be suggested."""
    nobody, ones = np.zeros(weights.size, bool), np.ones(weights.size)
    return replace(standing(sets, Situation(weights, engaged, nobody, ones), 0), total=total)


def _dependences(people: Sequence[Person], before: _Before, most: int) -> tuple[Dependence, ...]:
    """What hangs on those over whom most of the best ways in go."""
    over = _ways_over(before)
    first = sorted(people, key=lambda one: -over[one.id])[:most]
    found = (_dependence(one, before) for one in first)
    return tuple(sorted(found, key=lambda one: (-one.decision_lost, -len(one.cut_off))))


def _ways_over(before: _Before) -> Counter[str]:
    """For each person and colleague, how many best ways in start at or go over them."""
    routes = before.ways.routes
    return Counter(hop.source for one in before.account.people for hop in routes.to(one.id))


def _dependence(person: Person, before: _Before) -> Dependence:
    ways = before.ways.avoiding({person.id})
    return Dependence(
        person=person,
        is_ours=person.kind is EntityKind.COLLEAGUE,
        only_theirs=tuple(
            one.person
            for one in before.people
            if [ours.id for ours in one.colleagues] == [person.id]
        ),
        cut_off=tuple(
            one
            for one in before.account.people
            if one.id != person.id and before.ways.to(one.id) and not ways.to(one.id)
        ),
        decision_lost=_lost(person, before),
    )


def _lost(person: Person, before: _Before) -> float:
    """The share of the decision as it is today that goes with them, in the same worlds."""
    if before.worlds is None or before.now is None:
        return 0.0
    sets, engaged = before.worlds.sets, before.engaged
    if person.id in before.numbers:
        sets = before.worlds.without(np.array([before.numbers[person.id]]))
    else:
        engaged = _engaged(without(before.account, person.id), before.numbers)
    then = _standing(sets, before.weights, engaged, before.now.total)
    lost = change(before.now, then).difference
    return -lost.value if -lost.value > TIE * lost.standard_error else 0.0


def without(account: Account, id_: str) -> Account:
    """The account as it would be if one of ours weren't there.

    What one of ours did alone counts no longer; what they did with others does.
    """
    return replace(
        account,
        colleagues=tuple(one for one in account.colleagues if one.id != id_),
        touches=tuple(one for one in account.touches if set(one.colleagues) != {id_}),
    )
