"""Following live arrows backwards, many sets side by side: one by one, or as bits.

Each world by itself is drawn fairly, but not independently of the others, so that estimates
vary less: coins that are tossed for one arrow at one time make up for each other
(`coins`). Between the groups of `ReverseSets` nothing is shared; how they differ
tells how sure an estimate is.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graph.analysis.reach import coins, worlds
from graph.analysis.reach.compiling import COMPILER
from graph.analysis.reach.following import ReverseGraph
from graph.analysis.reach.incoming import Incoming
from graph.analysis.reach.influence import Entries, Ints
from graph.analysis.reach.reverse_sets import GROUPS, Membership, membership
from graph.analysis.reach.visited import EMPTY

WORK_PER_PERSON = 8
"""What it costs to enter a person into a set, where looking at an arrow costs 1."""

BITS_FOR_WORK = 12
"""So many places of worlds as bits are looked at for what one arrow by itself costs."""

BATCH_WORK = 2**23
"""The work planned for sets that are drawn side by side: bounds the memory in between."""

GROWTH = 8
"""How much larger than the one before it a batch can be: sizes of sets have heavy tails."""


class Drawn(NamedTuple):
    """Sets: their `places` among the roots, who is `inside` them, what they cost."""

    places: Ints
    inside: Membership
    work: float


class Batch(NamedTuple):
    """Sets drawn side by side. In `entries` they are numbered after those drawn before."""

    places: Ints
    entries: Entries
    work: float


def explore(
    graph: ReverseGraph, roots: Ints, alike: bool, rng: np.random.Generator, max_work: float
) -> Drawn:
    """Draw the sets of `roots`, or the first of them if all would take more than `max_work`.

    `alike`: roots come in runs of GROUPS, one for each group, and coins are tossed for each
    group by itself.
    """
    batches = list(_batches(graph, roots, alike, rng, max_work))
    places = np.concatenate([batch.places for batch in batches])
    entries = np.concatenate([batch.entries for batch in batches])
    return Drawn(
        places,
        membership(entries, graph.into.people, places.size),
        sum(batch.work for batch in batches),
    )


def expected_work(into: Incoming) -> float:
    """What a set costs, as far as that is known before any is drawn."""
    return _by_bits(into) if _is_dense(into) else WORK_PER_PERSON


def _is_dense(into: Incoming) -> bool:
    return float(into.probability.sum()) > into.people


def _by_bits(into: Incoming) -> float:
    return (into.source.size + WORK_PER_PERSON * into.people) / BITS_FOR_WORK


def _batches(
    graph: ReverseGraph, roots: Ints, alike: bool, rng: np.random.Generator, max_work: float
) -> Iterator[Batch]:
    """Sets are followed one by one as long as they are small. As bits, a world costs the same
    however large its set is; that is less where more than one live arrow comes into a person
    on average, as long as the targets' sets are large too."""
    into, costs = graph.into, graph.into.degree + WORK_PER_PERSON
    by_list, by_bits = float(costs.sum()), _by_bits(into)  # no set can cost more
    done, size, spent, followed = 0, roots.size, 0.0, 0.0
    while done < roots.size:
        as_bits = _is_dense(into) and by_bits < by_list
        each = by_bits if as_bits else by_list
        most = worlds.most(into, GROUPS) if as_bits else _most(into, each)
        fitting = max(max_work - spent, 0) / each / GROUPS
        size = int(min(GROWTH * size, most, fitting)) or int(not done)
        if not size:
            return
        places = np.arange(done, min(done + size * GROUPS, roots.size))
        places = places[_in_order(places % GROUPS * into.people + roots[places])]
        if as_bits and places.size % GROUPS == 0:
            entries = worlds.explore(into, roots[places], GROUPS, rng)
        else:
            entries = graph.follow(roots[places], places % GROUPS * alike, rng)
        following = float(costs[entries >> np.uint64(32)].sum())
        work = each * places.size if as_bits else following
        COMPILER.spent += 0 if as_bits else following
        yield Batch(places, entries + np.uint64(done), work)
        done, spent, followed = done + places.size, spent + work, followed + following
        by_list = followed / done


def _in_order(keys: Ints) -> Ints:
    """Where the keys stand in their order, equal ones in that in which they come. (A stable
    `np.argsort` takes several times as long.)"""
    order: Ints = np.sort(keys * keys.size + np.arange(keys.size)) % keys.size
    return order


def _most(into: Incoming, each: float) -> int:
    """How many sets of each group to follow side by side, if a set costs `each`, at least one."""
    fitting = min(BATCH_WORK / each, coins.MOST, EMPTY // into.people)
    return max(1, int(fitting / GROUPS))
