"""Columns of many rows: each distinct cell is read, mapped and digested once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import compress
from typing import Generic, TypeVar, overload

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
V = TypeVar("V")


class Coded(Sequence[T], Generic[T]):
    """A column as its values, each of which stands in some row, and the place of each row's
    value among them."""

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[T], codes: Sequence[int]) -> None:
        self.values = values
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[T]:
        return map(self.values.__getitem__, self.codes)

    def __contains__(self, value: object) -> bool:
        return value in self.values

    def __eq__(self, other: object) -> bool:
        """Whether the rows hold the same, however they are kept."""
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[T]: ...
    def __getitem__(self, row: int | slice) -> T | Sequence[T]:
        if isinstance(row, slice):
            return list(map(self.values.__getitem__, self.codes[row]))
        return self.values[self.codes[row]]

    def each(self, make: Callable[[T], V]) -> "Coded[V]":
        """What `make` makes of each value."""
        return Coded(list(map(make, self.values)), self.codes)


class _Memo(dict[K, V]):
    """What `make` makes of each key, worked out when it is first asked for."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        made = self[key] = self._make(key)
        return made


class Coding(Generic[K, V]):
    """A column while it is read: `make` makes its values of cells."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make
        self._values: list[V] = []
        self._codes: list[int] = []
        self._code = _Memo(self._place)

    def extend(self, cells: Iterable[K]) -> None:
        self._codes.extend(map(self._code.__getitem__, cells))

    @property
    def column(self) -> Coded[V]:
        return Coded(self._values, self._codes)

    def _place(self, cell: K) -> int:
        self._values.append(self._make(cell))
        return len(self._values) - 1


def each(make: Callable[[K], V], cells: Sequence[K]) -> Coded[V]:
    """What `make` makes of each cell, worked out once for equal ones."""
    if isinstance(cells, Coded):
        return cells.each(make)
    made = Coding(make)
    made.extend(cells)
    return made.column


def distinct(cells: Sequence[K]) -> list[K]:
    """The cells in the order in which they first appear, equal ones once."""
    return list(dict.fromkeys(cells.values if isinstance(cells, Coded) else cells))


def chosen(cells: Sequence[T], wanted: Iterable[bool]) -> Sequence[T]:
    """The cells of the rows that are wanted."""
    if not isinstance(cells, Coded):
        return list(compress(cells, wanted))
    kept = Coding[int, T](cells.values.__getitem__)
    kept.extend(compress(cells.codes, wanted))
    return kept.column
