"""`inroad exchanges`: who is close to a person by mails and meetings, and who introduced whom."""

from collections.abc import Iterator, Sized

import click

from api.cli.options import account_option, as_of_option, limit_option
from api.cli.output import Heading, as_json_option, show, table
from api.cli.session import Session, with_session
from graph.advice.answer import as_object
from graph.advice.exchanged import MOST, Correspondence, ExchangesAnswer, exchanges_answer
from graph.analysis.phrases import duration
from graph.planning.opening import locate
from graph.planning.typed import moment


@click.command()
@click.argument("person")
@account_option
@limit_option(MOST, "of each are told")
@as_of_option
@as_json_option
@with_session
def exchanges(
    session: Session,
    person: str,
    account: str | None,
    limit: int,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Who is in mails and meetings with PERSON, the closest first, and how fast each answers.

    And who introduced whom. Nothing of what was written is kept.
    """
    with session.opened(to_read=True) as store:
        at, found = locate(store, person, session.view(moment(as_of)), account)
    told = exchanges_answer(at, found.id, limit)
    show(as_json, lambda: as_object(told), lambda: _told_lines(told))


def _told_lines(told: ExchangesAnswer) -> Iterator[str]:
    yield Heading(f"{told.person.called}: mails and meetings")
    lines = tuple(exchange_lines(told))
    yield from lines or ("Nothing is known.",)


def exchange_lines(told: ExchangesAnswer) -> Iterator[str]:
    """The answer, line by line; none where nothing is known."""
    if told.correspondents:
        shown = _part_of(told.correspondents, told.of_correspondents)
        yield from ("", Heading(f"Closest{shown}, by mails and meetings since {told.since}"))
        yield from table(map(_close_row, told.correspondents))
    if told.introductions:
        shown = _part_of(told.introductions, told.of_introductions)
        yield from ("", Heading(f"Introductions{shown}, as mails show them"))
        yield from (f"  {one.text}" for one in told.introductions)


def _part_of(shown: Sized, of_all: int) -> str:
    return f" {len(shown)} of {of_all:,}" if of_all > len(shown) else ""


def _close_row(one: Correspondence) -> tuple[str, ...]:
    counts = {"to them": one.wrote, "from them": one.heard, "together": one.together}
    said = [f"{number:,} {what}" for what, number in counts.items() if number]
    mails = [f"mails: {', '.join(said)}"] if said else []
    met = [f"met {one.met:,} times" if one.met > 1 else "met once"] if one.met else []
    fast = [
        f"{text} within {duration(took.hours / 24)}"
        for text, took in (("answers", one.answers), ("is answered", one.answered))
        if took.hours is not None
    ]
    return (one.other.called, "; ".join([*mails, *met]), f"last {one.last}", ", ".join(fast))
