"""Random reverse-reachable sets: who would have won a target over, in one world of many.

In a *world* every arrow is live or not, by its probability, independently of the others
(the independent cascade). The reverse-reachable set of a target in a world holds all people
with a live path to the target, the target too. The target is reached if and only if one of
them is active; so the weight that a set of people reaches is estimated by the weight of the
reverse-reachable sets that they hit (Borgs, Brautbar, Chayes and Lucier, SODA 2014; Tang,
Xiao and Shi, SIGMOD 2014).

Targets are strata: how many sets each one gets is fixed, in proportion to its weight, and
only the worlds are random.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from graph.analysis.influence import Arrows, Floats, Incoming, Ints, Keys, incoming
from graph.analysis.visited import EMPTY, Visited

Pairs: TypeAlias = npt.NDArray[np.uint64]

FEWEST_SETS = 16
"""However much work they are."""

FEWEST_SHARE = 1 / 8
"""A light target gets at least this part of an average target's sets: it has to be known too."""

WORK_PER_PERSON = 8
"""What it costs to enter a person into a set, where looking at an arrow costs 1."""

BATCH_WORK = 2**20
"""The work planned for sets that are drawn side by side: bounds the memory in between."""

GROWTH = 8
"""How much larger than the one before it a batch can be: sizes of sets have heavy tails."""


@dataclass(frozen=True, slots=True, eq=False)
class ReverseSets:
    """N sets over n people, drawn once and asked many times.

    `target` (N,): whom each set is about. `worth` (N,): the weight it stands for; all sum to
    the total weight. `stratum` (N,): which sets are draws of one distribution, from 0.
    Person `p` is in the sets `members[start[p] : start[p + 1]]`.
    `complete`: as many were drawn as asked for; else the work bound ended it.
    """

    people: int
    target: Ints
    worth: Floats
    stratum: Ints
    start: Ints
    members: Ints
    complete: bool

    @property
    def count(self) -> int:
        return self.target.size

    def containing(self, person: int) -> Ints:
        """The sets that `person` is in, ascending."""
        return self.members[self.start[person] : self.start[person + 1]]

    def sums(self, values: Floats) -> Floats:
        """For each person (n,) the sum of `values` (N,) over the sets that they are in."""
        return _sums(self._person(), values[self.members], self.people)

    def products(self, factors: Floats) -> Floats:
        """For each set (N,) the product of its people's `factors` (n,), each in 0 … 1."""
        with np.errstate(divide="ignore"):
            logs = np.log(factors)
        return np.exp(_sums(self.members, logs[self._person()], self.count))

    def means_by_target(self, values: Floats) -> Floats:
        """For each person (n,) the mean of `values` (N,) over the sets about them, else NaN."""
        with np.errstate(invalid="ignore"):
            return _sums(self.target, values, self.people) / np.bincount(
                self.target, minlength=self.people
            )

    def standard_error(self, sets: Ints, values: Floats) -> float:
        """Of the sum of `values`, those of `sets`, all other sets having the value 0.

        Within a stratum of m sets the variance of the sum is m s², s² being their sample
        variance; strata are independent (Cochran, Sampling Techniques, § 5.4).
        """
        size = np.bincount(self.stratum)
        stratum = self.stratum[sets]
        total = _sums(stratum, values, size.size)
        squares = _sums(stratum, values * values, size.size)
        variance = (squares - total * total / size) * size / (size - 1)
        return float(np.sqrt(max(0.0, variance.sum())))

    def _person(self) -> Ints:
        return np.repeat(np.arange(self.people), np.diff(self.start))


def _sums(groups: Ints, values: Floats, count: int) -> Floats:
    """The sum of `values` in each of the groups 0 … count - 1."""
    return np.bincount(groups, values, count).astype(np.float64, copy=False)


