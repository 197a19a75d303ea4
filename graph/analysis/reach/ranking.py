"""Whom next: who adds most to the part of the decision that is reached, then who adds most to
that, and so on, each with their gain, its error and where it comes from."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np

from graph.analysis.reach.drawing import draw
from graph.analysis.reach.following import reverse_graph
from graph.analysis.reach.greedy import Choice, are_tied, as_good, greedy
from graph.analysis.reach.influence import Arrows, Bools, Floats
from graph.analysis.reach.reverse_sets import GROUPS, ReverseSets

By = Literal["score", "gain"]

FIRST_SETS, FIRST_WORK = 2**17, 10_000_000
"""So many sets are drawn in any case, for the quality of the choice, or those that take so much
work if they are large."""

LARGEST_RATIO = 1e6
"""Of an error to the one that was asked for: whatever is finer is out of reach in any case."""


@dataclass(frozen=True, slots=True)
class Precision:
    """When to stop drawing: no share that is reported has a larger `standard_error` (absolute),
    or `max_work`, as `draw` counts it, ends it first."""

    standard_error: float = 0.002
    max_work: int = 64_000_000

    def __post_init__(self) -> None:
        if not self.standard_error > 0:
            raise ValueError(f"standard_error is {self.standard_error}: it must be above 0")
        if self.max_work < 1:
            raise ValueError(f"max_work is {self.max_work}: it must be at least 1")


DEFAULT = Precision()


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """What is known of n people; each array has one entry a person.

    `weights`: in the decision, ≥ 0; who has one above 0 is a target. `engaged`: the probability
    of being active, 0 … 1. `eligible`: who may be picked. `factors` ≥ 0: score = gain × factor.

    Raises:
        ValueError: the lengths differ, or a number is out of its range.
    """

    weights: Floats
    engaged: Floats
    eligible: Bools
    factors: Floats

    def __post_init__(self) -> None:
        for name in ("engaged", "eligible", "factors"):
            if getattr(self, name).shape != (self.weights.size,):
                raise ValueError(f"{name} must have one entry for each of {self.weights.size}")
        _check_range("weights", self.weights, math.inf)
        _check_range("engaged", self.engaged, 1)
        _check_range("factors", self.factors, math.inf)

    @property
    def total(self) -> float:
        """The whole decision, in decision weight."""
        return float(self.weights.sum())

    def scale(self, by: By) -> Floats:
        """What a gain is multiplied by to compare people: 0 for who may not be picked."""
        factors = self.factors if by == "score" else np.ones_like(self.factors)
        return np.where(self.eligible, factors, 0) / self.total


def _check_range(name: str, values: Floats, most: float) -> None:
    within = np.isfinite(values) & (values >= 0) & (values <= most)
    if not within.all():
        at = int(np.flatnonzero(~within)[0])
        raise ValueError(f"{name}[{at}] is {values[at]}: it must be finite and in 0 … {most}")


@dataclass(frozen=True, slots=True)
class Pick:
    """One place in the list. `gain`: the decision weight that is added; `share`: of the total.

    `standard_error` is that of the share; `score` is gain × factor. `gain_by_target`: where the
    gain comes from, target → weight, those above 0; they sum to `gain`. `tied`: with the place
    above. `as_good`: who could as well have been picked here, the tied neighbours in the list
    among them.
    """

    person: int
    gain: float
    share: float
    standard_error: float
    score: float
    gain_by_target: Mapping[int, float]
    tied: bool
    as_good: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Whom to reach next, the best first.

    `reached`: the share of `total_weight` that is reached today. `reached_by_target` (n,): the
    probability for each target; NaN for everybody else, and for a target that the work bound
    left without a set. `sets`: how many were drawn. `wanted`: the standard error that was asked
    for.
    """

    total_weight: float
    reached: float
    reached_error: float
    reached_by_target: Floats
    picks: tuple[Pick, ...]
    sets: int
    wanted: float

    @property
    def ties(self) -> tuple[tuple[int, ...], ...]:
        """Groups of neighbouring ranks, from 1, that can't be told apart."""
        groups: list[tuple[int, ...]] = []
        for rank, pick in enumerate(self.picks, start=1):
            if pick.tied:
                groups[-1] += (rank,)
            else:
                groups.append((rank,))
        return tuple(group for group in groups if len(group) > 1)

    @property
    def largest_error(self) -> float:
        """The largest standard error of a share that is reported."""
        return max([self.reached_error, *(pick.standard_error for pick in self.picks)])

    @property
    def precise(self) -> bool:
        """Whether the precision was reached; if not, the work bound ended the drawing.

        What is rarer than one set of all shows in no error, so that they mustn't be too few.
        """
        return self.largest_error <= self.wanted and self.sets * self.wanted >= 1


