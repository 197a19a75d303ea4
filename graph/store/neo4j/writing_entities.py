"""Writing whom and what a batch is about: each has one node, whoever names it first."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.log import Batch, BatchHeader, Entity
from graph.store.neo4j.asking import asked_of, send
from graph.store.neo4j.names import each
from graph.store.neo4j.rows import Row, beyond_key, key_of
from graph.store.neo4j.standing import Said, properties, weight
from graph.vocabulary import EntityKind

_KNOWN = "UNWIND $rows AS id MATCH (n:Entity {id: id}) RETURN id"
_NEW = each(
    "UNWIND $rows AS row MATCH (a:Entity {id: row[2]})"
    " CREATE (n:Entity:`NAME` {id: row[0], full_id: row[1]})"
    "-[:BELONGS_TO {kind: $kind, batch: $batch, seq: row[3]}]->(a) SET n += row[4]",
    EntityKind,
)
_ONLY_MENTIONED = "UNWIND $rows AS row CREATE (:Entity {id: row[0], full_id: row[1]})"
_AGAIN = (
    "UNWIND $rows AS row MATCH (n:Entity {id: row[0]}) MATCH (a:Entity {id: row[1]})"
    " CREATE (n)-[:BELONGS_TO {kind: row[2], batch: $batch, seq: row[3]}]->(a)"
)


@dataclass(frozen=True, slots=True)
class _Mentions:
    """Whom a batch names: what it makes of them, and what it openly says."""

    made: Mapping[str, list[tuple[int, Entity]]]
    said: Mapping[str, list[Said]]
    ids: Collection[str]


def _mentions(head: BatchHeader, batch: Batch) -> _Mentions:
    made: dict[str, list[tuple[int, Entity]]] = defaultdict(list)
    said: dict[str, list[Said]] = defaultdict(list)
    for seq, entity in enumerate(batch.entities):
        made[entity.id].append((seq, entity))
    for seq, one in enumerate(batch.statements):
        if not one.private and one.opportunity is None and one.valid_until is None:
            heavy = weight(head.origin, head.id, one.valid_from, seq)
            said[one.entity].append(Said(heavy, one.fields))
    return _Mentions(made, said, named_in(batch))


def named_in(batch: Batch) -> list[str]:
    """The ids of whom and what the claims of a batch are about."""
    ids = dict.fromkeys(entity.id for entity in batch.entities)
    ids |= dict.fromkeys(one.entity for one in batch.statements)
    ids |= dict.fromkeys(end for link in batch.links for end in (link.source, link.target))
    for touch in batch.touches:
        ids |= dict.fromkeys((*touch.people, *touch.colleagues))
    return list(ids)


def write_entities(tx: ManagedTransaction, head: BatchHeader, batch: Batch) -> list[str]:
    """Make whoever isn't there yet. The ids of those who were, and of whom something is said."""
    named = _mentions(head, batch)
    there = known(tx, named.ids)
    for kind, rows in _new_rows(named, there).items():
        send(tx, _NEW[kind], rows, batch=head.id, kind=kind.value)
    only = [id_ for id_ in named.ids if id_ not in named.made and id_ not in there]
    send(tx, _ONLY_MENTIONED, ((key_of(id_), beyond_key(id_)) for id_ in only))
    send(tx, _AGAIN, _again_rows(named, there), batch=head.id)
    several = {id_ for id_, made in named.made.items() if len(made) > 1}
    changed = (id_ for id_ in named.ids if id_ in named.made or id_ in named.said)
    return [id_ for id_ in changed if id_ in there or id_ in several]


def known(tx: ManagedTransaction, ids: Collection[str]) -> set[str]:
    """Which of the ids have a node."""
    called = {key_of(id_): id_ for id_ in ids}
    return {called[key] for (key,) in asked_of(tx, _KNOWN, called)}


def _new_rows(named: _Mentions, there: Collection[str]) -> dict[EntityKind, list[Row]]:
    """Entities that are new, by kind, with what is said of them."""
    rows: dict[EntityKind, list[Row]] = defaultdict(list)
    for id_, made in named.made.items():
        if id_ not in there:
            seq, entity = made[0]
            fields = properties([entity.kind], named.said.get(id_, ()))
            at = key_of(entity.account)
            rows[entity.kind].append((key_of(id_), beyond_key(id_), at, seq, fields))
    return rows


def _again_rows(named: _Mentions, there: Collection[str]) -> Iterator[Row]:
    """Claims that somebody is there who is there already."""
    for id_, made in named.made.items():
        for seq, entity in made if id_ in there else made[1:]:
            yield key_of(id_), key_of(entity.account), entity.kind.value, seq
