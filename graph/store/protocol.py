"""What a store is: a log of batches. Every store keeps this contract (`tests/contract`)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from graph.log import AccountLog, Batch, BatchHeader


@dataclass(frozen=True, slots=True)
class Holder:
    """That an entity of an account was once stated to have this value in this field."""

    account: str
    entity: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure took away, in rows; `mentions` are the keys of touches and ids of
    entities whose free text still holds the person's name, for a human to look at."""

    statements: int
    links: int
    touches: int
    mentions: tuple[str, ...]


class Store(Protocol):
    """A log of batches. Reads are one transaction each; a write is all or nothing, and
    what was acknowledged is on disk.

    Every method may raise StoreUnavailable (can't be reached) or StoreDamaged.
    """

    url: str

    def read_directory(self) -> AccountLog:
        """The entities and statements of all accounts and colleagues, without their people."""
        ...

    def read_account(self, account: str) -> AccountLog:
        """Everything of one account, with our colleagues; version 0 and empty if it is new."""
        ...

    def find(self, field: str, values: Collection[str]) -> Sequence[Holder]:
        """Who, in any account, has one of these values; `field` is "email" or "external_id".

        Values are compared casefolded; an external id as "system:id".
        """
        ...

    def commit(self, batch: Batch) -> BatchHeader:
        """Write a batch, and return its header with the id it got.

        Raises Conflict where an account's version isn't the one in `batch.based_on`.
        With a token that was used before nothing is written and the first header returns.
        """
        ...

    def batches(self, account: str | None = None) -> Sequence[BatchHeader]:
        """Headers of batches, newest first; of those that touch one account, if given."""
        ...

    def undo(self, batch: int, by: str, at: datetime) -> BatchHeader:
        """Take a batch back exactly; return its header, marked as undone.

        Raises NotFound, or Conflict with the later batches that build on it: those that
        state, list, link or touch an entity which this one made or stated.
        """
        ...

    def erase(self, entities: Collection[str], digests: Collection[str]) -> Erasure:
        """Remove all that is held of these entities, and keep `digests` so that they stay out.

        Touches shared with others lose only these entities.
        """
        ...

    def erased(self, digests: Collection[str]) -> frozenset[str]:
        """Those of the digests that belong to somebody erased."""
        ...

    def erasure_key(self) -> bytes:
        """The store's own random key (32 bytes) for the digests of who was erased."""
        ...

    def backup(self, path: Path) -> None:
        """Write a consistent copy to a new file while others may read and write."""
        ...

    def digest(self) -> Mapping[str, str]:
        """SHA-256 of the content of each kind of row; equal where stores hold the same."""
        ...

    def close(self) -> None:
        """Let go of the store. What was acknowledged stays."""
        ...
