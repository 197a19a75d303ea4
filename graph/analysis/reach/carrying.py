"""Which routes of influence carry a gain: what each adds, counted in the worlds where influence
arrives by it first.

A gain is what a person adds in the worlds where nobody else who is active reaches the target. In
each of these their influence arrives first by one route (`first_routes`), which carries what they
add there. So the routes share the gain among them, and what they carry sums to it exactly: another
route that is live as well, and slower, adds nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.analysis.reach.influence import Arrows, Floats
from graph.analysis.reach.kept_worlds import Worlds
from graph.analysis.reach.ranking import Situation
from graph.analysis.reach.reverse_sets import ReverseSets

LEAST_CARRIED = 0.05
"""Of the gain: a route that carries less isn't told, unless it is the first one."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A route, people from the one who is reached to the target; one alone who decides themselves.

    `share` of the decision that it carries, with its standard error; `part` of the gain.
    """

    route: tuple[int, ...]
    share: float
    standard_error: float
    part: float


def carriers(
    worlds: Worlds,
    situation: Situation,
    person: int,
    above: Sequence[int] = (),
    most: int = 3,
    least: float = LEAST_CARRIED,
) -> tuple[Carrier, ...]:
    """Up to `most` routes that carry most of what a person adds to those `above`, who are engaged
    for certain, and at least the part `least` of it; () where they add nothing in these worlds."""
    sets = worlds.sets
    left = to_give(sets, situation, above)
    found = worlds.first_routes(person, np.flatnonzero(left))
    given = left[found.sets]
    if not given.any():
        return ()
    routes, which = np.unique(found.people, axis=0, return_inverse=True)
    carried = np.bincount(which, given)
    first = np.argsort(-carried, kind="stable")[:most]
    enough = [at for at in first if carried[at] >= least * given.sum() or at == first[0]]
    return tuple(
        Carrier(
            route=_shortened(routes[at].tolist()),
            share=float(carried[at]) / situation.total,
            standard_error=sets.standard_error(found.sets[which == at], given[which == at])
            / situation.total,
            part=float(carried[at] / given.sum()),
        )
        for at in enough
    )


def to_give(sets: ReverseSets, situation: Situation, above: Sequence[int] = ()) -> Floats:
    """What each set has left to give once those `above` are engaged for certain."""
    engaged = situation.engaged.copy()
    engaged[list(above)] = 1
    given: Floats = sets.worth * sets.products(1 - engaged)
    return given


def _shortened(route: Sequence[int]) -> tuple[int, ...]:
    """Without the repetition of who begins it."""
    repeated = sum(one == route[0] for one in route) - 1
    return tuple(route[repeated:])


def probability_of(arrows: Arrows, route: Sequence[int]) -> float:
    """That every step of a route is live; parallel arrows are chances of their own."""
    chance = 1.0
    for source, target in pairwise(route):
        along = (arrows.source == source) & (arrows.target == target)
        chance *= 1 - float(np.prod(1 - arrows.probability[along]))
    return chance
