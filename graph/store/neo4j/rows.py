"""Claims as they go into queries and come out of them, in the order that the queries have.

A text that is looked up by an index stands there whole while it is short; of a long one there is a
digest (`key_of`), and the text beside it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timezone
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from zlib import crc32

from neo4j import time as neo4j_time

from graph.log import BatchHeader, Entity, FieldValue, LinkClaim, Statement, TouchClaim
from graph.store.claims import findable
from graph.store.storable import to_text
from graph.vocabulary import (
    Channel,
    Direction,
    EntityKind,
    Intent,
    LinkKind,
    Origin,
    Outcome,
    Strength,
)

Row = Sequence[Any]
"""A row as a query takes or gives it."""

_BUCKETS = 16_384

LONGEST_KEY = 1_000
"""Characters that an index takes whole; it has room for about 8,000 bytes in all."""


def key_of(text: str) -> str:
    """What an index knows a text by: itself, or what is longer than any such text."""
    if len(text) <= LONGEST_KEY:
        return text
    return text[:LONGEST_KEY] + blake2b(text.encode(), digest_size=32).hexdigest()


def beyond_key(text: str) -> str | None:
    """A text that an index doesn't take whole."""
    return text if len(text) > LONGEST_KEY else None


def bucket_of(key: str) -> int:
    """Among some thousands the one where touches with a key are looked for: an index on so few
    numbers costs less to write than one on keys that are all different."""
    return crc32(key.encode()) % _BUCKETS


def touch_place(account: str, key: str) -> tuple[str, str, int]:
    """Where touches with a key are found: as the store knows the account and the key, and the
    bucket."""
    return key_of(account), key_of(key), bucket_of(key)


def header_properties(head: BatchHeader, token: str | None, operation: str) -> dict[str, object]:
    """A header as the properties of its node."""
    return {
        "id": head.id,
        "origin": head.origin.value,
        "author": head.author,
        "recorded_at": moment(head.recorded_at),
        "source": head.source,
        "action": head.action,
        "file": head.file,
        "digest": head.digest,
        "counts": json.dumps(dict(head.counts)),
        "undone_at": None if head.undone_at is None else moment(head.undone_at),
        "undone_by": head.undone_by,
        "token": None if token is None else key_of(token),
        "full_token": None if token is None else beyond_key(token),
        "operation": operation,
    }


def header_from(node: Mapping[str, Any]) -> BatchHeader:
    """A header from the properties of its node."""
    undone_at = node.get("undone_at")
    return BatchHeader(
        Origin(node["origin"]),
        node["author"],
        node["recorded_at"].to_native(),
        node["source"],
        node["action"],
        node.get("file"),
        node.get("digest"),
        json.loads(node["counts"]),
        node["id"],
        None if undone_at is None else undone_at.to_native(),
        node.get("undone_by"),
    )


def moment(at: datetime) -> datetime:
    """The same with no more of its time zone than how far it is off."""
    off = at.utcoffset()
    return at if off is None else at.astimezone(timezone(off))


def day(on: date | None) -> date | None:
    """Of a moment, too, only the day."""
    return on.date() if isinstance(on, datetime) else on


def one_or_all(ids: tuple[str, ...]) -> str | list[str]:
    """An id alone where there is one, as nearly always: a list takes far more room."""
    return ids[0] if len(ids) == 1 else list(ids)


def _ids(held: str | list[str]) -> tuple[str, ...]:
    return (held,) if isinstance(held, str) else tuple(held)


def day_from(held: neo4j_time.Date | None) -> date | None:
    return None if held is None else _day(held.to_ordinal())


_day = lru_cache(10_000)(date.fromordinal)
_iso_day = lru_cache(10_000)(date.fromisoformat)
_kind, _link_kind, _strength = lru_cache(EntityKind), lru_cache(LinkKind), lru_cache(Strength)


def _time_from(held: neo4j_time.Time | None) -> time | None:
    return None if held is None else held.to_native()


def fields_from(text: str) -> dict[str, FieldValue]:
    """Fields as they were stated; a list comes back as a tuple."""
    held: dict[str, FieldValue] = json.loads(text)
    if list not in map(type, held.values()):
        return held
    return {name: tuple(one) if isinstance(one, list) else one for name, one in held.items()}


def statement_row(said: Statement, seq: int) -> Row:
    return (
        key_of(said.entity),
        key_of(said.account),
        seq,
        to_text(said.fields),
        said.said_by,
        said.evidence,
        day(said.valid_from),
        day(said.valid_until),
        said.opportunity,
        *_handles(said),
    )


def _handles(said: Statement) -> Row:
    """What the entity is found by: one, another, and all that are left. Nobody is found by what
    is private."""
    values = [] if said.private else [key_of(value) for value, _ in findable(said.fields)]
    first, second = [*values, None, None][:2]
    return first, second, values[2:]


def statement_from(account: str, row: Row) -> Statement:
    entity, fields, said_by, evidence, since, until, opportunity, private = row
    return Statement(
        account,
        entity,
        fields_from(fields),
        said_by,
        evidence,
        day_from(since),
        day_from(until),
        opportunity,
        private,
    )


def entity_from(account: str, row: Row) -> Entity:
    id_, kind = row
    return Entity(id_, _kind(kind), account)


def link_row(link: LinkClaim, seq: int) -> Row:
    return (
        key_of(link.target),
        key_of(link.account),
        seq,
        link.probability,
        link.strength.value,
        link.said_by,
        link.evidence,
        day(link.valid_from),
        day(link.valid_until),
        link.withdrawn or None,
        link.kind.value,
    )


def link_from(account: str, row: Row) -> LinkClaim:
    kind, source, target, probability, strength, said_by, evidence, since, until, withdrawn = row
    return LinkClaim(
        account,
        _link_kind(kind),
        source,
        target,
        probability,
        _strength(strength),
        said_by,
        evidence,
        day_from(since),
        day_from(until),
        withdrawn is True,
    )


def touch_row(touch: TouchClaim, seq: int, days: dict[date | None, int]) -> list[Any]:
    """With the place of its day among `days`, which it may add to: a day takes the driver more
    time than all the rest of a row."""
    return [
        key_of(touch.account),
        seq,
        key_of(touch.key),
        beyond_key(touch.key),
        days.setdefault(day(touch.on), len(days)),
        touch.at,
        one_or_all(touch.people),
        one_or_all(touch.colleagues),
        touch.channel.value,
        touch.direction.value,
        touch.intent.value,
        touch.outcome.value,
        touch.reason,
        touch.note,
        None if touch.details is None else to_text(touch.details),
        touch.withdrawn or None,
        bucket_of(touch.key),
    ]


_channel, _direction = lru_cache(Channel), lru_cache(Direction)
_intent, _outcome = lru_cache(Intent), lru_cache(Outcome)


def touch_from(account: str, row: Row) -> TouchClaim:
    (key, on, at, people, colleagues, channel, direction, intent, outcome, *rest) = row
    reason, note, details, private, withdrawn = rest
    return TouchClaim(
        account,
        key,
        _iso_day(on),
        _time_from(at),
        _ids(colleagues),
        _ids(people),
        _channel(channel),
        _direction(direction),
        _intent(intent),
        _outcome(outcome),
        reason,
        note,
        None if details is None else fields_from(details),
        private,
        withdrawn is True,
    )
