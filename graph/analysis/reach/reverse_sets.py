"""Random reverse-reachable sets: who would have won a target over, in one world of many.

In a *world* every arrow is live or not, by its probability, independently of the others
(the independent cascade). The reverse-reachable set of a target in a world holds all people
with a live path to the target, the target too. The target is reached if and only if one of
them is active; so the weight that a set of people reaches is estimated by the worth of the
reverse-reachable sets that they hit (Borgs, Brautbar, Chayes and Lucier, SODA 2014; Tang,
Xiao and Shi, SIGMOD 2014). `graph.analysis.reach.drawing` draws them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph.analysis.reach.influence import Entries, Floats, Ints, Keys
from graph.analysis.reach.rows import Rows, starts

GROUPS = 32
"""Independent samples of equal make, for the standard error; its own error is an eighth."""


class Membership(NamedTuple):
    """Of n people and a number of `sets`, counted from 0: person `p` is in
    `members[start[p] : start[p + 1]]`, ascending."""

    start: Ints
    members: Ints
    sets: int


def entries_of(person: Keys | Ints, in_set: Keys | Ints) -> Entries:
    """Each `person` in the set `in_set`."""
    entries: Entries = person.astype(np.uint64) << np.uint64(32) | in_set.astype(np.uint64)
    return entries


def membership(entries: Entries, people: int, sets: int) -> Membership:
    """The sets of each person. Sorts the entries in place."""
    entries.sort()
    keys = entries.view(np.int64)
    return Membership(starts(keys >> 32, people), keys & (2**32 - 1), sets)


def joined(parts: Sequence[Membership]) -> Membership:
    """The sets of all parts, one part's after the other's."""
    if len(parts) == 1:
        return parts[0]
    counts = np.array([np.diff(part.start) for part in parts])
    start = np.append(0, np.cumsum(counts.sum(axis=0)))
    runs = start[:-1] + np.cumsum(counts, axis=0) - counts
    members = np.empty(start[-1], np.int64)
    sets = 0
    for part, count, run in zip(parts, counts, runs, strict=True):
        place = np.repeat(run - part.start[:-1], count) + np.arange(part.members.size)
        members[place] = part.members + sets
        sets += part.sets
    return Membership(start, members, sets)


@dataclass(frozen=True, slots=True, eq=False)
class ReverseSets:
    """N sets over n people, drawn once and asked many times.

    `target` (N,): whom each set is about. `worth` (N,): the weight it stands for; all sum to
    the total weight. `group` (N,): which independent sample it is from, 0 … GROUPS - 1.
    Person `p` is in the sets `members[start[p] : start[p + 1]]`, ascending. `work`: what they
    cost.
    """

    people: int
    target: Ints
    worth: Floats
    group: Ints
    start: Ints
    members: Ints
    work: float

    @property
    def count(self) -> int:
        return self.target.size

    def __add__(self, more: "ReverseSets") -> "ReverseSets":
        """These and `more` for the same targets; each part stands for its part of the sets."""
        parts, count = (self, more), self.count + more.count
        inside = joined([Membership(part.start, part.members, part.count) for part in parts])
        return ReverseSets(
            people=self.people,
            target=np.concatenate([part.target for part in parts]),
            worth=np.concatenate([part.worth * (part.count / count) for part in parts]),
            group=np.concatenate([part.group for part in parts]),
            start=inside.start,
            members=inside.members,
            work=self.work + more.work,
        )

    @property
    def rows(self) -> Rows:
        """The sets that each person is in."""
        return Rows(self.start, self.members)

    def containing(self, person: int) -> Ints:
        """The sets that `person` is in."""
        return self.members[self.start[person] : self.start[person + 1]]

    def sums(self, values: Floats) -> Floats:
        """For each person (n,) the sum of `values` (N,) over the sets that they are in."""
        sums = np.zeros(self.people)
        some = np.flatnonzero(np.diff(self.start))
        sums[some] = np.add.reduceat(values[self.members], self.start[some])
        return sums

    def products(self, factors: Floats) -> Floats:
        """For each set (N,) the product of its people's `factors` (n,), each in 0 … 1."""
        people = np.flatnonzero(factors < 1)
        with np.errstate(divide="ignore"):
            logs = np.repeat(np.log(factors[people]), self.rows.counts(people))
        return np.exp(_sums(self.rows.of(people), logs, self.count))

    def means_by_target(self, values: Floats) -> Floats:
        """For each person (n,) the mean of `values` (N,) over the sets about them, else NaN."""
        sets = np.bincount(self.target, minlength=self.people)
        with np.errstate(invalid="ignore"):
            return _sums(self.target, values, self.people) / sets

    def by_group(self, sets: Ints, values: Floats) -> Floats:
        """The sum of `values`, those of `sets`, in each group (GROUPS,)."""
        return _sums(self.group[sets], values, GROUPS)

    def standard_error(self, sets: Ints, values: Floats) -> float:
        """Of the sum of `values`, those of `sets`, all other sets having the value 0."""
        return float(error_of_sum(self.by_group(sets, values)))


def error_of_sum(by_group: Floats) -> Floats:
    """The standard error of each sum whose parts are a row of `by_group` (…, GROUPS), from how they
    differ (the method of random groups: Wolter, Introduction to Variance Estimation, ch. 2)."""
    error: Floats = np.sqrt(by_group.shape[-1] * np.var(by_group, axis=-1, ddof=1))
    return error


def _sums(groups: Ints, values: Floats, count: int) -> Floats:
    """The sum of `values` in each of the groups 0 … count - 1."""
    return np.bincount(groups, values, count).astype(np.float64, copy=False)
