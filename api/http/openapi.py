"""The description of the API: what FastAPI makes of the routes, and what all routes share."""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.http.examples import answers
from api.http.problems import MEDIA_TYPE

Json = dict[str, Any]

SECURITY: Json = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key that `inroad keys add NAME --scope SCOPE` made.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "inroad_session_8765",
        "description": "What the link that `inroad serve` prints opens, once; its name ends in "
        "the port.",
    },
}

IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
    "description": "Sent again with the same request nothing more is written, and the answer is "
    "the same.",
}

IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "schema": {"type": "string", "pattern": r"[^,\s]"},
    "description": "The ETag of what was read: the change is refused where others were faster.",
}

ETAG: Json = {"ETag": {"schema": {"type": "string"}, "description": "Tells versions apart."}}


class DescribedApi(FastAPI):
    """An app whose description says what its middleware and its problems do."""

    def openapi(self) -> Json:
        if self.openapi_schema is None:
            described = super().openapi()
            described["components"]["securitySchemes"] = SECURITY
            for path, method, operation in _operations(described):
                _describe(path, method, operation)
            for methods in described["paths"].values():
                if "patch" in methods:
                    methods["get"]["responses"]["200"]["headers"] = ETAG
            _show_answers(described)
        assert self.openapi_schema is not None
        return self.openapi_schema

    @cached_property
    def openapi_json(self) -> bytes:
        """The same as JSON. It takes a second to be made, once."""
        return json.dumps(self.openapi(), ensure_ascii=False).encode()


def name_of(route: APIRoute) -> str:
    """The id of an operation: the name of its function."""
    return route.name.rstrip("_")


def _operations(described: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _describe(path: str, method: str, operation: Json) -> None:
    operation["summary"] = operation["operationId"].replace("_", " ").capitalize()
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            _as_problem(response)
        else:
            _as_file(response)
    if not path.startswith("/v1/"):
        return
    operation["security"] = [{name: []} for name in SECURITY]
    headers = operation.setdefault("parameters", [])
    if method == "post" and not {"201", "202"}.isdisjoint(operation["responses"]):
        headers.append(IDEMPOTENCY_KEY)
    if "412" in operation["responses"]:
        headers.append(IF_MATCH | {"required": method == "patch"})
        for status in {"200", "201"}.intersection(operation["responses"]):
            operation["responses"][status]["headers"] = ETAG


def _as_file(response: Json) -> None:
    """What answers with a file doesn't answer with JSON too, which is what FastAPI expects."""
    content = response.get("content", {})
    if len(content) > 1:
        content.pop("application/json", None)


def _show_answers(described: Json) -> None:
    shown = answers()
    for _, _, operation in _operations(described):
        for status, response in operation["responses"].items():
            if status.startswith("2") and operation["operationId"] in shown:
                content = response["content"]["application/json"]
                content["example"] = shown[operation["operationId"]]


def _as_problem(response: Json) -> None:
    """Problems come as what they are, not as plain JSON."""
    content = response.get("content", {})
    if "application/json" in content:
        response["content"] = {MEDIA_TYPE: content["application/json"]}
