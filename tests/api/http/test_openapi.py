"""The description is true: its examples run, and what it names is there."""

from typing import Any

import pytest

from api.http.routes.things import EXAMPLES
from tests.api.http.client import Client
from tests.api.http.conftest import made, read

PLACES = {
    "account": "Acme",
    "person": "Ann Lee",
    "opportunity": "Old line",
    "action": "accept",
    "board": "What helps Ann by Monday",
    "idea": "a sheet of stops by Monday",
    "system": "salesforce",
    "external_id": "003A",
}
THINGS = {
    f"{kind}s".replace("_", "-"): str(shown.get("text") or shown["name"])
    for kind, shown in EXAMPLES.items()
}
"""What the example of each kind of thing is called, by its part of the address."""

UNRUN = frozenset({"decide_proposals", "decide_inferred"})
"""Their examples name what only an import makes; `test_proposals` and `test_inferred` run them."""


@pytest.fixture
def api(acme: Client) -> Client:
    made(acme.post("/v1/accounts/Acme/opportunities", json={"name": "Old line"}))
    return acme


def operations(api: Client) -> list[tuple[str, str, dict[str, Any]]]:
    paths = read(api.get("/v1/openapi.json"))["paths"]
    return [(path, method, one) for path, all_ in paths.items() for method, one in all_.items()]


def placed(path: str, **more: str | None) -> str:
    """An address with what there is in its places."""
    thing = next((THINGS[part] for part in path.split("/") if part in THINGS), None)
    return path.format(**PLACES | {"thing": thing} | more)


def example(described: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    content = operation["requestBody"]["content"]["application/json"]
    if "example" in content:
        own: dict[str, Any] = content["example"]
        return own
    name = content["schema"]["$ref"].rpartition("/")[2]
    shown: dict[str, Any] = described["components"]["schemas"][name]["examples"][0]
    return shown


def test_every_example_is_taken(api: Client) -> None:
    described = read(api.get("/v1/openapi.json"))
    run = 0
    for path, method, operation in operations(api):
        if "application/json" not in operation.get("requestBody", {}).get("content", {}):
            continue
        if operation["operationId"] in UNRUN:
            continue
        body = example(described, operation)
        headers = {"If-Match": "*"} if method == "patch" else {}
        answer = api.request(method, placed(path), json=body, headers=headers)
        assert answer.status_code in {200, 201}, (path, answer.text)
        run += 1
    assert run >= 11


def test_every_operation_says_who_may_and_how_it_fails(api: Client) -> None:
    for path, _, operation in operations(api):
        assert operation["description"]
        if not path.startswith("/v1/"):
            continue
        assert operation["security"] == [{"key": []}, {"session": []}]
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_names_of_operations_are_unique(api: Client) -> None:
    names = [operation["operationId"] for _, _, operation in operations(api)]
    assert len(names) == len(set(names))


def test_headers_are_described_where_they_count(api: Client) -> None:
    for path, method, operation in operations(api):
        headers = {one["name"]: one for one in operation.get("parameters", [])}
        if method == "patch":
            assert headers["If-Match"]["required"], path
        if method == "post" and "201" in operation["responses"]:
            assert not headers["Idempotency-Key"]["required"], path
