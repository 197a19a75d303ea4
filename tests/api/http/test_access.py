"""Who may call, and what: by key, or by the cookie that a launch opens."""

from datetime import timedelta

import pytest

from api.http.keys import KeyScope
from tests.api.http.client import Client
from tests.api.http.conftest import LAUNCH, START, Start, World, made, read, refused

NEW = {"name": "Acme"}


@pytest.fixture
def stranger(start: Start) -> Client:
    """A server, called without a key."""
    return start(None)


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def test_nobody_gets_in_without_a_key(stranger: Client) -> None:
    answer = stranger.get("/v1/accounts")
    refused(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"
    refused(stranger.get("/"), 401)
    refused(stranger.post("/v1/accounts", json=NEW), 401)


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/v1/openapi.json"])
def test_health_and_description_are_open(stranger: Client, path: str) -> None:
    read(stranger.get(path))


@pytest.mark.parametrize(
    "text", ["", "inroad_", "inroad_000000000000_" + "0" * 64, "x" * 100_000, "Zoë", "a b"]
)
def test_what_is_no_key_opens_nothing(stranger: Client, text: str) -> None:
    headers = {"Authorization": f"Bearer {text}".encode()}
    refused(stranger.request("GET", "/v1/accounts", headers=headers), 401)


def test_the_secret_of_another_key_opens_nothing(stranger: Client, world: World) -> None:
    one, first = world.keys.add("one", KeyScope.READ, START, None)
    _, second = world.keys.add("two", KeyScope.READ, START, None)
    read(stranger.get("/v1/accounts", headers=bearer(first)))
    mixed = f"inroad_{one.id}_{second.rpartition('_')[2]}"
    refused(stranger.get("/v1/accounts", headers=bearer(mixed)), 401)


@pytest.mark.parametrize(
    ("scope", "reads", "writes", "erases"),
    [
        (KeyScope.READ, 200, 403, 403),
        (KeyScope.WRITE, 200, 201, 403),
        (KeyScope.ADMIN, 200, 201, 404),
    ],
)
def test_a_key_may_do_what_its_scope_says(
    stranger: Client, world: World, scope: KeyScope, reads: int, writes: int, erases: int
) -> None:
    headers = world.headers(scope)
    assert stranger.get("/v1/accounts", headers=headers).status_code == reads
    assert stranger.post("/v1/accounts", json=NEW, headers=headers).status_code == writes
    gone = stranger.delete("/v1/accounts/Acme/people/Nobody", headers=headers)
    assert gone.status_code == erases
    undone = stranger.post("/v1/imports/99/undo", headers=headers)
    assert undone.status_code == erases


def test_a_revoked_key_opens_nothing_from_then_on(stranger: Client, world: World) -> None:
    key, text = world.keys.add("crm", KeyScope.READ, START, None)
    read(stranger.get("/v1/accounts", headers=bearer(text)))
    world.keys.revoke(key.id, START)
    refused(stranger.get("/v1/accounts", headers=bearer(text)), 401)


def test_a_key_ends_when_it_was_to_end(stranger: Client, world: World) -> None:
    end = START + timedelta(hours=1)
    _, text = world.keys.add("crm", KeyScope.READ, START, end)
    read(stranger.get("/v1/accounts", headers=bearer(text)))
    world.clock.now = end
    refused(stranger.get("/v1/accounts", headers=bearer(text)), 401)


def test_the_name_of_a_key_signs_what_it_writes(stranger: Client, world: World) -> None:
    headers = world.headers(KeyScope.WRITE)
    account = made(stranger.post("/v1/accounts", json=NEW, headers=headers))
    assert account["facts"]["name"]["author"] == "write tool"


def test_what_is_private_is_seen_by_the_key_that_wrote_it_alone(
    stranger: Client, world: World
) -> None:
    writer, reader = world.headers(KeyScope.WRITE), world.headers(KeyScope.READ)
    made(stranger.post("/v1/accounts", json=NEW, headers=writer))
    person = stranger.post("/v1/accounts/Acme/people", json={"name": "Ann"}, headers=writer)
    note = {"text": "likes tea", "private": True}
    made(stranger.post("/v1/accounts/Acme/people/Ann/notes", json=note, headers=writer))
    seen = [
        read(stranger.get("/v1/accounts/Acme/people/Ann", headers=headers))["notes"]
        for headers in (writer, reader)
    ]
    assert [len(notes) for notes in seen] == [1, 0]
    path = f"/v1/accounts/Acme/people/{made(person)['id']}/export?everything=true"
    refused(stranger.get(path, headers=writer), 403)
    whole = read(stranger.get(path, headers=world.headers()))
    assert "likes tea" in str(whole["statements"])


def test_the_launch_opens_a_session_once(stranger: Client) -> None:
    answer = stranger.get(f"/launch?token={LAUNCH}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    refused(stranger.get(f"/launch?token={LAUNCH}"), 403)
    made(stranger.post("/v1/accounts", json={"name": "<b>Acme</b>"}))
    page = stranger.get("/")
    assert "&lt;b&gt;Acme&lt;/b&gt;" in page.text
    assert read(stranger.get("/v1/accounts"))["items"][0]["facts"]["name"]["author"] == "Pat"


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("address", ["/", "/launch?token=used", "/v1/accounts/Acme/map.html"])
def test_a_browser_is_told_on_a_page_which_link_to_open(stranger: Client, address: str) -> None:
    answer = stranger.get(address, headers=BROWSER)
    assert answer.status_code in {401, 403}
    assert answer.headers["content-type"].startswith("text/html")
    assert "Open the link that the server printed" in answer.text
    assert "style-src 'sha256-" in answer.headers["content-security-policy"]
    assert "Accept" in answer.headers["vary"]
    plain = stranger.get(address, headers={"Accept": "application/json"})
    assert plain.headers["content-type"] == "application/problem+json"


def test_the_pages_of_a_session_lead_to_one_another(stranger: Client) -> None:
    stranger.get(f"/launch?token={LAUNCH}")
    id_ = made(stranger.post("/v1/accounts", json={"name": "Acme"}))["id"]
    home = stranger.get("/").text
    for page, other in (("map.html", "review.html"), ("review.html", "map.html")):
        assert f'href="/v1/accounts/{id_}/{page}"' in home
        shown = stranger.get(f"/v1/accounts/{id_}/{page}").text
        assert '<a href="/">All accounts</a>' in shown
        assert f'href="{other}"' in shown


def test_a_page_that_is_not_there_says_so_to_a_browser(stranger: Client) -> None:
    stranger.get(f"/launch?token={LAUNCH}")
    answer = stranger.get("/v1/accounts/nobody/map.html", headers=BROWSER)
    assert (answer.status_code, "<h1>Not Found</h1>" in answer.text) == (404, True)


def test_a_wrong_launch_token_opens_nothing_and_uses_nothing_up(stranger: Client) -> None:
    refused(stranger.get("/launch?token=wrong"), 403)
    refused(stranger.get("/v1/accounts", headers={"Cookie": "inroad_session=wrong"}), 401)
    assert stranger.get(f"/launch?token={LAUNCH}").status_code == 303


def test_a_session_over_tls_has_a_cookie_for_tls_alone(start: Start) -> None:
    api = start(None, is_secure=True)
    assert "Secure" in api.get(f"/launch?token={LAUNCH}").headers["set-cookie"]


def test_without_a_launch_no_session_is_opened(start: Start) -> None:
    api = start(None, launch=None)
    refused(api.get("/launch?token="), 403)
    refused(api.get("/launch?token=None"), 403)
