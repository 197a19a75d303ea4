"""Which column of a table feeds which of our fields, in which format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.rows.formats import (
    FORMATS,
    fields_in,
    file_of,
    has_field,
    lacking,
    recognise,
    undecided,
    unrecognised,
)
from graph.importers.rows.layouts.format import Format, fold
from graph.importers.rows.readers import READERS
from graph.importers.tables.grid import Table

COLLECTED = frozenset({"other_emails", "other_phones", "tags", "interests", "second_manager"})
"""Fields that many columns may feed."""

OVERFLOW = {"email": "other_emails", "phone": "other_phones"}
"""Where the second column of a field goes."""

NAMED, PREFERRED = 0, 1
"""Ranks of a field's columns: named by the user, under its first header; others follow."""

MOST_NEAR = 3
MOST_NAMED = 20
"""So many names are given where one was misspelt, and where one was needed."""

ALL_FIELDS = "`inroad import --fields` lists all fields"
MAP = '--map "{}={}"'
_FIELDS = {fold(name): name for readers in READERS.values() for name in readers} | {
    fold(name): name for one in FORMATS.values() for name in one.columns.values()
}


@dataclass(frozen=True, slots=True)
class Placed:
    """The columns, by index, that feed each field, and the fatal faults that stand in the way."""

    columns: Mapping[str, Sequence[int]]
    faults: tuple[Fault, ...] = ()


def named_columns(table: Table, mapping: Mapping[str, str]) -> tuple[dict[int, str], list[Fault]]:
    """The field of each column, by index, that a user named, however both are spelt."""
    named: dict[int, str] = {}
    faults = []
    places = {fold(header): index for index, header in enumerate(table.columns)}
    places |= {header: index for index, header in enumerate(table.columns)}
    for theirs, ours in mapping.items():
        column = places.get(theirs, places.get(fold(theirs)))
        field = _FIELDS.get(fold(ours))
        if column is None:
            message = f'--map names a column "{excerpt(theirs)}", which is not there'
            faults.append(_fatal(table, message, _nearest(theirs, table.columns)))
        elif field is None:
            message = f'--map names a field "{excerpt(ours)}", which there is not'
            faults.append(
                _fatal(table, message, _nearest(ours, list(_FIELDS.values()), ALL_FIELDS), column)
            )
        else:
            named[column] = field
    return named, faults


def choose(table: Table, name: str | None, named: Mapping[int, str]) -> Format | list[Fault]:
    """The format that is named, or the one that is recognised; else why there is none."""
    if name is not None:
        unknown = f'there is no format "{excerpt(name)}"'
        return FORMATS.get(name) or [_fatal(table, unknown, _nearest(name, list(FORMATS)))]
    fitting = recognise(table, named)
    if len(fitting) == 1:
        return fitting[0]
    return [undecided(table, fitting) if fitting else unrecognised(table, named)]


def place(table: Table, format_: Format, named: Mapping[int, str]) -> Placed:
    """Each field's column. What a user named goes first, then the header that a format prefers."""
    faults = _foreign_fields(table, format_, named)
    feeding: dict[str, list[int]] = {}
    for column, field in enumerate(fields_in(format_, table, named)):
        if field is not None:
            feeding.setdefault(field, []).append(column)
    for field, columns in list(feeding.items()):
        if len(columns) > 1 and field not in COLLECTED:
            ranks = _ranks(columns, field, table, format_, named)
            first, second, *others = sorted(columns, key=ranks.__getitem__)
            yields = fold(table.columns[second]) in format_.yielding
            unclear = format_.is_plain and not yields and _is_unclear(field, ranks[first])
            if ranks[second] == NAMED or unclear:
                faults.append(_two_columns(table, field, [first, second]))
            feeding[field] = [first]
            if field in OVERFLOW:
                feeding.setdefault(OVERFLOW[field], []).extend([second, *others])
    return Placed(feeding, (*faults, *_missing(table, format_, list(feeding))))


def _ranks(
    columns: Sequence[int], field: str, table: Table, format_: Format, named: Mapping[int, str]
) -> dict[int, int]:
    """How far down in preference each of a field's columns stands."""
    headers = [header for header, meant in format_.columns.items() if meant == field]
    return {
        column: NAMED if column in named else PREFERRED + headers.index(fold(table.columns[column]))
        for column in columns
    }


def _is_unclear(field: str, rank: int) -> bool:
    """Whether nothing says that the column of this rank is meant rather than another."""
    return rank > PREFERRED and field not in OVERFLOW


def _two_columns(table: Table, field: str, columns: Sequence[int]) -> Fault:
    first, second = (excerpt(table.columns[column]) for column in columns)
    message = f'the columns "{first}" and "{second}" both mean {field}'
    return _fatal(table, message, f"name the one that is meant: {MAP.format(first, field)}")


def _foreign_fields(table: Table, format_: Format, named: Mapping[int, str]) -> list[Fault]:
    known = list(READERS[format_.kind])
    return [
        _fatal(
            table,
            f'--map names a field "{excerpt(field)}", which {format_.name} don\'t have',
            _nearest(field, known, ALL_FIELDS),
            column,
        )
        for column, field in named.items()
        if not has_field(format_, field)
    ]


def _missing(table: Table, format_: Format, fields: Sequence[str]) -> list[Fault]:
    missing = lacking(format_, fields)
    if not missing:
        return []
    alternatives = in_words((in_words(sorted(needed)) for needed in format_.required), "or")
    message = f"{format_.name} need a column for {alternatives}"
    return [_fatal(table, message, f"say which it is: {MAP.format('Their column', missing[0])}")]


def _fatal(table: Table, message: str, mend: str, column: int | None = None) -> Fault:
    header = None if column is None else table.columns[column]
    return Fault(message, file_of(table), column=header, mend=mend, fatal=True)


def _nearest(wanted: str, choices: Sequence[str], all_: str | None = None) -> str:
    """A wish for the choice that is spelt most like it, or else for any of them. Of a long list
    several are offered, and `all_` says where it stands."""
    spelt = {fold(choice): choice for choice in choices}
    number = MOST_NEAR if all_ else 1
    close = [spelt[one] for one in get_close_matches(fold(wanted), spelt, n=number)]
    whole = f"; {all_}" if all_ else ""
    if close:
        return f"write {_quoted(close)} if that is meant{whole}"
    if all_:
        return all_
    return f"name one of {_quoted(choices)}"


def _quoted(choices: Sequence[str]) -> str:
    shown = [f'"{excerpt(choice)}"' for choice in choices[:MOST_NAMED]]
    if len(choices) > MOST_NAMED:
        shown.append(f"{len(choices) - MOST_NAMED:,} more")
    return in_words(shown, "or")
