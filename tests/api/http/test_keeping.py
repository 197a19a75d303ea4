"""Answers that are kept in memory: given again while nothing has changed, never after."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from threading import get_ident
from typing import Any

import pytest
from httpx import Response

from api.http.keeping import Answer, Answers, Question
from api.http.keys import KeyScope
from graph.planning.opening import open_account
from graph.planning.recording import By, state
from graph.resolve import View
from graph.store import open_store
from graph.vocabulary import EntityKind
from tests.api.commands import done
from tests.api.http.client import Client
from tests.api.http.conftest import START, World, made, read, refused

ACME = "/v1/accounts/Acme"
NEXT = f"{ACME}/next"
ANN = f"{ACME}/people/Ann Lee"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def is_kept(api: Client, path: str = NEXT) -> bool:
    """Whether an answer says that it was worked out at the same moment as the one before it."""
    return len({read(api.get(path))["as_of"] for _ in range(2)}) == 1


def add_eve(api: Client, _: World) -> Response:
    return api.post(f"{ACME}/people", json={"name": "Eve"})


def add_touch(api: Client, _: World) -> Response:
    return api.post(f"{ACME}/touches", json={"people": ["Ann Lee"], "channel": "call"})


def change_account(api: Client, _: World) -> Response:
    tag = api.get(ACME).headers["etag"]
    return api.patch(ACME, json={"fields": {"kind": "customer"}}, headers={"If-Match": tag})


def undo(api: Client, _: World) -> Response:
    newest = read(api.get("/v1/imports"))["items"][0]["id"]
    return api.post(f"/v1/imports/{newest}/undo")


def erase(_: Client, world: World) -> None:
    done("--store", str(world.store), "erase", "Ravi Shah", "--yes")


def write_from_another_program(_: Client, world: World) -> None:
    done("--store", str(world.store), "person", "Ann Lee", "--title", "CTO")


def write_through_another_store(_: Client, world: World) -> None:
    with closing(open_store(str(world.store))) as store:
        at = open_account(store, "Acme", View(NOW))
        ann = next(one.id for one in at.people if one.name == "Ann Lee")
        state(store, at.id, EntityKind.PERSON, ann, {"title": "CTO"}, By("Ann", NOW))


@pytest.mark.parametrize("path", [NEXT, f"{ACME}/coverage", f"{ACME}/review"])
def test_while_nothing_changes_an_answer_is_given_again(acme: Client, path: str) -> None:
    assert is_kept(acme, path)


def test_ways_in_are_given_again(acme: Client) -> None:
    first, second = (acme.get(f"{ANN}/ways-in") for _ in range(2))
    assert (first.content, first.headers["etag"]) == (second.content, second.headers["etag"])


@pytest.mark.parametrize(
    "change",
    [
        add_eve,
        add_touch,
        change_account,
        undo,
        erase,
        write_from_another_program,
        write_through_another_store,
    ],
)
def test_after_a_write_it_is_worked_out_again(
    acme: Client, world: World, change: Callable[[Client, World], object]
) -> None:
    before = {path: read(acme.get(path)) for path in (NEXT, f"{ACME}/coverage")}
    change(acme, world)
    after = {path: read(acme.get(path)) for path in before}
    assert all(after[path]["as_of"] > before[path]["as_of"] for path in before)


def test_what_was_written_stands_in_the_next_answer(acme: Client) -> None:
    for number in range(10):
        made(acme.post(f"{ACME}/people", json={"name": f"Eve {number}"}))
        names = {one["person"]["name"] for one in read(acme.get(f"{ACME}/coverage"))["people"]}
        assert f"Eve {number}" in names


def test_whoever_has_it_already_gets_it_not_again(acme: Client, world: World) -> None:
    tag = acme.get(NEXT).headers["etag"]
    again = acme.get(NEXT, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    add_touch(acme, world)
    read(acme.get(NEXT, headers={"If-None-Match": tag}))


def test_each_caller_has_answers_of_their_own(acme: Client, world: World) -> None:
    private = {"fields": {"title": "Kingmaker"}, "private": True}
    tag = acme.get(ANN).headers["etag"]
    read(acme.patch(ANN, json=private, headers={"If-Match": tag}))
    own, other = (
        acme.get(f"{ACME}/coverage", headers=world.headers(scope)).text
        for scope in (KeyScope.ADMIN, KeyScope.READ)
    )
    assert "Kingmaker" in own
    assert "Kingmaker" not in other


def test_a_kept_answer_is_none_for_a_key_that_was_revoked(acme: Client, world: World) -> None:
    key, text = world.keys.add("crm", KeyScope.READ, START, None)
    headers = {"Authorization": f"Bearer {text}"}
    read(acme.get(NEXT, headers=headers))
    world.keys.revoke(key.id, START)
    refused(acme.get(NEXT, headers=headers), 401)
    refused(acme.get(NEXT, headers={"Authorization": ""}), 401)


def test_questions_are_told_apart(acme: Client) -> None:
    asked = ["limit=1", "limit=2", "as_of=2026-03-01", "seed=2", "include_targets=true"]
    first = {one: acme.get(f"{NEXT}?{one}").content for one in asked}
    assert len(set(first.values())) == len(asked)
    assert {one: acme.get(f"{NEXT}?{one}").content for one in asked} == first


def test_a_touch_of_later_that_day_counts_from_then_on(acme: Client, world: World) -> None:
    later = (world.clock.now + timedelta(hours=1)).time().isoformat("minutes")
    body = {"people": ["Ann Lee"], "channel": "call", "at": later}
    made(acme.post(f"{ACME}/touches", json=body))
    assert _days_since_contact(acme) is None
    world.clock.now += timedelta(minutes=30)
    assert is_kept(acme, f"{ACME}/coverage")
    world.clock.now += timedelta(minutes=31)
    assert _days_since_contact(acme) == 0


def _days_since_contact(api: Client) -> Any:
    people = read(api.get(f"{ACME}/coverage"))["people"]
    return next(one["days_since_contact"] for one in people if one["person"]["name"] == "Ann Lee")


def test_on_the_next_day_it_is_worked_out_again(acme: Client, world: World) -> None:
    before = read(acme.get(NEXT))["as_of"]
    world.clock.now += timedelta(hours=20)
    assert read(acme.get(NEXT))["as_of"] > before


def asked(text: str) -> Question:
    return Question("key:1", text, b"")


def answer(body: bytes, until: time | None = None) -> Answer:
    return Answer(body, '"tag"', NOW, until)


def test_no_more_is_kept_than_fits_and_what_was_asked_for_last_stays() -> None:
    answers = Answers(most_bytes=10_000)
    for number in range(3):
        answers.keep(asked(str(number)), 1, answer(bytes(2_000)))
    assert answers.find(asked("0"), 1, NOW)
    answers.keep(asked("3"), 1, answer(bytes(2_000)))
    found = [number for number in range(4) if answers.find(asked(str(number)), 1, NOW)]
    assert found == [0, 2, 3]


def test_what_fits_nowhere_is_not_kept() -> None:
    answers = Answers(most_bytes=10_000)
    answers.keep(asked("0"), 1, answer(bytes(10_000)))
    assert answers.find(asked("0"), 1, NOW) is None


def test_of_another_version_nothing_is_found() -> None:
    answers = Answers()
    answers.keep(asked("0"), 1, answer(b"1"))
    assert answers.find(asked("0"), 2, NOW) is None
    answers.keep(asked("1"), 2, answer(b"2"))
    assert answers.find(asked("0"), 2, NOW) is None


def test_a_clock_that_is_set_back_finds_nothing() -> None:
    assert not answer(b"").holds(NOW - timedelta(seconds=1))
    assert not answer(b"", until=time(10)).holds(NOW + timedelta(hours=1))
    assert answer(b"", until=time(10)).holds(NOW + timedelta(minutes=59))


def test_accounts_whose_names_hold_signs_of_an_address_are_told_apart(api: Client) -> None:
    for name, people in (("A?B", 1), ("A", 2), ("A#B", 3)):
        account = made(api.post("/v1/accounts", json={"name": name}))
        for number in range(people):
            path = f"/v1/accounts/{account['id']}/people"
            made(api.post(path, json={"name": f"{name} {number}"}))
    counts = [
        sum(read(api.get(f"/v1/accounts/{path}/coverage"))["counts"].values())
        for path in ("A", "A%3FB", "A%23B") * 2
    ]
    assert counts == [2, 1, 3] * 2


def test_a_server_is_asked_for_its_version_beside_the_loop(
    acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may take seconds, in which others want to be answered."""
    store = acme.app.state.store
    version, asked_in = store.data_version, set[int]()

    def data_version() -> int:
        asked_in.add(get_ident())
        return int(version())

    monkeypatch.setattr(store, "data_version", data_version)
    monkeypatch.setattr(type(store), "is_remote", True)
    read(acme.get(NEXT))
    assert asked_in
    assert get_ident() not in asked_in
