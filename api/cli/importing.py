"""`inroad import` and `inroad imports`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from api.answers.batches import batch_json
from api.answers.imports import report_json
from api.cli.examples import shown
from api.cli.import_text import report_lines
from api.cli.options import yes_option
from api.cli.output import Heading, as_json_option, printable, say, show, table, tell_progress
from api.cli.session import Session, with_session
from graph.errors import BadInput
from graph.log import BatchHeader

if TYPE_CHECKING:
    from graph.planning.source_files import SourceFile

STANDARD_INPUT = "-"

LINE = 88
"""So many characters a line of field names has at most."""


@click.command("import")
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--account", "-a", metavar="NAME", help="The account; made if it is new.")
@click.option("--also", multiple=True, metavar="NAME", help="What else the files call the account.")
@click.option("--all-accounts", is_flag=True, help="Every company that the files name.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--format", metavar="NAME", help="What the files are; left out: recognised.")
@click.option(
    "--map", "mapping", multiple=True, metavar="THEIRS=OURS", help="Which field a column is."
)
@click.option("--fields", is_flag=True, help="List the fields that --map can name.")
@click.option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    help="How 03/04 is meant; left out: recognised.",
)
@click.option("--delimiter", metavar="CHAR", help="Between cells; left out: recognised.")
@click.option("--encoding", metavar="NAME", help="Of the text; left out: recognised.")
@click.option("--sheet", metavar="NAME", help="Of a workbook; left out: all tables.")
@click.option("--source", metavar="NAME", help="Which list it is, if you keep several.")
@click.option(
    "--ours", multiple=True, metavar="DOMAIN", help="Of mails: a domain or address of ours."
)
@click.option(
    "--theirs", multiple=True, metavar="DOMAIN", help="Of mails: a domain or address of theirs."
)
@click.option("--subjects", is_flag=True, help="Keep the subjects of mails and meetings.")
@as_json_option
@with_session
def import_(
    session: Session, files: tuple[str, ...], as_json: bool, fields: bool, **given: Any
) -> None:
    """Bring contacts, links and touches from FILEs: .xlsx, CSV, TSV, Salesforce JSON, mail.

    "-" or no file reads a pasted table from standard input. Several files are one batch:
    all of it is written, or nothing. What is noticed but not certain becomes a proposal.
    """
    if fields:
        _show_fields(as_json)
    else:
        _import(session, files or (STANDARD_INPUT,), as_json, given)


def _import(session: Session, files: Sequence[str], as_json: bool, given: dict[str, Any]) -> None:
    if given["account"] and given["all_accounts"]:
        raise BadInput("Choose one of --account and --all-accounts.")
    if given["also"] and not given["account"]:
        raise BadInput("Say with --account which account --also is another name of.")
    from graph.importers.rows.dates import DateOrder
    from graph.planning.import_report import ImportOptions
    from graph.planning.importing import import_files
    from graph.planning.typed import mapping

    order = given.pop("dates")
    options = ImportOptions(
        author=session.author,
        date_order=DateOrder(order.replace("-", "_")) if order else None,
        mapping=mapping(given.pop("mapping")),
        **given,
    )
    sources = list(_read(files))
    with session.opened() as store:
        report = import_files(store, sources, options, session.now, tell_progress)
    show(as_json, lambda: report_json(report), lambda: report_lines(report))


def _show_fields(as_json: bool) -> None:
    """The fields of each kind of list."""
    from graph.importers.rows.readers import READERS

    kinds = {kind.replace("_", " "): sorted(readers) for kind, readers in READERS.items()}
    lines = [line for kind, names in kinds.items() for line in (Heading(kind), *_wrapped(names))]
    show(as_json, lambda: kinds, lambda: lines)


def _wrapped(names: Sequence[str]) -> list[str]:
    return wrap(", ".join(names), initial_indent="  ", subsequent_indent="  ", width=LINE)


def _read(files: Sequence[str]) -> Iterator["SourceFile"]:
    from graph.planning.source_files import read_source

    for name in files:
        if name == STANDARD_INPUT:
            yield read_source("standard input", _pasted())
            continue
        try:
            with Path(name).open("rb") as file:
                yield read_source(printable(Path(name).name), file, Path(name).stat().st_size)
        except OSError as error:
            raise BadInput(
                f"{name} can't be read: {error.strerror}. Check the name, and that you may read it."
            ) from None


def _pasted() -> BinaryIO:
    if sys.stdin is None:
        raise BadInput("There is no standard input: name a FILE.")
    if sys.stdin.isatty():
        say("Paste the table, and end it with Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
    return sys.stdin.buffer


@click.group(invoke_without_command=True)
@click.option("--account", "-a", metavar="NAME", help="Only what touched this account.")
@as_json_option
@click.pass_context
@with_session
def imports(session: Session, ctx: click.Context, account: str | None, as_json: bool) -> None:
    """List what was written, newest first, and take it back: `inroad imports undo ID`."""
    if ctx.invoked_subcommand is not None:
        return
    from graph.planning.opening import account_id

    with session.opened() as store:
        id_ = None if account is None else account_id(store, account, session.view())
        batches = store.batches(id_)
    show(
        as_json,
        lambda: [batch_json(one) for one in batches],
        lambda: table(map(_header_row, batches), HEAD) if batches else ["Nothing yet."],
    )


HEAD = ("id", "when", "who", "what", "file", "")


def _header_row(one: BatchHeader) -> tuple[str, ...]:
    from graph.importers.drafts.findings import counts_in_words

    what = counts_in_words(one.counts)
    undone = f"undone {one.undone_at:%Y-%m-%d %H:%M} by {one.undone_by}" if one.undone_at else ""
    when = f"{one.recorded_at:%Y-%m-%d %H:%M}"
    return (str(one.id), when, one.author, what or one.action, one.file or one.source, undone)


@imports.command(epilog=shown("inroad imports undo 3"))
@click.argument("batch", type=int, metavar="ID")
@click.option("--and-later", is_flag=True, help="Also the later ones that build on it.")
@yes_option
@as_json_option
@with_session
def undo(session: Session, batch: int, and_later: bool, yes: bool, as_json: bool) -> None:
    """Take a batch back exactly, or say which later ones stand in the way."""
    from graph.planning.recording import By
    from graph.planning.undoing import undo_with_later

    with session.opened() as store:

        def agreed(later: Sequence[int]) -> None:
            if not yes:
                named = ", then ".join(map(str, later))
                question = f"Batch {batch} is taken back, and before it {named}. Go on?"
                click.confirm(question, abort=True, err=True)

        if and_later:
            undone = undo_with_later(store, batch, By(session.author, session.now), agreed)
        else:
            undone = [store.undo(batch, session.author, session.now)]
    show(
        as_json,
        lambda: [batch_json(one) for one in undone] if and_later else batch_json(undone[0]),
        lambda: [
            f"Undone: batch {one.id}, {one.action} ({one.file or 'by hand'})." for one in undone
        ],
    )
