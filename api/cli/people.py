"""`inroad person`, `link`, `touch` and `note`: what is written by hand about people."""

from dataclasses import replace
from typing import Any

import click

from api.cli.contact import contact_json, contact_text
from api.cli.options import (
    account_option,
    assigned,
    by,
    given_fields,
    provenance_options,
    set_option,
)
from api.cli.output import as_json_option, facts_text, printable, show, thing_json
from api.cli.session import Session, clock, day, with_session
from graph.analysis.coverage import coverage
from graph.errors import BadInput
from graph.identity import name_key
from graph.log import FieldValue
from graph.model import Account
from graph.planning.finding import find_opportunity, find_person
from graph.planning.opening import locate, locate_pair, open_account
from graph.planning.recording import By, add_note, create, link_claim, state
from graph.planning.recording import link as claim_link
from graph.planning.touching import NewTouch, record_touch
from graph.store import Store
from graph.vocabulary import (
    Channel,
    Direction,
    EntityKind,
    Intent,
    LinkKind,
    Outcome,
    PersonStatus,
    PoliticalStatus,
    Strength,
    Support,
    Visit,
)


@click.command()
@click.argument("person")
@account_option
@click.option("--new", is_flag=True, help="Add somebody with this full name.")
@click.option("--name", help="The full name.")
@click.option("--title", help="The job title.")
@click.option("--department", help="The department.")
@click.option("--site", help="Where they work.")
@click.option("--email", help="The e-mail address.")
@click.option("--phone", help="The phone number.")
@click.option("--status", metavar="WORD", help=", ".join(PersonStatus))
@click.option("--buying-role", metavar="WORDS", help="Several are separated by ;")
@click.option("--support", metavar="WORD", help=", ".join(Support))
@click.option("--political-status", metavar="WORD", help=", ".join(PoliticalStatus))
@click.option("--decision-weight", type=float, help="Weight in the decision.")
@click.option("--opportunity", metavar="NAME", help="Say it for this opportunity alone.")
@set_option
@provenance_options
@as_json_option
@with_session
def person(session: Session, person: str, **given: Any) -> None:
    """Show, add or change a PERSON (id, e-mail or full name).

    Without a field the person is shown, with who said what and when. What is set by hand
    stays when a later import says otherwise.
    """
    as_json, new, within = given.pop("as_json"), given.pop("new"), given.pop("account")
    author, fields = by(session, given), assigned(given.pop("assignments"))
    opportunity = given.pop("opportunity")
    fields |= given_fields(given)
    with session.opened() as store:
        if new:
            account = _only_account(store, session, within)
            id_ = _add_person(store, account, person, fields, author)
        else:
            account, found = locate(store, person, session.view(), within)
            id_ = found.id
            if opportunity:
                author = replace(author, opportunity=find_opportunity(account, opportunity).id)
            if fields:
                state(store, account.id, EntityKind.PERSON, id_, fields, author)
        opened = open_account(store, account.id, session.view())
        shown = next(one for one in opened.people if one.id == id_)
    contact = coverage(opened)[id_]
    show(
        as_json,
        lambda: thing_json(shown) | {"account": opened.name, **contact_json(contact)},
        lambda: [
            f"{shown.name}  ({shown.id}, {opened.name})  {contact_text(contact)}",
            *facts_text(shown),
        ],
    )


def _only_account(store: Store, session: Session, within: str | None) -> Account:
    if within is None:
        raise BadInput("Say at which account: --account NAME.")
    return open_account(store, within, session.view())


def _add_person(
    store: Store, account: Account, name: str, fields: dict[str, FieldValue], author: By
) -> str:
    if any(name_key(one.name) == name_key(name) for one in account.people):
        raise BadInput(
            f"There is somebody called {name!r} at {account.name} already. "
            "For another one, add something to the name that tells them apart."
        )
    return create(
        store, account.id, EntityKind.PERSON, (name_key(name),), {"name": name} | fields, author
    )


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@account_option
@click.option("--kind", default=LinkKind.INFLUENCES, show_default=True, help=", ".join(LinkKind))
@click.option("--probability", type=float, help="That influence gets through, 0 to 1.")
@click.option("--strength", help=", ".join(Strength))
@click.option("--remove", is_flag=True, help="It is not, or no longer, so.")
@provenance_options
@with_session
def link(session: Session, source: str, target: str, **given: Any) -> None:
    """Say how two people stand to each other: FROM influences, reports to, knows … TO."""
    within, kind, remove = given.pop("account"), given.pop("kind"), given.pop("remove")
    author = by(session, given)
    with session.opened() as store:
        account, first, second = locate_pair(store, source, target, session.view(), within)
        claim = link_claim(account.id, kind, first.id, second.id, withdrawn=remove, **given)
        claim_link(store, claim, author)
    verb = "Taken back" if remove else "Kept"
    click.echo(printable(f"{verb}: {first.name} {claim.kind} {second.name} at {account.name}."))


@click.command()
@click.argument("people", nargs=-1, required=True, metavar="PERSON…")
@account_option
@click.option("--colleague", "colleagues", multiple=True, help="Who of us; several times.")
@click.option("--on", "day_", metavar="DATE", help="When; today if left out.")
@click.option("--at", "time_", metavar="HH:MM", help="At what time.")
@click.option("--channel", default=Channel.UNKNOWN, help=", ".join(Channel))
@click.option("--direction", default=Direction.UNKNOWN, help=", ".join(Direction))
@click.option("--intent", default=Intent.UNKNOWN, help=", ".join(Intent))
@click.option("--outcome", default=Outcome.UNKNOWN, help=", ".join(Outcome))
@click.option("--visit", help=f"What it did, several by ;: {', '.join(Visit)}")
@click.option("--reason", help="What filled “The reason I'm calling is ____”.")
@click.option("--note", help="What was said.")
@click.option("--private", is_flag=True, help="Keep reason and note for your eyes only.")
@with_session
def touch(session: Session, people: tuple[str, ...], **given: Any) -> None:
    """Write down a contact with one or more of their people."""
    within, private, visit = given.pop("account"), given.pop("private"), given.pop("visit")
    colleagues = given.pop("colleagues") or (session.author,)
    on, at = day(given.pop("day_")) or session.now.date(), clock(given.pop("time_"))
    details = None if visit is None else {"visit": visit}
    with session.opened() as store:
        account, first = locate(store, people[0], session.view(), within)
        found = [first, *(find_person(account, one) for one in people[1:])]
        new = NewTouch([one.id for one in found], colleagues, on, at, details=details, **given)
        record_touch(store, account, new, By(session.author, session.now, private=private))
    names = ", ".join(one.name for one in found)
    click.echo(printable(f"Kept: {on}, {', '.join(colleagues)} with {names} at {account.name}."))


@click.command()
@click.argument("person")
@click.argument("text")
@account_option
@click.option("--private", is_flag=True, help="For your eyes only.")
@with_session
def note(session: Session, person: str, text: str, account: str | None, private: bool) -> None:
    """Keep a note about a PERSON, for all who use the store, or for yourself."""
    with session.opened() as store:
        at, found = locate(store, person, session.view(), account)
        add_note(store, at.id, found.id, text, By(session.author, session.now, private=private))
    click.echo(printable(f"Kept a note about {found.name} at {at.name}."))
