"""What the rows of each kind have in common, whichever format they came in: a name is made of its
parts, several e-mails in one cell become one and others, rows that name nobody are left out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import chain

from graph.importers.coded_columns import each
from graph.importers.faults import Fault, in_words, others
from graph.importers.names import is_east_asian
from graph.importers.rows.days import TIME_OF_DATE, ZONE_OF_DATE
from graph.importers.rows.model import Cell, RowKind, Rows
from graph.importers.rows.selecting import leave_out
from graph.importers.rows.turning import turn_names
from graph.vocabulary import LinkKind

NAME_PARTS = ("first_name", "middle_name", "last_name")
EXTERNAL_ID = "external_id"
"""What `manager_by` says where the manager is given by an id in the same system."""

_NAMING: Mapping[RowKind, tuple[tuple[str, ...], ...]] = {
    RowKind.PEOPLE: (("external_id", "reference", "name", "email", "title"),),
    RowKind.LINKS: (("from",), ("to",)),
    RowKind.TOUCHES: (("date",), ("person",)),
    RowKind.ACCOUNTS: (("external_id", "reference", "name"),),
    RowKind.OPPORTUNITIES: (("external_id", "reference", "name"),),
    RowKind.ACCOUNT_ROLES: (("person",), ("company_id",)),
    RowKind.OPPORTUNITY_ROLES: (("person",), ("opportunity_id",)),
    RowKind.MAILS: (("sender",), ("recipients", "copied"), ("date",)),
}
"""Of each group of fields a row needs at least one."""

_CALLED = {
    "external_id": "id",
    "email": "e-mail",
    "from": '"from"',
    "to": '"to"',
    "company_id": "id of the company",
    "opportunity_id": "id of the opportunity",
    "recipients": "recipient",
    "copied": "copied one",
}
"""What a message calls these fields."""


def complete(rows: Rows) -> Rows:
    """The rows with what follows from their own columns."""
    finish = _COMPLETE.get(rows.kind)
    return finish(rows) if finish else rows


def without_nameless(rows: Rows) -> Rows:
    """The rows without those that don't say whom or what they are about."""
    for group in _NAMING[rows.kind]:
        filled = [rows.columns[name] for name in group if name in rows.columns]
        if any(map(all, filled)):
            continue
        lacking = [r for r, cells in enumerate(zip(*filled, strict=True)) if not any(cells)]
        needed = in_words((_CALLED.get(name, name) for name in group if name != "reference"), "or")
        rows = leave_out(rows, lacking, f"as there is no {needed}")
    return rows


def _people(rows: Rows) -> Rows:
    columns = dict(rows.columns)
    _make_names(columns, len(rows.lines))
    _tidy_names(columns)
    _part_first(columns, "email", "other_emails")
    _part_first(columns, "phone", "other_phones")
    _join_managers(columns)
    return _with_ids_told(turn_names(replace(rows, columns=columns)))


def _with_ids_told(rows: Rows) -> Rows:
    """The rows, with a fault that tells who is known by an id alone in a list with names."""
    names, emails, ids = (
        rows.columns.get(one, [None] * len(rows.lines)) for one in ("name", "email", EXTERNAL_ID)
    )
    cells = zip(rows.lines, names, emails, ids, strict=True)
    bare = [line for line, name, email, id_ in cells if id_ and not (name or email)]
    if not bare or not any(names):
        return rows
    message = f"no name and no e-mail; known by the id alone{others(bare)}"
    mend = "fill in the name; if the seat's holder isn't known, write TBD"
    return replace(rows, faults=(*rows.faults, Fault(message, rows.file, bare[0], mend=mend)))


def _make_names(columns: dict[str, Sequence[Cell]], count: int) -> None:
    """A name made of its parts where none is given."""
    _split_names(columns)
    parts = [columns[part] for part in NAME_PARTS if part in columns]
    columns.pop("middle_name", None)
    if not parts:
        return
    made = [_spoken([str(part) for part in all_ if part]) for all_ in zip(*parts, strict=True)]
    given = columns.get("name", [None] * count)
    columns["name"] = [name or other or None for name, other in zip(given, made, strict=True)]


def _spoken(parts: Sequence[str]) -> str:
    """A name of its parts; one wholly in Chinese, Japanese or Korean begins with the family's, and
    has no spaces."""
    return "".join(reversed(parts)) if is_east_asian("".join(parts)) else " ".join(parts)


