"""What `account.json` tells of the invented account beyond its lists."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files as resources

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
    said_by: str | None
    evidence: str | None
    valid_from: date | None
    opportunity: str | None


def facts() -> tuple[Told, ...]:
    """All that the file tells, in its order."""
    text = resources(__package__ or "graph.example").joinpath("account.json").read_text("utf-8")
    return tuple(
        _told(EntityKind(kind), entry)
        for kind, entries in json.loads(text).items()
        for entry in entries
    )


def _told(kind: EntityKind, entry: Mapping[str, object]) -> Told:
    day = entry.get("valid_from")
    fields = entry["fields"]
    assert isinstance(fields, dict)
    return Told(
        kind,
        str(entry["of"]),
        fields,
        _text(entry, "said_by"),
        _text(entry, "evidence"),
        None if day is None else date.fromisoformat(str(day)),
        _text(entry, "opportunity"),
    )


def _text(entry: Mapping[str, object], name: str) -> str | None:
    return str(entry[name]) if name in entry else None
