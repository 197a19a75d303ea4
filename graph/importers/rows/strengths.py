"""How strong links are where a list says it in numbers: on the scale that they show."""

from collections.abc import Sequence

from graph.importers.coded_columns import distinct, each
from graph.importers.faults import Fault
from graph.importers.rows.columns import Column, read_column
from graph.importers.rows.model import Cell, RowKind
from graph.importers.rows.readers import READERS, decimal
from graph.vocabulary import Strength

SCALES = (3, 5, 10, 100)
"""The numbers are from 1 to the first of these that none of them exceeds."""


def read_strengths(column: Column) -> tuple[Sequence[Cell], list[Fault]]:
    """The strengths of links, and what was wrong or taken for something."""
    numbers = {cell: _number(cell) for cell in distinct(column.cells) if cell}
    most = max((number or 0.0 for number in numbers.values()), default=0.0)
    scale = next((one for one in SCALES if most <= one), None)
    if not numbers or scale is None or any(one is None or one < 1 for one in numbers.values()):
        return read_column(column, READERS[RowKind.LINKS]["strength"])
    steps = (Strength.WEAK, Strength.MEDIUM, Strength.STRONG)
    read = {
        cell: steps[min(2, int(3 * ((number or 1) - 1) / (scale - 1)))]
        for cell, number in numbers.items()
    }
    message = f"the numbers are taken as strengths from 1 (weak) to {scale} (strong)"
    mend = "write weak, medium or strong; a probability goes in a column of that name"
    line = next(line for line, cell in zip(column.lines, column.cells, strict=True) if cell)
    return each(read.get, column.cells), [Fault(message, column.file, line, column.header, mend)]


def _number(cell: str) -> float | None:
    try:
        return float(decimal(cell))
    except ValueError:
        return None
