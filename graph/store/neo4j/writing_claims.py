"""Writing statements, links and touches. Whom they name has a node already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from neo4j import ManagedTransaction

from graph.log import LinkClaim, Statement, TouchClaim
from graph.store.claims import Pair, findable, pair_of
from graph.store.neo4j.asking import send
from graph.store.neo4j.names import LINKS, STATEMENTS, TOUCHES, Label, Tie, each
from graph.store.neo4j.rows import Row, key_of, link_row, statement_row, touch_row
from graph.store.neo4j.standing import label_of, type_of
from graph.vocabulary import LinkKind

_STATEMENT = each(
    "UNWIND $rows AS row MATCH (n:Entity {id: row[0]}) CREATE (n)<-[:ABOUT]-(:`NAME` {"
    " account: row[1], batch: $batch, seq: row[2], entity: coalesce(n.full_id, n.id),"
    " fields: row[3], said_by: row[4], evidence: row[5], valid_from: row[6],"
    " valid_until: row[7], opportunity: row[8]})",
    STATEMENTS,
)
_HANDLE = (
    "UNWIND $rows AS row MATCH (n:Entity {id: row[0]}) MERGE (h:Handle {value: row[1]})"
    " CREATE (n)-[:KNOWN_BY {account: row[2], batch: $batch, stated: row[3]}]->(h)"
)
_FORGET_HANDLES = (
    "UNWIND $rows AS id MATCH (:Entity {id: id})-[k:KNOWN_BY {batch: $batch}]->(h:Handle)"
    " DELETE k WITH DISTINCT h WHERE NOT EXISTS { (h)--() } DELETE h"
)
_LINK = each(
    "UNWIND $rows AS row MATCH (s:Entity {id: row[0]}) MATCH (t:Entity {id: row[1]})"
    " CREATE (s)-[:`NAME` {account: row[2], batch: $batch, seq: row[3], probability: row[4],"
    " strength: row[5], said_by: row[6], evidence: row[7], valid_from: row[8],"
    " valid_until: row[9], withdrawn: row[10], kind: row[11]}]->(t)",
    LINKS,
)
_TOUCH = (
    "UNWIND $rows AS row CREATE (t:`NAME` {account: row[0], batch: $batch, seq: row[1],"
    " key: row[2], full_key: row[3], on: row[4], at: row[5], with: row[6], by: row[7],"
    " channel: row[8], direction: row[9], intent: row[10], outcome: row[11], reason: row[12],"
    " note: row[13], details: row[14], withdrawn: row[15]})"
)
_TOUCH_OF_TWO = each(
    "UNWIND $rows AS row MATCH (p:Entity {id: row[16]}) MATCH (c:Entity {id: row[17]})"
    " CREATE (t:`NAME` {account: row[0], batch: $batch, seq: row[1], key: row[2],"
    " full_key: row[3], on: row[4], at: row[5], with: row[6], by: row[7], channel: row[8],"
    " direction: row[9], intent: row[10], outcome: row[11], reason: row[12], note: row[13],"
    " details: row[14], withdrawn: row[15]}) CREATE (t)-[:WITH]->(p) CREATE (t)-[:BY]->(c)",
    TOUCHES,
)
_TOUCH_OF_ANY = each(
    "UNWIND $rows AS row CREATE (t:`NAME` {account: row[0], batch: $batch, seq: row[1],"
    " key: row[2], full_key: row[3], on: row[4], at: row[5], with: row[6], by: row[7],"
    " channel: row[8], direction: row[9], intent: row[10], outcome: row[11], reason: row[12],"
    " note: row[13], details: row[14], withdrawn: row[15]})"
    " WITH t, row UNWIND row[16] AS who MATCH (n:Entity {id: who[0]})"
    " FOREACH (_ IN who[1] | CREATE (t)-[:WITH]->(n))"
    " FOREACH (_ IN who[2] | CREATE (t)-[:BY]->(n))",
    TOUCHES,
)


def write_statements(tx: ManagedTransaction, batch: int, statements: Sequence[Statement]) -> None:
    for label, private in zip(STATEMENTS, (False, True), strict=True):
        rows = (
            statement_row(said, seq)
            for seq, said in enumerate(statements)
            if said.private is private
        )
        send(tx, _STATEMENT[label], rows, batch=batch)
    write_handles(tx, batch, statements)


def write_handles(tx: ManagedTransaction, batch: int, statements: Iterable[Statement]) -> None:
    """Find people by what a batch said of them; nobody is found by what is private."""
    rows = (
        (key_of(said.entity), key_of(value), said.account, stated)
        for said in statements
        if not said.private
        for value, stated in findable(said.fields)
    )
    send(tx, _HANDLE, dict.fromkeys(rows), batch=batch)


def forget_handles(tx: ManagedTransaction, batch: int, ids: Iterable[str]) -> None:
    """Find somebody no more by what a batch said of them."""
    send(tx, _FORGET_HANDLES, map(key_of, ids), batch=batch)


def write_links(tx: ManagedTransaction, batch: int, links: Sequence[LinkClaim]) -> None:
    best: dict[tuple[str, Pair], int] = {}
    for seq, link in enumerate(links):
        key = (link.account, pair_of(link))
        before = best.setdefault(key, seq)
        if (link.valid_from or date.min) >= (links[before].valid_from or date.min):
            best[key] = seq
    winners = set(best.values())
    rows: dict[LinkKind | Tie, list[Row]] = defaultdict(list)
    for seq, link in enumerate(links):
        stands = seq in winners and not link.withdrawn
        rows[type_of(link.kind, stands)].append(link_row(link, seq))
    for name, some in rows.items():
        send(tx, _LINK[name], some, batch=batch)


def write_touches(tx: ManagedTransaction, batch: int, touches: Sequence[TouchClaim]) -> None:
    """Those of one person and one colleague, as nearly all are, go by a shorter query."""
    last = {(touch.account, touch.key): seq for seq, touch in enumerate(touches)}
    seqs: dict[tuple[Label, bool], list[int]] = defaultdict(list)
    for seq, touch in enumerate(touches):
        stands = last[touch.account, touch.key] == seq and not touch.withdrawn
        seqs[label_of(touch.key, touch.private, stands), _is_of_two(touch)].append(seq)
    for (label, of_two), some in seqs.items():
        query, whose = (_TOUCH_OF_TWO, _two) if of_two else (_TOUCH_OF_ANY, _any)
        rows = ((*touch_row(touches[seq], seq), *whose(touches[seq])) for seq in some)
        send(tx, query[label], rows, batch=batch)


def _is_of_two(touch: TouchClaim) -> bool:
    return len(touch.people) == 1 and len(touch.colleagues) == 1


def _two(touch: TouchClaim) -> Row:
    return key_of(touch.people[0]), key_of(touch.colleagues[0])


def _any(touch: TouchClaim) -> Row:
    """Each of them once, with a list that is empty or not for whether they took part for them,
    and for us."""
    people, colleagues = set(touch.people), set(touch.colleagues)
    whose = dict.fromkeys((*touch.people, *touch.colleagues))
    return ([(key_of(id_), [1] * (id_ in people), [1] * (id_ in colleagues)) for id_ in whose],)
