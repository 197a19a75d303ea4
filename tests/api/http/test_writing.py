"""Changes over HTTP: none of others' is lost, and what is sent twice is written once."""

from typing import Any

import pytest
from httpx import Response

from api.http.keys import KeyScope
from graph.errors import Conflict
from graph.planning.retrying import until_written
from tests.api.http.client import Client
from tests.api.http.conftest import Start, World, made, read, refused

ACME = "/v1/accounts/Acme"
ANN = f"{ACME}/people/Ann Lee"


def patched(api: Client, path: str, fields: dict[str, Any], tag: str | None) -> Response:
    headers = {} if tag is None else {"If-Match": tag}
    return api.patch(path, json={"fields": fields}, headers=headers)


@pytest.mark.parametrize("path", [ACME, ANN, f"{ACME}/opportunities/New line"])
def test_a_change_needs_the_tag_of_what_was_read(acme: Client, path: str) -> None:
    made(acme.post(f"{ACME}/opportunities", json={"name": "New line"}))
    tag = acme.get(path).headers["etag"]
    fields = {"notes": "first"}
    refused(patched(acme, path, fields, None), 428)
    refused(patched(acme, path, fields, '"stale"'), 412)
    changed = patched(acme, path, fields, tag)
    assert read(changed)["facts"]["notes"]["value"] == "first"
    assert changed.headers["etag"] == acme.get(path).headers["etag"] != tag
    refused(patched(acme, path, {"notes": "second"}, tag), 412)
    read(patched(acme, path, {"notes": "second"}, f'"stale", {changed.headers["etag"]}'))
    read(patched(acme, path, {"notes": None}, "*"))
    assert "notes" not in read(acme.get(path))["facts"]


def test_what_was_read_before_need_not_come_again(acme: Client) -> None:
    tag = acme.get(ANN).headers["etag"]
    answer = acme.get(ANN, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag


def test_a_change_elsewhere_in_the_account_is_no_hindrance(acme: Client) -> None:
    tag = acme.get(ANN).headers["etag"]
    made(acme.post(f"{ACME}/people", json={"name": "Zoe"}))
    read(patched(acme, ANN, {"title": "Director"}, tag))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"shoe_size": 5}, "There is no such field for person"),
        ({"support": "lukewarm"}, "not one of"),
        ({"name": ""}, "can't be empty"),
        ({"name": None}, "can't be empty"),
        ({"decision_weight": -1}, "between"),
        ({"notes": "x" * 10_001}, "characters"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    acme: Client, fields: dict[str, Any], says: str
) -> None:
    before = acme.get(ANN).headers["etag"]
    problem = refused(patched(acme, ANN, fields, before), 422)
    assert says in problem["detail"]
    assert acme.get(ANN).headers["etag"] == before


def test_a_setting_of_an_account_is_a_field(acme: Client) -> None:
    account = read(patched(acme, ACME, {"half_life_days": 120}, "*"))
    assert account["facts"]["setting:half_life_days"]["value"] == 120
    refused(patched(acme, ACME, {"half_moon_days": 120}, "*"), 422)


def test_what_is_said_for_an_opportunity_holds_for_it_alone(acme: Client) -> None:
    made(acme.post(f"{ACME}/opportunities", json={"name": "New line"}))
    change = {"fields": {"support": "enemy"}, "opportunity": "New line", "said_by": "Kim"}
    read(acme.patch(ANN, json=change, headers={"If-Match": "*"}))
    assert "support" not in read(acme.get(ANN))["facts"]
    there = read(acme.get(f"{ANN}?opportunity=New line"))
    assert there["facts"]["support"]["value"] == "enemy"
    assert there["facts"]["support"]["said_by"] == "Kim"


CREATIONS: list[tuple[str, dict[str, Any]]] = [
    ("/v1/accounts", {"name": "Borealis", "fields": {"kind": "dream"}}),
    (f"{ACME}/people", {"name": "Eve Moss", "fields": {"title": "CTO"}}),
    (f"{ACME}/opportunities", {"name": "New line"}),
    (f"{ACME}/links", {"kind": "knows", "source": "Ann Lee", "target": "Dana Reyes"}),
    (f"{ACME}/touches", {"people": ["Ann Lee"], "on": "2026-02-01", "channel": "call"}),
    (f"{ANN}/notes", {"text": "prefers mornings", "private": True}),
    (f"{ACME}/suggestions/Ann Lee/accept", {"why": "we meet anyway"}),
]


