"""Lists of entries, one for each of a number of entries, kept as two flat arrays."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.reach import kernels
from graph.analysis.reach.compiling import COMPILER
from graph.analysis.reach.influence import Bools, Ints, Keys


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """For each of a number of entries others: those of entry `e` are
    `other[start[e] : start[e + 1]]`."""

    start: Ints
    other: Ints

    def of(self, entries: Ints) -> Ints:
        """The others of all these entries."""
        return self.other[self.places(entries)]

    def places(self, entries: Ints) -> Ints:
        """Where the others of all these entries stand in `other`."""
        size = self.counts(entries)
        end = np.cumsum(size)
        return np.repeat(self.start[entries] + size - end, size) + np.arange(size.sum())

    def counts(self, entries: Ints) -> Ints:
        """How many others each of these entries has."""
        return self.start[entries + 1] - self.start[entries]

    def minus(self, places: Ints) -> "Rows":
        """Without the others that stand at these places."""
        stays = np.ones(self.other.size, bool)
        stays[places] = False
        return Rows(np.append(0, np.cumsum(stays))[self.start], self.other[stays])


def starts(entry: Ints | Keys, entries: int) -> Ints:
    """Where the others of each of so many entries start, if there is one for each of `entry` and
    they stand in its order; and where the last ones end."""
    return np.append(0, np.cumsum(np.bincount(entry, minlength=entries)))


def spread(behind: Rows, entries: Ints, marked: Bools, open_: Bools) -> None:
    """Mark, in place, whoever is behind these entries over entries that are open."""
    if loop := COMPILER.compiled(kernels.spread):
        loop(behind.start, behind.other, entries, marked, open_)
    else:
        _by_steps(behind, entries, marked, open_)


def _by_steps(behind: Rows, entries: Ints, marked: Bools, open_: Bools) -> None:
    place = np.empty(marked.size, np.int64)
    while entries.size:
        found = behind.of(entries)
        COMPILER.spent += found.size
        found = found[open_[found] & ~marked[found]]
        marked[found] = True
        place[found] = np.arange(found.size)
        entries = found[place[found] == np.arange(found.size)]  # each once, without sorting
