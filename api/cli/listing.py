"""`inroad people`: who is at an account."""

from typing import Any

import click

from api.cli.contact import contact_json, last_contact_text
from api.cli.options import as_of_option
from api.cli.output import as_json_option, show, table
from api.cli.session import Session, moment, with_session
from graph.advice.answer import card, plain
from graph.analysis.coverage import Contact, coverage
from graph.analysis.phrases import called, spelt, title_beside
from graph.model import Person
from graph.planning.opening import open_account
from graph.vocabulary import PersonStatus

HEAD = ("person", "title", "roles", "coverage", "last contact", "id")


@click.command()
@click.argument("account")
@click.argument("text", required=False)
@as_of_option
@as_json_option
@with_session
def people(
    session: Session, account: str, text: str | None, as_of: str | None, as_json: bool
) -> None:
    """List who is at ACCOUNT, or only those whom TEXT is about.

    It is sought in names, titles, departments, sites, e-mail addresses, roles and statuses.
    """
    with session.opened() as store:
        opened = open_account(store, account, session.view(moment(as_of)))
    contacts = coverage(opened)
    found = [(one, contacts[one.id]) for one in opened.people if _holds(one, text or "")]
    show(
        as_json,
        lambda: [person_json(*one) for one in found],
        lambda: table([_row(*one) for one in found], HEAD) if found else ["Nobody."],
    )


def _holds(person: Person, text: str) -> bool:
    words = (person.text(name) for name in ("name", "title", "department", "site", "email"))
    whole = " ".join((*words, *map(spelt, person.buying_roles), spelt(person.status)))
    return text.casefold() in whole.casefold()


def _row(person: Person, contact: Contact) -> tuple[str, ...]:
    roles = ", ".join(map(spelt, person.buying_roles))
    covered, last = spelt(contact.coverage), last_contact_text(contact)
    return (called(person) + _state(person), title_beside(person), roles, covered, last, person.id)


def _state(person: Person) -> str:
    if person.status is PersonStatus.ACTIVE:
        return ""
    is_seat = person.status is PersonStatus.PLACEHOLDER
    return f" ({'holder unknown' if is_seat else spelt(person.status)})"


def person_json(person: Person, contact: Contact) -> dict[str, Any]:
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
