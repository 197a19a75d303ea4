"""What of a description of an API breaks those who rely on an earlier one, in plain words."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.http.schema_changes import Side, changes

Json = Mapping[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")


def breaking(old: Json, new: Json) -> list[str]:
    """A sentence for each change of an OpenAPI document that breaks a caller of the old one.

    What may be added is silent: addresses, fields of answers, what a request can leave out.
    """
    return list(_changes(old, new))


def _changes(old: Json, new: Json) -> Iterator[str]:
    for path, methods in old["paths"].items():
        if path not in new["paths"]:
            yield f"{path} is gone."
            continue
        for method in METHODS:
            if method in methods:
                place = f"{method.upper()} {path}"
                now = new["paths"][path].get(method)
                if now is None:
                    yield f"{place} is gone."
                else:
                    yield from _Operation(place, old, new).changes(methods[method], now)


class _Operation:
    """Compares one operation; `place` is what it is called in sentences."""

    def __init__(self, place: str, old: Json, new: Json) -> None:
        self._place = place
        self._old = old
        self._new = new

    def changes(self, old: Json, new: Json) -> Iterator[str]:
        before, now = old.get("operationId"), new.get("operationId")
        if before != now:
            yield f"{self._place}: generated clients call it {now} instead of {before}."
        for one in old.get("security", []):
            if one not in new.get("security", [one]):
                yield f"{self._place}: {' and '.join(one) or 'nobody'} may call it no longer."
        yield from self._parameters(old, new)
        yield from self._body(old.get("requestBody", {}), new.get("requestBody", {}))
        yield from self._answers(old["responses"], new["responses"])

    def _parameters(self, old: Json, new: Json) -> Iterator[str]:
        before, now = _by_name(old), _by_name(new)
        for key, one in before.items():
            place = f"{self._place}: the {key[0]} parameter {key[1]}"
            if key not in now:
                yield f"{place} is gone."
                continue
            if now[key].get("required") and not one.get("required"):
                yield f"{place} is required now."
            yield from self._schemas(place, one, now[key], Side.REQUEST)
        for key in sorted(now.keys() - before.keys()):
            if now[key].get("required"):
                yield f"{self._place}: the {key[0]} parameter {key[1]} is new and required."

    def _body(self, old: Json, new: Json) -> Iterator[str]:
        if new.get("required") and not old.get("required"):
            yield f"{self._place}: a body is required now."
        yield from self._contents(f"{self._place}: the body", old, new, Side.REQUEST)

    def _answers(self, old: Json, new: Json) -> Iterator[str]:
        """Only of those that succeed: every error is a problem, and callers expect any."""
        before, now = ({key for key in one if key.startswith("2")} for one in (old, new))
        for status in sorted(before - now):
            yield f"{self._place} answers {status} no longer."
        for status in sorted(now - before):
            yield f"{self._place} may answer {status} now."
        for status in sorted(before & now):
            place = f"{self._place}: the answer {status}"
            for header in sorted(_headers(old[status]) - _headers(new[status])):
                yield f"{place} has no header {header} any longer."
            yield from self._contents(place, old[status], new[status], Side.ANSWER)

    def _contents(self, place: str, old: Json, new: Json, side: Side) -> Iterator[str]:
        now = new.get("content", {})
        for kind, content in old.get("content", {}).items():
            if kind not in now:
                yield f"{place} can be {kind} no longer."
            else:
                yield from self._schemas(place, content, now[kind], side)

    def _schemas(self, place: str, old: Json, new: Json, side: Side) -> Iterator[str]:
        schemas = old.get("schema", {}), new.get("schema", {})
        return changes(place, schemas, (self._old, self._new), side)


def _by_name(operation: Json) -> dict[tuple[str, str], Json]:
    return {(one["in"], one["name"]): one for one in operation.get("parameters", [])}


def _headers(answer: Json) -> set[str]:
    return set(answer.get("headers", ()))
