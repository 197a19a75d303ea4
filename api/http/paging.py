"""Long lists a page at a time: a cursor says after which key the next page starts.

Nothing is skipped or shown twice when others write meanwhile, as numbered pages would.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from api.http.problems import Problem

T = TypeVar("T")
Key = tuple[Any, ...]
"""By what things are in order: unique, of JSON values that compare with one another."""


class Asked(Protocol):
    """Which page, and in which order: "-" in front of it means backwards."""

    @property
    def limit(self) -> int: ...

    @property
    def cursor(self) -> str | None: ...

    @property
    def sort(self) -> str: ...


def page(
    things: Sequence[T], key: Callable[[T], Key], asked: Asked
) -> tuple[Sequence[T], str | None]:
    """The things after the cursor, and the next cursor.

    Raises a problem (400) for a cursor of another list.
    """
    order, cursor, limit = asked.sort, asked.cursor, asked.limit
    backwards = order.startswith("-")
    ordered = sorted(things, key=key, reverse=backwards)
    if cursor is not None:
        last = _decoded(cursor, order)
        try:
            ordered = [
                one for one in ordered if (key(one) < last if backwards else key(one) > last)
            ]
        except TypeError:
            raise _foreign() from None
    shown = ordered[:limit]
    more = len(ordered) > limit
    return shown, _encoded(order, key(shown[-1])) if more else None


def _encoded(order: str, key: Key) -> str:
    text = json.dumps([order, *key], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decoded(cursor: str, order: str) -> Key:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        read = json.loads(urlsafe_b64decode(padded.encode("ascii")).decode())
    except (ValueError, Error, RecursionError):
        raise _foreign() from None
    if not isinstance(read, list) or not read or read[0] != order:
        raise _foreign()
    return tuple(read[1:])


def _foreign() -> Problem:
    return Problem(400, "The cursor isn't of this list in this order. Start without one.")


def page_json(items: Sequence[Mapping[str, Any]], following: str | None) -> dict[str, Any]:
    """A page as JSON; `next` is null on the last one."""
    return {"items": items, "next": following}