def rank(
    arrows: Arrows,
    situation: Situation,
    limit: int,
    by: By = "score",
    seed: int = 0,
    precision: Precision = DEFAULT,
) -> Ranking:
    """Draw as many sets as the precision takes, and rank on them. Same seed, same answer.

    Raises:
        ValueError: arrows and situation differ in the number of people, nobody has a decision
            weight above 0, or `limit` is below 0.
    """
    if arrows.people != situation.weights.size:
        raise ValueError(f"arrows among {arrows.people} people, {situation.weights.size} weights")
    graph, weights = reverse_graph(arrows), situation.weights
    rng = np.random.default_rng(seed)

    def sets(count: int, max_work: int) -> ReverseSets:
        return draw(graph, weights, count, rng, max_work)

    return rank_drawing(sets, situation, limit, by, precision)


def rank_drawing(
    sets_of: Callable[[int, int], ReverseSets],
    situation: Situation,
    limit: int,
    by: By = "score",
    precision: Precision = DEFAULT,
) -> Ranking:
    """Rank on as many sets as the precision takes; `sets_of(count, max_work)` draws them."""
    sets = sets_of(FIRST_SETS, min(FIRST_WORK, precision.max_work))
    while True:
        ranking = rank_on(sets, situation, limit, by, precision.standard_error)
        left = precision.max_work - sets.work
        if ranking.precise or left < GROUPS * sets.work / sets.count:
            return ranking
        sets += sets_of(_missing(ranking), int(left))


def _missing(ranking: Ranking) -> int:
    """How many sets more the precision takes."""
    ratio = min(ranking.largest_error / ranking.wanted, LARGEST_RATIO)
    return math.ceil(ranking.sets * max(0.5, 1.2 * ratio**2 - 1))  # the error is uncertain itself


def rank_on(
    sets: ReverseSets,
    situation: Situation,
    limit: int,
    by: By = "score",
    wanted: float = DEFAULT.standard_error,
) -> Ranking:
    """Rank on sets that are there already, drawn for the weights of this situation."""
    if limit < 0:
        raise ValueError(f"limit is {limit}: it must be at least 0")
    missed = sets.products(1 - situation.engaged)
    reached = sets.worth * (1 - missed)
    return Ranking(
        total_weight=situation.total,
        reached=float(reached.sum()) / situation.total,
        reached_error=sets.standard_error(np.arange(sets.count), reached) / situation.total,
        reached_by_target=sets.means_by_target(1 - missed),
        picks=picked(sets, sets.worth * missed, situation, limit, by),
        sets=sets.count,
        wanted=wanted,
    )


def picked(
    sets: ReverseSets, left: Floats, situation: Situation, limit: int, by: By
) -> tuple[Pick, ...]:
    """Up to `limit` people, the best first, where each set (N,) has so much left to give."""
    scale = situation.scale(by)
    picks: list[Pick] = []
    last: Choice | None = None
    for choice in islice(greedy(sets, left, scale), limit):
        tied = last is not None and are_tied(sets, last, choice.person, scale)
        picks.append(_pick(sets, choice, situation, scale, tied))
        last = choice
    return tuple(picks)


def _pick(
    sets: ReverseSets, choice: Choice, situation: Situation, scale: Floats, tied: bool
) -> Pick:
    inside = sets.containing(choice.person)
    given = choice.left[inside]
    gain = float(given.sum())
    by_target = np.bincount(sets.target[inside], given)
    return Pick(
        person=choice.person,
        gain=gain,
        share=gain / situation.total,
        standard_error=sets.standard_error(inside, given) / situation.total,
        score=gain * float(situation.factors[choice.person]),
        gain_by_target={int(to): float(by_target[to]) for to in np.flatnonzero(by_target)},
        tied=tied,
        as_good=as_good(sets, choice, scale),
    )
