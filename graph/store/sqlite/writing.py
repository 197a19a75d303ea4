"""Writing to the log. Every function runs inside a write transaction of its caller."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

import apsw

from graph.log import Batch, BatchHeader, C, InColumns, Statement
from graph.store.claims import findable
from graph.store.conflicts import moved_on
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
    seal,
)
from graph.store.sqlite.reading import Row, header, last_batch, rows
from graph.store.sqlite.sealing import account_version, raise_version, seal_batch
from graph.store.storable import refuse_impossible, refuse_unstorable
from graph.vocabulary import EntityKind


def write(db: apsw.Connection, batch: Batch) -> BatchHeader:
    """Write a batch and return its header, or the one that was written under its token before.

    Raises Conflict, and BadInput for what can't be kept.
    """
    if batch.token is not None and (before := written_under(db, batch.token)) is not None:
        return before
    _check_versions(db, batch.based_on)
    new = replace(batch.header, id=following(db), undone_at=None, undone_by=None)
    write_as(db, new, batch)
    return new


def write_as(
    db: apsw.Connection, head: BatchHeader, batch: Batch, accounts: Iterable[str] = ()
) -> None:
    """Write a batch under a header with its id. `accounts`: what it is about beside its claims.

    Raises BadInput for what can't be kept.
    """
    refuse_impossible(link.probability for link in batch.links)
    _insert_header(db, head, batch.token)
    entered: set[str] = set()
    for account in accounts:
        _enter_once(db, head.id, account, entered)
    for kind, claims in _by_kind(batch):
        for account, part, own in _in_parts(claims):
            _enter_once(db, head.id, account, entered)
            write_chunk(db, head.id, account, kind, part, own)
    index_statements(db, head.id, batch.statements)
    seal_batch(db, head.id)


def following(db: apsw.Connection) -> int:
    """The id of the next batch."""
    return last_batch(db) + 1


def _enter_once(db: apsw.Connection, batch: int, account: str, entered: set[str]) -> None:
    """The first time that an account comes up, note that the batch is about it."""
    if account not in entered:
        entered.add(account)
        refuse_unstorable([account])
        raise_version(db, account)
        enter(db, batch, account)


def written_under(db: apsw.Connection, token: str) -> BatchHeader | None:
    """The header of the batch that was written with a token, if there is one."""
    found = rows(db, "SELECT id FROM batch WHERE token = ?", token)
    return header(db, found[0][0]) if found else None


def write_nothing_new(db: apsw.Connection) -> None:
    """Write a page as it is: the log and the disk below it have to take that like any other.

    A row that is set to what it was SQLite doesn't write; a number in the file's head it does.
    """
    db.pragma("user_version", db.pragma("user_version"))


def _check_versions(db: apsw.Connection, based_on: Mapping[str, int]) -> None:
    for account, expected in based_on.items():
        if (now := account_version(db, account)) != expected:
            raise moved_on(account, expected, now)


def _by_kind(batch: Batch) -> Iterator[tuple[Kind[Any], Sequence[Any]]]:
    yield ENTITIES, batch.entities
    yield STATEMENTS, batch.statements
    yield LINKS, batch.links
    yield TOUCHES, batch.touches
    yield LISTINGS, batch.listings
    yield ACCOUNTS, [one for one in batch.entities if one.kind is EntityKind.ACCOUNT]
    yield SAID_OF_ACCOUNTS, [said for said in batch.statements if said.entity == said.account]


def _in_parts(claims: Sequence[C]) -> Iterator[tuple[str, int, Sequence[C]]]:
    """The account, number and claims of each chunk; the claims are gone through once."""
    numbers: Counter[str] = Counter()
    for part in parts(claims):
        for account, own in _by_account(part).items():
            yield account, numbers[account], own
            numbers[account] += 1


def _by_account(claims: Sequence[C]) -> Mapping[str, Sequence[C]]:
    accounts = set(_accounts(claims))
    if len(accounts) == 1:
        return {accounts.pop(): claims}
    groups: dict[str, list[C]] = {account: [] for account in accounts}
    for claim in claims:
        groups[claim.account].append(claim)
    return groups


def _accounts(claims: Sequence[C]) -> Iterable[str]:
    if isinstance(claims, InColumns):
        return claims.column("account")
    return map(attrgetter("account"), claims)


def _insert_header(db: apsw.Connection, head: BatchHeader, token: str | None) -> None:
    texts = (head.author, head.source, head.action, head.file, head.digest, head.undone_by, token)
    refuse_unstorable(texts)
    db.execute(
        "INSERT INTO batch (id, origin, author, recorded_at, source, action, file, digest, counts,"
        " undone_at, undone_by, token) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            head.id,
            head.origin,
            head.author,
            head.recorded_at.isoformat(),
            head.source,
            head.action,
            head.file,
            head.digest,
            json.dumps(dict(head.counts)),
            head.undone_at and head.undone_at.isoformat(),
            head.undone_by,
            token,
        ),
    )


def enter(db: apsw.Connection, batch: int, account: str) -> None:
    """Note that a batch is about an account; that stays when it is undone."""
    db.execute("INSERT INTO entry VALUES (?, ?)", (account, batch))


def write_chunk(
    db: apsw.Connection, batch: int, account: str, kind: Kind[C], part: int, claims: Sequence[C]
) -> None:
    """Write one part of the claims of a kind and account. Raises BadInput for what can't be
    kept."""
    chunk = (account, batch, kind.name, part, kind.to_text(claims))
    db.execute("INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?)", (*chunk, seal(*chunk)))


def index_statements(db: apsw.Connection, batch: int, statements: Iterable[Statement]) -> None:
    """Note by what `find` finds whom the statements of a batch are about."""
    found = sorted(set(holders(batch, statements)))
    db.executemany("INSERT INTO holder VALUES (?, ?, ?, ?, ?)", found)


def holders(batch: int, statements: Iterable[Statement]) -> Iterator[Row]:
    """Rows of `holder`; nobody is found by what is private."""
    for said in statements:
        if not said.private:
            for key, stated in findable(said.fields):
                yield key, said.account, said.entity, batch, stated
