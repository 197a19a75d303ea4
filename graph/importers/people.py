"""Rows of people: who they are, and what each row says of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from graph.fields import EXTERNAL_ID, FIELDS
from graph.identity import name_key
from graph.importers.columnar import cells, column
from graph.importers.draft import Draft, Erased, stored
from graph.importers.faults import excerpt
from graph.importers.findings import Count, Findings
from graph.importers.known import Scope
from graph.importers.markers import Marker, read_markers
from graph.importers.matching import (
    Identity,
    external_id,
    external_key,
    group,
    identifiers_of,
    match,
)
from graph.importers.names import is_vacant
from graph.importers.rows import Rows
from graph.log import FieldValue, Listing
from graph.vocabulary import EntityKind, PersonStatus

MARKED = ("name", "title")
_SEAT = frozenset({PersonStatus.PLACEHOLDER})


@dataclass(frozen=True, slots=True)
class Noticed:
    """What somebody typed into a name or title beside it."""

    row: int
    field: str
    typed: str
    marker: Marker


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of people with the person of each row, None where the row is left out."""

    rows: Rows
    who: Sequence[str | None]
    noticed: Sequence[Noticed]


def list_people(
    draft: Draft, lists: Sequence[Rows], erased: Erased, findings: Findings
) -> list[Listed]:
    """Match the rows of all lists of an account, make who is new, and note what they say.

    Rows of one person are joined, also across lists; what the first says of a field stands.
    """
    cleaned = [_without_markers(rows) for rows in lists]
    tables = [_with_seats(rows) for rows, _ in cleaned]
    identities = [identity for rows in tables for identity in read_identities(rows)]
    gone = _gone(draft, identities, erased)
    who = _people(draft, {row: one for row, one in enumerate(identities) if row not in gone})
    listed, start = [], 0
    for rows, (_, noticed) in zip(tables, cleaned, strict=True):
        span = range(start, start + len(rows.lines))
        start = span.stop
        listed.append(Listed(rows, [who.get(row) for row in span], noticed))
        erased_lines = [rows.lines[row - span.start] for row in span if row in gone]
        findings.leave_out_erased(rows, erased_lines)
    for one in listed:
        _say(draft, one)
        _tell_joined(draft, one, findings)
    _note_listings(draft, listed)
    return listed


def _without_markers(rows: Rows) -> tuple[Rows, list[Noticed]]:
    """Names and titles without what was typed beside them; that becomes a proposal."""
    columns, noticed = dict(rows.columns), []
    for name in MARKED:
        typed = rows.columns.get(name, ())
        marked = {
            cell: read
            for cell in dict.fromkeys(typed)
            if isinstance(cell, str) and (read := read_markers(cell))[1]
        }
        for row, cell in enumerate(typed if marked else ()):
            if isinstance(cell, str) and cell in marked:
                noticed += [Noticed(row, name, cell, marker) for marker in marked[cell][1]]
        if marked:
            columns[name] = [
                (marked[cell][0] or None) if isinstance(cell, str) and cell in marked else cell
                for cell in typed
            ]
    return replace(rows, columns=columns), noticed


def _with_seats(rows: Rows) -> Rows:
    """A row with a title and nobody's name is a seat whose holder isn't known."""
    columns = enumerate(cells(rows, *MARKED, "email", "external_id", "reference"))
    seats = {
        row: title
        for row, (name, title, *others) in columns
        if (is_vacant(name) if isinstance(name, str) else title and not any(others))
    }
    if not seats:
        return rows
    named, status = list(column(rows, "name")), list(column(rows, "status"))
    for row, title in seats.items():
        named[row] = title
        status[row] = status[row] or PersonStatus.PLACEHOLDER
    return replace(rows, columns={**rows.columns, "name": named, "status": status})


def read_identities(rows: Rows) -> Iterator[Identity]:
    """By what the person of each row is known."""
    for id_, email, others, name in cells(rows, "external_id", "email", "other_emails", "name"):
        emails = (email, *others) if isinstance(others, tuple) else (email,)
        called = name_key(name) if isinstance(name, str) else ""
        yield Identity(
            (external_key(rows.system, str(id_)),) if id_ else (),
            tuple(str(one).casefold() for one in emails if one),
            (called,) if called else (),
        )


def _gone(draft: Draft, identities: Sequence[Identity], erased: Erased) -> frozenset[int]:
    """The rows that are about somebody erased."""
    gone = erased(chain.from_iterable(identifiers_of(draft.account, one) for one in identities))
    if not gone:
        return frozenset()
    return frozenset(
        row
        for row, one in enumerate(identities)
        if not gone.isdisjoint(identifiers_of(draft.account, one))
    )


def _people(draft: Draft, identities: Mapping[int, Identity]) -> dict[int, str]:
    """The person of each row; those whom the account doesn't know are made."""
    rows = [row for row, identity in identities.items() if any(identity)]
    firsts, groups = group([identities[row] for row in rows])
    matched = match(groups, draft.index)
    made: dict[int, str] = {}
    for first, identity in groups.items():
        who = matched.get(first)
        if who is None:
            who = draft.make(EntityKind.PERSON, next(chain.from_iterable(identity)))
        draft.index.add(who, identity)
        made[first] = who
    return {row: made[first] for row, first in zip(rows, firsts, strict=True)}


def _say(draft: Draft, listed: Listed) -> None:
    """Note each row's fields as said by this list."""
    rows = listed.rows
    columns = _stored_columns(rows)
    seats = {who for who, one in draft.known.people.items() if one.status in _SEAT}
    for who, row in zip(listed.who, zip(*columns.values(), strict=True), strict=True):
        if who is None:
            continue
        fields = {name: cell for name, cell in zip(columns, row, strict=True) if cell is not None}
        if who in seats and "name" in fields:
            fields.setdefault("status", PersonStatus.ACTIVE)
        draft.say(Scope(who), rows, fields)
        if who in draft.new:
            draft.names.setdefault(who, str(fields.get("name") or fields.get("email") or ""))


def _stored_columns(rows: Rows) -> dict[str, Sequence[FieldValue]]:
    """The columns that are fields of a person, as they are stored."""
    known = FIELDS[EntityKind.PERSON]
    columns: dict[str, Sequence[FieldValue]] = {
        name: [None if cell is None else stored(cell) for cell in given]
        for name, given in rows.columns.items()
        if name in known
    }
    ids = rows.columns.get("external_id")
    if ids is not None:
        columns[EXTERNAL_ID + rows.system] = [
            external_id(rows.system, str(id_)) if id_ else None for id_ in ids
        ]
    return columns


def _tell_joined(draft: Draft, listed: Listed, findings: Findings) -> None:
    """Tell which rows are about one person, and count the people."""
    rows = listed.rows
    lines: dict[str, list[int]] = {}
    for who, line in zip(listed.who, rows.lines, strict=True):
        if who is not None:
            lines.setdefault(who, []).append(line)
    findings.count(rows, Count.ROWS, len(rows.lines))
    joined = {
        f"{excerpt(draft.name_of(who))} stands on several rows; they are joined": several
        for who, several in lines.items()
        if len(several) > 1
    }
    findings.tell(rows, joined, "people on several rows")


def _note_listings(draft: Draft, listed: Sequence[Listed]) -> None:
    """That these lists named somebody, unless they did so before."""
    sources = frozenset(one.rows.source for one in listed)
    before = draft.known.listed(sources)
    named = dict.fromkeys(who for one in listed for who in one.who if who is not None)
    draft.listings += [Listing(draft.account, who) for who in named if who not in before]
