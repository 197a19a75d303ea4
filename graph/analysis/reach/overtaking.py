"""What would have to change so that the next one in a list overtakes: how far the influence of one
person on another would have to fall, and whether a list that is worked out anew agrees.

All is compared in the same worlds. Where influence takes no time, what anybody adds is a straight
line in the probability of any one arrow (each world has it or not), so that two points tell
where two lines meet; where it takes its time, the line is followed in a few steps.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.carrying import to_give
from graph.analysis.reach.greedy import TIE, gains_by_group, greedy
from graph.analysis.reach.influence import Floats
from graph.analysis.reach.kept_worlds import Worlds
from graph.analysis.reach.ranking import By, Situation
from graph.analysis.reach.reverse_sets import ReverseSets, error_of_sum

STEPS = 6
"""So often a meeting point is looked for at most."""

NEAR_ENOUGH = 0.002
"""Of the lead as it is: a smaller one is none."""

BESIDE = 0.01
"""So far on either side of a meeting point the list is worked out anew."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Somebody in a list and the next one below, given those `above` both; by number."""

    first: int
    second: int
    above: tuple[int, ...]
    by: By


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """`kept`, 0 … 1: the part of an influence at which neighbours change places, with its error."""

    kept: float
    standard_error: float


def lead(sets: ReverseSets, situation: Situation, pair: Neighbours) -> Floats:
    """By how much the first is ahead of the second, scaled as in the ranking, group by group."""
    left, scale = to_give(sets, situation, pair.above), situation.scale(pair.by)
    by_group = gains_by_group(sets, left, np.array([pair.first, pair.second]), scale)
    ahead: Floats = by_group[0] - by_group[1]
    return ahead


def is_ahead(by_group: Floats) -> bool:
    """Whether a lead is more than chance makes."""
    return bool(by_group.sum() > TIE * error_of_sum(by_group))


def overtakes(sets: ReverseSets, situation: Situation, pair: Neighbours) -> bool:
    """Whether the second stands above the first in a list that is worked out anew."""
    if not situation.total > 0:
        return False
    for choice in greedy(sets, to_give(sets, situation), situation.scale(pair.by)):
        if choice.person in (pair.first, pair.second):
            return choice.person == pair.second
    return False


def meeting_point(
    worlds: Worlds, situation: Situation, pair: Neighbours, source: int, target: int
) -> MeetingPoint | None:
    """How much of the influence of one person on another may be left at most for the second to
    overtake: a list worked out anew has the other order just below, and this one just above.
    None where they don't even without it."""
    weakened = worlds.weakening(source, target)

    def lead_at(kept: float) -> Floats:
        return lead(weakened(kept), situation, pair)

    none, whole = float(lead_at(0.0).sum()), float(lead(worlds.sets, situation, pair).sum())
    if not none < 0 < whole:
        return None
    kept = _met(lambda kept: float(lead_at(kept).sum()), none, whole)
    below, above = (weakened(min(max(kept + side, 0.0), 1.0)) for side in (-BESIDE, BESIDE))
    if not overtakes(below, situation, pair) or overtakes(above, situation, pair):
        return None
    return MeetingPoint(kept, float(error_of_sum(lead_at(kept))) / (whole - none))


def _met(lead_at: Callable[[float], float], at_low: float, at_high: float) -> float:
    """Where a lead is nothing, by false position between its values at 0 and at 1."""
    low, high, enough = 0.0, 1.0, NEAR_ENOUGH * at_high
    for _ in range(STEPS):
        kept = low - at_low * (high - low) / (at_high - at_low)
        here = lead_at(kept)
        if abs(here) <= enough:
            break
        if here < 0:
            low, at_low = kept, here
        else:
            high, at_high = kept, here
    return kept
