"""How the cells of each of our columns are read, by kind of rows."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import partial

from graph.fields import FIELDS, TOUCH_DETAILS, Field, Value, visits
from graph.importers.addresses import read_named, read_one
from graph.importers.faults import excerpt, in_words
from graph.importers.rows.dates import is_no_day
from graph.importers.rows.model import RowKind
from graph.log import FieldValue
from graph.values import LONGEST_TEXT, day, number, term, terms, text, texts, yes_no
from graph.vocabulary import (
    BuyingRole,
    Channel,
    Direction,
    EntityKind,
    Intent,
    LinkKind,
    Outcome,
    Strength,
)

MIDNIGHT = time()
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
PARTED = re.compile("[;,]")
_BEHIND_A_DATE = re.compile(r"(?<=[T\s])\d{1,2}[:h]\d{2}.*")
_ISO_MOMENT = len("2026-01-31 14:30:00")
_OFFSET = re.compile(r"(?<=\d)\s*(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2}))\Z", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap]\.?m)?", re.IGNORECASE)


def _nothing(_cell: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` raises ValueError for a cell that it refuses; `instead` gives what then stands there,
    `done` says that in words, `mend` how to do better.
    """

    read: Callable[[str], Value | time]
    instead: Callable[[str], Value | None] = _nothing
    done: str = "left empty"
    mend: str | None = None


