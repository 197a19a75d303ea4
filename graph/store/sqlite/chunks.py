"""Claims as the file keeps them: some hundreds together, column by column, as one JSON text.

    {"count": 2, "same": {"channel": "call"}, "lines": {"key": "k1\\nk2"}, "each": {"at": […]}}

A column that is the same in all claims stands once, and not at all where it is what a claim has
by default; one of texts stands as lines, which takes a tenth of the time of a list. Hence what
a hand writes is short, half a million touches are a thousand rows, and a field that claims get
one day needs no new file.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import chain, repeat
from typing import Any, Generic

from graph.log import C, Entity, FieldValue, InColumns, LinkClaim, Listing, Statement, TouchClaim
from graph.store.storable import to_text
from graph.vocabulary import Channel, Direction, EntityKind, Intent, LinkKind, Outcome, Strength

TOGETHER = 500
"""So many claims at most stand in one chunk."""

Column = Sequence[Any]
Turn = Callable[[Column], Iterable[Any]]

_REMEMBERED = 10_000
"""Days come again and again: each is turned once."""

_SEAL_BYTES = 16
_NO_DEFAULT = object()


@dataclass(frozen=True, slots=True, eq=False)
class Kind(Generic[C]):
    """Claims of one kind: what it is called in the file, and which columns are turned on the
    way there (`written`) and back (`read`); the others are kept as they are."""

    name: str
    claim: type[C]
    written: Mapping[str, Turn] = field(default_factory=dict)
    read: Mapping[str, Turn] = field(default_factory=dict)

    def to_text(self, claims: Sequence[C]) -> str:
        """Claims of one account as a text. Raises BadInput for what can't be kept."""
        same: dict[str, object] = {}
        lines: dict[str, str] = {}
        each: dict[str, Column] = {}
        for name, column in zip(self.claim._fields, columns_of(claims), strict=True):
            turn = self.written.get(name, list)
            if _is_uniform(column):
                if name != "account" and column[0] != self._default(name):
                    (same[name],) = turn(column[:1])
            elif (text := _as_lines(turned := list(turn(column)))) is not None:
                lines[name] = text
            else:
                each[name] = turned
        return to_text({"count": len(claims), "same": same, "lines": lines, "each": each})

    def from_text(self, account: str, text: str) -> Iterator[C]:
        """The claims back. Raises ValueError, KeyError or TypeError where the text holds none."""
        held = json.loads(text)
        columns = (self._column(name, account, held) for name in self.claim._fields)
        return map(partial(tuple.__new__, self.claim), zip(*columns, strict=True))

    def _column(self, name: str, account: str, held: Mapping[str, Any]) -> Iterable[Any]:
        turn = self.read.get(name, list)
        if name in held["each"]:
            return turn(held["each"][name])
        if name in held["lines"]:
            return turn(held["lines"][name].split("\n"))
        if name in held["same"]:
            (one,) = turn([held["same"][name]])
        else:
            one = account if name == "account" else self.claim._field_defaults[name]
        return repeat(one, held["count"])

    def _default(self, name: str) -> object:
        return self.claim._field_defaults.get(name, _NO_DEFAULT)


def _is_uniform(column: Column) -> bool:
    """Whether all are one value; of numbers and fields that isn't asked, as 1 equals True."""
    first = column[0]
    if first is not None and not isinstance(first, str | bool | tuple | date | time):
        return len(column) == 1
    return first == column[-1] and column.count(first) == len(column)


def _as_lines(column: Column) -> str | None:
    """The texts of a column as lines, None where it holds other than texts or line breaks."""
    try:
        text = "\n".join(column)
    except TypeError:
        return None
    return text if text.count("\n") == len(column) - 1 else None


def _each(turn: Callable[[Any], Any]) -> Turn:
    return partial(map, lru_cache(_REMEMBERED)(turn))


def _optional(turn: Callable[[Any], Any]) -> Turn:
    return _each(lambda value: None if value is None else turn(value))


def _ids_written(column: Column) -> Iterable[Any]:
    """Ids alone where there is one each, as nearly always."""
    return chain.from_iterable(column) if set(map(len, column)) == {1} else column


def _ids_read(column: Column) -> Iterable[tuple[str, ...]]:
    return zip(column, strict=True) if isinstance(column[0], str) else map(tuple, column)


def _fields_read(column: Column) -> Iterable[dict[str, FieldValue] | None]:
    """A list comes back as a tuple."""
    return (
        row
        if row is None or list not in map(type, row.values())
        else {name: tuple(one) if isinstance(one, list) else one for name, one in row.items()}
        for row in column
    )


_DAYS_WRITTEN = _optional(date.isoformat)  # of a moment, too, only the day
_DAYS_READ = _optional(date.fromisoformat)
_WITHIN_WRITTEN = {"valid_from": _DAYS_WRITTEN, "valid_until": _DAYS_WRITTEN}
_WITHIN_READ = {"valid_from": _DAYS_READ, "valid_until": _DAYS_READ}

ENTITIES = Kind("entity", Entity, read={"kind": _each(EntityKind)})
STATEMENTS = Kind("statement", Statement, _WITHIN_WRITTEN, {"fields": _fields_read, **_WITHIN_READ})
LINKS = Kind(
    "link",
    LinkClaim,
    _WITHIN_WRITTEN,
    {"kind": _each(LinkKind), "strength": _each(Strength), **_WITHIN_READ},
)
TOUCHES = Kind(
    "touch",
    TouchClaim,
    {
        "on": _DAYS_WRITTEN,
        "at": _optional(time.isoformat),
        "colleagues": _ids_written,
        "people": _ids_written,
    },
    {
        "on": _DAYS_READ,
        "at": _optional(time.fromisoformat),
        "colleagues": _ids_read,
        "people": _ids_read,
        "channel": _each(Channel),
        "direction": _each(Direction),
        "intent": _each(Intent),
        "outcome": _each(Outcome),
        "details": _fields_read,
    },
)
LISTINGS = Kind("listing", Listing)
ACCOUNTS = Kind("account", Entity, read=ENTITIES.read)
SAID_OF_ACCOUNTS = Kind("said of account", Statement, STATEMENTS.written, STATEMENTS.read)
"""Copies of what is about an account itself, so that all accounts are listed without reading
what is in them."""


def columns_of(claims: Sequence[C]) -> Iterable[Column]:
    """Claims, of which there are some, as columns."""
    return claims.columns if isinstance(claims, InColumns) else zip(*claims, strict=True)


def parts(claims: Sequence[C]) -> Iterator[Sequence[C]]:
    """The claims in as many parts as they take chunks."""
    return (claims[start : start + TOGETHER] for start in range(0, len(claims), TOGETHER))


def seal(*parts: object) -> bytes:
    """What tells that not a bit of some texts, numbers and seals has changed."""
    hashed = blake2b(digest_size=_SEAL_BYTES)
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        hashed.update(b"%d:" % len(data))
        hashed.update(data)
    return hashed.digest()
