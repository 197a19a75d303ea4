"""What if somebody left, or were won or lost: against all worlds of tiny graphs, one by one."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.events.rates import stated_rates
from graph.analysis.events.timed_worlds import draw_timed
from graph.analysis.reach.influence import Arrows
from graph.analysis.reach.kept_worlds import LiveWorlds, Worlds, draw_live
from graph.analysis.reach.ranking import Situation
from graph.analysis.reach.reverse_sets import ReverseSets
from graph.analysis.reach.what_if import change, change_for, standing
from tests.unit.exact_influence import all_worlds, reach, reached
from tests.unit.influence_graphs import all_pairs, graph, situation, tiny

SETS = 2**12

FAR = 6.0
"""Standard errors, and a bit for what is rarer than any set shows."""


def worlds_of(arrows: Arrows, asked: Situation, seed: int = 1) -> LiveWorlds:
    return draw_live(arrows, asked.weights, np.random.default_rng(seed), SETS)


def left(arrows: Arrows, gone: Collection[int]) -> Arrows:
    stays = ~np.isin(arrows.source, list(gone)) & ~np.isin(arrows.target, list(gone))
    return Arrows(
        arrows.people, arrows.source[stays], arrows.target[stays], arrows.probability[stays]
    )


def after(asked: Situation, gone: Collection[int]) -> Situation:
    stays = ~np.isin(np.arange(asked.weights.size), list(gone))
    return replace(
        asked,
        weights=asked.weights * stays,
        engaged=asked.engaged * stays,
        eligible=asked.eligible & stays,
    )


def members(sets: ReverseSets) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in range(sets.count)]
    for person in range(sets.people):
        for one in sets.containing(person):
            found[one].add(person)
    return found


def near(value: float, exact: float, error: float) -> bool:
    return abs(value - exact) <= FAR * error + 0.003


@settings(max_examples=10, deadline=None)
@given(tiny(), st.data())
def test_what_leaving_changes_is_what_all_worlds_say(
    drawn: tuple[Arrows, Situation], data: st.DataObject
) -> None:
    arrows, asked = drawn
    gone = np.array(sorted(data.draw(st.sets(st.integers(0, arrows.people - 1), max_size=2))), int)
    worlds = worlds_of(arrows, asked)
    then = after(asked, gone)
    now, later = standing(worlds.sets, asked, 3), standing(worlds.without(gone), then, 3)
    exact, exactly = all_worlds(arrows), all_worlds(left(arrows, gone))
    found = change(now, later)
    share = reach(exact, asked) / asked.total
    share_then = reach(exactly, then) / then.total if then.total else 0.0
    assert near(found.now.value, share, found.now.standard_error)
    assert near(found.then.value, share_then, found.then.standard_error)
    assert near(found.difference.value, share_then - share, found.difference.standard_error)
    for target in np.flatnonzero(then.weights):
        one = change_for(int(target), now, later)
        assert one is not None
        assert near(one.now.value, reached(exact, asked)[target], one.now.standard_error)
        assert near(one.then.value, reached(exactly, then)[target], one.then.standard_error)


@settings(max_examples=10, deadline=None)
@given(tiny(), st.data())
def test_each_set_without_somebody_is_what_their_absence_makes_of_that_very_world(
    drawn: tuple[Arrows, Situation], data: st.DataObject
) -> None:
    arrows, asked = drawn
    gone = data.draw(st.sets(st.integers(0, arrows.people - 1), min_size=1, max_size=2))
    worlds = worlds_of(arrows, asked)
    live = pairs(worlds)
    then = members(worlds.without(np.array(sorted(gone))))
    for one in range(0, worlds.sets.count, worlds.sets.count // 200):
        target = int(worlds.sets.target[one])
        assert then[one] == (set() if target in gone else behind(target, live[one], gone))


def pairs(worlds: LiveWorlds) -> list[set[tuple[int, int]]]:
    """The live arrows of each set."""
    sets = worlds.sets
    person = np.repeat(np.arange(sets.people), np.diff(sets.start))
    found: list[set[tuple[int, int]]] = [set() for _ in range(sets.count)]
    head = np.repeat(np.arange(sets.members.size), np.diff(worlds.behind.start))
    for one, tail, to in zip(
        sets.members[head], person[worlds.behind.other], person[head], strict=True
    ):
        found[one].add((int(tail), int(to)))
    return found


def behind(target: int, live: Collection[tuple[int, int]], gone: Collection[int]) -> set[int]:
    """Who gets to the target, the plain way."""
    found, more = {target}, {target}
    while more:
        more = {tail for tail, head in live if head in found} - found - set(gone)
        found |= more
    return found


def test_who_has_no_influence_changes_nothing_by_leaving() -> None:
    arrows = graph(4, (0, 1, 0.5), (1, 2, 0.4), (2, 3, 0.9))
    asked = situation(4, {2: 1.0}, {0: 0.5})
    worlds = worlds_of(arrows, asked)
    now = standing(worlds.sets, asked, 3)
    then = standing(worlds.without(np.array([3])), after(asked, [3]), 3)
    found = change(now, then)
    assert found.difference.value == found.difference.standard_error == 0
    assert now.places == then.places


def test_winning_somebody_adds_what_they_would_have_gained() -> None:
    arrows = graph(4, (0, 1, 0.5), (1, 2, 0.4), (3, 2, 0.2))
    asked = situation(4, {2: 2.0}, {3: 0.5})
    worlds = worlds_of(arrows, asked)
    now = standing(worlds.sets, asked, 3)
    won = now.places[0]
    engaged = asked.engaged.copy()
    engaged[won.person] = 1
    found = change(now, standing(worlds.sets, replace(asked, engaged=engaged), 3))
    assert found.difference.value == pytest.approx(won.share)
    assert found.difference.standard_error == pytest.approx(won.standard_error)


def test_chance_that_both_have_in_common_drops_out_of_the_difference() -> None:
    arrows = graph(4, (0, 2, 0.5), (1, 2, 0.02), (3, 0, 0.5))
    asked = situation(4, {2: 1.0}, {0: 1.0, 1: 1.0})
    worlds = worlds_of(arrows, asked)
    now = standing(worlds.sets, asked, 3)
    found = change(now, standing(worlds.without(np.array([1])), after(asked, [1]), 3))
    assert found.difference.value == pytest.approx(-0.01, abs=0.002)
    assert found.difference.standard_error < found.now.standard_error / 3


def test_the_same_seed_gives_the_same_worlds() -> None:
    asked = situation(30, {2: 1.0, 5: 3.0})
    first, second, other = (worlds_of(all_pairs(30, 0.05), asked, seed) for seed in (7, 7, 8))
    gone = np.array([4])
    assert members(first.without(gone)) == members(second.without(gone))
    assert members(first.sets) != members(other.sets)


def test_dense_graphs_are_bounded_in_memory_and_fair() -> None:
    asked = situation(200, {0: 1.0, 1: 2.0}, {9: 0.5})
    worlds = worlds_of(all_pairs(200, 0.5), asked)
    assert worlds.sets.members.size + worlds.ahead.other.size < 2**21
    now = standing(worlds.sets, asked, 1)
    then = standing(worlds.without(np.array([0])), after(asked, [0]), 1)
    assert then.total == 2
    assert change(now, then).then.value == pytest.approx(0.5)


def test_in_worlds_that_take_their_time_too_the_gone_pass_nothing_on() -> None:
    arrows = graph(5, (0, 1, 0.6), (1, 2, 0.7), (3, 2, 0.3), (0, 3, 0.4))
    asked = situation(5, {2: 2.0, 4: 1.0}, {0: 0.8})
    worlds: Worlds = draw_timed(stated_rates(arrows, 30), asked.weights, 30, 1, SETS)
    gone = np.array([1])
    then = members(worlds.without(gone))
    now = members(worlds.sets)
    assert then != now
    assert all(one <= before - {1} for one, before in zip(then, now, strict=True))
    unmoved = [one for one, before in zip(then, now, strict=True) if 1 not in before]
    assert unmoved == [before for before in now if 1 not in before]
    found = worlds.without(np.array([4]))
    assert not found.worth[found.target == 4].any()
    who = members(found)
    assert not any(who[one] for one in np.flatnonzero(found.target == 4))
