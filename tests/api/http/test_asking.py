"""Questions over HTTP: the same answers as on the command line, as they are described."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from api.http.schemas import answers, things, written
from graph.advice.account_review.consensus import ConsensusAnswer
from graph.advice.next_answer import NextAnswer
from graph.advice.ways import WaysAnswer
from graph.advice.what_if_answer import WhatIfAnswer
from tests.api.commands import inroad
from tests.api.http.client import Client
from tests.api.http.conftest import World, made, read, refused

ACME = "/v1/accounts/Acme"


@pytest.fixture
def busy(acme: Client) -> Client:
    """Acme with links and touches."""
    link = {"kind": "influences", "source": "Ann Lee", "target": "Dana Reyes", "strength": "strong"}
    made(acme.post(f"{ACME}/links", json=link))
    knows = {"kind": "knows", "source": "Ann Lee", "target": "Ravi Shah"}
    made(acme.post(f"{ACME}/links", json=knows))
    touch = {
        "people": ["Ravi Shah"],
        "colleagues": ["Kim Ito"],
        "on": "2026-02-20",
        "channel": "in_person",
        "intent": "give",
        "fields": {"visit": ["connect", "learn"]},
    }
    made(acme.post(f"{ACME}/touches", json=touch))
    made(acme.post(f"{ACME}/opportunities", json={"name": "New line", "fields": {"stage": "open"}}))
    made(acme.post(f"{ACME}/people/Ann Lee/notes", json={"text": "prefers mornings"}))
    return acme


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/v1/accounts", answers.AccountPage),
        (ACME, things.AccountDetail),
        (f"{ACME}/people", answers.PersonPage),
        (f"{ACME}/people/Ann Lee", things.PersonDetail),
        (f"{ACME}/people/Ann Lee?opportunity=New line", things.PersonDetail),
        (f"{ACME}/people/Ann Lee/export", written.Export),
        (f"{ACME}/people/Dana Reyes/ways-in", WaysAnswer),
        (f"{ACME}/next", NextAnswer),
        (f"{ACME}/next?as_of=2026-02-25&target=Dana Reyes=2&engaged=Ann Lee=0.5", NextAnswer),
        (f"{ACME}/next?explain=true&include_targets=true", NextAnswer),
        (f"{ACME}/coverage", answers.CoverageAnswer),
        (f"{ACME}/review", answers.Review),
        (f"{ACME}/consensus", ConsensusAnswer),
        (f"{ACME}/what-if?leaves=Ann Lee&won=Ravi Shah", WhatIfAnswer),
        (f"{ACME}/links", answers.LinkPage),
        (f"{ACME}/touches", answers.TouchPage),
        (f"{ACME}/opportunities", answers.OpportunityPage),
        (f"{ACME}/opportunities/New line", things.Thing),
        (f"{ACME}/proposals", answers.ProposalPage),
        (f"{ACME}/map", answers.MapData),
        (f"{ACME}/map?explain=true", answers.MapData),
        ("/v1/imports", answers.BatchPage),
        ("/v1/imports?account=Acme", answers.BatchPage),
    ],
)
def test_every_answer_is_as_it_is_described(busy: Client, path: str, model: Any) -> None:
    TypeAdapter(model).validate_json(busy.get(path).content, strict=False)
    read(busy.get(path))


def test_next_is_what_the_command_line_answers(busy: Client, world: World) -> None:
    here = read(busy.get(f"{ACME}/next?as_of=2026-03-01&limit=2&seed=7"))
    there = inroad(
        *("--store", str(world.store), "--as", "admin tool", "next", "Acme"),
        *("--as-of", "2026-03-01", "--limit", "2", "--seed", "7", "--json"),
    )
    assert here["suggestions"]
    assert {**here, "as_of": ""} == {**there.json, "as_of": ""}


def test_an_explanation_is_what_the_command_line_answers(busy: Client, world: World) -> None:
    here = read(busy.get(f"{ACME}/next?as_of=2026-03-01&explain=true&include_targets=true"))
    there = inroad(
        *("--store", str(world.store), "--as", "admin tool", "next", "Acme"),
        *("--as-of", "2026-03-01", "--include", "targets", "--explain", "--json"),
    )
    assert here["suggestions"][0]["explanation"]["routes"]
    assert {**here, "as_of": ""} == {**there.json, "as_of": ""}


def test_a_review_is_what_the_command_line_answers(busy: Client, world: World) -> None:
    here = read(busy.get(f"{ACME}/review?as_of=2026-03-01"))
    there = inroad("--store", str(world.store), "review", "Acme", "--as-of", "2026-03-01", "--json")
    assert {**here, "as_of": ""} == {**there.json, "as_of": ""}


def test_what_if_is_what_the_command_line_answers(busy: Client, world: World) -> None:
    here = read(busy.get(f"{ACME}/what-if?as_of=2026-03-01&horizon=9&won=Ann Lee&leaves=Ravi Shah"))
    there = inroad(
        *("--store", str(world.store), "--as", "admin tool", "what-if", "Acme", "--horizon", "9"),
        *("--won", "Ann Lee", "--leaves", "Ravi Shah", "--as-of", "2026-03-01", "--json"),
    )
    assert here["difference"]
    assert {**here, "as_of": ""} == {**there.json, "as_of": ""}


@pytest.mark.parametrize("asked", ["", "?leaves=Ann Lee&won=Ann Lee", "?lost=Nobody Here"])
def test_what_if_of_nobody_or_of_one_person_twice_is_refused(busy: Client, asked: str) -> None:
    assert busy.get(f"{ACME}/what-if{asked}").status_code in {404, 422}


def test_the_ways_in_come_the_most_probable_first(busy: Client) -> None:
    ways = read(busy.get(f"{ACME}/people/Ann Lee/ways-in"))["items"]
    assert [step["person"]["name"] for step in ways[0]["way_in"]] == ["Kim Ito", "Ravi Shah"]


@pytest.mark.parametrize(
    ("ending", "media_type", "starts"),
    [
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("svg", "image/svg+xml", b"<"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_the_map_comes_as_a_file(busy: Client, ending: str, media_type: str, starts: bytes) -> None:
    answer = busy.get(f"{ACME}/map.{ending}")
    assert answer.headers["content-type"] == media_type
    assert answer.content.lower().startswith(starts.lower())
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=-1",
        "limit=x",
        "by=luck",
        "seed=-1",
        "engaged=Ann Lee=2",
        "target=Nobody",
        "unknown=1",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(busy: Client, query: str) -> None:
    status = 404 if "Nobody" in query else 422
    refused(busy.get(f"{ACME}/next?{query}"), status)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00"])
def test_a_day_at_the_end_of_time_is_no_fault_of_ours(acme: Client, day: str) -> None:
    answer = acme.get(f"{ACME}/next", params={"as_of": day})
    assert answer.status_code < 500, answer.text


def test_a_page_ends_where_the_next_one_starts(api: Client) -> None:
    made(api.post("/v1/accounts", json={"name": "Acme"}))
    names = [f"Person {number:02}" for number in range(25)]
    for name in names:
        made(api.post(f"{ACME}/people", json={"name": name}))
    assert _all_names(api, "name") == names
    assert _all_names(api, "-name") == names[::-1]


def _all_names(api: Client, sort: str) -> list[str]:
    seen: list[str] = []
    cursor = ""
    while True:
        page = read(api.get(f"{ACME}/people?limit=10&sort={sort}{cursor}"))
        seen += [one["person"]["name"] for one in page["items"]]
        if page["next"] is None:
            return seen
        cursor = f"&cursor={page['next']}"


def test_a_page_goes_on_where_it_was_though_somebody_came_before(acme: Client) -> None:
    first = read(acme.get(f"{ACME}/people?limit=1"))
    made(acme.post(f"{ACME}/people", json={"name": "Aaron"}))
    second = read(acme.get(f"{ACME}/people?limit=1&cursor={first['next']}"))
    assert second["items"][0]["person"]["name"] == "Dana Reyes"


def test_a_cursor_of_another_order_is_refused(acme: Client) -> None:
    cursor = read(acme.get(f"{ACME}/people?limit=1"))["next"]
    refused(acme.get(f"{ACME}/people?limit=1&sort=engaged&cursor={cursor}"), 400)
    refused(acme.get(f"{ACME}/people?cursor=" + json.dumps([1])), 400)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=procure", ["Ravi Shah"]),
        ("buying_role=decision_maker", ["Dana Reyes"]),
        ("level=c_level", ["Dana Reyes"]),
        ("coverage=no_contact", ["Ann Lee", "Dana Reyes"]),
        ("sort=-last_contact&limit=1", ["Ravi Shah"]),
        ("status=left", []),
    ],
)
def test_people_are_filtered_and_in_order(busy: Client, query: str, names: list[str]) -> None:
    shown = read(busy.get(f"{ACME}/people?{query}"))["items"]
    assert [one["person"]["name"] for one in shown] == names
