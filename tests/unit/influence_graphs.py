"""Influence graphs for tests: drawn by hand, tiny at random, or dense."""

from collections.abc import Collection, Mapping

import numpy as np
from hypothesis import strategies as st

from graph.analysis.reach.influence import Arrows
from graph.analysis.reach.ranking import Situation

probabilities = st.sampled_from((0.0, 0.05, 0.1, 0.3, 0.5, 0.9, 1.0))


def graph(people: int, *arrows: tuple[int, int, float]) -> Arrows:
    """Arrows as (source, target, probability)."""
    columns = np.array(arrows, dtype=float).reshape(-1, 3)
    return Arrows(people, columns[:, 0].astype(int), columns[:, 1].astype(int), columns[:, 2])


def situation(
    people: int,
    weights: Mapping[int, float],
    engaged: Mapping[int, float] | None = None,
    factors: Mapping[int, float] | None = None,
    ineligible: Collection[int] | None = None,
) -> Situation:
    """The weights of targets, who are not eligible unless it is said who isn't."""
    return Situation(
        weights=_filled(people, 0.0, weights),
        engaged=_filled(people, 0.0, engaged or {}),
        eligible=~np.isin(np.arange(people), list(weights if ineligible is None else ineligible)),
        factors=_filled(people, 1.0, factors or {}),
    )


def _filled(people: int, usual: float, given: Mapping[int, float]) -> np.ndarray:
    values = np.full(people, usual)
    values[list(given)] = list(given.values())
    return values


def all_pairs(people: int, probability: float) -> Arrows:
    source, target = np.divmod(np.arange(people**2), people)
    return Arrows(people, source, target, np.full(people**2, probability))


@st.composite
def tiny(draw: st.DrawFn) -> tuple[Arrows, Situation]:
    """Up to 6 people, up to 10 arrows (loops and parallel ones too), at least one target."""
    people = draw(st.integers(2, 6))
    person = st.integers(0, people - 1)
    arrows = draw(st.lists(st.tuples(person, person, probabilities), max_size=10))
    weights = draw(st.dictionaries(person, st.sampled_from((0.5, 1.0, 3.0)), min_size=1))
    engaged = draw(st.dictionaries(person, probabilities))
    ineligible = draw(st.sets(person))
    factors = draw(st.dictionaries(person, st.sampled_from((0.5, 1.0, 2.0))))
    return graph(people, *arrows), situation(people, weights, engaged, factors, ineligible)
