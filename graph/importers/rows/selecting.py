"""Taking some of the rows, and telling which were left out."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import compress

from graph.importers.coded_columns import chosen
from graph.importers.faults import Fault, others
from graph.importers.rows.model import Rows


def take(rows: Rows, wanted: Sequence[bool]) -> Rows:
    """The rows for which `wanted` holds, in their order; faults stay."""
    if all(wanted):
        return rows
    columns = {name: chosen(cells, wanted) for name, cells in rows.columns.items()}
    return replace(rows, lines=list(compress(rows.lines, wanted)), columns=columns)


def leave_out(rows: Rows, unwanted: Collection[int], why: str, mend: str | None = None) -> Rows:
    """The rows but those at the indices `unwanted`, with a fault that tells their lines."""
    if not unwanted:
        return rows
    gone = set(unwanted)
    lines = [rows.lines[row] for row in sorted(gone)]
    fault = Fault(f"left out, {why}{others(lines)}", rows.file, lines[0], mend=mend)
    kept = take(rows, [row not in gone for row in range(len(rows.lines))])
    return replace(kept, faults=(*kept.faults, fault))
