"""What is known of a person, as lines to read: each with who said it, and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from graph.analysis.phrases import called, percent, spelt
from graph.analysis.standing import is_old, said_on
from graph.fields import EXTERNAL_ID, FIELDS, Value
from graph.model import Account, Fact, Link, Person, Provenance, Thing
from graph.vocabulary import EntityKind, Origin, Strength
from visuals.marks import LINE
from visuals.text import shown

_FIRST = (
    "buying_role",
    "support",
    "political_status",
    "decision_weight",
    "coverage",
    "email",
    "phone",
    "department",
    "site",
    "level",
    "function",
)
_UNSEEN = frozenset({"name", "title", "first_name", "last_name", "merged_into", "same_human"})
"""Shown elsewhere, or of no use to a reader."""

_OPINIONS = frozenset(name for name, field in FIELDS[EntityKind.PERSON].items() if field.opinion)
_CODED = _OPINIONS | {"status", "level", "function"}
"""Fields whose values are terms of the vocabulary."""

_LABELS = {"email": "E-mail", "url": "Web page", "other_emails": "Other e-mail"}


@dataclass(frozen=True, slots=True)
class FactLine:
    """`source`: who said it and when; `old`: an opinion that nobody confirmed for long;
    `inferred`: nobody said it; `person`: the id of whom it names."""

    label: str
    value: str
    source: str
    old: bool = False
    inferred: bool = False
    person: str | None = None


def open_facts(thing: Thing) -> dict[str, Fact]:
    """Those that may travel in a file: none that is private or was read from a private one."""
    facts = {name: fact for name, fact in thing.facts.items() if not fact.private}
    title = thing.facts.get("title")
    if title is not None and title.private:
        facts = {name: one for name, one in facts.items() if not _is_read_from_title(one)}
    return facts


def _is_read_from_title(fact: Fact) -> bool:
    return fact.provenance.origin is Origin.INFERRED and fact.provenance.source == "title"


def fact_lines(facts: Mapping[str, Fact], account: Account) -> tuple[FactLine, ...]:
    """Every fact that a reader can use, the ones that matter to a sale first."""
    names = [name for name in _FIRST if name in facts]
    names += [name for name in facts if name not in _FIRST and name not in _UNSEEN]
    return tuple(_fact_line(name, facts[name], account) for name in names)


def _fact_line(name: str, fact: Fact, account: Account) -> FactLine:
    return FactLine(
        _label(name),
        shown(value_text(fact.value, coded=name in _CODED)),
        source_text(fact.provenance),
        name in _OPINIONS and is_old(fact, account.settings, account.today),
        fact.provenance.origin is Origin.INFERRED,
    )


def _label(name: str) -> str:
    if name.startswith(EXTERNAL_ID):
        return shown(f"Id in {name.removeprefix(EXTERNAL_ID)}")
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def value_text(value: Value, *, coded: bool) -> str:
    """A field's value for a reader; `coded` ones are terms of the vocabulary."""
    if isinstance(value, tuple):
        return ", ".join(value_text(one, coded=coded) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, float):
        return f"{value:g}"
    return spelt(str(value)) if coded else str(value)


def day_text(day: date) -> str:
    """A date that reads the same everywhere: 3 Mar 2026."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{day.day} {months[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def source_text(said: Provenance) -> str:
    """Who said it or what it was read from, on what evidence, and when."""
    origin = {
        Origin.HAND: f"said by {said.who}",
        Origin.IMPORT: f"from {said.source}"
        + (f", said by {said.said_by}" if said.said_by else ""),
        Origin.INFERRED: f"inferred from {said.source}",
    }[said.origin]
    day = said_on(said)
    parts = (origin, day_text(day) if day else "no date", said.evidence or "")
    return shown(" · ".join(part for part in parts if part))


def link_lines(account: Account) -> dict[str, tuple[FactLine, ...]]:
    """Each person's links, to people there and to our own, by the person's id."""
    names = {one.id: open_name(one) for one in (*account.people, *account.colleagues)}
    lines: dict[str, list[FactLine]] = {}
    for link in _in_reading_order(account.links):
        style = LINE[link.kind]
        for own, other, label in (
            (link.source, link.target, style.forward),
            (link.target, link.source, style.back),
        ):
            line = FactLine(
                label.capitalize(),
                _with_strength(names, other, link),
                source_text(link.provenance),
                inferred=link.is_inferred,
                person=other,
            )
            lines.setdefault(own, []).append(line)
    return {person: tuple(own) for person, own in lines.items()}


def _in_reading_order(links: Iterable[Link]) -> Sequence[Link]:
    order = {kind: index for index, kind in enumerate(LINE)}
    return sorted(links, key=lambda link: order[link.kind])


def _with_strength(names: Mapping[str, str], other: str, link: Link) -> str:
    name = names.get(other, other)
    if link.probability is not None:
        return f"{name} ({percent(link.probability)})"
    return name if link.strength is Strength.UNKNOWN else f"{name} ({spelt(link.strength)})"


def open_name(person: Person) -> str:
    """What they are called by what may travel: their name, or else what tells who is meant."""
    return shown(called(replace(person, facts=open_facts(person)))) or person.id
