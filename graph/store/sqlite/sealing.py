"""Rows under seals: accounts, batches, who was erased, and what the store knows of itself.

Chunks have theirs from `chunks.py`. A seal is over all that stands in its row; a batch's is
over its accounts and the seals of its chunks too. It is checked before what was read is made
use of or sealed anew, batches apart, which `inroad verify` checks.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import apsw

from graph.store.sqlite.chunks import seal

_HEADER = (
    "SELECT id, origin, author, recorded_at, source, action, file, digest, counts, undone_at,"
    " undone_by, token FROM batch WHERE id = ?"
)
_ACCOUNTS = "SELECT account FROM entry WHERE batch = ? ORDER BY account"
_CHUNKS = "SELECT seal FROM chunk WHERE batch = ? ORDER BY account, kind, part"

_ROWS: Mapping[str, str] = {
    "account": "SELECT * FROM account",
    "erased": "SELECT * FROM erased",
    "meta": "SELECT * FROM meta",
}
"""Tables whose rows have a seal each, in the last column."""

_CALLED: Mapping[str, str] = {
    "account": "the version of account",
    "erased": "of somebody erased the digest",
    "meta": "what the store knows as",
}


class Broken(ValueError):
    """A row isn't as it was sealed."""


def row_seal(table: str, *held: object) -> bytes:
    """The seal of a row of `account`, `erased` or `meta`."""
    return seal(table, *held)


def account_version(db: apsw.Connection, account: str) -> int:
    """How often the account was changed; 0 if it is new. Raises Broken."""
    found = db.execute("SELECT * FROM account WHERE id = ?", (account,))
    return next((int(version) for _, version in _unsealed("account", found)), 0)


def raise_version(db: apsw.Connection, account: str) -> None:
    """Note one more change to an account; a new one is at 1 then. Raises Broken."""
    set_version(db, account, account_version(db, account) + 1)


def set_version(db: apsw.Connection, account: str, version: int) -> None:
    """Note how often an account was changed."""
    db.execute(
        "INSERT INTO account VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET version = excluded.version, seal = excluded.seal",
        (account, version, row_seal("account", account, version)),
    )


def versions(db: apsw.Connection) -> dict[str, int]:
    """How often each account was changed. Raises Broken."""
    return {
        name: int(number) for name, number in _unsealed("account", db.execute(_ROWS["account"]))
    }


def keep_out(db: apsw.Connection, digests: Iterable[str]) -> None:
    """Note the digests of somebody erased."""
    sealed = ((one, row_seal("erased", one)) for one in sorted(digests))
    db.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?)", sealed)


def kept_out(db: apsw.Connection) -> frozenset[str]:
    """The digests of everybody erased. Raises Broken."""
    return frozenset(digest for (digest,) in _unsealed("erased", db.execute(_ROWS["erased"])))


def note(db: apsw.Connection, name: str, value: bytes) -> None:
    """Have the store know something, unless it knows that already."""
    sealed = row_seal("meta", name, value)
    db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?, ?)", (name, value, sealed))


def note_instead(db: apsw.Connection, name: str, value: bytes) -> None:
    """Have the store know something in place of what it knows."""
    db.execute("DELETE FROM meta WHERE name = ?", (name,))
    note(db, name, value)


def noted(db: apsw.Connection, name: str) -> bytes | None:
    """What the store knows under a name, None if nothing. Raises Broken."""
    found = db.execute("SELECT * FROM meta WHERE name = ?", (name,))
    return next((bytes(value) for _, value in _unsealed("meta", found)), None)


def broken_rows(db: apsw.Connection) -> Iterator[str]:
    """What to say of the rows that aren't as they were sealed."""
    for table, query in _ROWS.items():
        for *held, sealed in db.execute(query):
            if row_seal(table, *held) != sealed:
                yield _broken(table, held[0])
    for batch, sealed in db.execute("SELECT id, seal FROM batch"):
        if batch_seal(db, batch) != sealed:
            yield f"batch {batch} is not as it was written"


def _unsealed(table: str, found: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """Rows without their seals."""
    for *held, sealed in found:
        if row_seal(table, *held) != sealed:
            raise Broken(_broken(table, held[0]))
        yield held


def _broken(table: str, key: str) -> str:
    return f"{_CALLED[table]} {key} is not as it was written"


def batch_seal(db: apsw.Connection, batch: int) -> bytes:
    """The seal that a batch's header, its accounts and the seals of its chunks come to."""
    (head,) = db.execute(_HEADER, (batch,)).fetchall()
    accounts = [account for (account,) in db.execute(_ACCOUNTS, (batch,))]
    return seal(json.dumps([head, accounts]), *(one for (one,) in db.execute(_CHUNKS, (batch,))))


def seal_batch(db: apsw.Connection, batch: int) -> None:
    """Seal a batch as it stands now."""
    db.execute("UPDATE batch SET seal = ? WHERE id = ?", (batch_seal(db, batch), batch))
