"""`inroad accept`, `dismiss`, `put-off` and `done`: what became of a suggestion, and why."""

from dataclasses import replace
from datetime import date

import click

from api.cli.options import account_option
from api.cli.output import as_json_option, show
from api.cli.session import Session, with_session
from graph.analysis.phrases import called
from graph.model import Account
from graph.planning.deciding import NO_END, decide, put_off
from graph.planning.opening import locate, open_account
from graph.planning.recording import By
from graph.planning.retrying import until_written
from graph.planning.typed import day_ahead
from graph.store import Store
from graph.vocabulary import SuggestionAction


def _command(
    name: str, action: SuggestionAction, help_: str, *, needs_end: bool = False
) -> click.Command:
    @click.command(name, help=help_)
    @click.argument("person")
    @account_option
    @click.option("--why", required=True, metavar="TEXT", help="The reason, in your words.")
    @click.option("--until", metavar="DATE", help="Until when it holds: a date, or 30d.")
    @click.option("--evidence", metavar="TEXT", help="What shows it.")
    @as_json_option
    @with_session
    def command(
        session: Session,
        person: str,
        account: str | None,
        why: str,
        until: str | None,
        evidence: str | None,
        as_json: bool,
    ) -> None:
        last = day_ahead(until, session.now.date())
        if needs_end and last is None:
            raise click.UsageError(f"{NO_END} --until DATE")
        by = replace(By(session.author, session.now), evidence=evidence)
        with session.opened() as store:
            at, found = locate(store, person, session.view(), account)
            id_ = until_written(
                lambda: _decided(
                    store,
                    open_account(store, at.id, session.view()),
                    found.id,
                    action,
                    why,
                    last,
                    by,
                )
            )
        show(
            as_json,
            lambda: {"decision": id_, "action": action, "person": found.id, "account": at.id},
            lambda: [f"{action.capitalize()}: to reach {called(found)} at {at.name}."],
        )

    return command


def _decided(
    store: Store,
    at: Account,
    person: str,
    action: SuggestionAction,
    why: str,
    until: date | None,
    by: By,
) -> str:
    if action is SuggestionAction.DISMISSED:
        return put_off(store, at, person, why, until, by)
    return decide(store, at.id, person, action, why, until, by)


accept = _command(
    "accept",
    SuggestionAction.ACCEPTED,
    "Take up the suggestion to reach PERSON: it stays in the list.",
)
dismiss = _command(
    "dismiss",
    SuggestionAction.DISMISSED,
    "Turn down the suggestion to reach PERSON: left out until --until, or for 60 days. "
    "A second time in a row takes --evidence.",
)
put_off_ = _command(
    "put-off",
    SuggestionAction.DISMISSED,
    "Put PERSON off until --until, at most 60 days ahead; then they are back in the list. "
    "A second time in a row takes --evidence.",
    needs_end=True,
)
done = _command(
    "done",
    SuggestionAction.DONE,
    "Say that PERSON was reached as suggested; record the touch as well.",
)
