"""How often each person is expected to reach each other, from dated events.

The future is taken to go on like the past, the recent past most of all: an event of `age` days
counts ½ ^ (age / half-life), and less if it went to a crowd. A rate is the sum of these, divided
by what one event a day would have come to. Events are taken to fall at random times (a Poisson
process), so that influence takes time on each hop and few hops fit into the days one looks ahead:
the cascade in continuous time of Gomez-Rodriguez, Balduzzi and Schölkopf (ICML 2011), with
exponential delays.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.analysis.events.mails import CROWD, recipients
from graph.analysis.events.record import Record
from graph.analysis.reach.influence import Arrows, Floats, Ints

HALF_LIFE_DAYS = 60.0
"""After so many days an event counts half for what is to be expected."""

LASTING = 0.85
"""So much of what was between two goes on: of the events expected from the past, 0.85 ± 0.05 came
at a manufacturer; the others went to people who weren't written to before. Chosen like the
half-life inside of training (docs/events.md)."""

ANNOUNCED = 0.15
"""What a mail to a crowd counts: announcements are seldom followed by others to the same people."""

PASSED_ON = 0.05
"""Probability with which one event passes influence on from its sender to its recipient."""

PASSING = PASSED_ON * LASTING
"""The same, times the part of the events that comes."""

MOST_SURE = 1 - 1e-9
"""No number of past events makes it certain that another follows."""


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """`source[i]` passes influence on to `target[i]` `per_day[i]` > 0 times a day, at random times.

    People are the numbers 0 … `people` - 1; each pair stands once, by source, then target.
    """

    people: int
    source: Ints
    target: Ints
    per_day: Floats


def rates(
    events: Record,
    least_days: float,
    half_life: float = HALF_LIFE_DAYS,
    passing: float = PASSING,
    announced: float = ANNOUNCED,
) -> Rates:
    """What the events lead to expect, if each passes influence on with probability `passing`.

    Those of a mail to a crowd count `announced`, all others 1.

    A record that is shorter than `least_days` counts as if it were that long: two mails of
    yesterday are no habit of two a day.
    """
    days = effective_days(max(events.days, least_days), half_life)
    fading = np.exp2(-events.age / half_life)
    counting = np.where(recipients(events) > CROWD, announced, 1.0)
    return _by_pair(events.people, events.pairs, counting * fading * (passing / days))


def effective_days(days: float, half_life: float) -> float:
    """What one event a day adds up to over `days`, where an event fades with its age."""
    return half_life / math.log(2) * -math.expm1(-days / half_life * math.log(2))


def stated_rates(arrows: Arrows, days: float) -> Rates:
    """Links that were stated, as rates that come to their probabilities within `days`.

    A certain link comes to 1 - 10⁻⁹ instead: a rate is finite.
    """
    useful = (arrows.source != arrows.target) & (arrows.probability > 0)
    pairs = arrows.source[useful] * arrows.people + arrows.target[useful]
    each = -np.log1p(-np.minimum(arrows.probability[useful], MOST_SURE)) / days
    return _by_pair(arrows.people, pairs, each)


def together(first: Rates, second: Rates) -> Rates:
    """Both kinds of influence among the same people: rates of a pair add up."""
    pairs = [one.source * one.people + one.target for one in (first, second)]
    per_day = np.append(first.per_day, second.per_day)
    return _by_pair(first.people, np.concatenate(pairs), per_day)


def thinned(expected: Rates, source: int, target: int, kept: float) -> Rates:
    """The rates where of those of one pair only the part `kept`, 0 … 1, is left. The rest passes
    from `source` to themselves, so that passings that are drawn with one seed stay the same."""
    pair = (expected.source == source) & (expected.target == target)
    at = np.flatnonzero(pair)
    per_day = np.where(pair, expected.per_day * kept, expected.per_day)
    return Rates(
        people=expected.people,
        source=np.insert(expected.source, at + 1, source),
        target=np.insert(expected.target, at + 1, source),
        per_day=np.insert(per_day, at + 1, expected.per_day[at] * (1 - kept)),
    )


def probabilities(expected: Rates, days: float) -> Floats:
    """For each pair, that influence passes at least once within `days`; never quite 1."""
    return np.minimum(-np.expm1(-expected.per_day * days), MOST_SURE)


def probability_within(expected: Rates, days: float, route: Sequence[int]) -> float:
    """That influence goes all the way within so many days, each step after the one before it.

    The time is a sum of exponential delays; as a Markov chain that goes on by one step or
    stays, watched at the moments of a Poisson process of the highest rate (uniformisation:
    Jensen, Scandinavian Actuarial Journal, 1953), no two rates need to differ.
    """
    rates = [_rate(expected, *step) for step in pairwise(route)]
    if not rates:
        return 1.0
    highest = max(rates)
    return _arrived(np.array(rates) / highest, highest * days) if highest else 0.0


def _rate(expected: Rates, source: int, target: int) -> float:
    along = (expected.source == source) & (expected.target == target)
    return float(expected.per_day[along].sum())


def _arrived(going: Floats, mean: float) -> float:
    """That a walk is at its end, which goes on from step i with `going[i]` at each of a Poisson
    number of moments, `mean` on average."""
    at, arrived = np.zeros(going.size + 1), 0.0
    at[0] = 1.0
    for moments in range(1, int(mean + 10 * mean**0.5) + 50):
        moving = at[:-1] * going
        at[:-1] -= moving
        at[1:] += moving
        chance = math.exp(moments * math.log(mean) - mean - math.lgamma(moments + 1))
        arrived += chance * float(at[-1])
    return min(1.0, arrived)


def _by_pair(people: int, pairs: Ints, per_day: Floats) -> Rates:
    """The rates of each pair, source × people + target, add up."""
    distinct, place = np.unique(pairs, return_inverse=True)
    source, target = np.divmod(distinct, people)
    summed = np.bincount(place, per_day, distinct.size).astype(np.float64, copy=False)
    return Rates(people, source, target, summed)
