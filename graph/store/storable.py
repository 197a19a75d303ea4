"""What a store can keep, and how it becomes text."""

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
            lines = (line for text in texts for line in text.split("\n"))
            raise _unstorable(next(line for line in lines if not _is_storable(line)))


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _unstorable(line: str) -> BadInput:
    return BadInput(
        "A text holds a character that can't be kept, a NUL or half of a surrogate pair: "
        f"{line[:_SHOWN]!a}. Remove it and try again."
    )


def refuse_impossible(chances: Iterable[float | None]) -> None:
    """Raise BadInput where a probability isn't one."""
    for chance in chances:
        if chance is not None and not 0 <= chance <= 1:
            raise BadInput(f"The probability of a link is {chance}; give one between 0 and 1.")


def to_text(value: Mapping[str, object]) -> str:
    """Anything as JSON, mappings and enumerations among it. Raises BadInput for a number that
    isn't finite, a NUL or half of a surrogate pair."""
    try:
        text = _encode(value)
    except ValueError as error:
        raise BadInput(f"A number that is not finite can't be kept: {error}.") from None
    if _NUL_IN_JSON in text or not _is_storable(text):  # or a backslash before "u0000"
        refuse_unstorable(_texts(json.loads(text)))
    return text


def _texts(value: object) -> Iterator[str]:
    """All texts in what JSON holds, names of fields among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))


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
