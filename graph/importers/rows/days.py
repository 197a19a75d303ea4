"""Columns of dates: which number is the day, told by the columns themselves or asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.importers.coded_columns import distinct, each
from graph.importers.faults import Fault, excerpt
from graph.importers.rows.columns import Column, refused_cells
from graph.importers.rows.dates import DateOrder, counted, parse_dates, recognise_order
from graph.importers.rows.model import Cell
from graph.importers.rows.readers import DAY, offset_in, time_in

TIMED = "date"
TIME_OF_DATE = "date_time"
ZONE_OF_DATE = "date_zone"
"""What else stood in the cells of `TIMED`: their time of day, and their minutes ahead of UTC."""


def read_days(
    columns: Mapping[str, Column], order: DateOrder | None
) -> tuple[dict[str, Sequence[Cell]], list[Fault]]:
    """The dates of each field's column, None where there is none, and what was wrong.

    A column whose order can't be told takes that of the others; a fault asks for it, and is
    fatal, where they don't tell either.
    """
    columns = {field: _written_out(column) for field, column in columns.items()}
    texts = {field: distinct(column.cells) for field, column in columns.items()}
    orders = {field: order or recognise_order(cells) for field, cells in texts.items()}
    told = {one for one in orders.values() if one and one != DateOrder.ISO}
    read: dict[str, Sequence[Cell]] = {}
    faults: list[Fault] = []
    for field, column in columns.items():
        known = orders[field] or (next(iter(told)) if len(told) == 1 else None)
        if known is None:
            faults.append(_ask(column, texts[field]))
            continue
        read[field], refused = _read(column, texts[field], known)
        faults += refused
        if field == TIMED and any(":" in cell for cell in texts[field]):
            read[TIME_OF_DATE] = each(time_in, column.cells)
            if any(offset_in(cell) for cell in texts[field]):
                read[ZONE_OF_DATE] = each(offset_in, column.cells)
    return read, faults


def _written_out(column: Column) -> Column:
    """A column of counted seconds or days with dates in their place."""
    if not (meant := counted(distinct(column.cells))):
        return column
    return replace(column, cells=each(lambda cell: meant.get(cell, cell), column.cells))


def _read(
    column: Column, texts: Sequence[str], order: DateOrder
) -> tuple[Sequence[Cell], list[Fault]]:
    filled = list(filter(None, texts))
    dates, bad = parse_dates(filled, order)
    values: dict[str, Cell] = {"": None, **dict(zip(filled, dates, strict=True))}
    refused = {}
    for cell in (filled[index] for index in bad):
        meant = counted([cell]).get(cell, "")[: len("2026-01-31")]
        values[cell] = date.fromisoformat(meant) if meant else None
        said = f"taken as {meant}, counted as programs do" if meant else DAY.done
        refused[cell] = f'"{excerpt(cell)}" is not a date; {said}'
    read = each(values.__getitem__, column.cells)
    return read, list(refused_cells(column, refused, DAY.mend)) if refused else []


def _ask(column: Column, texts: Sequence[str]) -> Fault:
    """Which number is the day: a fault that shows a date of which it can't be told."""
    unclear = next((cell for cell in texts if recognise_order([cell]) is None), None)
    if unclear is None:
        unclear = next(filter(None, texts))
        message = "some dates have the day first and others the month"
    else:
        message = f'"{excerpt(unclear)}" may have day or month first, and no other date settles it'
    return Fault(
        message,
        column.file,
        column.lines[column.cells.index(unclear)],
        column.header,
        "say which: --dates day-first or --dates month-first",
        fatal=True,
    )
