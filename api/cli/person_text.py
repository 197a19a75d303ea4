"""A person on one screen: facts, links, last touches and notes, as text and as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.cli.contact import contact_json, contact_text
from api.cli.output import Heading, table
from api.cli.things import fact_json, facts_text, provenance_json, source_text, thing_json
from graph.analysis.coverage import Contact, coverage
from graph.analysis.phrases import called, relation, spelt
from graph.model import Account, Link, Person, Thing, Touch
from graph.vocabulary import EntityKind

LAST = 3
"""So many of the last touches are shown as text; JSON holds all."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person with what else is known of them, the latest first; `who`: everybody's name by id."""

    account: Account
    person: Person
    contact: Contact
    links: tuple[Link, ...]
    touches: tuple[Touch, ...]
    notes: tuple[Thing, ...]
    who: Mapping[str, str]


def portrait(account: Account, id_: str) -> Portrait:
    """The person of the account with this id."""
    notes = [
        one
        for one in account.of_kind(EntityKind.NOTE)
        if "text" in one.facts and account.aliases.get(one.text("about"), one.text("about")) == id_
    ]
    return Portrait(
        account,
        next(one for one in account.people if one.id == id_),
        coverage(account)[id_],
        tuple(one for one in account.links if id_ in {one.source, one.target}),
        tuple(one for one in reversed(account.touches) if id_ in one.people),
        tuple(sorted(notes, key=lambda one: (one.text("on"), one.id), reverse=True)),
        {one.id: called(one) for one in (*account.people, *account.colleagues)},
    )


def person_lines(found: Portrait) -> Iterator[str]:
    """Who it is, what was said of them, and who was in touch, line by line."""
    person = found.person
    where = f"({person.id}, {found.account.name})"
    yield Heading(f"{called(person)}  {where}  {contact_text(found.contact)}")
    yield from facts_text(person)
    links = [(_in_words(found, one), source_text(one.provenance)) for one in found.links]
    yield from _part("Links", table(links))
    number = len(found.touches)
    shown = f"Last {LAST} of {number:,} touches" if number > LAST else "Touches"
    yield from _part(shown, table(_touch_row(found, one) for one in found.touches[:LAST]))
    yield from _part("Notes", table(map(_note_row, found.notes)))


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", Heading(title), *lines)


def _in_words(found: Portrait, link: Link) -> str:
    against = link.target == found.person.id
    end = link.source if against else link.target
    other = found.who.get(end, end)
    return relation(link, other, against=against)


def _touch_row(found: Portrait, touch: Touch) -> tuple[str, ...]:
    known = [word for word in (touch.channel, touch.intent, touch.outcome) if word != UNKNOWN]
    said = "; ".join(filter(None, (touch.reason, touch.note)))
    private = "private" if touch.private else ""
    who = ", ".join(found.who.get(one, one) for one in touch.colleagues)
    return (str(touch.on), who, ", ".join(map(spelt, known)), said, private)


def _note_row(note: Thing) -> tuple[str, ...]:
    said = note.facts["text"]
    private = "private" if said.private else ""
    return (note.text("on"), said.provenance.who, note.text("text"), private)


def person_json(found: Portrait) -> dict[str, Any]:
    """The same as JSON; links and touches in full."""
    return {
        **thing_json(found.person),
        "account": found.account.name,
        "account_id": found.account.id,
        **contact_json(found.contact),
        "links": [_link_json(found, one) for one in found.links],
        "touches": [_touch_json(found, one) for one in found.touches],
        "notes": [{"on": one.day("on"), **fact_json(one.facts["text"])} for one in found.notes],
    }


def _link_json(found: Portrait, link: Link) -> dict[str, Any]:
    return {
        "kind": link.kind,
        "from": _named(found, link.source),
        "to": _named(found, link.target),
        "probability": link.probability,
        "strength": link.strength,
        **provenance_json(link.provenance),
    }


def _touch_json(found: Portrait, touch: Touch) -> dict[str, Any]:
    return {
        "on": touch.on,
        "at": touch.at,
        "colleagues": [_named(found, one) for one in touch.colleagues],
        "people": [_named(found, one) for one in touch.people],
        "channel": touch.channel,
        "direction": touch.direction,
        "intent": touch.intent,
        "outcome": touch.outcome,
        "reason": touch.reason,
        "note": touch.note,
        **touch.details,
        "private": touch.private,
    }


def _named(found: Portrait, id_: str) -> dict[str, str]:
    return {"id": id_, "name": found.who.get(id_, "")}
