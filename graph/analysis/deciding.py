"""How far a decision is reached, and who adds most to it: on stated links alone, or, where mails
and meetings among the client's own people are known, on these too and within a horizon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from graph.analysis.arrows import Flow
from graph.analysis.events.rates import (
    Rates,
    probabilities,
    probability_within,
    rates,
    stated_rates,
    together,
)
from graph.analysis.events.timed_worlds import draw_timed
from graph.analysis.events.whom_next import rank_ahead
from graph.analysis.indexing import Indexed, indexed
from graph.analysis.inferring import MAILS, Seen, pair_numbers, seen, settled_influence
from graph.analysis.reach.carrying import probability_of
from graph.analysis.reach.influence import Floats, Ints
from graph.analysis.reach.kept_worlds import Worlds, draw_live
from graph.analysis.reach.ranking import DEFAULT, By, Precision, Ranking, Situation, rank
from graph.model import Account, Link, Provenance
from graph.vocabulary import LinkKind, Origin, Strength


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """Who moves whom. `flows`: stated ones, and those that events lead to expect within `days`.

    `expected`, `days` and `looked`, the events that were looked at, are None where none are known:
    then influence takes no time.
    """

    index: Indexed
    flows: tuple[Flow, ...]
    expected: Rates | None = None
    days: float | None = None
    looked: Seen | None = None

    @property
    def events(self) -> int:
        """From how many it comes."""
        return self.looked.events.count if self.looked else 0

    def rank(
        self,
        situation: Situation,
        limit: int,
        by: By = "score",
        seed: int = 0,
        precision: Precision = DEFAULT,
    ) -> Ranking:
        """As `graph.analysis.reach.ranking.rank`."""
        if self.expected is None or self.days is None:
            return rank(self.index.arrows, situation, limit, by, seed, precision)
        return rank_ahead(self.expected, situation, self.days, limit, by, seed, precision)

    def probability(self, route: Sequence[int]) -> float:
        """That influence goes all the way along a route, within `days` where it takes its time."""
        if self.expected is None or self.days is None:
            return probability_of(self.index.arrows, route)
        return probability_within(self.expected, self.days, route)

    def weakened(self, probability: float, kept: float) -> float:
        """What becomes of the probability of one step if the part `kept` of its strength is left,
        as `Worlds.weakening` means it."""
        return probability * kept if self.days is None else 1 - (1 - probability) ** kept

    def worlds(self, weights: Floats, seed: int) -> Worlds:
        """Worlds for the targets, who are those with a weight above 0 (ValueError if there is
        none), that can be asked what if. Same seed, same worlds."""
        if self.expected is None or self.days is None:
            return draw_live(self.index.arrows, weights, np.random.default_rng(seed))
        return draw_timed(self.expected, weights, self.days, seed)


def influence(account: Account, horizon: float | None = None) -> Influence:
    """The influence among those who are there; `horizon` in days, the account's own if None.

    Along a pair of whom influence was stated, or rejected when it was inferred, events pass none.
    """
    index, days = indexed(account), horizon or account.settings.horizon_days
    if not account.events:
        return Influence(index, index.flows)
    looked = seen(account)
    settled = pair_numbers(settled_influence(account), tuple(index.number))
    mailed = _without(rates(looked.events, days), settled)
    flows = (*index.flows, *_flows(mailed, days, index, account.as_of))
    expected = together(mailed, stated_rates(index.arrows, days))
    return Influence(index, flows, expected, days, looked)


def _without(expected: Rates, pairs: Ints) -> Rates:
    """The rates of all other pairs."""
    kept = ~np.isin(expected.source * expected.people + expected.target, pairs)
    return Rates(
        expected.people, expected.source[kept], expected.target[kept], expected.per_day[kept]
    )


def _flows(mailed: Rates, days: float, index: Indexed, now: datetime) -> list[Flow]:
    """What events lead to expect, pair by pair, so that a way of influence can be told."""
    source = Provenance(Origin.INFERRED, MAILS, MAILS, now)
    ids = [one.id for one in index.people]
    return [
        Flow(ids[one], ids[other], chance, _link(ids[one], ids[other], chance, source))
        for one, other, chance in zip(
            mailed.source.tolist(),
            mailed.target.tolist(),
            probabilities(mailed, days).tolist(),
            strict=True,
        )
    ]


def _link(source: str, target: str, chance: float, said: Provenance) -> Link:
    return Link(LinkKind.INFLUENCES, source, target, chance, Strength.UNKNOWN, said)
