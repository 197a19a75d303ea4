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


@pytest.mark.parametrize(
    ("asked", "status", "where", "what"),
    [
        ("what-if?leaves=Ann Lee&won=Nemo", 404, "query.won", "There is no such person at Acme."),
        ("what-if?won=Ann Lee&won=Nemo", 404, "query.won[1]", "There is no such person at Acme."),
        ("next?target=Ann Lee%3Dabc", 422, "query.target", "This is not a number."),
        ("next?target=Nemo%3D7000000", 422, "query.target", "The weight is 7,000,000; it has"),
        ("next?as_of=nemo", 422, "query.as_of", "This is not a date such as 2026-01-31."),
        ("next?colleague=Nemo", 404, "query.colleague", "There is no such colleague on our side."),
        ("people/Nemo", 404, "path.person", "There is no such person at Acme."),
        ("../Nemo/next", 404, "path.account", "There is no such account in this store."),
        ("what-if?won=Ann Lee&lost=Ann Lee", 422, "query.lost", "This can't be both: won and lost"),
    ],
)
def test_a_fault_of_the_core_says_where_and_what_without_what_was_sent(
    acme: Client, asked: str, status: int, where: str, what: str
) -> None:
    problem = refused(acme.get(f"/v1/accounts/Acme/{asked}"), status)
    (fault,) = problem["faults"]
    assert fault["where"] == where
    assert fault["what"].startswith(what)
    assert problem["detail"].startswith(what)
    assert "Nemo" not in str(problem)


def test_who_is_not_there_is_told_with_the_address_that_lists_who_is(acme: Client) -> None:
    (fault,) = refused(acme.get("/v1/accounts/Acme/people/Nemo"), 404)["faults"]
    assert fault["what"].endswith("GET /v1/accounts/{account}/people lists them.")


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"supprot": "enemy"}, "There is no such field for person; there are "),
        ({"support": "lukewarm"}, "support: this is not one of "),
        ({"buying_role": "champion;lukewarm"}, "buying_role: this is not one of "),
    ],
)
def test_a_field_that_can_not_be_taken_reads_as_a_sentence(
    acme: Client, fields: dict[str, str], what: str
) -> None:
    body = {"name": "Eve Moss", "fields": fields}
    problem = refused(acme.post("/v1/accounts/Acme/people", json=body), 422)
    (fault,) = problem["faults"]
    assert fault["where"] == "body.fields"
    assert fault["what"].startswith(what)
    assert "lukewarm" not in str(problem)


def test_a_parameter_that_there_is_not_is_named(acme: Client) -> None:
    problem = refused(acme.get("/v1/accounts/Acme/what-if?leaves=Ann Lee&foo=1"), 422)
    assert problem["faults"] == [{"where": "query.foo", "what": "There is no parameter foo here."}]
    body = {"name": "Eve Moss", "feilds": {"title": "Nemo"}}
    problem = refused(acme.post("/v1/accounts/Acme/people", json=body), 422)
    assert problem["faults"] == [{"where": "body.feilds", "what": "There is no field feilds here."}]


def test_a_parameter_that_looks_like_no_name_is_not_repeated(acme: Client) -> None:
    problem = refused(acme.get("/v1/accounts/Acme/next?Ann%20Lee=1"), 422)
    assert problem["faults"] == [{"where": "query", "what": "There is no such field here."}]


def test_an_error_names_no_option_of_the_command_line(acme: Client) -> None:
    problem = refused(acme.get("/v1/accounts/Acme/what-if"), 422)
    assert problem["detail"] == "Say what if: name somebody with leaves, engaged, won or lost."


def test_a_store_without_accounts_names_the_address_that_makes_one(api: Client) -> None:
    problem = refused(api.get("/v1/accounts/Acme/next"), 404)
    assert problem["detail"] == "There is no account yet: POST /v1/accounts makes one."


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
