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


class _Places(dict[K, int], Generic[K, V]):
    """Where among those `made` stands what `make` makes of a cell; made when it is first met."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self.make = make
        self.made: list[V] = []

    def __missing__(self, cell: K) -> int:
        place = self[cell] = len(self.made)
        self.made.append(self.make(cell))
        return place


class Coding(Generic[K, V]):
    """A column while it is read: `make` makes its values of cells."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._places = _Places(make)
        self._codes: list[int] = []

    def extend(self, cells: Iterable[K]) -> None:
        self._codes.extend(map(self._places.__getitem__, cells))

    @property
    def column(self) -> Coded[V]:
        return Coded(self._places.made, self._codes)


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


def same(value: T, rows: int) -> Coded[T]:
    """A column that holds one value throughout."""
    return Coded([value], bytes(rows))
