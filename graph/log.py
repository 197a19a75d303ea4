"""What is written: an account is a log of batches, each all or nothing, of claims.

Nothing is overwritten. A claim says something of an entity (`Statement`), of a pair
of people (`LinkClaim`) or of one contact (`TouchClaim`); `graph.resolve` folds the
claims that hold at a moment into `graph.model.Account`. Hence undo is exact (remove
the batch), history is kept, and every fact has its author, source and date.

Rows are named tuples: an import makes hundreds of thousands of them, and they go to
the database as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar, overload

from graph.vocabulary import (
    UNDIRECTED,
    Channel,
    Direction,
    EntityKind,
    Intent,
    LinkKind,
    Origin,
    Outcome,
    Strength,
)

OURS = "ours"
"""The account under which our own people, the colleagues, stand."""

Scalar = str | float | bool | None
FieldValue = Scalar | Sequence[Scalar]
"""A field as it is stored: JSON without nesting beyond one list. None: unknown again."""


AMONG = "among:"
"""Prefix of the keys of touches among the account's own people, with none of ours."""

TRUST = {origin: rank for rank, origin in enumerate(reversed(Origin))}
"""Of two claims of the same that one stands whose origin has more of it."""


class Entity(NamedTuple):
    """That something exists. `account` is `OURS` for colleagues, its own id for an account."""

    id: str
    kind: EntityKind
    account: str


class Statement(NamedTuple):
    """What was said of one entity: some of its fields (see `graph.fields`).

    `said_by`: who said it, where that isn't the author of the batch.
    `valid_from`, `valid_until`: the days within which it holds; None is open-ended.
    `opportunity`: the buying decision for which alone it is meant.
    `private`: seen by its author alone.
    """

    account: str
    entity: str
    fields: Mapping[str, FieldValue]
    said_by: str | None = None
    evidence: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    opportunity: str | None = None
    private: bool = False


LinkKey = tuple[LinkKind, str, str]
"""What tells links apart: the kind and the two ends."""


def link_key(kind: LinkKind, source: str, target: str) -> LinkKey:
    """The key of a link; of one without direction its ends stand in one order."""
    if kind in UNDIRECTED and target < source:
        source, target = target, source
    return kind, source, target


class LinkClaim(NamedTuple):
    """That one person stands in a relation to another, or (`withdrawn`) no longer does.

    `probability` in [0, 1] is taken as said and wins over `strength`.
    """

    account: str
    kind: LinkKind
    source: str
    target: str
    probability: float | None = None
    strength: Strength = Strength.UNKNOWN
    said_by: str | None = None
    evidence: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    withdrawn: bool = False

    @property
    def key(self) -> LinkKey:
        """See `link_key`."""
        return link_key(self.kind, self.source, self.target)


class TouchClaim(NamedTuple):
    """One contact between colleagues and people, or (`withdrawn`) that it never was.

    One whose key begins with `AMONG` is an event: a mail or meeting among the account's own
    people, of whom the first began it. It has no colleagues, and no touch comes of it.

    `key` tells touches of one account apart: the external id, or a digest of what was
    recorded. A later claim with the same key replaces the earlier one.
    `details` holds what only some touches have: visit, learned, next_step, buying_job, …
    """

    account: str
    key: str
    on: date
    at: time | None
    colleagues: tuple[str, ...]
    people: tuple[str, ...]
    channel: Channel = Channel.UNKNOWN
    direction: Direction = Direction.UNKNOWN
    intent: Intent = Intent.UNKNOWN
    outcome: Outcome = Outcome.UNKNOWN
    reason: str | None = None
    note: str | None = None
    details: Mapping[str, FieldValue] | None = None
    private: bool = False
    withdrawn: bool = False

    @property
    def is_event(self) -> bool:
        """Whether it was among the account's own people."""
        return self.key.startswith(AMONG)


class Listing(NamedTuple):
    """That a file listed this person: how a later file shows who is gone."""

    account: str
    entity: str


C = TypeVar("C", bound=Entity | Statement | LinkClaim | TouchClaim | Listing)


class InColumns(Sequence[C], Generic[C]):
    """Claims of one kind, held column by column and made when they are asked for: of hundreds
    of thousands, most go to a store without being looked at one by one."""

    __slots__ = ("claim", "columns")

    def __init__(self, claim: type[C], columns: Sequence[Sequence[Any]]) -> None:
        self.claim = claim
        self.columns = columns

    def column(self, name: str) -> Sequence[Any]:
        """One field of all claims."""
        return self.columns[self.claim._fields.index(name)]

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[C]:
        return map(partial(tuple.__new__, self.claim), zip(*self.columns, strict=True))

    @overload
    def __getitem__(self, row: int) -> C: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[C]: ...
    def __getitem__(self, row: int | slice) -> C | Sequence[C]:
        if isinstance(row, slice):
            return InColumns(self.claim, [column[row] for column in self.columns])
        return tuple.__new__(self.claim, [column[row] for column in self.columns])


@dataclass(frozen=True, slots=True)
class BatchHeader:
    """Where claims come from.

    `source`: which list it is, e.g. "salesforce contacts"; files of one source follow
    each other. `digest`: SHA-256 of the file, hexadecimal. `counts`: what it holds, by name.
    """

    origin: Origin
    author: str
    recorded_at: datetime
    source: str
    action: str
    file: str | None = None
    digest: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    id: int = 0
    undone_at: datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Claims that are written together or not at all.

    `based_on`: the version of each account that the claims were worked out from; the
    store refuses the batch (`Conflict`) where an account has moved on.
    `token`: chosen by the caller; a second batch with the same one is not written again,
    the first one's header comes back.
    """

    header: BatchHeader
    entities: Sequence[Entity] = ()
    statements: Sequence[Statement] = ()
    links: Sequence[LinkClaim] = ()
    touches: Sequence[TouchClaim] = ()
    listings: Sequence[Listing] = ()
    based_on: Mapping[str, int] = field(default_factory=dict)
    token: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it would change nothing."""
        return not (self.entities or self.statements or self.links or self.touches)


@dataclass(frozen=True, slots=True)
class AccountLog:
    """All claims of one account in the order of their batches, each with its batch's id.

    `version` counts the changes to the account; 0 means that it doesn't exist yet.
    Colleagues and their statements come along with every account.
    """

    account: str
    version: int
    headers: Mapping[int, BatchHeader]
    entities: Sequence[tuple[int, Entity]] = ()
    statements: Sequence[tuple[int, Statement]] = ()
    links: Sequence[tuple[int, LinkClaim]] = ()
    touches: Sequence[tuple[int, TouchClaim]] = ()
    listings: Sequence[tuple[int, Listing]] = ()
