"""Reading the log back. Every function runs inside a transaction of its caller, and asks a number
of questions that doesn't depend on how much is held.

A server shows what others commit while a transaction reads. Hence a batch tells how many claims it
has; where they aren't all there `Torn` is raised, and the caller reads again.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter
from typing import Any

from neo4j import ManagedTransaction

from graph.log import (
    OURS,
    AccountLog,
    BatchHeader,
    C,
    Entity,
    LinkClaim,
    Listing,
    Statement,
    TouchClaim,
)
from graph.store.joining import Claims, merged
from graph.store.neo4j.asking import asked
from graph.store.neo4j.names import LINKS, STATEMENTS, TOUCHES, Name, each, written
from graph.store.neo4j.rows import (
    Row,
    entity_from,
    header_from,
    key_of,
    link_from,
    statement_from,
    touch_from,
)

_HEADERS_OF = (
    "UNWIND $accounts AS of MATCH (:Entity {id: of[0]})<-[w:WROTE]-(b:Batch)"
    " WHERE of[1] <= b.id <= of[2] RETURN of[0], w.version, w.listed,"
    " w.kinds, [w.entities, w.statements, w.links, w.touches], properties(b)"
)
_TOGETHER = 1_000
"""So many claims of a batch come as one row: the driver takes its time with each row."""

_ENTITIES = (
    "UNWIND $accounts AS of MATCH (:Entity {id: of[0]})<-[r:BELONGS_TO]-(n:Entity)"
    " WHERE of[1] <= r.batch <= of[2] WITH r.seq / $together AS part,"
    " collect([of[0], r.batch, r.seq, coalesce(n.full_id, n.id), r.kind]) AS rows RETURN rows"
)
_STATEMENTS = each(
    "UNWIND $accounts AS of MATCH (s:`NAME`)"
    " WHERE s.account = of[0] AND of[1] <= s.batch <= of[2]"
    " WITH s.seq / $together AS part, collect([of[0], s.batch, s.seq, s.entity, s.fields,"
    " s.said_by, s.evidence, s.valid_from, s.valid_until, s.opportunity, s:PrivateStatement])"
    " AS rows RETURN rows",
    STATEMENTS,
)
_LINKS = each(
    "UNWIND $accounts AS of MATCH ()-[r:`NAME`]->()"
    " WHERE r.account = of[0] AND of[1] <= r.batch <= of[2]"
    " WITH of, r, startNode(r) AS source, endNode(r) AS target"
    " WITH r.seq / $together AS part, collect([of[0], r.batch, r.seq, r.kind,"
    " coalesce(source.full_id, source.id), coalesce(target.full_id, target.id), r.probability,"
    " r.strength, r.said_by, r.evidence, r.valid_from, r.valid_until, r.withdrawn]) AS rows"
    " RETURN rows",
    LINKS,
)
_TOUCHES = each(
    "UNWIND $accounts AS of MATCH (t:`NAME`)"
    " WHERE t.account = of[0] AND of[1] <= t.batch <= of[2]"
    " WITH t.seq / $together AS part, collect([of[0], t.batch, t.seq,"
    " coalesce(t.full_key, t.key), toString(t.on), t.at, t.with, t.by, t.channel, t.direction,"
    " t.intent, t.outcome, t.reason, t.note, t.details, t:PrivateTouch, t.withdrawn]) AS rows"
    " RETURN rows",
    TOUCHES,
)
_ACCOUNTS = (
    "MATCH (n:Account)-[r:BELONGS_TO {kind: 'account'}]->(a:Entity)"
    " RETURN [coalesce(a.full_id, a.id), r.batch, r.seq, coalesce(n.full_id, n.id), r.kind]"
)
_SAID_OF_ACCOUNTS = (
    "MATCH (:Batch)-[:WROTE]->(a:Entity) WITH DISTINCT a"
    " MATCH (a)<-[:ABOUT]-(s:Statement|PrivateStatement) WHERE s.account = a.id"
    " RETURN [coalesce(a.full_id, a.id), s.batch, s.seq, s.entity, s.fields, s.said_by,"
    " s.evidence, s.valid_from, s.valid_until, s.opportunity, s:PrivateStatement]"
)
_WRITTEN_TO = "MATCH (a:Entity)<-[:WROTE]-(:Batch) RETURN DISTINCT coalesce(a.full_id, a.id)"
_ALL_HEADERS = "MATCH (b:Batch) RETURN properties(b) ORDER BY b.id DESC"
_HEADERS_OF_ONE = (
    "MATCH (:Entity {id: $account})<-[:WROTE]-(b:Batch) RETURN properties(b) ORDER BY b.id DESC"
)
_SOME_HEADERS = "UNWIND $batches AS id MATCH (b:Batch {id: id}) RETURN properties(b) ORDER BY b.id"
_WRITTEN_UNDER = "MATCH (b:Batch {token: $token}) RETURN properties(b)"
_CHANGES = (
    "MATCH (i:Inroad {name: 'store'}), (s:Inroad {name: 'settled'}) RETURN i.changes + s.times"
)
_KEY = "MATCH (i:Inroad {name: 'store'}) RETURN i.erasure_key"
_ERASED = "MATCH (e:Erased) RETURN e.digest"


class Torn(Exception):
    """Some of what a batch wrote isn't there, or not yet."""


