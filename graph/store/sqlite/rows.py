"""Claims as rows of SQLite and back, column by column: there may be a million of them."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from itertools import chain, repeat
from operator import eq
from typing import Any, Generic, TypeVar

from graph.errors import BadInput
from graph.log import Entity, LinkClaim, Listing, Statement, TouchClaim
from graph.store.texts import from_json, refuse_unstorable, to_json
from graph.vocabulary import Channel, Direction, EntityKind, Intent, LinkKind, Outcome, Strength

K = TypeVar("K")
V = TypeVar("V")
C = TypeVar("C", bound=Entity | Statement | LinkClaim | TouchClaim | Listing)

Row = tuple[Any, ...]
"""A row as SQLite takes and gives it."""

Columns = Sequence[Sequence[Any]]
Encoded = Sequence[Iterable[Any]]

BATCH, NUMBER = 0, 1

_CHUNK = 5_000
"""Rows that are turned at once: few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """How claims of one kind are kept.

    `insert` takes a claim's number and then what `encode` makes of the claims' columns;
    `select` takes an account and gives batch, number and then the columns which `decode`, with
    the account of each row, makes claims of; `delete` takes the first and the last number.
    """

    insert: str
    select: str
    delete: str
    encode: Callable[[Columns], Encoded]
    decode: Callable[[Iterable[str], Columns], Iterator[C]]

    def to_rows(self, numbers: Sequence[int], claims: Sequence[C]) -> Iterator[Row]:
        """Claims as rows. Raises BadInput for what can't be kept."""
        for start in range(0, len(claims), _CHUNK):
            part = slice(start, start + _CHUNK)
            columns: Columns = tuple(zip(*claims[part], strict=True))
            yield from zip(numbers[part], *self.encode(columns), strict=False)

    def from_rows(self, account: str, rows: Sequence[Row], by: int) -> list[tuple[int, C]]:
        """Rows of one account as claims, each with its BATCH or its NUMBER."""
        claims: list[tuple[int, C]] = []
        for start in range(0, len(rows), _CHUNK):
            columns = tuple(zip(*rows[start : start + _CHUNK], strict=True))
            claims.extend(zip(columns[by], self.decode(repeat(account), columns[2:]), strict=True))
        return claims


class _Memo(dict[K, V]):
    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        made = self[key] = self._make(key)
        return made


def _once(make: Callable[[K], V], column: Iterable[K]) -> Iterable[V]:
    """`make` of each, worked out once for equal ones."""
    return map(_Memo(make).__getitem__, column)


def _if_any(make: Callable[[K], V], column: Iterable[K | None]) -> Iterable[V | None]:
    """The same, but None stays None."""
    return _once(lambda one: None if one is None else make(one), column)


def _made(kind: type[C], *columns: Iterable[Any]) -> Iterator[C]:
    """Claims of their columns, without a call of Python for each."""
    return map(partial(tuple.__new__, kind), zip(*columns, strict=False))


def _entity_columns(columns: Columns) -> Encoded:
    ids, kinds, _ = columns
    refuse_unstorable(ids)
    return ids, kinds


def _entities(accounts: Iterable[str], columns: Columns) -> Iterator[Entity]:
    ids, kinds = columns
    return _made(Entity, ids, _once(EntityKind, kinds), accounts)


def _statement_columns(columns: Columns) -> Encoded:
    accounts, entities, fields, said_by, evidence, first, last, opportunity, private = columns
    refuse_unstorable(entities, said_by, evidence, opportunity)
    return (
        entities,
        to_json(fields),
        said_by,
        evidence,
        _if_any(date.isoformat, first),
        _if_any(date.isoformat, last),
        opportunity,
        private,
        map(eq, accounts, entities),
    )


def _statements(accounts: Iterable[str], columns: Columns) -> Iterator[Statement]:
    entities, fields, said_by, evidence, first, last, opportunity, private = columns
    return _made(
        Statement,
        accounts,
        entities,
        from_json(fields),
        said_by,
        evidence,
        _if_any(date.fromisoformat, first),
        _if_any(date.fromisoformat, last),
        opportunity,
        map(bool, private),
    )


