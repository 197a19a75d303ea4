"""What would have to change so that the next one overtakes: against exact reach, on both sides."""

from dataclasses import replace

import numpy as np
import pytest

from graph.analysis.events.rates import stated_rates
from graph.analysis.events.timed_worlds import draw_timed
from graph.analysis.reach.influence import Arrows
from graph.analysis.reach.kept_worlds import Worlds, draw_live
from graph.analysis.reach.overtaking import Neighbours, is_ahead, lead, meeting_point, overtakes
from graph.analysis.reach.ranking import Situation
from tests.unit.exact_influence import all_worlds, gain
from tests.unit.influence_graphs import graph, situation

DAYS = 30.0
PAIR = Neighbours(0, 1, (), "score")

WEB = graph(
    5,
    (0, 2, 0.7), (2, 4, 0.8), (0, 3, 0.4), (3, 4, 0.5), (1, 3, 0.8), (1, 4, 0.2), (2, 3, 0.3),
)  # fmt: skip
"""0 and 1 both lead to 4, by several routes that share steps."""

ASKED = situation(5, {4: 1.0, 3: 0.5}, {2: 0.2, 1: 0.1}, {1: 0.9}, ineligible={2, 3, 4})


def live(arrows: Arrows, asked: Situation = ASKED) -> Worlds:
    return draw_live(arrows, asked.weights, np.random.default_rng(1), 2**17)


def timed(arrows: Arrows, asked: Situation = ASKED) -> Worlds:
    return draw_timed(stated_rates(arrows, DAYS), asked.weights, DAYS, 1, 2**15)


def at(arrows: Arrows, source: int, target: int, probability: float) -> Arrows:
    """The same with another probability of one arrow."""
    this = (arrows.source == source) & (arrows.target == target)
    return replace(arrows, probability=np.where(this, probability, arrows.probability))


def exact_lead(arrows: Arrows, asked: Situation = ASKED) -> float:
    worlds = all_worlds(arrows)
    first, second = (
        gain(worlds, asked, person) * float(asked.factors[person])
        for person in (PAIR.first, PAIR.second)
    )
    return first - second


def test_who_is_ahead_is_so_in_exact_reach() -> None:
    worlds = live(WEB)
    found = lead(worlds.sets, ASKED, PAIR)
    assert is_ahead(found)
    assert found.sum() == pytest.approx(exact_lead(WEB) / ASKED.total, abs=0.01)
    assert not is_ahead(-found)
    assert not overtakes(worlds.sets, ASKED, PAIR)


@pytest.mark.parametrize(("source", "target"), [(0, 2), (2, 4)])
def test_where_two_meet_the_order_is_exactly_another_on_either_side(
    source: int, target: int
) -> None:
    stated = float(WEB.probability[(WEB.source == source) & (WEB.target == target)][0])
    point = meeting_point(live(WEB), ASKED, PAIR, source, target)
    assert point is not None
    off = 6 * point.standard_error
    assert off < 0.1
    assert exact_lead(at(WEB, source, target, stated * (point.kept - off))) < 0
    assert exact_lead(at(WEB, source, target, stated * (point.kept + off))) > 0


def test_an_influence_that_is_weakened_is_one_that_was_stated_weaker() -> None:
    for drawn in (live, timed):
        for kept, probability in ((0.5, 0.4 if drawn is live else 1 - 0.2**0.5), (0.0, 0.0)):
            weaker = drawn(WEB).weakening(2, 4)(kept)
            again = drawn(at(WEB, 2, 4, probability)).sets
            difference = lead(weaker, ASKED, PAIR).sum() - lead(again, ASKED, PAIR).sum()
            assert difference == pytest.approx(0, abs=0.012)


def test_nothing_is_weakened_where_all_is_kept_or_nothing_is_there() -> None:
    for drawn in (live, timed):
        worlds = drawn(WEB)
        now = lead(worlds.sets, ASKED, PAIR)
        for source, target, kept in ((0, 2, 1.0), (4, 0, 0.0)):
            same = lead(worlds.weakening(source, target)(kept), ASKED, PAIR)
            assert same == pytest.approx(now)


def test_an_influence_that_both_need_makes_nobody_overtake() -> None:
    arrows = graph(4, (0, 2, 0.9), (1, 2, 0.5), (2, 3, 0.8))
    asked = situation(4, {3: 1.0})
    assert meeting_point(live(arrows, asked), asked, PAIR, 2, 3) is None


def test_on_dated_events_the_order_changes_where_they_meet() -> None:
    """Of a line that is bent: 0 reaches 3 over 2, and 1 directly."""
    arrows = graph(4, (0, 2, 0.95), (2, 3, 0.95), (1, 3, 0.5))
    asked = situation(4, {3: 1.0}, ineligible={2, 3})
    worlds = timed(arrows, asked)
    point = meeting_point(worlds, asked, PAIR, 0, 2)
    assert point is not None
    for side, behind in ((-0.02, True), (0.02, False)):
        assert overtakes(worlds.weakening(0, 2)(point.kept + side), asked, PAIR) is behind


def test_who_stands_above_counts() -> None:
    """Beside 2, who does the same as 0, that one adds nothing."""
    pair = replace(PAIR, above=(2,))
    arrows = graph(4, (0, 2, 1.0), (2, 3, 0.8), (1, 3, 0.5))
    asked = situation(4, {3: 1.0})
    worlds = live(arrows, asked)
    assert is_ahead(lead(worlds.sets, asked, PAIR))
    assert not is_ahead(lead(worlds.sets, asked, pair))
