"""What a file says, column-wise and in our own fields; not yet matched with anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import NamedTuple

from graph.fields import Value
from graph.importers.faults import Fault

Cell = Value | time | None
"""One value of a row; None where the cell is empty."""


class RowKind(StrEnum):
    """What the rows of a file are."""

    PEOPLE = "people"
    LINKS = "links"
    TOUCHES = "touches"
    ACCOUNTS = "accounts"
    OPPORTUNITIES = "opportunities"
    ACCOUNT_ROLES = "account_roles"
    OPPORTUNITY_ROLES = "opportunity_roles"
    MAILS = "mails"
    MEETINGS = "meetings"

    @property
    def is_of_mail(self) -> bool:
        """Whether the rows are mails or meetings: who is on them is told by address."""
        return self in {RowKind.MAILS, RowKind.MEETINGS}


class LeftOut(StrEnum):
    """What mails and meetings are that are passed over on purpose."""

    AUTOMATIC = "automatic mails left out"
    OF_LISTS = "mails of mailing lists left out"
    UNSENT = "drafts never sent left out"
    THROWN_OUT = "spam and deleted mails left out"
    AHEAD = "meetings still to come left out"
    CALLED_OFF = "cancelled or declined meetings left out"
    UNINVITED = "calendar entries to which nobody is invited left out"


class LastSaid(NamedTuple):
    """Where a calendar says what became of a meeting, and after how many changes to it."""

    line: int
    revision: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one kind. `columns[field][r]` is the value of a field in row r, None where the
    cell is empty; every column has as many values as `lines`, the rows' lines in the file.

    `source` names the list ("salesforce contacts"); `system` whose ids `external_id` holds
    ("salesforce", "hubspot", "list", …). `unknown_columns` have no field here; `faults` say
    what was wrong, and a fatal one stops the import. `left_out`: how many were passed over on
    purpose, by what they are. `called_off`: meetings that were cancelled, by the external id
    under which a row would have them; `series`: those that stand, by what they all have of it.
    """

    kind: RowKind
    source: str
    system: str
    file: str
    lines: Sequence[int]
    columns: Mapping[str, Sequence[Cell]]
    unknown_columns: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    called_off: Mapping[str, LastSaid] = field(default_factory=dict)
    series: Mapping[str, LastSaid] = field(default_factory=dict)
