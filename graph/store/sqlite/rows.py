"""How claims of each kind become rows of SQLite, and rows become claims."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Generic

from graph.store.sqlite import columns
from graph.store.sqlite.columns import C, Columns, Encoded

Row = tuple[Any, ...]
"""A row as SQLite takes and gives it."""

BATCH, NUMBER = 0, 1

_CHUNK = 500
"""Rows that are turned at once: few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """How claims of one kind are kept.

    `insert` lacks the row, of `width` values: a claim's number and what `encode` makes of it;
    `select` takes an account and gives batch, number and then the columns which `decode`, with
    the account of each row, makes claims of; `delete` takes the first and the last number.
    """

    insert: str
    width: int
    select: str
    delete: str
    encode: Callable[[Columns], Encoded]
    decode: Callable[[Iterable[str], Columns], Iterator[C]]

    def to_rows(self, numbers: Sequence[int], claims: Sequence[C]) -> Iterator[Row]:
        """Claims as rows. Raises BadInput for what can't be kept."""
        parts = (slice(start, start + _CHUNK) for start in range(0, len(claims), _CHUNK))
        return chain.from_iterable(self._part(numbers[part], claims[part]) for part in parts)

    def _part(self, numbers: Sequence[int], claims: Sequence[C]) -> Iterator[Row]:
        parts: Columns = tuple(zip(*claims, strict=True))
        return zip(numbers, *self.encode(parts), strict=False)

    def from_rows(self, account: str, rows: Sequence[Row], by: int) -> list[tuple[int, C]]:
        """Rows of one account as claims, each with its BATCH or its NUMBER."""
        claims: list[tuple[int, C]] = []
        for start in range(0, len(rows), _CHUNK):
            parts = tuple(zip(*rows[start : start + _CHUNK], strict=True))
            claims.extend(zip(parts[by], self.decode(repeat(account), parts[2:]), strict=True))
        return claims


ENTITIES = Table(
    "INSERT INTO entity VALUES",
    3,
    "SELECT batch, claim, id, kind FROM segment CROSS JOIN entity"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM entity WHERE claim BETWEEN ? AND ?",
    columns.entity_columns,
    columns.entities,
)
STATEMENTS = Table(
    "INSERT INTO statement VALUES",
    10,
    "SELECT batch, claim, entity, fields, said_by, evidence, valid_from, valid_until,"
    " opportunity, private FROM segment CROSS JOIN statement"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM statement WHERE claim BETWEEN ? AND ?",
    columns.statement_columns,
    columns.statements,
)
LINKS = Table(
    "INSERT INTO link VALUES",
    11,
    "SELECT batch, claim, kind, source, target, probability, strength, said_by, evidence,"
    " valid_from, valid_until, withdrawn FROM segment CROSS JOIN link"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM link WHERE claim BETWEEN ? AND ?",
    columns.link_columns,
    columns.links,
)
TOUCHES = Table(
    "INSERT INTO touch VALUES",
    13,
    "SELECT batch, claim, key, day, time, colleagues, person, others, manner, reason, note,"
    " details, private, withdrawn FROM segment CROSS JOIN touch"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM touch WHERE claim BETWEEN ? AND ?",
    columns.touch_columns,
    columns.touches,
)
LISTINGS = Table(
    "INSERT INTO listing VALUES",
    2,
    "SELECT batch, claim, entity FROM segment CROSS JOIN listing"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM listing WHERE claim BETWEEN ? AND ?",
    columns.listing_columns,
    columns.listings,
)
