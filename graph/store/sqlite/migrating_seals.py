"""From seals of claims and headers, as files of version 3 had them, to seals of every row."""

import json

import apsw

from graph.store.sqlite.chunks import seal
from graph.store.sqlite.sealing import Broken, row_seal, seal_batch

_HEADER = (
    "SELECT id, origin, author, recorded_at, source, action, file, digest, counts, undone_at,"
    " undone_by FROM batch WHERE id = ?"
)
_CHUNKS = "SELECT seal FROM chunk WHERE batch = ? ORDER BY account, kind, part"

_COLUMNS = """
ALTER TABLE account ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
ALTER TABLE erased ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
ALTER TABLE meta ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
"""
_ROWS = (
    ("account", "SELECT id, version FROM account", "UPDATE account SET seal = ? WHERE id = ?"),
    ("erased", "SELECT digest FROM erased", "UPDATE erased SET seal = ? WHERE digest = ?"),
    ("meta", "SELECT name, value FROM meta", "UPDATE meta SET seal = ? WHERE name = ?"),
)


def seal_every_row(db: apsw.Connection) -> None:
    """Add the seals that version 4 has. Raises Broken where one of version 3 doesn't hold."""
    for batch, sealed in list(db.execute("SELECT id, seal FROM batch")):
        if _first_batch_seal(db, batch) != sealed:
            raise Broken(f"batch {batch} is not as it was written")
        seal_batch(db, batch)
    db.execute(_COLUMNS)
    for table, held, sealed in _ROWS:
        rows = [(row_seal(table, *row), row[0]) for row in db.execute(held)]
        db.executemany(sealed, rows)


def first_seal_batch(db: apsw.Connection, batch: int) -> None:
    """Seal a batch as version 3 did: without its token and its accounts."""
    sealed = _first_batch_seal(db, batch)
    db.execute("UPDATE batch SET seal = ? WHERE id = ?", (sealed, batch))


def _first_batch_seal(db: apsw.Connection, batch: int) -> bytes:
    (head,) = db.execute(_HEADER, (batch,)).fetchall()
    return seal(json.dumps(head), *(one for (one,) in db.execute(_CHUNKS, (batch,))))
