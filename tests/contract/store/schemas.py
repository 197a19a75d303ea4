"""How files looked that earlier versions of the program wrote: one script for each schema.

A script is never edited: it is what users have on their disks. Whoever adds a migration adds
the script of the schema that it makes, with rows that say what `test_sqlite_migrations`
expects, or its first test fails.
"""

from pathlib import Path

SCHEMAS: dict[int, str] = {}
SCHEMAS[1] = """
PRAGMA application_id = 0x494E5244;
PRAGMA user_version = 1;
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
INSERT INTO account VALUES ('a-acme', 3);
INSERT INTO account VALUES ('ours', 1);
INSERT INTO batch VALUES (1, 'hand', 'Ann', '2026-03-31T18:00:00+00:00', 'hand', 'import',
    NULL, NULL, '{}', NULL, NULL, NULL);
INSERT INTO batch VALUES (2, 'hand', 'Ann', '2026-03-31T18:00:00+00:00', 'hand', 'test', NULL,
    NULL, '{}', '2026-04-01T09:30:00+00:00', 'Ann', NULL);
INSERT INTO segment VALUES ('a-acme', 1, 1, 9);
INSERT INTO segment VALUES ('a-acme', 2, 12, 12);
INSERT INTO segment VALUES ('ours', 1, 10, 11);
INSERT INTO entity VALUES (1, 'a-acme', 'account');
INSERT INTO entity VALUES (2, 'p-dana', 'person');
INSERT INTO entity VALUES (3, 'p-ravi', 'person');
INSERT INTO entity VALUES (10, 'c-colin', 'colleague');
INSERT INTO statement VALUES (4, 'a-acme', '{"name":"Acme"}', NULL, NULL, NULL, NULL, NULL, 0, 1);
INSERT INTO statement VALUES (5, 'p-dana',
    '{"name":"Dana Reyes","email":"Dana.Reyes@acme.example"}', NULL, NULL, NULL, NULL, NULL, 0,
    0);
INSERT INTO statement VALUES (6, 'p-ravi', '{"name":"Ravi Patel"}', NULL, NULL, NULL, NULL,
    NULL, 0, 0);
INSERT INTO statement VALUES (11, 'c-colin', '{"name":"Colin Firth"}', NULL, NULL, NULL, NULL,
    NULL, 0, 0);
INSERT INTO link VALUES (7, 'influences', 'p-dana', 'p-ravi', NULL, 'unknown', NULL, NULL,
    NULL, NULL, 0);
INSERT INTO touch VALUES (8, 'k1', '2026-03-01', NULL, '["c-colin"]', 'p-dana', '["p-ravi"]',
    'unknown unknown unknown unknown', NULL, NULL, NULL, 0, 0);
INSERT INTO touch_other VALUES ('p-ravi', '2026-03-01', 8);
INSERT INTO listing VALUES (9, 'p-dana');
INSERT INTO holder VALUES ('email:dana.reyes@acme.example', 5);
INSERT INTO erased VALUES ('digest of somebody erased');
INSERT INTO meta VALUES ('erasure_key',
    X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F');
"""

SCHEMAS[2] = SCHEMAS[1].replace("user_version = 1", "user_version = 2")  # only rows went

for version in (3, 4):
    script = Path(__file__).with_name(f"schema_{version}.sql")
    SCHEMAS[version] = script.read_text(encoding="utf-8")
