"""How often touches at random are called a pattern, and how often a pattern is found."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from graph.analysis.patterns import same_interval, same_weekday
from graph.settings import Settings

FIRST = date(2024, 1, 1)
TRIES = 4_000
COUNTS = (4, 5, 6, 8, 10)
MOST = Settings().pattern_chance

Drawn = Callable[[Random, int], Sequence[date]]


def after(gap: Callable[[Random], float]) -> Drawn:
    """Touches after random gaps; at a weekend on the working day that is nearest."""

    def draw(random: Random, count: int) -> Sequence[date]:
        days: set[date] = set()
        passed = random.uniform(0, 200)
        while len(days) < count:
            passed += max(1.0, gap(random))
            day = FIRST + timedelta(days=int(passed))
            days.add(day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0)))
        return sorted(days)

    return draw


def mondays(kept: float) -> Drawn:
    """Every one to four weeks, on a Monday with a probability, else on any working day."""

    def draw(random: Random, count: int) -> Sequence[date]:
        days, monday = [], FIRST
        for _ in range(count):
            days.append(
                monday + timedelta(days=0 if random.random() < kept else random.randrange(5))
            )
            monday += timedelta(days=7 * random.randint(1, 4))
        return days

    return draw


AT_RANDOM: Mapping[str, Drawn] = {
    "at random, every 30 days on average": after(lambda it: it.expovariate(1 / 30)),
    "at random, every 10 days on average": after(lambda it: it.expovariate(1 / 10)),
    "more even (gamma of shape 2, 30 days)": after(lambda it: it.gammavariate(2, 15)),
    "more even (gamma of shape 3, 30 days)": after(lambda it: it.gammavariate(3, 10)),
}
REPEATED: Mapping[str, Drawn] = {
    "Mondays, kept always": mondays(1.0),
    "Mondays, kept 9 of 10 times": mondays(0.9),
    "Mondays, kept 7 of 10 times": mondays(0.7),
    "every 90 ± 3 days": after(lambda it: it.gauss(90, 3)),
    "every 90 ± 7 days": after(lambda it: it.gauss(90, 7)),
    "every 30 ± 2 days": after(lambda it: it.gauss(30, 2)),
    "every 30 ± 4 days": after(lambda it: it.gauss(30, 4)),
    "every 14 ± 1 days": after(lambda it: it.gauss(14, 1)),
}


def weekday(days: Sequence[date]) -> bool:
    return same_weekday([(day, None) for day in days], MOST) is not None


def interval(days: Sequence[date]) -> bool:
    return same_interval(days, MOST) is not None


def share(test: Callable[[Sequence[date]], bool], draw: Drawn, count: int) -> float:
    """The share of draws in which a test finds a pattern."""
    random = Random(count)
    return sum(test(draw(random, count)) for _ in range(TRIES)) / TRIES


def main() -> None:
    """A line for each kind of touches, a column for each number of them."""
    print(f"found in % of {TRIES:,} draws, touches: {', '.join(map(str, COUNTS))}")
    for title, test in (("weekday", weekday), ("interval", interval)):
        for name, draw in {**AT_RANDOM, **REPEATED}.items():
            figures = (f"{100 * share(test, draw, count):6.1f}" for count in COUNTS)
            print(f"{title:9}{name:40}{''.join(figures)}")


if __name__ == "__main__":
    main()
