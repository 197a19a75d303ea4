"""What is told of the invented account beyond its lists."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.example.lists import read
from graph.log import FieldValue
from graph.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one entity.

    `of` is a person's external id, and the name of anything else. In `fields`, `person` is
    an external id too, and `competitor` a name.
    """

    kind: EntityKind
    of: str
    fields: Mapping[str, FieldValue]
    said_by: str | None = None
    evidence: str | None = None
    valid_from: date | None = None
    opportunity: str | None = None


@dataclass(frozen=True, slots=True)
class ToldOfTouch:
    """What the list of touches can't hold: the touch of this day, colleague and first person."""

    on: date
    colleague: str
    person: str
    details: Mapping[str, FieldValue]


def facts() -> tuple[Told, ...]:
    """What `account.json` tells, in its order."""
    kinds = json.loads(read("account.json"))
    return tuple(
        Told(**{**one, "kind": EntityKind(kind), "valid_from": _day(one.get("valid_from"))})
        for kind, several in kinds.items()
        for one in several
    )


def touch_details() -> tuple[ToldOfTouch, ...]:
    """What `touch_details.json` tells."""
    told: list[dict[str, Any]] = json.loads(read("touch_details.json"))
    return tuple(ToldOfTouch(**{**one, "on": _day(one["on"])}) for one in told)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
