"""Whether a file, and the log in it, is whole."""

from collections.abc import Iterator
from pathlib import Path

import apsw

from graph.store.sqlite.chunks import STATEMENTS
from graph.store.sqlite.file import damaged, version_of
from graph.store.sqlite.reading import broken_chunks, chunks, claims_in, erasure_key, rows
from graph.store.sqlite.schema import MIGRATIONS
from graph.store.sqlite.sealing import broken_rows
from graph.store.sqlite.writing import holders

_STRAY = "SELECT DISTINCT batch FROM chunk JOIN batch ON id = batch WHERE undone_at IS NOT NULL"

_MOST_NAMED = 5


def refuse_damaged(db: apsw.Connection, path: Path) -> None:
    """Raise StoreDamaged where the file, or the log in it, isn't whole."""
    found = list(_of_the_file(db))
    if not found and version_of(db) == len(MIGRATIONS):
        found = list(_of_the_log(db))
    if found:
        named = "; ".join(found[:_MOST_NAMED])
        more = f"; and {len(found) - _MOST_NAMED:,} more" if len(found) > _MOST_NAMED else ""
        raise damaged(path, named + more)


def _of_the_file(db: apsw.Connection) -> Iterator[str]:
    """What SQLite itself finds."""
    yield from (fault for (fault,) in rows(db, "PRAGMA integrity_check(3)") if fault != "ok")
    for table, _, parent, _ in rows(db, "PRAGMA foreign_key_check"):
        yield f"a row of {table} lacks its {parent}"


def _of_the_log(db: apsw.Connection) -> Iterator[str]:
    """What isn't as it was sealed, and an index of people that tells something else."""
    broken = broken_chunks(db)
    yield from broken
    yield from broken_rows(db)
    erasure_key(db)
    for (batch,) in rows(db, _STRAY):
        yield f"batch {batch} was undone and still has claims"
    if not broken and _index_differs(db):
        yield "the index by e-mail and external id tells something else than the claims"


def _index_differs(db: apsw.Connection) -> bool:
    told = set(rows(db, "SELECT * FROM holder"))
    for chunk in chunks(db, "WHERE kind = ?", STATEMENTS.name):
        said = [said for _, said in claims_in([chunk], STATEMENTS)]
        for holder in holders(chunk.batch, said):
            if holder not in told:
                return True
            told.discard(holder)
    return bool(told)
