"""Cells of a column become values, each distinct text read once; refusals are told by line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import contains

from graph.importers.faults import Fault, excerpt, others
from graph.importers.readers import TEXT, Reader
from graph.importers.rows import Cell
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
    if reader is TEXT and _is_plain(column.cells):
        return [cell or None for cell in column.cells], []
    values = _Values(reader)
    read = list(map(values.__getitem__, column.cells))
    refused = values.refused
    return read, list(refused_cells(column, refused, reader.mend)) if refused else []


class _Values(dict[str, Cell]):
    """The value of each cell, read when it is first met, and what was wrong with the `refused`."""

    def __init__(self, reader: Reader) -> None:
        super().__init__({"": None})
        self.refused: dict[str, str] = {}
        self._reader = reader

    def __missing__(self, cell: str) -> Cell:
        try:
            value: Cell = self._reader.read(cell)
        except ValueError as wrong:
            value = self._reader.instead(cell)
            self.refused[cell] = f"{_shortened(str(wrong), cell)}; {self._reader.done}"
        self[cell] = value
        return value


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
        message = f"and so in {len(rest):,} more cells of this column"
        yield Fault(message, column.file, min(rest), column.header, mend)


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether every cell is a text that needs no second look."""
    longest = max(map(len, cells), default=0)
    return longest <= LONGEST_TEXT and not any(map(contains, cells, repeat("\x00")))


def _shortened(message: str, cell: str) -> str:
    return message.replace(repr(cell), f'"{excerpt(cell)}"')
