"""What is imported and how, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.importers.drafts.findings import Count, KeptByHand, Proposed
from graph.importers.faults import Fault
from graph.importers.rows.dates import DateOrder
from graph.importers.rows.model import RowKind
from graph.log import BatchHeader
from graph.planning.source_files import SourceFile

__all__ = ["AccountReport", "ImportOptions", "ImportReport", "ListReport", "SourceFile"]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the files don't say, or what is to be read otherwise than it would be recognised.

    Either `account`, an id or a name, or `all_accounts`. `also`: what else the files call the
    account. `mapping`: their column → our field.
    `source`: which list this is, instead of the format's own name for it. `ours`, `theirs`:
    addresses and domains, of us and of the account; `subjects`: keep those of mails.
    """

    author: str
    account: str | None = None
    all_accounts: bool = False
    format: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    date_order: DateOrder | None = None
    source: str | None = None
    dry_run: bool = False
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    subjects: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListReport:
    """What one list of a file brought."""

    file: str
    kind: RowKind
    source: str
    counts: Mapping[Count, int]
    unknown_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountReport:
    """An account that the import is about."""

    id: str
    name: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do (`dry_run`).

    `batch` is None where nothing is written: in a dry run, or because nothing is new.
    `would_write` says whether there was anything. `erased`: file → lines left out because
    they are about somebody erased. `more_duplicates`: pairs that may be one person beyond
    those that are proposed.
    """

    batch: BatchHeader | None
    dry_run: bool
    would_write: bool
    accounts: tuple[AccountReport, ...]
    lists: tuple[ListReport, ...]
    kept_by_hand: tuple[KeptByHand, ...]
    proposals: tuple[Proposed, ...]
    faults: tuple[Fault, ...]
    erased: Mapping[str, tuple[int, ...]]
    more_duplicates: int = 0

    def total(self, what: Count) -> int:
        """A count over all lists."""
        return sum(one.counts.get(what, 0) for one in self.lists)
