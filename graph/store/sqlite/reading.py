"""Reading the log back. Every function runs inside a transaction of its caller."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import apsw

from graph.errors import BadInput
from graph.log import OURS, AccountLog, BatchHeader, C
from graph.store.digest import content_digest
from graph.store.joining import merged
from graph.store.protocol import FINDABLE, Holder
from graph.store.sqlite.chunks import (
    ACCOUNTS,
    ENTITIES,
    LINKS,
    LISTINGS,
    SAID_OF_ACCOUNTS,
    STATEMENTS,
    TOUCHES,
    Kind,
    seal,
)
from graph.store.sqlite.sealing import Broken, account_version, kept_out, noted
from graph.vocabulary import Origin

_HEADERS = (
    "SELECT batch.id, origin, author, recorded_at, source, action, file, digest, counts,"
    " undone_at, undone_by FROM batch"
)
_OF_ACCOUNT = (
    f"{_HEADERS} JOIN entry ON batch = batch.id WHERE account = ? AND batch > ? ORDER BY batch.id"
)
_CHUNKS = "SELECT account, batch, kind, part, claims, seal FROM chunk"
_OF_ACCOUNTS = "WHERE kind IN ('account', 'said of account') ORDER BY batch, account, part"
_HOLDERS = (
    "SELECT account, entity, stated FROM json_each(?) AS wanted"
    " JOIN holder ON holder.value = wanted.value"
)

Row = tuple[Any, ...]
"""A row as SQLite gives it."""


def rows(db: apsw.Connection, query: str, *values: Any) -> list[Row]:
    """All rows that answer a query."""
    return db.execute(query, values).fetchall()


def accounts(db: apsw.Connection) -> list[str]:
    """The ids of all accounts that were ever written to, OURS among them."""
    return [id_ for (id_,) in rows(db, "SELECT id FROM account ORDER BY id")]


class Chunk(NamedTuple):
    """One row of `chunk`, found to be as it was sealed."""

    account: str
    batch: int
    kind: str
    part: int
    text: str

    def claims(self, kind: Kind[C]) -> Iterator[C]:
        return kind.from_text(self.account, self.text)


def _chunk(row: Row) -> Chunk:
    """Raises Broken where a row isn't as it was sealed."""
    *held, sealed = row
    chunk = Chunk(*held)
    if seal(*chunk) != sealed:
        raise Broken(_broken(chunk))
    return chunk


def _broken(chunk: Chunk) -> str:
    return f"the {chunk.kind} claims of batch {chunk.batch} are not as they were written"


def broken_chunks(db: apsw.Connection) -> list[str]:
    """What to say of the chunks that aren't as they were sealed, one at a time in memory."""
    found = ((Chunk(*held), sealed) for *held, sealed in db.execute(_CHUNKS))
    return [_broken(chunk) for chunk, sealed in found if seal(*chunk) != sealed]


def chunks(db: apsw.Connection, which: str, *values: Any) -> list[Chunk]:
    """Chunks of the log. `which`: what follows FROM, with `values` for its parameters."""
    return list(map(_chunk, rows(db, f"{_CHUNKS} {which}", *values)))


def claims_in(chunks: Iterable[Chunk], kind: Kind[C]) -> list[tuple[int, C]]:
    """The claims of one kind, each with its batch."""
    return [
        (chunk.batch, claim)
        for chunk in chunks
        if chunk.kind == kind.name
        for claim in chunk.claims(kind)
    ]


def read_own(db: apsw.Connection, account: str, after: int = 0) -> AccountLog:
    """What stands under the account alone, in the order of its batches; of those after one."""
    own = chunks(db, "WHERE account = ? AND batch > ? ORDER BY batch, part", account, after)
    return AccountLog(
        account,
        account_version(db, account),
        _standing(rows(db, _OF_ACCOUNT, account, after)),
        claims_in(own, ENTITIES),
        claims_in(own, STATEMENTS),
        claims_in(own, LINKS),
        claims_in(own, TOUCHES),
        claims_in(own, LISTINGS),
    )


def last_batch(db: apsw.Connection) -> int:
    """The id of the batch that was written last; 0 where there is none."""
    return int(rows(db, "SELECT ifnull(max(id), 0) FROM batch")[0][0])


def written_after(db: apsw.Connection, account: str, batch: int) -> int:
    """How many batches about an account were written after one, undone ones too."""
    counted = "SELECT count(*) FROM entry WHERE account = ? AND batch > ?"
    return int(rows(db, counted, account, batch)[0][0])


def read_directory(db: apsw.Connection) -> AccountLog:
    """The accounts themselves and what was stated of them, with what stands under OURS."""
    ours = read_own(db, OURS)
    found = chunks(db, _OF_ACCOUNTS)
    batches = json.dumps(sorted({chunk.batch for chunk in found}))
    headers = rows(db, f"{_HEADERS} JOIN json_each(?) ON value = batch.id", batches)
    return replace(
        ours,
        headers={**ours.headers, **_standing(headers)},
        entities=merged(ours.entities, claims_in(found, ACCOUNTS)),
        statements=merged(ours.statements, claims_in(found, SAID_OF_ACCOUNTS)),
    )


def headers(db: apsw.Connection, account: str | None) -> list[BatchHeader]:
    """All headers, or those of one account, newest first."""
    which = "" if account is None else "JOIN entry ON batch = batch.id WHERE account = ?"
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
    wanted = json.dumps(sorted({f"{field}:{value}".casefold() for value in values}))
    found = (
        Holder(account, who, field, value) for account, who, value in rows(db, _HOLDERS, wanted)
    )
    return list(dict.fromkeys(found))


def erasure_key(db: apsw.Connection) -> bytes:
    """The store's own key, made with the file. Raises Broken."""
    if (key := noted(db, "erasure_key")) is None:
        raise Broken("the key for the digests of who was erased is gone")
    return key


def digest(db: apsw.Connection) -> dict[str, str]:
    """A fingerprint of all that is held."""
    return content_digest(
        (read_own(db, account) for account in accounts(db)),
        [one for one in headers(db, None) if one.undone_at is None],
        kept_out(db),
    )
