"""Rows of accounts, opportunities, and the roles that people have in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.fields import EXTERNAL_ID, FIELDS
from graph.importers.drafts.draft import Draft, stored
from graph.importers.drafts.findings import Count
from graph.importers.drafts.known import Scope
from graph.importers.drafts.references import Missing, Work
from graph.importers.matching.identities import Index, external_id, identity_of
from graph.importers.rows.columnar import cells, column
from graph.importers.rows.model import Cell, Rows
from graph.log import FieldValue
from graph.vocabulary import EntityKind

_ROLE = "buying_role"


@dataclass(frozen=True, slots=True)
class Inactive:
    """A row that says that somebody has no more to do with the account."""

    person: str
    rows: Rows
    line: int


def account_rows(work: Work, rows: Rows) -> None:
    """What a list says of the account itself; it keeps the name that it has here."""
    work.findings.count(rows, Count.ROWS, len(rows.lines))
    for fields in _fields(rows, EntityKind.ACCOUNT):
        fields.pop("name", None)
        work.draft.say(Scope(work.draft.account), rows, fields)


def _fields(rows: Rows, kind: EntityKind) -> Iterable[dict[str, FieldValue]]:
    """The fields of each row that an entity of this kind has, with the external id."""
    names = [name for name in rows.columns if name in FIELDS[kind]]
    for id_, *values in cells(rows, "external_id", *names):
        fields: dict[str, FieldValue] = {
            name: stored(value)
            for name, value in zip(names, values, strict=True)
            if value is not None
        }
        if id_:
            fields[EXTERNAL_ID + rows.system] = external_id(rows.system, str(id_))
        yield fields


class Opportunities:
    """The buying decisions of an account, those among them that lists name for the first time."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._index: Index[str] = draft.known.index(EntityKind.OPPORTUNITY)
        self._local: dict[str, str] = {}

    def add_rows(self, work: Work, rows: Rows) -> None:
        """What a list says of opportunities, found again by external id, then by name."""
        work.findings.count(rows, Count.ROWS, len(rows.lines))
        described = _fields(rows, EntityKind.OPPORTUNITY)
        for reference, fields in zip(column(rows, "reference"), described, strict=True):
            id_ = self._get(fields)
            if reference:
                self._local[str(reference).removeprefix("@")] = id_
            self._draft.say(Scope(id_), rows, fields)

    def _get(self, fields: Mapping[str, FieldValue]) -> str:
        identity = identity_of(fields)
        found = self._index.by_external(identity) or self._index.by_name(identity)
        if found is None:
            parts = identity.external or identity.names or ("",)
            found = self._draft.make(EntityKind.OPPORTUNITY, parts[0])
        self._index.add(found, identity)
        return found

    def by_id(self, text: str, rows: Rows) -> str:
        """The opportunity of this id; one that no list describes is called by its id for now."""
        if found := self._local.get(text.removeprefix("@")):
            return found
        id_ = external_id(rows.system, text)
        fields: dict[str, FieldValue] = {EXTERNAL_ID + rows.system: id_}
        found = self._index.by_external(identity_of(fields))
        if found is None:
            fields["name"] = id_
            found = self._get(fields)
            self._draft.say(Scope(found), rows, fields)
        return found


def opportunity_roles(work: Work, rows: Rows, opportunities: Opportunities) -> None:
    """Roles that people have in one buying decision alone."""
    work.findings.count(rows, Count.ROWS, len(rows.lines))
    missing = Missing("person", "the role is left out")
    columns = cells(rows, "opportunity_id", "person", _ROLE)
    for line, (opportunity, person, roles) in zip(rows.lines, columns, strict=True):
        found = work.people.find(str(person), rows.system)
        if len(found) != 1:
            missing.note(str(person), found, line)
        elif roles is not None:
            scope = Scope(found[0], opportunities.by_id(str(opportunity), rows))
            work.draft.say(scope, rows, {_ROLE: stored(roles)})
    missing.tell(work, rows, "person")


def account_roles(work: Work, rows: Rows) -> list[Inactive]:
    """Roles that people have at the account, with the days within which they hold.

    Where a newer list gives other days, what it said before for its days is taken back.
    Returns who is marked as inactive without a last day: that is proposed, not stated.
    """
    work.findings.count(rows, Count.ROWS, len(rows.lines))
    missing = Missing("person", "the role is left out")
    wanted: list[tuple[Scope, Cell]] = []
    inactive: list[Inactive] = []
    columns = cells(rows, "person", _ROLE, "valid_from", "valid_until", "is_active")
    for line, (person, roles, since, until, active) in zip(rows.lines, columns, strict=True):
        found = work.people.find(str(person), rows.system)
        if len(found) != 1:
            missing.note(str(person), found, line)
        elif active is False and until is None:
            inactive.append(Inactive(found[0], rows, line))
        elif roles is not None:
            wanted.append((Scope(found[0], None, _day(since), _day(until)), roles))
    missing.tell(work, rows, "person")
    _take_back(work.draft, rows, {scope for scope, _ in wanted})
    for scope, roles in wanted:
        work.draft.say(scope, rows, {_ROLE: stored(roles or ())})
    return inactive


def _day(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None


def _take_back(draft: Draft, rows: Rows, wanted: set[Scope]) -> None:
    """Roles that this list gave for other days than now are unknown for those days again."""
    people = {scope.entity for scope in wanted}
    for scope, fields in draft.known.said(rows.source).items():
        dated = scope.opportunity is None and (scope.valid_from or scope.valid_until)
        if dated and scope.entity in people and scope not in wanted and fields.get(_ROLE):
            draft.say(scope, rows, {_ROLE: None})