@pytest.mark.parametrize(("path", "body"), CREATIONS)
def test_what_is_sent_twice_with_its_key_is_written_once_and_answered_alike(
    acme: Client, start: Start, path: str, body: dict[str, Any]
) -> None:
    key = {"Idempotency-Key": "4f1c-A"}
    first = acme.post(path, json=body, headers=key)
    made(first)
    count = len(acme.app.state.store.batches())
    change = {"fields": {"title": "Somebody else"}}
    read(acme.patch(ANN, json=change, headers={"If-Match": "*"}))
    restarted = start()
    for api in (acme, restarted):
        again = api.post(path, json=body, headers=key)
        assert (again.status_code, again.content) == (201, first.content)
        assert again.headers.get("etag") == first.headers.get("etag")
    assert len(acme.app.state.store.batches()) == count + 1


@pytest.mark.parametrize(("path", "body"), CREATIONS)
def test_a_key_that_came_with_another_request_is_refused(
    acme: Client, path: str, body: dict[str, Any]
) -> None:
    key = {"Idempotency-Key": "once"}
    made(acme.post(path, json=body, headers=key))
    refused(acme.post(path, json=body | {"said_by": "Kim"}, headers=key), 422)
    refused(acme.post(f"{ACME}/people", json={"name": "Other"}, headers=key), 422)


def test_without_a_key_what_is_sent_twice_is_two(acme: Client) -> None:
    note = {"text": "again"}
    made(acme.post(f"{ANN}/notes", json=note))
    made(acme.post(f"{ANN}/notes", json=note))
    assert len(read(acme.get(ANN))["notes"]) == 2


def test_the_keys_of_two_callers_are_two(start: Start, world: World) -> None:
    api = start()
    made(api.post("/v1/accounts", json={"name": "Acme"}))
    key = {"Idempotency-Key": "1"}
    note = {"text": "again"}
    made(api.post(f"{ACME}/people", json={"name": "Ann Lee"}))
    made(api.post(f"{ANN}/notes", json=note, headers=key))
    made(api.post(f"{ANN}/notes", json=note, headers=key | world.headers(KeyScope.WRITE)))
    assert len(read(api.get(ANN))["notes"]) == 2


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 201])
def test_a_key_that_is_no_short_word_is_refused(acme: Client, key: str) -> None:
    headers = {"Idempotency-Key": key.encode("latin-1")}
    refused(acme.request("POST", f"{ANN}/notes", json={"text": "a"}, headers=headers), 400)


def test_while_a_request_is_under_way_its_repetition_has_to_wait(acme: Client) -> None:
    seen: list[Response] = []
    flight = acme.app.state.in_flight
    tokens: list[str] = []
    alone = flight.alone

    def noting(token: str) -> Any:
        tokens.append(token)
        return alone(token)

    flight.alone = noting
    key = {"Idempotency-Key": "1"}
    made(acme.post(f"{ANN}/notes", json={"text": "a"}, headers=key))
    with alone(tokens[0]):
        seen.append(acme.post(f"{ANN}/notes", json={"text": "a"}, headers=key))
    refused(seen[0], 409)
    assert seen[0].headers["retry-after"] == "1"


def test_what_was_undone_since_is_not_answered_again(acme: Client) -> None:
    key = {"Idempotency-Key": "1"}
    note = made(acme.post(f"{ANN}/notes", json={"text": "a"}, headers=key))
    read(acme.post(f"/v1/imports/{note['batch']}/undo"))
    problem = refused(acme.post(f"{ANN}/notes", json={"text": "a"}, headers=key), 409)
    assert "undone" in problem["detail"]


def test_names_are_taken_once(acme: Client) -> None:
    refused(acme.post("/v1/accounts", json={"name": "ACME"}), 422)
    refused(acme.post(f"{ACME}/people", json={"name": "ann lee"}), 422)
    made(acme.post(f"{ACME}/opportunities", json={"name": "New line"}))
    refused(acme.post(f"{ACME}/opportunities", json={"name": "New line"}), 422)


