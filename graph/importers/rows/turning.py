"""Lists that write "Last, First": each name is turned, so that other lists find it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.importers.faults import Fault, excerpt
from graph.importers.names import LONGEST_DEGREE, is_vacant
from graph.importers.rows.model import Cell, Rows

SHARE = 0.8
"""So much of a list must be written so: fewer are a name with something behind it."""

_LAST_FIRST = re.compile(r"([^,()\[\]]+),\s*([^,()\[\]]+?)(\s*[(\[].*)?")
_BEHIND_A_NAME = frozenset({"phd", "ph.d.", "dr", "dr.", "jr", "jr.", "sr", "sr.", "esq", "esq."})


def turn_names(rows: Rows) -> Rows:
    """The rows with names as they are spoken, and that this was done; "Bob Ray, MBA" stays."""
    names = rows.columns.get("name", ())
    written: dict[Cell, str] = {
        cell: turned
        for cell in set(names)
        if isinstance(cell, str) and "," in cell and (turned := _turned(cell))
    }
    if not written or not _is_usual(names, written):
        return rows
    line, shown = next(one for one in zip(rows.lines, names, strict=True) if one[1] in written)
    message = (
        f'names are written with the surname first, and turned: "{excerpt(str(shown))}" is'
        f' "{excerpt(written[shown])}"'
    )
    spoken = [written.get(cell, cell) for cell in names]
    faults = (*rows.faults, Fault(message, rows.file, line))
    return replace(rows, columns={**rows.columns, "name": spoken}, faults=faults)


def _is_usual(names: Sequence[Cell], written: Mapping[Cell, str]) -> bool:
    """Whether most names of the list are written so; seats without a holder don't count."""
    held = [cell for cell in names if cell and not is_vacant(str(cell))]
    return sum(cell in written for cell in held) >= SHARE * len(held) and _are_surnames(held)


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
