"""Following live arrows backwards from targets, in many worlds side by side.

The coins of the arrows into the targets are tossed together (`coins.toss`): all worlds of a target
look at them, so that this lowers the error most. Those of all other arrows are looked up, so that
it makes no difference in which order; step by step with arrays, or world by world in a compiled
loop, the sets are the same.
"""

from dataclasses import dataclass, field

import numpy as np

from graph.analysis.reach import coins, kernels
from graph.analysis.reach.compiling import COMPILER
from graph.analysis.reach.influence import Incoming, Ints, Keys
from graph.analysis.reach.reverse_sets import GROUPS, Membership
from graph.analysis.reach.visited import Visited

LABEL, LIMIT, SOURCE = range(3)
"""The columns of `Follower.arrows`."""

ARROWS_AT_ONCE = 2**17
"""Looked at together: they should stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Follower:
    """Draws sets of one graph.

    `arrows` (arrows, 3): label, limit of what comes up, and source of each, side by side since
    they are looked at together. `spans` (n, 2): where the arrows into a person begin and end.
    """

    into: Incoming
    arrows: Keys
    spans: kernels.Spans
    _visited: Visited = field(default_factory=Visited)

    def follow(self, roots: Ints, crowd: Ints, rng: np.random.Generator) -> Membership:
        """The set of each of `roots`, in a world of its own.

        `crowd`: sets of one crowd toss the coins of the arrows into one root together. A key is
        person * number of sets + set, and has to fit into 32 bits.
        """
        keys = np.sort((roots * roots.size + np.arange(roots.size)).astype(np.uint32))
        behind = _behind_targets(self.into, keys, crowd, rng)
        world = coins.labels(roots.size, rng)
        if loop := COMPILER.compiled(kernels.follow):
            first, start = _by_set(behind, self.into.people, roots.size)
            keys = loop(roots, first, start, world, self.spans, self.arrows)
        else:
            keys = self._by_steps(keys, behind, world)
        return _membership(keys, self.into.people, roots.size)

    def _by_steps(self, keys: Keys, behind: Keys, world: Keys) -> Keys:
        """All sets at once, a step at a time. Each arrow into a person is looked at once, when
        the person is entered."""
        self._visited.clear()
        entered = [self._visited.add(keys)]
        while behind.size:
            keys = self._visited.add(behind)
            entered.append(keys)
            arrows = int(self.into.degree[keys // world.size].sum())
            parts = np.array_split(keys, arrows // ARROWS_AT_ONCE + 1)
            behind = np.concatenate([self._behind(part, world) for part in parts])
        return np.concatenate(entered)

    def _behind(self, keys: Keys, world: Keys) -> Keys:
        """The keys of who is behind a live arrow into those of `keys`."""
        person = (keys // world.size).astype(np.int64)
        in_set = keys - person * world.size
        arrow, degree = self.into.into(person), self.into.degree[person]
        label, limit = self.arrows[arrow, LABEL], self.arrows[arrow, LIMIT]
        live = np.flatnonzero(coins.come_up(label, np.repeat(world[in_set], degree), limit))
        behind = self.into.source[arrow[live]] * world.size + np.repeat(in_set, degree)[live]
        return behind.astype(np.uint32)


def follower(into: Incoming, rng: np.random.Generator) -> Follower:
    """With new coins."""
    label, limit = coins.labels(into.source.size, rng), coins.limits(into.probability)
    arrows = np.stack([label, limit, into.source.astype(np.uint32)], axis=1)
    spans = np.stack([into.start, into.start + into.degree], axis=1).astype(np.int32)
    return Follower(into, arrows, spans)


def _behind_targets(into: Incoming, keys: Keys, crowd: Ints, rng: np.random.Generator) -> Keys:
    """The keys of who is behind a live arrow into those of `keys`, ascending.

    The coins of an arrow into one person are one heap for all sets of a crowd.
    """
    person = (keys // crowd.size).astype(np.int64)
    in_set = keys - person * crowd.size
    label = person * GROUPS + crowd[in_set]
    first = np.append(0, np.flatnonzero(label[1:] != label[:-1]) + 1)
    size = np.diff(first, append=keys.size)
    heap = np.repeat(np.arange(first.size), into.degree[person[first]])
    arrow = into.into(person[first])
    live, number = coins.toss(into.probability[arrow], size[heap], rng)
    in_same_set = in_set[first[heap[live]] + number]
    behind: Keys = (into.source[arrow[live]] * crowd.size + in_same_set).astype(np.uint32)
    return behind


def _by_set(keys: Keys, people: int, sets: int) -> tuple[Keys, Ints]:
    """The people of one set after the other, and where each set's begin, and end."""
    person = keys // np.uint32(sets)
    ordered = np.sort((keys - person * np.uint32(sets)) * np.uint32(people) + person)
    in_set = ordered // np.uint32(people)
    start = np.append(0, np.cumsum(np.bincount(in_set, minlength=sets)))
    return ordered - in_set * np.uint32(people), start


def _membership(keys: Keys, people: int, sets: int) -> Membership:
    keys.sort()
    person = keys // np.uint32(sets)
    start = np.append(0, np.cumsum(np.bincount(person, minlength=people)))
    return Membership(start, (keys - person * np.uint32(sets)).astype(np.int64), sets)
