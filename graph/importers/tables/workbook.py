"""Sheets of an .xlsx workbook as grids: values only, formulas as last calculated."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from graph.importers.faults import Fault, excerpt, in_words, others
from graph.importers.tables.cell_text import cell_text
from graph.importers.tables.formula_cells import as_typed
from graph.importers.tables.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    Grid,
    grid_of_rows,
    header_index,
    preamble_fault,
    too_many_cells,
    too_many_columns,
)
from graph.importers.tables.unpacking import unsafe

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_SHEETS = 1_000
MAX_CHARS = 1 << 29  # in the cells of a sheet; many may point to one long text
MAX_ROWS = 1_048_576  # what the format allows
SCANNED_BYTES = 1 << 20
OVERLAP = 300

ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
MERGED = re.compile(rb'mergeCell\b[^<>]{0,200}?\bref="([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})"')
UNCALCULATED = re.compile(rb"(?:</f>|<f\b[^<>]{0,200}/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
# What openpyxl and the libraries below it raise on damaged workbooks.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ParseError),
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError),
)


def read_workbook(
    data: bytes, name: str, sheet: str | None
) -> tuple[list[tuple[str, Grid]], list[Fault]]:
    """The sheets that hold a table, each with its title; none where a fault is fatal."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if fault := unsafe(archive, name):
                return [], [fault]
            faults = list(_uncalculated(archive, name))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, of styles and extensions it leaves out
            return _read_sheets(data, name, sheet, faults)
    except DAMAGE as error:
        cut = isinstance(error, zipfile.BadZipFile)
        message = "the workbook is cut off or damaged" if cut else "the workbook is damaged"
        mend = "export or download it anew, or save it again as .xlsx in a spreadsheet program"
        return [], [Fault(message, name, mend=mend, fatal=True)]


def _uncalculated(archive: zipfile.ZipFile, name: str) -> Iterator[Fault]:
    sheets = [part for part in archive.infolist() if part.filename.startswith("xl/worksheets/")]
    if any(_has_uncalculated(archive, part) for part in sheets):
        message = "formulas that were never calculated are read as empty"
        mend = "open the workbook in a spreadsheet program and save it"
        yield Fault(message, name, mend=mend)


