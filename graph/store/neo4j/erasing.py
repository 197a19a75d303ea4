"""Erasing people from the graph. Every function runs inside a write transaction of its caller."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Generic

from neo4j import ManagedTransaction

from graph.log import C, Entity, LinkClaim, Listing, Statement, TouchClaim
from graph.store.erasure import Erasing, erasing
from graph.store.neo4j.adopting import keep_out
from graph.store.neo4j.asking import asked, send
from graph.store.neo4j.names import LINKS, STATEMENTS, TOUCHES, each
from graph.store.neo4j.reading import EVERY, Placed, PlacedLog, accounts, read_placed
from graph.store.neo4j.restanding import forget_unnamed, project, restand_links, restand_touches
from graph.store.neo4j.rows import Row, bucket_of, key_of, one_or_all
from graph.store.neo4j.writing import lock
from graph.store.neo4j.writing_claims import write_statements
from graph.store.protocol import Erasure
from graph.store.storable import to_text

_DONE = (
    "MATCH (i:Inroad {name: 'store'}) WHERE i.erasure = $operation"
    " RETURN i.erased_statements, i.erased_links, i.erased_touches, i.erased_mentions"
)
_NOTE = (
    "MATCH (i:Inroad {name: 'store'}) SET i.erasure = $operation,"
    " i.erased_statements = $statements, i.erased_links = $links, i.erased_touches = $touches,"
    " i.erased_mentions = $mentions"
)
_DELETE_ENTITY = (
    "UNWIND $rows AS row MATCH (:Entity {id: row[2]})-[r:BELONGS_TO {batch: row[1]}]->"
    "(:Entity {id: row[0]}) DELETE r"
)
_DELETE_STATEMENT = each(
    "UNWIND $rows AS row MATCH (:Entity {id: row[3]})<-[:ABOUT]-(s:`NAME`)"
    " WHERE s.account = row[0] AND s.batch = row[1] AND s.seq = row[2]"
    " OPTIONAL MATCH (s)<-[:OF]-(h:Handle) DETACH DELETE h, s",
    STATEMENTS,
)
_DELETE_LINK = each(
    "UNWIND $rows AS row MATCH (:Entity {id: row[3]})-[r:`NAME`]->(:Entity {id: row[4]})"
    " WHERE r.account = row[0] AND r.batch = row[1] AND r.seq = row[2] DELETE r",
    LINKS,
)
_CHANGE_LINK = each(
    "UNWIND $rows AS row MATCH (:Entity {id: row[3]})-[r:`NAME`]->(:Entity {id: row[4]})"
    " WHERE r.account = row[0] AND r.batch = row[1] AND r.seq = row[2] REMOVE r.said_by",
    LINKS,
)
_DELETE_TOUCH = each(
    "UNWIND $rows AS row MATCH (t:`NAME` {account: row[0], bucket: row[3]})"
    " WHERE t.batch = row[1] AND t.seq = row[2] DETACH DELETE t",
    TOUCHES,
)
_CHANGE_TOUCH = each(
    "UNWIND $rows AS row MATCH (t:`NAME` {account: row[0], bucket: row[3]})"
    " WHERE t.batch = row[1] AND t.seq = row[2]"
    " SET t.with = row[4], t.by = row[5], t.details = row[6]",
    TOUCHES,
)
_TAKE_NO_PART = "UNWIND $rows AS id MATCH (:Entity {id: id})<-[r:WITH|BY]-() DELETE r"
_LEFT = (
    "UNWIND $rows AS row MATCH (:Batch {id: row[1]})-[w:WROTE]->(:Entity {id: row[0]})"
    " SET w.version = row[2], w.listed = row[3], w.entities = row[4], w.statements = row[5],"
    " w.links = row[6], w.touches = row[7]"
)


@dataclass(frozen=True, slots=True)
class _Cut(Generic[C]):
    """Claims of one kind and account: those that go, those that become less, those that are
    left."""

    gone: list[Placed[C]] = field(default_factory=list)
    less: list[Placed[C]] = field(default_factory=list)
    left: list[Placed[C]] = field(default_factory=list)

    def changed(self) -> Iterator[Placed[C]]:
        return chain(self.gone, self.less)


@dataclass(frozen=True, slots=True)
class _CutLog:
    """What an erasure does to one account. `listed`: who is left of those that a batch listed."""

    account: str
    log: PlacedLog
    entities: _Cut[Entity]
    statements: _Cut[Statement]
    links: _Cut[LinkClaim]
    touches: _Cut[TouchClaim]
    listed: dict[int, list[str]]

    def batches(self) -> set[int]:
        """Those that have less than they wrote."""
        cuts = (self.entities, self.statements, self.links, self.touches)
        return {batch for cut in cuts for batch, *_ in cut.changed()} | set(self.listed)


def erase(
    tx: ManagedTransaction, people: Collection[str], digests: Collection[str], operation: str
) -> Erasure:
    """Take people out of every account, and keep the digests."""
    lock(tx)
    if done := asked(tx, _DONE, operation=operation):
        statements, links, touches, mentions = done[0]
        return Erasure(statements, links, touches, tuple(mentions))
    logs = read_placed(tx, dict.fromkeys(accounts(tx), EVERY))
    plan = erasing(
        people,
        [claim for log in logs.values() for *_, claim in log.entities],
        [claim for log in logs.values() for *_, claim in log.statements],
    )
    cuts = [_cut(account, log, plan) for account, log in logs.items()]
    changed = [cut for cut in cuts if cut.batches()]
    _write(tx, changed, plan)
    keep_out(tx, frozenset(digests))
    erasure = _erasure(cuts, plan)
    _note(tx, operation, erasure)
    return erasure


def _erasure(cuts: Sequence[_CutLog], plan: Erasing) -> Erasure:
    with_text = chain.from_iterable(map(_with_text, cuts))
    return Erasure(
        sum(len(cut.statements.gone) for cut in cuts),
        sum(len(cut.links.gone) for cut in cuts),
        sum(len(cut.touches.gone) for cut in cuts),
        tuple(sorted(set(plan.mentions(with_text)))),
    )


def _with_text(cut: _CutLog) -> Iterator[Statement | LinkClaim | TouchClaim]:
    for _, _, said in cut.statements.left:
        yield said
    for _, _, link in cut.links.left:
        yield link
    for _, _, touch in cut.touches.left:
        yield touch


def _note(tx: ManagedTransaction, operation: str, erasure: Erasure) -> None:
    given = {
        "operation": operation,
        "statements": erasure.statements,
        "links": erasure.links,
        "touches": erasure.touches,
        "mentions": list(erasure.mentions),
    }
    tx.run(_NOTE, given)


def _cut(account: str, log: PlacedLog, plan: Erasing) -> _CutLog:
    listed = {one.header.id: [*_listed(account, one.listed, plan)] for one in log.written}
    return _CutLog(
        account,
        log,
        _cut_kind(log.entities, plan.entity),
        _cut_kind(log.statements, plan.statement),
        _cut_kind(log.links, plan.link),
        _cut_kind(log.touches, plan.touch),
        {
            one.header.id: listed[one.header.id]
            for one in log.written
            if len(listed[one.header.id]) < len(one.listed)
        },
    )


def _listed(account: str, ids: Iterable[str], plan: Erasing) -> Iterator[str]:
    return (id_ for id_ in ids if plan.listing(Listing(account, id_)) is not None)


def _cut_kind(claims: Iterable[Placed[C]], left_of: Callable[[C], C | None]) -> _Cut[C]:
    cut: _Cut[C] = _Cut()
    for batch, seq, claim in claims:
        left = left_of(claim)
        if left is None:
            cut.gone.append((batch, seq, claim))
            continue
        cut.left.append((batch, seq, left))
        if left is not claim:
            cut.less.append((batch, seq, left))
    return cut


def _write(tx: ManagedTransaction, cuts: Sequence[_CutLog], plan: Erasing) -> None:
    """Leave what is left, and bring up to date what stands."""
    for cut in cuts:
        _write_cut(tx, cut)
    send(tx, _TAKE_NO_PART, map(key_of, plan.ids))
    restand_touches(tx, {(one.account, one.key) for cut in cuts for *_, one in cut.touches.gone})
    restand_links(tx, {(one.account, *one[1:4]) for cut in cuts for *_, one in cut.links.gone})
    said_less = {one.entity for cut in cuts for *_, one in cut.statements.changed()}
    project(tx, plan.ids | said_less)
    forget_unnamed(tx, plan.ids | said_less | _others(cuts))


def _others(cuts: Sequence[_CutLog]) -> set[str]:
    """Those whom a link or touch named that is gone."""
    ends = {end for cut in cuts for *_, one in cut.links.gone for end in (one.source, one.target)}
    touches = [one for cut in cuts for *_, one in cut.touches.gone]
    return ends | {id_ for one in touches for id_ in (*one.people, *one.colleagues)}


def _write_cut(tx: ManagedTransaction, cut: _CutLog) -> None:
    at = key_of(cut.account)
    send(tx, _DELETE_ENTITY, ((at, batch, key_of(one.id)) for batch, _, one in cut.entities.gone))
    for query in _DELETE_STATEMENT.values():
        send(tx, query, (_statement(at, *placed) for placed in cut.statements.changed()))
    for query in _DELETE_LINK.values():
        send(tx, query, (_link(at, *placed) for placed in cut.links.gone))
    for query in _CHANGE_LINK.values():
        send(tx, query, (_link(at, *placed) for placed in cut.links.less))
    for query in _DELETE_TOUCH.values():
        send(tx, query, (_touch(at, *placed) for placed in cut.touches.gone))
    for query in _CHANGE_TOUCH.values():
        send(tx, query, (_touch(at, *placed) for placed in cut.touches.less))
    send(tx, _LEFT, _left(cut))
    less: dict[int, list[tuple[int, Statement]]] = defaultdict(list)
    for batch, seq, said in cut.statements.less:
        less[batch].append((seq, said))
    for batch, several in less.items():
        write_statements(tx, batch, several)


def _statement(at: str, batch: int, seq: int, said: Statement) -> Row:
    return at, batch, seq, key_of(said.entity)


def _link(at: str, batch: int, seq: int, link: LinkClaim) -> Row:
    return at, batch, seq, key_of(link.source), key_of(link.target)


def _touch(at: str, batch: int, seq: int, touch: TouchClaim) -> Row:
    details = None if touch.details is None else to_text(touch.details)
    whom = one_or_all(touch.people), one_or_all(touch.colleagues)
    return at, batch, seq, bucket_of(touch.key), *whom, details


def _left(cut: _CutLog) -> Iterator[Row]:
    """How many claims are left of each batch that is less than it was; the account's version."""
    version = max(one.version for one in cut.log.written) + 1
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    kinds: Sequence[_Cut[Any]] = (cut.entities, cut.statements, cut.links, cut.touches)
    for place, kind in enumerate(kinds):
        for batch, *_ in kind.left:
            counts[batch][place] += 1
    listed = {one.header.id: one.listed for one in cut.log.written} | cut.listed
    for batch in cut.batches():
        yield key_of(cut.account), batch, version, list(listed[batch]) or None, *counts[batch]