def draw(
    arrows: Arrows, weights: Floats, count: int, rng: np.random.Generator, max_work: int
) -> ReverseSets:
    """About `count` sets for the targets, who are those with a weight above 0.

    `max_work` bounds the arrows looked at + 8 × the people entered into sets, and so time and
    memory: once the next batch isn't expected to fit, fewer sets come back (16 at least). They
    are drawn in random order, so any number of them is a fair sample.

    Raises:
        ValueError: nobody has a weight above 0.
    """
    targets = np.flatnonzero(weights)
    if not targets.size:
        raise ValueError("nobody has a decision weight above 0: there is nothing to reach")
    affordable = max(FEWEST_SETS, max_work // WORK_PER_PERSON)
    planned = _allocation(weights[targets], min(count, affordable))
    roots = rng.permutation(np.repeat(np.arange(targets.size), planned))
    pairs = np.concatenate(list(_batches(incoming(arrows), targets[roots], rng, max_work)))
    start, members = _by_person(pairs, arrows.people)
    drawn = roots[: int(members.max()) + 1]
    worth, stratum = _strata(weights[targets], planned, drawn)
    return ReverseSets(
        people=arrows.people,
        target=targets[drawn],
        worth=worth,
        stratum=stratum,
        start=start,
        members=members,
        complete=drawn.size >= count,
    )


def _allocation(weights: Floats, count: int) -> Ints:
    """Sets for each target: in proportion to weight, rounded so that they sum to `count`;
    then at least two, without which nothing can be said about the error."""
    upto = np.floor(np.cumsum(weights) / weights.sum() * count + 0.5)
    fewest = int(count / weights.size * FEWEST_SHARE)
    counts: Ints = np.maximum(np.diff(upto, prepend=0), max(2, fewest)).astype(np.int64)
    return counts


def _strata(weights: Floats, planned: Ints, drawn: Ints) -> tuple[Floats, Ints]:
    """What each set stands for, and its stratum: its target, if all were drawn at least twice;
    else all sets are one sample, drawn with the planned odds."""
    times = np.bincount(drawn, minlength=weights.size)
    if times.min() >= 2:
        return (weights / times)[drawn], drawn
    worth = (weights / planned)[drawn]
    return worth * (weights.sum() / worth.sum()), np.zeros_like(drawn)


def _by_person(pairs: Pairs, people: int) -> tuple[Ints, Ints]:
    """Sort pairs (person << 32 | set), in place, into `start` and `members` of `ReverseSets`."""
    pairs.sort()
    start = np.searchsorted(pairs, np.arange(people + 1, dtype=np.uint64) << np.uint64(32))
    pairs &= np.uint64(2**32 - 1)
    return start, pairs.view(np.int64)


def _batches(
    into: Incoming, roots: Ints, rng: np.random.Generator, max_work: int
) -> Iterator[Pairs]:
    """Draw the sets of `roots`, until all are drawn or the next batch would be too much work."""
    visited = Visited()
    done, work, size = 0, 0, roots.size
    mean: float = into.source.size + WORK_PER_PERSON * into.people  # no set can cost more
    while done < roots.size:
        size = _batch_size(size, mean, max_work - work, into.people) or int(done < FEWEST_SETS)
        if not size:
            return
        batch = roots[done : done + size]
        keys, looked = _explore(into, batch, rng, visited)
        of_set, person = np.divmod(keys.astype(np.uint64), np.uint64(into.people))
        yield person << np.uint64(32) | of_set + np.uint64(done)
        done += batch.size
        work += looked + WORK_PER_PERSON * keys.size
        mean = work / done


def _batch_size(last: int, mean: float, left: float, people: int) -> int:
    """How many sets to draw side by side, if one is expected to cost `mean` of the work `left`."""
    fitting = min(max(BATCH_WORK, mean), max(left, 0)) / mean
    return int(min(GROWTH * last, fitting, EMPTY // people))


def _explore(
    into: Incoming, roots: Ints, rng: np.random.Generator, visited: Visited
) -> tuple[Keys, int]:
    """Follow live arrows backwards from all roots at once, a step at a time.

    Returns the keys (set * people + person) of all who are in a set, and how many arrows were
    looked at: each arrow into a person once, when the person is entered.
    """
    visited.clear()
    firsts = np.arange(roots.size, dtype=np.uint32) * np.uint32(into.people)
    keys = visited.add(firsts + roots.astype(np.uint32))
    entered, looked = [keys], 0
    while keys.size:
        found, arrows = _step(into, keys, rng)
        keys = visited.add(found)
        entered.append(keys)
        looked += arrows
    return np.concatenate(entered), looked


def _step(into: Incoming, keys: Keys, rng: np.random.Generator) -> tuple[Keys, int]:
    """Toss the coins of all arrows into those of `keys`; keys of who is behind the live ones,
    and how many coins."""
    first = keys // into.people * into.people  # the key of person 0 in the same set
    person = (keys - first).astype(np.intp)
    degree = into.degree[person]
    end = np.cumsum(degree)
    arrow = np.repeat(into.start[person] + degree - end, degree) + np.arange(end[-1])
    live = rng.random(arrow.size) < into.probability[arrow]
    behind = into.source[np.compress(live, arrow)]
    return np.compress(live, np.repeat(first, degree)) + behind, arrow.size
