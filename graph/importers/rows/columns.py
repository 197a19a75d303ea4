"""Cells of a column become values, each distinct text read once; refusals are told by line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from graph.importers.coded_columns import distinct, each
from graph.importers.faults import Fault, excerpt, others
from graph.importers.rows.model import Cell
from graph.importers.rows.readers import TEXT, Reader
from graph.values import LONGEST_TEXT

MOST_LISTED = 5
"""So many refused texts of one column are told one by one, the rest is counted."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it came: its header, stripped cells and their lines in `file`."""

    header: str
    cells: Sequence[str]
    lines: Sequence[int]
    file: str


def read_column(column: Column, reader: Reader) -> tuple[Sequence[Cell], list[Fault]]:
    """The values, None where a cell is empty, and what was wrong with the others."""
    if reader is TEXT and _is_plain(distinct(column.cells)):
        return each(lambda cell: cell or None, column.cells), []
    refused: dict[str, str] = {}
    read = each(partial(_value, reader, refused), column.cells)
    return read, list(refused_cells(column, refused, reader.mend)) if refused else []


def _value(reader: Reader, refused: dict[str, str], cell: str) -> Cell:
    """The value of a cell; where it can't be read, what is taken instead, noted as `refused`."""
    if not cell:
        return None
    try:
        return reader.read(cell)
    except ValueError as wrong:
        refused[cell] = f"{_shortened(str(wrong), cell)}; {reader.done}"
        return reader.instead(cell)


def refused_cells(
    column: Column, refused: Mapping[str, str], mend: str | None = None
) -> Iterable[Fault]:
    """A fault for each text of `refused`, with all its lines, up to `MOST_LISTED` of them."""
    places: dict[str, list[int]] = {}
    for line, cell in zip(column.lines, column.cells, strict=True):
        if cell in refused:
            places.setdefault(cell, []).append(line)
    for cell, lines in list(places.items())[:MOST_LISTED]:
        message = f"{refused[cell]}{others(lines)}"
        yield Fault(message, column.file, lines[0], column.header, mend)
    rest = [line for lines in list(places.values())[MOST_LISTED:] for line in lines]
    if rest:
        message = f"and so in {len(rest):,} more cell{'s' if rest[1:] else ''} of this column"
        yield Fault(message, column.file, min(rest), column.header, mend)


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether every cell is a text that needs no second look."""
    return all(len(cell) <= LONGEST_TEXT and "\x00" not in cell for cell in cells)


def _shortened(message: str, cell: str) -> str:
    return message.replace(repr(cell), f'"{excerpt(cell)}"')
