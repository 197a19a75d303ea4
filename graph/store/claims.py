"""What stores ask of a claim, each in its own way of keeping it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.fields import EXTERNAL_ID
from graph.log import FieldValue, LinkClaim
from graph.vocabulary import UNDIRECTED, LinkKind

Pair = tuple[LinkKind, str, str]


def pair_of(link: LinkClaim) -> Pair:
    """A link's kind and its two ends, in one order where it has no direction."""
    source, target = link.source, link.target
    if link.kind in UNDIRECTED and target < source:
        source, target = target, source
    return link.kind, source, target


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