def _tidy_names(columns: dict[str, Sequence[Cell]]) -> None:
    """Names with single spaces."""
    if "name" in columns:
        columns["name"] = each(lambda name: name and " ".join(str(name).split()), columns["name"])


def _split_names(columns: dict[str, Sequence[Cell]]) -> None:
    """Beside one part of the name a column "Name" holds the other, unless it has both: in German
    beside "Vorname" the surname, in Spanish beside "Apellidos" the first name."""
    lacking = [part for part in ("first_name", "last_name") if part not in columns]
    if "name" not in columns or len(lacking) != 1:
        return
    other = "last_name" if lacking == ["first_name"] else "first_name"
    rows = [
        (str(name).casefold(), str(part).casefold())
        for name, part in zip(columns["name"], columns[other], strict=True)
        if name and part
    ]
    whole = sum(part in name for name, part in rows)
    if rows and whole < len(rows) / 2:
        columns[lacking[0]] = columns.pop("name")


def _part_first(columns: dict[str, Sequence[Cell]], one: str, others: str) -> None:
    """Of several values the first stays, and the others join those of another column."""
    given = [columns[name] for name in (one, others) if name in columns]
    if not given:
        return
    several = each(_united, list(zip(*given, strict=True)))
    columns[one] = several.each(lambda values: values[0] if values else None)
    columns.pop(others, None)
    if any(len(values) > 1 for values in several.values):
        columns[others] = several.each(lambda values: values[1:] or None)


def _united(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(map(_tuple, cells))))


def _tuple(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else ()


def _join_managers(columns: dict[str, Sequence[Cell]]) -> None:
    """A manager's id goes before their e-mail, that before their name; `manager_by` tells an id."""
    fields = ("manager_id", "manager_email", "manager")
    ids, emails, names = (columns.pop(field, None) for field in fields)
    given = [cells for cells in (ids, emails, names) if cells is not None]
    if given:
        rows = zip(*given, strict=True)
        columns["manager"] = [next(filter(None, said), None) for said in rows]
        columns["manager_by"] = [
            EXTERNAL_ID if id_ else None for id_ in ids or [None] * len(given[0])
        ]


def _links(rows: Rows) -> Rows:
    """A link of no kind is one of influence."""
    kinds = rows.columns.get("kind", [None] * len(rows.lines))
    given = [kind or LinkKind.INFLUENCES for kind in kinds]
    return replace(rows, columns={**rows.columns, "kind": given})


def _touches(rows: Rows) -> Rows:
    """The time of day: of its own column, else what stood with the date."""
    columns = dict(rows.columns)
    columns.pop(ZONE_OF_DATE, None)
    with_date = columns.pop(TIME_OF_DATE, None)
    own = columns.get("time", with_date)
    if own is None or with_date is None:
        return rows
    columns["time"] = [a if isinstance(a, time) else b for a, b in zip(own, with_date, strict=True)]
    return replace(rows, columns=columns)


def _mails(rows: Rows) -> Rows:
    """Days and times in UTC where a zone is given; the time of day where it was sent is kept."""
    zones = rows.columns.get(ZONE_OF_DATE)
    timed = _touches(rows)
    times = timed.columns.get("time")
    if zones is None or times is None:
        return timed
    days = timed.columns["date"]
    moved = [in_utc(*told) for told in zip(days, times, zones, strict=True)]
    names = ("date", "time", "local_time")
    return replace(
        timed, columns={**timed.columns, **dict(zip(names, zip(*moved, strict=True), strict=True))}
    )


def in_utc(day: Cell, at: Cell, minutes: Cell) -> tuple[Cell, Cell, Cell]:
    """A day and time in UTC, and the time of day as it was with its zone, where that differs."""
    if not (isinstance(day, date) and isinstance(at, time) and isinstance(minutes, float)):
        return day, at, None
    if not minutes:
        return day, at, None
    ahead = timedelta(minutes=minutes)
    try:
        there = datetime.combine(day, at, timezone(ahead))
        moment = there.astimezone(UTC)
    except (ValueError, OverflowError):
        return day, at, None
    return moment.date(), moment.time(), there.strftime("%H:%M%z")


_COMPLETE: Mapping[RowKind, Callable[[Rows], Rows]] = {
    RowKind.PEOPLE: _people,
    RowKind.LINKS: _links,
    RowKind.TOUCHES: _touches,
    RowKind.MAILS: _mails,
}
