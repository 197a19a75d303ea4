"""Answers: JSON with an entity tag, and what a tag that is shown again means."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any

from fastapi import Request
from starlette.responses import JSONResponse, Response

from api.http.problems import Problem
from api.http.scope import Scope

JSON = "application/json"
_NONE: Mapping[str, str] = {}


class Json(JSONResponse):
    """JSON in which days and moments are text; names are readable in their own script."""

    def render(self, content: Any) -> bytes:
        return encoded(content)


def encoded(content: Any) -> bytes:
    """JSON as it is sent. Raises ValueError for a number that isn't finite."""
    text = json.dumps(
        content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
    )
    return text.encode()


def _plain(value: object) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def tag_of(body: bytes) -> str:
    """The strong entity tag of a representation (RFC 9110): equal for equal bytes alone."""
    return f'"{blake2b(body, digest_size=16).hexdigest()}"'


def single(request: Request, content: Any, status: int = 200, location: str = "") -> Response:
    """One thing with its tag; 304 without it where the caller has it already."""
    body = encoded(content)
    more = {"Location": location} if location else {}
    return tagged(request, body, tag_of(body), status, more)


def tagged(
    request: Request, body: bytes, tag: str, status: int = 200, more: Mapping[str, str] = _NONE
) -> Response:
    """JSON with its tag; 304 without it where the caller has it already."""
    headers = {"ETag": tag, **more}
    if request.method == "GET" and shows(request.scope, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, JSON)


def shows(scope: Scope, tag: str) -> bool:
    """Whether the caller of a request has what the tag stands for."""
    return tag in _tags(scope, b"if-none-match")


def refuse_unseen(request: Request, content: Any) -> None:
    """Raise a problem where a change isn't based on the thing as it is: 428 without If-Match,
    412 where it names another, or where there is nothing (None)."""
    shown = _tags(request.scope, b"if-match")
    if not shown:
        detail = "Read it first, and send its ETag as If-Match: then no change of others is lost."
        raise Problem(428, detail)
    if content is None or not {"*", tag_of(encoded(content))}.intersection(shown):
        raise Problem(412, "It was changed since you read it. Read it again and repeat the change.")


def _tags(scope: Scope, header: bytes) -> list[str]:
    shown = (value.decode("latin-1") for name, value in scope["headers"] if name == header)
    return [one.strip() for several in shown for one in several.split(",") if one.strip()]
