"""By which route influence of one person arrives first at each target, world by world.

In the independent cascade influence goes on step by step, and who was moved is moved once: by
whom influence reached them first (Kempe, Kleinberg and Tardos, KDD 2003). In a world the live
route of the fewest steps is therefore the one that carries it; where several arrive in the same
step, chance decides. Every world in which somebody reaches a target has exactly one such route.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.influence import Ints
from graph.analysis.reach.reverse_sets import ReverseSets
from graph.analysis.reach.rows import Rows

TIES = 1
"""Seed of the chance that decides between routes that arrive in the same step."""


@dataclass(frozen=True, slots=True, eq=False)
class FirstRoutes:
    """`sets` (m,): sets in which somebody is. `people` (m, longest): in each of them the route by
    which their influence arrives first, from them to the target; who begins it is repeated in
    front where it is shorter than others."""

    sets: Ints
    people: Ints


def put_together(parts: Sequence[FirstRoutes]) -> FirstRoutes:
    """The routes of all parts, one part's after the other's."""
    longest = max(part.people.shape[1] for part in parts)
    return FirstRoutes(
        np.concatenate([part.sets for part in parts]),
        np.concatenate([_as_long(part.people, longest) for part in parts]),
    )


def _as_long(people: Ints, longest: int) -> Ints:
    return np.pad(people, ((0, 0), (longest - people.shape[1], 0)), mode="edge")


def first_in_live(
    sets: ReverseSets, ahead: Rows, root: Ints, person: int, among: Ints
) -> FirstRoutes:
    """The first routes of a person in those of the sets `among` (rising) in which they are.

    `ahead` and `root` as `graph.analysis.reach.kept_worlds.LiveWorlds` has them.
    """
    entries = np.arange(sets.start[person], sets.start[person + 1])
    entries = entries[np.isin(sets.containing(person), among)]
    came_from = _came_from(ahead, entries, sets.members.size)
    at = root[sets.members[entries]]
    route = [at]
    while (came_from[at] != at).any():
        at = came_from[at]
        route.append(at)
    people = np.searchsorted(sets.start, np.stack(route[::-1], axis=1), "right") - 1
    return FirstRoutes(sets.members[entries], people)


def _came_from(ahead: Rows, entries: Ints, size: int) -> Ints:
    """The entry from which influence reached each first; itself where it began, -1 for none."""
    rng = np.random.default_rng(TIES)
    found = np.full(size, -1)
    found[entries] = entries
    while entries.size:
        tails, heads = np.repeat(entries, ahead.counts(entries)), ahead.of(entries)
        new = np.flatnonzero(found[heads] < 0)
        new = rng.permutation(new)
        found[heads[new]] = tails[new]
        entries = np.unique(heads[new])
    return found
