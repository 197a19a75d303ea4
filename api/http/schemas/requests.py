"""What requests may hold. Which fields an entity has, and their values, `graph.fields` checks."""

from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from graph.advice.draft_check.finding import TextKind
from graph.log import FieldValue
from graph.vocabulary import Channel, Direction, Intent, LinkKind, Outcome, Strength

Scalar = str | int | float | bool | None
Line = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
Text = Annotated[str, StringConstraints(max_length=10_000)]
Fields = Annotated[
    dict[
        Annotated[str, StringConstraints(min_length=1, max_length=100)],
        Scalar | Annotated[list[Scalar], Field(max_length=1_000)],
    ],
    Field(max_length=100, description="Fields by name; null: unknown again."),
]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def example(**members: JsonValue) -> ConfigDict:
    """A model's configuration with one example."""
    return ConfigDict(
        frozen=True, extra="forbid", strict=True, json_schema_extra={"examples": [members]}
    )


Day = Annotated[date, Field(strict=False)]
"""In JSON a day is text, so it can't be strict."""


class Said(_Request):
    """What is said, by whom, on what evidence, and for when."""

    said_by: Line | None = Field(None, description="Who said it, if not the author.")
    evidence: Text | None = Field(None, description="What shows it.")
    valid_from: Day | None = Field(None, description="Since when it is so; left out: undated.")
    valid_until: Day | None = Field(None, description="Until when it is so.")


class _WithFields(_Request):
    fields: Fields = Field(default_factory=dict)

    def values(self) -> dict[str, FieldValue]:
        """The fields as the core takes them."""
        return dict(self.fields)


class Statement(Said, _WithFields):
    """Some fields, and for whose eyes."""

    private: bool = Field(False, description="For the author's eyes only.")


class NewAccount(Statement):
    """An account to be added."""

    model_config = example(name="Borealis", fields={"kind": "dream", "industry": "Pumps"})
    name: Line


class NewPerson(Statement):
    """A person to be added."""

    model_config = example(
        name="Eve Moss",
        fields={"title": "CTO", "email": "eve@acme.example", "buying_role": ["technical_buyer"]},
    )
    name: Line


class NewOpportunity(Statement):
    """A buying decision to be added."""

    model_config = example(name="New line", fields={"stage": "open", "amount": 120_000})
    name: Line


class NewThing(Statement):
    """A thing to be added to an account, or (`for_all`) to all: a reason, say."""

    model_config = example(fields={"text": "your close takes nine days"})
    fields: Fields
    for_all: bool = Field(False, description="For all accounts, not this one alone.")


class Change(Statement):
    """What is said anew of something; what isn't named stays."""

    model_config = example(fields={"notes": "Budget is set in May."}, said_by="Ann Lee")
    fields: Fields


class PersonChange(Change):
    """What is said anew of a person, for one opportunity alone if one is named."""

    model_config = example(fields={"support": "supporter"}, evidence="asked for an offer")
    opportunity: Line | None = None


class NewLink(Said):
    """How two people stand to each other; `removed`: that it is not, or no longer, so."""

    model_config = example(
        kind="influences", source="Ann Lee", target="Dana Reyes", strength="strong"
    )
    kind: Annotated[LinkKind, Field(strict=False)]
    source: Line
    target: Line
    probability: Annotated[float, Field(ge=0, le=1, strict=False)] | None = None
    strength: Annotated[Strength, Field(strict=False)] = Strength.UNKNOWN
    removed: bool = False


class NewTouch(_WithFields):
    """One contact; `colleagues` are names of ours, the author's if left out."""

    model_config = example(
        people=["Ann Lee"], on="2026-03-02", channel="call", intent="give", reason="a benchmark"
    )
    people: Annotated[list[Line], Field(min_length=1, max_length=100)]
    colleagues: Annotated[list[Line], Field(max_length=100)] = Field(default_factory=list)
    on: Day | None = None
    at: Annotated[time, Field(strict=False)] | None = None
    channel: Annotated[Channel, Field(strict=False)] = Channel.UNKNOWN
    direction: Annotated[Direction, Field(strict=False)] = Direction.UNKNOWN
    intent: Annotated[Intent, Field(strict=False)] = Intent.UNKNOWN
    outcome: Annotated[Outcome, Field(strict=False)] = Outcome.UNKNOWN
    reason: Text | None = None
    note: Text | None = None
    private: bool = False
    accept_findings: bool = Field(False, description="Keep it though it speaks of selling.")


class DraftText(_Request):
    """Words to be checked: a draft, an opener or a note, for a touch of an intent."""

    model_config = example(text="Just checking in!", kind="opener", intent="ask")
    text: Annotated[str, StringConstraints(min_length=1, max_length=100_000)]
    kind: Annotated[TextKind, Field(strict=False)] = TextKind.DRAFT
    intent: Annotated[Intent, Field(strict=False)] = Intent.UNKNOWN


class NewBoard(_Request):
    """A brainstorm to begin, for one person if one is named."""

    model_config = example(text="What helps Ann by Monday", person="Ann Lee", minutes=15)
    text: Line
    person: Line | None = None
    minutes: Annotated[float, Field(strict=False, gt=0, le=1_440)] | None = None


class NewIdea(_Request):
    """What fills “The reason I'm calling is ____”."""

    model_config = example(text="a sheet of stops by Monday")
    text: Line


class Vote(_Request):
    """What an idea is worth to the listener."""

    model_config = example(value=4)
    value: Annotated[float, Field(strict=False, ge=1, le=5)]


class KeptIdeas(_Request):
    """How many of the best ideas become reasons."""

    model_config = example(best=1)
    best: Annotated[int, Field(ge=1, le=1_000)]


class NewNote(_Request):
    """A note about a person."""

    model_config = example(text="prefers mornings", private=True)
    text: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    private: bool = False


class Decision(_Request):
    """What became of a suggestion, and why."""

    model_config = example(why="Kim meets her at the fair")
    why: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    until: Day | None = Field(None, description="Up to which day; at most 60 days ahead.")
    evidence: Text | None = Field(None, description="What shows that it is worth waiting again.")


class UpsertPerson(_WithFields):
    """What another system says of a person."""

    model_config = example(fields={"name": "Dana Reyes", "title": "CFO"})
    fields: Fields


class PersonRow(UpsertPerson):
    """The same, with its id in that system."""

    model_config = example(
        system="salesforce", id="003A", fields={"name": "Dana Reyes", "title": "CFO"}
    )
    system: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PeopleRows(_Request):
    """Rows of people; with `atomic` all are taken or none."""

    model_config = example(
        atomic=True,
        rows=[{"system": "salesforce", "id": "003A", "fields": {"name": "Dana Reyes"}}],
    )
    rows: Annotated[list[PersonRow], Field(min_length=1, max_length=1_000)]
    atomic: bool = False


class ProposalDecisions(_Request):
    """Which proposals are taken as said, and which are turned down."""

    model_config = example(accept=["q-abcdefghij"], reject=[], why="")
    accept: Annotated[list[Line], Field(max_length=10_000)] = Field(default_factory=list)
    reject: Annotated[list[Line], Field(max_length=10_000)] = Field(default_factory=list)
    why: Text = ""


class InferredDecisions(ProposalDecisions):
    """Which inferred links are taken as said, and which are turned down; the rest as they were
    asked for."""

    seen_by: Annotated[list[Line], Field(max_length=1_000)] = Field(default_factory=list)
    as_of: Line | None = None
