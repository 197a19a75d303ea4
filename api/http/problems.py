"""Errors as problem details (RFC 9457): what went wrong and how to mend it, never the input."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from traceback import extract_tb
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Match

from api.http.headers import SAFE_HEADERS
from api.http.pages import POLICY, is_page, problem_page
from api.http.scope import Scope, request_id
from api.http.unquoted import FREE, Places, dotted, fault_of, places_of, unquoted
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

_NAME = re.compile("[a-z][a-z_]{0,30}")
"""What the name of a field looks like."""

_log = logging.getLogger("inroad.http")


@dataclass(eq=False)
class Problem(Exception):
    """An error that only HTTP knows; `more` are further members of the answer."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def problem_response(scope: Scope, problem: Problem) -> Response:
    """The answer to a request that failed; `type` is "about:blank", so the status says which.

    Whoever asks for a page with a browser gets one.
    """
    if _is_for_a_person(scope):
        return _page_response(scope, problem)
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


def _is_for_a_person(scope: Scope) -> bool:
    """Whether a browser shows the answer to somebody: tools don't ask for HTML."""
    accepted = dict(scope.get("headers", ())).get(b"accept", b"")
    return is_page(scope.get("path", "")) and b"text/html" in accepted


def _page_response(scope: Scope, problem: Problem) -> Response:
    title = HTTPStatus(problem.status).phrase
    page = problem_page(problem.status, title, problem.detail, request_id(scope))
    vary = f"{SAFE_HEADERS['Vary']}, Accept"
    own = {"X-Request-Id": request_id(scope), "Content-Security-Policy": POLICY, "Vary": vary}
    return HTMLResponse(page, problem.status, {**SAFE_HEADERS, **own, **problem.headers})


def problem_of(error: InroadError, given: Places) -> Problem:
    """What an error of the core is in HTTP. `given` are the texts of the request, which no
    message repeats, and where each stands."""
    match error:
        case StoreUnavailable():
            wait = {"Retry-After": str(RETRY_SECONDS)}
            return Problem(503, "The store can't be reached just now. Try again later.", wait)
        case StoreDamaged():
            return Problem(500, "The store is damaged: whoever keeps it has to restore a backup.")
    status, more = _status_of(error, given)
    return Problem(status, unquoted(str(error), given), more=more)


def _status_of(error: InroadError, given: Places) -> tuple[int, Mapping[str, Any]]:
    """Several that answer to a name are a conflict, which an id resolves: not "not found"."""
    fault = fault_of(str(error), given)
    faults: Sequence[object] = [fault] if fault else []
    match error:
        case Ambiguous():
            return 409, {"choices": error.choices, "faults": faults}
        case NotFound():
            return 404, {"faults": faults}
        case BadInput():
            return 422, {"faults": [unquoted(one, given) for one in error.faults] or faults}
        case Conflict():
            return 409, {"batches": error.batches}
    return 500, {}


def install(app: FastAPI) -> None:
    """Let every error of an app be answered as a problem."""
    app.add_exception_handler(InroadError, _on_core_error)
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_wrong_request)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(ClientDisconnect, _on_gone)
    app.add_exception_handler(Exception, _on_anything_else)


def _on_core_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, InroadError)
    if isinstance(error, StoreUnavailable | StoreDamaged):
        _log.error("%s: %s", request_id(request.scope), error)
    return problem_response(request.scope, problem_of(error, places_of(request)))


def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(request.scope, error)


def _on_wrong_request(request: Request, error: Exception) -> Response:
    """Where a request doesn't fit the description, and how; without its values."""
    assert isinstance(error, RequestValidationError)
    faults = [_fault(one) for one in error.errors()[:MOST_FAULTS]]
    problem = Problem(422, "The request doesn't fit its description.", more={"faults": faults})
    return problem_response(request.scope, problem)


def _fault(one: Mapping[str, Any]) -> Mapping[str, str]:
    """A field that there isn't is named where it may be one misspelt, and is no text of its own."""
    place = one["loc"]
    if one["type"] != "extra_forbidden":
        return {"where": dotted(place), "what": f"{one['msg']}."}
    name = str(place[-1])
    if FREE in place or not _NAME.fullmatch(name):
        return {"where": dotted(place[:-1]), "what": "There is no such field here."}
    what = "parameter" if place[0] == "query" else "field"
    return {"where": dotted(place), "what": f"There is no {what} {name} here."}


def _on_http_error(request: Request, error: Exception) -> Response:
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


def _on_anything_else(request: Request, error: Exception) -> Response:
    """Log where it happened, not what was being said: the message may hold a name."""
    places = " < ".join(f"{one.name}:{one.lineno}" for one in extract_tb(error.__traceback__)[::-1])
    _log.error("%s: %s at %s", request_id(request.scope), type(error).__name__, places)
    detail = "Something went wrong here; the request may be right. Name the request id to us."
    return problem_response(request.scope, Problem(500, detail))
