"""Rows of people: who they are, and what each row says of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import cast

from graph.fields import DAY, EXTERNAL_ID, FIELDS, Field
from graph.importers.drafts.draft import Draft, Erased, stored
from graph.importers.drafts.findings import Count, Findings
from graph.importers.drafts.known import Scope
from graph.importers.faults import excerpt, in_words
from graph.importers.matching.cleaning import Cleaned, Noticed, clean, read_identities
from graph.importers.matching.identities import (
    LINKEDIN,
    Identity,
    external_id,
    group,
    identifiers_of,
    linkedin_id,
    match,
)
from graph.importers.rows.columnar import column
from graph.importers.rows.model import Cell, Rows
from graph.log import FieldValue, Listing
from graph.vocabulary import EntityKind, PersonStatus


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of people with the person of each row, None where the row is left out."""

    rows: Rows
    who: Sequence[str | None]
    noticed: Sequence[Noticed]
    seats: frozenset[int]

    def named(self) -> set[str]:
        """Those whom a row calls by a name of their own."""
        names = enumerate(zip(self.who, column(self.rows, "name"), strict=True))
        return {who for row, (who, name) in names if who and name and row not in self.seats}


def list_people(
    draft: Draft, lists: Sequence[Rows], erased: Erased, findings: Findings
) -> list[Listed]:
    """Match the rows of all lists of an account, make who is new, and note what they say.

    Rows of one person are joined, also across lists; what the first says of a field stands.
    """
    cleaned = [clean(rows) for rows in lists]
    identities = [identity for one in cleaned for identity in read_identities(one.rows)]
    gone = _gone(draft, identities, erased)
    who = _people(draft, {row: one for row, one in enumerate(identities) if row not in gone})
    listed, start = [], 0
    for clean_ in cleaned:
        span = range(start, start + len(clean_.rows.lines))
        start = span.stop
        people = [who.get(row) for row in span]
        listed.append(Listed(clean_.rows, people, clean_.noticed, clean_.seats))
        if None in people:
            _tell_left_out(clean_, [(row in gone, row in who) for row in span], findings)
    has_seats = draft.known.seats or any(one.seats for one in listed)
    named = {person for one in listed for person in one.named()} if has_seats else set()
    for one in listed:
        _say(draft, one, named)
        _tell_joined(draft, one, findings)
    _note_listings(draft, listed)
    return listed


def _tell_left_out(cleaned: Cleaned, rows: Sequence[tuple[bool, bool]], findings: Findings) -> None:
    """Tell the lines of those erased, and of rows that without their markers name nobody."""
    lines = cleaned.rows.lines
    gone = [line for line, (is_gone, _) in zip(lines, rows, strict=True) if is_gone]
    nobody = [line for line, place in zip(lines, rows, strict=True) if not any(place)]
    findings.leave_out_erased(cleaned.rows, gone)
    message = "left out: no name, e-mail or id is left without what is typed beside the name"
    findings.tell(cleaned.rows, [(message, nobody)] if nobody else [], "")


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


def _say(draft: Draft, listed: Listed, named: Collection[str]) -> None:
    """Note each row's fields as said by this list. Whoever has a name isn't a vacant seat."""
    rows, columns = listed.rows, _stored_columns(listed.rows)
    seats = draft.known.seats
    told = zip(listed.who, zip(*columns.values(), strict=True), strict=True)
    for row, (who, cells) in enumerate(told):
        if who is None:
            continue
        fields = {name: cell for name, cell in zip(columns, cells, strict=True) if cell is not None}
        if row in listed.seats and who in named:
            fields = {name: v for name, v in fields.items() if name not in {"name", "status"}}
        elif who in named and who in seats:
            fields.setdefault("status", PersonStatus.ACTIVE)
        draft.say(Scope(who), rows, fields)
        if who in draft.new and who not in draft.names:
            draft.names[who] = str(fields.get("name") or fields.get("email") or "")


def _stored_columns(rows: Rows) -> dict[str, Sequence[FieldValue]]:
    """The columns that are fields of a person, as they are stored."""
    known = FIELDS[EntityKind.PERSON]
    columns: dict[str, Sequence[FieldValue]] = {
        name: _as_stored(known[name], given)
        for name, given in rows.columns.items()
        if name in known
    }
    profiles = [linkedin_id(url) if isinstance(url, str) else None for url in column(rows, "url")]
    if any(profiles):
        columns[EXTERNAL_ID + LINKEDIN] = profiles
    ids = rows.columns.get("external_id")
    if ids is not None:
        columns[EXTERNAL_ID + rows.system] = [
            external_id(rows.system, str(id_)) if id_ else None for id_ in ids
        ]
    return columns


def _as_stored(field: Field, given: Sequence[Cell]) -> Sequence[FieldValue]:
    """A column as the log keeps it; all but days are kept as they are."""
    if field is DAY:
        return [None if cell is None else stored(cell) for cell in given]
    return cast(Sequence[FieldValue], given)


def _tell_joined(draft: Draft, listed: Listed, findings: Findings) -> None:
    """Tell which rows are about one person, and count the rows."""
    rows = listed.rows
    findings.count(rows, Count.ROWS, len(rows.lines))
    places: dict[str, list[int]] = {}
    for row, who in enumerate(listed.who):
        if who is not None:
            places.setdefault(who, []).append(row)
    names = column(rows, "name")
    joined = (
        (_as_called(draft, who, [names[row] for row in several]), [rows.lines[r] for r in several])
        for who, several in places.items()
        if len(several) > 1
    )
    findings.tell(rows, joined, "people on several rows")


def _as_called(draft: Draft, who: str, names: Iterable[Cell]) -> str:
    name = draft.name_of(who)
    others = dict.fromkeys(excerpt(str(other)) for other in names if other and other != name)
    also = f", also as {in_words(others)}" if others else ""
    return f"{excerpt(name)} stands on several rows{also}; they are joined"


def _note_listings(draft: Draft, listed: Sequence[Listed]) -> None:
    """That these lists named somebody, unless they did so before."""
    before = draft.known.listed(draft.lists)
    named = dict.fromkeys(who for one in listed for who in one.who if who is not None)
    draft.listings += [Listing(draft.account, who) for who in named if who not in before]
