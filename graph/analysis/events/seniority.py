"""Who outranks whom, as far as mail shows it.

Three signs, each as a person's rank among all who are in the events (0 … 1), so that the size
of a company and how much it writes make no difference:

- copied: mails to several that they get, each counting 1 / its number of recipients. Those above
  are kept informed.
- heeded: their PageRank over all mails (Brin and Page 1998): written to by those who are.
- weekends: the part of what they send that goes out on Saturdays and Sundays.

Their sum orders people; one slope says how sure a difference is. Weights fitted to each sign do
better where they were fitted, and turn the order round in a company with other habits
(docs/events.md). The slope is from a logistic model of 419 pairs of superior and subordinate
at a manufacturer with 167 mail accounts; the data aren't shipped.
"""

from dataclasses import dataclass

import numpy as np

from graph.analysis.events.mails import recipients
from graph.analysis.events.record import DAY, Record
from graph.analysis.reach.influence import Bools, Floats, Ints

SLOPE = 2.4
"""Of the log odds, for a difference of 1 in the sum of the three ranks."""

FEW = 20
"""So many mails sent on workdays are added to everybody's before a part is taken: two mails on a
Sunday are no habit."""

UNSURE = 4.0
"""Each so many mails per person halve what the mails leave open. Two among three people say little
of them; where there are dozens, all stand as the slope was fitted, also who is in few."""

DAMPING, ROUNDS = 0.85, 50
"""Of PageRank."""

MONDAY = 3
"""1970-01-01 was a Thursday."""


@dataclass(frozen=True, slots=True, eq=False)
class Seniority:
    """`score` (people,): the difference of two is the log odds that the first outranks the second.
    `known` (people,): who is in the events; the score of everybody else is NaN. `signs`
    (people, 3): from which it comes. `weight`, 0 … 1: how much so many mails tell."""

    score: Floats
    known: Bools
    signs: Floats
    weight: float

    def outranks(self, first: Ints, second: Ints) -> Floats:
        """The probability that each of `first` outranks each of `second`; ½ where nothing is known
        of one of them."""
        odds = np.nan_to_num(self.score[first] - self.score[second])
        probability: Floats = 1 / (1 + np.exp(-odds * self.weight))
        return probability


def seniority(events: Record, viewers: Ints | None = None) -> Seniority:
    """The seniority of everybody in the events.

    `viewers`: where only the mails are there that these people are on. They and everybody else
    are ranked apart then, as all mails of the one are seen and few of the others.
    """
    known = np.zeros(events.people, bool)
    known[events.sender] = known[events.recipient] = True
    ranks = signs(events, known, viewers)
    score = np.where(known, SLOPE * ranks.sum(axis=1), np.nan)
    return Seniority(score, known, ranks, _weight(events, known))


def _weight(events: Record, known: Bools) -> float:
    """How much so many mails among so many people tell, 0 … 1; one to several is one."""
    mails = float(np.sum(1 / recipients(events)))
    each = mails / max(int(np.count_nonzero(known)), 1)
    return float(1 - 2 ** (-each / UNSURE))


def signs(events: Record, known: Bools, viewers: Ints | None = None) -> Floats:
    """The signs (people, 3) as ranks in 0 … 1 among those who are known, 0 for all others."""
    people, many = events.people, recipients(events)
    copies = events.among(many > 1)
    worth = 1 / many[many > 1]
    sent = np.bincount(events.sender, minlength=people)
    weekend = (events.seconds // DAY + MONDAY) % 7 >= 5
    raw = (
        np.bincount(copies.recipient, worth, people),
        _pagerank(events),
        np.bincount(events.sender[weekend], minlength=people) / (sent + FEW),
    )
    views = np.zeros(people, bool)
    views[[] if viewers is None else viewers] = True
    apart = (known & views, known & ~views)
    return np.column_stack(
        [sum(_ranks(values.astype(np.float64), some) for some in apart) for values in raw]
    )


def _ranks(values: Floats, some: Bools) -> Floats:
    """For each of some, the part of them with a lower value, equals counting half; 0 for others."""
    among = np.sort(np.round(values[some], 12))
    ranks = np.zeros(values.size)
    both = (np.searchsorted(among, np.round(values[some], 12), side) for side in ("left", "right"))
    ranks[some] = sum(both) / (2 * max(among.size, 1))
    return ranks


def _pagerank(events: Record) -> Floats:
    """Where a walk from senders to recipients is; who sends nothing hands on to everybody."""
    people = events.people
    sent = np.bincount(events.sender, minlength=people)
    rank = np.full(people, 1 / max(people, 1))
    for _ in range(ROUNDS):
        each = np.divide(rank, sent, out=np.zeros(people), where=sent > 0)
        handed = np.bincount(events.recipient, each[events.sender], people)
        lost = rank[sent == 0].sum()
        rank = (1 - DAMPING + DAMPING * lost) / people + DAMPING * handed
    return rank
