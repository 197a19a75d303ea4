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

from graph.errors import BadInput
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
from graph.store.joining import Claims, merged, with_ours
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
from graph.store.protocol import FINDABLE, Holder

_HEADERS_OF = (
    "UNWIND $accounts AS account MATCH (:Entity {id: account})<-[w:WROTE]-(b:Batch)"
    " WHERE $first <= b.id <= $last RETURN account, w.version, w.listed,"
    " w.kinds, [w.entities, w.statements, w.links, w.touches], properties(b)"
)
_TOGETHER = 1_000
"""So many claims of a batch come as one row: the driver takes its time with each row."""

_ENTITIES = (
    "UNWIND $accounts AS account MATCH (:Entity {id: account})<-[r:BELONGS_TO]-(n:Entity)"
    " WHERE $first <= r.batch <= $last WITH r.seq / $together AS part,"
    " collect([account, r.batch, r.seq, coalesce(n.full_id, n.id), r.kind]) AS rows RETURN rows"
)
_STATEMENTS = each(
    "UNWIND $accounts AS account MATCH (s:`NAME`)"
    " WHERE s.account = account AND $first <= s.batch <= $last AND s.seq IS NOT NULL"
    " WITH s.seq / $together AS part, collect([account, s.batch, s.seq, s.entity, s.fields,"
    " s.said_by, s.evidence, s.valid_from, s.valid_until, s.opportunity, s:PrivateStatement])"
    " AS rows RETURN rows",
    STATEMENTS,
)
_LINKS = each(
    "UNWIND $accounts AS account MATCH ()-[r:`NAME`]->()"
    " WHERE r.account = account AND $first <= r.batch <= $last AND r.seq IS NOT NULL"
    " WITH account, r, startNode(r) AS source, endNode(r) AS target"
    " WITH r.seq / $together AS part, collect([account, r.batch, r.seq, r.kind,"
    " coalesce(source.full_id, source.id), coalesce(target.full_id, target.id), r.probability,"
    " r.strength, r.said_by, r.evidence, r.valid_from, r.valid_until, r.withdrawn]) AS rows"
    " RETURN rows",
    LINKS,
)
_TOUCHES = each(
    "UNWIND $accounts AS account MATCH (t:`NAME`) WHERE t.account = account AND t.key IS NOT NULL"
    " AND $first <= t.batch <= $last"
    " WITH t.seq / $together AS part, collect([account, t.batch, t.seq,"
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
_HOLDERS = (
    "UNWIND $values AS value MATCH (:Handle {value: value})<-[k:KNOWN_BY]-(n:Entity)"
    " RETURN k.account, coalesce(n.full_id, n.id), k.stated"
)
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


def read_account(tx: ManagedTransaction, account: str) -> AccountLog:
    """What stands under the account and under OURS."""
    logs = read_each(tx, list(dict.fromkeys((OURS, account))))
    own, ours = logs[account], logs[OURS]
    if account == OURS:
        return own
    return with_ours(own, ours)


def read_each(
    tx: ManagedTransaction, accounts: Sequence[str], batches: range = EVERY
) -> dict[str, AccountLog]:
    """What stands under each account alone, in the order of its batches; of some batches, if they
    are given. Raises Torn."""
    placed = read_placed(tx, accounts, batches)
    return {account: _log(account, one) for account, one in placed.items()}


def read_placed(
    tx: ManagedTransaction, accounts: Sequence[str], batches: range = EVERY
) -> dict[str, PlacedLog]:
    """The same, with the place of each claim among those that its batch gave."""
    called = {key_of(account): account for account in accounts}
    given = {
        "accounts": list(called),
        "first": batches.start,
        "last": batches.stop - 1,
        "together": _TOGETHER,
    }
    found = {account: PlacedLog([], [], [], [], []) for account in accounts}
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
    ours = read_account(tx, OURS)
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


def find(tx: ManagedTransaction, field: str, values: Collection[str]) -> list[Holder]:
    """Who was once openly stated to have one of the values, each once."""
    if field not in FINDABLE:
        raise BadInput(f"Nobody can be found by {field!r}, only by {' or '.join(FINDABLE)}.")
    wanted = sorted({key_of(f"{field}:{value}".casefold()) for value in values})
    rows = asked(tx, _HOLDERS, values=wanted)
    return list(dict.fromkeys(Holder(account, id_, field, stated) for account, id_, stated in rows))


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
