"""Names the server answers to, pages that may change things, and what each answer says."""

import pytest

from api.http.guard import host_of, is_loopback, refuse_open_bind
from api.http.headers import PAGE_HEADERS, SAFE_HEADERS
from graph.errors import BadInput
from tests.api.http.client import Client
from tests.api.http.conftest import Start, made, read, refused

NEW = {"name": "Acme"}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("LOCALHOST:1", 200),
        ("localhost.", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("127.0.0.1:8000@evil.example", 421),
        ("localhost:evil", 421),
        ("", 421),
    ],
)
def test_only_the_names_of_the_server_are_answered_to(api: Client, host: str, status: int) -> None:
    answer = api.get("/livez", headers={"Host": host})
    assert answer.status_code == status


def test_a_name_that_was_allowed_is_answered_to(start: Start) -> None:
    api = start(hosts=frozenset({"inroad.example"}))
    read(api.get("/livez", headers={"Host": "inroad.example"}))
    refused(api.get("/livez", headers={"Host": "localhost"}), 421)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"Origin": "http://127.0.0.1"}, 201),
        ({"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}, 201),
        ({"Origin": "https://127.0.0.1"}, 403),
        ({"Origin": "http://127.0.0.1:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_foreign_page_changes_nothing(api: Client, headers: dict[str, str], status: int) -> None:
    assert api.post("/v1/accounts", json=NEW, headers=headers).status_code == status
    assert len(read(api.get("/v1/accounts"))["items"]) == (status == 201)


def test_a_page_that_was_allowed_may_change_things(start: Start) -> None:
    api = start(origins=frozenset({"https://tool.example"}))
    headers = {"Origin": "https://tool.example", "Sec-Fetch-Site": "cross-site"}
    made(api.post("/v1/accounts", json=NEW, headers=headers))


@pytest.mark.parametrize("path", ["/livez", "/v1/accounts", "/v1/accounts/none", "/nowhere"])
def test_every_answer_tells_browsers_to_be_careful(api: Client, path: str) -> None:
    answer = api.get(path)
    assert {name: answer.headers[name] for name in SAFE_HEADERS} == dict(SAFE_HEADERS)
    assert len(answer.headers["x-request-id"]) == 32


def test_a_page_tells_them_more(acme: Client) -> None:
    answer = acme.get("/v1/accounts/Acme/map.html")
    told = {**SAFE_HEADERS, **PAGE_HEADERS}
    told["Content-Security-Policy"] = answer.headers["content-security-policy"]
    assert {name: answer.headers[name] for name in told} == told


@pytest.mark.parametrize(
    ("host", "tls", "proxy", "keys", "says"),
    [
        ("0.0.0.0", False, False, True, "--behind-proxy"),
        ("0.0.0.0", True, False, False, "inroad keys add"),
        ("::", False, True, False, "inroad keys add"),
        ("192.168.1.5", False, False, False, "--tls-certificate"),
        ("inroad.example", False, False, True, "--behind-proxy"),
    ],
)
def test_a_bind_that_others_reach_needs_tls_or_a_proxy_and_keys(
    host: str, tls: bool, proxy: bool, keys: bool, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        refuse_open_bind(host, has_tls=tls, behind_proxy=proxy, has_keys=keys)


def test_a_bind_that_is_safe_is_taken() -> None:
    refuse_open_bind("127.0.0.1", has_tls=False, behind_proxy=False, has_keys=False)
    refuse_open_bind("0.0.0.0", has_tls=True, behind_proxy=False, has_keys=True)
    refuse_open_bind("0.0.0.0", has_tls=False, behind_proxy=True, has_keys=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_is_known(host: str) -> None:
    assert is_loopback(host)


def test_a_host_is_read_without_its_port() -> None:
    assert host_of("[fe80::1]:80") == "fe80::1"
    assert host_of("Example.COM.:80") == "example.com"
