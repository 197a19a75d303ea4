"""Many worlds side by side as columns of bits: for sets that are large.

Row `p` of a matrix of bits says in which worlds `p` reaches that world's target. One step over
the arrows into a person, in all worlds at once, is a few operations on whole rows, so that
large sets cost little more than small ones.
"""

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from graph.analysis.reach.incoming import Incoming
from graph.analysis.reach.influence import Bools, Entries, Floats, Ints
from graph.analysis.reach.reverse_sets import entries_of

Bits = npt.NDArray[np.uint64]

WORD = 64

AT_ONCE = 2**20
"""Places looked at together: they should stay in the processor's cache."""

BATCH_PLACES, FEWEST = 2**26, 32
"""Arrows in worlds that are drawn side by side, for the same reason; but at least so many worlds
of each group, else what is done once for an arrow takes longer."""


def most(into: Incoming, groups: int) -> int:
    """How many worlds of each group to draw side by side."""
    fitting = BATCH_PLACES // (groups * max(into.source.size, into.people))
    return min(max(fitting, FEWEST), 2**16 - 1)


def explore(into: Incoming, roots: Ints, groups: int, rng: np.random.Generator) -> Entries:
    """Who is in the reverse-reachable set of each of `roots`, in a world of its own.

    The roots stand group by group, equally many (below 2**16) to each; no coin is shared
    between groups.
    """
    live = _live(into.probability, groups, roots.size // groups, rng)
    reached = _packed(roots == np.arange(into.people)[:, None])
    _spread(into, live, reached)
    columns = np.unpackbits(reached.view(np.uint8), axis=1, count=roots.size).view(np.bool_)
    return entries_of(*np.nonzero(columns))


def _spread(into: Incoming, live: Bits, reached: Bits) -> None:
    """Follow live arrows backwards, in place: whoever gained a world hands it on, until nobody
    gains any."""
    gained = np.asarray(reached.any(axis=1))
    while (waiting := np.flatnonzero(gained)).size:
        words = int(into.degree[waiting].sum()) * reached.shape[1]
        for people in np.array_split(waiting, min(waiting.size, WORD * words // AT_ONCE + 1)):
            gained[people] = False
            gained[_hand_on(into, people, live, reached)] = True


def _hand_on(into: Incoming, people: Ints, live: Bits, reached: Bits) -> Ints:
    """Each of `people` hands their worlds on to whoever has a live arrow into them, in place.
    Returns who gained any."""
    arrows = into.into(people)
    if not arrows.size:
        return arrows
    order = np.argsort(into.source[arrows], kind="stable")
    source = into.source[arrows[order]]
    brought = reached[np.repeat(people, into.degree[people])[order]] & live[arrows[order]]
    first = np.flatnonzero(np.diff(source, prepend=-1))
    person = source[first]
    before = reached[person]
    after = before | np.bitwise_or.reduceat(brought, first, axis=0)
    reached[person] = after
    gained: Ints = person[(after != before).any(axis=1)]
    return gained


def _live(probability: Floats, groups: int, size: int, rng: np.random.Generator) -> Bits:
    """In which worlds each arrow is live: a row of bits for each, `groups` × `size` worlds.

    An arrow of probability p is live in p × size worlds of a group, rounded up or down at
    random: those where a random order of the group, turned by a random offset, ranks lowest.
    Over the offsets two arrows are independent in each world; what is live in two worlds of a
    group differs more than by chance, as in `graph.analysis.reach.coins`.
    """
    ranks = rng.permuted(np.tile(np.arange(size, dtype=np.uint16), (groups, 1)), axis=1)
    turned = sliding_window_view(np.concatenate([ranks, ranks], axis=1), size, axis=1)
    live = np.empty((probability.size, _words(groups * size)), np.uint64)
    step = AT_ONCE // (groups * size) + 1
    for at in range(0, probability.size, step):
        p = probability[at : at + step, None]
        offset = rng.integers(size, size=(p.size, groups))
        lowest = (p * size + rng.random(offset.shape)).astype(np.uint16)
        is_live = turned[np.arange(groups), offset] < lowest[:, :, None]
        live[at : at + step] = _packed(is_live.reshape(p.size, -1))
    return live


def _words(worlds: int) -> int:
    return -(-worlds // WORD)


def _packed(columns: Bools) -> Bits:
    """Rows of booleans as rows of bits, filled up with zeros to whole words."""
    bits = np.zeros((columns.shape[0], 8 * _words(columns.shape[1])), np.uint8)
    packed = np.packbits(columns, axis=1)
    bits[:, : packed.shape[1]] = packed
    return bits.view(np.uint64)
