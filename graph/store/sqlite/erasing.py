"""Erasing people from the file. Runs inside a write transaction of its caller."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic

import apsw

from graph.log import Statement
from graph.store.erasure import Erasing, erasing
from graph.store.protocol import Erasure
from graph.store.sqlite.reading import accounts, claims, rows
from graph.store.sqlite.rows import ENTITIES, LINKS, LISTINGS, STATEMENTS, TOUCHES, C, Table
from graph.store.sqlite.writing import index_statements, insert, raise_version


@dataclass(frozen=True, slots=True)
class _Cut(Generic[C]):
    """What erasing does to the claims of one kind and account, by their numbers."""

    untouched: Sequence[C]
    gone: Sequence[int]
    lessened: Sequence[tuple[int, C]]

    @property
    def left(self) -> Sequence[C]:
        return [*self.untouched, *(claim for _, claim in self.lessened)]

    @property
    def numbers(self) -> Sequence[int]:
        return [*self.gone, *(number for number, _ in self.lessened)]


def erase(db: apsw.Connection, people: Collection[str], digests: Iterable[str]) -> Erasure:
    """Take people out of every account, and keep the digests."""
    everywhere = accounts(db)
    plan = erasing(
        people,
        [entity for account in everywhere for _, entity in claims(db, ENTITIES, account)],
        [said for account in everywhere for _, said in claims(db, STATEMENTS, account)],
    )
    found = [_erase_from(db, account, plan) for account in everywhere]
    ids = json.dumps(sorted(plan.ids))
    db.execute("DELETE FROM touch_person WHERE person IN (SELECT value FROM json_each(?))", (ids,))
    db.executemany("INSERT OR IGNORE INTO erased VALUES (?)", ((one,) for one in sorted(digests)))
    db.execute("INSERT OR IGNORE INTO meta VALUES ('wipe', x'')")
    return Erasure(
        sum(one.statements for one in found),
        sum(one.links for one in found),
        sum(one.touches for one in found),
        tuple(sorted({mention for one in found for mention in one.mentions})),
    )


def _erase_from(db: apsw.Connection, account: str, plan: Erasing) -> Erasure:
    entities = _cut(db, ENTITIES, account, plan.entity)
    statements = _cut(db, STATEMENTS, account, plan.statement)
    links = _cut(db, LINKS, account, plan.link)
    touches = _cut(db, TOUCHES, account, plan.touch)
    listings = _cut(db, LISTINGS, account, plan.listing)
    _find_less(db, statements)
    if any(cut.numbers for cut in (entities, statements, links, touches, listings)):
        raise_version(db, [account])
    return Erasure(
        len(statements.gone),
        len(links.gone),
        len(touches.gone),
        tuple(plan.mentions([*statements.left, *links.left, *touches.left])),
    )


def _cut(
    db: apsw.Connection, table: Table[C], account: str, left_of: Callable[[C], C | None]
) -> _Cut[C]:
    """Delete what goes and put what is left of a claim in its place."""
    found = [(number, claim, left_of(claim)) for number, claim in claims(db, table, account)]
    cut = _Cut(
        [claim for _, claim, left in found if left is claim],
        [number for number, _, left in found if left is None],
        [(number, left) for number, claim, left in found if left is not None and left is not claim],
    )
    db.executemany(table.delete, ((number, number) for number in cut.numbers))
    insert(db, table, [n for n, _ in cut.lessened], [claim for _, claim in cut.lessened])
    return cut


def _find_less(db: apsw.Connection, statements: _Cut[Statement]) -> None:
    """Forget by what the statements that are gone were found."""
    numbers = json.dumps(statements.numbers)
    db.execute("DELETE FROM holder WHERE statement IN (SELECT value FROM json_each(?))", (numbers,))
    index_statements(
        db, [n for n, _ in statements.lessened], [said for _, said in statements.lessened]
    )


def wipe(db: apsw.Connection) -> None:
    """Write the file anew where an erasure asks for it: no byte of what was erased stays.

    Runs outside any transaction. What can't be done now, because others use the file or its
    disk is full, is done by whoever opens the store next.
    """
    if not rows(db, "SELECT 1 FROM meta WHERE name = 'wipe'"):
        return
    with suppress(apsw.BusyError, apsw.FullError, apsw.ReadOnlyError):
        db.execute("VACUUM")
        db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        db.execute("DELETE FROM meta WHERE name = 'wipe'")
