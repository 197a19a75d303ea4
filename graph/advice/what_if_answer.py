"""The answer to "what if?": plain values, ready to be shown or written as JSON."""

from dataclasses import dataclass

from graph.advice.answer import Acquaintance, Card, Step


@dataclass(frozen=True, slots=True)
class SupposedAnswer:
    """Somebody of whom something is supposed: leaves, engaged, won or lost.

    `called`: their name, with what tells them from a namesake.
    """

    person: Card
    called: str
    what: str


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Somebody who decides, and the probability that they are reached now and then.

    `then` is None for one who leaves; all are None where nothing is known for want of weight.
    """

    person: Card
    weight: float
    now: float | None
    then: float | None
    difference: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """A place in a list; `elsewhere` is the rank in the other one, None where they aren't in it.

    The order is that of `score` unless gain was asked for. `tied`: with the place above, within
    sampling error. `instead`: up to three who would do as well here and aren't seen to by a tie in
    the list; `instead_more`: how many more there are, as far as they were counted.
    """

    rank: int
    person: Card
    support: str
    share: float
    standard_error: float
    score: float
    tied: bool
    instead: tuple[Acquaintance, ...]
    instead_more: int
    elsewhere: int | None


@dataclass(frozen=True, slots=True)
class WayChange:
    """Somebody to whom the best way in gets worse, and how probable the best one is now and then.

    `over`: those on today's who leave or are lost. `way_in_then`: the best one then, () where
    there is none any more; `then` is None there.
    """

    person: Card
    over: tuple[Card, ...]
    now: float
    then: float | None
    way_in_then: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """What changes in the decision, and who is next then.

    `now` and `then` are shares of the decision that are reached, each with its standard error;
    `then` of the decision as it is then, of `weight_then`, and `then_of_today` of today's. A
    `difference` has an error of its own, smaller than theirs, as both are worked out in the same
    `sets`. All are None where it isn't known who decides; `then` and its difference also where
    nobody who decides is left. `touches_kept`: whether any touch is recorded; without, nobody is
    known to be engaged, which counts as 0. `horizon_days` and `events` as in `NextAnswer`.
    `notes_now` and `notes_then`: about each list; `notes`: what is taken for granted.
    """

    account: str
    account_id: str
    opportunity: str | None
    as_of: str
    seed: int
    by: str
    supposed: tuple[SupposedAnswer, ...]
    weight: float
    weight_then: float
    now: float | None
    now_error: float | None
    then: float | None
    then_error: float | None
    difference: float | None
    difference_error: float | None
    then_of_today: float | None
    difference_of_today: float | None
    difference_of_today_error: float | None
    sets: int
    horizon_days: float | None
    events: int
    touches_kept: bool
    targets: tuple[TargetChange, ...]
    targets_inferred: bool
    next_now: tuple[RankedPerson, ...]
    next_then: tuple[RankedPerson, ...]
    notes_now: tuple[str, ...]
    notes_then: tuple[str, ...]
    ways: tuple[WayChange, ...]
    notes: tuple[str, ...]
