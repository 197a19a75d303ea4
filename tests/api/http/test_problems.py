"""Every error is a problem with a request id, whoever raises it."""

import logging
from pathlib import Path

import pytest

from api.http.keeping import QUESTIONS
from graph.store.sqlite.store import SqliteStore
from tests.api.http.client import Client
from tests.api.http.conftest import World, made, read, refused


def test_an_address_that_there_is_not(api: Client) -> None:
    assert refused(api.get("/v1/nowhere"), 404)["title"] == "Not Found"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/accounts", "GET, POST"),
        ("/v1/accounts/Acme/people/Ann Lee", "DELETE, GET, PATCH"),
        ("/v1/accounts/Acme/next", "GET"),
        ("/livez", "GET"),
    ],
)
def test_a_method_that_an_address_does_not_take(api: Client, path: str, allowed: str) -> None:
    for method in ("OPTIONS", "PUT", "QUERY"):
        answer = api.request(method, path)
        refused(answer, 405)
        assert answer.headers["allow"] == allowed


def test_several_who_answer_to_a_name_are_a_conflict_with_choices(acme: Client) -> None:
    made(acme.post("/v1/accounts/Acme/people", json={"name": "Ann Lee (sales)"}))
    person = acme.get("/v1/accounts/Acme/people/Ann Lee (sales)")
    change = {"fields": {"email": "ann@acme.example"}}
    tag = {"If-Match": person.headers["etag"]}
    read(acme.patch("/v1/accounts/Acme/people/Ann Lee (sales)", json=change, headers=tag))
    problem = refused(acme.get("/v1/accounts/Acme/people/ann@acme.example"), 409)
    assert len(problem["choices"]) == 2


def test_a_fault_says_where_and_what(api: Client) -> None:
    problem = refused(api.post("/v1/accounts", json={"nome": "a"}), 422)
    assert {"where": "body.name", "what": "Field required."} in problem["faults"]


def test_a_store_that_is_gone_is_unavailable_and_says_when_to_come_back(
    api: Client, caplog: pytest.LogCaptureFixture, world: World
) -> None:
    api.app.state.store.close()
    of_one = ("/ways-in", "/reasons")
    places = [f"{'/people/Ann' if one in of_one else ''}{one}" for one in QUESTIONS]
    kept = [api.get(f"/v1/accounts/Acme{place}") for place in places]
    for answer in (api.get("/readyz"), api.get("/v1/accounts"), *kept):
        problem = refused(answer, 503)
        assert answer.headers["retry-after"] == "5"
        assert str(world.folder) not in answer.text
        assert problem["request_id"] in caplog.text
    read(api.get("/livez"))


def test_a_damaged_store_is_told_without_its_path(api: Client, tmp_path: Path) -> None:
    made(api.post("/v1/accounts", json={"name": "Acme"}))
    store = api.app.state.store
    assert isinstance(store, SqliteStore)
    store._db.execute("UPDATE chunk SET claims = replace(claims, 'Acme', 'Acne')")
    problem = refused(api.get("/v1/accounts"), 500)
    assert "restore" in problem["detail"]
    assert str(tmp_path) not in str(problem)


def test_what_nobody_foresaw_is_told_without_detail_and_logged_without_names(
    api: Client, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("about Ann Lee")

    api.app.add_api_route("/v1/broken", broken)
    with caplog.at_level(logging.ERROR):
        answer = api.get("/v1/broken")
    problem = refused(answer, 500)
    assert "Ann Lee" not in answer.text + caplog.text
    assert f"{problem['request_id']}: RuntimeError" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_ready_means_that_a_write_was_tried(api: Client) -> None:
    before = api.app.state.store.digest()
    assert read(api.get("/readyz")) == {"status": "ready"}
    assert api.app.state.store.digest() == before
