"""Links that mail and meetings suggest, each with how sure it is and what it rests on.

Nobody said them: they stand beside what was stated, to be accepted or rejected.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan
from typing import NamedTuple

import numpy as np

from graph.analysis.events.mails import answers
from graph.analysis.events.managers import Candidates, candidates
from graph.analysis.events.rates import probabilities, rates
from graph.analysis.events.record import Record
from graph.analysis.events.seniority import seniority
from graph.analysis.phrases import counted, duration, listed, percent
from graph.analysis.reach.influence import Floats, Ints
from graph.vocabulary import LinkKind

AHEAD_DAYS = 14.0
"""Influence is what passes within so many days, if events go on as expected."""

LEAST_PROBABILITY = 0.02
"""Fainter influence isn't worth a link."""

LEAST_CONFIDENCE = 0.3
"""Of a manager: below, too many others could be it."""

MOST = 20
"""So many at most influence one person, and so many outrank them, the likeliest: where all write
to all, more would tell nothing."""

FEW_ANSWERS = 3
"""From so many on it is said how fast somebody usually answers."""

RANKED_BY = ("copies received", "who writes to whom", "mails sent at weekends")
"""The signs of seniority in words."""

EPOCH = date(1970, 1, 1)


class Called(NamedTuple):
    """What one event is called, and several."""

    one: str
    several: str


MAIL = Called("mail", "mails")
MAIL_OR_MEETING = Called("mail or meeting", "mails or meetings")


@dataclass(frozen=True, slots=True)
class InferredLink:
    """`source` reports_to or influences `target` (numbers of people).

    `probability`: with which influence passes along it, None where the kind's default holds.
    `confidence` in 0 … 1: of reports_to, that it is the manager, given that it is one of those
    who are in a mail with the person; of influences, that another event follows within the days
    ahead. `evidence`: in words, with {source} and {target} for their names.
    """

    source: int
    target: int
    kind: LinkKind
    probability: float | None
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Outranks:
    """`higher` outranks `lower` (numbers of people) with a `probability` above ½. `evidence`: in
    words, with {higher} and {lower} for their names."""

    higher: int
    lower: int
    probability: float
    evidence: str


@dataclass(frozen=True, slots=True, eq=False)
class Traffic:
    """What passed along each pair (source × people + target, rising): the number of `events`, the
    seconds of the `last`, how many of them were answered, and after how many days at the median
    (NaN where never)."""

    pairs: Ints
    events: Ints
    last: Ints
    answered: Ints
    answer_days: Floats


def influences(
    events: Record,
    days: float = AHEAD_DAYS,
    least: float = LEAST_PROBABILITY,
    called: Called = MAIL,
) -> tuple[InferredLink, ...]:
    """The influence that passes along events within so many days ahead, the strongest first; on one
    person that of `MOST` at most."""
    expected = rates(events, days)
    probability = probabilities(expected, days)
    another = probabilities(rates(events, days, passing=1.0), days)
    passed = traffic(events)
    span, strongest = events.days, np.lexsort((expected.target, expected.source, -probability))
    strongest = strongest[: np.count_nonzero(probability >= least)]
    return tuple(
        InferredLink(
            source=int(expected.source[at]),
            target=int(expected.target[at]),
            kind=LinkKind.INFLUENCES,
            probability=float(probability[at]),
            confidence=float(another[at]),
            evidence=f"{in_words(passed, int(at), span, called)}; another within "
            f"{counted(round(days), 'day')}: {percent(another[at])} likely",
        )
        for at in _first_of_each(strongest, expected.target)
    )


def _first_of_each(order: Ints, group: Ints) -> Ints:
    """Of an order those that are among the first `MOST` of their group."""
    grouped = order[np.argsort(group[order], kind="stable")]
    place = np.arange(grouped.size) - np.searchsorted(group[grouped], group[grouped])
    kept = np.zeros(group.size, bool)
    kept[grouped[place < MOST]] = True
    return order[kept[order]]


def reporting_lines(
    events: Record,
    least: float = LEAST_CONFIDENCE,
    viewers: Ints | None = None,
    ruled_out: Ints | None = None,
) -> tuple[InferredLink, ...]:
    """The likeliest manager of each person of whom it is sure enough, the surest first.

    `viewers`: where only the mails are there that these people are on. `ruled_out`: person ×
    people + manager of those of whom it is known that they aren't.
    """
    standing = seniority(events, viewers)
    pairs = candidates(events, standing, viewers)
    sure = pairs.probability(
        np.isin(
            pairs.person * events.people + pairs.manager, () if ruled_out is None else ruled_out
        )
    )
    above = standing.outranks(pairs.manager, pairs.person)
    best = _likeliest(pairs, sure)
    best = best[sure[best] >= least]
    return tuple(
        InferredLink(
            source=int(pairs.person[at]),
            target=int(pairs.manager[at]),
            kind=LinkKind.REPORTS_TO,
            probability=None,
            confidence=float(sure[at]),
            evidence=_of_manager(
                pairs.parts[at], float(pairs.sent[pairs.person[at]]), float(above[at])
            ),
        )
        for at in best[np.argsort(-sure[best], kind="stable")]
    )


