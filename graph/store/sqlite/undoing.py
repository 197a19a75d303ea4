"""Taking a batch back. Every function runs inside a write transaction of its caller."""

import json
from dataclasses import replace
from datetime import datetime

import apsw

from graph.errors import NotFound
from graph.log import BatchHeader
from graph.store.conflicts import built_upon, undone_already
from graph.store.sqlite.reading import header, rows
from graph.store.sqlite.rows import ENTITIES, LINKS, LISTINGS, STATEMENTS, TOUCHES
from graph.store.sqlite.writing import raise_version
from graph.store.storable import refuse_unstorable

_IN_THE_WAY = """
WITH
known (id) AS MATERIALIZED (
    SELECT id FROM entity WHERE claim BETWEEN :first AND :last
    UNION SELECT entity FROM statement WHERE claim BETWEEN :first AND :last
),
linked (kind, source, target) AS MATERIALIZED (
    SELECT kind, source, target FROM link WHERE claim BETWEEN :first AND :last
    UNION SELECT kind, target, source FROM link
    WHERE claim BETWEEN :first AND :last AND kind IN (SELECT value FROM json_each(:undirected))
),
keyed (account, key) AS MATERIALIZED (
    SELECT account, key FROM segment JOIN touch ON claim BETWEEN segment.first AND segment.last
    WHERE batch = :batch
),
crews (colleagues) AS MATERIALIZED (
    SELECT colleagues FROM (SELECT DISTINCT colleagues FROM touch WHERE claim > :last)
    WHERE EXISTS (SELECT 1 FROM json_each(colleagues) WHERE value IN known)
),
later (claim) AS (
    SELECT claim FROM statement WHERE claim > :last AND entity IN known
    UNION ALL SELECT claim FROM listing WHERE claim > :last AND entity IN known
    UNION ALL SELECT claim FROM link WHERE claim > :last AND (
        source IN known OR target IN known OR (kind, source, target) IN linked)
    UNION ALL SELECT claim FROM known CROSS JOIN touch ON person = id WHERE claim > :last
    UNION ALL SELECT touch FROM known CROSS JOIN touch_other ON person = id WHERE touch > :last
    UNION ALL SELECT claim FROM touch WHERE claim > :last AND colleagues IN crews
    UNION ALL SELECT claim FROM segment
        JOIN touch ON claim BETWEEN segment.first AND segment.last
        WHERE batch > :batch AND (account, key) IN keyed
)
SELECT DISTINCT batch FROM later
JOIN segment ON last = (SELECT min(last) FROM segment WHERE last >= claim)
ORDER BY batch
"""


def undo(db: apsw.Connection, batch: int, by: str, at: datetime) -> BatchHeader:
    """Delete the rows of a batch and mark its header. Raises NotFound or Conflict."""
    before = header(db, batch)
    if before is None:
        raise NotFound(f"There is no batch {batch}.")
    if before.undone_at is not None:
        raise undone_already(before)
    segments = rows(db, "SELECT account, first, last FROM segment WHERE batch = ?", batch)
    if segments:
        accounts, firsts, lasts = zip(*segments, strict=True)
        _refuse_if_built_upon(db, batch, min(firsts), max(lasts))
        _delete(db, min(firsts), max(lasts))
        raise_version(db, accounts)
    refuse_unstorable([by])
    db.execute(
        "UPDATE batch SET undone_at = ?, undone_by = ? WHERE id = ?", (at.isoformat(), by, batch)
    )
    return replace(before, undone_at=at, undone_by=by)


def _refuse_if_built_upon(db: apsw.Connection, batch: int, first: int, last: int) -> None:
    from graph.resolve import UNDIRECTED  # only here: it reads titles, which takes time to load

    values = {
        "batch": batch,
        "first": first,
        "last": last,
        "undirected": json.dumps(sorted(UNDIRECTED)),
    }
    later = [found for (found,) in db.execute(_IN_THE_WAY, values)]
    if later:
        raise built_upon(batch, later)


def _delete(db: apsw.Connection, first: int, last: int) -> None:
    """Delete every row of some numbers, and what finds them."""
    for table in (ENTITIES, STATEMENTS, LINKS, TOUCHES, LISTINGS):
        db.execute(table.delete, (first, last))
    db.execute("DELETE FROM touch_other WHERE touch BETWEEN ? AND ?", (first, last))
    db.execute("DELETE FROM holder WHERE statement BETWEEN ? AND ?", (first, last))
