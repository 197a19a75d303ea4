"""What is answered to questions, and pages of lists. Tests hold every answer against it."""

from datetime import datetime
from typing import Any

from pydantic import ConfigDict

from api.http.schemas.things import Answer, Batch, Contact, KeyedTouch, Link, Proposal, Thing
from graph.advice.account_review.answer import (
    ChangeAnswer,
    Lapse,
    ReferralAnswer,
    TieAnswer,
    Unheard,
)
from graph.advice.account_review.consensus import GapAnswer
from graph.advice.account_review.questions import QuestionAnswer
from graph.advice.across.lists import Effort, LapsedBuyer, OverduePerson, WithoutReason
from graph.advice.answer import Acquaintance, Card
from graph.advice.brainstorm import Board
from graph.advice.inferences import Inference
from graph.analysis.gaps import Money


class Fault(Answer):
    """What doesn't fit the description, and where in the request."""

    where: str
    what: str


class Problem(Answer):
    """An error (RFC 9457). `request_id` finds it in the server's log."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    request_id: str
    choices: list[str] | None = None
    faults: list[str | Fault] | None = None
    batches: list[int] | None = None


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


class AccountPage(Answer):
    """Some accounts; `next` is null on the last page."""

    items: list[Thing]
    next: str | None


class PersonPage(Answer):
    """Some people."""

    items: list[ListedPerson]
    next: str | None


class OpportunityPage(Answer):
    """Some opportunities."""

    items: list[Thing]
    next: str | None


class ThingPage(Answer):
    """Some things of one kind."""

    items: list[Thing]
    next: str | None


class LinkPage(Answer):
    """Some links."""

    items: list[Link]
    next: str | None


class TouchPage(Answer):
    """Some touches."""

    items: list[KeyedTouch]
    next: str | None


class ProposalPage(Answer):
    """Some proposals."""

    items: list[Proposal]
    next: str | None


class InferredPage(Answer):
    """Some of what mails and meetings suggest."""

    items: list[Inference]
    next: str | None


class BoardPage(Answer):
    """Some boards."""

    items: list[Board]
    next: str | None


class BatchPage(Answer):
    """Some batches."""

    items: list[Batch]
    next: str | None


class CoveredPerson(Contact):
    """How one person stands to us."""

    person: Card


class CoverageAnswer(Answer):
    """How many people are covered how well, and each of them."""

    account: str
    account_id: str
    as_of: datetime
    counts: dict[str, int]
    people: list[CoveredPerson]


class Dependence(Answer):
    """What would be lost without one person; the days are of theirs alone."""

    person: Card
    days_since_contact: int | None
    contact_known: bool
    decision_lost: float
    cut_off: list[Acquaintance]
    only_theirs: list[Acquaintance]


class ReviewedPerson(Contact):
    """A person in a review."""

    person: Card
    level: str
    function: str
    colleagues: list[str]


class Cell(Answer):
    """One level and function."""

    level: str
    function: str
    known: int
    covered: int
    seats: int


class Review(Answer):
    """Who is covered, what hangs on one person, and what we know and don't know of the account."""

    account: str
    account_id: str
    as_of: datetime
    decision_reached: float | None
    targets_inferred: bool
    touches_kept: bool
    gone: int
    hangs_on: Acquaintance | None
    people: list[ReviewedPerson]
    matrix: list[Cell]
    contacts: list[Dependence]
    colleagues: list[Dependence]
    questions: list[QuestionAnswer]
    gaps: list[GapAnswer]
    worth: list[Money]
    changes: list[ChangeAnswer]
    competitor: TieAnswer
    ties: list[TieAnswer]
    referrals: list[ReferralAnswer]
    lapse: Lapse | None
    first_call: str
    unheard: list[Unheard]


class MapData(Answer):
    """What the map's page draws from."""

    data: dict[str, Any]
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]


class Health(Answer):
    """That the server is there."""

    status: str


class LapsedList(Answer):
    """Who bought before and doesn't now."""

    items: list[LapsedBuyer]


class EffortList(Answer):
    """How our touches spread over kinds of accounts."""

    items: list[Effort]


class OverdueList(Answer):
    """Who was left alone for too long."""

    items: list[OverduePerson]


class WithoutReasonList(Answer):
    """For whom a reason is wanting."""

    items: list[WithoutReason]
