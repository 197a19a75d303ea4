"""`inroad next` and `inroad ways-in`."""

import sys
from typing import Any

import click

from api.answers.next_csv import next_csv
from api.cli.next_text import next_lines, way_lines
from api.cli.options import as_of_option, horizon_option, limit_option, seed_option
from api.cli.output import as_json_option, printable, show
from api.cli.session import Session, with_session
from graph.advice.answer import plain
from graph.errors import BadInput
from graph.planning.asking import NextRequest, ways_to, whom_next
from graph.planning.finding import find_person
from graph.planning.opening import locate
from graph.planning.typed import moment, numbered


@click.command("next")
@click.argument("account")
@limit_option(5, "people")
@click.option("--colleague", metavar="NAME", help="Who of us is to do it.")
@as_of_option
@seed_option
@click.option("--for", "opportunity", metavar="OPPORTUNITY", help="For this buying decision.")
@click.option("--target", "targets", multiple=True, metavar="PERSON[=WEIGHT]", help="Who decides.")
@click.option("--engaged", multiple=True, metavar="PERSON[=P]", help="Who is on board already.")
@click.option("--include", type=click.Choice(["targets"]), help="Suggest those who decide too.")
@click.option("--exclude", multiple=True, metavar="PERSON", help="Whom to leave out.")
@click.option(
    "--by",
    type=click.Choice(["score", "gain"]),
    default="score",
    show_default=True,
    help="In order of gain × factors, or of gain alone.",
)
@horizon_option
@click.option("--explain", is_flag=True, help="By which routes, on what evidence, how surely.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@as_json_option
@with_session
def next_(session: Session, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Whom to reach next at ACCOUNT, why, and by which way in."""
    if as_json and as_csv:
        raise BadInput("Choose one of --json and --csv.")
    include, as_of = given.pop("include"), moment(given.pop("as_of"))
    given["targets"] = numbered(given["targets"])
    given["engaged"] = numbered(given["engaged"])
    request = NextRequest(
        **given, as_of=as_of, include_targets=include == "targets", viewer=session.author
    )
    with session.opened(to_read=True) as store:
        answer = whom_next(store, request, session.now)
    if as_csv:
        text = next_csv(answer, printable if sys.stdout.isatty() else str)
        click.echo(text, nl=False, color=True)  # else click takes what looks like a colour
        return
    show(as_json, answer.as_json, lambda: next_lines(answer, session.now.date()))


@click.command("ways-in")
@click.argument("whom", nargs=-1, required=True, metavar="[ACCOUNT] PERSON")
@click.option("--colleague", metavar="NAME", help="From this one of us alone.")
@as_of_option
@limit_option(3, "ways", least=1)
@as_json_option
@with_session
def ways_in(
    session: Session,
    whom: tuple[str, ...],
    colleague: str | None,
    as_of: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """The ways in to one PERSON at ACCOUNT, the most probable first.

    ACCOUNT can be left out where the person is at one alone.
    """
    *within, person = whom
    if len(within) > 1:
        raise BadInput("Give one ACCOUNT and one PERSON; put names of several words in quotes.")
    with session.opened(to_read=True) as store:
        at = within[0] if within else locate(store, person, session.view(moment(as_of)))[0].id
        request = NextRequest(at, colleague=colleague, as_of=moment(as_of), viewer=session.author)
        opened, answer = ways_to(store, request, person, session.now, limit)
    found = find_person(opened, person)
    show(as_json, lambda: plain(answer), lambda: way_lines(found, answer))
