"""Bringing labels, types and properties to what stands, once claims came or went. Every function
runs inside a write transaction of its caller."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from neo4j import ManagedTransaction

from graph.log import link_key
from graph.store.neo4j.asking import asked_of, send
from graph.store.neo4j.names import LINKS, TOUCHES, Label, Name, any_of, each, over, written
from graph.store.neo4j.rows import Row, day_from, fields_from, key_of, touch_place
from graph.store.neo4j.standing import Said, label_of, properties, type_of, weight
from graph.vocabulary import EntityKind, LinkKind

_TOUCHES = over(
    "UNWIND $rows AS row MATCH (t:`NAME` {account: row[0], bucket: row[2]})"
    " WHERE t.key = row[1]"
    " RETURN [row[0], row[1], t.batch, t.seq, t.withdrawn, elementId(t), '`NAME`'] AS touch",
    TOUCHES,
)
_RELABEL = each(
    "UNWIND $rows AS id MATCH (t) WHERE elementId(t) = id"
    " REMOVE t:Touch:Event:EarlierTouch:PrivateTouch SET t:`NAME`",
    TOUCHES,
)
_LINKS = any_of(
    "UNWIND $rows AS row MATCH (s:Entity {id: row[2]})-[r:`NAME`]-(t:Entity {id: row[3]})"
    " WHERE r.account = row[0] AND r.kind = row[1] MATCH (b:Batch {id: r.batch})"
    " RETURN r.account, r.kind, startNode(r).id, endNode(r).id, b.origin, r.batch, r.valid_from,"
    " r.seq, r.withdrawn, elementId(r), type(r)",
    LINKS,
)
_RETYPE = each(
    "UNWIND $rows AS id MATCH (s)-[old]->(t) WHERE elementId(old) = id"
    " CREATE (s)-[new:`NAME`]->(t) SET new = properties(old) DELETE old",
    LINKS,
)
_FACTS = (
    "UNWIND $rows AS id MATCH (n:Entity {id: id}) RETURN id, n.full_id, labels(n),"
    " [(n)-[r:BELONGS_TO]->() | [r.batch, r.seq, r.kind]],"
    " [(n)<-[:ABOUT]-(s:Statement) WHERE s.opportunity IS NULL AND s.valid_until IS NULL"
    " | [s.batch, s.valid_from, s.seq, s.fields]]"
)
_ORIGINS = "UNWIND $rows AS id MATCH (b:Batch {id: id}) RETURN id, b.origin"
_PROPERTIES = "UNWIND $rows AS row MATCH (n:Entity {id: row[0]}) SET n = row[1]"
_LABEL = each("UNWIND $rows AS id MATCH (n:Entity {id: id}) SET n:`NAME`", EntityKind)
_UNLABEL = each("UNWIND $rows AS id MATCH (n:Entity {id: id}) REMOVE n:`NAME`", EntityKind)
_FORGET = "UNWIND $rows AS id MATCH (n:Entity {id: id}) WHERE NOT EXISTS { (n)--() } DELETE n"

LinkPlace = tuple[str, LinkKind, str, str]
"""An account, and a kind of link from somebody to somebody in it."""


def restand_touches(tx: ManagedTransaction, places: Iterable[tuple[str, str]]) -> None:
    """Of all touches of an account with a key, only the last stands."""
    rows = list({touch_place(account, key) for account, key in places})
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for (touch,) in asked_of(tx, _TOUCHES, rows):
        found[touch[0], touch[1]].append(touch[2:])
    changed: dict[Name, list[str]] = defaultdict(list)
    for (_, key), several in found.items():
        last = max(several, key=lambda one: (one[0], one[1]))
        for one in several:
            *_, withdrawn, id_, label = one
            stands = one is last and not withdrawn
            wanted = label_of(key, label == Label.PRIVATE_TOUCH, stands)
            if wanted != label:
                changed[wanted].append(id_)
    for name, ids in changed.items():
        send(tx, _RELABEL[name], ids)


def restand_links(tx: ManagedTransaction, places: Iterable[LinkPlace]) -> None:
    """Of all links of an account, kind and pair only the weightiest stands."""
    wanted = {
        (key_of(at), *link_key(kind, key_of(one), key_of(two))) for at, kind, one, two in places
    }
    found: dict[LinkPlace, dict[str, Row]] = defaultdict(dict)
    for account, kind, source, target, *row in asked_of(tx, _LINKS, list(wanted)):
        place = (account, *link_key(LinkKind(kind), source, target))
        if place in wanted:
            *_, id_, _ = row
            found[place][id_] = row
    changed: dict[Name, list[str]] = defaultdict(list)
    for place, several in found.items():
        best = max(several.values(), key=_weight)
        for id_, row in several.items():
            withdrawn, _, type_ = row[-3:]
            link = type_of(place[1], row is best and not withdrawn)
            if written(link) != type_:
                changed[link].append(id_)
    for name, ids in changed.items():
        send(tx, _RETYPE[name], ids)


def _weight(row: Row) -> tuple[object, ...]:
    origin, batch, since, seq, *_ = row
    return weight(origin, batch, day_from(since), seq)


def project(tx: ManagedTransaction, ids: Collection[str]) -> None:
    """Have entities be of the kinds, and have the properties, that stand."""
    rows = list(asked_of(tx, _FACTS, list(map(key_of, ids))))
    batches = list({said[0] for *_, statements in rows for said in statements})
    origins: dict[int, str] = dict(asked_of(tx, _ORIGINS, batches))
    added: dict[EntityKind, list[str]] = defaultdict(list)
    removed: dict[EntityKind, list[str]] = defaultdict(list)
    held = []
    for id_, full_id, labels, made, statements in rows:
        kinds = [EntityKind(kind) for *_, kind in sorted(made)]
        said = [
            Said(weight(origins[batch], batch, day_from(since), seq), fields_from(fields))
            for batch, since, seq, fields in statements
        ]
        held.append((id_, {**properties(kinds, said), "id": id_, "full_id": full_id}))
        for kind in EntityKind:
            if (kind in kinds) != (written(kind) in labels):
                (added if kind in kinds else removed)[kind].append(id_)
    send(tx, _PROPERTIES, held)
    _relabel(tx, added, removed)


def _relabel(
    tx: ManagedTransaction,
    added: dict[EntityKind, list[str]],
    removed: dict[EntityKind, list[str]],
) -> None:
    for kind, ids in added.items():
        send(tx, _LABEL[kind], ids)
    for kind, ids in removed.items():
        send(tx, _UNLABEL[kind], ids)


def forget_unnamed(tx: ManagedTransaction, ids: Collection[str]) -> None:
    """Drop the nodes of those whom nothing names any more."""
    send(tx, _FORGET, map(key_of, ids))
