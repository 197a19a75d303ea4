"""`inroad when`: who is due, on which day, and why then."""

from collections.abc import Iterator
from datetime import date

import click

from api.cli.next_text import wrapped
from api.cli.options import as_of_option, whole_option
from api.cli.output import Heading, as_json_option, show
from api.cli.session import Session, with_session
from graph.advice.cadence.answer import DuePerson, WhenAnswer
from graph.analysis.phrases import counted, spelt
from graph.planning.habits import when_due
from graph.planning.opening import open_account
from graph.planning.typed import moment


@click.command()
@click.argument("account")
@click.argument("person", required=False)
@whole_option("--days", 14, "Who is to be reached within so many days.", 3_650)
@as_of_option
@as_json_option
@with_session
def when(
    session: Session,
    account: str,
    person: str | None,
    days: int,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Who at ACCOUNT is due or overdue, on which day to reach them, and why then.

    With a PERSON that one, whenever it is.
    """
    with session.opened(to_read=True) as store:
        opened = open_account(store, account, session.view(moment(as_of)))
    found = when_due(opened, days, person)
    show(as_json, found.as_json, lambda: when_lines(found))


def when_lines(found: WhenAnswer) -> Iterator[str]:
    """The answer, line by line, a day after the other."""
    yield Heading(f"{found.account}: when, as of {found.as_of[:10]}")
    day: date | None = None
    for one in found.people:
        if one.when.suggested_day != day:
            day = one.when.suggested_day
            yield from ("", Heading(f"{day:%a} {day}"))
        yield from _person_lines(one)
    if not found.people and not found.notes:
        yield f"Nobody is to be reached up to {found.until}."
    for note in found.notes:
        yield from wrapped(note, "")


def _person_lines(one: DuePerson) -> Iterator[str]:
    weight = f", weight {one.weight:g}" if one.weight else ""
    gap = one.when.longest_gap_days
    tried = "" if gap is None else f", longest gap between attempts {counted(gap, 'day')}"
    yield from wrapped(
        f"{one.person.introduced}: {spelt(one.when.state)}{weight}, last contact "
        f"{one.person.last_contact}{tried}",
        "  ",
    )
    yield from wrapped(" ".join((*one.when.why, *one.when.occasions)), "    ")
