"""Under which row of a table its rows stand, where the first one names no columns we know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.importers.faults import Fault
from graph.importers.rows.formats import file_of, known_columns, recognise
from graph.importers.rows.placing import named_columns
from graph.importers.tables.grid import Table, name_by_place, preamble_fault

ROWS_ABOVE = 3
"""So many rows may stand right above the header, such as titles of groups of columns."""


def with_known_header(table: Table, mapping: Mapping[str, str]) -> tuple[Table, list[Fault]]:
    """The table below the first row by which a format is known, with what there is to tell;
    unchanged where the header and what a user mapped are enough, or where no row is. Of titles
    over groups of columns some are known too: then it is the row below that knows more."""
    headed, told = table, []
    named, _ = named_columns(table, mapping)
    known = known_columns(table, named)
    if not known or (table.nameless and not mapping):
        for below in _below_first_rows(table):
            if known_columns(below) > known:
                headed = below
                told = [preamble_fault(file_of(table), table.header_line, below.header_line)]
                break
    return headed, [*told, *_nameless(headed)]


def is_recognised(table: Table, mapping: Mapping[str, str]) -> bool:
    """Whether any format is known by the header."""
    named, _ = named_columns(table, mapping)
    return bool(recognise(table, named))


def without_odd_sheets(
    tables: Sequence[Table], mapping: Mapping[str, str]
) -> tuple[list[Table], list[Fault]]:
    """The tables without the sheets of no known format that stand beside one of a known format;
    they are told."""
    odd = [one for one in tables if one.sheet and not _has_header(one, mapping)]
    beside = {one.name for one in tables if one.sheet and one not in odd}
    left_out = [one for one in odd if one.name in beside]
    told = [
        Fault(
            "the sheet is left out, as no format is known with its columns",
            file_of(one),
            one.header_line,
            mend="name it with --sheet, and what it is with --format or --map",
        )
        for one in left_out
    ]
    return [one for one in tables if one not in left_out], told


def _has_header(table: Table, mapping: Mapping[str, str]) -> bool:
    return is_recognised(table, mapping) or any(map(recognise, _below_first_rows(table)))


def _below_first_rows(table: Table) -> Iterator[Table]:
    """The table with each of its first rows as the header."""
    for row in range(min(ROWS_ABOVE, len(table.lines) - 1)):
        titles = [cells[row] for cells in table.cells]
        if len(set(filter(None, titles))) == sum(map(bool, titles)):
            yield replace(
                table,
                columns=tuple(one or name_by_place(index) for index, one in enumerate(titles)),
                cells=tuple(cells[row + 1 :] for cells in table.cells),
                lines=table.lines[row + 1 :],
                header_line=table.lines[row],
                nameless=tuple(index for index, one in enumerate(titles) if not one),
            )


def _nameless(table: Table) -> Iterator[Fault]:
    """Which columns the header doesn't name."""
    for index in table.nameless:
        message = f'a column has no name in the header; it is called "{table.columns[index]}"'
        yield Fault(message, file_of(table), table.header_line, mend="give it a name")
