"""Who is likely to be somebody's manager, as far as mail shows it.

For each person, everybody who is in a mail with them is weighed by four signs: the part of the
person's mails that goes to them, the part that comes from them, how often both get the same
mail (all counted by 1 / the number of recipients), and whether they outrank the person. The
probabilities follow from a conditional logit over everybody (McFadden 1974). The coefficients are
round numbers near those fitted to 153 people at a manufacturer, with less weight on what
differs most from one company to another (docs/events.md). Where mails are few, the rest
of the probability is that it is anybody.
"""

from dataclasses import dataclass

import numpy as np

from graph.analysis.events.mails import CROWD, mail_of, recipients
from graph.analysis.events.record import Record
from graph.analysis.events.seniority import Seniority
from graph.analysis.reach.influence import Bools, Floats, Ints

SIGNS = ("to", "from", "together", "above")

COEFFICIENTS = (0.6, 0.6, 0.4, 0.7)
"""Of the logarithms of the signs. Those below one manager get the same mails as well."""

FEW = 5.0
"""Added to what a part is taken of, so that a few mails show little."""

FLOOR = 0.01
"""Added to each part before its logarithm is taken."""

UNSEEN = np.log([FLOOR, FLOOR, FLOOR, 0.5])
"""The signs of somebody who is in no mail with a person."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """`manager[i]` may be the manager of `person[i]`; for each person all who are in a mail with
    them. `signs` (pairs, 4): the logarithms of `SIGNS`. `parts` (pairs, 3): the first three as they
    were counted, NaN where there is nothing of which they would be a part. `sent` (people,): how
    many mails each sent. `weight`, 0 … 1: how much so many mails tell. `known`: how many people are
    in the events: who is in no mail with a person may be their manager all the same."""

    person: Ints
    manager: Ints
    signs: Floats
    parts: Floats
    sent: Floats
    weight: float
    known: int

    def probability(self, ruled_out: Bools | None = None) -> Floats:
        """For each pair that it is so; those of one person and of all others sum to what so
        many mails tell, 1 where they are many.

        `ruled_out`: the pairs of which it is known that it isn't so.
        """
        coefficients = np.array(COEFFICIENTS)
        odds = np.exp(self.signs @ coefficients)
        if ruled_out is not None:
            odds[ruled_out] = 0
        people = np.arange(int(self.person.max(initial=-1)) + 1)
        others = self.known - 1 - np.bincount(self.person, minlength=people.size)
        all_odds = np.bincount(self.person, odds) + others * np.exp(UNSEEN @ coefficients)
        probability: Floats = self.weight * odds / all_odds[self.person]
        return probability


def candidates(events: Record, standing: Seniority, viewers: Ints | None = None) -> Candidates:
    """All pairs of people who are in a mail with each other, both ways round.

    `viewers`: where only the mails are there that these people are on. Of everybody else's mails
    only so large a part is taken to be seen as viewers are of all people.
    """
    people, many = events.people, recipients(events)
    first, second, worth = _together(events)
    directed = events.pairs, 1 / many
    pairs = np.unique(np.concatenate([events.pairs, _turned(events), first * people + second]))
    person, manager = np.divmod(pairs, people)
    back = manager * people + person
    sent = np.bincount(events.sender, 1 / many, people)
    got = np.bincount(events.recipient, 1 / many, people)
    beside = np.bincount(first, worth, people)
    part = _seen_part(standing, viewers)
    shared = np.column_stack(
        [
            _sums(pairs, *directed),
            _sums(back, *directed),
            _sums(pairs, first * people + second, worth),
        ]
    )
    of = (np.column_stack([sent, got, beside]) / part[:, None])[person]
    signs = np.column_stack([shared / (of + FEW) + FLOOR, standing.outranks(manager, person)])
    return Candidates(
        person,
        manager,
        np.log(signs),
        parts=np.divide(shared, of, out=np.full(of.shape, np.nan), where=of > 0),
        sent=sent.astype(np.float64),
        weight=standing.weight,
        known=int(np.count_nonzero(standing.known)),
    )


def _seen_part(standing: Seniority, viewers: Ints | None) -> Floats:
    """Of each person's mails, which part is there."""
    part = np.ones(standing.known.size)
    if viewers is not None:
        known = int(np.count_nonzero(standing.known))
        part[:] = max(viewers.size, 1) / max(known, viewers.size, 1)
        part[viewers] = 1
    return part


def _turned(events: Record) -> Ints:
    return events.recipient * events.people + events.sender


def _together(events: Record) -> tuple[Ints, Ints, Floats]:
    """Recipients of the same mail, each with each other one; a mail to n adds 1 / (n - 1)."""
    mail, many = mail_of(events), recipients(events)
    some = np.flatnonzero((many > 1) & (many <= CROWD))
    some = some[np.argsort(mail[some], kind="stable")]
    size = many[some]
    start = np.searchsorted(mail[some], mail[some])
    first = np.repeat(np.arange(some.size), size)
    step = np.arange(first.size) - np.repeat(np.cumsum(size) - size, size)
    second = start[first] + step
    others = events.recipient[some[first]] != events.recipient[some[second]]
    first, second = first[others], second[others]
    worth = 1 / (size[first] - 1)
    return events.recipient[some[first]], events.recipient[some[second]], worth


def _sums(wanted: Ints, pairs: Ints, values: Floats) -> Floats:
    """The sum of the values of each wanted pair."""
    distinct, place = np.unique(pairs, return_inverse=True)
    if not distinct.size:
        return np.zeros(wanted.size)
    sums = np.bincount(place, values)
    at = np.minimum(np.searchsorted(distinct, wanted), distinct.size - 1)
    return np.where(distinct[at] == wanted, sums[at], 0.0)
