"""Bytes of any file that people bring, as clean tables; what is wrong is a value, a `Fault`."""

import re
from collections.abc import Iterable

from graph.importers.faults import Fault, excerpt
from graph.importers.tables.content_lines import with_whole_characters
from graph.importers.tables.decoding import Decoded, decode
from graph.importers.tables.delimited import read_delimited
from graph.importers.tables.grid import Grid, Table, make_table
from graph.importers.tables.json_tables import is_json, read_json
from graph.importers.tables.packed import unpacked
from graph.importers.tables.pasted import read_pasted
from graph.importers.tables.vcards import is_vcard, read_vcards
from graph.importers.tables.workbook import read_workbook

__all__ = ["MAX_BYTES", "Table", "read_tables", "too_large"]

MAX_BYTES = 1 << 29
_HEAD = 200
_MARK = "\xef\xbb\xbf"
"""A byte-order mark, read as Latin-1."""

AS_TABLE = "save the table as .xlsx or CSV"
AS_MAIL = "save mails as .eml or .mbox, as Thunderbird does once it has imported them from Outlook"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
MAIL_PART = "__substg1.0_".encode("utf-16-le")
"""How the parts of a mail begin that Outlook keeps in the same container as old workbooks."""

OTHER_FORMATS = (
    (b"!BDN", "a data file of Outlook (.pst, .ost)", AS_MAIL),
    (
        OLD_OFFICE,
        "an old .xls workbook, or one with a password",
        "save it as .xlsx, without a password",
    ),
    (b"%PDF", "a PDF document", AS_TABLE),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"SQLite format 3", "a database", AS_TABLE),
    (b"{\\rtf", "a text document", AS_TABLE),
)
SOMETHING = re.compile(r"[^ \t\r\n\xa0,;|]")
MAX_BLANK_CHARS = 2_000_000
MARKUP = ("<html", "<!doctype", "<table", "<?xml", "<meta", "<head")

Tables = tuple[tuple[Table, ...], tuple[Fault, ...]]


def read_tables(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Tables:
    """The tables in a file called `name`, and what is wrong with it.

    Reads .xlsx, vCards, JSON (Salesforce trees, query results, lists of objects), text with cells
    parted by a comma, semicolon, tab or bar, and tables drawn in text, packed with gzip or not.
    `encoding`, `delimiter`
    and `sheet` overrule what is recognised. A table with a fatal fault is missing from the first
    tuple; where something cannot be recognised with certainty, a fatal fault asks for it.
    """
    opened = unpacked(data, name)
    if isinstance(opened, Fault):
        return (), (opened,)
    data, name = opened
    if fault := _unreadable(data, name):
        return (), (fault,)
    if data.startswith(b"PK"):
        return _of_workbook(data, name, sheet)
    if is_vcard(data[:_HEAD].decode("latin-1").removeprefix(_MARK)):
        data = with_whole_characters(data)
    decoded, faults = decode(data, name, encoding)
    if decoded is None:
        return (), tuple(faults)
    if sheet is not None:
        faults.append(Fault(f'it has no sheets; --sheet "{excerpt(sheet)}" is passed over', name))
    tables, text_faults = _of_text(decoded, name, delimiter)
    return tables, (*faults, *text_faults)


def _unreadable(data: bytes, name: str) -> Fault | None:
    if not data:
        return _empty(name)
    if len(data) > MAX_BYTES:
        return too_large(name)
    if data.startswith(OLD_OFFICE) and (name.casefold().endswith(".msg") or MAIL_PART in data):
        return Fault(
            "a mail of Outlook (.msg), which cannot be read", name, mend=AS_MAIL, fatal=True
        )
    for magic, what, mend in OTHER_FORMATS:
        if data.startswith(magic):
            return Fault(f"{what}, which cannot be read", name, mend=mend, fatal=True)
    return None


def too_large(name: str) -> Fault:
    """What is wrong with a file of more than `MAX_BYTES`."""
    message = f"the file is larger than {MAX_BYTES / 1e9:.1f} GB"
    return Fault(message, name, mend="import it in parts", fatal=True)


def _empty(name: str) -> Fault:
    return Fault("the file is empty", name, mend="check the export", fatal=True)


def _blank(text: str, name: str) -> Fault:
    if len(text) <= MAX_BLANK_CHARS:
        return _empty(name)
    message = f"the file begins with {MAX_BLANK_CHARS:,} blank or parting characters"
    return Fault(message, name, 1, mend="check the export", fatal=True)


def _of_workbook(data: bytes, name: str, sheet: str | None) -> Tables:
    grids, faults = read_workbook(data, name, sheet)
    with_rows = [(title, grid) for title, grid in grids if grid.lines]
    tables, more = _made(make_table(grid, name, sheet=title) for title, grid in with_rows or grids)
    if with_rows:
        empty = [title for title, grid in grids if not grid.lines]
        faults += [Fault("there is a header but no row below it", f"{name} ({t})") for t in empty]
    elif not grids and not any(fault.fatal for fault in faults):
        faults.append(Fault("no sheet holds a table", name, mend="check the export", fatal=True))
    return tables, (*faults, *more)


def _of_text(decoded: Decoded, name: str, delimiter: str | None) -> Tables:
    text, encoding = decoded.text, decoded.encoding
    if not SOMETHING.search(text, 0, MAX_BLANK_CHARS):
        return (), (_blank(text, name),)
    if text[:20].lstrip().casefold().startswith(MARKUP):
        message = "a page of HTML or XML, which cannot be read"
        return (), (Fault(message, name, mend=AS_TABLE, fatal=True),)
    if is_json(text, name):
        return _of_json(decoded, name)
    if drawn := _drawn(text, name, delimiter):
        return _made([make_table(drawn, name, encoding=encoding)])
    grid, parted_by, faults = read_delimited(text, name, delimiter)
    if grid is None:
        return (), tuple(faults)
    tables, more = _made([make_table(grid, name, encoding=encoding, delimiter=parted_by)])
    return tables, (*faults, *more)


def _drawn(text: str, name: str, delimiter: str | None) -> Grid | None:
    """The grid of an address book, or of a table drawn in text."""
    if is_vcard(text):
        return read_vcards(text, name)
    return None if delimiter else read_pasted(text, name)


def _of_json(decoded: Decoded, name: str) -> Tables:
    grids, faults = read_json(decoded.text, name)
    tables, more = _made(
        make_table(grid, f"{name} ({kind})" if kind else name, encoding=decoded.encoding)
        for kind, grid in grids
    )
    return tables, (*faults, *more)


def _made(made: Iterable[tuple[Table | None, list[Fault]]]) -> Tables:
    results = list(made)
    tables = tuple(table for table, _ in results if table is not None)
    return tables, tuple(fault for _, faults in results for fault in faults)
