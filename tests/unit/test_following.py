"""The compiled loops and their twins on arrays give the very same answers."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.reach import coins, kernels
from graph.analysis.reach.compiling import COMPILER, LOADING
from graph.analysis.reach.drawing import draw
from graph.analysis.reach.following import reverse_graph
from graph.analysis.reach.influence import Arrows, Bools, Keys
from graph.analysis.reach.reverse_sets import Membership, ReverseSets, membership
from graph.analysis.reach.rows import Rows, spread
from tests.unit.influence_graphs import all_pairs, graph

ALWAYS, NEVER = float(LOADING), float("-inf")


@pytest.fixture(autouse=True, scope="module")
def _as_before() -> Iterator[None]:
    spent = COMPILER.spent
    yield
    COMPILER.spent = spent


@st.composite
def graphs(draw_one: st.DrawFn) -> Arrows:
    people = draw_one(st.integers(1, 12))
    person = st.integers(0, people - 1)
    chance = st.sampled_from((0.0, 1e-12, 0.1, 0.5, 0.9, 1.0))
    return graph(people, *draw_one(st.lists(st.tuples(person, person, chance), max_size=40)))


def followed(arrows: Arrows, roots: list[int], seed: int, spent: float) -> Membership:
    COMPILER.spent = spent
    rng, graph = np.random.default_rng(seed), reverse_graph(arrows)
    entries = graph.follow(np.array(roots), np.zeros(len(roots), int), rng)
    return membership(entries, arrows.people, len(roots))


@settings(max_examples=60, deadline=None)
@given(st.data(), graphs(), st.integers(0, 99))
def test_compiled_and_on_arrays_the_sets_are_the_same(
    data: st.DataObject, arrows: Arrows, seed: int
) -> None:
    roots = sorted(data.draw(st.lists(st.integers(0, arrows.people - 1), min_size=1, max_size=50)))
    looped, stepped = (followed(arrows, roots, seed, spent) for spent in (ALWAYS, NEVER))
    assert looped.sets == stepped.sets
    assert np.array_equal(looped.start, stepped.start)
    assert np.array_equal(looped.members, stepped.members)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 20))
def test_compiled_and_on_arrays_the_same_entries_are_marked(
    data: st.DataObject, entries: int
) -> None:
    entry, truth = (
        st.integers(0, entries - 1),
        st.lists(st.booleans(), min_size=entries, max_size=entries),
    )
    behind = data.draw(st.lists(st.lists(entry, max_size=4), min_size=entries, max_size=entries))
    start = np.append(0, np.cumsum([len(one) for one in behind]))
    rows = Rows(start, np.array([one for others in behind for one in others], np.int64))
    first = np.array(sorted(data.draw(st.sets(entry))), np.int64)
    marked, open_ = (np.array(data.draw(truth)) for _ in range(2))
    looped, stepped = marked.copy(), marked.copy()
    for found, spent in ((looped, ALWAYS), (stepped, NEVER)):
        COMPILER.spent = spent
        spread(rows, first, found, open_)
    assert np.array_equal(looped, stepped)


def sets_of(arrows: Arrows, spent: float) -> ReverseSets:
    COMPILER.spent = spent
    weights = (np.arange(arrows.people) % 3).astype(np.float64)
    return draw(reverse_graph(arrows), weights, 3200, np.random.default_rng(3), 10**8)


def test_what_is_drawn_is_the_same_over_many_batches() -> None:
    looped, stepped = (sets_of(all_pairs(40, 0.02), spent) for spent in (ALWAYS, NEVER))
    assert looped.work == stepped.work
    for name in ("target", "worth", "group", "start", "members"):
        assert np.array_equal(getattr(looped, name), getattr(stepped, name))


def test_loops_are_compiled_once_as_much_was_spent_as_loading_takes() -> None:
    COMPILER.spent = LOADING - 1
    assert COMPILER.compiled(kernels.follow) is None
    sets_of(all_pairs(40, 0.02), LOADING - 1)
    assert COMPILER.compiled(kernels.follow) is not None


def test_without_numba_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    COMPILER.spent = ALWAYS
    assert COMPILER.compiled(lambda: None) is None


def looked_up(arrow: int, world: Keys, probability: float) -> Bools:
    label = np.repeat(coins.label(np.array([arrow])), world.size)
    return coins.come_up(label, world, coins.limits(np.full(world.size, probability)))


@pytest.mark.parametrize("arrow", [0, 1, 2, 399_999])
def test_a_coin_that_is_looked_up_comes_up_with_its_probability(arrow: int) -> None:
    world = coins.labels(100_000, np.random.default_rng(1))
    assert looked_up(arrow, world, 0.3).mean() == pytest.approx(0.3, abs=0.005)


@pytest.mark.parametrize("apart", [1, 2, 64, 4_096])
def test_coins_of_two_arrows_are_independent_from_world_to_world(apart: int) -> None:
    """How often both come up varies as much from pair to pair as it does by chance."""
    rng, worlds = np.random.default_rng(2), 2_000
    statistic = []
    for arrow in range(300):
        world = coins.labels(worlds, rng)
        first, second = (looked_up(one, world, 0.5) for one in (arrow, arrow + apart))
        statistic.append((4 * np.mean(first & second) - 1) * worlds**0.5)
    assert np.mean(statistic) == pytest.approx(0, abs=0.3)
    assert np.std(statistic) == pytest.approx(np.sqrt(3), rel=0.15)


def test_looked_up_coins_are_never_and_always_where_probability_says_so() -> None:
    world = coins.labels(10_000, np.random.default_rng(1))
    assert looked_up(7, world, 1.0).all()
    assert not looked_up(7, world, 0.0).any()
