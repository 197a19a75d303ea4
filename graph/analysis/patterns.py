"""Touches that can be foreseen: always on a Monday, always after 90 days.

Both tests look at the last days on which we tried to reach somebody, and ask how often
chance alone would bring a pattern at least as strong; docs/method.md gives the formulas,
and how often they were seen to be wrong.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from math import comb, factorial, gamma, pi, pow, sqrt
from statistics import fmean, pvariance

WORKING_DAYS = 5
LEAST = 4
"""With fewer touches nothing is called a pattern."""

HOURS = 9.0
"""Length of a day on which people are called."""

WINDOW = 1.0
"""Hours within which two times of day are the same."""

MOST_SPREAD = 0.2
"""Intervals that vary by more than this share of their mean aren't called near-equal."""

SHORTEST = 5.0
"""Days: touches that follow each other faster are a conversation."""

ROUNDING = 1 / 6
"""Variance, in days squared, of the difference of two moments that are known by their day."""


@dataclass(frozen=True, slots=True)
class SameWeekday:
    """`times` of `of` touches were on one weekday (Monday is 0); `chance`: how often chance
    brings that. `around`: the time of day that they share; `timed`: of how many it is known."""

    weekday: int
    times: int
    of: int
    chance: float
    around: time | None
    timed: int


@dataclass(frozen=True, slots=True)
class SameInterval:
    """`of` touches came after intervals of about `days` days, with a coefficient of variation
    of `spread`; `chance` as above; `last`: the day of the last one."""

    days: float
    spread: float
    of: int
    chance: float
    last: date

    @property
    def expected(self) -> tuple[date, date]:
        """The days between which the next one would be foreseen."""
        about = timedelta(days=round(max(2.0, self.spread * self.days)))
        middle = self.last + timedelta(days=round(self.days))
        return middle - about, middle + about


def same_weekday(moments: Sequence[tuple[date, time | None]], most: float) -> SameWeekday | None:
    """The weekday that repeats, where chance brings that less often than `most`.

    Each day is one of five working days, each as likely: P(some weekday has k of n) is at
    most 5 × P(Binomial(n, 1/5) ≥ k).
    """
    days = sorted({day for day, _ in moments})
    if len(days) < LEAST:
        return None
    weekday, times = Counter(day.weekday() for day in days).most_common(1)[0]
    chance = min(1.0, WORKING_DAYS * binomial_tail(len(days), 1 / WORKING_DAYS, times))
    if chance >= most:
        return None
    known = [at for day, at in moments if at is not None and day.weekday() == weekday]
    return SameWeekday(weekday, times, len(days), chance, same_time(known, most), len(known))


def same_time(times: Sequence[time], most: float) -> time | None:
    """The middle of the hour in which most of the times of day are, where chance brings that less
    often than `most`.

    Times are spread evenly over nine hours: P(k of n within one hour) is at most
    n × P(Binomial(n − 1, 1/9) ≥ k − 1), summed over which of them is the first.
    """
    if len(times) < LEAST:
        return None
    hours = sorted(one.hour + one.minute / 60 for one in times)
    within = [[other for other in hours if first <= other <= first + WINDOW] for first in hours]
    fullest = max(within, key=len)
    chance = len(hours) * binomial_tail(len(hours) - 1, WINDOW / HOURS, len(fullest) - 1)
    if chance >= most:
        return None
    minutes = int(60 * fmean(fullest))
    return time(minutes // 60, minutes % 60)


def same_interval(days: Sequence[date], most: float) -> SameInterval | None:
    """The interval that repeats, where chance brings one so near-equal less often than `most`."""
    days = sorted(set(days))
    if len(days) < LEAST:
        return None
    gaps = [float((after - before).days) for before, after in pairwise(days)]
    mean = fmean(gaps)
    spread = sqrt(pvariance(gaps) + ROUNDING) / mean
    chance = chance_of_spread(spread, len(gaps))
    if mean < SHORTEST or spread > MOST_SPREAD or chance >= most:
        return None
    return SameInterval(mean, spread, len(days), chance, days[-1])


def chance_of_spread(spread: float, gaps: int) -> float:
    """How likely at most so small a coefficient of variation is for touches at random.

    Given how long they took together, the gaps between touches at random (a Poisson process)
    are evenly distributed over the simplex. Those with a variation of at most v are within a
    ball of radius v / √m around its middle: P ≤ volume of the ball ÷ volume of the simplex,
    and equal where the ball lies inside, v ≤ 1 / √(m − 1). It is Greenwood's statistic
    (J. R. Stat. Soc. 109, 1946), from below.
    """
    dimensions = gaps - 1
    radius = spread / sqrt(gaps)
    ball = pow(pi, dimensions / 2) * pow(radius, dimensions) / gamma(dimensions / 2 + 1)
    simplex = sqrt(gaps) / factorial(dimensions)
    return min(1.0, ball / simplex)


def binomial_tail(tries: int, chance: float, least: int) -> float:
    """P(Binomial(tries, chance) ≥ least)."""
    return sum(_binomial(tries, chance, least))


def _binomial(tries: int, chance: float, least: int) -> Iterator[float]:
    for hits in range(max(0, least), tries + 1):
        yield comb(tries, hits) * float(chance**hits * (1 - chance) ** (tries - hits))
