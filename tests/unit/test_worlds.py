"""Worlds as columns of bits hold the same sets as those that are explored one by one."""

import numpy as np
import pytest
from numpy.random import default_rng

from graph.analysis.drawing import draw
from graph.analysis.influence import Arrows, incoming
from graph.analysis.reverse_sets import GROUPS
from graph.analysis.worlds import explore

CHAIN = Arrows(3, np.array([0, 1]), np.array([1, 2]), np.array([0.5, 0.25]))


def frequencies(pairs: np.ndarray, people: int, sets: int) -> np.ndarray:
    return np.bincount(pairs >> 32, minlength=people) / sets


def test_each_person_is_in_as_many_sets_as_the_chance_of_a_live_path() -> None:
    roots = np.full(GROUPS * 1000, 2)
    pairs = explore(incoming(CHAIN), roots, GROUPS, default_rng(1))
    assert frequencies(pairs, 3, roots.size) == pytest.approx([0.125, 0.25, 1], abs=0.01)


def test_a_set_holds_its_own_target_and_nobody_without_a_path() -> None:
    roots = np.repeat([0, 1], GROUPS * 50)
    pairs = explore(incoming(CHAIN), roots, GROUPS, default_rng(1))
    person, number = pairs >> 32, pairs & 2**32 - 1
    assert set(zip(roots.tolist(), range(roots.size), strict=True)) <= set(
        zip(person.tolist(), number.tolist(), strict=True)
    )
    assert 2 not in person
    assert set(person[roots[number] == 0].tolist()) == {0}


def test_certain_arrows_are_live_in_all_worlds_and_circles_end() -> None:
    circle = Arrows(3, np.array([0, 1, 2]), np.array([1, 2, 0]), np.ones(3))
    pairs = explore(incoming(circle), np.zeros(GROUPS * 3, np.int64), GROUPS, default_rng(1))
    assert frequencies(pairs, 3, GROUPS * 3).tolist() == [1, 1, 1]


def test_without_any_arrow_a_set_is_its_target() -> None:
    none = Arrows(2, np.array([], np.int64), np.array([], np.int64), np.array([]))
    sets = draw(none, np.array([0.0, 1.0]), GROUPS, default_rng(1), 10**6)
    assert np.diff(sets.start).tolist() == [0, GROUPS]


def test_two_arrows_of_one_world_are_independent() -> None:
    fork = Arrows(3, np.array([0, 1]), np.array([2, 2]), np.array([0.3, 0.3]))
    roots = np.full(GROUPS * 2000, 2)
    pairs = explore(incoming(fork), roots, GROUPS, default_rng(1))
    person, number = pairs >> 32, pairs & 2**32 - 1
    both = np.intersect1d(number[person == 0], number[person == 1]).size / roots.size
    assert both == pytest.approx(0.09, abs=0.006)
