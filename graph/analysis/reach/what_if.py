"""What if somebody left, or were won or lost: what is reached of the decision then, and whom next
then, in the same worlds as today.

Both are worked out on the same reverse-reachable sets (common random numbers), so that chance
drops out of the difference as far as the two have it in common.
"""

from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.influence import Floats, Ints
from graph.analysis.reach.ranking import By, Pick, Situation, picked
from graph.analysis.reach.reverse_sets import ReverseSets


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """How a decision stands. `total`: its weight. `reached` (N,): the probability that each set's
    target is reached in its world."""

    sets: ReverseSets
    total: float
    reached: Floats
    places: tuple[Pick, ...]

    @property
    def shares(self) -> Floats:
        """What each set (N,) gives to the share that is reached; 0 where nothing is to be."""
        return self.sets.worth * self.reached / (self.total or 1.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share or probability, with its standard error."""

    value: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Change:
    """What is reached now and then, and the difference, with its own error: then - now."""

    now: Estimate
    then: Estimate
    difference: Estimate


def standing(sets: ReverseSets, situation: Situation, limit: int, by: By = "score") -> Standing:
    """What is reached on these sets, and up to `limit` people to reach next."""
    missed = sets.products(1 - situation.engaged)
    left = sets.worth * missed
    places = picked(sets, left, situation, limit, by) if situation.total > 0 else ()
    return Standing(sets, situation.total, 1 - missed, places)


def change(now: Standing, then: Standing) -> Change:
    """Of the share of the decision that is reached: today's now, then that of what is left."""
    everything = np.arange(now.sets.count)
    return Change(*(_sum(now.sets, everything, one) for one in _both(now.shares, then.shares)))


def change_for(target: int, now: Standing, then: Standing) -> Change | None:
    """Of the probability that one target is reached; None where no set is about them."""
    about = np.flatnonzero(now.sets.target == target)
    if not about.size:
        return None
    values = _both(now.reached[about] / about.size, then.reached[about] / about.size)
    return Change(*(_sum(now.sets, about, one) for one in values))


def _both(now: Floats, then: Floats) -> tuple[Floats, Floats, Floats]:
    return now, then, then - now


def _sum(sets: ReverseSets, some: Ints, values: Floats) -> Estimate:
    return Estimate(float(values.sum()), sets.standard_error(some, values))
