"""What is told of the invented account beyond its lists."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.example.lists import read
from graph.log import FieldValue
from graph.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one entity.

    `of` is a person's external id, and the name of anything else. In `fields`, `person` is
    an external id too, and `competitor`, `brainstorm` and `idea` are names.
    """

    kind: EntityKind
    of: str
    fields: Mapping[str, FieldValue]
    said_by: str | None = None
    evidence: str | None = None
    valid_from: date | None = None
    opportunity: str | None = None


def facts() -> tuple[Told, ...]:
    """What `account.json` tells, in its order."""
    kinds = json.loads(read("account.json"))
    return tuple(
        Told(**{**one, "kind": EntityKind(kind), "valid_from": _day(one.get("valid_from"))})
        for kind, several in kinds.items()
        for one in several
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
