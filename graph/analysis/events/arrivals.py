"""By which route influence of one person arrives first, where it takes its time.

The passings of each world (`graph.analysis.events.cascades`) are followed in the order of time:
who was reached passes on from then on, and everybody keeps from whom it came first.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from graph.analysis.events.cascades import Plan, passings
from graph.analysis.events.rates import Rates
from graph.analysis.reach.first_routes import FirstRoutes, put_together
from graph.analysis.reach.influence import Ints


def first_in_time(
    expected: Rates, plan: Plan, rng: np.random.Generator, person: int, among: Ints
) -> FirstRoutes:
    """The first routes of a person in those of the sets `among` (rising) in which they are: of
    the sets that `draw` makes by this plan from an equal `rng`."""
    found = put_together(list(_batches(expected, plan, rng, person)))
    wanted = np.isin(found.sets, among)
    return FirstRoutes(found.sets[wanted], found.people[wanted])


def _batches(
    expected: Rates, plan: Plan, rng: np.random.Generator, person: int
) -> Iterator[FirstRoutes]:
    first = 0
    for block in plan.blocks:
        for size in plan.sizes:
            steps = list(passings(expected, plan.mean, size, rng))
            came_from = _came_from(steps, person, expected.people, size)
            yield _routes(came_from, block, person, first)
            first += size * block.size


def _came_from(steps: Sequence[tuple[Ints, Ints]], person: int, people: int, worlds: int) -> Ints:
    """From whom influence came first (people, worlds), -1 where it didn't come."""
    found = np.full(people * worlds, -1)
    found[person * worlds : (person + 1) * worlds] = person
    for source, target in reversed(steps):
        world = np.arange(source.size)
        giving, taking = source * worlds + world, target * worlds + world
        new = (found[giving] >= 0) & (found[taking] < 0)
        found[taking[new]] = source[new]
    return found.reshape(people, worlds)


def _routes(came_from: Ints, block: Ints, person: int, first: int) -> FirstRoutes:
    """Of the targets of a block; `first`: the number of the first of its sets."""
    world, place = np.nonzero(came_from[block].T >= 0)
    at = block[place]
    route = [at]
    while (at != person).any():
        at = came_from[at, world]
        route.append(at)
    return FirstRoutes(first + world * block.size + place, np.stack(route[::-1], axis=1))
