"""A table becomes rows in our own fields: recognised, mapped, typed and checked by column."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.importers.faults import Fault
from graph.importers.rows.columns import Column, read_column
from graph.importers.rows.completing import complete, without_nameless
from graph.importers.rows.dates import DateOrder
from graph.importers.rows.days import read_days
from graph.importers.rows.formats import file_of
from graph.importers.rows.headers import with_known_header
from graph.importers.rows.layouts.format import Format
from graph.importers.rows.model import Cell, RowKind, Rows
from graph.importers.rows.placing import Placed, choose, named_columns, place
from graph.importers.rows.readers import DAY, READERS, TEXT, Reader
from graph.importers.rows.strengths import read_strengths
from graph.importers.rows.unread_names import unread_names
from graph.importers.tables.grid import Table

NO_MAPPING: Mapping[str, str] = {}


def read_rows(
    table: Table,
    *,
    format: str | None = None,
    mapping: Mapping[str, str] = NO_MAPPING,
    date_order: DateOrder | None = None,
) -> Rows:
    """The rows of a table; where a fault among theirs is fatal, there are none.

    `format`: the name of one in `FORMATS`, recognised if None. `mapping`: their column → our
    field, which goes before what the format says of a column. `date_order`: recognised if None.
    `unknown_columns` are those that have no field here and hold something. Where the header
    names no columns of a known format, a row right below it may.
    """
    headed, told = with_known_header(table, mapping)
    rows = _read(headed, format, mapping, date_order)
    return replace(rows, faults=(*told, *rows.faults))


def _read(
    table: Table,
    format: str | None,
    mapping: Mapping[str, str],
    date_order: DateOrder | None,
) -> Rows:
    named, faults = named_columns(table, mapping)
    chosen = faults or choose(table, format, named)
    if not isinstance(chosen, Format):
        return Rows(RowKind.PEOPLE, "", "", file_of(table), (), {}, faults=tuple(chosen))
    placed = place(table, chosen, named)
    rows = _no_rows(table, chosen)
    unread = [] if format else unread_names(table, chosen, list(placed.columns), file_of(table))
    if wrong := (*placed.faults, *unread):
        return replace(rows, faults=wrong)
    columns, faults = _typed(_raw(table, chosen, placed), chosen, date_order)
    if any(fault.fatal for fault in faults):
        return replace(rows, faults=tuple(faults))
    unknown = _unknown(table, placed)
    rows = replace(
        rows, lines=table.lines, columns=columns, unknown_columns=unknown, faults=tuple(faults)
    )
    return without_nameless(complete(chosen.finish(rows)))


def _no_rows(table: Table, format_: Format) -> Rows:
    return Rows(format_.kind, format_.source, format_.system, file_of(table), (), {})


def _reader(format_: Format, field: str) -> Reader:
    """How a field is read; what only one format has is text."""
    return READERS[format_.kind].get(field, TEXT)


def _raw(table: Table, format_: Format, placed: Placed) -> dict[str, Column]:
    """The cells that feed each field."""
    return {
        field: Column(
            table.columns[columns[0]],
            _cells(table, columns, None if _reader(format_, field) is TEXT else format_.separator),
            table.lines,
            file_of(table),
        )
        for field, columns in placed.columns.items()
    }


def _typed(
    raw: Mapping[str, Column], format_: Format, date_order: DateOrder | None
) -> tuple[dict[str, Sequence[Cell]], list[Fault]]:
    """The values of each field, and what was wrong."""
    dates = {field: column for field, column in raw.items() if _reader(format_, field) is DAY}
    columns, faults = read_days(dates, date_order)
    for field, column in raw.items():
        if field not in dates:
            if format_.kind is RowKind.LINKS and field == "strength":
                columns[field], wrong = read_strengths(column)
            else:
                columns[field], wrong = read_column(column, _reader(format_, field))
            faults += wrong
    return columns, faults


def _cells(table: Table, columns: Sequence[int], separator: str | None) -> Sequence[str]:
    """The cells of one or several columns, with several values parted by ";"."""
    cells: Sequence[str] = table.cells[columns[0]]
    if len(columns) > 1:
        rows = zip(*(table.cells[column] for column in columns), strict=True)
        cells = [";".join(filter(None, row)) for row in rows]
    if separator is not None and separator != ";":
        cells = [cell.replace(separator, ";") for cell in cells]
    return cells


def _unknown(table: Table, placed: Placed) -> tuple[str, ...]:
    """The headers of the columns that feed no field and hold something."""
    used = {column for columns in placed.columns.values() for column in columns}
    return tuple(
        header
        for index, header in enumerate(table.columns)
        if index not in used and any(table.cells[index])
    )