Placed = tuple[int, int, C]
"""A claim with its batch, and its place there."""

EVERY = range(0, 2**62)
"""All batches."""


@dataclass(frozen=True, slots=True)
class Written:
    """That a batch is about an account. `counts`: of its entities, statements, links, touches."""

    version: int
    header: BatchHeader
    counts: Sequence[int]
    listed: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlacedLog:
    """What stands under one account, and what batches wrote to it, in their order."""

    written: list[Written]
    entities: list[Placed[Entity]]
    statements: list[Placed[Statement]]
    links: list[Placed[LinkClaim]]
    touches: list[Placed[TouchClaim]]


def read_each(tx: ManagedTransaction, wanted: Mapping[str, range]) -> dict[str, AccountLog]:
    """What stands under each account alone, of some batches, in their order. Raises Torn."""
    return {account: _log(account, one) for account, one in read_placed(tx, wanted).items()}


def read_placed(tx: ManagedTransaction, wanted: Mapping[str, range]) -> dict[str, PlacedLog]:
    """The same, with the place of each claim among those that its batch gave."""
    called = {key_of(account): account for account in wanted}
    several = [(key_of(account), one.start, one.stop - 1) for account, one in wanted.items()]
    given = {"accounts": several, "together": _TOGETHER}
    found = {account: PlacedLog([], [], [], [], []) for account in wanted}
    kinds: set[str] = set()
    for key, version, listed, names, counts, node in asked(tx, _HEADERS_OF, **given):
        one = Written(version, header_from(node), counts, listed or ())
        found[called[key]].written.append(one)
        kinds.update(names)
    for log in found.values():
        log.written.sort(key=lambda written: written.header.id)
    for account, row in _rows(tx, [_ENTITIES] * bool(kinds), given, called):
        found[account].entities.append(_placed(account, row, entity_from))
    for account, row in _rows(tx, _of(kinds, _STATEMENTS), given, called):
        found[account].statements.append(_placed(account, row, statement_from))
    for account, row in _rows(tx, _of(kinds, _LINKS), given, called):
        found[account].links.append(_placed(account, row, link_from))
    for account, row in _rows(tx, _of(kinds, _TOUCHES), given, called):
        found[account].touches.append(_placed(account, row, touch_from))
    return found


def _of(kinds: Collection[str], queries: Mapping[Name, str]) -> Sequence[str]:
    """The queries for what there is, each planned by the server when it is first asked."""
    return [query for name, query in queries.items() if written(name) in kinds]


def _rows(
    tx: ManagedTransaction,
    queries: Iterable[str],
    given: Mapping[str, object],
    called: Mapping[str, str],
) -> Iterator[tuple[str, Row]]:
    """The account and the rest of each row, in the order of batches and of what each gave."""
    several = (some for query in queries for (some,) in asked(tx, query, **given))
    rows = list(chain.from_iterable(several))
    rows.sort(key=itemgetter(1, 2))
    return ((called[key], row) for key, *row in rows)


