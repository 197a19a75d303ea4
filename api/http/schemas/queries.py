"""What the addresses take behind "?"; filters and orders come from fixed sets."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from graph.advice.exchanged import MOST
from graph.vocabulary import (
    AccountKind,
    BuyingRole,
    Coverage,
    Function,
    Level,
    PersonStatus,
    ProposalKind,
    ProposalState,
    Support,
)

Word = Annotated[str, StringConstraints(max_length=1_000)]

Horizon = Annotated[
    Annotated[float, Field(gt=0, le=3_650)] | None,
    Field(description="Days ahead, where mails among their own people are known."),
]


class AsOf(BaseModel):
    """At which moment."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    as_of: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        None, description="A day or a moment (ISO 8601); nothing after it counts."
    )


class Paged(BaseModel):
    """Which page."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    limit: Annotated[int, Field(ge=1, le=500, description="So many at most.")] = 100
    cursor: Annotated[str, StringConstraints(max_length=8_000)] | None = Field(
        None, description="`next` of the page before."
    )


class AccountsQuery(Paged):
    """Which accounts."""

    sort: Literal["name", "-name"] = "name"
    kind: AccountKind | None = None


class OpportunitiesQuery(Paged):
    """Which opportunities."""

    sort: Literal["name", "-name"] = "name"


class BoardsQuery(Paged):
    """Which brainstorms."""

    sort: Literal["begun", "-begun"] = "-begun"


class ThingsQuery(Paged, AsOf):
    """Which things."""

    sort: Literal["text", "-text"] = "text"


class PeopleQuery(Paged, AsOf):
    """Which people; what isn't named isn't asked for."""

    sort: Literal["name", "-name", "last_contact", "-last_contact", "engaged", "-engaged"] = "name"
    q: Annotated[str, StringConstraints(max_length=200)] = Field(
        "", description="A text that stands in their name, title, department, role …"
    )
    status: PersonStatus | None = None
    level: Level | None = None
    function: Function | None = None
    buying_role: BuyingRole | None = None
    support: Support | None = None
    coverage: Coverage | None = None


class PersonQuery(AsOf):
    """How a person is looked at."""

    opportunity: Word | None = Field(None, description="For this buying decision.")


class ExchangesQuery(AsOf):
    """Of what mails and meetings tell, how much."""

    limit: Annotated[int, Field(ge=1, le=500, description="So many of each at most.")] = MOST


class TouchesQuery(Paged):
    """Which touches."""

    sort: Literal["on", "-on"] = "-on"
    person: Word | None = None


class LinksQuery(Paged, AsOf):
    """Which links."""

    sort: Literal["kind", "-kind"] = "kind"
    person: Word | None = None


class ProposalsQuery(Paged):
    """Which proposals."""

    sort: Literal["kind", "-kind"] = "kind"
    state: ProposalState = ProposalState.OPEN
    kind: ProposalKind | None = None


class InferredQuery(Paged, AsOf):
    """Which of what mails and meetings suggest."""

    sort: Literal["likeliest", "-likeliest"] = "likeliest"
    kind: Literal["reports_to", "influences", "outranks"] | None = None
    person: Word | None = None
    seen_by: Annotated[list[Word], Field(max_length=1_000)] = Field(
        default_factory=list, description="Only by mails that these people are on."
    )


class NextQuery(AsOf):
    """As the options of `inroad next`."""

    limit: Annotated[int, Field(ge=0, le=1_000)] = 5
    colleague: Word | None = Field(None, description="Who of us is to do it.")
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    opportunity: Word | None = Field(None, description="For this buying decision.")
    target: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="Who decides: PERSON or PERSON=WEIGHT."
    )
    engaged: Annotated[list[Word], Field(max_length=1_000)] = Field(
        default_factory=list, description="Who is on board already: PERSON or PERSON=PROBABILITY."
    )
    include_targets: bool = False
    exclude: Annotated[list[Word], Field(max_length=1_000)] = Field(default_factory=list)
    by: Literal["score", "gain"] = "score"
    horizon: Horizon = None
    explain: bool = Field(False, description="By which routes, on what evidence, how surely.")


class ConsensusQuery(AsOf):
    """As the options of `inroad consensus`."""

    target: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="Who decides: PERSON or PERSON=WEIGHT."
    )
    opportunity: Word | None = Field(None, description="For this buying decision.")


class WhatIfQuery(AsOf):
    """As the options of `inroad what-if`; at least one of the first four."""

    leaves: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="Who is gone."
    )
    engaged: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="Who is active for certain."
    )
    won: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="Who is active for certain and supports us."
    )
    lost: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="Who is engaged no longer and stands against us."
    )
    target: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="Who decides: PERSON or PERSON=WEIGHT."
    )
    opportunity: Word | None = Field(None, description="For this buying decision.")
    limit: Annotated[int, Field(ge=0, le=1_000)] = 5
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    horizon: Horizon = None


class EffortQuery(AsOf):
    """Over how many days."""

    days: Annotated[int, Field(ge=1, le=3_650)] = 90


class WeekAsked(AsOf):
    """As the options of `inroad week`."""

    limit: Annotated[int, Field(ge=0, le=1_000)] = 10
    colleague: Word | None = Field(None, description="Whose week it is.")
    first: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        None, description="Its first day (ISO 8601); today if left out."
    )
    lapsed_share: Annotated[
        float, Field(ge=0, le=1, description="The share that is kept for lapsed buyers.")
    ] = 0.2
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1


class WaysQuery(AsOf):
    """As the options of `inroad ways-in`."""

    limit: Annotated[int, Field(ge=1, le=20)] = 3
    colleague: Word | None = None


class LedgerQuery(AsOf):
    """As the options of `inroad ledger`."""

    person: Word | None = Field(None, description="With this person alone.")
    colleague: Word | None = Field(None, description="What this one of us did, alone.")


class WhenQuery(AsOf):
    """As the options of `inroad when`."""

    person: Word | None = Field(None, description="This person alone, whenever it is.")
    days: Annotated[int, Field(ge=0, le=3_650, description="Within so many days.")] = 14


class MapQuery(AsOf):
    """As the options of `inroad map`."""

    limit: Annotated[int, Field(ge=0, le=100, description="People to reach next.")] = 5
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    explain: bool = Field(False, description="With routes, evidence and what would change it.")


class BatchesQuery(Paged):
    """Which batches."""

    sort: Literal["id", "-id"] = "-id"
    account: Word | None = None


class ImportQuery(BaseModel):
    """As the options of `inroad import`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    account: Word | None = Field(None, description="The account; made if it is new.")
    also: Annotated[list[Word], Field(max_length=100)] = Field(
        default_factory=list, description="What else the files call the account."
    )
    all_accounts: bool = Field(False, description="Every company that the files name.")
    dry_run: bool = Field(False, description="Say what would be done, and do nothing.")
    format: Word | None = Field(None, description="What the files are; recognised if left out.")
    map: Annotated[list[Word], Field(max_length=500)] = Field(
        default_factory=list, description="Which field a column is: THEIRS=OURS."
    )
    dates: Literal["day-first", "month-first"] | None = None
    delimiter: Annotated[str, StringConstraints(max_length=10)] | None = None
    encoding: Annotated[str, StringConstraints(max_length=40)] | None = None
    sheet: Word | None = None
    source: Word | None = Field(None, description="Which list it is, if you keep several.")
    ours: Annotated[list[Word], Field(max_length=500)] = Field(
        default_factory=list, description="Of mails: domains and addresses of ours."
    )
    theirs: Annotated[list[Word], Field(max_length=500)] = Field(
        default_factory=list, description="Of mails: domains and addresses of theirs."
    )
    subjects: bool = Field(False, description="Keep the subjects of mails and meetings.")
    file: Word | None = Field(None, description="What the body is called, where it is one file.")


class ExportQuery(BaseModel):
    """How much is exported."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    everything: bool = Field(False, description="Others' private notes too; takes scope admin.")
