"""Which routes carry a gain: against all worlds of tiny graphs, and by hand."""

from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.events.rates import Rates, probabilities, probability_within, stated_rates
from graph.analysis.events.timed_worlds import draw_timed
from graph.analysis.reach.carrying import carriers, probability_of, to_give
from graph.analysis.reach.influence import Arrows
from graph.analysis.reach.kept_worlds import Worlds, draw_live
from graph.analysis.reach.ranking import Situation
from tests.unit.exact_influence import all_worlds, gain
from tests.unit.influence_graphs import graph, situation, tiny

SETS = 2**13
DAYS = 30.0
EVERY_ROUTE = 10_000


def live(arrows: Arrows, asked: Situation) -> Worlds:
    return draw_live(arrows, asked.weights, np.random.default_rng(1), SETS)


def timed(arrows: Arrows, asked: Situation) -> Worlds:
    return draw_timed(stated_rates(arrows, DAYS), asked.weights, DAYS, 1, SETS)


def total_of_gain(worlds: Worlds, asked: Situation, person: int) -> float:
    return float(to_give(worlds.sets, asked)[worlds.sets.containing(person)].sum())


def test_the_quicker_of_two_routes_carries_first() -> None:
    arrows, asked = graph(3, (0, 1, 0.5), (1, 2, 0.8), (0, 2, 0.5)), situation(3, {2: 1.0})
    direct, over = carriers(live(arrows, asked), asked, 0)
    assert (direct.route, over.route) == ((0, 2), (0, 1, 2))
    assert direct.share == pytest.approx(0.5, abs=5 * direct.standard_error)
    assert over.share == pytest.approx(0.5 * 0.4, abs=5 * over.standard_error)


def test_of_two_that_arrive_in_the_same_step_chance_decides() -> None:
    arrows = graph(4, (0, 1, 0.6), (1, 3, 0.6), (0, 2, 0.6), (2, 3, 0.6))
    asked = situation(4, {3: 1.0})
    one, other = carriers(live(arrows, asked), asked, 0)
    assert one.share == pytest.approx(other.share, abs=0.03)


def test_who_decides_carries_it_themselves() -> None:
    arrows, asked = graph(2, (0, 1, 0.5)), situation(2, {0: 3.0, 1: 1.0})
    own, other = carriers(live(arrows, asked), asked, 0)
    assert own.route == (0,)
    assert own.share == pytest.approx(0.75, abs=0.01)
    assert other.route == (0, 1)


def test_a_route_over_somebody_who_is_engaged_or_stands_above_carries_nothing() -> None:
    arrows = graph(4, (0, 1, 0.9), (1, 3, 0.9), (0, 2, 0.9), (2, 3, 0.9))
    asked = situation(4, {3: 1.0}, engaged={1: 1.0})
    found = carriers(live(arrows, asked), asked, 0)
    assert [one.route for one in found] == [(0, 2, 3)]
    assert carriers(live(arrows, asked), asked, 0, (2,)) == ()


@settings(max_examples=40, deadline=None)
@given(tiny(), st.sampled_from([live, timed]), st.data())
def test_routes_exist_and_share_the_whole_gain(
    given_: tuple[Arrows, Situation], drawn: object, data: st.DataObject
) -> None:
    arrows, asked = given_
    assert callable(drawn)
    worlds: Worlds = drawn(arrows, asked)
    person = data.draw(st.integers(0, arrows.people - 1))
    found = carriers(worlds, asked, person, most=EVERY_ROUTE, least=0)
    there = set(zip(arrows.source.tolist(), arrows.target.tolist(), strict=True))
    for one in found:
        steps = list(zip(one.route, one.route[1:], strict=False))
        assert one.route[0] == person
        assert asked.weights[one.route[-1]] > 0
        assert set(steps) <= there
        assert len({*one.route}) == len(one.route)
        assert 0 < probability_of(arrows, one.route) <= 1
    told = sum(one.share for one in found) * asked.total
    assert told == pytest.approx(total_of_gain(worlds, asked, person), abs=1e-9)
    assert sum(one.part for one in found) == pytest.approx(float(bool(found)))


def test_only_so_many_routes_are_told_and_none_that_carries_hardly_anything() -> None:
    over = ((0, person, 0.5) for person in range(1, 6))
    on = ((person, 6, chance) for person, chance in enumerate((0.9, 0.7, 0.5, 0.3, 0.01), start=1))
    arrows, asked = graph(7, *over, *on), situation(7, {6: 1.0})
    worlds = live(arrows, asked)
    assert [one.route[1] for one in carriers(worlds, asked, 0)] == [1, 2, 3]
    assert [one.route[1] for one in carriers(worlds, asked, 0, most=9)] == [1, 2, 3, 4]


@pytest.mark.parametrize("drawn", [live, timed])
def test_in_every_set_that_somebody_is_in_one_route_arrives_first(drawn: object) -> None:
    arrows = graph(5, *((a, b, 0.4) for a in range(5) for b in range(5) if a != b))
    asked = situation(5, {3: 1.0, 4: 2.0})
    assert callable(drawn)
    worlds: Worlds = drawn(arrows, asked)
    every = np.arange(worlds.sets.count)
    for person in range(5):
        found = worlds.first_routes(person, every)
        assert np.array_equal(np.sort(found.sets), worlds.sets.containing(person))
        assert np.array_equal(found.people[:, -1], worlds.sets.target[found.sets])
        assert (found.people[:, 0] == person).all()


@settings(max_examples=15, deadline=None)
@given(tiny(), st.data())
def test_what_all_routes_carry_is_the_exact_gain(
    given_: tuple[Arrows, Situation], data: st.DataObject
) -> None:
    arrows, asked = given_
    person = data.draw(st.integers(0, arrows.people - 1))
    exact = gain(all_worlds(arrows), asked, person)
    worlds = live(arrows, asked)
    assert total_of_gain(worlds, asked, person) == pytest.approx(exact, abs=0.06 * asked.total)


def test_the_probability_of_a_route_takes_parallel_arrows_as_chances_of_their_own() -> None:
    arrows = graph(3, (0, 1, 0.5), (0, 1, 0.5), (1, 2, 0.4))
    assert probability_of(arrows, (0, 1, 2)) == pytest.approx(0.75 * 0.4)
    assert probability_of(arrows, (0,)) == 1.0


def test_the_time_that_each_step_takes_makes_a_route_less_probable() -> None:
    rates = Rates(3, np.array([0, 1]), np.array([1, 2]), np.array([0.1, 0.1]))
    assert probability_within(rates, DAYS, (0, 1)) == pytest.approx(1 - exp(-3))
    assert probability_within(rates, DAYS, (0, 1, 2)) == pytest.approx(1 - 4 * exp(-3))
    assert probability_within(rates, DAYS, (0,)) == 1.0
    assert probability_within(rates, DAYS, (0, 2)) == 0.0
    often = Rates(3, np.array([0, 1]), np.array([1, 2]), np.array([100.0, 0.1]))
    assert probability_within(often, DAYS, (0, 1, 2)) == pytest.approx(1 - exp(-3), abs=0.001)
    assert probabilities(often, DAYS)[1] == pytest.approx(1 - exp(-3))
