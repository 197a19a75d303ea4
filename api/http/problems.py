"""Errors as problem details (RFC 9457): what went wrong and how to mend it, never the input."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from traceback import extract_tb
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from api.http.headers import SAFE_HEADERS
from api.http.scope import PARSED, Scope, request_id
from graph.errors import (
    Ambiguous,
    BadInput,
    Conflict,
    InroadError,
    NotFound,
    StoreDamaged,
    StoreUnavailable,
)

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
MOST_FAULTS = 20

FREE = "fields"
"""The member of a request whose names the caller chooses."""

_log = logging.getLogger("inroad.http")


@dataclass(eq=False)
class Problem(Exception):
    """An error that only HTTP knows; `more` are further members of the answer."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def problem_response(scope: Scope, problem: Problem) -> JSONResponse:
    """The answer to a request that failed; `type` is "about:blank", so the status says which."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        **problem.more,
        "request_id": request_id(scope),
    }
    headers = {**SAFE_HEADERS, "X-Request-Id": request_id(scope), **problem.headers}
    return JSONResponse(body, problem.status, headers, MEDIA_TYPE)


def problem_of(error: InroadError, given: Sequence[str]) -> Problem:
    """What an error of the core is in HTTP. `given` are the texts of the request, which no
    message repeats."""
    match error:
        case StoreUnavailable():
            wait = {"Retry-After": str(RETRY_SECONDS)}
            return Problem(503, "The store can't be reached just now. Try again later.", wait)
        case StoreDamaged():
            return Problem(500, "The store is damaged: whoever keeps it has to restore a backup.")
    status, more = _status_of(error, given)
    return Problem(status, without(str(error), given), more=more)


def _status_of(error: InroadError, given: Sequence[str]) -> tuple[int, Mapping[str, Any]]:
    """Several that answer to a name are a conflict, which an id resolves: not "not found"."""
    match error:
        case Ambiguous():
            return 409, {"choices": error.choices}
        case NotFound():
            return 404, {}
        case BadInput():
            return 422, {"faults": [without(one, given) for one in error.faults]}
        case Conflict():
            return 409, {"batches": error.batches}
    return 500, {}


def without(message: str, given: Sequence[str]) -> str:
    """A message in which no quoted text of the request stands."""
    for text in given:
        message = message.replace(text, "what was given")
    return message


def texts_of(request: Request) -> list[str]:
    """How messages quote what stands in a request."""
    query = [text for pair in request.query_params.multi_items() for text in pair]
    return quotations([list(request.path_params.values()), query, request.scope.get(PARSED)])


def quotations(value: object) -> list[str]:
    """How messages quote a value and what is in it, the longest first."""
    return sorted({repr(one) for one in _values(value)}, key=len, reverse=True)


def _values(value: object) -> Iterator[object]:
    """Everything that a message may quote, in a value and below it."""
    if isinstance(value, str):
        yield from (value, value.strip(), *(part for part in value.rpartition("=")[::2] if part))
    elif isinstance(value, list | dict):
        yield value
        inner = value if isinstance(value, list) else [*value, *value.values()]
        for one in inner:
            yield from _values(one)


def install(app: FastAPI) -> None:
    """Let every error of an app be answered as a problem."""
    app.add_exception_handler(InroadError, _on_core_error)
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_wrong_request)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(ClientDisconnect, _on_gone)
    app.add_exception_handler(Exception, _on_anything_else)


def _on_core_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InroadError)
    if isinstance(error, StoreUnavailable | StoreDamaged):
        _log.error("%s: %s", request_id(request.scope), error)
    return problem_response(request.scope, problem_of(error, texts_of(request)))


def _on_problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return problem_response(request.scope, error)


def _on_wrong_request(request: Request, error: Exception) -> JSONResponse:
    """Where a request doesn't fit the description, and how; without its values."""
    assert isinstance(error, RequestValidationError)
    faults = [_fault(one) for one in error.errors()[:MOST_FAULTS]]
    problem = Problem(422, "The request doesn't fit its description.", more={"faults": faults})
    return problem_response(request.scope, problem)


def _fault(one: Mapping[str, Any]) -> Mapping[str, str]:
    """Names of fields that the caller made up stand nowhere in it."""
    place = [str(part) for part in one["loc"]]
    if one["type"] == "extra_forbidden":
        return {"where": ".".join(place[:-1]), "what": "There is no such field here."}
    if FREE in place[:-1]:
        place = place[: place.index(FREE) + 1]
    return {"where": ".".join(place), "what": f"{one['msg']}."}


def _on_http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    details = {
        404: "There is nothing at this address.",
        405: "This address doesn't take this method.",
    }
    detail = details.get(error.status_code, "The request can't be answered.")
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_methods_of(request))
    return problem_response(request.scope, Problem(error.status_code, detail, headers))


def _methods_of(request: Request) -> Iterator[str]:
    """The methods that an address takes; each may have a route of its own."""
    for method in ("DELETE", "GET", "PATCH", "POST", "PUT"):
        asked = {**request.scope, "method": method}
        if any(one.matches(asked)[0] is Match.FULL for one in request.app.routes):
            yield method


def _on_gone(request: Request, error: Exception) -> Response:
    """Whoever sent the body went away before its end: nobody is there to read an answer."""
    del request, error
    return Response(status_code=400)


def _on_anything_else(request: Request, error: Exception) -> JSONResponse:
    """Log where it happened, not what was being said: the message may hold a name."""
    places = " < ".join(f"{one.name}:{one.lineno}" for one in extract_tb(error.__traceback__)[::-1])
    _log.error("%s: %s at %s", request_id(request.scope), type(error).__name__, places)
    detail = "Something went wrong here; the request may be right. Name the request id to us."
    return problem_response(request.scope, Problem(500, detail))
