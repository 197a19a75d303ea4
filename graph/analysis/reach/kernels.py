"""Loops that are worth compiling: each has a twin on arrays, with the very same results.

They are written for numba, which isn't imported here (`compiling` does that): plain
functions of numbers and arrays that call no other.
"""

import numpy as np
import numpy.typing as npt

from graph.analysis.reach.coins import FIRST, SECOND
from graph.analysis.reach.influence import Bools, Entries, Ints, Keys
from graph.analysis.reach.visited import GOLDEN

Spans = npt.NDArray[np.int32]

LIMIT, SOURCE = range(2)
"""The columns of arrows."""


def follow(
    number: int, roots: Ints, first: Keys, start: Ints, world: Keys, spans: Spans, arrows: Keys
) -> Entries:
    """Who is in the sets, counted from `number`, as in `following.ReverseGraph`, world by world.

    Who is behind a live arrow into the root of the n-th of them: `first[start[n] : start[n + 1]]`.
    """
    people = spans.shape[0]
    seen_in = np.full(people, -1, np.int32)
    found = np.empty(2 * (start[-1] - start[0]) + people, np.uint64)
    end = 0
    for in_set in range(roots.size):
        if end + people > found.size:
            found = np.concatenate((found, np.empty(found.size + people, np.uint64)))
        root, after = end, end + 1
        end = after + start[in_set + 1] - start[in_set]
        found[root] = roots[in_set]
        found[after:end] = first[start[in_set] : start[in_set + 1]]
        for place in range(root, end):
            seen_in[found[place]] = in_set
        while after < end:
            person = found[after]
            after += 1
            for arrow in range(spans[person, 0], spans[person, 1]):
                mixed = np.uint32(arrow * GOLDEN) ^ world[in_set]  # as in `coins.come_up`
                mixed = np.uint32((mixed ^ (mixed >> np.uint32(16))) * np.uint32(FIRST))
                mixed = np.uint32((mixed ^ (mixed >> np.uint32(15))) * np.uint32(SECOND))
                mixed = np.uint32(mixed ^ (mixed >> np.uint32(16)))
                source = arrows[arrow, SOURCE]
                if mixed >> np.uint32(1) < arrows[arrow, LIMIT] and seen_in[source] != in_set:
                    seen_in[source] = in_set
                    found[end] = source
                    end += 1
        for place in range(root, end):
            found[place] = found[place] << np.uint64(32) | np.uint64(number + in_set)
    return found[:end]


def spread(start: Ints, other: Ints, entries: Ints, marked: Bools, open_: Bools) -> None:
    """See `rows.spread`."""
    waiting = np.empty(entries.size + marked.size, np.int64)
    waiting[: entries.size] = entries
    end = entries.size
    while end:
        end -= 1
        entry = waiting[end]
        for found in other[start[entry] : start[entry + 1]]:
            if open_[found] and not marked[found]:
                marked[found] = True
                waiting[end] = found
                end += 1
