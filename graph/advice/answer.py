"""The answer to "whom next?": plain values, ready to be shown or written as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.advice.reasons.answer import Mention, ReasonAnswer, Saying
from graph.advice.timing import Timing
from graph.analysis.coverage import Contact
from graph.analysis.hops import Hop
from graph.analysis.phrases import since_contact
from graph.analysis.ways_in import WayIn
from graph.model import Account, Person

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Card:
    """Whom an answer speaks of."""

    id: str
    external_id: str | None
    name: str
    title: str
    email: str | None

    @property
    def called(self) -> str:
        """Their name, or else what they can be told by."""
        return self.name or self.email or self.external_id or self.id

    @property
    def introduced(self) -> str:
        """With their title, unless that is what they are called: a seat is called by its title."""
        has_title = self.title and self.title != self.called
        return f"{self.called} ({self.title})" if has_title else self.called


@dataclass(frozen=True, slots=True)
class Acquaintance(Card):
    """One of theirs, and how long ago anybody was in touch with them.

    `days_since_contact` is None for "never" (`contact_known`) and for "not recorded".
    """

    days_since_contact: int | None
    contact_known: bool

    @property
    def last_contact(self) -> str:
        """How long ago it was, in words."""
        return since_contact(self.days_since_contact, known=self.contact_known)


@dataclass(frozen=True, slots=True)
class Factor:
    """What a gain is multiplied by on the way to the score, and why, in plain words."""

    name: str
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a way in: `person` brings us to `to`; `by` says how, `strength` in (0, 1]."""

    person: Card
    by: str
    strength: float
    to: Card


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """Somebody who decides. `reached`: the probability that they are reached today, None
    where that isn't known because they have no weight, or sampling stopped too early.

    `direct_way_in`: how they could be reached themselves, () where no way is known.
    """

    person: Card
    weight: float
    reached: float | None
    why: str
    direct_way_in: tuple[Step, ...]
    direct_way_in_probability: float | None
    days_since_contact: int | None
    contact_known: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to reach next.

    `gain` is in decision weight, given those above in the list; `share` = gain / total
    weight, with its `standard_error`; `score` = gain × factors. `instead`: up to three who
    would do as well here and aren't tied with it in the list, most often since they add
    nothing once this one is engaged; `instead_more`: how many more there are, as far as they
    were counted. `days_since_contact` is None for "never" (`contact_known`) and for "not
    recorded". `way_in_probability` is None where no way in is known. `reason`: what to call them
    with, None where they need one; `other_reasons`, `approach` and `mentions` as in `Saying`.
    """

    rank: int
    person: Card
    roles: tuple[str, ...]
    level: str
    gain: float
    share: float
    standard_error: float
    score: float
    factors: tuple[Factor, ...]
    instead: tuple[Acquaintance, ...]
    instead_more: int
    coverage: str
    engaged: float
    days_since_contact: int | None
    days_since_attempt: int | None
    contact_known: bool
    nearest: Card | None
    way_in: tuple[Step, ...]
    way_in_probability: float | None
    not_known: tuple[str, ...]
    reason: ReasonAnswer | None
    other_reasons: tuple[ReasonAnswer, ...]
    needs_reason: bool
    when: Timing
    approach: tuple[str, ...]
    mentions: tuple[Mention, ...]
    because: tuple[str, ...]

    @property
    def saying(self) -> Saying:
        """What to say to them."""
        return Saying(self.reason, self.other_reasons, self.approach, self.mentions)


@dataclass(frozen=True, slots=True)
class NotSuggested:
    """Somebody who is there and isn't suggested for now, and why."""

    person: Acquaintance
    why: str


@dataclass(frozen=True, slots=True)
class NextAnswer:
    """Whom to reach next.

    `account` is its name. `decision_reached` in [0, 1] is the share of the decision that is
    reached today. `ties`: groups of ranks whose order is within sampling error. `sets`: how
    many samples it rests on. `horizon_days`: how far ahead it looks, by so many `events` among
    the client's own people, None where none are known. `notes`: what else to know, and what to
    do about it.
    """

    account: str
    account_id: str
    as_of: str
    seed: int
    by: str
    total_weight: float
    decision_reached: float
    standard_error: float
    sets: int
    horizon_days: float | None
    events: int
    targets: tuple[TargetAnswer, ...]
    targets_inferred: bool
    suggestions: tuple[Suggestion, ...]
    ties: tuple[tuple[int, ...], ...]
    left_out: tuple[NotSuggested, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values; names are those of the fields."""
        return as_object(self)


def as_object(value: "DataclassInstance") -> dict[str, Any]:
    """An answer as plain JSON values; names are those of its fields."""
    return {one.name: plain(getattr(value, one.name)) for one in fields(value)}


def plain(value: object) -> object:
    """Dataclasses as objects, tuples as lists, days as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return as_object(value)
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def card(person: Person) -> Card:
    """Whom it is about, as every answer shows them."""
    return Card(person.id, person.external_id, person.name, person.title, person.email)


def cards(account: Account) -> Mapping[str, Card]:
    """The card of everybody, people and colleagues, by id."""
    return {one.id: card(one) for one in (*account.people, *account.colleagues)}


def acquaintance(person: Person, contact: Contact) -> Acquaintance:
    """The same of one of theirs, with how long ago the last contact was."""
    one = card(person)
    return Acquaintance(
        one.id,
        one.external_id,
        one.name,
        one.title,
        one.email,
        contact.days_since_contact,
        contact.contact_known,
    )


def acquaintances(account: Account, contacts: Mapping[str, Contact]) -> Mapping[str, Acquaintance]:
    """All people of the account by id; `contacts` as `coverage` gives them."""
    return {one.id: acquaintance(one, contacts[one.id]) for one in account.people}


def steps(way: WayIn | None, who: Mapping[str, Card]) -> tuple[Step, ...]:
    """A way in as it is shown, () for none."""
    return () if way is None else tuple(_step(hop, who) for hop in way.hops)


def _step(hop: Hop, who: Mapping[str, Card]) -> Step:
    return Step(who[hop.source], hop.by, hop.probability, who[hop.target])
