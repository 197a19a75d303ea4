"""Erasing people from the file. Runs inside a write transaction of its caller."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic

import apsw

from graph.log import Statement, TouchClaim
from graph.store.erasure import Erasing, erasing
from graph.store.protocol import Erasure
from graph.store.sqlite.columns import C
from graph.store.sqlite.reading import accounts, claims, rows
from graph.store.sqlite.rows import ENTITIES, LINKS, LISTINGS, STATEMENTS, TOUCHES, Table
from graph.store.sqlite.writing import (
    index_statements,
    index_touches,
    insert,
    raise_version,
)

_FORGET_STATEMENTS = "DELETE FROM holder WHERE statement IN (SELECT value FROM json_each(?))"
_FORGET_TOUCHES = "DELETE FROM touch_other WHERE touch IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Cut(Generic[C]):
    """What erasing does to the claims of one kind and account; `gone` and `lessened` are numbers,
    and `less` is what the lessened are now."""

    untouched: Sequence[C]
    gone: Sequence[int]
    lessened: Sequence[int]
    less: Sequence[C]

    @property
    def left(self) -> Sequence[C]:
        return [*self.untouched, *self.less]

    @property
    def numbers(self) -> Sequence[int]:
        return [*self.gone, *self.lessened]


def erase(db: apsw.Connection, people: Collection[str], digests: Iterable[str]) -> Erasure:
    """Take people out of every account, and keep the digests."""
    everywhere = accounts(db)
    plan = erasing(
        people,
        [entity for account in everywhere for _, entity in claims(db, ENTITIES, account)],
        [said for account in everywhere for _, said in claims(db, STATEMENTS, account)],
    )
    found = [_erase_from(db, account, plan) for account in everywhere]
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
    _index_again(db, statements, touches)
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
    less = {number: left for number, claim, left in found if left is not None and left is not claim}
    cut = _Cut(
        [claim for _, claim, left in found if left is claim],
        [number for number, _, left in found if left is None],
        [*less],
        [*less.values()],
    )
    db.executemany(table.delete, ((number, number) for number in cut.numbers))
    insert(db, table, cut.lessened, cut.less)
    return cut


def _index_again(
    db: apsw.Connection, statements: _Cut[Statement], touches: _Cut[TouchClaim]
) -> None:
    """Find the claims that were cut by no more than what is left of them."""
    db.execute(_FORGET_STATEMENTS, (json.dumps(statements.numbers),))
    db.execute(_FORGET_TOUCHES, (json.dumps(touches.numbers),))
    index_statements(db, statements.lessened, statements.less)
    index_touches(db, touches.lessened, touches.less)


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