def _link_columns(columns: Columns) -> Encoded:
    _, kinds, sources, targets, chances, strengths, said_by, evidence, first, last, gone = columns
    refuse_unstorable(sources, targets, said_by, evidence)
    for chance in chances:
        if chance is not None and not 0 <= chance <= 1:
            raise BadInput(f"The probability of a link is {chance}; give one between 0 and 1.")
    return (
        kinds,
        sources,
        targets,
        chances,
        strengths,
        said_by,
        evidence,
        _if_any(date.isoformat, first),
        _if_any(date.isoformat, last),
        gone,
    )


def _links(accounts: Iterable[str], columns: Columns) -> Iterator[LinkClaim]:
    kinds, sources, targets, chances, strengths, said_by, evidence, first, last, gone = columns
    return _made(
        LinkClaim,
        accounts,
        _once(LinkKind, kinds),
        sources,
        targets,
        chances,
        _once(Strength, strengths),
        said_by,
        evidence,
        _if_any(date.fromisoformat, first),
        _if_any(date.fromisoformat, last),
        map(bool, gone),
    )


def _touch_columns(columns: Columns) -> Encoded:
    _, keys, days, times, colleagues, people, *rest = columns
    *manner, reasons, notes, details, private, gone = rest
    refuse_unstorable(keys, chain.from_iterable({*colleagues, *people}), reasons, notes)
    return (
        keys,
        _once(date.isoformat, days),
        _if_any(time.isoformat, times),
        _once(json.dumps, colleagues),
        (one[0] if one else None for one in people),
        (json.dumps(one[1:]) if len(one) > 1 else None for one in people),
        _once(" ".join, zip(*manner, strict=True)),
        reasons,
        notes,
        (None if one is None else to_json([one])[0] for one in details),
        private,
        gone,
    )


def _touches(accounts: Iterable[str], columns: Columns) -> Iterator[TouchClaim]:
    keys, days, times, colleagues, person, others, manner, *rest = columns
    reasons, notes, details, private, gone = rest
    return _made(
        TouchClaim,
        accounts,
        keys,
        _once(date.fromisoformat, days),
        _if_any(time.fromisoformat, times),
        _once(_ids, colleagues),
        _people(person, others),
        *zip(*_once(_manner, manner), strict=True),
        reasons,
        notes,
        (None if one is None else from_json([one])[0] for one in details),
        map(bool, private),
        map(bool, gone),
    )


def _ids(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _people(
    person: Sequence[str | None], others: Sequence[str | None]
) -> Iterable[tuple[str | None, ...]]:
    if None not in person and not any(others):
        return zip(person, strict=True)  # one each, as nearly always
    return (
        () if one is None else (one, *_ids(more or "[]"))
        for one, more in zip(person, others, strict=True)
    )


def _manner(text: str) -> tuple[Channel, Direction, Intent, Outcome]:
    channel, direction, intent, outcome = text.split()
    return Channel(channel), Direction(direction), Intent(intent), Outcome(outcome)


def _listing_columns(columns: Columns) -> Encoded:
    _, entities = columns
    refuse_unstorable(entities)
    return (entities,)


def _listings(accounts: Iterable[str], columns: Columns) -> Iterator[Listing]:
    return _made(Listing, accounts, *columns)


ENTITIES = Table(
    "INSERT INTO entity VALUES (?, ?, ?)",
    "SELECT batch, claim, id, kind FROM segment CROSS JOIN entity"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM entity WHERE claim BETWEEN ? AND ?",
    _entity_columns,
    _entities,
)
STATEMENTS = Table(
    "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "SELECT batch, claim, entity, fields, said_by, evidence, valid_from, valid_until,"
    " opportunity, private FROM segment CROSS JOIN statement"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM statement WHERE claim BETWEEN ? AND ?",
    _statement_columns,
    _statements,
)
LINKS = Table(
    "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "SELECT batch, claim, kind, source, target, probability, strength, said_by, evidence,"
    " valid_from, valid_until, withdrawn FROM segment CROSS JOIN link"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM link WHERE claim BETWEEN ? AND ?",
    _link_columns,
    _links,
)
TOUCHES = Table(
    "INSERT INTO touch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "SELECT batch, claim, key, day, time, colleagues, person, others, manner, reason, note,"
    " details, private, withdrawn FROM segment CROSS JOIN touch"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM touch WHERE claim BETWEEN ? AND ?",
    _touch_columns,
    _touches,
)
LISTINGS = Table(
    "INSERT INTO listing VALUES (?, ?)",
    "SELECT batch, claim, entity FROM segment CROSS JOIN listing"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM listing WHERE claim BETWEEN ? AND ?",
    _listing_columns,
    _listings,
)
