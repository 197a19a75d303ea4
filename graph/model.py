"""What is read: an account as it stands at one moment, made of facts with their sources.

Everything here is frozen. `graph.resolve` makes it from the log; analysis, advice and
visuals read it; nothing writes to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from graph.fields import EXTERNAL_ID, SETTING, Value
from graph.settings import Settings
from graph.vocabulary import (
    AccountKind,
    Channel,
    Direction,
    EntityKind,
    Function,
    Intent,
    Level,
    LinkKind,
    Origin,
    Outcome,
    PersonStatus,
    PoliticalStatus,
    Strength,
    Support,
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said it, where, when, on what evidence, and when it holds.

    `recorded_at` is when we wrote it down; `valid_from` since when it is so (None: undated).
    `file`: names of the files that were imported together.
    """

    origin: Origin
    source: str
    author: str
    recorded_at: datetime | None = None
    batch: int = 0
    said_by: str | None = None
    evidence: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    file: str | None = None

    @property
    def who(self) -> str:
        """Who said it: the named person, or else the author of the record."""
        return self.said_by or self.author


@dataclass(frozen=True, slots=True)
class Fact:
    """One field's value with its provenance. `otherwise`: what somebody else said by hand of the
    same day, where that differs."""

    value: Value
    provenance: Provenance
    private: bool = False
    opportunity: str | None = None
    otherwise: tuple["Fact", ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity with its facts; a field that has none is unknown.

    `at`: the account under which it stands, `graph.log.OURS` for what all of us share.
    """

    id: str
    kind: EntityKind
    facts: Mapping[str, Fact] = field(default_factory=dict)
    created: Provenance | None = None
    at: str = ""

    def value(self, name: str) -> Value | None:
        """The value of a field, or None where it is unknown."""
        fact = self.facts.get(name)
        return None if fact is None else fact.value

    def text(self, name: str) -> str:
        """The value as text, "" where it is unknown."""
        value = self.value(name)
        return "" if value is None else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A field of several values, () where it is unknown."""
        value = self.value(name)
        return value if isinstance(value, tuple) else ()

    def number(self, name: str) -> float | None:
        """The value as a number, None where it is unknown."""
        value = self.value(name)
        return float(value) if isinstance(value, int | float) else None

    def day(self, name: str) -> date | None:
        """The value as a date, None where it is unknown."""
        value = self.value(name)
        return value if isinstance(value, date) else None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.text("name")

    @property
    def called(self) -> str:
        """Its name, or else the sentence that it is."""
        return self.name or self.text("text")

    @property
    def external_ids(self) -> Mapping[str, str]:
        """Its id in each other system, e.g. {"salesforce": "003…"}."""
        return {
            name.removeprefix(EXTERNAL_ID): str(fact.value)
            for name, fact in self.facts.items()
            if name.startswith(EXTERNAL_ID)
        }

    @property
    def external_id(self) -> str | None:
        """The first of its external ids, None where it has none."""
        return next(iter(self.external_ids.values()), None)


@dataclass(frozen=True, slots=True)
class Person(Thing):
    """A human at the account, or a placeholder for one."""

    @property
    def title(self) -> str:
        return self.text("title")

    @property
    def email(self) -> str | None:
        return self.text("email") or None

    @property
    def department(self) -> str:
        return self.text("department")

    @property
    def status(self) -> PersonStatus:
        """Active where nothing else was said: people are listed because they are there."""
        return PersonStatus(self.text("status") or PersonStatus.ACTIVE)

    @property
    def buying_roles(self) -> tuple[str, ...]:
        return self.texts("buying_role")

    @property
    def support(self) -> Support:
        return Support(self.text("support") or Support.UNKNOWN)

    @property
    def political_status(self) -> PoliticalStatus:
        return PoliticalStatus(self.text("political_status") or PoliticalStatus.UNKNOWN)

    @property
    def is_key_player(self) -> bool:
        """In the inner circle or the political structure."""
        return self.political_status in {
            PoliticalStatus.INNER_CIRCLE,
            PoliticalStatus.POLITICAL_STRUCTURE,
        }

    @property
    def level(self) -> Level:
        """As stated, or else as inferred from the title (the fact's origin tells)."""
        return Level(self.text("level") or Level.UNKNOWN)

    @property
    def function(self) -> Function:
        """As stated, or else as inferred from the title."""
        return Function(self.text("function") or Function.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two people; `graph.vocabulary.LinkKind` gives the direction.

    `probability` in [0, 1] as it was stated; None where only the strength or the kind tells.
    """

    kind: LinkKind
    source: str
    target: str
    probability: float | None
    strength: Strength
    provenance: Provenance

    @property
    def is_inferred(self) -> bool:
        return self.provenance.origin is Origin.INFERRED


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact between at least one colleague and at least one person.

    `visit` is None where nobody recorded it, and empty for an empty visit. `reason` is its text;
    `reason_id` tells which of the recorded ones it was, None where it was put in words alone.
    """

    key: str
    on: date
    at: time | None
    colleagues: tuple[str, ...]
    people: tuple[str, ...]
    channel: Channel
    direction: Direction
    intent: Intent
    outcome: Outcome
    reason: str | None
    note: str | None
    details: Mapping[str, Value]
    private: bool
    provenance: Provenance
    reason_id: str | None = None

    @property
    def visit(self) -> tuple[str, ...] | None:
        value = self.details.get("visit")
        return value if isinstance(value, tuple) else None


class Event(NamedTuple):
    """One mail or meeting among the account's own people: when, who began it, whom it reached.

    `at` has no zone, as touches; it is midnight where the time of day isn't known.
    """

    at: datetime
    sender: str
    recipients: tuple[str, ...]
    channel: Channel


@dataclass(frozen=True, slots=True)
class Account:
    """An account as one viewer sees it at one moment.

    `people` are in a fixed order (name, then external id, then id) that doesn't depend on
    the store; those who were merged into another are gone, and their links and touches
    point to that other (`aliases`: old id → the one that stands). `things` holds every
    other kind of entity. `next_touch_at`: when the first of the touches takes place that are
    recorded for later on the same day; until then, and while nobody writes, it stands so that day.
    `events`: what is known of mails and meetings among its own people, oldest first.
    """

    thing: Thing
    as_of: datetime
    version: int
    settings: Settings
    people: tuple[Person, ...]
    colleagues: tuple[Person, ...]
    links: tuple[Link, ...]
    touches: tuple[Touch, ...]
    things: Mapping[EntityKind, tuple[Thing, ...]]
    aliases: Mapping[str, str] = field(default_factory=dict)
    next_touch_at: time | None = None
    events: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        return self.thing.id

    @property
    def name(self) -> str:
        return self.thing.name

    @property
    def kind(self) -> AccountKind:
        return AccountKind(self.thing.text("kind") or AccountKind.UNKNOWN)

    @property
    def today(self) -> date:
        """The day of `as_of`."""
        return self.as_of.date()

    def of_kind(self, kind: EntityKind) -> tuple[Thing, ...]:
        """Entities of one kind: opportunities, proposals, notes, …"""
        return self.things.get(kind, ())


def settings_of(facts: Mapping[str, Fact]) -> Mapping[str, float]:
    """The settings that an account has of its own."""
    return {
        name.removeprefix(SETTING): float(fact.value)
        for name, fact in facts.items()
        if name.startswith(SETTING) and isinstance(fact.value, int | float)
    }
