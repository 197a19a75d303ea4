"""Coins tossed together: each is fair by itself, and their sum hardly varies."""

from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.reach.coins import LEAST_PRIME, toss
from graph.analysis.reach.influence import Ints


def came_up(probability: float, size: int, times: int = 1, seed: int = 1) -> Ints:
    """(times, size): whether each coin came up each time."""
    kinds = np.full(times, probability), np.full(times, size)
    up = np.zeros((times, size), int)
    up[toss(*kinds, np.random.default_rng(seed))] += 1
    return up


@given(st.sampled_from((1, 2, 3, 5, 13, 101)), st.floats(0, 1), st.integers(0, 9))
def test_of_a_prime_number_of_coins_the_right_part_comes_up(
    size: int, probability: float, seed: int
) -> None:
    heads = came_up(probability, size, seed=seed).sum()
    assert floor(size * probability) <= heads <= ceil(size * probability)


@pytest.mark.parametrize("size", [1, 2, 4, 9, 30])
def test_each_coin_comes_up_with_its_probability(size: int) -> None:
    up = came_up(0.3, size, times=20_000)
    assert up.mean(axis=0) == pytest.approx(np.full(size, 0.3), abs=0.02)


def test_each_pair_comes_up_as_often_as_without_replacement() -> None:
    """Of 7 coins 3 come up: two given ones with probability 3/7 · 2/6."""
    up = came_up(3 / 7, 7, times=50_000)
    pairs = (up.T @ up) / 50_000
    assert pairs[~np.eye(7, dtype=bool)] == pytest.approx(np.full(42, 1 / 7), abs=0.01)


def test_coins_of_two_kinds_are_independent() -> None:
    probability, size = np.tile([0.5, 0.5], 20_000), np.full(40_000, 5)
    kind, number = toss(probability, size, np.random.default_rng(1))
    first = np.zeros(40_000)
    first[kind[number == 0]] = 1
    both = first[::2] * first[1::2]
    assert both.mean() == pytest.approx(0.25, abs=0.015)


def test_impossible_never_and_certain_always_comes_up() -> None:
    assert came_up(0.0, 12).sum() == 0
    assert came_up(1.0, 12).sum() == 12


def test_for_each_number_the_least_prime_that_is_not_below_it() -> None:
    assert LEAST_PRIME[[0, 1, 2, 3, 4, 8, 24, 90]].tolist() == [1, 1, 2, 3, 5, 11, 29, 97]
