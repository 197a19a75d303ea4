"""Constraints and indexes, and the node that tells that a database is a store of ours.

What there is in the graph is told in docs/neo4j.md. Every statement may be run again, so that a
migration which was interrupted goes on, and two programs may run it at the same time.
"""

from collections.abc import Iterator
from secrets import token_bytes

from neo4j import Session

from graph.errors import StoreDamaged, StoreUnavailable
from graph.store.neo4j.names import LINKS, STATEMENTS, TOUCHES, each

SCHEMA = 2
"""How many migrations a store has had that this program wrote."""

_CONSTRAINTS = (
    "CREATE CONSTRAINT inroad_store IF NOT EXISTS FOR (i:Inroad) REQUIRE i.name IS UNIQUE",
    "CREATE CONSTRAINT inroad_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT inroad_batch IF NOT EXISTS FOR (b:Batch) REQUIRE b.id IS UNIQUE",
    "CREATE CONSTRAINT inroad_operation IF NOT EXISTS FOR (b:Batch) REQUIRE b.operation IS UNIQUE",
    "CREATE CONSTRAINT inroad_token IF NOT EXISTS FOR (b:Batch) REQUIRE b.token IS UNIQUE",
    "CREATE CONSTRAINT inroad_erased IF NOT EXISTS FOR (e:Erased) REQUIRE e.digest IS UNIQUE",
)
_NODE_INDEX = "CREATE INDEX IF NOT EXISTS FOR (n:`NAME`) ON (n.account, n.batch)"
_BUCKET_INDEX = "CREATE INDEX IF NOT EXISTS FOR (t:`NAME`) ON (t.account, t.bucket)"
_LINK_INDEX = "CREATE INDEX IF NOT EXISTS FOR ()-[r:`NAME`]-() ON (r.account, r.batch)"
_HANDLE_INDEXES = (
    "CREATE INDEX IF NOT EXISTS FOR (s:Statement) ON (s.known_by)",
    "CREATE INDEX IF NOT EXISTS FOR (s:Statement) ON (s.also_known_by)",
    "CREATE INDEX IF NOT EXISTS FOR (h:Handle) ON (h.value)",
)
_AWAIT = "CALL db.awaitIndexes(300)"
_SCHEMA_OF = "OPTIONAL MATCH (i:Inroad {name: 'store'}) RETURN i.schema"
_ANYTHING = "MATCH (n) RETURN 1 LIMIT 1"
_BEGIN = (
    "MERGE (s:Inroad {name: 'settled'}) ON CREATE SET s.times = 0"
    " MERGE (i:Inroad {name: 'store'})"
    " ON CREATE SET i.batches = 0, i.changes = 0, i.erasure_key = $key"
    " SET i.schema = $schema"
)


def bring_up_to_date(session: Session, url: str) -> None:
    """Make what a store needs where it isn't there yet.

    Raises StoreDamaged where the database is another program's, StoreUnavailable where a newer
    program wrote it.
    """
    (schema,) = session.run(_SCHEMA_OF).single(strict=True)
    if schema == SCHEMA:
        return
    if schema is not None:
        raise _of_another_time(url, int(schema))
    if session.run(_ANYTHING).single() is not None:
        raise StoreDamaged(
            f"{url} is the database of another program. Choose another with --store."
        )
    for statement in (*_CONSTRAINTS, *_indexes(), _AWAIT):
        session.run(statement).consume()
    session.run(_BEGIN, key=token_bytes(32), schema=SCHEMA).consume()


def _of_another_time(url: str, schema: int) -> StoreUnavailable:
    if schema > SCHEMA:
        return StoreUnavailable(
            f"{url} was written by a newer Inroad (its schema is {schema}; this one knows up to "
            f"{SCHEMA}). Update Inroad."
        )
    return StoreUnavailable(
        f"{url} was written by an earlier Inroad, which laid out the graph otherwise (its schema "
        f"is {schema}, this one's {SCHEMA}). With that one run: inroad backup FILE. Then empty "
        f"the database, and with this one: inroad copy FILE {url}"
    )


def _indexes() -> Iterator[str]:
    yield from each(_NODE_INDEX, (*STATEMENTS, *TOUCHES)).values()
    yield from each(_BUCKET_INDEX, TOUCHES).values()
    yield from each(_LINK_INDEX, LINKS).values()
    yield from _HANDLE_INDEXES
