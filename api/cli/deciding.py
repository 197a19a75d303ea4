"""`inroad accept`, `dismiss` and `done`: what became of a suggestion, and why."""

import click

from api.cli.options import account_option
from api.cli.output import printable
from api.cli.session import Session, day, with_session
from graph.planning.opening import locate
from graph.planning.recording import By, decide
from graph.vocabulary import SuggestionAction


def _command(action: SuggestionAction, help_: str) -> click.Command:
    @click.command(help=help_)
    @click.argument("person")
    @account_option
    @click.option("--why", required=True, help="The reason, in your words.")
    @click.option("--until", metavar="DATE", help="Until when it holds.")
    @with_session
    def command(
        session: Session, person: str, account: str | None, why: str, until: str | None
    ) -> None:
        with session.opened() as store:
            at, found = locate(store, person, session.view(), account)
            by = By(session.author, session.now)
            decide(store, at.id, found.id, action, why, day(until), by)
        click.echo(printable(f"Kept: reaching {found.name} at {at.name} is {action}."))

    return command


accept = _command(
    SuggestionAction.ACCEPTED, "Take up the suggestion to reach PERSON: it stays in the list."
)
dismiss = _command(
    SuggestionAction.DISMISSED,
    "Turn down the suggestion to reach PERSON: left out until --until, or for 60 days.",
)
done = _command(
    SuggestionAction.DONE, "Say that PERSON was reached as suggested; record the touch as well."
)
