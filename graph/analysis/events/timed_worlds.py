"""Worlds in which influence takes its time, kept as a seed: they are made again to ask what would
be reached in the very same ones if somebody weren't there or had less influence."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from graph.analysis.events.arrivals import first_in_time
from graph.analysis.events.cascades import draw, planned
from graph.analysis.events.rates import Rates, thinned
from graph.analysis.reach.first_routes import FirstRoutes
from graph.analysis.reach.influence import Floats, Ints
from graph.analysis.reach.kept_worlds import MOST_SETS
from graph.analysis.reach.reverse_sets import ReverseSets

TIMED_WORK = 2_000_000
"""It bounds memory and the time that a question takes, as `cascades.draw` counts."""


@dataclass(frozen=True, slots=True, eq=False)
class TimedWorlds:
    """Worlds in which influence takes its time: they are made again from their seed, and what
    the gone would have passed on or taken up leads nowhere."""

    expected: Rates
    weights: Floats
    days: float
    seed: int
    most: int
    sets: ReverseSets

    def without(self, gone: Ints) -> ReverseSets:
        """See `kept_worlds.Worlds`."""
        theirs = np.isin(self.expected.source, gone) | np.isin(self.expected.target, gone)
        to_nobody = np.where(theirs, self.expected.target, self.expected.source)
        left = replace(self.expected, source=to_nobody)  # to themselves: the same draws
        sets = self._drawn(left)
        person = np.repeat(np.arange(sets.people), np.diff(sets.start))
        stays = ~np.isin(person, gone)
        return replace(
            sets,
            worth=np.where(np.isin(sets.target, gone), 0, sets.worth),
            start=np.append(0, np.cumsum(stays))[sets.start],
            members=sets.members[stays],
        )

    def weakening(self, source: int, target: int) -> Callable[[float], ReverseSets]:
        """See `kept_worlds.Worlds`. Each passing stays with that probability; the others lead
        nowhere."""

        def weakened(kept: float) -> ReverseSets:
            return self._drawn(thinned(self.expected, source, target, kept))

        return weakened

    def first_routes(self, person: int, among: Ints) -> FirstRoutes:
        """See `kept_worlds.Worlds`."""
        rng = np.random.default_rng(self.seed)
        plan = planned(self.expected, self.weights, self.days, self.most, TIMED_WORK)
        return first_in_time(self.expected, plan, rng, person, among)

    def _drawn(self, expected: Rates) -> ReverseSets:
        return _timed(expected, self.weights, self.days, self.seed, self.most)


def draw_timed(
    expected: Rates, weights: Floats, days: float, seed: int, most: int = MOST_SETS
) -> TimedWorlds:
    """Up to `most` sets for the targets within the next `days`. Raises as `draw_live`."""
    sets = _timed(expected, weights, days, seed, most)
    return TimedWorlds(expected, weights, days, seed, most, sets)


def _timed(expected: Rates, weights: Floats, days: float, seed: int, most: int) -> ReverseSets:
    return draw(expected, weights, days, most, np.random.default_rng(seed), TIMED_WORK)