def _has_uncalculated(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as stream:
        return any(_found(stream, UNCALCULATED))


def _found(stream: IO[bytes], wanted: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """What is found in a stream, block by block; nothing wanted is longer than the overlap."""
    tail = b""
    while block := stream.read(SCANNED_BYTES):
        scanned = tail + block
        end = 0
        for found in wanted.finditer(scanned):
            end = found.end()
            yield found
        tail = scanned[max(end, len(scanned) - OVERLAP) :]


def _read_sheets(
    data: bytes, name: str, sheet: str | None, faults: list[Fault]
) -> tuple[list[tuple[str, Grid]], list[Fault]]:
    from openpyxl import load_workbook  # takes 0.2 s, and only workbooks need it

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets: list[ReadOnlyWorksheet] = book.worksheets
    if len(sheets) > MAX_SHEETS:
        message = f"there are {len(sheets):,} sheets, more than the {MAX_SHEETS:,} that are read"
        return [], [Fault(message, name, mend="keep those with people", fatal=True)]
    chosen, choice_faults = _choose(sheets, name, sheet)
    faults += choice_faults
    grids: list[tuple[str, Grid]] = []
    for one in chosen:
        grid, sheet_faults = _read_sheet(one, f"{name} ({one.title})")
        faults += sheet_faults
        if grid is not None:
            grids.append((one.title, grid))
    book.close()
    kept, left_out = _with_several_columns(grids, name)
    return kept, faults + left_out


def _choose(
    sheets: Sequence["ReadOnlyWorksheet"], name: str, wanted: str | None
) -> tuple[list["ReadOnlyWorksheet"], list[Fault]]:
    if wanted is not None:
        chosen = [sheet for sheet in sheets if sheet.title.casefold() == wanted.casefold()]
        there = in_words([f'"{excerpt(sheet.title)}"' for sheet in sheets] or ["none"], "or")
        message = f'there is no sheet "{excerpt(wanted)}"'
        missing = Fault(message, name, mend=f"name one of {there}", fatal=True)
        return chosen, [] if chosen else [missing]
    hidden = [f'"{excerpt(sheet.title)}"' for sheet in sheets if sheet.sheet_state != "visible"]
    faults = []
    if hidden:
        message = f"hidden sheets are left out: {in_words(hidden)}"
        faults.append(Fault(message, name, mend="name one with --sheet to read it"))
    return [sheet for sheet in sheets if sheet.sheet_state == "visible"], faults


def _read_sheet(sheet: "ReadOnlyWorksheet", name: str) -> tuple[Grid | None, list[Fault]]:
    sheet.reset_dimensions()  # some programs write wrong ones
    rows: list[list[str]] = []
    errors: list[int] = []
    cells = chars = 0
    for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        row = _row_text(values)
        if len(row) > MAX_COLUMNS:
            return None, [too_many_columns(name, line, len(row))]
        cells += len(values)
        chars += sum(map(len, row))
        if fault := _too_much(line, cells, chars, name):
            return None, [fault]
        if not ERRORS.isdisjoint(row):
            errors.append(line)
            row = ["" if cell in ERRORS else cell for cell in row]
        rows.append(row)
    faults = list(_error_cells(errors, name))
    if not any(rows):
        return None, faults
    faults += _fill_merged(rows, sheet, name)
    header = _header(rows)
    if any(rows[:header]):
        faults.append(preamble_fault(name, 1, header + 1))
    filled = [index for index in range(header, len(rows)) if any(rows[index])]
    lines = [index + 1 for index in filled]
    return grid_of_rows([rows[index] for index in filled], lines, name), faults


def _too_much(line: int, cells: int, chars: int, name: str) -> Fault | None:
    if line > MAX_ROWS:
        message = f"there are more than {MAX_ROWS:,} rows"
        return Fault(message, name, line, mend="keep those of people", fatal=True)
    if chars > MAX_CHARS:
        message = f"the cells hold more than {MAX_CHARS:,} characters"
        return Fault(message, name, line, mend="import it in parts", fatal=True)
    return too_many_cells(name) if cells > MAX_CELLS else None


def _fill_merged(rows: list[list[str]], sheet: "ReadOnlyWorksheet", name: str) -> Iterator[Fault]:
    """Cells of one column that are merged over several rows: what they hold is meant for each."""
    filled = []
    for column, first, last in _merged(sheet):
        text = rows[first][column] if first < len(rows) and column < len(rows[first]) else ""
        for row in rows[first + 1 : last + 1] if text else ():
            row.extend([""] * (column + 1 - len(row)))
            row[column] = row[column] or text
            filled.append(first + 1)
        if len(filled) > MAX_ROWS:
            break
    if lines := sorted(set(filled)):
        message = f"a cell merged over several rows counts for each of them{others(lines)}"
        yield Fault(message, name, lines[0])


def _merged(sheet: "ReadOnlyWorksheet") -> Iterator[tuple[int, int, int]]:
    """Column, first and last row of the cells that are merged within a column, from 0."""
    from openpyxl.utils import column_index_from_string

    with sheet._get_source() as stream:
        for found in _found(stream, MERGED):
            letters, first, last = (part.decode() for part in found.groups())
            yield column_index_from_string(letters) - 1, int(first) - 1, int(last) - 1


def _row_text(values: Sequence[object]) -> list[str]:
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    row = ["" if value is None else as_typed(cell_text(value)) for value in values[:end]]
    while row and not row[-1]:
        row.pop()
    return row


def _header(rows: Sequence[Sequence[str]]) -> int:
    """Like `header_index`; a title right above the header, alone in its row, is none either."""
    header = header_index(rows)
    below = rows[header + 1] if header + 1 < len(rows) else []
    alone = sum(map(bool, rows[header])) == 1
    return header + 1 if alone and sum(map(bool, below)) > 2 else header


def _error_cells(lines: Sequence[int], name: str) -> Iterator[Fault]:
    if lines:
        message = f"a spreadsheet error such as #N/A is read as empty{others(lines)}"
        yield Fault(message, name, lines[0], mend="mend the formulas")


def _with_several_columns(
    grids: list[tuple[str, Grid]], name: str
) -> tuple[list[tuple[str, Grid]], list[Fault]]:
    """Beside a table, a sheet of a single column is a note."""
    tables = [(title, grid) for title, grid in grids if len(grid.header) > 1]
    if not tables:
        return grids, []
    notes = [f'"{excerpt(title)}"' for title, grid in grids if len(grid.header) == 1]
    if not notes:
        return tables, []
    message = f"sheets of a single column are left out: {in_words(notes)}"
    return tables, [Fault(message, name, mend="name one with --sheet to read it")]
