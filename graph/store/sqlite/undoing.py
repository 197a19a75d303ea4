"""Taking a batch back. Every function runs inside a write transaction of its caller."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import apsw

from graph.errors import NotFound
from graph.log import BatchHeader, LinkClaim, LinkKey
from graph.store.conflicts import built_upon, undone_already, whole_pile
from graph.store.sqlite.chunks import ENTITIES, LINKS, LISTINGS, STATEMENTS, TOUCHES
from graph.store.sqlite.reading import Chunk, chunks, claims_in, header, rows
from graph.store.sqlite.sealing import raise_version, seal_batch
from graph.store.storable import refuse_unstorable
from graph.vocabulary import EntityKind


def undo(db: apsw.Connection, batch: int, by: str, at: datetime) -> BatchHeader:
    """Delete the claims of a batch and mark its header. Raises NotFound or Conflict."""
    before = header(db, batch)
    if before is None:
        raise NotFound(f"There is no batch {batch}.")
    if before.undone_at is not None:
        raise undone_already(before)
    refuse_unstorable([by])
    _refuse_if_built_upon(db, batch)
    db.execute("DELETE FROM chunk WHERE batch = ?", (batch,))
    db.execute("DELETE FROM holder WHERE batch = ?", (batch,))
    for (account,) in rows(db, "SELECT account FROM entry WHERE batch = ?", batch):
        raise_version(db, account)
    db.execute(
        "UPDATE batch SET undone_at = ?, undone_by = ? WHERE id = ?", (at.isoformat(), by, batch)
    )
    seal_batch(db, batch)
    return replace(before, undone_at=at, undone_by=by)


def _refuse_if_built_upon(db: apsw.Connection, batch: int) -> None:
    if above := whole_pile(batch, partial(_above, db)):
        raise built_upon(batch, above)


def _above(db: apsw.Connection, batch: int) -> frozenset[int]:
    """The later batches that build on one."""
    brought = _brought(chunks(db, "WHERE batch = ?", batch))
    later = chunks(db, "WHERE batch > ?", batch)
    return frozenset(chunk.batch for chunk in later if brought.is_below(chunk))


@dataclass(frozen=True, slots=True)
class _Brought:
    """What a batch brought: the accounts it made, whom it made or said something of, the links it
    claimed, and its touches by account and key."""

    accounts: Collection[str]
    known: Collection[str]
    linked: Collection[LinkKey]
    touched: Collection[tuple[str, str]]

    def is_below(self, later: Chunk) -> bool:
        """Whether a chunk of a later batch builds on any of it."""
        if later.account in self.accounts:
            return True
        match later.kind:
            case STATEMENTS.name:
                return any(said.entity in self.known for said in later.claims(STATEMENTS))
            case LISTINGS.name:
                return any(one.entity in self.known for one in later.claims(LISTINGS))
            case LINKS.name:
                return any(map(self._is_below_link, later.claims(LINKS)))
            case TOUCHES.name:
                return any(
                    (touch.account, touch.key) in self.touched
                    or any(who in self.known for who in (*touch.people, *touch.colleagues))
                    for touch in later.claims(TOUCHES)
                )
        return False

    def _is_below_link(self, link: LinkClaim) -> bool:
        return link.source in self.known or link.target in self.known or link.key in self.linked


def _brought(own: Sequence[Chunk]) -> _Brought:
    made = [one for _, one in claims_in(own, ENTITIES)]
    return _Brought(
        {one.id for one in made if one.kind is EntityKind.ACCOUNT},
        {one.id for one in made} | {said.entity for _, said in claims_in(own, STATEMENTS)},
        {link.key for _, link in claims_in(own, LINKS)},
        {(touch.account, touch.key) for _, touch in claims_in(own, TOUCHES)},
    )
