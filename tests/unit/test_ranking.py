"""Whom next: gains, their errors, ties and bounds, against the exact reach on tiny graphs."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from graph.analysis.reach.drawing import draw
from graph.analysis.reach.following import reverse_graph
from graph.analysis.reach.influence import Arrows
from graph.analysis.reach.ranking import FIRST_SETS, Precision, Ranking, Situation, rank, rank_on
from tests.unit import exact_influence as exact
from tests.unit.influence_graphs import all_pairs, graph, situation, tiny

TINY = settings(max_examples=40, deadline=None)
UNSEEN = 10 / 20_000
"""Share of the total: what is rarer than a few sets of 20,000 doesn't show in their error."""


def ranking(arrows: Arrows, about: Situation, seed: int = 1) -> Ranking:
    """Everybody, on a few sets."""
    sets = draw(reverse_graph(arrows), about.weights, 20_000, np.random.default_rng(seed), 10**8)
    return rank_on(sets, about, arrows.people)


def people(found: Ranking) -> Sequence[int]:
    return [pick.person for pick in found.picks]


@TINY
@given(tiny())
def test_the_exact_reach_is_monotone_and_submodular(drawn: tuple[Arrows, Situation]) -> None:
    arrows, about = drawn
    worlds = exact.all_worlds(arrows)
    for person in range(arrows.people):
        others = [other for other in range(arrows.people) if other != person]
        for first, second in combinations(others, 2):
            less = exact.gain(worlds, about, person, {first})
            more = exact.gain(worlds, about, person, {first, second})
            assert less >= more - 1e-9
            assert more >= -1e-9


@TINY
@given(tiny())
def test_gains_are_the_exact_ones_within_their_error(drawn: tuple[Arrows, Situation]) -> None:
    arrows, about = drawn
    worlds = exact.all_worlds(arrows)
    found = ranking(arrows, about)
    above: list[int] = []
    for pick in found.picks:
        true = exact.gain(worlds, about, pick.person, above) / about.total
        assert abs(pick.share - true) <= 5 * pick.standard_error + UNSEEN
        assert true > 0
        above.append(pick.person)


@TINY
@given(tiny())
def test_reach_today_is_the_exact_one_within_its_error(drawn: tuple[Arrows, Situation]) -> None:
    arrows, about = drawn
    worlds = exact.all_worlds(arrows)
    found = ranking(arrows, about)
    true = exact.reach(worlds, about) / about.total
    assert abs(found.reached - true) <= 5 * found.reached_error + UNSEEN
    targets = about.weights > 0
    each = exact.reached(worlds, about)[targets]
    assert np.abs(found.reached_by_target[targets] - each).max() <= 0.05
    assert np.isnan(found.reached_by_target[~targets]).all()


@TINY
@given(tiny())
def test_each_place_goes_to_the_best_of_the_eligible(drawn: tuple[Arrows, Situation]) -> None:
    arrows, about = drawn
    worlds = exact.all_worlds(arrows)
    found = ranking(arrows, about)
    chosen = people(found)
    assert about.eligible[chosen].all()
    assert len(set(chosen)) == len(chosen)
    for place, pick in enumerate(found.picks):
        scores = [
            exact.gain(worlds, about, int(person), chosen[:place]) * about.factors[person]
            for person in np.flatnonzero(about.eligible)
        ]
        slack = 10 * about.factors.max() * (found.largest_error + UNSEEN) * about.total
        assert pick.score >= max(scores) - slack


@TINY
@given(tiny())
def test_a_gain_is_the_sum_of_what_it_adds_at_each_target(
    drawn: tuple[Arrows, Situation],
) -> None:
    arrows, about = drawn
    for pick in ranking(arrows, about).picks:
        assert sum(pick.gain_by_target.values()) == pytest.approx(pick.gain)
        assert all(about.weights[to] >= part - 1e-9 for to, part in pick.gain_by_target.items())
        assert pick.score == pytest.approx(pick.gain * about.factors[pick.person])
        assert pick.share == pytest.approx(pick.gain / about.total)


