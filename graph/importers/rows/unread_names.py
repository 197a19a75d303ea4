"""Lists of people whose names stand under headers that aren't known, and how to name them."""

import re
from collections.abc import Collection, Sequence

from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.rows.layouts.format import Format
from graph.importers.rows.model import RowKind
from graph.importers.tables.grid import Table

LOOKED_AT = 200
"""So many rows show what a column holds."""

FILLED, ALIKE, DISTINCT = 0.5, 0.8, 0.6
"""Of a column of names so many cells are filled; of these so many look like names, and differ."""

_NAME = re.compile(r"[^\W\d_]+(?:[ .,'’-]+[^\W\d_]+){0,3}\.?")
_WHOLE = ({"name"}, {"first_name", "last_name"})
"""Each of these tells whole names."""


def unread_names(table: Table, format_: Format, placed: Collection[str], file: str) -> list[Fault]:
    """The fatal fault of a plain list of people that is read without their whole names, though
    columns that feed no field look like names."""
    fields = set(placed)
    if (
        format_.kind is not RowKind.PEOPLE
        or not format_.is_plain
        or any(map(fields.issuperset, _WHOLE))
    ):
        return []
    unknown = [column for column in columns_of_names(table) if not format_.knows(column)]
    if not unknown:
        return []
    shown = in_words(f'"{excerpt(column)}"' for column in unknown)
    looks, is_taken = ("look", "aren't") if unknown[1:] else ("looks", "isn't")
    message = f"whole names are missing; {shown} {looks} like names and {is_taken} taken"
    options = options_for(unknown, fields)
    mend = f"say which they are: {options}; or do without: --format {format_.name}"
    return [Fault(message, file, table.header_line, mend=mend, fatal=True)]


def columns_of_names(table: Table) -> Sequence[str]:
    """The headers of the columns whose cells look like names, at most two."""
    pairs = zip(table.columns, table.cells, strict=True)
    return [header for header, cells in pairs if _are_names(cells[:LOOKED_AT])][:2]


def options_for(columns: Sequence[str], placed: Collection[str] = ()) -> str:
    """The options that say which of one or two columns are which part of the names."""
    parts = [part for part in ("first_name", "last_name") if part not in placed]
    fields = ["name"] if len(columns) == 1 == len(parts) - 1 else parts
    pairs = zip(columns, fields, strict=False)
    return " ".join(f'--map "{excerpt(column)}={field}"' for column, field in pairs)


def _are_names(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    names = {cell for cell in filled if _NAME.fullmatch(cell) and not cell[0].islower()}
    alike = sum(cell in names for cell in filled)
    return (
        bool(filled)
        and len(filled) >= FILLED * len(cells)
        and alike >= ALIKE * len(filled)
        and len(names) >= DISTINCT * len(filled)
    )
