"""Claims as rows of SQLite and back, column by column: there may be a million of them."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache, partial
from itertools import chain, repeat
from operator import eq
from typing import Any, Generic, TypeVar

from graph.log import Entity, LinkClaim, Listing, Statement, TouchClaim
from graph.store.storable import from_json, refuse_impossible, refuse_unstorable, to_json
from graph.vocabulary import Channel, Direction, EntityKind, Intent, LinkKind, Outcome, Strength

C = TypeVar("C", bound=Entity | Statement | LinkClaim | TouchClaim | Listing)

Row = tuple[Any, ...]
"""A row as SQLite takes and gives it."""

Columns = Sequence[Sequence[Any]]
Encoded = Sequence[Iterable[Any]]

BATCH, NUMBER = 0, 1

_CHUNK = 500
"""Rows that are turned at once: few enough to stay in the processor's cache."""

_REMEMBERED = 10_000
"""Days, teams and the like come again and again: each is turned once."""


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
        columns: Columns = tuple(zip(*claims, strict=True))
        return zip(numbers, *self.encode(columns), strict=False)

    def from_rows(self, account: str, rows: Sequence[Row], by: int) -> list[tuple[int, C]]:
        """Rows of one account as claims, each with its BATCH or its NUMBER."""
        claims: list[tuple[int, C]] = []
        for start in range(0, len(rows), _CHUNK):
            columns = tuple(zip(*rows[start : start + _CHUNK], strict=True))
            claims.extend(zip(columns[by], self.decode(repeat(account), columns[2:]), strict=True))
        return claims


_entity_kind = lru_cache(EntityKind)
_link_kind = lru_cache(LinkKind)
_strength = lru_cache(Strength)


@lru_cache(_REMEMBERED)
def _iso(moment: date | time | None) -> str | None:
    return None if moment is None else moment.isoformat()


@lru_cache(_REMEMBERED)
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@lru_cache(_REMEMBERED)
def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


@lru_cache(_REMEMBERED)
def _ids_text(ids: tuple[str, ...]) -> str:
    refuse_unstorable(ids)
    return json.dumps(ids)


