"""Drawing reverse-reachable sets: for whom, how many, and what each stands for.

Every target gets sets in proportion to its weight, which is no chance then;
`graph.analysis.reach.exploring` draws them.
"""

from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.exploring import WORK_PER_PERSON, expected_work, explore
from graph.analysis.reach.following import ReverseGraph
from graph.analysis.reach.influence import Floats, Ints, targets_of
from graph.analysis.reach.reverse_sets import GROUPS, ReverseSets

FEWEST_SHARE = 1 / 8
"""A light target gets at least this part of an average target's sets: it has to be known too."""


def draw(
    graph: ReverseGraph, weights: Floats, count: int, rng: np.random.Generator, max_work: int
) -> ReverseSets:
    """About `count` sets for the targets, who are those with a weight above 0.

    `max_work` bounds the arrows looked at + 8 × the people entered into sets, or what takes as
    long, and so time and memory: once the next batch isn't expected to fit, fewer sets come
    back, at least one for each group. They are drawn in random order, so any number of them
    is a fair sample.

    Raises:
        ValueError: nobody has a weight above 0.
    """
    targets = targets_of(weights)
    weights = weights[targets]
    most, expected = (
        GROUPS * max(1, int(max_work / work / GROUPS))
        for work in (WORK_PER_PERSON, expected_work(graph.into))
    )
    plan = _plan(weights, min(count, most), min(count, expected), rng)
    drawn = explore(graph, targets[plan.roots], plan.alike, rng, max_work)
    if plan.alike and np.unique(plan.roots[drawn.places]).size < targets.size:
        plan = _shared(weights, drawn.inside.sets, rng)  # else which targets they are is hidden
        drawn = explore(graph, targets[plan.roots], plan.alike, rng, max_work)
    about = plan.roots[drawn.places]
    return ReverseSets(
        people=graph.into.people,
        target=targets[about],
        worth=_worth(weights, plan, about),
        group=drawn.places % GROUPS,
        start=drawn.inside.start,
        members=drawn.inside.members,
        work=drawn.work,
    )


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


def _plan(weights: Floats, count: int, expected: int, rng: np.random.Generator) -> Plan:
    """For `count` sets, of which so many are `expected` to be drawn before the work ends it."""
    if expected < GROUPS * weights.size:
        return _shared(weights, expected, rng)
    roots = np.repeat(np.arange(weights.size), _allocation(weights, -(-count // GROUPS)))
    return Plan(np.repeat(rng.permutation(roots), GROUPS), alike=True)


def _shared(weights: Floats, count: int, rng: np.random.Generator) -> Plan:
    order = rng.permutation(weights.size)
    return Plan(np.repeat(order, _allocation(weights, count)[order]), alike=False)


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
