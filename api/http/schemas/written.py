"""What is answered to a write, and to what a person can ask for."""

from datetime import datetime
from typing import Any, Literal

from api.http.schemas.things import Answer, KeyedTouch
from graph.advice.answer import Card
from graph.advice.flags import Flag
from graph.planning.wording import TouchFinding


class JobProgress(Answer):
    """How far an import is: so many rows of a stage."""

    stage: str
    done: int
    total: int


class JobRefusal(Answer):
    """Why nothing was imported; `faults` say where and how to mend it."""

    message: str
    faults: list[str]


class ImportJob(Answer):
    """An import; `report` is there once it is done, as `inroad import --json` prints it."""

    id: str
    state: Literal["waiting", "running", "done", "refused", "cancelled", "failed"]
    files: list[str]
    sent_at: datetime
    progress: JobProgress | None
    report: dict[str, Any] | None
    refusal: JobRefusal | None


class ImportJobs(Answer):
    """Your imports since the server was started, the newest first."""

    items: list[ImportJob]


class RowResult(Answer):
    """What became of a row: its status as if it had come alone, the person, or a fault."""

    status: int
    outcome: str
    person: str | None
    fault: str | None


class RowResults(Answer):
    """What became of each row, in their order; `written`: whether anything was."""

    written: bool
    rows: list[RowResult]


class Export(Answer):
    """Everything that is held of a person, as it was written."""

    person: str
    account: str
    ids: list[str]
    statements: list[dict[str, Any]]
    links: list[dict[str, Any]]
    touches: list[dict[str, Any]]
    private_of_others: int


class Erased(Answer):
    """How many claims are gone; `mentions`: texts that still name them, to be looked at."""

    statements: int
    links: int
    touches: int
    mentions: list[str]


class Written(Answer):
    """That something was written, in which batch."""

    batch: int
    account_id: str


class LinkClaim(Answer):
    """What was said of two people, by their ids."""

    kind: str
    source: str
    target: str
    removed: bool


class WrittenLink(Written):
    """A link."""

    claims: list[LinkClaim]


class WrittenTouch(Written):
    """A touch, the flags that it raises, whom it put on the map, what is still to be told, and
    what in its words goes against a practice."""

    touches: list[KeyedTouch]
    flags: list[Flag]
    placeholders: list[Card]
    asks: list[str]
    findings: list[TouchFinding]


class WrittenNote(Written):
    """A note."""

    note: str
    person: str


class WrittenDecision(Written):
    """A decision about a suggestion."""

    decision: str
    person: str
    action: str
