"""`inroad people`: who is at an account."""

import click

from api.answers.people import is_about, row_json
from api.cli.contact import last_contact_text
from api.cli.options import as_of_option
from api.cli.output import as_json_option, show, table
from api.cli.session import Session, with_session
from graph.analysis.coverage import Contact, coverage
from graph.analysis.phrases import called, spelt, title_beside
from graph.model import Person
from graph.planning.opening import open_account
from graph.planning.typed import moment
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
    with session.opened(to_read=True) as store:
        opened = open_account(store, account, session.view(moment(as_of)))
    contacts = coverage(opened)
    found = [(one, contacts[one.id]) for one in opened.people if is_about(one, text or "")]
    show(
        as_json,
        lambda: [row_json(*one) for one in found],
        lambda: table([_row(*one) for one in found], HEAD) if found else ["Nobody."],
    )


def _row(person: Person, contact: Contact) -> tuple[str, ...]:
    roles = ", ".join(map(spelt, person.buying_roles))
    covered, last = spelt(contact.coverage), last_contact_text(contact)
    return (called(person) + _state(person), title_beside(person), roles, covered, last, person.id)


def _state(person: Person) -> str:
    if person.status is PersonStatus.ACTIVE:
        return ""
    is_seat = person.status is PersonStatus.PLACEHOLDER
    return f" ({'holder unknown' if is_seat else spelt(person.status)})"