def test_a_link_is_taken_back(acme: Client) -> None:
    link = {"kind": "influences", "source": "Ann Lee", "target": "Dana Reyes"}
    refused(acme.post(f"{ACME}/links", json=link | {"removed": True}), 422)
    made(acme.post(f"{ACME}/links", json=link | {"probability": 0.4}))
    shown = read(acme.get(f"{ACME}/links?person=Dana Reyes"))["items"]
    assert [(one["from"]["name"], one["probability"]) for one in shown] == [("Ann Lee", 0.4)]
    made(acme.post(f"{ACME}/links", json=link | {"removed": True}))
    assert read(acme.get(f"{ACME}/links"))["items"] == []


def test_a_touch_of_tomorrow_is_refused_and_one_of_today_is_kept(acme: Client) -> None:
    touch = {"people": ["Ann Lee"], "on": "2027-01-01"}
    refused(acme.post(f"{ACME}/touches", json=touch), 422)
    kept = made(acme.post(f"{ACME}/touches", json={"people": ["Ann Lee"], "note": "met"}))
    assert kept["touches"][0]["colleagues"][0]["name"] == "admin tool"
    assert read(acme.get(f"{ACME}/touches"))["items"][0]["key"] == kept["touches"][0]["key"]
    assert read(acme.get(f"{ACME}/touches?person=Dana Reyes"))["items"] == []


def test_a_suggestion_that_is_dismissed_is_left_out(acme: Client) -> None:
    made(acme.post(f"{ACME}/links", json=_influence("Ann Lee")))
    made(acme.post(f"{ACME}/links", json=_influence("Ravi Shah")))
    dismissed = made(acme.post(f"{ACME}/suggestions/Ann Lee/dismiss", json={"why": "on leave"}))
    assert dismissed["action"] == "dismissed"
    answer = read(acme.get(f"{ACME}/next"))
    assert [one["person"]["name"] for one in answer["suggestions"]] == ["Ravi Shah"]
    refused(acme.post(f"{ACME}/suggestions/Ann Lee/accept", json={"why": " "}), 422)
    refused(acme.post(f"{ACME}/suggestions/Ann Lee/shrug", json={"why": "x"}), 422)
    over = {"why": "x", "until": "2020-01-01"}
    refused(acme.post(f"{ACME}/suggestions/Ann Lee/dismiss", json=over), 422)


def _influence(name: str) -> dict[str, str]:
    return {"kind": "influences", "source": name, "target": "Dana Reyes", "strength": "strong"}


def test_a_person_who_is_erased_is_gone_and_stays_out(acme: Client) -> None:
    row = {"name": "Eve Moss", "email": "eve@acme.example"}
    there = f"{ACME}/people/by-external-id/crm/7"
    eve = made(acme.put(there, json={"fields": row}))
    assert eve["facts"]["email"]["value"] in str(read(acme.get(f"{ACME}/people/Eve Moss/export")))
    gone = read(acme.delete(f"{ACME}/people/Eve Moss"))
    assert gone["statements"] >= 1
    refused(acme.get(f"{ACME}/people/Eve Moss"), 404)
    problem = refused(acme.put(there, json={"fields": row}), 422)
    assert "erased" in problem["detail"]


def test_a_batch_is_taken_back_exactly(acme: Client) -> None:
    before = read(acme.get(ANN))
    read(patched(acme, ANN, {"title": "Director"}, "*"))
    newest = read(acme.get("/v1/imports?limit=1&account=Acme"))["items"][0]
    read(acme.post(f"/v1/imports/{newest['id']}/undo"))
    assert read(acme.get(ANN)) == before
    refused(acme.post(f"/v1/imports/{newest['id']}/undo"), 409)
    refused(acme.post("/v1/imports/999/undo"), 404)
    read(patched(acme, ANN, {"title": "Director"}, "*"))
    made_ann = read(acme.get("/v1/imports?sort=id&limit=2"))["items"][1]
    assert refused(acme.post(f"/v1/imports/{made_ann['id']}/undo"), 409)["batches"]


def test_work_goes_on_until_nobody_else_was_faster() -> None:
    tries = iter([Conflict("once"), Conflict("twice"), None])

    def work() -> str:
        if error := next(tries):
            raise error
        return "done"

    assert until_written(work) == "done"
