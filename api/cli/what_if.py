"""`inroad what-if`: what changes if somebody leaves, is won or lost."""

from collections.abc import Callable
from typing import Any

import click

from api.cli.options import as_of_option, horizon_option, limit_option, seed_option
from api.cli.output import as_json_option, show
from api.cli.session import Session, with_session
from api.cli.what_if_text import what_if_lines
from graph.advice.answer import plain
from graph.planning.asking import NextRequest
from graph.planning.typed import moment, numbered
from graph.planning.what_if import Supposition, ask_what_if

SUPPOSED = {
    "leaves": "Who is gone.",
    "engaged": "Who is active for certain.",
    "won": "Who is active for certain and supports us.",
    "lost": "Who is engaged no longer and stands against us.",
}


def supposing(command: Callable[..., None]) -> Callable[..., None]:
    """--leaves, --engaged, --won and --lost, each several times."""
    for name, text in reversed(SUPPOSED.items()):
        option = click.option(f"--{name}", multiple=True, metavar="PERSON", help=text)
        command = option(command)
    return command


@click.command("what-if")
@click.argument("account")
@supposing
@click.option("--target", "targets", multiple=True, metavar="PERSON[=WEIGHT]", help="Who decides.")
@click.option("--for", "opportunity", metavar="OPPORTUNITY", help="For this buying decision.")
@limit_option(5, "people")
@horizon_option
@as_of_option
@seed_option
@as_json_option
@with_session
def what_if(session: Session, account: str, as_json: bool, **given: Any) -> None:
    """What changes at ACCOUNT if somebody leaves, is won or lost, and who is next then."""
    supposition = Supposition(**{what: given.pop(what) for what in SUPPOSED})
    given["targets"], as_of = numbered(given["targets"]), moment(given.pop("as_of"))
    request = NextRequest(account, **given, as_of=as_of, viewer=session.author)
    with session.opened(to_read=True) as store:
        _, answer = ask_what_if(store, request, supposition, session.now)
    show(as_json, lambda: plain(answer), lambda: what_if_lines(answer))
