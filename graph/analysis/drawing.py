"""Drawing reverse-reachable sets: for whom, how many side by side, and a step backwards.

Each world by itself is drawn fairly, but not independently of the others, so that estimates
vary less: every target gets sets in proportion to its weight, and coins that are tossed for one
arrow at one time make up for each other (`graph.analysis.coins`). Only between the groups of
`ReverseSets` nothing is shared; how they differ tells how sure an estimate is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis import coins, worlds
from graph.analysis.influence import Arrows, Floats, Incoming, Ints, Keys, incoming
from graph.analysis.reverse_sets import GROUPS, ReverseSets
from graph.analysis.visited import EMPTY, Visited

FEWEST_SHARE = 1 / 8
"""A light target gets at least this part of an average target's sets: it has to be known too."""

WORK_PER_PERSON = 8
"""What it costs to enter a person into a set, where looking at an arrow costs 1."""

BATCH_WORK = 2**21
"""The work planned for sets that are drawn side by side, and the arrows that are looked at
together: bounds the memory in between."""

BITS_FOR_WORK = 4
"""So many places of worlds as bits are looked at for what one arrow by itself costs."""

MOST_PLACES = 2**28
"""Of worlds as bits, whatever the work: bounds the memory."""

GROWTH = 8
"""How much larger than the one before it a batch can be: sizes of sets have heavy tails."""


