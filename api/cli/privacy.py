"""`inroad export` and `inroad erase`: what a person can ask for."""

import click

from api.cli.options import account_option
from api.cli.output import printable, to_json
from api.cli.session import Session, with_session
from graph.planning.opening import locate
from graph.planning.privacy import erase_person, export_person


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
@click.option("--yes", is_flag=True, help="Don't ask.")
@with_session
def erase(session: Session, person: str, account: str | None, yes: bool) -> None:
    """Remove all that is held of a PERSON, for good; imports don't bring them back.

    Backups that you made keep what they hold.
    """
    with session.opened() as store:
        at, found = locate(store, person, session.view(), account)
        if not yes:
            click.confirm(
                printable(f"Erase {found.name} at {at.name}? This can't be undone."), abort=True
            )
        gone = erase_person(store, at, found.id)
    click.echo(
        f"Erased: {gone.statements:,} statements, {gone.links:,} links, {gone.touches:,} touches."
    )
    if gone.mentions:
        click.echo(f"The name still stands in {len(gone.mentions)} notes; look at them:")
        for key in gone.mentions:
            click.echo(f"  {key}")
