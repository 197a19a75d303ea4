"""What a store can keep, and fields as it keeps them."""

import json
from collections.abc import Iterable, Iterator, Mapping

from graph.errors import BadInput
from graph.log import FieldValue

_SHOWN = 60
_NUL_IN_JSON = "\\u0000"


def refuse_unstorable(*columns: Iterable[str | None]) -> None:
    """Raise BadInput where a text holds a NUL or half of a surrogate pair.

    A column is looked at as one text: one by one would be felt with a million of them.
    """
    for column in columns:
        texts = list(filter(None, column))
        if not _is_storable("".join(texts)):
            raise _unstorable(next(text for text in texts if not _is_storable(text)))


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _unstorable(text: str) -> BadInput:
    return BadInput(
        "A text holds a character that can't be kept, a NUL or half of a surrogate pair: "
        f"{text[:_SHOWN]!a}. Remove it and try again."
    )


def refuse_impossible(chances: Iterable[float | None]) -> None:
    """Raise BadInput where a probability isn't one."""
    for chance in chances:
        if chance is not None and not 0 <= chance <= 1:
            raise BadInput(f"The probability of a link is {chance}; give one between 0 and 1.")


def to_json(rows: Iterable[Mapping[str, FieldValue]]) -> list[str]:
    """Each mapping as JSON. Raises BadInput for what JSON or a store can't keep."""
    try:
        texts = list(map(_encode, rows))
    except ValueError as error:
        raise BadInput(f"A number that is not finite can't be kept: {error}.") from None
    refuse_unstorable(texts)
    for text in texts:
        if _NUL_IN_JSON in text:  # or a backslash before "u0000"
            fields = json.loads(text)
            refuse_unstorable(fields, words(fields))
    return texts


def _plain(value: object) -> dict[str, FieldValue]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"A field can't be a {type(value).__name__}.")


_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain
).encode


def words(fields: Mapping[str, FieldValue]) -> Iterator[str]:
    """All texts in some fields."""
    for value in fields.values():
        several = value if isinstance(value, list | tuple) else [value]
        yield from (one for one in several if isinstance(one, str))


def from_json(texts: Iterable[str]) -> list[dict[str, FieldValue]]:
    """The mappings back; a list comes back as a tuple."""
    joined = f"[{','.join(texts)}]"
    rows: list[dict[str, FieldValue]] = json.loads(joined)
    if joined.find("[", 1) < 0:
        return rows
    return [{name: _frozen(value) for name, value in row.items()} for row in rows]


def _frozen(value: FieldValue) -> FieldValue:
    return tuple(value) if isinstance(value, list) else value
