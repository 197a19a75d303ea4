"""Cells under a header, however they came, become one clean table, column-wise."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, zip_longest

from graph.importers.coded_columns import chosen
from graph.importers.faults import Fault, excerpt, others
from graph.importers.tables.closing import closing_lines, counts

MAX_COLUMNS = 1_000
MAX_CELL_CHARS = 100_000
MAX_CELLS = 50_000_000  # of a table, those that short rows lack among them
PREAMBLE_ROWS = 40  # a header is looked for this far down


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it came, column-wise: `cells[c][r]` is a stripped text, empty where nothing stood.

    `lines[r]` is where row r stands in the file, from 1: its first line of text, its row in a
    sheet, its record in JSON. `nameless` columns have no name in the header and are called by
    their place.
    """

    name: str
    columns: tuple[str, ...]
    cells: tuple[Sequence[str], ...]
    lines: Sequence[int]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_line: int = 1
    nameless: tuple[int, ...] = ()


@dataclass(slots=True)
class Grid:
    """A header and the stripped cells below it: each column has a cell for each of `lines`."""

    header: list[str]
    header_line: int
    cells: list[Sequence[str]]
    lines: Sequence[int]
    short: list[int] = field(default_factory=list)  # lines of the rows that lacked cells
    problems: list[Fault] = field(default_factory=list)


