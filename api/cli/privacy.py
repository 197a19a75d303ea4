"""`inroad export` and `inroad erase`: what a person can ask for."""

from collections.abc import Iterator

import click

from api.cli.options import account_option, yes_option
from api.cli.output import as_json_option, printable, show, to_json
from api.cli.session import Session, with_session
from graph.analysis.phrases import counted
from graph.planning.opening import locate
from graph.planning.privacy import erase_person, export_person
from graph.store import Erasure


@click.command()
@click.argument("person")
@account_option
@click.option("--everything", is_flag=True, help="Others' private notes too.")
@with_session
def export(session: Session, person: str, account: str | None, everything: bool) -> None:
    """Print everything that is held of a PERSON as JSON, with who wrote it and when."""
    with session.opened() as store:
        at, found = locate(store, person, session.view(), account)
        data = export_person(store, at, found.id, session.author, everything=everything)
    click.echo(to_json(data))


@click.command()
@click.argument("person")
@account_option
@yes_option
@as_json_option
@with_session
def erase(session: Session, person: str, account: str | None, yes: bool, as_json: bool) -> None:
    """Remove all that is held of a PERSON, for good; imports don't bring them back.

    Backups that you made keep what they hold.
    """
    with session.opened() as store:
        at, found = locate(store, person, session.view(), account)
        if not yes:
            question = f"Erase {found.name} at {at.name}? This can't be undone."
            click.confirm(printable(question), abort=True, err=True)
        gone = erase_person(store, at, found.id)
    show(
        as_json,
        lambda: {
            "statements": gone.statements,
            "links": gone.links,
            "touches": gone.touches,
            "mentions": gone.mentions,
        },
        lambda: _erasure_lines(gone),
    )


def _erasure_lines(gone: Erasure) -> Iterator[str]:
    said, links = counted(gone.statements, "statement"), counted(gone.links, "link")
    yield f"Erased: {said}, {links}, {counted(gone.touches, 'touch', 'touches')}."
    if gone.mentions:
        yield f"The name still stands in {counted(len(gone.mentions), 'note')}; look there:"
        yield from (f"  {key}" for key in gone.mentions)
