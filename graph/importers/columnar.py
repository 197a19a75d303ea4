"""Reading rows by columns that may not be there."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from graph.importers.rows import Cell, Rows

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Memo(dict[K, V]):
    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        made = self[key] = self._make(key)
        return made


def each(make: Callable[[K], V], cells: Iterable[K]) -> Iterator[V]:
    """What `make` makes of each cell, worked out once for equal ones."""
    return map(_Memo(make).__getitem__, cells)


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
