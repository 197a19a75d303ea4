"""What a store is: a log of batches. Every store keeps this contract (`tests/contract`)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from graph.log import AccountLog, Batch, BatchHeader

FINDABLE = ("email", "external_id")
"""By what `Store.find` finds somebody."""


@dataclass(frozen=True, slots=True)
class Holder:
    """That an entity of an account was once openly stated to have this value in this field."""

    account: str
    entity: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """How many claims an erasure took away; `mentions` are the keys of touches and ids of
    entities whose free text still holds a name or e-mail of theirs, for a human to look at."""

    statements: int
    links: int
    touches: int
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptBatch:
    """A batch as a store keeps it, so that another can keep the same.

    `batch`: its header with its id and who undid it, its token, and the claims that are left of
    it: of each kind by account, sorted, those of one account as they were given; `based_on` is
    empty. `accounts`: those that it is about, sorted, also once it was undone.
    """

    batch: Batch
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What a store knows beside its batches: the version of each account that was ever written
    to, the digests of who was erased, and the key that they were made with."""

    versions: Mapping[str, int]
    erased: frozenset[str]
    erasure_key: bytes


class Store(Protocol):
    """A log of batches. Reads are one transaction each; a write is all or nothing, and
    what was acknowledged is on disk.

    Every method may raise StoreUnavailable (can't be reached) or StoreDamaged.
    """

    url: str
    is_remote: bool
    """Whether a network lies between, so that even `data_version` may take seconds."""

    def read_directory(self) -> AccountLog:
        """All accounts and what was stated of them, without what is in them; and OURS.

        It is a log of OURS, with the entities and statements of the accounts beside.
        """
        ...

    def read_account(self, account: str) -> AccountLog:
        """All that stands under one account, and all that stands under OURS, our colleagues.

        Claims come in the order of their batches, those of one batch and account as they were
        given; a list in a field comes as a tuple. An account that is new has version 0.
        """
        ...

    def find(self, field: str, values: Collection[str]) -> Sequence[Holder]:
        """Who, in any account, was ever openly stated to have one of these values, and with which.

        Nobody is found by what is private, or another's import would tell that it was said.
        `field` is one of FINDABLE; an external id is "system:id". Values are compared casefolded,
        and come back as they were stated. Raises BadInput for another field.
        """
        ...

    def commit(self, batch: Batch) -> BatchHeader:
        """Write a batch, and return its header with the id it got.

        Raises Conflict where an account's version isn't the one in `batch.based_on`, and
        BadInput for a text with a NUL or half of a surrogate pair, for a number that is not
        finite and for a probability outside [0, 1]. With a token that was used before nothing
        is written and the first header returns.
        """
        ...

    def written_under(self, token: str) -> BatchHeader | None:
        """The header of the batch that was committed with this token, undone or not."""
        ...

    def data_version(self) -> int:
        """A number that is another one after any change, whoever made it.

        It may be another one though nothing changed; those that several store objects give
        don't compare. Whoever reads after asking for it reads nothing older.
        """
        ...

    def try_write(self) -> None:
        """Write something that changes nothing, to show that a commit can be acknowledged."""
        ...

    def batches(self, account: str | None = None) -> Sequence[BatchHeader]:
        """Headers of batches, newest first; of those that touch one account, if given."""
        ...

    def undo(self, batch: int, by: str, at: datetime) -> BatchHeader:
        """Take a batch back exactly; return its header, which stays, marked as undone.

        Raises NotFound, or Conflict where it was undone before or later batches build on it:
        those that state, list, link or touch an entity which this one made or stated, claim a
        link between the same two or a touch with the same key, or write anything under an
        account that this one made.
        """
        ...

    def erase(self, entities: Collection[str], digests: Collection[str]) -> Erasure:
        """Remove all that is held of these entities, and keep `digests` so that they stay out.

        Touches shared with others lose only these entities; proposals, decisions and notes
        about them go, and so does any other field that holds their id. It can't be undone.
        """
        ...

    def erased(self) -> frozenset[str]:
        """The digests by which everybody who was erased is kept out."""
        ...

    def erasure_key(self) -> bytes:
        """The store's own random key (32 bytes) for the digests of who was erased."""
        ...

    def read_batch(self, batch: int) -> KeptBatch:
        """A batch as it is kept. Raises NotFound."""
        ...

    def adopt(self, batches: Sequence[KeptBatch]) -> None:
        """Write batches of another store as they are kept there: all of them or, if an error is
        raised, none; each raises the versions of its accounts by one.

        Their ids go on where those of this store end, without a gap; Conflict is raised where
        they don't, and BadInput as by `commit`.
        """
        ...

    def facts(self) -> StoreFacts:
        """What it knows beside its batches."""
        ...

    def adopt_facts(self, facts: StoreFacts) -> None:
        """Take over what another store knows beside the batches that were adopted from it:
        exactly its versions and its key; digests are added.

        Raises Conflict where this store holds digests that were made with another key.
        """
        ...

    def backup(self, path: Path) -> None:
        """Write a consistent copy to a new file while others may read and write.

        Raises BadInput where the file exists.
        """
        ...

    def verify(self) -> None:
        """Check that everything held is whole. Raises StoreDamaged with what is not."""
        ...

    def digest(self) -> Mapping[str, str]:
        """SHA-256 of the content of each kind of row; equal where stores hold the same."""
        ...

    def close(self) -> None:
        """Let go of the store. What was acknowledged stays."""
        ...
