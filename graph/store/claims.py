"""What stores ask of a claim, each in its own way of keeping it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.fields import EXTERNAL_ID
from graph.log import FieldValue


def findable(fields: Mapping[str, FieldValue]) -> Iterator[tuple[str, str]]:
    """By what `find` finds an entity, folded, and as it was stated: ("email:dana@example.com",
    "Dana@example.com"), ("external_id:hr:x17", "hr:X17")."""
    for name in _findable(tuple(fields)):
        if isinstance(value := fields[name], str):
            stated = value if name == "email" else f"{name.removeprefix(EXTERNAL_ID)}:{value}"
            yield f"{name}:{value}".casefold(), stated


@lru_cache(1000)
def _findable(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name == "email" or name.startswith(EXTERNAL_ID))
