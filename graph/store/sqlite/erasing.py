"""Erasing people from the file. Runs inside a write transaction of its caller."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any, NamedTuple

import apsw

from graph.store.erasure import Erasing, erasing
from graph.store.protocol import Erasure
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
from graph.store.sqlite.reading import Chunk, accounts, chunks, claims_in
from graph.store.sqlite.sealing import keep_out, note, noted, raise_version, seal_batch
from graph.store.sqlite.writing import index_statements

_DELETE = "DELETE FROM chunk WHERE account = ? AND batch = ? AND kind = ? AND part = ?"
_REPLACE = (
    "UPDATE chunk SET claims = ?, seal = ?"
    " WHERE account = ? AND batch = ? AND kind = ? AND part = ?"
)
_SAID = STATEMENTS.name
_WITH_TEXT = (STATEMENTS, LINKS, TOUCHES)


class _Cut(NamedTuple):
    """A chunk and what is left of its claims."""

    chunk: Chunk
    kind: Kind[Any]
    before: Sequence[Any]
    left: Sequence[Any]


def erase(db: apsw.Connection, people: Collection[str], digests: Iterable[str]) -> Erasure:
    """Take people out of every account, and keep the digests."""
    plan = erasing(
        people,
        [one for _, one in claims_in(_of_kind(db, ENTITIES), ENTITIES)],
        [said for _, said in claims_in(_of_kind(db, STATEMENTS), STATEMENTS)],
    )
    found = [_erase_from(db, account, plan) for account in accounts(db)]
    keep_out(db, digests)
    note(db, "wipe", b"")
    return Erasure(
        sum(one.statements for one in found),
        sum(one.links for one in found),
        sum(one.touches for one in found),
        tuple(sorted({mention for one in found for mention in one.mentions})),
    )


def _of_kind(db: apsw.Connection, kind: Kind[Any]) -> list[Chunk]:
    return chunks(db, "WHERE kind = ?", kind.name)


def _erase_from(db: apsw.Connection, account: str, plan: Erasing) -> Erasure:
    found = chunks(db, "WHERE account = ? ORDER BY batch, part", account)
    cuts = [_cut(chunk, plan) for chunk in found]
    changed = [cut for cut in cuts if cut.left != cut.before]
    for cut in changed:
        _rewrite(db, cut)
    if changed:
        raise_version(db, account)
    for batch in {cut.chunk.batch for cut in changed}:
        _find_again(db, account, batch)
        seal_batch(db, batch)
    with_text = (cut.left for cut in cuts if cut.kind in _WITH_TEXT)
    return Erasure(
        _gone(cuts, STATEMENTS),
        _gone(cuts, LINKS),
        _gone(cuts, TOUCHES),
        tuple(plan.mentions(chain.from_iterable(with_text))),
    )


def _gone(cuts: Iterable[_Cut], kind: Kind[Any]) -> int:
    return sum(len(cut.before) - len(cut.left) for cut in cuts if cut.kind is kind)


def _cut(chunk: Chunk, plan: Erasing) -> _Cut:
    kind, left_of = _erasing_of(plan)[chunk.kind]
    before = list(chunk.claims(kind))
    return _Cut(chunk, kind, before, [left for left in map(left_of, before) if left is not None])


def _erasing_of(plan: Erasing) -> dict[str, tuple[Kind[Any], Callable[[Any], Any]]]:
    return {
        kind.name: (kind, left_of)
        for kind, left_of in (
            (ENTITIES, plan.entity),
            (ACCOUNTS, plan.entity),
            (STATEMENTS, plan.statement),
            (SAID_OF_ACCOUNTS, plan.statement),
            (LINKS, plan.link),
            (TOUCHES, plan.touch),
            (LISTINGS, plan.listing),
        )
    }


def _rewrite(db: apsw.Connection, cut: _Cut) -> None:
    """Put what is left of a chunk in its place; nothing where nothing is left."""
    key = cut.chunk[:4]
    if not cut.left:
        db.execute(_DELETE, key)
        return
    text = cut.kind.to_text(cut.left)
    db.execute(_REPLACE, (text, seal(*key, text), *key))


def _find_again(db: apsw.Connection, account: str, batch: int) -> None:
    """Find the statements that were cut by no more than what is left of them."""
    db.execute("DELETE FROM holder WHERE account = ? AND batch = ?", (account, batch))
    left = chunks(db, "WHERE account = ? AND batch = ? AND kind = ?", account, batch, _SAID)
    index_statements(db, batch, [said for _, said in claims_in(left, STATEMENTS)])


def wipe(db: apsw.Connection) -> None:
    """Write the file anew where an erasure asks for it: no byte of what was erased stays.

    Runs outside any transaction. What can't be done now, because others use the file or its
    disk is full, is done by whoever opens the store next.
    """
    if noted(db, "wipe") is None:
        return
    with suppress(apsw.BusyError, apsw.FullError, apsw.ReadOnlyError):
        db.execute("VACUUM")
        db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        db.execute("DELETE FROM meta WHERE name = 'wipe'")
