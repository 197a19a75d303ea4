"""People as JSON: one in a list, and one with all that is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.answers.things import fact_json, provenance_json, thing_json
from graph.advice.answer import card, plain
from graph.analysis.coverage import Contact, coverage
from graph.analysis.phrases import called, spelt
from graph.model import Account, Link, Person, Thing, Touch
from graph.vocabulary import EntityKind


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
    person = next(one for one in account.people if one.id == id_)
    return Portrait(
        account,
        person,
        coverage(account, [person])[id_],
        tuple(one for one in account.links if id_ in {one.source, one.target}),
        tuple(one for one in reversed(account.touches) if id_ in one.people),
        tuple(sorted(notes, key=lambda one: (one.text("on"), one.id), reverse=True)),
        names_of(account),
    )


def names_of(account: Account) -> Mapping[str, str]:
    """What everybody is called, people and colleagues, by id."""
    return {one.id: called(one) for one in (*account.people, *account.colleagues)}


def is_about(person: Person, text: str) -> bool:
    """Whether a text stands in what somebody is called, does, or is to the decision."""
    words = (person.text(name) for name in ("name", "title", "department", "site", "email"))
    whole = " ".join((*words, *map(spelt, person.buying_roles), spelt(person.status)))
    return text.casefold() in whole.casefold()


def row_json(person: Person, contact: Contact) -> dict[str, Any]:
    """One person as JSON: who it is, what they are to the decision, how they stand to us."""
    return {
        "person": plain(card(person)),
        "department": person.department,
        "site": person.text("site"),
        "level": person.level,
        "function": person.function,
        "status": person.status,
        "buying_roles": person.buying_roles,
        "support": person.support,
        "political_status": person.political_status,
        **contact_json(contact),
    }


def contact_json(contact: Contact) -> dict[str, Any]:
    """How somebody stands to us; without `days_since_contact`, `contact_known` tells never from
    not recorded."""
    return {
        "coverage": str(contact.coverage),
        "engaged": round(contact.engaged, 6),
        "days_since_contact": contact.days_since_contact,
        "contact_known": contact.contact_known,
    }


def person_json(found: Portrait) -> dict[str, Any]:
    """The same as JSON; links and touches in full."""
    return {
        **thing_json(found.person),
        "account": found.account.name,
        "account_id": found.account.id,
        **contact_json(found.contact),
        "links": [link_json(one, found.who) for one in found.links],
        "touches": [touch_json(one, found.who) for one in found.touches],
        "notes": [{"on": one.day("on"), **fact_json(one.facts["text"])} for one in found.notes],
    }


def link_json(link: Link, who: Mapping[str, str]) -> dict[str, Any]:
    """A link as JSON, its ends by id and name."""
    return {
        "kind": link.kind,
        "from": _named(who, link.source),
        "to": _named(who, link.target),
        "probability": link.probability,
        "strength": link.strength,
        **provenance_json(link.provenance),
    }


def touch_json(touch: Touch, who: Mapping[str, str]) -> dict[str, Any]:
    """A touch as JSON, whoever took part by id and name."""
    return {
        "on": touch.on,
        "at": touch.at,
        "colleagues": [_named(who, one) for one in touch.colleagues],
        "people": [_named(who, one) for one in touch.people],
        "channel": touch.channel,
        "direction": touch.direction,
        "intent": touch.intent,
        "outcome": touch.outcome,
        "reason": touch.reason,
        "reason_id": touch.reason_id,
        "note": touch.note,
        **touch.details,
        "private": touch.private,
    }


def _named(who: Mapping[str, str], id_: str) -> dict[str, str]:
    return {"id": id_, "name": who.get(id_, "")}
