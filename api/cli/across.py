"""`inroad lists` and `inroad week`: all accounts at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from api.answers.week_calendar import week_calendar
from api.cli.next_text import wrapped
from api.cli.options import as_of_option, limit_option, seed_option
from api.cli.output import Heading, as_json_option, say, show, table
from api.cli.session import Session, with_session
from graph.advice.across.lists import Effort, LapsedBuyer, OverduePerson, WithoutReason
from graph.advice.across.week import WeekAnswer, WeekItem, WeekQuery
from graph.advice.answer import plain
from graph.analysis.phrases import counted, percent, since_contact, spelt
from graph.planning.across import (
    EFFORT_DAYS,
    list_effort,
    list_lapsed,
    list_overdue,
    list_without_reason,
    plan_week,
)
from graph.planning.typed import day, moment
from graph.resolve import View
from graph.store import Store


@click.command()
@click.argument("which", type=click.Choice(["lapsed", "effort", "overdue", "needs-reason"]))
@as_of_option
@as_json_option
@with_session
def lists(session: Session, which: str, as_of: str | None, as_json: bool) -> None:
    """List across accounts.

    lapsed: who bought before and doesn't now, and why. effort: how our touches spread, and what
    share of them went to dream clients. overdue: who matters and was left alone for too long.
    needs-reason: for whom of these no recorded reason fits.
    """
    read, lines = _LISTS[which]
    with session.opened() as store:
        found = read(store, session.view(moment(as_of)))
    show(as_json, lambda: plain(found), lambda: lines(found))


def _lapsed_lines(found: Sequence[LapsedBuyer]) -> Iterator[str]:
    if not found:
        yield "No account is marked as one that bought before: `--kind lapsed` marks it."
    for one in found:
        why = spelt(one.reason) if one.reason else "nobody knows why"
        contact = since_contact(one.days_since_contact, known=one.contact_known)
        yield Heading(f"{one.account}: stopped {one.on or 'some day'}, {why}")
        yield f"  Last contact with anybody there: {contact}."
        if one.first_chose_us:
            yield from wrapped(f"They first chose us: {one.first_chose_us}", "  ")
        for buyer in one.buyers:
            yield f"  Bought: {buyer.introduced}, last contact {buyer.last_contact}"


def _effort_lines(found: Sequence[Effort]) -> Iterator[str]:
    yield Heading(f"Our touches of the last {EFFORT_DAYS} days")
    rows = [
        (
            spelt(one.kind),
            counted(one.accounts, "account"),
            "no touch at all" if one.share is None else f"{percent(one.share)} of the touches",
            f"{one.touched} of them touched",
        )
        for one in found
    ]
    yield from table(rows) if rows else ["There is no account yet."]
    for one in found:
        for name in one.not_tried:
            yield f"At {name} nobody has ever tried."


def _overdue_lines(found: Sequence[OverduePerson]) -> Iterator[str]:
    if not found:
        yield "Nobody who matters is overdue."
    for one in found:
        yield from wrapped(
            f"{one.person.introduced}, {one.account}: last contact {one.person.last_contact}; "
            f"reach them on {one.suggested_day:%a} {one.suggested_day}. {one.why}",
            "",
        )


def _needs_reason_lines(found: Sequence[WithoutReason]) -> Iterator[str]:
    if not found:
        yield "For everybody who is overdue there is a reason."
    for one in found:
        yield f"{one.person.introduced}, {one.account}: needs a reason."
        for text in one.nearest:
            yield from wrapped(f"Nearest: {text}", "  ")


Read = Callable[[Store, View], Any]
_LISTS: Mapping[str, tuple[Read, Callable[[Any], Iterator[str]]]] = {
    "lapsed": (list_lapsed, _lapsed_lines),
    "effort": (list_effort, _effort_lines),
    "overdue": (list_overdue, _overdue_lines),
    "needs-reason": (list_without_reason, _needs_reason_lines),
}


@click.command()
@limit_option(10, "people")
@click.option("--colleague", metavar="NAME", help="Whose week it is.")
@click.option("--from", "first", metavar="DATE", help="Its first day; today if left out.")
@click.option(
    "--lapsed-share",
    type=click.FloatRange(0, 1),
    default=0.2,
    show_default=True,
    help="The share that is kept for lapsed buyers.",
)
@click.option(
    "--ics", "calendar", type=click.Path(path_type=Path), help="Write a calendar file too."
)
@as_of_option
@seed_option
@as_json_option
@with_session
def week(session: Session, calendar: Path | None, as_json: bool, **given: Any) -> None:
    """Plan the week: whom to reach on which day, across accounts, why, and saying what.

    A share of it is kept for lapsed buyers, however busy it is.
    """
    view, first = session.view(moment(given.pop("as_of"))), day(given.pop("first"))
    with session.opened() as store:
        answer = plan_week(store, view, WeekQuery(**given), first)
    show(as_json, lambda: plain(answer), lambda: week_lines(answer))
    if calendar is not None:
        calendar.write_bytes(week_calendar(answer, session.now))
        say(f"{counted(len(answer.items), 'entry', 'entries')} in {calendar}.", err=True)


def week_lines(answer: WeekAnswer) -> Iterator[str]:
    """The week, day by day."""
    whose = f" of {answer.colleague}" if answer.colleague else ""
    yield Heading(f"The week{whose} from {answer.first} to {answer.last}")
    at: date | None = None
    for one in answer.items:
        if one.day != at:
            at = one.day
            yield from ("", Heading(f"{at:%A} {at}"))
        yield from _item_lines(one)
    if not answer.items:
        yield "Nobody is to be reached this week."
    if answer.notes:
        yield ""
    for note in answer.notes:
        yield from wrapped(note, "")


def _item_lines(one: WeekItem) -> Iterator[str]:
    by = f", by {one.by.called}" if one.by else ""
    lapsed = " (lapsed buyer)" if one.for_lapsed else ""
    yield from wrapped(
        f"{one.person.introduced}, {one.account}{lapsed}{by}; last contact "
        f"{one.person.last_contact}.",
        "  ",
    )
    asking = f" Ask: “{one.question}”" if one.question else ""
    say_ = f"Say: “{one.opener}”{asking}" if one.opener else "Needs a reason."
    for line in (one.because, say_, *one.avoid, one.when):
        yield from wrapped(line, "    ")
