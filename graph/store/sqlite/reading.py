"""Reading the log back. Every function runs inside a transaction of its caller."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

import apsw

from graph.errors import BadInput
from graph.fields import EXTERNAL_ID
from graph.log import OURS, AccountLog, BatchHeader, FieldValue
from graph.store.digest import content_digest
from graph.store.protocol import FINDABLE, Holder
from graph.store.sqlite.columns import C
from graph.store.sqlite.rows import (
    BATCH,
    ENTITIES,
    LINKS,
    LISTINGS,
    NUMBER,
    STATEMENTS,
    TOUCHES,
    Row,
    Table,
)
from graph.store.storable import from_json
from graph.vocabulary import Origin

_HEADERS = (
    "SELECT batch.id, origin, author, recorded_at, source, action, file, digest, counts,"
    " undone_at, undone_by FROM batch"
)
_ENTITIES_OF_ACCOUNTS = (
    "SELECT batch, account, id, kind FROM entity"
    " JOIN segment ON last = (SELECT min(last) FROM segment WHERE last >= claim)"
    " WHERE kind = 'account' ORDER BY claim"
)
_STATEMENTS_OF_ACCOUNTS = (
    "SELECT batch, account, entity, fields, said_by, evidence, valid_from, valid_until,"
    " opportunity, private FROM statement"
    " JOIN segment ON last = (SELECT min(last) FROM segment WHERE last >= claim)"
    " WHERE of_account ORDER BY claim"
)
_HOLDERS = (
    "SELECT wanted.value, account, entity, fields FROM json_each(?) AS wanted"
    " JOIN holder ON holder.value = wanted.value JOIN statement ON claim = holder.statement"
    " JOIN segment ON last = (SELECT min(last) FROM segment WHERE last >= claim) ORDER BY claim"
)


Claims = Sequence[tuple[int, C]]


def rows(db: apsw.Connection, query: str, *values: Any) -> list[Row]:
    """All rows that answer a query."""
    return db.execute(query, values).fetchall()


def version(db: apsw.Connection, account: str) -> int:
    """How often the account was changed; 0 if it is new."""
    found = rows(db, "SELECT version FROM account WHERE id = ?", account)
    return int(found[0][0]) if found else 0


def accounts(db: apsw.Connection) -> list[str]:
    """The ids of all accounts that were ever written to, OURS among them."""
    return [id_ for (id_,) in rows(db, "SELECT id FROM account ORDER BY id")]


def claims(
    db: apsw.Connection, table: Table[C], account: str, by: int = NUMBER
) -> list[tuple[int, C]]:
    """The claims of one kind that stand under an account, each with its NUMBER or BATCH."""
    return table.from_rows(account, rows(db, table.select, account), by)


def read_own(db: apsw.Connection, account: str) -> AccountLog:
    """What stands under the account alone, in the order of its batches."""
    of_account = f"{_HEADERS} JOIN segment ON batch = batch.id WHERE account = ? ORDER BY batch.id"
    return AccountLog(
        account,
        version(db, account),
        _standing(rows(db, of_account, account)),
        claims(db, ENTITIES, account, BATCH),
        claims(db, STATEMENTS, account, BATCH),
        claims(db, LINKS, account, BATCH),
        claims(db, TOUCHES, account, BATCH),
        claims(db, LISTINGS, account, BATCH),
    )


def read_account(db: apsw.Connection, account: str) -> AccountLog:
    """The same, with what stands under OURS."""
    own = read_own(db, account)
    if account == OURS:
        return own
    ours = read_own(db, OURS)
    return replace(
        own,
        headers={**ours.headers, **own.headers},
        entities=_merged(ours.entities, own.entities),
        statements=_merged(ours.statements, own.statements),
        links=_merged(ours.links, own.links),
        touches=_merged(ours.touches, own.touches),
        listings=_merged(ours.listings, own.listings),
    )


def _merged(ours: Claims[C], own: Claims[C]) -> Claims[C]:
    """Both in the order of their batches."""
    return sorted([*ours, *own], key=itemgetter(0)) if ours and own else ours or own


def read_directory(db: apsw.Connection) -> AccountLog:
    """The accounts themselves and what was stated of them, with what stands under OURS."""
    ours = read_account(db, OURS)
    entities = _across(ENTITIES, rows(db, _ENTITIES_OF_ACCOUNTS))
    statements = _across(STATEMENTS, rows(db, _STATEMENTS_OF_ACCOUNTS))
    batches = {batch for batch, _ in (*entities, *statements)}
    named = f"{_HEADERS} JOIN json_each(?) ON value = batch.id"
    return replace(
        ours,
        headers={**ours.headers, **_standing(rows(db, named, json.dumps(sorted(batches))))},
        entities=_merged(ours.entities, entities),
        statements=_merged(ours.statements, statements),
    )


def _across(table: Table[C], found: list[Row]) -> list[tuple[int, C]]:
    """Claims of several accounts, from rows of batch, account and what the table decodes."""
    if not found:
        return []
    batches, accounts, *columns = zip(*found, strict=True)
    return list(zip(batches, table.decode(accounts, columns), strict=True))


def headers(db: apsw.Connection, account: str | None) -> list[BatchHeader]:
    """All headers, or those of one account, newest first."""
    which = "" if account is None else "JOIN segment ON batch = batch.id WHERE account = ?"
    found = rows(db, f"{_HEADERS} {which} ORDER BY batch.id DESC", *filter(None, [account]))
    return list(map(_header, found))


def header(db: apsw.Connection, batch: int) -> BatchHeader | None:
    """The header of one batch, if there is one."""
    found = rows(db, f"{_HEADERS} WHERE batch.id = ?", batch)
    return _header(found[0]) if found else None


def _standing(found: list[Row]) -> dict[int, BatchHeader]:
    return {one.id: one for one in map(_header, found) if one.undone_at is None}


def _header(row: Row) -> BatchHeader:
    id_, origin, author, recorded_at, source, action, file, digest, counts, at, by = row
    return BatchHeader(
        Origin(origin),
        author,
        datetime.fromisoformat(recorded_at),
        source,
        action,
        file,
        digest,
        json.loads(counts),
        id_,
        None if at is None else datetime.fromisoformat(at),
        by,
    )


def find(db: apsw.Connection, field: str, values: Iterable[str]) -> list[Holder]:
    """Who was once stated to have one of the values, each once, by account and entity."""
    if field not in FINDABLE:
        raise BadInput(f"Nobody can be found by {field!r}, only by {' or '.join(FINDABLE)}.")
    wanted = json.dumps([f"{field}:{value}".casefold() for value in values])
    return list(
        dict.fromkeys(
            Holder(account, entity, field, stated.partition(":")[2])
            for key, account, entity, fields in rows(db, _HOLDERS, wanted)
            for stated in findable(from_json([fields])[0])
            if stated.casefold() == key
        )
    )


def findable(fields: Mapping[str, FieldValue]) -> Iterator[str]:
    """By what `find` finds an entity: "email:dana@example.com", "external_id:hr:17"."""
    for name in _findable(tuple(fields)):
        if (value := fields[name]) is not None:
            yield f"{name}:{value}"


@lru_cache(1000)
def _findable(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name == "email" or name.startswith(EXTERNAL_ID))


def erased(db: apsw.Connection) -> frozenset[str]:
    """The digests of everybody erased."""
    return frozenset(digest for (digest,) in rows(db, "SELECT digest FROM erased"))


def erasure_key(db: apsw.Connection) -> bytes:
    """The store's own key, made with the file."""
    return bytes(rows(db, "SELECT value FROM meta WHERE name = 'erasure_key'")[0][0])


def digest(db: apsw.Connection) -> dict[str, str]:
    """A fingerprint of all that is held."""
    return content_digest(
        (read_own(db, account) for account in accounts(db)),
        [one for one in headers(db, None) if one.undone_at is None],
        [one for (one,) in rows(db, "SELECT digest FROM erased")],
    )