def test_one_is_the_way_to_whom_she_moves() -> None:
    found = ranking(graph(4, (0, 3, 0.6), (1, 2, 0.3)), situation(4, {3: 3, 2: 1}))
    first, second = found.picks
    assert (first.person, second.person) == (0, 1)
    assert first.gain_by_target == {3: pytest.approx(1.8, abs=0.1)}
    assert second.gain_by_target == {2: pytest.approx(0.3, abs=0.05)}


def test_weight_decides_and_not_the_number_of_targets() -> None:
    arrows = graph(5, (0, 2, 0.5), (0, 3, 0.5), (1, 4, 0.5))
    assert people(ranking(arrows, situation(5, {2: 1, 3: 1, 4: 6})))[0] == 1


def test_whoever_has_no_path_to_a_target_is_never_picked() -> None:
    arrows = graph(5, (0, 1, 0.5), (1, 2, 0.5), (2, 3, 0.5), (4, 4, 0.9), (2, 4, 1.0), (0, 2, 0.1))
    assert set(people(ranking(arrows, situation(5, {2: 1})))) == {0, 1}


def test_whoever_is_engaged_for_certain_adds_nothing() -> None:
    arrows = graph(4, (0, 3, 0.5), (1, 3, 0.5), (2, 3, 0.5))
    found = ranking(arrows, situation(4, {3: 1}, engaged={0: 1.0}))
    assert set(people(found)) == {1, 2}
    assert found.reached == pytest.approx(0.5, abs=0.02)


def test_whoever_stands_above_counts_as_engaged() -> None:
    found = ranking(graph(3, (0, 1, 1.0), (1, 2, 0.8)), situation(3, {2: 1}))
    assert people(found) == [0], "the second reaches nobody whom the first doesn't reach"


def test_a_target_that_is_engaged_is_reached() -> None:
    found = ranking(graph(3, (0, 2, 0.5)), situation(3, {2: 1, 1: 1}, engaged={2: 1.0}))
    assert found.reached == pytest.approx(0.5)
    assert found.reached_by_target[2] == 1
    assert found.picks == ()


def test_by_gain_the_factor_does_not_count() -> None:
    arrows = graph(3, (0, 2, 0.6), (1, 2, 0.3))
    about = situation(3, {2: 1}, factors={0: 0.1})
    assert [pick.person for pick in rank(arrows, about, 2, by="score").picks] == [1, 0]
    assert [pick.person for pick in rank(arrows, about, 2, by="gain").picks] == [0, 1]


def test_a_factor_of_zero_keeps_somebody_out_of_a_list_by_score() -> None:
    about = situation(3, {2: 1}, factors={0: 0.0})
    assert people(ranking(graph(3, (0, 2, 0.6), (1, 2, 0.3)), about)) == [1]


def test_people_in_the_same_position_are_tied() -> None:
    arrows = graph(5, (0, 4, 0.3), (1, 4, 0.3), (2, 4, 0.3), (3, 4, 0.05))
    assert ranking(arrows, situation(5, {4: 1})).ties == ((1, 2, 3),)


def test_a_clear_lead_is_no_tie() -> None:
    arrows = graph(4, (0, 3, 0.6), (1, 3, 0.5), (2, 3, 0.4))
    assert ranking(arrows, situation(4, {3: 1})).ties == ()


def test_exact_equals_are_tied_and_stand_in_the_order_of_their_numbers() -> None:
    arrows = graph(6, (4, 0, 1.0), (3, 1, 1.0), (5, 2, 1.0))
    found = ranking(arrows, situation(6, {0: 1, 1: 1, 2: 1}))
    assert people(found) == [3, 4, 5]
    assert found.ties == ((1, 2, 3),)
    assert found.largest_error == pytest.approx(0, abs=1e-8)


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    arrows, about = graph(4, (0, 3, 0.4), (1, 3, 0.3), (2, 3, 0.2)), situation(4, {3: 1})
    first, again, other = (rank(arrows, about, 3, seed=seed) for seed in (7, 7, 8))
    assert first.picks == again.picks
    assert first.picks != other.picks


