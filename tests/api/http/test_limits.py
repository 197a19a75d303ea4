"""What a body may be: each thing that is none is a clear error, and none of it comes back."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.api.http.client import Client
from tests.api.http.conftest import made, refused

CANARY = "Zanzibar-7731"
JSON = {"Content-Type": "application/json"}


def named(text: str) -> bytes:
    return b'{"name": "' + text.encode() + b'"}'


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b'{"name": NaN}', 400, "NaN"),
        (b'{"name": "a", "fields": {"notes": -Infinity}}', 400, "Infinity"),
        (b'{"name": "a", "fields": {"notes": 1e400}}', 400, "too large"),
        (b'{"name": "a", "fields": {"notes": ' + b"9" * 5000 + b"}}", 400, "digits"),
        (b'{"name": "\\ud800"}', 400, "surrogate"),
        (b'{"name": "a\\u0000b"}', 400, "NUL"),
        (b'{"name": "a", "name": "b"}', 400, "twice"),
        ('{"name": "a"}'.encode("utf-16"), 400, "UTF-8"),
        (b'{"name": "\xff"}', 400, "UTF-8"),
        ("\ufeff{}".encode(), 400, "not JSON"),
        (b"[" * 51 + b"]" * 51, 400, "50 deep"),
        (b"[" * 150_000, 400, "50 deep"),
        (b'{"a":' * 51 + b"1" + b"}" * 51, 400, "50 deep"),
        (b'"' + b"\\" * 900_000, 400, "not JSON"),
        (b"[" + b"[]," * 60_000 + b"]", 400, "not JSON"),
        (b"[" + b"[]," * 300_000 + b"]", 400, "200,000 values"),
        (json.dumps({str(number): 1 for number in range(1_001)}).encode(), 400, "1,000 keys"),
        (json.dumps({"name": "a", "fields": {"tags": ["a"] * 1_001}}).encode(), 422, "description"),
        (b"{", 400, "line 1, column"),
        (b'{"name": "' + b"x" * (1 << 20) + b'"}', 413, "1,048,576"),
        (b"[]", 422, "description"),
        (b"null", 422, "description"),
        (b'{"name": 5}', 422, "description"),
        (b'{"name": "a", "nome": 1}', 422, "description"),
    ],
)
def test_what_is_no_json_of_ours_is_refused(
    api: Client, body: bytes, status: int, says: str
) -> None:
    problem = refused(api.post("/v1/accounts", content=body, headers=JSON), status)
    assert says in problem["detail"]


def test_fifty_deep_is_not_too_deep(api: Client) -> None:
    body = b"[" * 50 + b"]" * 50
    problem = refused(api.post("/v1/accounts", content=body, headers=JSON), 422)
    assert "deep" not in problem["detail"]


def test_brackets_in_texts_are_not_depth(api: Client) -> None:
    body = named("[" * 60 + '\\"' + "{" * 60)
    assert made(api.post("/v1/accounts", content=body, headers=JSON))["name"].startswith("[[")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"]
)
def test_only_json_in_utf_8_is_read(api: Client, kind: str) -> None:
    refused(api.post("/v1/accounts", content=named("a"), headers={"Content-Type": kind}), 415)


def test_a_body_without_a_type_is_refused(api: Client) -> None:
    refused(api.post("/v1/accounts", content=named("a")), 415)


def test_a_compressed_body_is_refused(api: Client) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"}
    refused(api.post("/v1/accounts", content=named("a"), headers=headers), 415)


def test_of_a_body_in_chunks_no_more_is_read_than_may_come(api: Client) -> None:
    sent = []

    async def chunks() -> AsyncIterator[bytes]:
        for number in range(10_000):
            sent.append(number)
            yield b" " * 65_536

    refused(api.post("/v1/accounts", content=chunks(), headers=JSON), 413)
    assert len(sent) <= 18


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", f"/v1/accounts/{CANARY}", None),
        ("GET", f"/v1/accounts?sort={CANARY}", None),
        ("GET", f"/v1/accounts?{CANARY}=1", None),
        ("GET", f"/v1/accounts?cursor={CANARY}", None),
        ("GET", f"/v1/accounts/Acme/people/{CANARY}", None),
        ("GET", f"/v1/accounts/Acme/people?as_of={CANARY}", None),
        ("GET", f"/{CANARY}", None),
        (CANARY.upper(), "/v1/accounts", None),
        ("POST", "/v1/accounts", {"name": "x", CANARY: 1}),
        ("POST", "/v1/accounts", {"name": [CANARY]}),
        ("POST", "/v1/accounts", {"name": "x", "fields": {"kind": CANARY}}),
        ("POST", "/v1/accounts", {"name": "x", "fields": {CANARY: 1}}),
        ("POST", "/v1/accounts", {"name": "x", "fields": {CANARY: {}}}),
        ("POST", "/v1/accounts", {"name": "x", "fields": {"kind": [CANARY, 1]}}),
        ("POST", "/v1/accounts", {"name": "x", "valid_from": CANARY}),
        ("POST", "/v1/accounts/Acme/people", {"name": CANARY, "fields": {"status": CANARY}}),
        ("POST", f"/v1/accounts/{CANARY}/people", {"name": CANARY}),
    ],
)
def test_no_error_repeats_what_was_given(
    acme: Client, method: str, path: str, body: object
) -> None:
    content = None if body is None else json.dumps(body).encode()
    answer = acme.request(method, path, content=content, headers=JSON)
    assert 400 <= answer.status_code < 500
    refused(answer, answer.status_code)
    assert CANARY.casefold() not in answer.text.casefold()
    assert all(CANARY.casefold() not in value.casefold() for value in answer.headers.values())
