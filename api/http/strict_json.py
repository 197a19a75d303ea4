"""JSON as it is meant: UTF-8, each key once, finite numbers, whole characters, not too deep."""

import json
import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

MOST_DIGITS = 18
"""Of a whole number: each is exact in 64 bits, here as with whoever called."""

MOST_KEYS = 1_000
"""Of one object."""

MOST_VALUES = 200_000
"""In all: a megabyte of brackets costs little to send, and much to read."""

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[\[{]|[\]}]', re.DOTALL)


class NotStrict(ValueError):
    """What is wrong with a text, in one sentence that repeats none of it."""


def read(body: bytes, depth: int) -> Any:
    """The value of a JSON text. Raises NotStrict."""
    if sum(body.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise NotStrict(f"The body holds more than {MOST_VALUES:,} values.")
    _refuse_deep(body, depth)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotStrict(f"The body is not UTF-8 at byte {error.start}.") from None
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise NotStrict(f"The body is not JSON: see {place}.") from None
    _refuse_broken(value)
    return value


def _refuse_deep(body: bytes, most: int) -> None:
    """Before anything is built, so that depth costs nothing."""
    depth = 0
    for token in _TOKEN.finditer(body):
        sign = token[0][:1]
        if sign in b"[{":
            depth += 1
            if depth > most:
                raise NotStrict(f"Lists and objects stand more than {most} deep in one another.")
        elif sign in b"]}":
            depth -= 1


def _refuse_broken(value: object) -> None:
    for text in _texts(value):
        if "\0" in text:
            raise NotStrict("A text holds a NUL character.")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise NotStrict("A text holds half of a surrogate pair.") from None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _texts(one)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MOST_KEYS:
        raise NotStrict(f"An object holds more than {MOST_KEYS:,} keys.")
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrict("An object holds the same key twice.")
    return found


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise NotStrict(f"A whole number has more than {MOST_DIGITS} digits.")
    return int(digits)


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise NotStrict("A number is too large.")
    return number


def _no_constant(_: str) -> None:
    raise NotStrict("NaN and Infinity are no JSON numbers.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_int=_whole,
    parse_float=_number,
    parse_constant=_no_constant,
)
