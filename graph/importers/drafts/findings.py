"""What an import has to tell: counts per list, faults by line, and what was kept as it was."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from graph.importers.faults import Fault, excerpt, lines_in_words
from graph.importers.rows.model import LeftOut, RowKind, Rows
from graph.log import FieldValue
from graph.vocabulary import ProposalKind

MOST_TOLD = 20
"""So many faults of one sort are told one by one in a file; the rest is counted."""


class Count(StrEnum):
    """What is counted for each list of a file."""

    ROWS = "rows"
    MAILS = "mails"
    MEETINGS = "meetings"
    OTHER_COMPANIES = "rows of other companies"
    NO_COMPANY = "rows that name no company"
    PEOPLE_ADDED = "people added"
    PEOPLE_CHANGED = "people changed"
    PEOPLE_UNCHANGED = "people unchanged"
    CELLS_EMPTIED = "emptied cells whose value is kept"
    LINKS_ADDED = "links added"
    LINKS_CHANGED = "links changed"
    LINKS_WITHDRAWN = "links withdrawn"
    LINKS_REPEATED = "links given again"
    ROLES_STATED = "roles added or changed"
    TOUCHES_ADDED = "touches added"
    TOUCHES_CHANGED = "touches changed"
    TOUCHES_REPEATED = "touches given again"
    TOUCHES_LEFT_OUT = "touches that name nobody known here"
    EVENTS_ADDED = "mails and meetings among themselves added"
    AUTOMATIC = LeftOut.AUTOMATIC.value
    OF_LISTS = LeftOut.OF_LISTS.value
    UNSENT = LeftOut.UNSENT.value
    THROWN_OUT = LeftOut.THROWN_OUT.value
    AMONG_US = "mails and meetings among ourselves left out"
    ELSEWHERE = "mails and meetings with nobody of the account left out"
    WITHOUT_US = "meetings of one of theirs with nobody of ours left out"
    TO_ONESELF = "mails to oneself left out"
    TO_MANY = "mails and meetings of very many people left out"
    AHEAD = LeftOut.AHEAD.value
    CALLED_OFF = LeftOut.CALLED_OFF.value
    UNINVITED = LeftOut.UNINVITED.value
    COLLEAGUES_ADDED = "colleagues added"
    ACCOUNTS_CHANGED = "accounts added or changed"
    OPPORTUNITIES_CHANGED = "opportunities added or changed"


_ONE: Mapping[str, str] = {
    Count.ROWS: "row",
    Count.MAILS: "mail",
    Count.MEETINGS: "meeting",
    Count.OTHER_COMPANIES: "row of another company",
    Count.NO_COMPANY: "row that names no company",
    Count.PEOPLE_ADDED: "person added",
    Count.PEOPLE_CHANGED: "person changed",
    Count.PEOPLE_UNCHANGED: "person unchanged",
    Count.CELLS_EMPTIED: "emptied cell whose value is kept",
    Count.LINKS_ADDED: "link added",
    Count.LINKS_CHANGED: "link changed",
    Count.LINKS_WITHDRAWN: "link withdrawn",
    Count.LINKS_REPEATED: "link given again",
    Count.ROLES_STATED: "role added or changed",
    Count.TOUCHES_ADDED: "touch added",
    Count.TOUCHES_CHANGED: "touch changed",
    Count.TOUCHES_REPEATED: "touch given again",
    Count.TOUCHES_LEFT_OUT: "touch that names nobody known here",
    Count.EVENTS_ADDED: "mail or meeting among themselves added",
    Count.AUTOMATIC: "automatic mail left out",
    Count.OF_LISTS: "mail of a mailing list left out",
    Count.UNSENT: "draft never sent left out",
    Count.THROWN_OUT: "spam or deleted mail left out",
    Count.AMONG_US: "mail or meeting among ourselves left out",
    Count.ELSEWHERE: "mail or meeting with nobody of the account left out",
    Count.WITHOUT_US: "meeting of one of theirs with nobody of ours left out",
    Count.TO_ONESELF: "mail to oneself left out",
    Count.TO_MANY: "mail or meeting of very many people left out",
    Count.AHEAD: "meeting still to come left out",
    Count.CALLED_OFF: "cancelled or declined meeting left out",
    Count.UNINVITED: "calendar entry to which nobody is invited left out",
    Count.COLLEAGUES_ADDED: "colleague added",
    Count.ACCOUNTS_CHANGED: "account added or changed",
    Count.OPPORTUNITIES_CHANGED: "opportunity added or changed",
    "proposals": "proposal",
}
"""What stands behind a 1."""


def counts_in_words(counts: Mapping[Count, int] | Mapping[str, int]) -> str:
    """Whatever was counted, in the order of `Count`: "2 rows, 1 person added"."""
    order = {name: place for place, name in enumerate(_ONE)}
    known = sorted(counts.items(), key=lambda item: order.get(item[0], len(order)))
    return ", ".join(
        f"{number:,} {_ONE.get(what, what) if number == 1 else what}"
        for what, number in known
        if number
    )


class ListKey(NamedTuple):
    """Which list of which file rows are from."""

    file: str
    kind: RowKind
    source: str


def list_key(rows: Rows) -> ListKey:
    return ListKey(rows.file, rows.kind, rows.source)


@dataclass(frozen=True, slots=True)
class KeptByHand:
    """A field that a person set by hand, and for which a file says something else.

    A value of None: a person said that it is unknown.
    """

    person: str
    name: str
    field: str
    file_says: FieldValue
    kept: FieldValue
    author: str
    at: datetime

    def __str__(self) -> str:
        kept = "empty" if self.kept is None else f'"{_shown(self.kept)}"'
        return (
            f"{excerpt(self.name)}, {self.field}: kept {kept}, set by {excerpt(self.author)} on"
            f' {self.at.date()}; the file says "{_shown(self.file_says)}"'
        )


def _shown(value: FieldValue) -> str:
    return excerpt("; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))


class Proposed(NamedTuple):
    """A proposal that was made: in which account, its id, its kind, and what it asks."""

    account: str
    id: str
    kind: ProposalKind
    text: str


@dataclass(slots=True)
class Findings:
    """Collects over all accounts of one import."""

    faults: list[Fault] = field(default_factory=list)
    kept: list[KeptByHand] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    more_duplicates: int = 0
    """How many pairs that may be one person were found beyond those that are proposed."""
    counts: dict[ListKey, Counter[Count]] = field(default_factory=dict)
    erased: dict[str, list[int]] = field(default_factory=dict)
    """File → lines that were left out because they are about somebody erased."""

    def count(self, rows: Rows, what: Count, number: int = 1) -> None:
        if number:
            self.counts.setdefault(list_key(rows), Counter())[what] += number

    def add(self, counts: Mapping[tuple[ListKey, Count], int]) -> None:
        for (key, what), number in counts.items():
            self.counts.setdefault(key, Counter())[what] += number

    def leave_out_erased(self, rows: Rows, lines: Iterable[int]) -> None:
        self.erased.setdefault(rows.file, []).extend(lines)

    def tell(
        self,
        rows: Rows,
        told: Iterable[tuple[str, Sequence[int]]],
        rest: str,
        *,
        column: str | None = None,
        mend: str | None = None,
    ) -> None:
        """Faults that don't stop the import, each message once with all its lines.

        `rest` names what is only counted, e.g. "unknown managers".
        """
        places: dict[str, list[int]] = {}
        for message, lines in told:
            places.setdefault(message, []).extend(lines)
        one_by_one = len(places) if len(places) == MOST_TOLD + 1 else MOST_TOLD
        for message, lines in list(places.items())[:one_by_one]:
            full = f"{message} (so too in {lines_in_words(lines[1:])})" if lines[1:] else message
            self.faults.append(Fault(full, rows.file, lines[0], column, mend))
        if len(places) > one_by_one:
            others = [line for several in list(places.values())[MOST_TOLD:] for line in several]
            message = f"{len(places) - MOST_TOLD:,} more {rest}, in {lines_in_words(others)}"
            self.faults.append(Fault(message, rows.file, others[0], column, mend))
