"""Writing to the log. Every function runs inside a transaction of its caller; whoever writes takes
the store's lock first, so that writers take turns.

The number of queries doesn't depend on the size of a batch, but that rows go to the server some
thousands at a time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from neo4j import ManagedTransaction

from graph.log import Batch, BatchHeader
from graph.store.conflicts import moved_on
from graph.store.neo4j.asking import asked, send
from graph.store.neo4j.names import STATEMENTS, Label, Tie, written
from graph.store.neo4j.restanding import project, restand_links, restand_touches
from graph.store.neo4j.rows import Row, beyond_key, header_from, header_properties, key_of
from graph.store.neo4j.standing import label_of
from graph.store.neo4j.writing_claims import write_links, write_statements, write_touches
from graph.store.neo4j.writing_entities import write_entities
from graph.store.storable import refuse_impossible, refuse_unstorable

_LOCK = "MATCH (i:Inroad {name: 'store'}) SET i.changes = i.changes + 1 RETURN i.batches"
_BEFORE = (
    "MATCH (b:Batch {operation: $operation}) RETURN properties(b)"
    " UNION MATCH (b:Batch {token: $token}) RETURN properties(b)"
)
_HELD = (
    "UNWIND $accounts AS account OPTIONAL MATCH (:Entity {id: account})<-[w:WROTE]-(:Batch)"
    " RETURN account, coalesce(max(w.version), 0), coalesce(sum(w.links), 0),"
    " coalesce(sum(w.touches), 0)"
)
_BATCH = (
    "MATCH (i:Inroad {name: 'store'}) SET i.batches = $header.id CREATE (b:Batch) SET b = $header"
)
_ENTER = (
    "UNWIND $rows AS row MATCH (b:Batch {id: $batch})"
    " MERGE (a:Entity {id: row[0]}) ON CREATE SET a.full_id = row[1]"
    " CREATE (b)-[:WROTE {version: row[2], listed: row[3], entities: row[4], statements: row[5],"
    " links: row[6], touches: row[7], kinds: row[8]}]->(a)"
)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of an account: its version, and how many links and touches."""

    version: int = 0
    links: int = 0
    touches: int = 0


def write(tx: ManagedTransaction, batch: Batch, operation: str) -> BatchHeader:
    """Write a batch and return its header, or the one that was written under its token or by
    this operation before. Raises Conflict, and BadInput for what can't be kept."""
    refuse_unstorable([batch.token])
    last = lock(tx)
    if (before := written_by(tx, operation, batch.token)) is not None:
        return before
    held = holdings(tx, batch.based_on)
    for account, expected in batch.based_on.items():
        if (now := held[account].version) != expected:
            raise moved_on(account, expected, now)
    new = replace(batch.header, id=last + 1, undone_at=None, undone_by=None)
    write_as(tx, new, batch, operation)
    return new


def lock(tx: ManagedTransaction) -> int:
    """Wait until nobody else writes, and keep others from it; the id of the last batch."""
    return int(asked(tx, _LOCK)[0][0])


def written_by(
    tx: ManagedTransaction, operation: str, token: str | None = None
) -> BatchHeader | None:
    """The header of the batch that an operation wrote, or that was written under a token."""
    given = None if token is None else key_of(token)
    found = asked(tx, _BEFORE, operation=operation, token=given)
    return header_from(found[0][0]) if found else None


def holdings(tx: ManagedTransaction, accounts: Iterable[str]) -> dict[str, Held]:
    """What is held of each account."""
    called = {key_of(account): account for account in accounts}
    rows = asked(tx, _HELD, accounts=list(called))
    return {called[key]: Held(*held) for key, *held in rows}


def write_as(
    tx: ManagedTransaction,
    head: BatchHeader,
    batch: Batch,
    operation: str,
    accounts: Iterable[str] = (),
) -> None:
    """Write a batch under a header with its id. `accounts`: what it is about beside its claims.

    Raises BadInput for what can't be kept.
    """
    _refuse_unkeepable(head, batch)
    counts = _counts(batch)
    held = holdings(tx, sorted({*counts, *accounts}))
    tx.run(_BATCH, header=header_properties(head, batch.token, operation))
    send(tx, _ENTER, _entries(batch, held, counts), batch=head.id)
    known = write_entities(tx, head, batch)
    write_statements(tx, head.id, list(enumerate(batch.statements)))
    write_links(tx, head.id, batch.links)
    write_touches(tx, head.id, batch.touches)
    project(tx, known)
    if any(held[link.account].links for link in batch.links):
        restand_links(tx, {(link.account, *link[1:4]) for link in batch.links})
    if any(held[account].touches for account in {touch.account for touch in batch.touches}):
        restand_touches(tx, {(touch.account, touch.key) for touch in batch.touches})


_TEXTS = {
    "entities": ("id", "account"),
    "statements": ("account", "entity", "said_by", "evidence", "opportunity"),
    "links": ("account", "source", "target", "said_by", "evidence"),
    "touches": ("account", "key", "reason", "note"),
    "listings": ("entity", "account"),
}
"""What is text in the claims of each kind, beside fields and the people of a touch."""


def _refuse_unkeepable(head: BatchHeader, batch: Batch) -> None:
    """Raise BadInput for texts and numbers that no store keeps; fields are looked at as they
    become text."""
    refuse_unstorable((head.author, head.source, head.action, head.file, head.digest))
    refuse_unstorable((head.undone_by, batch.token))
    refuse_impossible(link.probability for link in batch.links)
    for kind, names in _TEXTS.items():
        claims = getattr(batch, kind)
        refuse_unstorable(*(map(attrgetter(name), claims) for name in names))
    people = ((*one.colleagues, *one.people) for one in batch.touches)
    refuse_unstorable(chain.from_iterable(people))


def _counts(batch: Batch) -> dict[str, list[int]]:
    """Of each account how many entities, statements, links and touches there are."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    accounts = (
        (one.account for one in batch.entities),
        (one.account for one in batch.statements),
        (one.account for one in batch.links),
        (one.account for one in batch.touches),
    )
    for place, of_kind in enumerate(accounts):
        for account, count in Counter(of_kind).items():
            counts[account][place] = count
    for account in {listing.account for listing in batch.listings}:
        _ = counts[account]
    return counts


def _entries(
    batch: Batch, held: Mapping[str, Held], counts: Mapping[str, list[int]]
) -> Iterator[Row]:
    """That the batch is about each account, and whom it listed there."""
    listed: dict[str, list[str]] = defaultdict(list)
    for listing in batch.listings:
        listed[listing.account].append(listing.entity)
    kinds = _kinds(batch)
    for account, now in held.items():
        own = (listed.get(account), *counts.get(account, (0, 0, 0, 0)), list(kinds[account]))
        yield key_of(account), beyond_key(account), now.version + 1, *own


def _kinds(batch: Batch) -> dict[str, set[str]]:
    """What claims on each account may be called, whether they stand or not."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for said in batch.statements:
        kinds[said.account].add(STATEMENTS[said.private])
    for link in batch.links:
        kinds[link.account] |= {written(link.kind), Tie.EARLIER_LINK}
    for touch in batch.touches:
        stands = label_of(touch.key, touch.private, True)
        kinds[touch.account] |= {stands, Label.EARLIER_TOUCH}
    for entity in batch.entities:
        kinds[entity.account].add(Tie.BELONGS_TO)
    return kinds
