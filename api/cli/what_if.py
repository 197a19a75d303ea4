"""`inroad what-if`: what changes if somebody leaves, is won or lost."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

from api.cli.next_text import wrapped
from api.cli.options import as_of_option, horizon_option, limit_option, seed_option
from api.cli.output import Heading, as_json_option, show, table
from api.cli.session import Session, with_session
from graph.advice.answer import plain
from graph.advice.what_if import RankedPerson, TargetChange, WayChange, WhatIfAnswer
from graph.analysis.phrases import listed, percent
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
    with session.opened() as store:
        _, answer = ask_what_if(store, request, supposition, session.now)
    show(as_json, lambda: plain(answer), lambda: what_if_lines(answer))


def what_if_lines(answer: WhatIfAnswer) -> Iterator[str]:
    """The answer, line by line."""
    supposed = listed([f"{one.person.called} {_words(one.what)}" for one in answer.supposed])
    yield Heading(f"{answer.account}: what if {supposed}, as of {answer.as_of[:10]}")
    yield (
        f"Reached of the decision: {percent(answer.now)} now, {percent(answer.then)} then: "
        f"{_points(answer.difference, answer.difference_error)}."
    )
    yield from table([_target(one) for one in answer.targets])
    for title, places in (("Whom next now", answer.next_now), ("Whom next then", answer.next_then)):
        when = "then" if places is answer.next_now else "now"
        yield from ("", Heading(title))
        yield from table([_place(one, when) for one in places]) or ["Nobody adds to the decision."]
    if answer.ways:
        yield from ("", Heading("Ways in that are lost"))
        yield from table([_way(one) for one in answer.ways])
    yield ""
    for note in answer.notes:
        yield from wrapped(note, "")


def _words(what: str) -> str:
    return what if what == "leaves" else f"is {what}"


def _points(difference: float, error: float) -> str:
    return f"{100 * difference:+.1f} points ± {100 * error:.2f}"


def _target(one: TargetChange) -> Sequence[str]:
    """Always as many cells: those of a table have to stand below each other."""
    name = f"  {one.person.introduced}"
    if one.now is None:
        return name, "reach not known", "", ""
    if one.then is None or one.difference is None or one.standard_error is None:
        return name, f"{percent(one.now)} now", "leaves", ""
    changed = _points(one.difference, one.standard_error)
    return name, f"{percent(one.now)} now", f"{percent(one.then)} then", changed


def _place(one: RankedPerson, when: str) -> Sequence[str]:
    tied = "ties with the one above" if one.tied else ""
    place = f"{one.rank:2}.", one.person.introduced, f"adds {percent(one.share)}"
    return *place, _moved(one, when), tied


def _moved(one: RankedPerson, when: str) -> str:
    if one.elsewhere is None:
        return f"not in the list {when}"
    return "same place" if one.elsewhere == one.rank else f"place {one.elsewhere} {when}"


def _way(one: WayChange) -> Sequence[str]:
    over = listed([card.called for card in one.over])
    then = "none then" if one.then is None else f"{percent(one.then)} then"
    return f"  {one.person.introduced}", f"over {over}", f"{percent(one.now)} now", then
