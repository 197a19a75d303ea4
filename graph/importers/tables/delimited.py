"""Delimited text: quotes, quoted newlines and ragged rows, column-wise and fast."""

import re
from collections.abc import Iterable, Sequence

from graph.importers.coded_columns import Coding
from graph.importers.faults import Fault, excerpt, others
from graph.importers.tables.formula_cells import as_typed
from graph.importers.tables.grid import (
    MAX_CELL_CHARS,
    MAX_CELLS,
    MAX_COLUMNS,
    Grid,
    as_range,
    cells_too_long,
    preamble_fault,
    too_many_cells,
)
from graph.importers.tables.row_reader import LINE_BREAK, RowReader
from graph.importers.tables.sniffing import DELIMITERS, ONE_COLUMN, find_layout

MAX_LINE_CHARS = 1_000_000
MAX_LONG_ROWS = 1_000  # with so many rows too long, the rest isn't looked at
CHUNK_ROWS = 500  # so few that a chunk's characters rarely exceed what a single cell may hold

NO_DELIMITER = re.compile("[\\w\"' \r\n\0]")
SPELLED_DELIMITERS = {called: char for char, called in DELIMITERS.items()} | {"\\t": "\t"}


def read_delimited(
    text: str, name: str, delimiter: str | None
) -> tuple[Grid | None, str | None, list[Fault]]:
    """The grid of a delimited text, or None where a fault is fatal, and what parts its cells."""
    if delimiter is not None:
        delimiter = SPELLED_DELIMITERS.get(delimiter.casefold(), delimiter)
    if fault := _bad_delimiter(delimiter, name) or _long_line(text, name):
        return None, None, [fault]
    layout = find_layout(text, name, delimiter)
    if isinstance(layout, Fault):
        return None, None, [layout]
    rows = RowReader(text, layout, name)
    grid = _read_grid(rows, name)
    faults = [preamble_fault(name, layout.preamble_line, layout.line)] * layout.has_preamble
    faults += rows.faults()
    if any(fault.fatal for fault in faults):
        return None, None, faults
    return grid, None if layout.delimiter == ONE_COLUMN else layout.delimiter, faults


def _read_grid(reader: RowReader, name: str) -> Grid:
    """Everything the reader yields, column-wise, every row as wide as the header."""
    header_line = reader.line
    header = [cell.strip() for cell in reader.take_header()]
    grid = Grid(header, header_line, [], [])
    if len(header) > MAX_COLUMNS:
        return grid
    columns = [Coding(as_typed) for _ in header]
    lines: list[int] = []
    long, endless = list[int](), list[int]()
    while header and len(long) < MAX_LONG_ROWS and not reader.at_end:
        if len(lines) * len(header) > MAX_CELLS:
            grid.problems.append(too_many_cells(name))
            break
        first = reader.line
        if cells := reader.take_plain(len(header)):
            for place, column in enumerate(columns):
                column.extend(cells[place :: len(header)])
            lines += range(first, reader.line)
        else:
            lines += _read_chunk(reader, grid, columns, long, endless)
    grid.cells = [column.column for column in columns]
    grid.lines = as_range(lines)
    grid.problems += [*_long_rows(long, len(header), name), *cells_too_long(name, endless)]
    return grid


def _read_chunk(
    reader: RowReader,
    grid: Grid,
    columns: Sequence[Coding[str, str]],
    long: list[int],
    endless: list[int],
) -> list[int]:
    """Add the next rows to the columns; returns their lines. Notes those of rows with too many
    cells, and with too long ones."""
    rows, lines, span = reader.take(CHUNK_ROWS)
    width = len(grid.header)
    if any(len(row) != width for row in rows):
        rows = [
            row if len(row) == width else _evened(row, line, width, grid.short, long)
            for row, line in zip(rows, lines, strict=True)
        ]
    if span > MAX_CELL_CHARS:
        endless += _with_long_cells(rows, lines)
    for column, cells in zip(columns, zip(*rows, strict=True), strict=False):
        column.extend(cells)
    return lines


def _evened(row: list[str], line: int, width: int, short: list[int], long: list[int]) -> list[str]:
    """The row as wide as the header; notes its line if it was short, or too long to be cut."""
    if len(row) < width:
        short.append(line)
    elif any(map(str.strip, row[width:])):
        long.append(line)
    return [*row[:width], *[""] * (width - len(row))]


def _with_long_cells(rows: list[list[str]], lines: list[int]) -> Iterable[int]:
    for row, line in zip(rows, lines, strict=True):
        if any(len(cell) > MAX_CELL_CHARS for cell in row):
            yield line


def _long_rows(long: Sequence[int], width: int, name: str) -> Iterable[Fault]:
    if long:
        message = f"a row has more cells than the {width} of the header{others(long)}"
        mend = "put cells that hold the delimiter in double quotes, or name the right --delimiter"
        yield Fault(message, name, long[0], mend=mend, fatal=True)


def _bad_delimiter(delimiter: str | None, name: str) -> Fault | None:
    if delimiter is None or (len(delimiter) == 1 and not NO_DELIMITER.match(delimiter)):
        return None
    message = f'"{excerpt(delimiter)}" cannot be a delimiter'
    mend = 'name one character, for example --delimiter ";" or --delimiter tab'
    return Fault(message, name, mend=mend, fatal=True)


def _long_line(text: str, name: str) -> Fault | None:
    """A line beyond all bounds is found by windows without a line break."""
    for start in range(0, len(text) - MAX_LINE_CHARS, MAX_LINE_CHARS):
        window = (start, start + MAX_LINE_CHARS)
        if text.find("\n", *window) < 0 and text.find("\r", *window) < 0:
            line = len(LINE_BREAK.findall(text, 0, start)) + 1
            message = f"a line is longer than {MAX_LINE_CHARS:,} characters"
            mend = "check that the file is a table; export it anew"
            return Fault(message, name, line, mend=mend, fatal=True)
    return None
