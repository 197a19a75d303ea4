"""What answers are made of: plain values, ready to be shown or written as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

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