def _placed(account: str, row: Row, make: Callable[[str, Row], C]) -> Placed[C]:
    batch, seq, *own = row
    return batch, seq, make(account, own)


def _log(account: str, placed: PlacedLog) -> AccountLog:
    """Raises Torn where a batch has other claims than it wrote."""
    kinds: Sequence[Sequence[Placed[Any]]]
    kinds = (placed.entities, placed.statements, placed.links, placed.touches)
    counts = [Counter(batch for batch, *_ in claims) for claims in kinds]
    for one in placed.written:
        if [count[one.header.id] for count in counts] != one.counts:
            raise Torn(f"batch {one.header.id} has other claims on {account} than it wrote")
    if sum(len(claims) for claims in kinds) != sum(sum(one.counts) for one in placed.written):
        raise Torn(f"{account} has claims of a batch that didn't write to it")
    return AccountLog(
        account,
        max((one.version for one in placed.written), default=0),
        {one.header.id: one.header for one in placed.written if one.header.undone_at is None},
        _unplaced(placed.entities),
        _unplaced(placed.statements),
        _unplaced(placed.links),
        _unplaced(placed.touches),
        [(one.header.id, Listing(account, id_)) for one in placed.written for id_ in one.listed],
    )


def _unplaced(claims: Iterable[Placed[C]]) -> Claims[C]:
    return [(batch, claim) for batch, _, claim in claims]


def read_directory(tx: ManagedTransaction) -> AccountLog:
    """The accounts themselves and what was stated of them, with what stands under OURS."""
    ours = read_each(tx, {OURS: EVERY})[OURS]
    entities = _of_any(asked(tx, _ACCOUNTS), entity_from)
    statements = _of_any(asked(tx, _SAID_OF_ACCOUNTS), statement_from)
    batches = sorted({batch for batch, _ in (*entities, *statements)})
    found = {one.id: one for one in _headers(asked(tx, _SOME_HEADERS, batches=batches))}
    return replace(
        ours,
        headers={**ours.headers, **found},
        entities=merged(ours.entities, [one for one in entities if one[0] in found]),
        statements=merged(ours.statements, [one for one in statements if one[0] in found]),
    )


def _of_any(rows: Iterable[Row], make: Callable[[str, Row], C]) -> Claims[C]:
    several = sorted((row for (row,) in rows), key=itemgetter(1, 0, 2))
    return [(batch, make(account, row)) for account, batch, _, *row in several]


def accounts(tx: ManagedTransaction) -> list[str]:
    """The ids of all accounts that were ever written to, OURS among them."""
    return sorted(id_ for (id_,) in asked(tx, _WRITTEN_TO))


def headers(tx: ManagedTransaction, account: str | None) -> list[BatchHeader]:
    """All headers, or those of one account, newest first."""
    if account is None:
        return list(_headers(asked(tx, _ALL_HEADERS)))
    return list(_headers(asked(tx, _HEADERS_OF_ONE, account=key_of(account))))


def header(tx: ManagedTransaction, batch: int) -> BatchHeader | None:
    """The header of one batch, if there is one."""
    return next(_headers(asked(tx, _SOME_HEADERS, batches=[batch])), None)


def written_under(tx: ManagedTransaction, token: str) -> BatchHeader | None:
    """The header of the batch that was written with a token, if there is one."""
    return next(_headers(asked(tx, _WRITTEN_UNDER, token=key_of(token))), None)


def _headers(rows: Iterable[Row]) -> Iterator[BatchHeader]:
    return (header_from(node) for (node,) in rows)


def data_version(tx: ManagedTransaction) -> int:
    """How often anything was changed, and known to be: a server shows a change bit by bit, and
    whoever read in between has to read again."""
    return int(asked(tx, _CHANGES)[0][0])


def erasure_key(tx: ManagedTransaction) -> bytes:
    """The store's own key."""
    return bytes(asked(tx, _KEY)[0][0])


def kept_out(tx: ManagedTransaction) -> frozenset[str]:
    """The digests of everybody erased."""
    return frozenset(digest for (digest,) in asked(tx, _ERASED))
