"""`inroad review`: coverage, gaps, and what hangs on one person."""

from collections.abc import Iterator
from pathlib import Path

import click

from api.answers.reviews import review_json
from api.cli.contact import last_contact_text
from api.cli.mapping import write_safely
from api.cli.next_text import wrapped
from api.cli.options import as_of_option
from api.cli.output import Heading, as_json_option, say, show, table
from api.cli.review_text import review_parts
from api.cli.session import Session, with_session
from graph.advice.account_review.answer import account_review
from graph.advice.account_review.hanging import hanging_lines
from graph.advice.account_review.reaching import reached_lines
from graph.advice.wording import nobody
from graph.analysis.phrases import called, counted, spelt, title_beside
from graph.analysis.reviewing import Cell, Review
from graph.analysis.reviewing import review as review_account
from graph.errors import BadInput
from graph.planning.opening import open_account
from graph.planning.typed import moment

PAGES = frozenset({".html", ".htm"})
"""How the name of a page ends."""


@click.command()
@click.argument("account")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to print (.html)."
)
@as_of_option
@as_json_option
@with_session
def review(
    session: Session, account: str, out: Path | None, as_of: str | None, as_json: bool
) -> None:
    """Review ACCOUNT: the six questions, who is covered, gaps, changes and competitors.

    Where we know nobody, what hangs on one person, and what we don't know.
    """
    if out is not None and out.suffix.lower() not in PAGES:
        raise BadInput(
            f"{out}: a review is written as html. End the name like that; a browser prints the "
            "page, to PDF too."
        )
    view = session.view(moment(as_of))
    with session.opened(to_read=True) as store:
        opened = open_account(store, account, view)
    found = review_account(opened)
    if out is not None:
        from visuals.review_page import review_page

        write_safely(out, review_page(found).encode())
        say(f"Wrote {out}.", err=True)
        return
    show(as_json, lambda: review_json(found), lambda: review_lines(found))


def review_lines(found: Review) -> Iterator[str]:
    """The review, line by line."""
    account = found.account
    yield Heading(f"{account.name}: review as of {account.today}")
    covered = sum(one.is_covered for one in found.people)
    if not found.people:
        yield from nobody(account)
        return
    yield f"{covered} of {len(found.people)} people covered; {found.gone} left or objected."
    for line in reached_lines(found):
        yield from wrapped(line, "")
    if not found.touches_kept:
        yield "No touches are kept yet, so “never” can't be told from “not recorded”."
    seats = "; a seat: holder unknown" if any(cell.seats for cell in found.matrix) else ""
    yield from ("", Heading(f"People known by level and function (covered of known{seats})"))
    yield from _matrix_lines(found)
    yield from ("", Heading("What hangs on one person"))
    yield from list(hanging_lines(found)) or ["Nothing hangs on one person alone."]
    yield from review_parts(account_review(account))
    yield from ("", Heading("Everybody"))
    yield from _people_lines(found)


def _matrix_lines(found: Review) -> list[str]:
    functions = list(dict.fromkeys(cell.function for cell in found.matrix))
    rows = [
        (spelt(level), *(_cell(one) for one in found.matrix if one.level is level))
        for level in dict.fromkeys(cell.level for cell in found.matrix)
    ]
    return table(rows, ("", *(spelt(function) for function in functions)))


def _cell(one: Cell) -> str:
    known = f"{one.covered}/{one.known}" if one.known else ""
    seats = counted(one.seats, "seat") if one.seats else ""
    return " + ".join(filter(None, (known, seats))) or "–"


def _people_lines(found: Review) -> list[str]:
    rows = [
        (
            called(one.person),
            title_beside(one.person),
            spelt(one.contact.coverage),
            last_contact_text(one.contact),
            ", ".join(ours.name for ours in one.colleagues),
        )
        for one in found.people
    ]
    return table(rows, ("person", "title", "coverage", "last contact", "by"))
