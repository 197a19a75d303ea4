"""Touches that can be foreseen: what is called a pattern, and how often chance alone makes one."""

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from math import isclose
from random import Random

import pytest

from graph.analysis.patterns import (
    binomial_tail,
    chance_of_spread,
    same_interval,
    same_time,
    same_weekday,
)

MONDAY = date(2026, 1, 5)
MOST = 0.01
Random_days = Callable[[Random], float]


def after(*gaps: float) -> Sequence[date]:
    """Days that follow each other after so many days."""
    days = [MONDAY]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    return days


def weekday(days: Sequence[date]) -> bool:
    return same_weekday([(day, None) for day in days], MOST) is not None


def interval(days: Sequence[date]) -> bool:
    return same_interval(days, MOST) is not None


def test_four_of_four_on_one_weekday_are_a_pattern_and_three_of_three_are_none() -> None:
    assert weekday(after(7, 14, 7))
    assert not weekday(after(7, 14))
    assert not weekday(after(7, 15, 7))


def test_the_chance_of_a_weekday_is_at_most_five_binomial_tails() -> None:
    found = same_weekday([(day, None) for day in after(7, 14, 7, 8, 6)], MOST)
    assert found is not None
    assert (found.weekday, found.times, found.of) == (0, 5, 6)
    assert isclose(found.chance, 5 * (6 * 0.2**5 * 0.8 + 0.2**6))


def test_two_touches_on_one_day_are_one() -> None:
    assert not weekday([*after(7, 14), MONDAY])


def test_the_same_time_is_within_an_hour_and_told_by_its_middle() -> None:
    assert same_time([time(10), time(10, 20), time(9, 50), time(10, 10)], MOST) == time(10, 5)
    assert same_time([time(10), time(11, 20), time(13), time(16)], MOST) is None
    assert same_time([time(10), time(10), time(10)], MOST) is None


def test_every_ninety_days_is_a_pattern_and_tells_when_the_next_would_be_expected() -> None:
    found = same_interval(after(90, 88, 92, 90), MOST)
    assert found is not None
    assert isclose(found.days, 90)
    first, last = found.expected
    assert first < found.last + timedelta(days=90) < last


def test_a_conversation_on_following_days_is_no_pattern() -> None:
    assert not interval(after(1, 1, 1, 1, 1, 1))


def test_the_chance_of_a_spread_is_that_of_a_ball_in_a_simplex() -> None:
    """Two gaps: the first is evenly distributed, so P(variation ≤ v) = v."""
    assert isclose(chance_of_spread(0.3, 2), 0.3)


def test_the_chance_of_a_spread_is_what_is_drawn() -> None:
    random, drawn, gaps, spread = Random(7), 20_000, 4, 0.4
    hits = 0
    for _ in range(drawn):
        parts = [random.expovariate(1) for _ in range(gaps)]
        mean = sum(parts) / gaps
        hits += sum((one - mean) ** 2 for one in parts) / gaps <= (spread * mean) ** 2
    assert isclose(hits / drawn, chance_of_spread(spread, gaps), abs_tol=0.006)


def test_a_binomial_tail_adds_up() -> None:
    assert isclose(binomial_tail(5, 0.2, 0), 1.0)
    assert isclose(binomial_tail(4, 0.2, 4), 0.2**4)


def worked(day: date) -> date:
    """That day, or Friday for a Saturday and Monday for a Sunday."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def drawn_days(random: Random, count: int, gap: Random_days) -> Sequence[date]:
    """Working days after random gaps."""
    days: set[date] = set()
    passed = 0.0
    while len(days) < count:
        passed += gap(random)
        days.add(worked(MONDAY + timedelta(days=int(passed))))
    return sorted(days)


@pytest.mark.parametrize("count", [4, 6, 10])
@pytest.mark.parametrize("test", [weekday, interval])
def test_b15_touches_at_random_are_hardly_ever_called_a_pattern(
    test: Callable[[Sequence[date]], bool], count: int
) -> None:
    random = Random(count)
    found = [test(drawn_days(random, count, lambda it: it.expovariate(1 / 30))) for _ in range(800)]
    assert sum(found) / len(found) <= 2 * MOST


def test_b15_every_quarter_give_or_take_a_few_days_is_found() -> None:
    random = Random(3)
    found = [interval(drawn_days(random, 6, lambda it: it.gauss(90, 5))) for _ in range(200)]
    assert sum(found) / len(found) >= 0.9


def test_b15_every_monday_that_is_kept_nine_times_in_ten_is_found() -> None:
    random = Random(5)

    def mondays() -> Sequence[date]:
        weeks = [MONDAY + timedelta(days=7 * week) for week in range(8)]
        return [day + timedelta(days=random.random() < 0.1) for day in weeks]

    found = [weekday(mondays()) for _ in range(200)]
    assert sum(found) / len(found) >= 0.9
