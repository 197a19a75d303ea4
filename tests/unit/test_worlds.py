"""Worlds as columns of bits hold the sets that the chances of live paths say."""

import numpy as np
import pytest
from numpy.random import default_rng

from graph.analysis.reach.drawing import draw
from graph.analysis.reach.following import reverse_graph
from graph.analysis.reach.incoming import incoming
from graph.analysis.reach.influence import Arrows
from graph.analysis.reach.reverse_sets import GROUPS, Membership, membership
from graph.analysis.reach.worlds import explore

CHAIN = Arrows(3, np.array([0, 1]), np.array([1, 2]), np.array([0.5, 0.25]))


def drawn(arrows: Arrows, roots: np.ndarray) -> Membership:
    entries = explore(incoming(arrows), roots, GROUPS, default_rng(1))
    return membership(entries, arrows.people, roots.size)


def frequencies(inside: Membership) -> np.ndarray:
    return np.diff(inside.start) / inside.sets


def of(person: int, inside: Membership) -> np.ndarray:
    return inside.members[inside.start[person] : inside.start[person + 1]]


def test_each_person_is_in_as_many_sets_as_the_chance_of_a_live_path() -> None:
    inside = drawn(CHAIN, np.full(GROUPS * 1000, 2))
    assert frequencies(inside) == pytest.approx([0.125, 0.25, 1], abs=0.01)


def test_a_set_holds_its_own_target_and_nobody_without_a_path() -> None:
    roots = np.repeat([0, 1], GROUPS * 50)
    inside = drawn(CHAIN, roots)
    assert set(np.flatnonzero(roots == 0)) <= set(of(0, inside))
    assert of(1, inside).tolist() == np.flatnonzero(roots == 1).tolist()
    assert not of(2, inside).size


def test_certain_arrows_are_live_in_all_worlds_and_circles_end() -> None:
    circle = Arrows(3, np.array([0, 1, 2]), np.array([1, 2, 0]), np.ones(3))
    inside = drawn(circle, np.zeros(GROUPS * 3, np.int64))
    assert frequencies(inside).tolist() == [1, 1, 1]


def test_without_any_arrow_a_set_is_its_target() -> None:
    none = Arrows(2, np.array([], np.int64), np.array([], np.int64), np.array([]))
    sets = draw(reverse_graph(none), np.array([0.0, 1.0]), GROUPS, default_rng(1), 10**6)
    assert np.diff(sets.start).tolist() == [0, GROUPS]


def test_two_arrows_of_one_world_are_independent() -> None:
    fork = Arrows(3, np.array([0, 1]), np.array([2, 2]), np.array([0.3, 0.3]))
    inside = drawn(fork, np.full(GROUPS * 2000, 2))
    both = np.intersect1d(of(0, inside), of(1, inside)).size / inside.sets
    assert both == pytest.approx(0.09, abs=0.006)
