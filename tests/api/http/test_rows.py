"""People from another system: each found by its id there, many at once, all or none."""

from typing import Any

import pytest

from tests.api.http.client import Client
from tests.api.http.conftest import made, read, refused

ACME = "/v1/accounts/Acme"
THERE = f"{ACME}/people/by-external-id/salesforce/003A"


def row(id_: str, **fields: Any) -> dict[str, Any]:
    return {"system": "salesforce", "id": id_, "fields": fields}


def people(api: Client) -> list[str]:
    return [one["person"]["name"] for one in read(api.get(f"{ACME}/people"))["items"]]


@pytest.fixture
def api(api: Client) -> Client:
    made(api.post("/v1/accounts", json={"name": "Acme"}))
    return api


def test_who_is_new_is_added_and_who_is_known_is_changed(api: Client) -> None:
    first = api.put(THERE, json={"fields": {"name": "Dana Reyes", "title": "CFO"}})
    assert made(first)["facts"]["external_id:salesforce"]["value"] == "003A"
    again = api.put(THERE, json={"fields": {"name": "Dana Reyes", "title": "CEO"}})
    assert read(again)["id"] == first.json()["id"]
    assert again.json()["facts"]["title"]["value"] == "CEO"
    assert again.headers["etag"] == api.get(again.headers["location"]).headers["etag"]


def test_what_is_said_again_writes_nothing(api: Client) -> None:
    body = {"fields": {"name": "Dana Reyes", "tags": ["a", "b"]}}
    first = made(api.put(THERE, json=body))
    count = len(api.app.state.store.batches())
    assert read(api.put(THERE, json=body)) == first
    assert len(api.app.state.store.batches()) == count


def test_what_a_person_said_by_hand_stays(api: Client) -> None:
    dana = made(api.put(THERE, json={"fields": {"name": "Dana Reyes", "title": "CFO"}}))
    path = f"{ACME}/people/{dana['id']}"
    read(api.patch(path, json={"fields": {"title": "CEO"}}, headers={"If-Match": "*"}))
    after = read(api.put(THERE, json={"fields": {"title": "Chief"}}))
    assert after["facts"]["title"]["value"] == "CEO"


def test_a_tag_is_heeded_where_it_is_given(api: Client) -> None:
    body = {"fields": {"name": "Dana Reyes"}}
    tag = api.put(THERE, json=body).headers["etag"]
    stale = {"If-Match": '"stale"'}
    nobody = api.put(THERE.replace("003A", "003Z"), json=body, headers={"If-Match": "*"})
    refused(nobody, 412)
    refused(api.put(THERE, json={"fields": {"title": "CFO"}}, headers=stale), 412)
    read(api.put(THERE, json={"fields": {"title": "CFO"}}, headers={"If-Match": tag}))


def test_who_is_new_needs_a_name(api: Client) -> None:
    refused(api.put(THERE, json={"fields": {"title": "CFO"}}), 422)
    refused(api.put(f"{ACME}/people/by-external-id/Sales force/1", json={"fields": {}}), 422)


def test_each_row_has_a_status_of_its_own(api: Client) -> None:
    made(api.put(THERE, json={"fields": {"name": "Dana Reyes", "title": "CFO"}}))
    rows = [
        row("003A", title="CFO"),
        row("003A", title="CEO"),
        row("003B", name="Ann Lee"),
        row("003B", title="Clerk"),
        row("003C", title="Nobody"),
        row("003D", name="Eve", support="lukewarm"),
    ]
    answer = read(api.post(f"{ACME}/people/batch", json={"rows": rows}))
    assert [(one["status"], one["outcome"]) for one in answer["rows"]] == [
        (200, "unchanged"),
        (200, "changed"),
        (201, "created"),
        (200, "changed"),
        (422, "refused"),
        (422, "refused"),
    ]
    assert answer["written"]
    assert "lukewarm" not in str(answer)
    assert people(api) == ["Ann Lee", "Dana Reyes"]


def test_all_are_taken_or_none(api: Client) -> None:
    rows = [row("003B", name="Ann Lee"), row("003C", title="Nobody")]
    answer = api.post(f"{ACME}/people/batch", json={"rows": rows, "atomic": True})
    statuses = [one["status"] for one in refused(answer, 422)["rows"]]
    assert statuses == [424, 422]
    assert people(api) == []
    good = {"rows": rows[:1], "atomic": True}
    assert read(api.post(f"{ACME}/people/batch", json=good))["rows"][0]["status"] == 201
    assert people(api) == ["Ann Lee"]


def test_a_batch_with_its_key_is_answered_alike(api: Client) -> None:
    body = {"rows": [row("003A", name="Dana Reyes"), row("003C", title="Nobody")]}
    key = {"Idempotency-Key": "batch-1"}
    first = api.post(f"{ACME}/people/batch", json=body, headers=key)
    read(first)
    count = len(api.app.state.store.batches())
    again = api.post(f"{ACME}/people/batch", json=body, headers=key)
    assert (again.status_code, again.content) == (200, first.content)
    assert len(api.app.state.store.batches()) == count
    refused(api.post(f"{ACME}/people/batch", json={"rows": body["rows"][:1]}, headers=key), 422)


def test_more_rows_than_may_come_are_refused(api: Client) -> None:
    rows = [row(str(number), name="x") for number in range(1_001)]
    refused(api.post(f"{ACME}/people/batch", json={"rows": rows}), 422)
    refused(api.post(f"{ACME}/people/batch", json={"rows": []}), 422)
