"""Why a suggestion stands where it does, in full: plain values, ready to be written as JSON."""

from dataclasses import dataclass
from datetime import date

from graph.advice.answer import Card


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an influence rests on. `how`: what the one is to the other, in words; `says`: who said
    it or what it was read from, and when.

    `on`: the day that it is about, of mails the last one. `confidence`, where it was inferred from
    mails: how likely another one is within the days that one looks ahead; else None.
    """

    how: str
    says: str
    kind: str
    origin: str
    source: str
    on: date | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class RouteStep:
    """`person` influences `to` with `probability`; several pieces of evidence are chances of their
    own."""

    person: Card
    to: Card
    probability: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """A route of influence to `target`; without a step where they decide themselves.

    `probability` that influence goes all the way. `part`: of the gain, that where the person's
    influence arrives by it first; the parts of all routes add up to 1, of those that are told to no
    more. `share`: that part of the share of the decision that the person adds, with its
    `standard_error`.
    """

    steps: tuple[RouteStep, ...]
    target: Card
    probability: float
    share: float
    standard_error: float
    part: float


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A single fact that would let the next one overtake, were it otherwise.

    `kind`: influence, support, touch, leaves or way_in. `part`, 0 … 1: how far it is from what is
    known, in parts of the way to the opposite. `person`: whom it is about; `to`: whom they
    influence, or bring us to. Of an influence: its probability `now`, and `below` which the
    order changes, with its `standard_error`. `support`: what it would be instead. `level`: the two
    would be so near to each other then that chance decides. `says`: the condition in words, “if …”.
    """

    kind: str
    part: float
    person: Card
    to: Card | None
    now: float | None
    below: float | None
    standard_error: float | None
    support: str | None
    level: bool
    says: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """`routes`: those that carry most of the gain, counted in so many `sets`. `next_below`: who
    would overtake first, None where nobody stands below; `tied` with them, so that nothing has
    to change. `changes`: of each kind the one that is nearest to what is known, the nearest of
    all first; () where no single fact that was tried would do. `says`: it in sentences."""

    routes: tuple[RouteAnswer, ...]
    sets: int
    next_below: Card | None
    tied: bool
    changes: tuple[PlaceChange, ...]
    says: tuple[str, ...]