@lru_cache(_REMEMBERED)
def _ids(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


_terms_text = lru_cache(_REMEMBERED)(" ".join)


@lru_cache(_REMEMBERED)
def _terms(text: str) -> tuple[Channel, Direction, Intent, Outcome]:
    channel, direction, intent, outcome = text.split()
    return Channel(channel), Direction(direction), Intent(intent), Outcome(outcome)


def _made(kind: type[C], *columns: Iterable[Any]) -> Iterator[C]:
    """Claims of their columns, without a call of Python for each."""
    return map(partial(tuple.__new__, kind), zip(*columns, strict=False))


def _entity_columns(columns: Columns) -> Encoded:
    ids, kinds, _ = columns
    refuse_unstorable(ids)
    return ids, kinds


def _entities(accounts: Iterable[str], columns: Columns) -> Iterator[Entity]:
    ids, kinds = columns
    return _made(Entity, ids, map(_entity_kind, kinds), accounts)


def _statement_columns(columns: Columns) -> Encoded:
    accounts, entities, fields, said_by, evidence, first, last, opportunity, private = columns
    refuse_unstorable(entities, said_by, evidence, opportunity)
    return (
        entities,
        to_json(fields),
        said_by,
        evidence,
        map(_iso, first),
        map(_iso, last),
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
        map(_day, first),
        map(_day, last),
        opportunity,
        map(bool, private),
    )


def _link_columns(columns: Columns) -> Encoded:
    _, kinds, sources, targets, chances, strengths, said_by, evidence, first, last, gone = columns
    refuse_unstorable(sources, targets, said_by, evidence)
    refuse_impossible(chances)
    return (
        kinds,
        sources,
        targets,
        chances,
        strengths,
        said_by,
        evidence,
        map(_iso, first),
        map(_iso, last),
        gone,
    )


def _links(accounts: Iterable[str], columns: Columns) -> Iterator[LinkClaim]:
    kinds, sources, targets, chances, strengths, said_by, evidence, first, last, gone = columns
    return _made(
        LinkClaim,
        accounts,
        map(_link_kind, kinds),
        sources,
        targets,
        chances,
        map(_strength, strengths),
        said_by,
        evidence,
        map(_day, first),
        map(_day, last),
        map(bool, gone),
    )


def _touch_columns(columns: Columns) -> Encoded:
    _, keys, days, times, colleagues, people, *rest = columns
    *manner, reasons, notes, details, private, gone = rest
    person, others = _first_and_others(people)
    refuse_unstorable(keys, chain.from_iterable(people), reasons, notes)
    return (
        keys,
        map(_iso, days),
        map(_iso, times),
        map(_ids_text, colleagues),
        person,
        others,
        map(_terms_text, zip(*manner, strict=True)),
        reasons,
        notes,
        (None if one is None else to_json([one])[0] for one in details),
        private,
        gone,
    )


def _first_and_others(people: Sequence[tuple[str, ...]]) -> Encoded:
    if set(map(len, people)) == {1}:  # as nearly always
        return chain.from_iterable(people), repeat(None)
    return (
        [one[0] if one else None for one in people],
        [json.dumps(one[1:]) if len(one) > 1 else None for one in people],
    )


def _touches(accounts: Iterable[str], columns: Columns) -> Iterator[TouchClaim]:
    keys, days, times, colleagues, person, others, manner, *rest = columns
    reasons, notes, details, private, gone = rest
    return _made(
        TouchClaim,
        accounts,
        keys,
        map(_day, days),
        map(_time, times),
        map(_ids, colleagues),
        _people(person, others),
        *zip(*map(_terms, manner), strict=True),
        reasons,
        notes,
        (None if one is None else from_json([one])[0] for one in details),
        map(bool, private),
        map(bool, gone),
    )


def _people(
    person: Sequence[str | None], others: Sequence[str | None]
) -> Iterable[tuple[str | None, ...]]:
    if None not in person and not any(others):
        return zip(person, strict=True)
    return (
        () if one is None else (one, *_ids(more or "[]"))
        for one, more in zip(person, others, strict=True)
    )


def _listing_columns(columns: Columns) -> Encoded:
    _, entities = columns
    refuse_unstorable(entities)
    return (entities,)


def _listings(accounts: Iterable[str], columns: Columns) -> Iterator[Listing]:
    return _made(Listing, accounts, *columns)


ENTITIES = Table(
    "INSERT INTO entity VALUES",
    3,
    "SELECT batch, claim, id, kind FROM segment CROSS JOIN entity"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM entity WHERE claim BETWEEN ? AND ?",
    _entity_columns,
    _entities,
)
STATEMENTS = Table(
    "INSERT INTO statement VALUES",
    10,
    "SELECT batch, claim, entity, fields, said_by, evidence, valid_from, valid_until,"
    " opportunity, private FROM segment CROSS JOIN statement"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM statement WHERE claim BETWEEN ? AND ?",
    _statement_columns,
    _statements,
)
LINKS = Table(
    "INSERT INTO link VALUES",
    11,
    "SELECT batch, claim, kind, source, target, probability, strength, said_by, evidence,"
    " valid_from, valid_until, withdrawn FROM segment CROSS JOIN link"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM link WHERE claim BETWEEN ? AND ?",
    _link_columns,
    _links,
)
TOUCHES = Table(
    "INSERT INTO touch VALUES",
    13,
    "SELECT batch, claim, key, day, time, colleagues, person, others, manner, reason, note,"
    " details, private, withdrawn FROM segment CROSS JOIN touch"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM touch WHERE claim BETWEEN ? AND ?",
    _touch_columns,
    _touches,
)
LISTINGS = Table(
    "INSERT INTO listing VALUES",
    2,
    "SELECT batch, claim, entity FROM segment CROSS JOIN listing"
    " ON claim BETWEEN first AND last WHERE account = ? ORDER BY batch, claim",
    "DELETE FROM listing WHERE claim BETWEEN ? AND ?",
    _listing_columns,
    _listings,
)
