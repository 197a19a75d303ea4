"""A table becomes rows in our own fields: recognised, mapped, typed and checked by column."""

from collections.abc import Mapping, Sequence

from graph.importers.columns import Column, read_column
from graph.importers.completing import complete, without_nameless
from graph.importers.dates import DateOrder
from graph.importers.days import read_days
from graph.importers.faults import Fault
from graph.importers.layouts.format import Format
from graph.importers.placing import Placed, choose, named_columns, place
from graph.importers.readers import DAY, READERS, TEXT, Reader
from graph.importers.rows import Cell, RowKind, Rows
from graph.importers.tables import Table

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
    `unknown_columns` are those that have no field here and hold something.
    """
    file = f"{table.name} ({table.sheet})" if table.sheet else table.name
    named, faults = named_columns(table, mapping, file)
    chosen = faults or choose(table, format, named, file)
    if not isinstance(chosen, Format):
        return Rows(RowKind.PEOPLE, "", "", file, (), {}, faults=tuple(chosen))
    placed = place(table, chosen, named, file)
    if placed.faults:
        return _empty(chosen, file, placed.faults)
    return _read(table, chosen, placed, date_order, file)


def _read(
    table: Table, format_: Format, placed: Placed, date_order: DateOrder | None, file: str
) -> Rows:
    readers = {field: READERS[format_.kind].get(field, TEXT) for field in placed.columns}
    raw = {
        field: Column(
            table.columns[columns[0]],
            _cells(table, columns, format_, readers[field]),
            table.lines,
            file,
        )
        for field, columns in placed.columns.items()
    }
    days, faults = read_days({f: c for f, c in raw.items() if readers[f] is DAY}, date_order)
    if any(fault.fatal for fault in faults):
        return _empty(format_, file, faults)
    columns: dict[str, Sequence[Cell]] = {**days}
    for field, column in raw.items():
        if field not in days:
            columns[field], wrong = read_column(column, readers[field])
            faults += wrong
    rows = Rows(
        format_.kind,
        format_.source,
        format_.system,
        file,
        table.lines,
        columns,
        _unknown(table, placed),
        tuple(faults),
    )
    return without_nameless(complete(format_.finish(rows)))


def _empty(format_: Format, file: str, faults: Sequence[Fault]) -> Rows:
    return Rows(format_.kind, format_.source, format_.system, file, (), {}, faults=tuple(faults))


def _cells(table: Table, columns: Sequence[int], format_: Format, reader: Reader) -> Sequence[str]:
    """The cells that feed a field, several values in one cell parted by ";"."""
    cells: Sequence[str] = table.cells[columns[0]]
    if len(columns) > 1:
        rows = zip(*(table.cells[column] for column in columns), strict=True)
        cells = [";".join(filter(None, row)) for row in rows]
    if format_.separator != ";" and reader is not TEXT:
        cells = [cell.replace(format_.separator, ";") for cell in cells]
    return cells


def _unknown(table: Table, placed: Placed) -> tuple[str, ...]:
    """The headers of the columns that feed no field and hold something."""
    used = {column for columns in placed.columns.values() for column in columns}
    return tuple(
        header
        for index, header in enumerate(table.columns)
        if index not in used and any(table.cells[index])
    )
