"""Reverse-reachable sets in continuous time: who would win a target over within so many days.

In a world, influence passes along each pair at random times, by its rate. Somebody is in the
set of a target if they reach it by passings in rising order of time (Du, Song, Gomez-Rodriguez
and Zha, NIPS 2013). The passings of a world are followed backwards from the last to the first:
whoever passes influence on to one who reaches some targets later reaches them too. As rates are
constant the order is all that matters: the passings before the last are drawn one by one, each
pair by its rate. All worlds take one step at a time, and up to 64 targets are bits of one word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.analysis.events.rates import Rates
from graph.analysis.reach.influence import Floats, Ints, targets_of
from graph.analysis.reach.reverse_sets import GROUPS, Membership, ReverseSets, joined

Bits = npt.NDArray[np.uint64]

WORD = 64

PLACES = 2**19
"""People in worlds that are looked at together: they should stay in the processor's cache."""

DRAWN = 2**20
"""Passings drawn at once."""

WORK_PER_PASSING = 8
"""What a passing costs where looking at an arrow costs 1, as `graph.analysis.reach.drawing`
counts."""


def draw(
    expected: Rates,
    weights: Floats,
    days: float,
    count: int,
    rng: np.random.Generator,
    max_work: float,
) -> ReverseSets:
    """About `count` sets, equally many for each target, who are those with a weight above 0.

    `max_work` bounds 8 × the passings drawn + the people in all worlds, and so the time; fewer
    worlds are drawn then, at least one for each group. Up to 64 targets share a world: the
    standard error takes that into account.

    Raises:
        ValueError: nobody has a weight above 0.
    """
    plan = planned(expected, weights, days, count, max_work)
    blocks, worlds = plan.blocks, plan.worlds
    inside = [_block(expected, block, plan, rng) for block in blocks]
    target = np.concatenate([np.tile(block, worlds) for block in blocks])
    group = [np.repeat(rng.permutation(worlds) % GROUPS, block.size) for block in blocks]
    together = joined(inside)
    return ReverseSets(
        people=expected.people,
        target=target,
        worth=weights[target] / worlds,
        group=np.concatenate(group),
        start=together.start,
        members=together.members,
        work=worlds * plan.work,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The targets in `blocks` that share a world; `sizes` of the batches of worlds that are looked
    at together, `worlds` in all, for each block; the `mean` number of passings in a world, and
    the `work` of one."""

    blocks: tuple[Ints, ...]
    sizes: tuple[int, ...]
    worlds: int
    mean: float
    work: float


def planned(expected: Rates, weights: Floats, days: float, count: int, max_work: float) -> Plan:
    """How `draw` goes about it. Raises as it does."""
    targets = targets_of(weights)
    blocks = np.array_split(targets, -(-targets.size // WORD))
    mean = float(expected.per_day.sum()) * days
    work = len(blocks) * (WORK_PER_PASSING * mean + expected.people)
    worlds = GROUPS * max(
        1, min(-(-count // targets.size // GROUPS), int(max_work / work / GROUPS))
    )
    at_once = max(1, PLACES // expected.people)
    sizes = tuple(min(at_once, worlds - done) for done in range(0, worlds, at_once))
    return Plan(tuple(blocks), sizes, worlds, mean, work)


def _block(expected: Rates, targets: Ints, plan: Plan, rng: np.random.Generator) -> Membership:
    """The sets of up to 64 targets in all worlds: first all of one world, then the next."""
    swept = (_sweep(expected, targets, plan.mean, size, rng) for size in plan.sizes)
    return joined([_members(one, targets) for one in swept])


def _members(reached: Bits, targets: Ints) -> Membership:
    """Who is in which set, from a word of targets for each person and world."""
    people, worlds = reached.shape
    columns = np.unpackbits(
        reached.astype("<u8", copy=False).view(np.uint8).reshape(people, worlds, 8),
        axis=2, count=targets.size, bitorder="little",
    ).reshape(people, -1)  # fmt: skip
    person, inside = np.divmod(np.flatnonzero(columns.view(np.bool_)), columns.shape[1])
    start = np.searchsorted(person, np.arange(people + 1))
    return Membership(start, inside, columns.shape[1])


def _sweep(
    expected: Rates, targets: Ints, mean: float, worlds: int, rng: np.random.Generator
) -> Bits:
    """Which targets each person reaches in each world (people, worlds), as bits of a word."""
    reached = np.zeros((expected.people, worlds), np.uint64)
    reached[targets] = np.uint64(1) << np.arange(targets.size, dtype=np.uint64)[:, None]
    flat = reached.reshape(-1)
    for source, target in passings(expected, mean, worlds, rng):
        world = np.arange(source.size)
        flat[source * worlds + world] |= flat[target * worlds + world]
    return reached


def passings(
    expected: Rates, mean: float, worlds: int, rng: np.random.Generator
) -> Iterator[tuple[Ints, Ints]]:
    """The last passing of each world, then the last but one, …: sources and targets in the worlds
    0, 1, … that have so many."""
    if not mean:
        return
    upto = np.cumsum(expected.per_day)
    many = np.sort(rng.poisson(mean, worlds))
    having = worlds - np.searchsorted(many, np.arange(many[-1]), "right")
    ends = np.cumsum(having)
    first = 0
    while first < having.size:
        before = ends[first] - having[first]
        last = max(first + 1, int(np.searchsorted(ends, before + DRAWN, "right")))
        drawn = rng.random(int(ends[last - 1] - before)) * upto[-1]
        pair = np.minimum(np.searchsorted(upto, drawn, "right"), upto.size - 1)
        for step in np.split(pair, ends[first : last - 1] - before):
            yield expected.source[step], expected.target[step]
        first = last
