"""Taking a batch back. Every function runs inside a write transaction of its caller."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from neo4j import ManagedTransaction

from graph.errors import NotFound
from graph.log import Batch, BatchHeader
from graph.store.conflicts import built_upon, undone_already, whole_pile
from graph.store.neo4j.adopting import read_batch
from graph.store.neo4j.asking import asked, asked_of, send
from graph.store.neo4j.names import LINKS, STATEMENTS, TOUCHES, any_of, each, over
from graph.store.neo4j.reading import header
from graph.store.neo4j.restanding import forget_unnamed, project, restand_links, restand_touches
from graph.store.neo4j.rows import Row, key_of, moment, touch_place
from graph.store.neo4j.writing import holdings, lock
from graph.store.neo4j.writing_entities import named_in
from graph.store.storable import refuse_unstorable
from graph.vocabulary import UNDIRECTED, EntityKind, LinkKind

_UNDONE_BY = "MATCH (b:Batch {id: $batch}) RETURN b.undo_operation"
_LATER_IN_ACCOUNTS = (
    "UNWIND $rows AS id MATCH (:Entity {id: id})<-[:WROTE]-(b:Batch)"
    " WHERE b.id > $batch AND b.undone_at IS NULL RETURN DISTINCT b.id"
)
_LATER_STATEMENTS = (
    "UNWIND $rows AS id MATCH (:Entity {id: id})<-[:ABOUT]-(s) WHERE s.batch > $batch"
    " RETURN DISTINCT s.batch"
)
_LATER_TOUCHES = (
    "UNWIND $rows AS id MATCH (:Entity {id: id})<-[:WITH|BY]-(t) WHERE t.batch > $batch"
    " RETURN DISTINCT t.batch"
)
_LATER_LINKS = any_of(
    "UNWIND $rows AS id MATCH (:Entity {id: id})-[r:`NAME`]-() WHERE r.batch > $batch"
    " RETURN DISTINCT r.batch",
    LINKS,
)
_LATER_LISTINGS = (
    "MATCH (b:Batch)-[w:WROTE]->() WHERE b.id > $batch AND w.listed IS NOT NULL"
    " RETURN b.id, w.listed"
)
_SAME_TOUCHES = over(
    "UNWIND $rows AS row MATCH (t:`NAME` {account: row[0], bucket: row[2]})"
    " WHERE t.key = row[1] AND t.batch > $batch RETURN DISTINCT t.batch AS batch",
    TOUCHES,
)
_SAME_LINKS = any_of(
    "UNWIND $rows AS row MATCH (s:Entity {id: row[1]})-[r:`NAME`]-(t:Entity {id: row[2]})"
    " WHERE r.kind = row[0] AND r.batch > $batch"
    " RETURN DISTINCT r.batch, r.kind, startNode(r) = s",
    LINKS,
)
_DELETE_STATEMENTS = each(
    "UNWIND $rows AS account MATCH (s:`NAME`) WHERE s.account = account AND s.batch = $batch"
    " OPTIONAL MATCH (s)<-[:OF]-(h:Handle) DETACH DELETE h, s",
    STATEMENTS,
)
_DELETE_TOUCHES = each(
    "UNWIND $rows AS account MATCH (t:`NAME`) WHERE t.account = account AND t.batch = $batch"
    " DETACH DELETE t",
    TOUCHES,
)
_DELETE_LINKS = each(
    "UNWIND $rows AS account MATCH ()-[r:`NAME`]->()"
    " WHERE r.account = account AND r.batch = $batch DELETE r",
    LINKS,
)
_DELETE_ENTITIES = (
    "UNWIND $rows AS account MATCH (:Entity {id: account})<-[r:BELONGS_TO]-()"
    " WHERE r.batch = $batch DELETE r"
)
_EMPTY = (
    "UNWIND $rows AS row MATCH (:Batch {id: $batch})-[w:WROTE]->(:Entity {id: row[0]})"
    " SET w = {version: row[1], kinds: [], entities: 0, statements: 0, links: 0, touches: 0}"
)
_MARK = (
    "MATCH (b:Batch {id: $batch})"
    " SET b.undone_at = $at, b.undone_by = $by, b.undo_operation = $operation"
)


def undo(tx: ManagedTransaction, batch: int, by: str, at: datetime, operation: str) -> BatchHeader:
    """Delete the claims of a batch and mark its header. Raises NotFound or Conflict."""
    lock(tx)
    before = header(tx, batch)
    if before is None:
        raise NotFound(f"There is no batch {batch}.")
    if asked(tx, _UNDONE_BY, batch=batch) == [[operation]]:
        return before
    if before.undone_at is not None:
        raise undone_already(before)
    refuse_unstorable([by])
    kept = read_batch(tx, batch)
    if above := whole_pile(batch, partial(_above, tx)):
        raise built_upon(batch, above)
    _delete(tx, batch, kept.batch, kept.accounts)
    given = {"batch": batch, "at": moment(at), "by": by, "operation": operation}
    tx.run(_MARK, given)
    return replace(before, undone_at=at, undone_by=by)


def _above(tx: ManagedTransaction, batch: int) -> set[int]:
    """The later batches that build on one."""
    brought = read_batch(tx, batch).batch
    known = {one.id for one in brought.entities} | {said.entity for said in brought.statements}
    keys = list(map(key_of, known))
    later = {
        id_
        for query in (_LATER_STATEMENTS, _LATER_TOUCHES, _LATER_LINKS)
        for (id_,) in asked_of(tx, query, keys, batch=batch)
    }
    made = [key_of(one.id) for one in brought.entities if one.kind is EntityKind.ACCOUNT]
    later |= {id_ for (id_,) in asked_of(tx, _LATER_IN_ACCOUNTS, made, batch=batch)}
    listings = asked(tx, _LATER_LISTINGS, batch=batch)
    later |= {id_ for id_, listed in listings if not known.isdisjoint(listed)}
    touches = {touch_place(touch.account, touch.key) for touch in brought.touches}
    later |= {id_ for (id_,) in asked_of(tx, _SAME_TOUCHES, list(touches), batch=batch)}
    pairs = {tuple(map(key_of, link.key)) for link in brought.links}
    later |= set(_same_links(asked_of(tx, _SAME_LINKS, list(pairs), batch=batch)))
    return later


def _same_links(rows: Iterable[Row]) -> Iterable[int]:
    """A link without direction is the same either way round."""
    return (id_ for id_, kind, along in rows if along or LinkKind(kind) in UNDIRECTED)


def _delete(tx: ManagedTransaction, batch: int, left: Batch, accounts: Iterable[str]) -> None:
    held = holdings(tx, accounts)
    keys = list(map(key_of, held))
    for queries in (_DELETE_STATEMENTS, _DELETE_TOUCHES, _DELETE_LINKS):
        for query in queries.values():
            tx.run(query, rows=keys, batch=batch)
    tx.run(_DELETE_ENTITIES, rows=keys, batch=batch)
    send(tx, _EMPTY, ((key_of(id_), one.version + 1) for id_, one in held.items()), batch=batch)
    restand_touches(tx, {(touch.account, touch.key) for touch in left.touches})
    restand_links(tx, {(link.account, *link[1:4]) for link in left.links})
    whom = named_in(left)
    project(tx, whom)
    forget_unnamed(tx, whom)
