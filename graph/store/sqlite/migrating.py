"""From a row for each claim, as files up to version 2 had it, to claims in chunks."""

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import apsw

from graph.log import Entity, FieldValue, LinkClaim, Listing, Statement, TouchClaim
from graph.store.sqlite.chunks import (
    ACCOUNTS,
    ENTITIES,
    LINKS,
    LISTINGS,
    SAID_OF_ACCOUNTS,
    STATEMENTS,
    TOUCHES,
    Kind,
    parts,
)
from graph.store.sqlite.migrating_seals import first_seal_batch
from graph.store.sqlite.writing import enter, index_statements, write_chunk
from graph.vocabulary import Channel, Direction, EntityKind, Intent, LinkKind, Outcome, Strength

_CHUNKS = """
CREATE TABLE entry (
    account TEXT NOT NULL REFERENCES account,
    batch INTEGER NOT NULL REFERENCES batch,
    PRIMARY KEY (account, batch)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunk (
    account TEXT NOT NULL,
    batch INTEGER NOT NULL,
    kind TEXT NOT NULL,
    part INTEGER NOT NULL,
    claims TEXT NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (account, batch, kind, part),
    FOREIGN KEY (account, batch) REFERENCES entry
) STRICT;
CREATE INDEX chunk_batch ON chunk (batch);
CREATE INDEX chunk_of_account ON chunk (batch) WHERE kind IN ('account', 'said of account');

DROP TABLE holder;
CREATE TABLE holder (
    value TEXT NOT NULL,
    account TEXT NOT NULL,
    entity TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch,
    stated TEXT NOT NULL,
    PRIMARY KEY (value, account, entity, batch, stated)
) STRICT, WITHOUT ROWID;

ALTER TABLE batch ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
"""
_GONE = ("touch_other", "entity", "statement", "link", "touch", "listing", "segment")


def into_chunks(db: apsw.Connection) -> None:
    """Make the tables of version 3, move all claims there, and drop those of version 2."""
    db.execute(_CHUNKS)
    for account, batch, *numbers in list(db.execute("SELECT * FROM segment ORDER BY first")):
        enter(db, batch, account)
        for kind, claims in _claims(db, account, tuple(numbers)):
            for part, own in enumerate(parts(claims)):
                write_chunk(db, batch, account, kind, part, own)
            if kind is STATEMENTS:
                index_statements(db, batch, claims)
    for (batch,) in list(db.execute("SELECT id FROM batch")):
        first_seal_batch(db, batch)
    db.execute("".join(f"DROP TABLE {table};" for table in _GONE))


def _claims(
    db: apsw.Connection, account: str, numbers: tuple[int, ...]
) -> Iterator[tuple[Kind[Any], list[Any]]]:
    """The claims of some numbers, kind by kind, and the copies of what is about the account."""
    found = {
        kind: [made(account, *row[1:]) for row in db.execute(query, numbers)]
        for kind, query, made in _ROWS
    }
    found[ACCOUNTS] = [one for one in found[ENTITIES] if one.kind is EntityKind.ACCOUNT]
    found[SAID_OF_ACCOUNTS] = [said for said in found[STATEMENTS] if said.entity == account]
    yield from found.items()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _fields(text: str) -> dict[str, FieldValue]:
    fields: dict[str, FieldValue] = json.loads(text)
    return {name: tuple(one) if isinstance(one, list) else one for name, one in fields.items()}


def _entity(account: str, id_: str, kind: str) -> Entity:
    return Entity(id_, EntityKind(kind), account)


def _statement(account: str, *row: Any) -> Statement:
    entity, fields, said_by, evidence, first, last, opportunity, private, _ = row
    days = _day(first), _day(last)
    return Statement(
        account, entity, _fields(fields), said_by, evidence, *days, opportunity, bool(private)
    )


def _link(account: str, *row: Any) -> LinkClaim:
    kind, source, target, chance, strength, said_by, evidence, first, last, gone = row
    ends = LinkKind(kind), source, target
    days = _day(first), _day(last)
    return LinkClaim(
        account, *ends, chance, Strength(strength), said_by, evidence, *days, bool(gone)
    )


def _touch(account: str, *row: Any) -> TouchClaim:
    key, day, at, colleagues, person, others, manner, reason, note, details, *flags = row
    channel, direction, intent, outcome = manner.split()
    people = () if person is None else (person, *json.loads(others or "[]"))
    return TouchClaim(
        account,
        key,
        date.fromisoformat(day),
        None if at is None else time.fromisoformat(at),
        tuple(json.loads(colleagues)),
        people,
        Channel(channel),
        Direction(direction),
        Intent(intent),
        Outcome(outcome),
        reason,
        note,
        None if details is None else _fields(details),
        *map(bool, flags),
    )


_Made = Callable[..., Any]
_ROWS: tuple[tuple[Kind[Any], str, _Made], ...] = (
    (ENTITIES, "SELECT * FROM entity WHERE claim BETWEEN ? AND ?", _entity),
    (STATEMENTS, "SELECT * FROM statement WHERE claim BETWEEN ? AND ?", _statement),
    (LINKS, "SELECT * FROM link WHERE claim BETWEEN ? AND ?", _link),
    (TOUCHES, "SELECT * FROM touch WHERE claim BETWEEN ? AND ?", _touch),
    (LISTINGS, "SELECT * FROM listing WHERE claim BETWEEN ? AND ?", Listing),
)
