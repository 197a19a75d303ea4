"""What answers hold. They describe; tests hold every answer against them."""

from datetime import date, datetime, time
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from graph.advice.answer import Card, Step

Value = str | float | bool | list[str] | None


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Problem(_Answer):
    """An error (RFC 9457). `request_id` finds it in the server's log."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    request_id: str
    choices: list[str] | None = None
    faults: list[str] | list[dict[str, str]] | None = None
    batches: list[int] | None = None


class Provenance(_Answer):
    """Who said it, where and when."""

    origin: str
    source: str
    author: str
    said_by: str | None
    evidence: str | None
    recorded_at: datetime | None
    valid_from: date | None
    valid_until: date | None


class Fact(Provenance):
    """A field's value with where it comes from."""

    value: Value
    private: bool
    opportunity: str | None


class Thing(_Answer):
    """An entity with its facts; a field that has none is unknown."""

    id: str
    kind: str
    name: str
    facts: dict[str, Fact]


class AccountDetail(Thing):
    """An account, and how many people are in it."""

    people: int


class Contact(_Answer):
    """How somebody stands to us; without days, `contact_known` tells never from not recorded."""

    coverage: str
    engaged: float
    days_since_contact: int | None
    contact_known: bool


class ListedPerson(Contact):
    """A person in a list."""

    person: Card
    department: str
    site: str
    level: str
    function: str
    status: str
    buying_roles: list[str]
    support: str
    political_status: str


class Named(_Answer):
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


class Touch(_Answer):
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


class Proposal(_Answer):
    """What an import noticed, for a person to decide."""

    model_config = ConfigDict(extra="allow")
    id: str
    account: str
    account_id: str
    kind: str
    state: str
    text: str


class Batch(_Answer):
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


class JobProgress(_Answer):
    """How far an import is: so many rows of a stage."""

    stage: str
    done: int
    total: int


class JobRefusal(_Answer):
    """Why nothing was imported; `faults` say where and how to mend it."""

    message: str
    faults: list[str]


class ImportJob(_Answer):
    """An import; `report` is there once it is done, as `inroad import --json` prints it."""

    id: str
    state: Literal["waiting", "running", "done", "refused", "cancelled", "failed"]
    files: list[str]
    sent_at: datetime
    progress: JobProgress | None
    report: dict[str, Any] | None
    refusal: JobRefusal | None


class ImportJobs(_Answer):
    """Your imports since the server was started, the newest first."""

    items: list[ImportJob]


class AccountPage(_Answer):
    """Some accounts; `next` is null on the last page."""

    items: list[Thing]
    next: str | None


class PersonPage(_Answer):
    """Some people."""

    items: list[ListedPerson]
    next: str | None


class OpportunityPage(_Answer):
    """Some opportunities."""

    items: list[Thing]
    next: str | None


class LinkPage(_Answer):
    """Some links."""

    items: list[Link]
    next: str | None


class TouchPage(_Answer):
    """Some touches."""

    items: list[KeyedTouch]
    next: str | None


class ProposalPage(_Answer):
    """Some proposals."""

    items: list[Proposal]
    next: str | None


class BatchPage(_Answer):
    """Some batches."""

    items: list[Batch]
    next: str | None


class RowResult(_Answer):
    """What became of a row: its status as if it had come alone, the person, or a fault."""

    status: int
    outcome: str
    person: str | None
    fault: str | None


class RowResults(_Answer):
    """What became of each row, in their order; `written`: whether anything was."""

    written: bool
    rows: list[RowResult]


class WayIn(_Answer):
    """A way in to somebody, with the probability that it works."""

    probability: float
    way_in: list[Step]


class WaysIn(_Answer):
    """The ways in to somebody, the most probable first."""

    items: list[WayIn]


class CoveredPerson(Contact):
    """How one person stands to us."""

    person: Card


class CoverageAnswer(_Answer):
    """How many people are covered how well, and each of them."""

    account: str
    account_id: str
    as_of: datetime
    counts: dict[str, int]
    people: list[CoveredPerson]


class Dependence(_Answer):
    """What would be lost without one person."""

    person: Card
    decision_lost: float
    cut_off: list[Card]
    only_theirs: list[Card]


class ReviewedPerson(Contact):
    """A person in a review."""

    person: Card
    level: str
    function: str
    colleagues: list[str]


class Cell(_Answer):
    """One level and function."""

    level: str
    function: str
    known: int
    covered: int
    seats: int


class Review(_Answer):
    """Coverage, gaps, and what hangs on one person."""

    account: str
    account_id: str
    as_of: datetime
    decision_reached: float
    touches_kept: bool
    gone: int
    hangs_on: Card | None
    people: list[ReviewedPerson]
    matrix: list[Cell]
    contacts: list[Dependence]
    colleagues: list[Dependence]


class MapData(_Answer):
    """What the map's page draws from."""

    data: dict[str, Any]
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]


class Export(_Answer):
    """Everything that is held of a person, as it was written."""

    person: str
    account: str
    ids: list[str]
    statements: list[dict[str, Any]]
    links: list[dict[str, Any]]
    touches: list[dict[str, Any]]
    private_of_others: int


class Erased(_Answer):
    """How many claims are gone; `mentions`: texts that still name them, to be looked at."""

    statements: int
    links: int
    touches: int
    mentions: list[str]


class Written(_Answer):
    """That something was written, in which batch."""

    batch: int
    account_id: str


class LinkClaim(_Answer):
    """What was said of two people, by their ids."""

    kind: str
    source: str
    target: str
    removed: bool


class WrittenLink(Written):
    """A link."""

    claims: list[LinkClaim]


class WrittenTouch(Written):
    """A touch."""

    touches: list[KeyedTouch]


class WrittenNote(Written):
    """A note."""

    note: str
    person: str


class WrittenDecision(Written):
    """A decision about a suggestion."""

    decision: str
    person: str
    action: str


class Health(_Answer):
    """That the server is there."""

    status: str
