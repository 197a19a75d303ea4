"""Which claims stand, for those who look at the graph itself: without a day and without a viewer.

A touch stands where no later claim has its key; a link, of those of one account, kind and pair,
where its origin is the best and it is the latest; a field where nothing private, nothing meant for
one opportunity and nothing with an end says it, by the same order. What was withdrawn doesn't
stand. `graph.resolve` alone says what holds on a day.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from graph.fields import Value, field_of
from graph.log import AMONG, TRUST, FieldValue
from graph.store.neo4j.names import Label, Tie
from graph.vocabulary import EntityKind, LinkKind, Origin

_LONGEST_NAME = 100

Weight = tuple[int, int, date, int]


def weight(origin: str, batch: int, valid_from: date | None, seq: int) -> Weight:
    """Of two claims of the same the heavier one stands."""
    return TRUST[Origin(origin)], batch, valid_from or date.min, seq


def label_of(key: str, private: bool, stands: bool) -> Label:
    """What a touch is called; a private one never stands among the others."""
    if private:
        return Label.PRIVATE_TOUCH
    if not stands:
        return Label.EARLIER_TOUCH
    return Label.EVENT if key.startswith(AMONG) else Label.TOUCH


def type_of(kind: LinkKind, stands: bool) -> LinkKind | Tie:
    """What a link is called."""
    return kind if stands else Tie.EARLIER_LINK


class Said(NamedTuple):
    """What was openly said of an entity, and how much that weighs."""

    weight: Weight
    fields: Mapping[str, FieldValue]


def properties(kinds: Sequence[EntityKind], said: Iterable[Said]) -> dict[str, object]:
    """The fields of an entity as they stand, dates as dates; those that its kind doesn't have
    are left out. A person who has no name is called by their first and last one."""
    stated: dict[str, FieldValue] = {}
    for one in sorted(said, key=lambda one: one.weight):
        stated |= one.fields
    known = {
        name: value
        for name, raw in stated.items()
        for kind in kinds[-1:]
        if len(name) <= _LONGEST_NAME and (value := _readable(kind, name, raw)) is not None
    }
    parts = [str(known[name]) for name in ("first_name", "last_name") if name in known]
    if parts and "name" not in known:
        known["name"] = " ".join(parts)
    return known


def _readable(kind: EntityKind, name: str, raw: FieldValue) -> object:
    """A value that a property can have, None where it is none."""
    if raw is None:
        return None
    try:
        value: Value = field_of(kind, name).read(raw)
    except (KeyError, ValueError):
        return None
    return list(value) if isinstance(value, tuple) else value
