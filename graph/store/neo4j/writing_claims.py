"""Writing statements, links and touches. Whom they name has a node already."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from operator import itemgetter

from neo4j import ManagedTransaction

from graph.log import LinkClaim, LinkKey, Statement, TouchClaim
from graph.store.neo4j.asking import parts, send, under
from graph.store.neo4j.names import LINKS, STATEMENTS, TOUCHES, Label, Tie, each
from graph.store.neo4j.rows import Row, key_of, link_row, statement_row, touch_row
from graph.store.neo4j.standing import label_of, type_of
from graph.vocabulary import LinkKind

_STATEMENT = each(
    "UNWIND $rows AS row MATCH (n:Entity {id: row[0]}) CREATE (n)<-[:ABOUT]-(s:`NAME` {"
    " account: row[1], batch: $batch, seq: row[2], entity: coalesce(n.full_id, n.id),"
    " fields: row[3], said_by: row[4], evidence: row[5], valid_from: row[6],"
    " valid_until: row[7], opportunity: row[8], known_by: row[9], also_known_by: row[10]})"
    " FOREACH (value IN row[11] | CREATE (:Handle {value: value})-[:OF]->(s)) RETURN count(*)",
    STATEMENTS,
)
_LINK = each(
    "UNWIND $rows AS own MATCH (s:Entity {id: own[0]})"
    " UNWIND own[1] AS row MATCH (t:Entity {id: row[0]})"
    " CREATE (s)-[:`NAME` {account: row[1], batch: $batch, seq: row[2], probability: row[3],"
    " strength: row[4], said_by: row[5], evidence: row[6], valid_from: row[7],"
    " valid_until: row[8], withdrawn: row[9], kind: row[10]}]->(t) RETURN count(*)",
    LINKS,
)
_TOUCH_OF_TWO = each(
    "UNWIND range(0, size($colleagues) - 1) AS place"
    " MATCH (c:Entity {id: $colleagues[place]}) WITH c ORDER BY place WITH collect(c) AS ours"
    " UNWIND $rows AS own MATCH (p:Entity {id: own[0]})"
    " UNWIND own[1] AS row WITH p, row, ours[row[17]] AS c"
    " CREATE (t:`NAME` {account: row[0], batch: $batch, seq: row[1], key: row[2],"
    " full_key: row[3], on: $days[row[4]], at: row[5], with: row[6], by: row[7], channel: row[8],"
    " direction: row[9], intent: row[10], outcome: row[11], reason: row[12], note: row[13],"
    " details: row[14], withdrawn: row[15], bucket: row[16]})"
    " CREATE (t)-[:WITH]->(p) CREATE (t)-[:BY]->(c) RETURN count(*)",
    TOUCHES,
)
_TOUCH_OF_ANY = each(
    "UNWIND $rows AS row CREATE (t:`NAME` {account: row[0], batch: $batch, seq: row[1],"
    " key: row[2], full_key: row[3], on: $days[row[4]], at: row[5], with: row[6], by: row[7],"
    " channel: row[8], direction: row[9], intent: row[10], outcome: row[11], reason: row[12],"
    " note: row[13], details: row[14], withdrawn: row[15], bucket: row[16]})"
    " WITH t, row UNWIND row[17] AS who MATCH (n:Entity {id: who[0]})"
    " FOREACH (_ IN who[1] | CREATE (t)-[:WITH]->(n))"
    " FOREACH (_ IN who[2] | CREATE (t)-[:BY]->(n)) RETURN count(*)",
    TOUCHES,
)


def write_statements(
    tx: ManagedTransaction, batch: int, statements: Collection[tuple[int, Statement]]
) -> None:
    """Statements with their places in the batch."""
    for label, private in zip(STATEMENTS, (False, True), strict=True):
        rows = (statement_row(said, seq) for seq, said in statements if said.private is private)
        send(tx, _STATEMENT[label], rows, batch=batch)


def write_links(tx: ManagedTransaction, batch: int, links: Sequence[LinkClaim]) -> None:
    best: dict[tuple[str, LinkKey], int] = {}
    for seq, link in enumerate(links):
        key = (link.account, link.key)
        before = best.setdefault(key, seq)
        if (link.valid_from or date.min) >= (links[before].valid_from or date.min):
            best[key] = seq
    winners = set(best.values())
    rows: dict[LinkKind | Tie, list[tuple[str, Row]]] = defaultdict(list)
    for seq, link in enumerate(links):
        stands = seq in winners and not link.withdrawn
        row = (key_of(link.source), link_row(link, seq))
        rows[type_of(link.kind, stands)].append(row)
    for name, some in rows.items():
        for part in parts(sorted(some, key=itemgetter(0))):
            tx.run(_LINK[name], rows=under(part), batch=batch)


def write_touches(tx: ManagedTransaction, batch: int, touches: Sequence[TouchClaim]) -> None:
    """Those of one person and one colleague, as nearly all are, go by a shorter query."""
    last = {(touch.account, touch.key): seq for seq, touch in enumerate(touches)}
    seqs: dict[tuple[Label, bool], list[int]] = defaultdict(list)
    for seq, touch in enumerate(touches):
        stands = last[touch.account, touch.key] == seq and not touch.withdrawn
        seqs[label_of(touch.key, touch.private, stands), _is_of_two(touch)].append(seq)
    for (label, of_two), some in seqs.items():
        if of_two:
            some.sort(key=lambda seq: touches[seq].people[0])
        query, given = (_TOUCH_OF_TWO, _of_two) if of_two else (_TOUCH_OF_ANY, _of_any)
        for part in parts((seq, touches[seq]) for seq in some):
            tx.run(query[label], {"batch": batch, **given(part)})


def _is_of_two(touch: TouchClaim) -> bool:
    return len(touch.people) == 1 and len(touch.colleagues) == 1


def _of_two(touches: Iterable[tuple[int, TouchClaim]]) -> dict[str, object]:
    """Rows under the person, with the place of the colleague among all that there are."""
    places: dict[str, int] = {}
    days: dict[date | None, int] = {}
    rows = [
        (
            key_of(touch.people[0]),
            [*touch_row(touch, seq, days), places.setdefault(touch.colleagues[0], len(places))],
        )
        for seq, touch in touches
    ]
    return {"rows": under(rows), "colleagues": list(map(key_of, places)), "days": list(days)}


def _of_any(touches: Iterable[tuple[int, TouchClaim]]) -> dict[str, object]:
    """Rows, each with whose it is."""
    days: dict[date | None, int] = {}
    rows = [[*touch_row(touch, seq, days), _whose(touch)] for seq, touch in touches]
    return {"rows": rows, "days": list(days)}


def _whose(touch: TouchClaim) -> list[Row]:
    """Each of them once, with a list that is empty or not for whether they took part for them,
    and for us."""
    people, colleagues = set(touch.people), set(touch.colleagues)
    whose = dict.fromkeys((*touch.people, *touch.colleagues))
    return [(key_of(id_), [1] * (id_ in people), [1] * (id_ in colleagues)) for id_ in whose]
