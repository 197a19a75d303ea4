"""Every format we know, and which of them a table is."""

from collections.abc import Mapping, Sequence

from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.rows.layouts import (
    google,
    hubspot,
    kumu,
    linkedin,
    outlook,
    plain,
    salesforce,
    vcard,
)
from graph.importers.rows.layouts.format import Format, fold
from graph.importers.rows.readers import READERS
from graph.importers.rows.unread_names import columns_of_names, options_for
from graph.importers.tables.grid import Table

_MODULES = (salesforce, hubspot, linkedin, google, outlook, kumu, vcard, plain)
FORMATS: Mapping[str, Format] = {one.name: one for module in _MODULES for one in module.FORMATS}

NEAREST = 3
"""So many formats are named where none fits."""

SHOWN_COLUMNS = 12
NO_MAPPING: Mapping[int, str] = {}


def recognise(table: Table, mapped: Mapping[int, str] = NO_MAPPING) -> tuple[Format, ...]:
    """The formats that fit a table best: one where it is clear, several where they fit alike, none
    where nothing does. `mapped` gives the field of columns, by index, that a user named.

    What a tool puts out goes before a plain list; then whichever knows more of the columns.
    """
    ranks = {name: _rank(one, table, mapped) for name, one in FORMATS.items()}
    best = max(filter(None, ranks.values()), default=None)
    return tuple(FORMATS[name] for name, rank in ranks.items() if rank and rank == best)


def known_columns(table: Table, mapped: Mapping[int, str] = NO_MAPPING) -> int:
    """How many columns the formats know that fit a table best, 0 where none fits."""
    fitting = recognise(table, mapped)
    fields = (fields_in(one, table, mapped) for one in fitting)
    return max((sum(field is not None for field in some) for some in fields), default=0)


def field_of(format_: Format, header: str) -> str | None:
    """What a column is to us in this format."""
    return format_.columns.get(fold(header))


def has_field(format_: Format, field: str) -> bool:
    """Whether a column can be mapped to the field."""
    return field in READERS[format_.kind] or field in format_.columns.values()


def fields_in(format_: Format, table: Table, mapped: Mapping[int, str]) -> list[str | None]:
    """The field of each column, None for those that have none in this format."""
    meant = [
        mapped.get(index) or field_of(format_, header) for index, header in enumerate(table.columns)
    ]
    return [field if field and has_field(format_, field) else None for field in meant]


def lacking(format_: Format, fields: Sequence[str | None]) -> tuple[str, ...]:
    """The fields that are missing: of the alternatives that would be enough, the nearest one's."""
    there = set(fields)
    return min((tuple(sorted(needed - there)) for needed in format_.required), key=len)


def file_of(table: Table) -> str:
    """The file that a table stands in, with its sheet, as faults name it."""
    return f"{table.name} ({table.sheet})" if table.sheet else table.name


def unrecognised(table: Table, mapped: Mapping[int, str]) -> Fault:
    """That no format fits: what was seen, what it is nearest to, and how to name it."""
    shown = [f'"{excerpt(header)}"' for header in table.columns[:SHOWN_COLUMNS]]
    if len(table.columns) > SHOWN_COLUMNS:
        shown.append(f"{len(table.columns) - SHOWN_COLUMNS} more")
    message = f"no format is known with the column{'s' if shown[1:] else ''} {in_words(shown)}"
    nearest = _nearest(table, mapped)
    if nearest:
        message += f"; nearest {'is' if len(nearest) == 1 else 'are'} {in_words(nearest.values())}"
    name = next(iter(nearest), "people")
    mend = f'name it (--format {name}) and its columns (--map "Their column=our field")'
    columns = columns_of_names(table)
    if columns and name == "people":
        mend = f"name it and its columns, for people: --format people {options_for(columns)}"
    if not nearest:
        mend = f"if the columns have no names yet, put them above, such as name, title; else {mend}"
    return Fault(message, file_of(table), mend=mend, fatal=True)


def undecided(table: Table, formats: Sequence[Format]) -> Fault:
    """That several formats fit alike."""
    names = in_words((one.name for one in formats), "or")
    mend = f"name it: --format {formats[0].name}"
    return Fault(f"this may be {names}", file_of(table), mend=mend, fatal=True)


def _rank(format_: Format, table: Table, mapped: Mapping[int, str]) -> tuple[bool, int] | None:
    """How well a format fits, or None where it doesn't."""
    fields = fields_in(format_, table, mapped)
    known = sum(field is not None for field in fields)
    if lacking(format_, fields) or _marks(format_, table) < format_.least_marks:
        return None
    if format_.is_plain and known < 2 < len(fields):
        return None
    return not format_.is_plain, known


def _marks(format_: Format, table: Table) -> int:
    headers = {*table.columns, *map(fold, table.columns)}
    return len(format_.marks & headers)


def _nearest(table: Table, mapped: Mapping[int, str]) -> dict[str, str]:
    """The formats that know some of the columns, by name, with what they miss."""
    found = []
    for one in FORMATS.values():
        fields = fields_in(one, table, mapped)
        known = sum(field is not None for field in fields)
        if known:
            rank = (len(lacking(one, fields)), not one.is_plain, -known)
            found.append((rank, one.name, _with_lack(one, fields)))
    return {name: words for _, name, words in sorted(found)[:NEAREST]}


def _with_lack(format_: Format, fields: Sequence[str | None]) -> str:
    missing = lacking(format_, fields)
    if missing:
        return f"{format_.name} (without {in_words(missing)})"
    known = in_words(dict.fromkeys(field for field in fields if field))
    return f"{format_.name} (of which there is only {known})"
