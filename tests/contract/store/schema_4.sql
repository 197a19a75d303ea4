PRAGMA application_id = 0x494E5244;
PRAGMA user_version = 4;
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
, seal BLOB NOT NULL DEFAULT x'') STRICT, WITHOUT ROWID;
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
, seal BLOB NOT NULL DEFAULT x'') STRICT;
CREATE TABLE erased (
    digest TEXT NOT NULL PRIMARY KEY
, seal BLOB NOT NULL DEFAULT x'') STRICT, WITHOUT ROWID;
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
, seal BLOB NOT NULL DEFAULT x'') STRICT, WITHOUT ROWID;
CREATE TABLE entry (
    account TEXT NOT NULL REFERENCES account,
    batch INTEGER NOT NULL REFERENCES batch,
    PRIMARY KEY (account, batch)
) STRICT, WITHOUT ROWID;
CREATE TABLE chunk (
    account TEXT NOT NULL,
    batch INTEGER NOT NULL,
    kind TEXT NOT NULL,
    part INTEGER NOT NULL,
    claims TEXT NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (account, batch, kind, part),
    FOREIGN KEY (account, batch) REFERENCES entry
) STRICT;
CREATE INDEX chunk_batch ON chunk (batch);
CREATE INDEX chunk_of_account ON chunk (batch) WHERE kind IN ('account', 'said of account');
CREATE TABLE holder (
    value TEXT NOT NULL,
    account TEXT NOT NULL,
    entity TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch,
    stated TEXT NOT NULL,
    PRIMARY KEY (value, account, entity, batch, stated)
) STRICT, WITHOUT ROWID;
INSERT INTO account VALUES ('a-acme', 3, X'6803C477EA18FC79834E452DB078558E');
INSERT INTO account VALUES ('ours', 1, X'9125B31A977205F1334472A722B545B7');
INSERT INTO batch VALUES (1, 'hand', 'Ann', '2026-03-31T18:00:00+00:00', 'hand', 'import', NULL, NULL, '{}', NULL, NULL, NULL, X'0A3A48FBA3FEAB71895F25124F311056');
INSERT INTO batch VALUES (2, 'hand', 'Ann', '2026-03-31T18:00:00+00:00', 'hand', 'test', NULL, NULL, '{}', '2026-04-01T09:30:00+00:00', 'Ann', NULL, X'4C5901C2C9F4CF9325374CF0A5295A29');
INSERT INTO erased VALUES ('digest of somebody erased', X'D94920FDEE8876CFA098707A519539AD');
INSERT INTO meta VALUES ('erasure_key', X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F', X'544FA07FCF6A977858B520206E65459D');
INSERT INTO entry VALUES ('a-acme', 1);
INSERT INTO entry VALUES ('a-acme', 2);
INSERT INTO entry VALUES ('ours', 1);
INSERT INTO chunk VALUES ('a-acme', 1, 'entity', 0, '{"count":3,"same":{},"lines":{"id":"a-acme\np-dana\np-ravi","kind":"account\nperson\nperson"},"each":{}}', X'817A88454393165EF636D2FB5D16B9B7');
INSERT INTO chunk VALUES ('a-acme', 1, 'statement', 0, '{"count":3,"same":{},"lines":{"entity":"a-acme\np-dana\np-ravi"},"each":{"fields":[{"name":"Acme"},{"name":"Dana Reyes","email":"Dana.Reyes@acme.example"},{"name":"Ravi Patel"}]}}', X'CCC3719B1C6A6887C3704B3A2E576D36');
INSERT INTO chunk VALUES ('a-acme', 1, 'link', 0, '{"count":1,"same":{"kind":"influences","source":"p-dana","target":"p-ravi"},"lines":{},"each":{}}', X'0AE9CACF043E3C920FDA96996884BDBD');
INSERT INTO chunk VALUES ('a-acme', 1, 'touch', 0, '{"count":1,"same":{"key":"k1","on":"2026-03-01","at":null,"colleagues":"c-colin","people":["p-dana","p-ravi"]},"lines":{},"each":{}}', X'172CDE3852EA8F0B4BB5A43FC66D53A9');
INSERT INTO chunk VALUES ('a-acme', 1, 'listing', 0, '{"count":1,"same":{"entity":"p-dana"},"lines":{},"each":{}}', X'AD25BF2D59D8D6780A5A8D29DA74EEE3');
INSERT INTO chunk VALUES ('a-acme', 1, 'account', 0, '{"count":1,"same":{"id":"a-acme","kind":"account"},"lines":{},"each":{}}', X'E6870CC9F1FB81A7E8DCA07B8469CBE5');
INSERT INTO chunk VALUES ('a-acme', 1, 'said of account', 0, '{"count":1,"same":{"entity":"a-acme","fields":{"name":"Acme"}},"lines":{},"each":{}}', X'B36FCE0E002DCAEE9509014B80DF7842');
INSERT INTO chunk VALUES ('ours', 1, 'entity', 0, '{"count":1,"same":{"id":"c-colin","kind":"colleague"},"lines":{},"each":{}}', X'9621BE5C9A9B881E3B3A22DBEA247866');
INSERT INTO chunk VALUES ('ours', 1, 'statement', 0, '{"count":1,"same":{"entity":"c-colin","fields":{"name":"Colin Firth"}},"lines":{},"each":{}}', X'5FF553B6F5198EFCA63A452C5F9DBDDB');
INSERT INTO holder VALUES ('email:dana.reyes@acme.example', 'a-acme', 'p-dana', 1, 'Dana.Reyes@acme.example');
