"""How a JSON schema differs from an earlier one, as far as it breaks whoever relied on that.

A request breaks where less is taken than before, an answer where more, or other, may come.
Known are the keywords that our descriptions use (JSON Schema 2020-12).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

Schema = Mapping[str, Any]
Pair = tuple[Schema, Schema]
"""The earlier one, and the one now."""

Values = Set[str] | None
"""Those that a schema names; None where it names none."""

ANYTHING = "anything"

UPPER = {
    "maximum": "at most",
    "exclusiveMaximum": "less than",
    "maxLength": "at most so long:",
    "maxItems": "at most so many:",
    "maxProperties": "at most so many fields:",
}
LOWER = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "minLength": "at least so long:",
    "minItems": "at least so many:",
    "minProperties": "at least so many fields:",
}


class Side(StrEnum):
    """Who writes what a schema describes: the caller, or we."""

    REQUEST = "request"
    ANSWER = "answer"


def changes(place: str, schemas: Pair, documents: Pair, side: Side) -> Iterator[str]:
    """A sentence for each breaking change; `place` says where, `documents` hold each "$ref"."""
    compare = _Requests if side is Side.REQUEST else _Answers
    return compare(documents).of(place, *schemas)


class _Comparison(ABC):
    """What both sides share: finding what is to be compared with what."""

    def __init__(self, documents: Pair) -> None:
        self._before, self._now = documents
        self._open: set[tuple[object, object]] = set()

    def of(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        """Once within itself: a schema may hold what it is."""
        names = old.get("$ref"), new.get("$ref")
        if names == (None, None):
            yield from self._forms(place, old, new)
        elif names not in self._open:
            with self._within(names):
                yield from self._forms(place, old, new)

    @contextmanager
    def _within(self, names: tuple[object, object]) -> Iterator[None]:
        self._open.add(names)
        yield
        self._open.remove(names)

    def _forms(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        before, now = _by_type(old, self._before), _by_type(new, self._now)
        yield from self.types(place, before.keys(), now.keys())
        for type_ in sorted(before.keys() & now.keys()):
            yield from self.count(place, type_, len(before[type_]), len(now[type_]))
            for one, other in zip(before[type_], now[type_], strict=False):
                yield from self._alike(place, one, other)

    def _alike(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        yield from self.values(place, _values(old), _values(new))
        yield from self.limits(place, old, new)
        yield from self.fields(place, old, new)
        before, now = old.get("properties", {}), new.get("properties", {})
        for name in (one for one in before if one in now):
            yield from self.of(f"{place}, field {name}", before[name], now[name])
        for keyword in ("items", "additionalProperties"):
            one, other = old.get(keyword), new.get(keyword)
            if isinstance(one, Mapping) and isinstance(other, Mapping):
                yield from self.of(f"{place}, each value", one, other)

    @abstractmethod
    def types(self, place: str, old: Set[str], new: Set[str]) -> Iterator[str]:
        """Of what type it may be."""

    @abstractmethod
    def count(self, place: str, type_: str, old: int, new: int) -> Iterator[str]:
        """In how many forms of one type it may come."""

    @abstractmethod
    def values(self, place: str, old: Values, new: Values) -> Iterator[str]:
        """Which values it may have; None: any."""

    @abstractmethod
    def limits(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        """How large and of which shape it may be."""

    @abstractmethod
    def fields(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        """Which fields it has, and which it has to have."""


class _Requests(_Comparison):
    """What was taken has to be taken still."""

    def types(self, place: str, old: Set[str], new: Set[str]) -> Iterator[str]:
        if ANYTHING in new:
            return
        for one in sorted(old - new - _implied(new)):
            yield f"{place} can't be {one} any longer."

    def count(self, place: str, type_: str, old: int, new: int) -> Iterator[str]:
        if new < old:
            yield f"{place} takes fewer forms of {type_} now."

    def values(self, place: str, old: Values, new: Values) -> Iterator[str]:
        if new is None:
            return
        if old is None:
            yield f"{place} takes only {', '.join(sorted(new))} now."
        else:
            yield from (f"{place} takes {one} no longer." for one in sorted(old - new))

    def limits(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        for word, says in UPPER.items():
            if word in new and (word not in old or new[word] < old[word]):
                yield f"{place} has to be {says} {new[word]} now."
        for word, says in LOWER.items():
            if word in new and (word not in old or new[word] > old[word]):
                yield f"{place} has to be {says} {new[word]} now."
        for word in ("pattern", "format"):
            if word in new and new[word] != old.get(word):
                yield f"{place} has to have the {word} {new[word]} now."

    def fields(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        before, now = old.get("properties", {}), new.get("properties", {})
        is_closed = new.get("additionalProperties") is False
        if is_closed:
            yield from (f"{place} takes no field {one} now." for one in before if one not in now)
        if is_closed and old.get("additionalProperties") is not False:
            yield f"{place} takes no other fields now."
        for one in sorted(set(new.get("required", ())) - set(old.get("required", ()))):
            yield f"{place} needs the field {one} now."


class _Answers(_Comparison):
    """What comes has to be what was told, and all of it; further fields may come."""

    def types(self, place: str, old: Set[str], new: Set[str]) -> Iterator[str]:
        if ANYTHING in old:
            return
        for one in sorted(new - old - _implied(old)):
            yield f"{place} may be {one} now."

    def count(self, place: str, type_: str, old: int, new: int) -> Iterator[str]:
        if new > old:
            yield f"{place} may have further forms of {type_} now."

    def values(self, place: str, old: Values, new: Values) -> Iterator[str]:
        if old is None:
            return
        if new is None:
            yield f"{place} may have any value now."
            return
        yield from (f"{place} is {one} no longer." for one in sorted(old - new))
        yield from (f"{place} may be {one} now." for one in sorted(new - old))

    def limits(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        if "format" in old and new.get("format") != old["format"]:
            yield f"{place} has the format {old['format']} no longer."

    def fields(self, place: str, old: Schema, new: Schema) -> Iterator[str]:
        before, now = old.get("properties", {}), new.get("properties", {})
        yield from (f"{place} has no field {one} any longer." for one in before if one not in now)
        for one in sorted(set(old.get("required", ())) - set(new.get("required", ()))):
            if one in now:
                yield f"{place} may lack the field {one} now."


def _implied(types: Set[str]) -> Set[str]:
    """Every whole number is a number."""
    return {"integer"} if "number" in types else set()


def _by_type(schema: Schema, document: Schema) -> dict[str, list[Schema]]:
    """The forms that a schema allows, by the type that each has; without one: anything."""
    schema = _resolved(schema, document)
    found: dict[str, list[Schema]] = {}
    for form in schema.get("anyOf") or schema.get("oneOf") or ():
        for type_, forms in _by_type(form, document).items():
            found.setdefault(type_, []).extend(forms)
    if found:
        return found
    types = schema.get("type", ANYTHING)
    return {one: [schema] for one in ([types] if isinstance(types, str) else types)}


def _resolved(schema: Schema, document: Schema) -> Schema:
    """What a "$ref" names, which in our descriptions stands in the same document."""
    while "$ref" in schema:
        found = document
        for name in schema["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        schema = found
    return schema


def _values(schema: Schema) -> Values:
    if "const" in schema:
        return {str(schema["const"])}
    return {str(one) for one in schema["enum"]} if "enum" in schema else None
