"""Lists that write "Last, First": each name is turned, so that other lists find it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.importers.faults import Fault, excerpt
from graph.importers.names import is_vacant
from graph.importers.rows import Cell, Rows

SHARE = 0.8
"""So much of a list must be written so: fewer are a name with something behind it."""

LONGEST_DEGREE = 5
_LAST_FIRST = re.compile(r"([^,()\[\]]+),\s*([^,()\[\]]+?)(\s*[(\[].*)?")
_BEHIND_A_NAME = frozenset({"phd", "ph.d.", "dr", "dr.", "jr", "jr.", "sr", "sr.", "esq", "esq."})


def turn_names(rows: Rows) -> Rows:
    """The rows with names as they are spoken, and that this was done; "Bob Ray, MBA" stays."""
    names = rows.columns.get("name", ())
    written = {cell: _turned(str(cell)) for cell in set(names) if cell and "," in str(cell)}
    held = [cell for cell in names if cell and not is_vacant(str(cell))]
    turned = sum(written.get(cell) is not None for cell in held)
    if not turned or turned < SHARE * len(held) or not _are_surnames(held):
        return rows
    shown = next(cell for cell in held if written.get(cell))
    told = Fault(
        f'names are written with the surname first, and turned: "{excerpt(str(shown))}" is'
        f' "{excerpt(str(written[shown]))}"',
        rows.file,
        rows.lines[names.index(shown)],
    )
    spoken = [written.get(cell) or cell for cell in names]
    return replace(rows, columns={**rows.columns, "name": spoken}, faults=(*rows.faults, told))


def _turned(name: str) -> str | None:
    """The name the other way round, what was typed in brackets still behind it."""
    found = _LAST_FIRST.fullmatch(name.strip())
    if found is None:
        return None
    last, first, marker = found[1].strip(), found[2], found[3] or ""
    is_degree = first.isupper() and len(first) <= LONGEST_DEGREE and not last.isupper()
    if not last or is_degree or first.casefold() in _BEHIND_A_NAME:
        return None
    return f"{first} {last}{marker}"


def _are_surnames(names: Sequence[Cell]) -> bool:
    """Whether mostly a single word, particles aside, stands before the comma, not a whole name."""
    before = (str(name).partition(",")[0].split() for name in names)
    single = sum(sum(not word.islower() for word in words) < 2 for words in before)
    return single > len(names) / 2
