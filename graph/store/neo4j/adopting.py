"""Handing a store on to another, batch by batch. Every function runs inside a transaction of its
caller."""

from collections.abc import Sequence

from neo4j import ManagedTransaction

from graph.errors import NotFound
from graph.log import Batch
from graph.store.conflicts import not_next, other_key
from graph.store.neo4j.asking import asked, send
from graph.store.neo4j.reading import erasure_key, header, kept_out, read_each
from graph.store.neo4j.rows import key_of
from graph.store.neo4j.writing import lock, write_as, written_by
from graph.store.protocol import KeptBatch, StoreFacts

_KEPT = (
    "MATCH (b:Batch {id: $batch}) OPTIONAL MATCH (b)-[:WROTE]->(a:Entity)"
    " RETURN coalesce(b.full_token, b.token), collect(coalesce(a.full_id, a.id))"
)
_VERSIONS = "MATCH (a:Entity)<-[w:WROTE]-(:Batch) RETURN coalesce(a.full_id, a.id), max(w.version)"
_SET_KEY = "MATCH (i:Inroad {name: 'store'}) SET i.erasure_key = $key"
_KEEP_OUT = "UNWIND $rows AS digest MERGE (:Erased {digest: digest})"
_SET_VERSIONS = (
    "UNWIND $rows AS row MATCH (:Entity {id: row[0]})<-[w:WROTE]-(b:Batch)"
    " WITH row, w ORDER BY b.id DESC WITH row, collect(w) AS several"
    " FOREACH (w IN several | SET w.version = 0)"
    " FOREACH (w IN several[..1] | SET w.version = row[1])"
)


def read_batch(tx: ManagedTransaction, batch: int) -> KeptBatch:
    """A batch with all that is kept of it. Raises NotFound and Torn."""
    head = header(tx, batch)
    if head is None:
        raise NotFound(f"There is no batch {batch}.")
    ((token, accounts),) = asked(tx, _KEPT, batch=batch)
    only = range(batch, batch + 1)
    logs = read_each(tx, dict.fromkeys(sorted(accounts), only)).values()
    kept = Batch(
        head,
        [claim for log in logs for _, claim in log.entities],
        [claim for log in logs for _, claim in log.statements],
        [claim for log in logs for _, claim in log.links],
        [claim for log in logs for _, claim in log.touches],
        [claim for log in logs for _, claim in log.listings],
        token=token,
    )
    return KeptBatch(kept, tuple(sorted(accounts)))


def adopt(tx: ManagedTransaction, batches: Sequence[KeptBatch], operation: str) -> None:
    """Write batches of another store under their own ids. Raises Conflict and BadInput."""
    last = lock(tx)
    if written_by(tx, _of(operation, last)) is not None:
        return
    for expected, kept in enumerate(batches, last + 1):
        head = kept.batch.header
        if head.id != expected:
            raise not_next(head.id, expected)
        write_as(tx, head, kept.batch, _of(operation, head.id), kept.accounts)


def _of(operation: str, batch: int) -> str:
    """Each of the batches has been written by an operation of its own."""
    return f"{operation} {batch}"


def facts(tx: ManagedTransaction) -> StoreFacts:
    """What the store knows beside its batches."""
    versions: dict[str, int] = dict(asked(tx, _VERSIONS))
    return StoreFacts(versions, kept_out(tx), erasure_key(tx))


def adopt_facts(tx: ManagedTransaction, facts: StoreFacts) -> None:
    """Know the same beside the batches. Raises Conflict."""
    lock(tx)
    if kept_out(tx) and erasure_key(tx) != facts.erasure_key:
        raise other_key()
    tx.run(_SET_KEY, key=facts.erasure_key)
    keep_out(tx, facts.erased)
    send(tx, _SET_VERSIONS, ((key_of(id_), now) for id_, now in facts.versions.items()))


def keep_out(tx: ManagedTransaction, digests: frozenset[str]) -> None:
    """Note the digests of who was erased."""
    send(tx, _KEEP_OUT, sorted(digests))