def decimal(cell: str) -> str:
    """A number with a point before its decimals, whichever way it is written.

    "1.234,50 €" → "1234.50", "USD 1,200" → "1200", "0,3" → "0.3". One comma before just three
    digits parts thousands, a single point is always the decimal point.
    """
    digits = re.sub(r"[\s'’]", "", cell).strip("$€£¥₹ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(",") < digits.rfind(".") else "."
    elif digits.count(".") > 1:
        thousands = "."
    else:
        thousands = "," if re.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+", digits) else ""
    return digits.replace(thousands, "").replace(",", ".")


def probability(cell: str) -> float:
    """Between 0 and 1, also where it is given in per cent."""
    if cell.endswith("%"):
        return number(decimal(cell[:-1]), most=100) / 100
    return number(decimal(cell), most=1)


def clock(cell: str) -> time:
    """A time of day: "14:30", "2:30 pm", "14h30"."""
    found = _TIME.match(cell)
    if found is None:
        raise ValueError(f"{cell!r} is not a time of day")
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if found[4]:
        hour = hour % 12 + 12 * (found[4].casefold()[0] == "p")
    return time(hour, minute, second)


def time_in(cell: str) -> time | None:
    """The time of day behind a date, None where there is none; midnight says nothing."""
    try:
        if len(cell) == _ISO_MOMENT and cell[13] == cell[16] == ":":
            read = time.fromisoformat(cell[11:])
        else:
            found = _BEHIND_A_DATE.search(cell)
            read = clock(found[0]) if found else MIDNIGHT
    except ValueError:
        return None
    return None if read == MIDNIGHT else read


def offset_in(cell: str) -> float | None:
    """How many minutes the zone of a time is ahead of UTC, None where no zone is given."""
    end = cell[-6:]
    if end.isascii() and end[-2:].isdigit() and "+" not in end and "-" not in end:
        return None
    found = _OFFSET.search(cell) if ":" in cell else None
    if found is None:
        return None
    if found[1]:
        return 0.0
    minutes = 60.0 * int(found[3]) + int(found[4])
    return -minutes if found[2] == "-" else minutes


def birthday(cell: str) -> str:
    """A birthday as it is written, with or without the year."""
    if is_no_day(cell):
        raise ValueError(f"{cell!r} is no day of the calendar")
    return text(cell)


def several_texts(cell: str) -> tuple[str, ...]:
    """Texts separated by ";"; most cells hold one."""
    return texts(cell) if ";" in cell else (text(cell),)


def addresses(cell: str) -> tuple[str, ...]:
    """E-mail addresses separated by ";"."""
    several = several_texts(cell)
    for one in several:
        if not _ADDRESS.fullmatch(one):
            raise ValueError(f"{one!r} is not an e-mail address")
    return several


def several_terms(cell: str, values: type[StrEnum]) -> tuple[str, ...]:
    """Terms separated by ";" or "," (no term holds one); ValueError names the first unknown."""
    parts = filter(None, (part.strip() for part in PARTED.split(cell)))
    return tuple(dict.fromkeys(named_term(part, values) for part in parts))


def known_terms(cell: str, values: type[StrEnum]) -> tuple[str, ...] | None:
    """Those of several terms that are in the set."""
    found: list[str] = []
    for part in PARTED.split(cell):
        with suppress(ValueError):
            found += terms(part, values)
    return tuple(dict.fromkeys(found)) or None


def _cut(cell: str) -> str:
    return cell.replace("\x00", "")[:LONGEST_TEXT]


def named_term(cell: str, values: type[StrEnum]) -> str:
    """The term that a cell names; ValueError says as what it isn't known."""
    try:
        return term(cell, values)
    except ValueError:
        raise ValueError(f'"{excerpt(cell)}" is not known as {_called(values)}') from None


def _called(values: type[StrEnum]) -> str:
    """A value set in words: "buying role"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", values.__name__).casefold()


def _written(values: type[StrEnum]) -> str:
    return f"write {in_words((one for one in values if one != 'unknown'), 'or')}"


def _one_of(values: type[StrEnum]) -> Reader:
    return Reader(partial(named_term, values=values), mend=_written(values))


def _several_of(values: type[StrEnum]) -> Reader:
    known = partial(known_terms, values=values)
    done = "what else the cell holds is kept"
    return Reader(partial(several_terms, values=values), known, done, _written(values))


TEXT = Reader(text, _cut, "kept up to there")
TEXTS = Reader(several_texts)
YES_NO = Reader(yes_no)
EMAIL = Reader(addresses, texts, "kept as it is")
DAY = Reader(day, mend="write it as 2026-01-31")
"""Read by `graph.importers.rows.days`, which knows in which order day and month stand."""
BIRTHDAY = Reader(birthday, mend="write it as 1980-01-31")
TIME = Reader(clock, mend="write it as 14:30")
NUMBER = Reader(lambda cell: number(decimal(cell)))
_BY_FUNCTION: Mapping[Callable[[FieldValue], Value], Reader] = {
    text: TEXT,
    texts: TEXTS,
    number: NUMBER,
    yes_no: YES_NO,
    day: DAY,
    visits: Reader(lambda cell: visits(cell.replace(",", ";"))),
}
_MERGED = {"merged_into", "same_human"}


def _reader(field: Field) -> Reader:
    """How the cells of one of the fields in `graph.fields` are read."""
    if not isinstance(field.read, partial):
        return _BY_FUNCTION[field.read]
    if field.read.func is number:
        return Reader(lambda cell: field.read(decimal(cell)))
    values: type[StrEnum] = field.read.keywords["values"]
    return _several_of(values) if field.read.func is terms else _one_of(values)


def _of_kind(kind: EntityKind) -> dict[str, Reader]:
    return {name: _reader(field) for name, field in FIELDS[kind].items() if name not in _MERGED}


def _texts_named(names: str) -> dict[str, Reader]:
    return dict.fromkeys(names.split(), TEXT)


_VALIDITY = {"valid_from": DAY, "valid_until": DAY}
_ROLE = {"buying_role": _several_of(BuyingRole), **_texts_named("external_id person")}

READERS: Mapping[RowKind, Mapping[str, Reader]] = {
    RowKind.PEOPLE: {
        **_of_kind(EntityKind.PERSON),
        **_texts_named("external_id reference middle_name company company_id"),
        **_texts_named("manager manager_id manager_email assistant referred_by"),
        "second_manager": TEXTS,
        "birthday": BIRTHDAY,
        "email": EMAIL,
        "phone": TEXTS,
        "other_phones": TEXTS,
        "tags": TEXTS,
    },
    RowKind.LINKS: {
        **_texts_named("from to evidence"),
        "kind": Reader(
            partial(named_term, values=LinkKind),
            lambda _cell: LinkKind.UNKNOWN,
            "taken as unknown",
            _written(LinkKind),
        ),
        "probability": Reader(probability, mend="give it as 0.3 or as 30 %"),
        "strength": _one_of(Strength),
        **_VALIDITY,
    },
    RowKind.TOUCHES: {
        **{name: _reader(field) for name, field in TOUCH_DETAILS.items()},
        **_texts_named("external_id reason note what_id company"),
        "date": DAY,
        "time": TIME,
        "colleague": TEXTS,
        "person": TEXTS,
        "channel": _one_of(Channel),
        "direction": _one_of(Direction),
        "intent": _one_of(Intent),
        "outcome": _one_of(Outcome),
    },
    RowKind.ACCOUNTS: {
        **_of_kind(EntityKind.ACCOUNT),
        **_texts_named("external_id reference parent_id"),
    },
    RowKind.OPPORTUNITIES: {
        **_of_kind(EntityKind.OPPORTUNITY),
        **_texts_named("external_id reference company company_id"),
        "is_closed": YES_NO,
        "is_won": YES_NO,
    },
    RowKind.ACCOUNT_ROLES: {
        **_ROLE,
        **_texts_named("company_id"),
        **_VALIDITY,
        "is_active": YES_NO,
        "is_direct": YES_NO,
    },
    RowKind.OPPORTUNITY_ROLES: {
        **_ROLE,
        **_texts_named("opportunity_id"),
        "is_primary": YES_NO,
    },
    RowKind.MAILS: {
        **_texts_named("external_id answers subject"),
        "date": DAY,
        "time": TIME,
        "sender": Reader(read_one, mend='name one, as in "Dana Reyes <dana@acme.example>"'),
        "recipients": Reader(read_named),
        "copied": Reader(read_named),
    },
}
"""Every field that a column can be mapped to, by kind of rows."""
