"""Which column of a table feeds which of our fields, in which format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.formats import (
    FORMATS,
    fields_in,
    has_field,
    lacking,
    recognise,
    undecided,
    unrecognised,
)
from graph.importers.layouts.format import Format, fold
from graph.importers.readers import READERS
from graph.importers.tables import Table

COLLECTED = frozenset({"other_emails", "other_phones", "tags", "interests", "second_manager"})
"""Fields that many columns may feed."""

OVERFLOW = {"email": "other_emails", "phone": "other_phones"}
"""Where the second column of a field goes."""

MAP = '--map "{}={}"'
_FIELDS = {fold(name): name for readers in READERS.values() for name in readers} | {
    fold(name): name for one in FORMATS.values() for name in one.columns.values()
}


@dataclass(frozen=True, slots=True)
class Placed:
    """The columns, by index, that feed each field, and the fatal faults that stand in the way."""

    columns: Mapping[str, Sequence[int]]
    faults: tuple[Fault, ...] = ()


def named_columns(
    table: Table, mapping: Mapping[str, str], file: str
) -> tuple[dict[int, str], list[Fault]]:
    """The field of each column, by index, that a user named, however both are spelt."""
    named: dict[int, str] = {}
    faults = []
    places = {fold(header): index for index, header in enumerate(table.columns)}
    places |= {header: index for index, header in enumerate(table.columns)}
    for theirs, ours in mapping.items():
        place = places.get(theirs, places.get(fold(theirs)))
        field = _FIELDS.get(fold(ours))
        if place is None:
            message = f'--map names a column "{excerpt(theirs)}", which is not there'
            faults.append(Fault(message, file, mend=_nearest(theirs, table.columns), fatal=True))
        elif field is None:
            message = f'--map names a field "{excerpt(ours)}", which there is not'
            mend = _nearest(ours, list(_FIELDS.values()))
            faults.append(Fault(message, file, column=table.columns[place], mend=mend, fatal=True))
        else:
            named[place] = field
    return named, faults


def choose(
    table: Table, name: str | None, named: Mapping[int, str], file: str
) -> Format | list[Fault]:
    """The format that is named, or the one that is recognised; else why there is none."""
    if name is not None:
        if name in FORMATS:
            return FORMATS[name]
        message = f'there is no format "{excerpt(name)}"'
        return [Fault(message, file, mend=_nearest(name, list(FORMATS)), fatal=True)]
    fitting = recognise(table, named)
    if len(fitting) == 1:
        return fitting[0]
    return [undecided(fitting, file) if fitting else unrecognised(table, named, file)]


def place(table: Table, format_: Format, named: Mapping[int, str], file: str) -> Placed:
    """Each field's column. What a user named goes first, then the header that a format prefers."""
    faults = _unknown_fields(table, format_, named, file)
    feeding: dict[str, list[int]] = {}
    for index, field in enumerate(fields_in(format_, table, named)):
        if field is not None:
            feeding.setdefault(field, []).append(index)
    for field, columns in list(feeding.items()):
        if field in COLLECTED or len(columns) == 1:
            continue
        first, *others = sorted(columns, key=lambda c: _preference(c, field, table, format_, named))
        if _is_unclear(first, others, table, format_, named):
            faults.append(_two_columns(field, [first, *others], table, file))
        feeding[field] = [first]
        if field in OVERFLOW:
            feeding.setdefault(OVERFLOW[field], []).extend(others)
    faults += _missing(format_, list(feeding), file)
    return Placed(feeding, tuple(faults))


def _preference(
    column: int, field: str, table: Table, format_: Format, named: Mapping[int, str]
) -> tuple[bool, int]:
    headers = [header for header, meant in format_.columns.items() if meant == field]
    header = fold(table.columns[column])
    return column not in named, headers.index(header) if header in headers else len(headers)


def _is_unclear(
    first: int, others: Sequence[int], table: Table, format_: Format, named: Mapping[int, str]
) -> bool:
    """Whether nothing says which of a field's columns is meant."""
    if first in named:
        return others[0] in named
    header = fold(table.columns[first])
    field = format_.columns[header]
    preferred = next(header for header, meant in format_.columns.items() if meant == field)
    return format_.is_plain and header != preferred and field not in OVERFLOW


def _two_columns(field: str, columns: Sequence[int], table: Table, file: str) -> Fault:
    headers = [table.columns[column] for column in columns]
    shown = in_words(f'"{excerpt(header)}"' for header in headers)
    mend = f"name the one that is meant: {MAP.format(excerpt(headers[0]), field)}"
    return Fault(f"the columns {shown} both mean {field}", file, mend=mend, fatal=True)


def _unknown_fields(
    table: Table, format_: Format, named: Mapping[int, str], file: str
) -> list[Fault]:
    known = list(READERS[format_.kind])
    return [
        Fault(
            f'--map names a field "{excerpt(field)}", which {format_.name} don\'t have',
            file,
            column=table.columns[column],
            mend=_nearest(field, known),
            fatal=True,
        )
        for column, field in named.items()
        if not has_field(format_, field)
    ]


def _missing(format_: Format, fields: Sequence[str], file: str) -> list[Fault]:
    missing = lacking(format_, fields)
    if not missing:
        return []
    alternatives = in_words((in_words(sorted(needed)) for needed in format_.required), "or")
    message = f"{format_.name} need a column for {alternatives}"
    mend = f"say which it is: {MAP.format('Their column', missing[0])}"
    return [Fault(message, file, mend=mend, fatal=True)]


def _nearest(wanted: str, choices: Sequence[str]) -> str:
    close = get_close_matches(wanted, choices, n=1) or get_close_matches(
        fold(wanted), [fold(choice) for choice in choices], n=1
    )
    if close:
        spelt = next(one for one in choices if close[0] in (one, fold(one)))
        return f'write "{excerpt(spelt)}" if that is meant'
    listed = in_words((f'"{excerpt(choice)}"' for choice in choices), "or")
    return f"name one of {listed}"