def test_by_default_no_share_has_an_error_above_a_fifth_of_a_point() -> None:
    arrows = graph(4, (0, 3, 0.5), (1, 3, 0.5), (2, 3, 0.5))
    found = rank(arrows, situation(4, {3: 1}, engaged={1: 0.5}), 3)
    assert found.precise
    assert 0 < found.largest_error <= 0.002


def test_a_finer_precision_takes_more_sets() -> None:
    arrows, about = graph(3, (0, 1, 0.5), (1, 2, 0.5)), situation(3, {2: 1}, ineligible=(1, 2))
    usual = rank(arrows, about, 1)
    fine = rank(arrows, about, 1, precision=Precision(usual.largest_error / 2))
    assert fine.precise
    assert fine.largest_error <= usual.largest_error / 2
    assert fine.sets > usual.sets


def test_a_precision_out_of_reach_ends_at_the_work_bound_and_says_so() -> None:
    found = rank(
        graph(2, (0, 1, 0.3)),
        situation(2, {1: 1}),
        1,
        precision=Precision(1e-9, max_work=1_000_000),
    )
    assert not found.precise
    assert found.wanted < found.largest_error < 0.01
    assert found.sets * 8 <= 1_000_000


def test_a_dense_graph_takes_bounded_work() -> None:
    about = situation(500, dict.fromkeys(range(10), 1.0))
    found = rank(all_pairs(500, 0.5), about, 3, precision=Precision(max_work=4_000_000))
    assert found.sets <= 4_000_000 / (500 * 8)
    assert people(found)[0] == 10
    assert found.picks[0].share == pytest.approx(1)


def test_a_dense_graph_says_when_the_precision_is_limited() -> None:
    about = situation(500, dict.fromkeys(range(10), 1.0))
    found = rank(all_pairs(500, 0.0022), about, 3, precision=Precision(max_work=4_000_000))
    assert not found.precise
    assert found.largest_error > found.wanted


def test_more_targets_than_the_work_allows_are_sampled() -> None:
    about = situation(500, dict.fromkeys(range(500), 1.0), ineligible=())
    found = rank(all_pairs(500, 0.5), about, 1, precision=Precision(max_work=5_000_000))
    assert found.sets < 500
    assert found.picks[0].share == pytest.approx(1)
    assert np.isnan(found.reached_by_target).any()


def test_nobody_to_reach_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to reach"):
        rank(graph(2, (0, 1, 0.5)), situation(2, {}), 1)


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"weights": {1: -1.0}}, r"weights\[1\] is -1.0"),
        ({"weights": {1: 1.0}, "engaged": {0: 1.5}}, r"engaged\[0\] is 1.5"),
        ({"weights": {1: 1.0}, "factors": {0: float("nan")}}, r"factors\[0\] is nan"),
    ],
)
def test_a_number_out_of_its_range_is_named(
    numbers: dict[str, dict[int, float]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        situation(2, **numbers)


def test_arrows_and_situation_must_be_about_the_same_people() -> None:
    with pytest.raises(ValueError, match="3 people, 2 weights"):
        rank(graph(3), situation(2, {1: 1.0}), 1)


@pytest.mark.parametrize("wanted", [1e-160, 5e-324])
def test_a_precision_that_nothing_could_reach_is_no_fault(wanted: float) -> None:
    arrows, about = graph(2, (0, 1, 0.3)), situation(2, {1: 1})
    assert not rank(arrows, about, 1, precision=Precision(wanted, max_work=100_000)).precise


def test_too_few_sets_are_never_called_precise_though_they_agree() -> None:
    about = situation(200, {0: 1.0})
    found = rank(all_pairs(200, 0.5), about, 1, precision=Precision(max_work=100_000))
    assert found.largest_error == 0
    assert not found.precise


def test_sets_drawn_in_several_rounds_give_the_exact_reach() -> None:
    arrows, about = graph(3, (0, 1, 0.5), (1, 2, 0.5)), situation(3, {2: 1}, ineligible=(1, 2))
    found = rank(arrows, about, 1, precision=Precision(2e-5))
    assert found.sets > FIRST_SETS
    assert found.picks[0].share == pytest.approx(0.25, abs=5 * found.largest_error)
