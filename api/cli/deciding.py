"""`inroad accept`, `dismiss` and `done`: what became of a suggestion, and why."""

import click

from api.cli.options import account_option
from api.cli.output import as_json_option, show
from api.cli.session import Session, with_session
from graph.analysis.phrases import called
from graph.planning.opening import locate
from graph.planning.recording import By, decide
from graph.planning.retrying import until_written
from graph.planning.typed import day
from graph.vocabulary import SuggestionAction


def _command(action: SuggestionAction, help_: str) -> click.Command:
    @click.command(help=help_)
    @click.argument("person")
    @account_option
    @click.option("--why", required=True, metavar="TEXT", help="The reason, in your words.")
    @click.option("--until", metavar="DATE", help="Until when it holds.")
    @as_json_option
    @with_session
    def command(
        session: Session,
        person: str,
        account: str | None,
        why: str,
        until: str | None,
        as_json: bool,
    ) -> None:
        last = day(until)
        with session.opened() as store:
            at, found = locate(store, person, session.view(), account)
            by = By(session.author, session.now)
            id_ = until_written(lambda: decide(store, at.id, found.id, action, why, last, by))
        show(
            as_json,
            lambda: {"decision": id_, "action": action, "person": found.id, "account": at.id},
            lambda: [f"{action.capitalize()}: to reach {called(found)} at {at.name}."],
        )

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