def draw(
    arrows: Arrows, weights: Floats, count: int, rng: np.random.Generator, max_work: int
) -> ReverseSets:
    """About `count` sets for the targets, who are those with a weight above 0.

    `max_work` bounds the arrows looked at + 8 × the people entered into sets, and so time and
    memory: once the next batch isn't expected to fit, fewer sets come back, at least one for
    each group. They are drawn in random order, so any number of them is a fair sample.

    Raises:
        ValueError: nobody has a weight above 0.
    """
    targets = np.flatnonzero(weights)
    if not targets.size:
        raise ValueError("nobody has a decision weight above 0: there is nothing to reach")
    affordable = max(GROUPS, max_work // WORK_PER_PERSON // GROUPS * GROUPS)
    plan = _plan(weights[targets], min(count, affordable), rng)
    into, roots = incoming(arrows), targets[plan.roots]
    if plan.alike and _as_bits(into, roots.size, max_work):
        pairs = worlds.explore(into, roots, GROUPS, rng)
    else:
        pairs = np.concatenate(list(_batches(into, roots, plan.alike, rng, max_work)))
    start, members = _by_person(pairs, arrows.people)
    drawn = plan.roots[: int(members.max()) + 1]
    return ReverseSets(
        people=arrows.people,
        target=targets[drawn],
        worth=_worth(weights[targets], plan, drawn),
        group=np.arange(drawn.size) % GROUPS,
        start=start,
        members=members,
        complete=drawn.size >= count,
    )


def _as_bits(into: Incoming, count: int, max_work: int) -> bool:
    """Whether to draw worlds as bits: on graphs small enough, if more than one live arrow comes
    into a person on average. Else sets stay small, and following them one by one takes half
    the time at 300 people, with a quarter of the variance (coins are tossed where they count)."""
    places = (into.source.size + WORK_PER_PERSON * into.people) * count
    fit = places <= min(BITS_FOR_WORK * max_work, MOST_PLACES) and count <= GROUPS * worlds.MOST
    return fit and float(into.probability.sum()) > into.people


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """`roots`: the targets of the sets in the order of drawing, as numbers among the targets; the
    sets are dealt out to the groups in turn.

    `alike`: all groups get the same targets, and coins are tossed for each group by itself. If
    targets are too many for that, the groups share them: their sums differ more than those
    of independent samples would, and the standard error is an upper bound.
    """

    roots: Ints
    alike: bool


def _plan(weights: Floats, count: int, rng: np.random.Generator) -> Plan:
    targets = np.arange(weights.size)
    if count >= GROUPS * weights.size:
        each = _allocation(weights, -(-count // GROUPS))
        return Plan(np.repeat(rng.permutation(np.repeat(targets, each)), GROUPS), alike=True)
    each = _allocation(weights, count)
    order = rng.permutation(targets)
    return Plan(np.repeat(order, each[order]), alike=False)


def _allocation(weights: Floats, count: int) -> Ints:
    """How many of `count` sets for each target: by weight, rounded so that they sum to `count`;
    then at least one, and not much fewer than others get."""
    upto = np.floor(np.cumsum(weights) / weights.sum() * count + 0.5)
    fewest = max(1, int(count / weights.size * FEWEST_SHARE))
    each: Ints = np.maximum(np.diff(upto, prepend=0), fewest).astype(np.int64)
    return each


def _worth(weights: Floats, plan: Plan, drawn: Ints) -> Floats:
    """What each set stands for. If the work bound left targets without a set, the others stand
    for them too, by how often they were planned."""
    times = np.bincount(drawn, minlength=weights.size)
    if not times.all():
        times = np.bincount(plan.roots)
    worth = (weights / times)[drawn]
    worth *= weights.sum() / worth.sum()
    return worth


def _by_person(pairs: Ints, people: int) -> tuple[Ints, Ints]:
    """Sort pairs (person << 32 | set), in place, into `start` and `members` of `ReverseSets`."""
    pairs.sort()
    start = np.searchsorted(pairs, np.arange(people + 1) << 32)
    pairs &= 2**32 - 1
    return start, pairs


def _batches(
    into: Incoming, roots: Ints, alike: bool, rng: np.random.Generator, max_work: int
) -> Iterator[Ints]:
    """Draw the sets of `roots`, until all are drawn or the next batch would be too much work."""
    visited = Visited()
    done, work, size = 0, 0, roots.size
    mean: float = into.source.size + WORK_PER_PERSON * into.people  # no set can cost more
    while done < roots.size:
        size = _batch_size(size, mean, max_work - work, into.people) or int(not done)
        if not size:
            return
        number = np.arange(done, min(done + size * GROUPS, roots.size))
        number = number[np.argsort(number % GROUPS, kind="stable")]
        crowd = number % GROUPS if alike else np.zeros_like(number)
        keys, looked = _explore(into, roots[number], crowd, rng, visited)
        person, in_batch = np.divmod(keys.astype(np.int64), number.size)
        yield person << 32 | number[in_batch]
        done += number.size
        work += looked + WORK_PER_PERSON * keys.size
        mean = work / done


def _batch_size(last: int, mean: float, left: float, people: int) -> int:
    """How many sets of each group to draw side by side, if a set is expected to cost `mean` of
    the work `left`."""
    fitting = min(max(BATCH_WORK, mean * GROUPS), max(left, 0)) / mean
    return int(min(GROWTH * last, min(fitting, coins.MOST, EMPTY // people) / GROUPS))


def _explore(
    into: Incoming, roots: Ints, crowd: Ints, rng: np.random.Generator, visited: Visited
) -> tuple[Keys, int]:
    """Follow live arrows backwards from all roots at once, a step at a time.

    Returns the keys (person * number of sets + set) of all who are in a set, and how many arrows
    were looked at: each arrow into a person once, when the person is entered.
    """
    visited.clear()
    keys = visited.add((roots * roots.size + np.arange(roots.size)).astype(np.uint32))
    entered, looked = [keys], 0
    while keys.size:
        arrows = int(into.degree[keys // roots.size].sum())
        parts = np.array_split(keys, min(keys.size, arrows // BATCH_WORK + 1))
        found = np.concatenate([_behind(into, part, crowd, rng) for part in parts])
        keys = visited.add(found)
        entered.append(keys)
        looked += arrows
    return np.concatenate(entered), looked


def _behind(into: Incoming, keys: Keys, crowd: Ints, rng: np.random.Generator) -> Keys:
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