def outranking(events: Record, viewers: Ints | None = None) -> tuple[Outranks, ...]:
    """Who outranks whom, of all who wrote to each other, the surest first; of one person `MOST` at
    most who outrank them."""
    standing = seniority(events, viewers)
    one, other = np.divmod(np.unique(events.pairs), events.people)
    low, high = np.unique(np.sort(np.column_stack([one, other])), axis=0).T
    chance = standing.outranks(high, low)
    turn = chance < 0.5
    higher, lower = np.where(turn, low, high), np.where(turn, high, low)
    chance = np.maximum(chance, 1 - chance)
    surest = np.lexsort((lower, higher, -chance))
    surest = surest[: np.count_nonzero(chance > 0.5)]
    return tuple(
        Outranks(
            int(higher[at]),
            int(lower[at]),
            float(chance[at]),
            _of_ranks(standing.signs[higher[at]], standing.signs[lower[at]]),
        )
        for at in _first_of_each(surest, lower)
    )


def span_in_words(events: Record, called: Called = MAIL) -> str:
    """From when to when they are, as “mails from 2010-01-02 to 2010-06-30”."""
    first, last = (day(int(events.seconds[at])) for at in (0, -1))
    return f"{called.several} from {first} to {last}"


def _likeliest(pairs: Candidates, sure: Floats) -> Ints:
    """The first pair of each person in the order of probability, then of number."""
    order = np.lexsort((pairs.manager, -sure, pairs.person))
    first = np.flatnonzero(np.diff(pairs.person[order], prepend=-1))
    best: Ints = order[first]
    return best


def traffic(events: Record) -> Traffic:
    """What passed along each pair of people."""
    pairs, place, counts = np.unique(events.pairs, return_inverse=True, return_counts=True)
    last = np.zeros(pairs.size, np.int64)
    np.maximum.at(last, place, events.seconds)
    is_answer, after = answers(events)
    asked = events.recipient[is_answer] * events.people + events.sender[is_answer]
    known = np.isin(asked, pairs)
    at, days = np.searchsorted(pairs, asked[known]), after[is_answer][known]
    order = np.lexsort((days, at))
    answered = np.bincount(at, minlength=pairs.size)
    middle = np.cumsum(answered) - answered + (answered - 1) // 2
    median = np.full(pairs.size, np.nan)
    some = answered > 0
    median[some] = days[order][middle[some]]
    return Traffic(pairs, counts, last, answered, median)


def in_words(passed: Traffic, at: int, days: float, called: Called = MAIL) -> str:
    """What passed along a pair, as “142 mails in 90 days, last on 2010-06-30, usually answered
    within 2 h”."""
    several, last = int(passed.events[at]), day(int(passed.last[at]))
    what = called.several if several > 1 else called.one
    text = f"{several:,} {what} in {max(1, round(days))} days, last on {last}"
    if passed.answered[at] < FEW_ANSWERS:
        return text
    return f"{text}, usually answered within {duration(float(passed.answer_days[at]))}"


def day(seconds: int) -> date:
    """The day of a moment as `Record.seconds` counts it."""
    return EPOCH + timedelta(seconds=seconds)


def _of_manager(parts: Floats, sent: float, above: float) -> str:
    """What is known of the signs: no part of nothing, and no rank that could be either's."""
    to, from_, together = parts.tolist()
    told = (
        (to, f"of the {counted(round(sent), 'mail')} that {{source}} sent went to {{target}}"),
        (from_, "of the mails to {source} came from {target}"),
        (together, "of those who got the same mails as {source} were {target}"),
    )
    known = [f"{percent(part)} {what}" for part, what in told if not isnan(part)]
    if (chance := percent(above)) != percent(0.5):
        known.append(f"{{target}} ranks above {{source}} with {chance}")
    return listed(known)


def _of_ranks(higher: Floats, lower: Floats) -> str:
    """By what they differ: where both stand alike nothing is told of them."""
    told = zip(RANKED_BY, higher.tolist(), lower.tolist(), strict=True)
    return "; ".join(
        f"by {by} {{higher}} stands above {percent(one)} of all, {{lower}} above {percent(other)}"
        for by, one, other in told
        if round(one - other, 9)
    )
