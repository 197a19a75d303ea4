"""Reading rows by columns that may not be there."""

from collections.abc import Iterable, Sequence

from graph.importers.rows.model import Cell, Rows


def column(rows: Rows, name: str) -> Sequence[Cell]:
    """A column; all None where it isn't there."""
    cells = rows.columns.get(name)
    return [None] * len(rows.lines) if cells is None else cells


def cells(rows: Rows, *names: str) -> Iterable[tuple[Cell, ...]]:
    """The rows as tuples of these columns."""
    return zip(*(column(rows, name) for name in names), strict=True)


def several(cell: Cell) -> tuple[str, ...]:
    """The texts of a cell that may hold several."""
    if cell is None:
        return ()
    return cell if isinstance(cell, tuple) else (str(cell),)
