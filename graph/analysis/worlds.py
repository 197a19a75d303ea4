"""Many worlds side by side as columns of bits: for graphs that are small enough.

Row `p` of a matrix of bits says in which worlds `p` reaches that world's target. One step over
the arrows into a person, in all worlds at once, is a few operations on whole rows, so that
large sets cost little more than small ones.
"""

from collections import deque

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from graph.analysis.influence import Floats, Incoming, Ints

Bits = npt.NDArray[np.uint64]

WORD = 64

MOST = 2**16
"""Worlds of one group."""


def explore(into: Incoming, roots: Ints, groups: int, rng: np.random.Generator) -> Ints:
    """The reverse-reachable set of each of `roots`, in a world of its own.

    The worlds are dealt out to the groups in turn, equally many to each; no coin is shared
    between groups. Returns pairs (person << 32 | set), one for each person in a set.
    """
    by_group = np.arange(roots.size).reshape(-1, groups).T.ravel()
    live = _live(into.probability, groups, roots.size // groups, rng)
    reached = _packed(roots[by_group] == np.arange(into.people)[:, None])
    _spread(into, live, reached)
    columns = np.unpackbits(reached.view(np.uint8), axis=1, count=roots.size).view(np.bool_)
    person = np.repeat(np.arange(into.people) << 32, np.count_nonzero(columns, axis=1))
    pairs: Ints = person | np.broadcast_to(by_group, columns.shape)[columns]
    return pairs


def _spread(into: Incoming, live: Bits, reached: Bits) -> None:
    """Follow live arrows backwards, in place: whoever gained a world hands it on, until
    nobody gains any."""
    waiting = deque(np.flatnonzero(reached.any(axis=1)).tolist())
    queued = set(waiting)
    while waiting:
        person = waiting.popleft()
        queued.remove(person)
        arrows = slice(into.start[person], into.start[person] + into.degree[person])
        source = into.source[arrows]
        before = reached[source]
        after = before | (reached[person] & live[arrows])
        reached[source] = after
        gained = set(source[(after != before).any(axis=1)].tolist()) - queued
        waiting.extend(sorted(gained))
        queued |= gained


def _live(probability: Floats, groups: int, size: int, rng: np.random.Generator) -> Bits:
    """In which worlds each arrow is live: a row of bits for each, `groups` × `size` worlds.

    An arrow of probability p is live in p × size worlds of a group, rounded up or down at
    random: those where a random order of the group, turned by a random offset, ranks lowest.
    Over the offsets two arrows are independent in each world; what is live in two worlds of a
    group differs more than by chance, as in `graph.analysis.coins`.
    """
    ranks = rng.permuted(np.tile(np.arange(size, dtype=np.uint16), (groups, 1)), axis=1)
    turned = sliding_window_view(np.concatenate([ranks, ranks], axis=1), size, axis=1)
    shape = (probability.size, groups)
    lowest = np.floor(probability[:, None] * size + rng.random(shape)).astype(np.uint32)
    offset = rng.integers(size, size=shape)
    every = np.arange(groups)
    live = np.empty((probability.size, _words(groups * size)), np.uint64)
    for arrow in range(probability.size):
        is_live = turned[every, offset[arrow]] < lowest[arrow][:, None]
        live[arrow] = _packed(is_live.reshape(1, -1))[0]
    return live


def _words(worlds: int) -> int:
    return -(-worlds // WORD)


def _packed(columns: npt.NDArray[np.bool_]) -> Bits:
    """Rows of booleans as rows of bits, filled up with zeros to whole words."""
    bits = np.zeros((columns.shape[0], 8 * _words(columns.shape[1])), np.uint8)
    packed = np.packbits(columns, axis=1)
    bits[:, : packed.shape[1]] = packed
    return bits.view(np.uint64)
