"""Taking some of the rows, and telling which were left out."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import compress

from graph.importers.faults import Fault, lines_in_words
from graph.importers.rows import Rows


def take(rows: Rows, wanted: Sequence[bool]) -> Rows:
    """The rows for which `wanted` holds, in their order; faults stay."""
    if all(wanted):
        return rows
    columns = {name: list(compress(cells, wanted)) for name, cells in rows.columns.items()}
    return replace(rows, lines=list(compress(rows.lines, wanted)), columns=columns)


def so_too(lines: Sequence[int]) -> str:
    """The lines, but for the first, for which something holds too."""
    return f" (so too {lines_in_words(lines[1:])})" if len(lines) > 1 else ""


def leave_out(rows: Rows, unwanted: Collection[int], why: str, mend: str | None = None) -> Rows:
    """The rows but those at the indices `unwanted`, with a fault that tells their lines."""
    if not unwanted:
        return rows
    gone = set(unwanted)
    lines = [rows.lines[row] for row in sorted(gone)]
    fault = Fault(f"left out, {why}{so_too(lines)}", rows.file, lines[0], mend=mend)
    kept = take(rows, [row not in gone for row in range(len(rows.lines))])
    return replace(kept, faults=(*kept.faults, fault))
