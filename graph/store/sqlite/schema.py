"""The tables of a store in SQLite, and how a file from an earlier version comes up to date.

A batch has a header (`batch`), the accounts that it is about (`entry`) and its claims: some
hundreds of one kind and account together (`chunk`, see `chunks.py`), under seals by which any
bit that changes is found. Reading an account is one range of chunks, taking a batch back
deletes its own. `holder` finds by e-mail or external id who was stated to have it, where that
isn't private; it can be made from the rest.
"""

from collections.abc import Callable, Sequence

import apsw

from graph.store.sqlite.migrating import into_chunks
from graph.store.sqlite.migrating_seals import seal_every_row

APPLICATION_ID = 0x494E5244
"""What the file says it is: "INRD"."""

_FIRST = """
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    author TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    source TEXT NOT NULL,
    action TEXT NOT NULL,
    file TEXT,
    digest TEXT,
    counts TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    token TEXT UNIQUE
) STRICT;

CREATE TABLE segment (
    account TEXT NOT NULL REFERENCES account,
    batch INTEGER NOT NULL REFERENCES batch,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (account, batch)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX segment_last ON segment (last);
CREATE INDEX segment_batch ON segment (batch);

CREATE TABLE entity (
    claim INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX entity_account ON entity (claim) WHERE kind = 'account';

CREATE TABLE statement (
    claim INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    fields TEXT NOT NULL,
    said_by TEXT,
    evidence TEXT,
    valid_from TEXT,
    valid_until TEXT,
    opportunity TEXT,
    private INTEGER NOT NULL,
    of_account INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_of_account ON statement (claim) WHERE of_account;

CREATE TABLE link (
    claim INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    probability REAL,
    strength TEXT NOT NULL,
    said_by TEXT,
    evidence TEXT,
    valid_from TEXT,
    valid_until TEXT,
    withdrawn INTEGER NOT NULL
) STRICT;

CREATE TABLE touch (
    claim INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    day TEXT NOT NULL,
    time TEXT,
    colleagues TEXT NOT NULL,
    person TEXT,
    others TEXT,
    manner TEXT NOT NULL,
    reason TEXT,
    note TEXT,
    details TEXT,
    private INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;

CREATE INDEX touch_person ON touch (person, day);

CREATE TABLE touch_other (
    person TEXT NOT NULL,
    day TEXT NOT NULL,
    touch INTEGER NOT NULL,
    PRIMARY KEY (person, day, touch)
) STRICT, WITHOUT ROWID;

CREATE TABLE listing (
    claim INTEGER PRIMARY KEY,
    entity TEXT NOT NULL
) STRICT;

CREATE TABLE holder (
    value TEXT NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (value, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE erased (
    digest TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
"""

_NOBODY_BY_WHAT_IS_PRIVATE = """
DELETE FROM holder WHERE statement IN (SELECT claim FROM statement WHERE private);
"""

Migration = str | Callable[[apsw.Connection], None]

MIGRATIONS: Sequence[Migration] = (_FIRST, _NOBODY_BY_WHAT_IS_PRIVATE, into_chunks, seal_every_row)
"""`MIGRATIONS[n]` takes a file from version n to n + 1. They are never edited, only added to."""
