"""Rows of people made ready to be matched: names without markers, seats without a holder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.identity import name_key
from graph.importers.matching.identities import LINKEDIN, Identity, external_key, linkedin_id
from graph.importers.matching.markers import Marker, read_markers
from graph.importers.names import is_vacant
from graph.importers.rows.columnar import cells, column
from graph.importers.rows.model import Rows
from graph.vocabulary import PersonStatus

MARKED = ("name", "title")


@dataclass(frozen=True, slots=True)
class Noticed:
    """What somebody typed into a name or title beside it."""

    row: int
    field: str
    typed: str
    marker: Marker


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Rows of people; `seats` are those that name nobody but a title."""

    rows: Rows
    noticed: Sequence[Noticed]
    seats: frozenset[int]


def clean(rows: Rows) -> Cleaned:
    """Take markers out of names and titles, and call a seat without a holder by its title."""
    bare, noticed = _without_markers(rows)
    names = cells(bare, *MARKED, "email", "external_id", "reference")
    seats = {
        row: title
        for row, (name, title, *others) in enumerate(names)
        if (is_vacant(name) if isinstance(name, str) else title and not any(others))
    }
    if not seats:
        return Cleaned(bare, noticed, frozenset())
    named, status = list(column(bare, "name")), list(column(bare, "status"))
    for row, title in seats.items():
        named[row] = title
        status[row] = status[row] or PersonStatus.PLACEHOLDER
    columns = {**bare.columns, "name": named, "status": status}
    return Cleaned(replace(bare, columns=columns), noticed, frozenset(seats))


def _without_markers(rows: Rows) -> tuple[Rows, list[Noticed]]:
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


def read_identities(rows: Rows) -> Iterator[Identity]:
    """By what the person of each row is known."""
    for id_, url, email, others, name in cells(
        rows, "external_id", "url", "email", "other_emails", "name"
    ):
        profile = linkedin_id(url) if isinstance(url, str) else None
        ids = ((rows.system, id_), (LINKEDIN, profile))
        emails = (email, *others) if isinstance(others, tuple) else (email,)
        called = name_key(name) if isinstance(name, str) else ""
        yield Identity(
            tuple(external_key(system, str(one)) for system, one in ids if one),
            tuple(str(one).casefold() for one in emails if one),
            (called,) if called else (),
        )
