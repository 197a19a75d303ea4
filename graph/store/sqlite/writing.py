"""Writing to the log. Every function runs inside a write transaction of its caller."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

import apsw

from graph.log import Batch, BatchHeader, Entity, LinkClaim, Listing, Statement, TouchClaim
from graph.store.conflicts import moved_on
from graph.store.sqlite.columns import C
from graph.store.sqlite.reading import findable, header, rows, version
from graph.store.sqlite.rows import ENTITIES, LINKS, LISTINGS, STATEMENTS, TOUCHES, Row, Table
from graph.store.storable import refuse_unstorable

_TOGETHER = 20
"""Rows that one statement writes."""

_MANY = 5_000
"""From how many touches on it may be worth to index all of them anew."""

_INDEX_TOUCHES = "CREATE INDEX touch_person ON touch (person, day)"


class _Part(NamedTuple):
    """What a batch claims of one account."""

    entities: Sequence[Entity]
    statements: Sequence[Statement]
    links: Sequence[LinkClaim]
    touches: Sequence[TouchClaim]
    listings: Sequence[Listing]


def write(db: apsw.Connection, batch: Batch) -> BatchHeader:
    """Write a batch and return its header, or the one that was written under its token before.

    Raises Conflict, and BadInput for what can't be kept.
    """
    if (before := _written_before(db, batch.token)) is not None:
        return before
    _check_versions(db, batch.based_on)
    written = replace(batch.header, id=_insert_header(db, batch), undone_at=None, undone_by=None)
    number = _next_number(db)
    for account, part in _by_account(batch).items():
        raise_version(db, [account])
        last = number + sum(map(len, part)) - 1
        db.execute("INSERT INTO segment VALUES (?, ?, ?, ?)", (account, written.id, number, last))
        _insert_part(db, number, part)
        number = last + 1
    return written


def _written_before(db: apsw.Connection, token: str | None) -> BatchHeader | None:
    found = rows(db, "SELECT id FROM batch WHERE token = ?", token)
    return header(db, found[0][0]) if found else None


def _check_versions(db: apsw.Connection, based_on: Mapping[str, int]) -> None:
    for account, expected in based_on.items():
        if (now := version(db, account)) != expected:
            raise moved_on(account, expected, now)


def _insert_header(db: apsw.Connection, batch: Batch) -> int:
    head = batch.header
    texts = (head.author, head.source, head.action, head.file, head.digest, batch.token)
    refuse_unstorable(texts)
    db.execute(
        "INSERT INTO batch (origin, author, recorded_at, source, action, file, digest, counts,"
        " token) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            head.origin,
            head.author,
            head.recorded_at.isoformat(),
            head.source,
            head.action,
            head.file,
            head.digest,
            json.dumps(dict(head.counts)),
            batch.token,
        ),
    )
    return db.last_insert_rowid()


def _next_number(db: apsw.Connection) -> int:
    found: int = rows(db, "SELECT coalesce(max(last), 0) + 1 FROM segment")[0][0]
    return found


def _by_account(batch: Batch) -> dict[str, _Part]:
    kinds = (
        _grouped(batch.entities),
        _grouped(batch.statements),
        _grouped(batch.links),
        _grouped(batch.touches),
        _grouped(batch.listings),
    )
    accounts = sorted({account for kind in kinds for account in kind})
    refuse_unstorable(accounts)
    return {account: _Part._make(kind.get(account, ()) for kind in kinds) for account in accounts}


def _grouped(claims: Sequence[C]) -> Mapping[str, Sequence[C]]:
    accounts = set(map(attrgetter("account"), claims))
    if len(accounts) == 1:
        return {accounts.pop(): claims}
    groups: dict[str, list[C]] = {account: [] for account in accounts}
    for claim in claims:
        groups[claim.account].append(claim)
    return groups


def _insert_part(db: apsw.Connection, number: int, part: _Part) -> None:
    statements = _insert(db, ENTITIES, number, part.entities)
    links = _insert(db, STATEMENTS, statements, part.statements)
    touches = _insert(db, LINKS, links, part.links)
    listings = _insert_touches(db, touches, part.touches)
    _insert(db, LISTINGS, listings, part.listings)
    index_statements(db, range(statements, links), part.statements)
    index_touches(db, range(touches, listings), part.touches)


def _insert_touches(db: apsw.Connection, first: int, touches: Sequence[TouchClaim]) -> int:
    """Many at once are indexed at the end, which takes a third of the time."""
    if len(touches) < max(first, _MANY):
        return _insert(db, TOUCHES, first, touches)
    db.execute("DROP INDEX touch_person")
    following = _insert(db, TOUCHES, first, touches)
    db.execute(_INDEX_TOUCHES)
    return following


def _insert(db: apsw.Connection, table: Table[C], first: int, claims: Sequence[C]) -> int:
    numbers = range(first, first + len(claims))
    insert(db, table, numbers, claims)
    return numbers.stop


def insert(
    db: apsw.Connection, table: Table[C], numbers: Sequence[int], claims: Sequence[C]
) -> None:
    """Write claims under their numbers. Raises BadInput for what can't be kept."""
    _insert_rows(db, table.insert, table.width, table.to_rows(numbers, claims), len(claims))


def _insert_rows(
    db: apsw.Connection, into: str, width: int, rows: Iterator[Row], count: int
) -> None:
    """Write rows, several a statement: it is a fifth faster than one by one."""
    row = f"({', '.join('?' * width)})"
    several = (
        tuple(chain.from_iterable(islice(rows, _TOGETHER))) for _ in range(count // _TOGETHER)
    )
    db.executemany(f"{into} {', '.join([row] * _TOGETHER)}", several)
    db.executemany(f"{into} {row}", rows)


def index_statements(
    db: apsw.Connection, numbers: Iterable[int], statements: Iterable[Statement]
) -> None:
    """Note by what `find` finds whom the statements are about."""
    keys = [
        (stated.casefold(), number)
        for number, said in zip(numbers, statements, strict=True)
        if not said.private
        for stated in findable(said.fields)
    ]
    _insert_rows(db, "INSERT OR IGNORE INTO holder VALUES", 2, iter(keys), len(keys))


def index_touches(
    db: apsw.Connection, numbers: Iterable[int], touches: Iterable[TouchClaim]
) -> None:
    """Note by whom a touch is found beside its first person."""
    others = [
        (person, touch.on.isoformat(), number)
        for number, touch in zip(numbers, touches, strict=True)
        for person in touch.people[1:]
    ]
    _insert_rows(db, "INSERT OR IGNORE INTO touch_other VALUES", 3, iter(others), len(others))


def raise_version(db: apsw.Connection, accounts: Iterable[str]) -> None:
    """Note one more change to each account; a new one is at 1 then."""
    db.executemany(
        "INSERT INTO account VALUES (?, 1) ON CONFLICT DO UPDATE SET version = version + 1",
        ((account,) for account in accounts),
    )
