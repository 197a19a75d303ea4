"""A set of 32-bit keys that is asked and filled a whole array at a time."""

import numpy as np

from graph.analysis.reach.influence import Bools, Keys

EMPTY = 2**32 - 1
"""The one number that cannot be a key: it marks a free slot."""

GOLDEN = 0x9E3779B9
"""2**32 / golden ratio, odd: multiplying by it spreads keys that lie close together
(Fibonacci hashing: Knuth, The Art of Computer Programming 3, § 6.4)."""

ROOM = 8
"""Slots for each key, at least: a probe that fails costs a pass over the array."""


class Visited:
    """A hash table with open addressing and linear probing.

    Python's own set looks at one key at a time; here each probe is one pass over all keys
    that haven't found their slot yet.
    """

    def __init__(self) -> None:
        self._used = 0
        self._resize(12)

    def add(self, keys: Keys) -> Keys:
        """Take in `keys`, each below EMPTY; return those that were new, once and ascending."""
        keys = _each_once(keys)
        self._make_room(keys.size)
        new = self._insert(keys)
        self._used += int(np.count_nonzero(new))
        return keys.compress(new)

    def _insert(self, keys: Keys) -> Bools:
        """Put distinct keys in; which of them were not in yet."""
        table, last = self._table, self._table.size - 1
        new = np.zeros(keys.size, bool)
        waiting = np.arange(keys.size)
        slot = ((keys * np.uint32(GOLDEN)) >> self._shift).astype(np.intp)
        while waiting.size:
            there = table.take(slot)
            free = there == EMPTY
            table[slot] = np.where(free, keys, there)
            placed = table.take(slot) == keys  # of all keys that saw one slot free, one got it
            new[waiting] = free & placed
            rest = np.flatnonzero(~placed)
            waiting, keys, slot = waiting[rest], keys[rest], (slot[rest] + 1) & last
        return new

    def _make_room(self, more: int) -> None:
        needed = ROOM * (self._used + more)
        if needed > self._table.size:
            kept = self._table.compress(self._table != EMPTY)
            self._resize(needed.bit_length())
            self._insert(kept)

    def _resize(self, bits: int) -> None:
        self._table = np.full(1 << bits, EMPTY, np.uint32)
        self._shift = np.uint32(32 - bits)


def _each_once(keys: Keys) -> Keys:
    """The distinct keys, ascending. (`np.unique` takes several times as long.)"""
    keys = np.sort(keys)
    first = np.ones(keys.size, bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys.compress(first)
