"""The exact reach on tiny graphs, by going through all 2^m states of m arrows: the oracle."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.influence import Arrows, Floats
from graph.analysis.reach.ranking import Situation


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """All states of the arrows: `chance` (2^m,), and `leads` (2^m, n, n), who gets to whom."""

    chance: Floats
    leads: Floats


def all_worlds(arrows: Arrows) -> Worlds:
    count, people = arrows.source.size, arrows.people
    live = (np.arange(2**count)[:, None] >> np.arange(count)) & 1 == 1
    chance = np.where(live, arrows.probability, 1 - arrows.probability).prod(axis=1)
    leads = np.zeros((2**count, people, people), bool)
    leads[:, np.arange(people), np.arange(people)] = True
    for arrow, (source, target) in enumerate(zip(arrows.source, arrows.target, strict=True)):
        leads[:, source, target] |= live[:, arrow]
    for middle in range(people):
        leads |= leads[:, :, middle, None] & leads[:, None, middle, :]
    return Worlds(chance, leads.astype(float))


def reached(worlds: Worlds, situation: Situation, chosen: Collection[int] = ()) -> Floats:
    """The probability (n,) that each person is reached if the chosen are active for certain."""
    active = situation.engaged.copy()
    active[list(chosen)] = 1
    missed = (1 - active[None, :, None] * worlds.leads).prod(axis=1)
    each: Floats = worlds.chance @ (1 - missed)
    return each


def reach(worlds: Worlds, situation: Situation, chosen: Collection[int] = ()) -> float:
    """The decision weight that is reached."""
    return float(reached(worlds, situation, chosen) @ situation.weights)


def gain(worlds: Worlds, situation: Situation, person: int, chosen: Collection[int] = ()) -> float:
    return reach(worlds, situation, {*chosen, person}) - reach(worlds, situation, chosen)
