"""Following live arrows backwards from targets, in many worlds side by side.

The coins of the arrows into the targets are tossed together (`coins.toss`): all worlds of a target
look at them, so that this lowers the error most. Those of all other arrows are looked up, so that
it makes no difference in which order; step by step with arrays, or world by world in a compiled
loop, the sets are the same.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from graph.analysis.reach import coins, kernels
from graph.analysis.reach.compiling import COMPILER
from graph.analysis.reach.incoming import Incoming, incoming
from graph.analysis.reach.influence import Arrows, Entries, Ints, Keys
from graph.analysis.reach.kernels import LIMIT
from graph.analysis.reach.reverse_sets import GROUPS, entries_of
from graph.analysis.reach.rows import starts
from graph.analysis.reach.visited import Visited

THREADS, FEWEST = 2, 1_000
"""So many threads follow in a compiled loop, each so many sets at least: for fewer it doesn't pay,
and other questions want their turn."""

ARROWS_AT_ONCE = 2**17
"""Looked at together: they should stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class ReverseGraph:
    """A graph made ready for following arrows backwards, as often as one likes.

    `arrows` (arrows, 2): the limit of what comes up and the source of each, side by side since
    they are looked at together. `spans` (n, 2): where the arrows into a person begin and end.
    """

    into: Incoming
    arrows: Keys
    spans: kernels.Spans

    def follow(self, roots: Ints, crowd: Ints, rng: np.random.Generator) -> Entries:
        """Who is in the set of each of `roots`, in a world of its own.

        `crowd`: sets of one crowd toss the coins of the arrows into one root together. A key is
        person * number of sets + set, and has to fit into 32 bits.
        """
        keys = np.sort((roots * roots.size + np.arange(roots.size)).astype(np.uint32))
        behind = _behind_targets(self.into, keys, crowd, rng)
        world = coins.labels(roots.size, rng)
        if loop := COMPILER.compiled(kernels.follow):
            first, start = _by_set(behind, self.into.people, roots.size)

            def entries(begin: int, end: int) -> Entries:
                sets, ends = slice(begin, end), slice(begin, end + 1)
                return loop(
                    begin, roots[sets], first, start[ends], world[sets], self.spans, self.arrows
                )

            return _in_threads(entries, roots.size)
        person, in_set = np.divmod(self._by_steps(keys, behind, world), np.uint32(roots.size))
        return entries_of(person, in_set)

    def _by_steps(self, keys: Keys, behind: Keys, world: Keys) -> Keys:
        """All sets at once, a step at a time. Each arrow into a person is looked at once, when
        the person is entered."""
        visited = Visited()
        entered = [visited.add(keys)]
        while behind.size:
            keys = visited.add(behind)
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
        limit, world_of_each = self.arrows[arrow, LIMIT], np.repeat(world[in_set], degree)
        live = np.flatnonzero(coins.come_up(coins.label(arrow), world_of_each, limit))
        behind = self.into.source[arrow[live]] * world.size + np.repeat(in_set, degree)[live]
        return behind.astype(np.uint32)


def reverse_graph(arrows: Arrows) -> ReverseGraph:
    """Sort the arrows by whom they point at."""
    into = incoming(arrows)
    return ReverseGraph(
        into,
        np.stack([coins.limits(into.probability), into.source.astype(np.uint32)], axis=1),
        np.stack([into.rows.start[:-1], into.rows.start[1:]], axis=1).astype(np.int32),
    )


def _in_threads(entries: Callable[[int, int], Entries], sets: int) -> Entries:
    """The entries of all sets; `entries` finds those of some of them."""
    parts = min(THREADS, sets // FEWEST + 1)
    if parts == 1:
        return entries(0, sets)
    ends = np.linspace(0, sets, parts + 1).astype(int).tolist()
    with ThreadPoolExecutor(parts) as pool:
        return np.concatenate(list(pool.map(entries, ends[:-1], ends[1:])))


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
    return ordered - in_set * np.uint32(people), starts(in_set, sets)
