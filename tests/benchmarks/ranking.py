"""Whom next on large graphs: how fast, and how good the choice is.

    python -m tests.benchmarks.ranking [--nethept FILE]

Speed: 300 people at the default precision; 500 of whom everybody is linked with everybody; then
100,000 sets and the top ten at 100,000 people and 400,000 arrows, arrays ready, beside PageRank
of the same graph in networkit (optional: `pip install inroad[bench]`), by turns, the best of
each; ours with compiled loops (`inroad[fast]`) and without. Quality: what the ten chosen by default
add, as a share of what a choice on 1,000,000 sets adds, on sets that neither has seen; the mean
over several graphs and seeds, and the least. nethept (a line `people arcs`, then lines
`from to probability`): the spread of 50 chosen on 200,000 sets, by 20,000 cascades, likewise, and
how long that takes.

Graphs are like an organisation: everybody has a manager (eight reports each; 0.15 up, 0.3 down),
the other arrows join two at random with 0.1, 0.3 or 0.6; where more than 1 comes into one
person, all of it is scaled down to 1. Targets are from the upper levels, of weights 1, 2, 3 or 6.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from math import inf
from pathlib import Path
from time import perf_counter

import numpy as np

from graph.analysis.reach.compiling import COMPILER, LOADING
from graph.analysis.reach.drawing import draw
from graph.analysis.reach.following import ReverseGraph, reverse_graph
from graph.analysis.reach.influence import Arrows, Ints
from graph.analysis.reach.ranking import Ranking, Situation, rank, rank_on

NO_BOUND = 10**12
NETHEPT_SETS = 200_000
NO_NETWORKIT = "networkit is not installed, so there is nothing to compare with"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the benchmark: a `value` that may be at most, or has to be at least, `bound`."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    at_most: bool = True

    @property
    def holds(self) -> bool:
        if self.bound is None:
            return True
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    def __str__(self) -> str:
        line = f"{self.name:<64}{self.value:>12,.3f} {self.unit}"
        if self.bound is None:
            return line
        sign = "≤" if self.at_most else "≥"
        return f"{line}  ({sign} {self.bound:g}{'' if self.holds else ', MISSED'})"


def organisation(people: int, seed: int) -> tuple[Arrows, Situation]:
    """A random graph of 4 × `people` arrows (see above), and a tenth of the people engaged."""
    rng = np.random.default_rng(seed)
    report = np.arange(1, people)
    manager = (report - 1) // 8
    some = rng.integers(0, people, (2, 4 * people - 2 * report.size))
    source = np.concatenate([report, manager, some[0]])
    target = np.concatenate([manager, report, some[1]])
    strength = rng.choice([0.1, 0.3, 0.6], some.shape[1])
    stated = np.concatenate([np.full(report.size, 0.15), np.full(report.size, 0.3), strength])
    incoming_sum = np.bincount(target, stated, people)
    return (
        Arrows(people, source, target, stated / np.maximum(incoming_sum, 1)[target]),
        _decision(people, rng),
    )


def _decision(people: int, rng: np.random.Generator) -> Situation:
    count = int(np.clip(people // 25, 12, 40))
    targets = rng.choice(min(people, 8 * count), count, replace=False)
    weights = np.zeros(people)
    weights[targets] = rng.choice([1, 2, 3, 6], count)
    engaged = np.where(rng.random(people) < 0.1, rng.random(people), 0)
    return Situation(weights, engaged, weights == 0, np.ones(people))


def by_turns(runs: int, *works: Callable[[], object]) -> list[float]:
    """The least seconds that each of the works took."""
    times = [[_seconds(work) for work in works] for _ in range(runs)]
    return [min(each) for each in zip(*times, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def small() -> Iterator[Figure]:
    arrows, situation = organisation(300, seed=1)
    (seconds,) = by_turns(15, lambda: rank(arrows, situation, 5))
    sets = rank(arrows, situation, 5).sets
    yield Figure(f"300 people, default precision ({sets:,} sets)", 1000 * seconds, "ms")
    yield Figure("the same for each 10,000 sets", 1000 * seconds / (sets / 10_000), "ms", 24)


def dense() -> Iterator[Figure]:
    """All pairs of 500 people, from hardly linked to strongly."""
    source, target = np.divmod(np.arange(500**2), 500)
    _, situation = organisation(500, seed=1)
    for probability in (0.002, 0.003, 0.1, 0.3, 0.6):
        arrows = Arrows(500, source, target, np.full(source.size, probability))
        start = perf_counter()
        found = rank(arrows, situation, 5)
        seconds, error = perf_counter() - start, 100 * found.largest_error
        about = f"{found.sets:,} sets, standard error {error:.2f} %"
        yield Figure(f"500 people, all pairs {probability:g} ({about})", seconds, "s")


def large() -> Iterator[Figure]:
    arrows, situation = organisation(100_000, seed=1)
    (seconds,) = by_turns(3, lambda: reverse_graph(arrows))
    yield Figure("100,000 people and 400,000 arrows made ready", seconds, "s")
    graph = reverse_graph(arrows)

    def top_ten() -> None:
        sets = draw(graph, situation.weights, 100_000, np.random.default_rng(1), NO_BOUND)
        rank_on(sets, situation, 10)

    yield from beside_pagerank("100,000 sets, top ten of 100,000 people", arrows, top_ten, 0.6)


def beside_pagerank(
    name: str, arrows: Arrows, ours: Callable[[], object], bound: float
) -> Iterator[Figure]:
    """With compiled loops, with arrays alone, and networkit's PageRank of the same graph, by turns;
    the ratio of the first to the last."""
    compiled, on_arrays = (partial(_after, spent, ours) for spent in (LOADING, -inf))
    compiled()  # so that it is loaded
    pagerank = _pagerank(arrows) or on_arrays
    first, second, theirs = by_turns(7, compiled, on_arrays, pagerank)
    yield Figure(f"{name}, compiled", first, "s")
    yield Figure(f"{name}, on arrays", second, "s")
    if pagerank is not on_arrays:
        yield Figure("networkit's PageRank of the same graph", theirs, "s")
        yield Figure("ratio, on arrays", second / theirs, "×")
        yield Figure("ratio, compiled", first / theirs, "×", bound)


def _after(spent: float, work: Callable[[], object]) -> None:
    """As in a process in which so much was done before."""
    COMPILER.spent = spent
    work()


def _pagerank(arrows: Arrows) -> Callable[[], object] | None:
    if find_spec("networkit") is None:
        print(NO_NETWORKIT)
        return None
    from networkit import GraphFromCoo
    from networkit.centrality import PageRank

    graph = GraphFromCoo((arrows.source, arrows.target), n=arrows.people, directed=True)
    return lambda: PageRank(graph).run()


def quality(people: int, bound: float, graphs: int = 8, seeds: int = 4) -> Iterator[Figure]:
    shares = [share for graph in range(1, graphs + 1) for share in _quality(people, graph, seeds)]
    name = f"default at {people:,} people, mean of {graphs} graphs × {seeds} seeds"
    yield Figure(name, 100 * float(np.mean(shares)), "%", bound, at_most=False)
    yield Figure("the least of them", 100 * min(shares), "%")


def _quality(people: int, graph: int, seeds: int) -> Iterator[float]:
    """What the default adds with each seed, as a share of what 1,000,000 sets choose."""
    arrows, situation = organisation(people, graph)
    ready = reverse_graph(arrows)
    many, fresh = (
        draw(ready, situation.weights, 1_000_000, np.random.default_rng([graph, part]), NO_BOUND)
        for part in (1, 2)
    )
    left = fresh.worth * fresh.products(1 - situation.engaged)

    def value(ranking: Ranking) -> float:
        hit = [fresh.containing(pick.person) for pick in ranking.picks]
        return float(left[np.unique(np.concatenate(hit))].sum())

    most = value(rank_on(many, situation, 10))
    for seed in range(seeds):
        yield value(rank(arrows, situation, 10, seed=seed)) / most


def nethept(path: Path, seeds: int = 5) -> Iterator[Figure]:
    """Everybody is a target of weight 1 and may be chosen."""
    columns = np.loadtxt(path, skiprows=1)
    source, target = columns[:, :2].astype(int).T.copy()
    arrows = Arrows(int(max(source.max(), target.max())) + 1, source, target, columns[:, 2])
    name = f"nethept: {NETHEPT_SETS:,} sets and the first 50"
    graph = reverse_graph(arrows)
    yield from beside_pagerank(name, arrows, lambda: _fifty(graph, 1), 15)
    chosen = [_fifty(graph, seed) for seed in range(1, seeds + 1)]
    spreads = [spread(arrows, people, cascades=20_000, seed=2) for people in chosen]
    name = f"nethept: their spread by 20,000 cascades, mean of {seeds} seeds"
    yield Figure(name, float(np.mean(spreads)), "people", 955, at_most=False)
    yield Figure("the least of them", min(spreads), "people", 950, at_most=False)


def _fifty(graph: ReverseGraph, seed: int) -> Ints:
    ones = np.ones(graph.into.people)
    situation = Situation(ones, np.zeros_like(ones), ones > 0, ones)
    sets = draw(graph, ones, NETHEPT_SETS, np.random.default_rng(seed), NO_BOUND)
    return np.array([pick.person for pick in rank_on(sets, situation, 50).picks])


def spread(arrows: Arrows, chosen: Ints, cascades: int, seed: int, at_once: int = 500) -> float:
    """The mean number of people reached, by playing cascades forwards."""
    rng = np.random.default_rng(seed)
    return float(np.mean([_play(arrows, chosen, at_once, rng) for _ in range(cascades // at_once)]))


def _play(arrows: Arrows, chosen: Ints, cascades: int, rng: np.random.Generator) -> float:
    order = np.argsort(arrows.source)
    target, probability = arrows.target[order], arrows.probability[order]
    start = np.searchsorted(arrows.source[order], np.arange(arrows.people + 1))
    active = np.zeros(cascades * arrows.people, bool)
    newly = (np.arange(cascades)[:, None] * arrows.people + chosen).ravel()
    while newly.size:
        active[newly] = True
        person = newly % arrows.people
        degree = start[person + 1] - start[person]
        before = np.cumsum(degree) - degree
        arrow = np.arange(degree.sum()) + np.repeat(start[person] - before, degree)
        reached = np.repeat(newly - person, degree) + target[arrow]
        live = rng.random(arrow.size) < probability[arrow]
        newly = np.unique(reached[live & ~active[reached]])
    return np.count_nonzero(active) / cascades


def figures(nethept_file: Path | None) -> Iterator[Figure]:
    yield from small()
    yield from dense()
    yield from large()
    for people, bound in ((300, 99.9), (500, 99.9), (5_000, 99.5)):
        yield from quality(people, bound)
    if nethept_file:
        yield from nethept(nethept_file)


def main() -> int:
    """Print all figures; 1 if one misses its bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nethept", type=Path, metavar="FILE", help="the nethept graph")
    missed = 0
    for figure in figures(parser.parse_args().nethept):
        print(figure, flush=True)
        missed += not figure.holds
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