def make_table(
    grid: Grid,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> tuple[Table | None, list[Fault]]:
    """The table that a grid holds, or None where a fault is fatal."""
    shown = f"{name} ({sheet})" if sheet is not None else name
    faults = [*grid.problems]
    if len(grid.header) > MAX_COLUMNS:
        return None, [*faults, too_many_columns(shown, grid.header_line, len(grid.header))]
    if any(fault.fatal for fault in faults):
        return None, faults
    _drop_rows(grid, _blank_rows(grid))
    faults += _drop_footer(grid, shown)
    faults += _drop_repeated_headers(grid, shown)
    nameless = _name_columns(grid)
    faults += _short_rows(grid, shown)
    faults += _duplicate_names(grid, shown)
    if not grid.lines:
        faults.append(_no_rows(grid, shown))
    if any(fault.fatal for fault in faults):
        return None, faults
    table = Table(
        name,
        tuple(grid.header),
        tuple(grid.cells),
        grid.lines,
        encoding,
        delimiter,
        sheet,
        grid.header_line,
        nameless,
    )
    return table, faults


def grid_of_rows(rows: Sequence[Sequence[str]], lines: Sequence[int], name: str) -> Grid:
    """A grid of rows of stripped cells, the first of which is the header.

    Rows may differ in length: what stands right of the header gets columns without a name.
    """
    width = max(map(len, rows))
    grid = Grid([*rows[0], *[""] * (width - len(rows[0]))], lines[0], [], as_range(lines[1:]))
    if width > MAX_COLUMNS:
        return grid
    if width * len(rows) > MAX_CELLS:
        grid.problems.append(too_many_cells(name))
        return grid
    grid.cells = [list(column[1:]) for column in zip_longest(*rows, fillvalue="")]
    long = [
        line
        for row, line in zip(rows, lines, strict=True)
        if any(len(cell) > MAX_CELL_CHARS for cell in row)
    ]
    grid.problems += cells_too_long(name, long)
    return grid


def header_index(rows: Sequence[Sequence[str]]) -> int:
    """Where the header stands: the first row that holds something, below any preamble.

    A preamble ends in a blank row, and each of its rows has fewer filled cells than the row
    that follows the blank one.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[: PREAMBLE_ROWS + 1]]
    header = next((index for index, count in enumerate(filled) if count), 0)
    for index in range(header + 1, len(filled)):
        follows_a_blank = filled[index] and not filled[index - 1]
        if follows_a_blank and max(filled[:index]) < filled[index]:
            header = index
    return header


def preamble_fault(name: str, first: int, header_line: int) -> Fault:
    return Fault(
        f"what stands above the table is left out; its header is taken from line {header_line}",
        name,
        first,
    )


def too_many_columns(name: str, line: int, count: int) -> Fault:
    message = f"there are {count:,} columns, more than the {MAX_COLUMNS:,} that are read"
    return Fault(message, name, line, mend="keep the columns that describe people", fatal=True)


def too_many_cells(name: str) -> Fault:
    message = f"there are more than {MAX_CELLS:,} cells, empty ones among them"
    return Fault(message, name, mend="keep the columns that describe people", fatal=True)


def cells_too_long(name: str, lines: Sequence[int]) -> Iterator[Fault]:
    if lines:
        message = f"a cell holds more than {MAX_CELL_CHARS:,} characters{others(lines)}"
        yield Fault(message, name, lines[0], mend="shorten or remove it", fatal=True)


def as_range(lines: Sequence[int]) -> Sequence[int]:
    """Rising line numbers as a range where no number is missing."""
    if lines and lines[-1] - lines[0] == len(lines) - 1:
        return range(lines[0], lines[-1] + 1)
    return lines


def _blank_rows(grid: Grid) -> list[int]:
    if not grid.cells:
        return []
    first, *rest = grid.cells
    if "" not in first:
        return []
    return [row for row, cell in enumerate(first) if not cell and not any(c[row] for c in rest)]


def _drop_rows(grid: Grid, rows: Collection[int]) -> None:
    if not rows:
        return
    gone = set(rows)
    kept = [row not in gone for row in range(len(grid.lines))]
    gone_lines = {grid.lines[row] for row in gone}
    grid.short = [line for line in grid.short if line not in gone_lines]
    grid.cells = [chosen(column, kept) for column in grid.cells]
    grid.lines = as_range(list(compress(grid.lines, kept)))


def _drop_footer(grid: Grid, name: str) -> Iterator[Fault]:
    """Leave out what a report prints below its rows, and counts of them."""
    if rows := closing_lines(grid.cells, grid.lines):
        line, count = grid.lines[rows.start], len(rows)
        _drop_rows(grid, rows)
        shown = "1 row" if count == 1 else f"{count} rows"
        yield Fault(f"what closes the report ({shown}) is left out", name, line)
    counted = dict(counts(grid.cells, len(grid.lines)))
    for row, text in sorted(counted.items()):
        message = f'the last row, "{excerpt(text)}", counts the others and is left out'
        yield Fault(message, name, grid.lines[row])
    _drop_rows(grid, counted)


def _drop_repeated_headers(grid: Grid, name: str) -> list[Fault]:
    if not grid.cells or grid.header[0] not in grid.cells[0]:
        return []
    repeats = [
        row
        for row, cell in enumerate(grid.cells[0])
        if cell == grid.header[0] and [column[row] for column in grid.cells] == grid.header
    ]
    if not repeats:
        return []
    lines = [grid.lines[row] for row in repeats]
    _drop_rows(grid, repeats)
    return [Fault(f"a row repeats the header and is left out{others(lines)}", name, lines[0])]


def _name_columns(grid: Grid) -> tuple[int, ...]:
    """Name nameless columns by their place, and drop those that hold nothing either."""
    nameless = [index for index, title in enumerate(grid.header) if not title]
    empty = {index for index in nameless if not any(grid.cells[index])}
    for index in nameless:
        grid.header[index] = name_by_place(index)
    kept = [index for index in range(len(grid.header)) if index not in empty]
    grid.header = [grid.header[index] for index in kept]
    grid.cells = [grid.cells[index] for index in kept]
    return tuple(place for place, index in enumerate(kept) if index in nameless)


def name_by_place(index: int) -> str:
    return f"column {index + 1}"


def _short_rows(grid: Grid, name: str) -> Iterable[Fault]:
    if grid.short:
        message = (
            f"a row has fewer cells than the {len(grid.header)} of the header, and is read as if"
            f" the missing ones were empty{others(grid.short)}"
        )
        yield Fault(message, name, grid.short[0])


def _duplicate_names(grid: Grid, name: str) -> Iterable[Fault]:
    first: dict[str, int] = {}
    for place, title in enumerate(grid.header, start=1):
        earlier = first.setdefault(title, place)
        if earlier != place:
            message = f'columns {earlier} and {place} are both called "{excerpt(title)}"'
            mend = "rename or remove one of them"
            yield Fault(message, name, grid.header_line, title, mend, fatal=True)


def _no_rows(grid: Grid, name: str) -> Fault:
    message = "there is a header but no row below it"
    return Fault(
        message, name, grid.header_line, mend="check that the export is complete", fatal=True
    )
