"""Whom next where there are dated events: the same choice as
`graph.analysis.reach.ranking`, on sets in which influence takes its time."""

import numpy as np

from graph.analysis.events.cascades import draw
from graph.analysis.events.rates import Rates
from graph.analysis.reach.ranking import DEFAULT, By, Precision, Ranking, Situation, rank_drawing
from graph.analysis.reach.reverse_sets import ReverseSets


def rank_ahead(
    expected: Rates,
    situation: Situation,
    days: float,
    limit: int,
    by: By = "score",
    seed: int = 0,
    precision: Precision = DEFAULT,
) -> Ranking:
    """Who adds most to what is reached of the decision within the next `days`, and so on.

    Everything else is as `graph.analysis.reach.ranking.rank` has it. Same seed, same answer.

    Raises:
        ValueError: rates and situation differ in the number of people, nobody has a decision
            weight above 0, or `limit` is below 0.
    """
    if expected.people != situation.weights.size:
        raise ValueError(f"rates among {expected.people} people, {situation.weights.size} weights")
    rng = np.random.default_rng(seed)

    def sets(count: int, max_work: int) -> ReverseSets:
        return draw(expected, situation.weights, days, count, rng, max_work)

    return rank_drawing(sets, situation, limit, by, precision)
