"""Reverse-reachable sets: who is in them, how many there are, and how sure they make us."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.reach.drawing import draw
from graph.analysis.reach.following import reverse_graph
from graph.analysis.reach.incoming import incoming
from graph.analysis.reach.influence import Arrows
from graph.analysis.reach.ranking import rank_on
from graph.analysis.reach.reverse_sets import GROUPS, ReverseSets
from graph.analysis.reach.visited import Visited
from tests.unit.influence_graphs import all_pairs, graph, situation


def drawn(
    arrows: Arrows, weights: dict[int, float], count: int = 1000, max_work: int = 10**8
) -> ReverseSets:
    about = situation(arrows.people, weights)
    return draw(reverse_graph(arrows), about.weights, count, np.random.default_rng(1), max_work)


def share_inside(sets: ReverseSets, person: int) -> float:
    return sets.containing(person).size / sets.count


def test_a_set_holds_all_with_a_live_path_to_its_target_and_nobody_else() -> None:
    sets = drawn(graph(5, (0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (4, 3, 0.0)), {2: 1})
    assert [share_inside(sets, person) for person in range(5)] == [1, 1, 1, 0, 0]


def test_an_arrow_is_live_as_often_as_its_probability_says() -> None:
    sets = drawn(graph(2, (0, 1, 0.3)), {1: 1}, 100_000)
    assert share_inside(sets, 0) == pytest.approx(0.3, abs=0.01)


def test_everybody_is_in_a_set_once_though_many_paths_lead_there() -> None:
    sets = drawn(all_pairs(6, 1.0), {0: 1, 3: 2}, 30)
    assert all(np.array_equal(sets.containing(person), range(30)) for person in range(6))


def test_parallel_arrows_are_independent_chances() -> None:
    into = incoming(graph(3, (0, 1, 0.5), (2, 1, 0.1), (0, 1, 0.5), (0, 1, 0.2)))
    assert into.source.tolist() == [0, 2]
    assert into.probability == pytest.approx([0.8, 0.1])


def test_an_arrow_to_oneself_or_without_probability_counts_for_nothing() -> None:
    assert incoming(graph(2, (0, 0, 0.5), (0, 1, 0.0))).source.size == 0


def test_sets_go_to_targets_in_proportion_to_their_weight() -> None:
    sets = drawn(graph(4), {0: 1, 1: 3, 3: 6}, 3200)
    assert Counter(sets.target.tolist()) == {0: 320, 1: 960, 3: 1920}


def test_a_light_target_gets_enough_sets_to_be_known() -> None:
    sets = drawn(graph(2), {0: 1e-6, 1: 1}, 6400)
    assert Counter(sets.target.tolist()) == {0: 384, 1: 6400}
    assert sets.worth.sum() == pytest.approx(1 + 1e-6)


def test_nobody_with_weight_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to reach"):
        drawn(graph(2, (0, 1, 0.5)), {})


@pytest.mark.parametrize(
    ("weights", "engaged"),
    [({3: 1.0, 4: 2.0, 5: 0.5}, {}), ({3: 1.0, 4: 1.0, 5: 8.0}, {1: 0.4, 2: 0.1})],
)
def test_the_standard_error_is_honest(weights: dict[int, float], engaged: dict[int, float]) -> None:
    """What it says agrees with how far 200 independent estimates of one gain spread."""
    arrows = graph(6, (0, 1, 0.5), (1, 3, 0.6), (0, 4, 0.3), (2, 4, 0.2), (1, 5, 0.1), (4, 5, 0.7))
    about = situation(6, weights, engaged, ineligible=(1, 2, 3, 4, 5))
    found = [
        rank_on(
            draw(reverse_graph(arrows), about.weights, 2000, np.random.default_rng(seed), 10**8),
            about,
            1,
        )
        for seed in range(200)
    ]
    shares = [one.picks[0].share for one in found]
    assert np.std(shares) == pytest.approx(
        np.mean([one.picks[0].standard_error for one in found]), rel=0.2
    )
    assert np.std([one.reached for one in found]) == pytest.approx(
        np.mean([one.reached_error for one in found]), rel=0.2, abs=1e-12
    )


def test_with_more_targets_than_groups_can_hold_the_error_is_an_upper_bound() -> None:
    people = 100
    arrows = graph(people, *((0, target, 0.3) for target in range(1, people)))
    weights = np.ones(people)
    gains, errors = [], []
    for seed in range(200):
        sets = draw(reverse_graph(arrows), weights, 1000, np.random.default_rng(seed), 10**8)
        inside = sets.containing(0)
        gains.append(sets.worth[inside].sum())
        errors.append(sets.standard_error(inside, sets.worth[inside]))
    assert np.mean(gains) == pytest.approx(1 + 99 * 0.3, rel=0.01)
    assert np.std(gains) < np.mean(errors)


def test_what_is_certain_has_no_error() -> None:
    """Which target a set is about is no chance."""
    sets = drawn(graph(4, (0, 2, 1.0)), {2: 1, 3: 1})
    inside = sets.containing(0)
    assert sets.worth[inside].sum() == pytest.approx(1)
    assert sets.standard_error(inside, sets.worth[inside]) == pytest.approx(0, abs=1e-12)


def test_coins_tossed_together_lower_the_error() -> None:
    """Drawn one by one, 10,000 coins of probability 1/2 would have an error of 0.005."""
    sets = drawn(graph(2, (0, 1, 0.5)), {1: 1}, 10_000)
    inside = sets.containing(0)
    assert sets.standard_error(inside, sets.worth[inside]) < 0.002
    assert inside.size / sets.count == pytest.approx(0.5, abs=0.005)


def test_work_and_memory_are_bounded_on_a_dense_graph() -> None:
    sets = drawn(all_pairs(500, 0.5), {0: 1}, 65_536, max_work=4_000_000)
    assert GROUPS <= sets.count <= 4_000_000 / (500 * 8)
    assert sets.worth.sum() == pytest.approx(1)


def test_each_group_gets_a_set_however_much_work_they_are() -> None:
    assert drawn(all_pairs(100, 0.5), {0: 1}, max_work=1).count == GROUPS


@pytest.mark.parametrize(
    ("arrow", "message"),
    [
        ((0, 3, 0.5), r"target\[1\] is 3: people are 0 … 2"),
        ((-1, 1, 0.5), r"source\[1\] is -1"),
        ((0, 1, 1.01), r"probability\[1\] is 1.01"),
        ((0, 1, -0.1), r"probability\[1\] is -0.1"),
        ((0, 1, float("nan")), r"probability\[1\] is nan"),
    ],
)
def test_an_arrow_that_cannot_be_is_named(arrow: tuple[int, int, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        graph(3, (0, 1, 0.5), arrow)


def test_ends_must_be_numbers_of_people_and_columns_of_one_length() -> None:
    whole, half = np.array([0]), np.array([0.5])
    with pytest.raises(ValueError, match="whole numbers"):
        Arrows(1, whole, half, half)
    with pytest.raises(ValueError, match="one length"):
        Arrows(1, whole, whole, np.array([0.5, 0.5]))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2**32 - 2), max_size=300), max_size=8))
def test_visited_is_a_set(batches: list[list[int]]) -> None:
    visited, known = Visited(), set[int]()
    for batch in batches:
        new = visited.add(np.array(batch, dtype=np.uint32))
        assert new.tolist() == sorted(set(batch) - known)
        known.update(batch)


def test_visited_keeps_what_it_has_when_it_grows() -> None:
    visited, keys = Visited(), np.arange(0, 10_000_000, 100, dtype=np.uint32)
    assert visited.add(keys[:500]).size == 500
    assert np.array_equal(visited.add(keys), keys[500:])
    assert visited.add(keys).size == 0


def test_sets_that_are_added_stand_beside_the_first_ones() -> None:
    arrows, weights = graph(4, (0, 2, 0.5), (1, 3, 0.4)), {2: 1.0, 3: 3.0}
    first, more = drawn(arrows, weights, 640), drawn(arrows, weights, 320)
    both = first + more
    assert (both.count, both.work) == (960, first.work + more.work)
    assert both.worth.sum() == pytest.approx(4)
    for person in range(4):
        moved = more.containing(person) + first.count
        assert np.array_equal(both.containing(person), [*first.containing(person), *moved])
        assert set(both.target[moved]) == set(more.target[more.containing(person)])


def test_targets_that_the_work_leaves_out_show_in_the_error() -> None:
    """One person moves half of 200 targets; 40 others, who move all, make the sets costly."""
    others = [(person, target, 1.0) for person in range(201, 241) for target in range(200)]
    arrows = graph(241, *((200, target, 1.0) for target in range(100)), *others)
    weights = np.repeat([1.0, 0.0], [200, 41])
    gains, errors = [], []
    for seed in range(60):
        sets = draw(reverse_graph(arrows), weights, 6400, np.random.default_rng(seed), 60_000)
        assert np.unique(sets.target).size < 200
        inside = sets.containing(200)
        gains.append(sets.worth[inside].sum())
        errors.append(sets.standard_error(inside, sets.worth[inside]))
    assert np.mean(gains) == pytest.approx(100, rel=0.05)
    assert np.std(gains) < 1.2 * np.mean(errors)


def test_dense_graphs_are_drawn_as_bits_with_an_honest_error() -> None:
    """What it says agrees with how far 100 independent estimates spread."""
    about = situation(60, {0: 1.0, 1: 2.0}, {5: 0.5})
    found = [
        rank_on(
            draw(
                reverse_graph(all_pairs(60, 0.02)),
                about.weights,
                640,
                np.random.default_rng(seed),
                10**8,
            ),
            about,
            1,
        )
        for seed in range(100)
    ]
    spread = np.std([one.reached for one in found])
    assert spread == pytest.approx(np.mean([one.reached_error for one in found]), rel=0.25)
