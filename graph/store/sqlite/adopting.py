"""Handing a store on to another, batch by batch. Every function runs inside a transaction of its
caller."""

from collections.abc import Sequence

import apsw

from graph.errors import NotFound
from graph.log import Batch, C
from graph.store.conflicts import not_next, other_key
from graph.store.protocol import KeptBatch, StoreFacts
from graph.store.sqlite.chunks import ENTITIES, LINKS, LISTINGS, STATEMENTS, TOUCHES, Kind
from graph.store.sqlite.reading import Chunk, chunks, claims_in, erasure_key, header, rows
from graph.store.sqlite.sealing import keep_out, kept_out, note_instead, set_version, versions
from graph.store.sqlite.writing import following, write_as


def read_batch(db: apsw.Connection, batch: int) -> KeptBatch:
    """A batch with all that is kept of it. Raises NotFound."""
    head = header(db, batch)
    if head is None:
        raise NotFound(f"There is no batch {batch}.")
    ((token,),) = rows(db, "SELECT token FROM batch WHERE id = ?", batch)
    entered = rows(db, "SELECT account FROM entry WHERE batch = ? ORDER BY account", batch)
    own = chunks(db, "WHERE batch = ? ORDER BY account, part", batch)
    kept = Batch(
        head,
        _claims(own, ENTITIES),
        _claims(own, STATEMENTS),
        _claims(own, LINKS),
        _claims(own, TOUCHES),
        _claims(own, LISTINGS),
        token=token,
    )
    return KeptBatch(kept, tuple(account for (account,) in entered))


def _claims(own: Sequence[Chunk], kind: Kind[C]) -> list[C]:
    return [claim for _, claim in claims_in(own, kind)]


def adopt(db: apsw.Connection, batches: Sequence[KeptBatch]) -> None:
    """Write batches of another store under their own ids. Raises Conflict and BadInput."""
    for kept in batches:
        head = kept.batch.header
        if head.id != (following_id := following(db)):
            raise not_next(head.id, following_id)
        write_as(db, head, kept.batch, kept.accounts)


def facts(db: apsw.Connection) -> StoreFacts:
    """What the store knows beside its batches. Raises Broken."""
    return StoreFacts(versions(db), kept_out(db), erasure_key(db))


def adopt_facts(db: apsw.Connection, facts: StoreFacts) -> None:
    """Know the same beside the batches. Raises Conflict and Broken."""
    if kept_out(db) and erasure_key(db) != facts.erasure_key:
        raise other_key()
    note_instead(db, "erasure_key", facts.erasure_key)
    keep_out(db, facts.erased)
    for account, version in facts.versions.items():
        set_version(db, account, version)
