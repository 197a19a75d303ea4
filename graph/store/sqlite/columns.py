"""Columns of claims as SQLite keeps them, and back: there may be a million of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from functools import lru_cache, partial
from itertools import chain, repeat
from operator import eq
from typing import Any, TypeVar

from graph.log import Entity, LinkClaim, Listing, Statement, TouchClaim
from graph.store.storable import from_json, refuse_impossible, refuse_unstorable, to_json
from graph.vocabulary import Channel, Direction, EntityKind, Intent, LinkKind, Outcome, Strength

C = TypeVar("C", bound=Entity | Statement | LinkClaim | TouchClaim | Listing)

Columns = Sequence[Sequence[Any]]
Encoded = Sequence[Iterable[Any]]

_REMEMBERED = 10_000
"""Days, teams and the like come again and again: each is turned once."""

_entity_kind = lru_cache(EntityKind)
_link_kind = lru_cache(LinkKind)
_strength = lru_cache(Strength)


@lru_cache(_REMEMBERED)
def _day_text(day: date | None) -> str | None:
    return None if day is None else date.isoformat(day)  # of a moment, too, only the day


@lru_cache(_REMEMBERED)
def _time_text(moment: time | None) -> str | None:
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


def entity_columns(columns: Columns) -> Encoded:
    ids, kinds, _ = columns
    refuse_unstorable(ids)
    return ids, kinds


def entities(accounts: Iterable[str], columns: Columns) -> Iterator[Entity]:
    ids, kinds = columns
    return _made(Entity, ids, map(_entity_kind, kinds), accounts)


def statement_columns(columns: Columns) -> Encoded:
    accounts, entities, fields, said_by, evidence, first, last, opportunity, private = columns
    refuse_unstorable(entities, said_by, evidence, opportunity)
    return (
        entities,
        to_json(fields),
        said_by,
        evidence,
        map(_day_text, first),
        map(_day_text, last),
        opportunity,
        private,
        map(eq, accounts, entities),
    )


def statements(accounts: Iterable[str], columns: Columns) -> Iterator[Statement]:
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


def link_columns(columns: Columns) -> Encoded:
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
        map(_day_text, first),
        map(_day_text, last),
        gone,
    )


def links(accounts: Iterable[str], columns: Columns) -> Iterator[LinkClaim]:
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


def touch_columns(columns: Columns) -> Encoded:
    _, keys, days, times, colleagues, people, *rest = columns
    *manner, reasons, notes, details, private, gone = rest
    person, others = _first_and_others(people)
    refuse_unstorable(keys, chain.from_iterable(people), reasons, notes)
    return (
        keys,
        map(_day_text, days),
        map(_time_text, times),
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


def touches(accounts: Iterable[str], columns: Columns) -> Iterator[TouchClaim]:
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


def listing_columns(columns: Columns) -> Encoded:
    _, entities = columns
    refuse_unstorable(entities)
    return (entities,)


def listings(accounts: Iterable[str], columns: Columns) -> Iterator[Listing]:
    return _made(Listing, accounts, *columns)
