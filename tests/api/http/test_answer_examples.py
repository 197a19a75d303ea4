"""The answers that the description shows are those that the requests it shows get.

INROAD_KEEP_EXAMPLES=1 keeps the answers as they are now, to be read before they are committed.
"""

import json
import os
import re
from time import sleep
from typing import Any

import pytest

from api.http.examples import FILE, answers
from api.http.routes.things import EXAMPLES
from tests.api.commands import done
from tests.api.http.client import Client
from tests.api.http.conftest import World, made, read
from tests.api.http.test_openapi import example, operations, placed

LAST_BATCH = "15"
FILES = {
    "start_import": ("people.csv", "name,email,title\nMei Tan (GONE),mei@acme.example,Buyer\n")
}
ASKED = {"read_what_if": {"leaves": "Ann Lee"}, "list_inferred": {"kind": "influences"}}
DECIDED = {"decide_proposals": "list_proposals", "decide_inferred": "list_inferred"}
"""What is decided, by what lists it."""

MAILS = b"sender,recipient,timestamp\nAnn Lee,Ravi Shah,2026-03-01 10:00:00\n"
JOB = "4f7c2a90b1d3e658"
"""What stands for the id of a job, which is another each time; twice, for a digest."""

DIGEST = re.compile(r'"digest": "[0-9a-f]+"')

STORY = (
    *("alive", "ready", "list_accounts", "read_account", "add_account", "change_account"),
    *("list_people", "read_person", "add_person", "change_person"),
    *("list_opportunities", "read_opportunity", "add_opportunity", "change_opportunity"),
    *("add_link", "list_links", "add_touch", "list_touches", "add_note", "decide_suggestion"),
    *(
        "whom_next",
        "list_ways_in",
        "read_coverage",
        "read_review",
        "read_consensus",
        "read_what_if",
        "read_map_data",
    ),
    *("list_lapsed_buyers", "list_effort", "list_overdue", "list_needs_reason", "read_week"),
    *("read_ledger", "read_when", "check_wording"),
    *(
        f"{verb}_{kind}{'s' if verb == 'list' else ''}"
        for kind in EXAMPLES
        for verb in ("add", "list", "read", "change")
    ),
    *("list_reasons_for", "read_toolkit"),
    *("begin_brainstorm", "add_idea", "vote_idea", "list_brainstorms", "read_brainstorm"),
    "keep_ideas",
    *("list_batches", "undo_batch", "export_person", "upsert_person", "take_people"),
    *(
        "start_import",
        "read_job",
        "list_jobs",
        "cancel_job",
        "list_proposals",
        "decide_proposals",
        "list_inferred",
        "list_exchanges",
        "decide_inferred",
        "erase_person",
    ),
)


@pytest.fixture
def api(acme: Client) -> Client:
    made(acme.post("/v1/accounts/Acme/opportunities", json={"name": "Old line"}))
    return acme


def told(api: Client, world: World) -> dict[str, Any]:
    """What each operation of the story answers, by its name, alike each time."""
    described = read(api.get("/v1/openapi.json"))
    by_name = {one["operationId"]: (path, method, one) for path, method, one in operations(api)}
    got: dict[str, Any] = {}
    for name in STORY:
        path, method, operation = by_name[name]
        given = asked(name, method, described, operation)
        if name == "list_inferred":
            done("--store", str(world.store), "import", "-", "--account", "Acme", stdin=MAILS)
        if name in DECIDED:
            given["json"] = {"accept": [one["id"] for one in got[DECIDED[name]]["items"]]}
        address = placed(path, batch=LAST_BATCH, job=got.get("start_import", {}).get("id"))
        answer = api.request(method, address, **given)
        assert answer.status_code < 300, (name, answer.text)
        got[name] = answer.json()
        if name in FILES:
            wait(api, world, answer.headers["location"])
    text = json.dumps(got).replace(got["start_import"]["id"], JOB)
    alike: dict[str, Any] = short(DIGEST.sub(f'"digest": "{2 * JOB}"', text))
    return alike


def asked(
    name: str, method: str, described: dict[str, Any], operation: dict[str, Any]
) -> dict[str, Any]:
    """What is sent beside the address."""
    if name in FILES:
        return {"files": {"file": FILES[name]}, "params": {"account": "Acme"}}
    if name in ASKED:
        return {"params": ASKED[name]}
    body = {"json": example(described, operation)} if "requestBody" in operation else {}
    return body | ({"headers": {"If-Match": "*"}} if method == "patch" else {})


def wait(api: Client, world: World, address: str) -> None:
    """Until an import is over; for the story's clock it is over at once."""
    now = world.clock.now
    while read(api.get(address))["state"] in {"waiting", "running"}:
        sleep(0.05)
    world.clock.now = now


def short(text: str) -> Any:
    """Read with five digits: the last ones differ between machines."""
    return json.loads(text, parse_float=lambda digits: round(float(digits), 5))


def test_all_that_answer_with_json_are_in_the_story(api: Client) -> None:
    with_json = {
        one["operationId"]
        for _, _, one in operations(api)
        for status, answer in one["responses"].items()
        if status < "3" and "application/json" in answer["content"]
    }
    assert with_json == set(STORY)


def test_the_answers_that_are_shown_are_those_that_come(api: Client, world: World) -> None:
    now = told(api, world)
    if "INROAD_KEEP_EXAMPLES" in os.environ:
        FILE.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for name in STORY:
        assert now[name] == answers().get(name), f"{name}: keep it with INROAD_KEEP_EXAMPLES=1."
