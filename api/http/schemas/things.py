"""What is shown of an account, its people and what is between them."""

from datetime import date, datetime, time

from pydantic import BaseModel, ConfigDict

Value = str | float | bool | list[str] | None


class Answer(BaseModel):
    """What every answer is: it holds nothing that isn't described, unless it says so."""

    model_config = ConfigDict(extra="forbid")


class Provenance(Answer):
    """Who said it, where and when."""

    origin: str
    source: str
    author: str
    said_by: str | None
    evidence: str | None
    recorded_at: datetime | None
    valid_from: date | None
    valid_until: date | None


class OtherWord(Provenance):
    """What somebody else said of a field."""

    value: Value


class Fact(Provenance):
    """A field's value with where it comes from. `otherwise`: what others said by hand of the same
    day, where that differs; left out where nobody did."""

    value: Value
    private: bool
    opportunity: str | None
    otherwise: list[OtherWord] = []


class Thing(Answer):
    """An entity with its facts; a field that has none is unknown."""

    id: str
    kind: str
    name: str
    facts: dict[str, Fact]


class AccountDetail(Thing):
    """An account, and how many people are in it."""

    people: int


class Contact(Answer):
    """How somebody stands to us; without days, `contact_known` tells never from not recorded."""

    coverage: str
    engaged: float
    days_since_contact: int | None
    contact_known: bool


class Named(Answer):
    """Somebody by id and name."""

    id: str
    name: str


class Link(Provenance):
    """How two people stand to each other; the fields `from` and `to` are people."""

    model_config = ConfigDict(extra="allow")
    kind: str
    to: Named
    probability: float | None
    strength: str


class Touch(Answer):
    """One contact; what only some have, such as `visit`, stands beside."""

    model_config = ConfigDict(extra="allow")
    on: date
    at: time | None
    colleagues: list[Named]
    people: list[Named]
    channel: str
    direction: str
    intent: str
    outcome: str
    reason: str | None
    reason_id: str | None
    note: str | None
    private: bool


class KeyedTouch(Touch):
    """A touch with what tells it apart."""

    key: str


class Note(Fact):
    """A note about a person."""

    on: date | None


class PersonDetail(Thing, Contact):
    """A person with all that is known of them."""

    account: str
    account_id: str
    links: list[Link]
    touches: list[Touch]
    notes: list[Note]


class Proposal(Answer):
    """What an import noticed, for a person to decide."""

    model_config = ConfigDict(extra="allow")
    id: str
    account: str
    account_id: str
    kind: str
    state: str
    text: str


class Batch(Answer):
    """What was written at once."""

    id: int
    recorded_at: datetime
    author: str
    origin: str
    source: str
    action: str
    file: str | None
    digest: str | None
    counts: dict[str, int]
    undone_at: datetime | None
    undone_by: str | None
