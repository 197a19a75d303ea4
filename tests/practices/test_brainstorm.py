"""A game: fill in the blank against the clock, vote on the value to the listener, keep the best."""

from typing import Any

import pytest

from tests.api.commands import done, inroad
from tests.api.http.conftest import made, read
from tests.practices.ways import BASE, CommandLine, Way

BOARDS = f"{BASE}/brainstorms"
ASKED = "What helps Ann by Monday"


def begin(acme: Way, **given: Any) -> Any:
    """The board that is begun."""
    if isinstance(acme, CommandLine):
        told = [part for name, value in given.items() for part in (f"--{name}", str(value))]
        return done("brainstorm", "Acme", "--new", ASKED, *told, "--json").json
    return made(acme.api.post(BOARDS, json={"text": ASKED, **given}))


def add(acme: Way, *ideas: str) -> None:
    for text in ideas:
        if isinstance(acme, CommandLine):
            done("brainstorm", "Acme", "--idea", text)
        else:
            made(acme.api.post(f"{BOARDS}/{ASKED}/ideas", json={"text": text}))


def vote(acme: Way, idea: str, value: int) -> None:
    if isinstance(acme, CommandLine):
        done("brainstorm", "Acme", "--vote", f"{idea}={value}")
    else:
        read(acme.api.put(f"{BOARDS}/{ASKED}/ideas/{idea}/vote", json={"value": value}))


def colleague_votes(name: str, idea: str, value: int) -> None:
    done("--as", name, "brainstorm", "Acme", "--vote", f"{idea}={value}")


def keep(acme: Way, best: int) -> None:
    if isinstance(acme, CommandLine):
        done("brainstorm", "Acme", "--keep", str(best))
    else:
        made(acme.api.post(f"{BOARDS}/{ASKED}/keep", json={"best": best}))


def board(acme: Way) -> Any:
    """The board as both ways in show it, but for the clock, which runs."""
    told = done("brainstorm", "Acme", "--board", ASKED, "--json").json
    answered = read(acme.api.get(f"{BOARDS}/{ASKED}"))
    assert read(acme.api.get(BOARDS))["items"][0]["id"] == told["id"]
    assert told.pop("seconds_left") >= answered.pop("seconds_left") >= 0
    assert told == answered
    return told


def test_c10_a_board_has_a_clock_and_an_aim(acme: Way) -> None:
    begun = begin(acme, minutes=15, person="Ann Lee")
    assert 0 < begun["seconds_left"] <= 15 * 60
    assert (begun["aim_from"], begun["aim_to"], begun["ideas"]) == (20, 30, [])
    assert begun["person"]["name"] == "Ann Lee"
    add(acme, "a sheet of stops", "what the audit asked us")
    assert [one["text"] for one in board(acme)["ideas"]] == [
        "a sheet of stops",
        "what the audit asked us",
    ]
    shown = acme.text("brainstorm", "Acme")
    assert "2 ideas, aim for 20 to 30; 14:" in shown
    assert "minutes left of 15." in shown


def test_c10_each_votes_once_on_an_idea_and_a_second_vote_replaces_the_first(acme: Way) -> None:
    begin(acme)
    add(acme, "a sheet", "a study")
    vote(acme, "1", 5)
    vote(acme, "a study", 2)
    vote(acme, "1", 1)
    assert [(one["text"], one["value"], one["votes"]) for one in board(acme)["ideas"]] == [
        ("a study", 2, 1),
        ("a sheet", 1, 1),
    ]
    colleague_votes("Kim of the warehouse", "1", 5)
    found = board(acme)
    assert found["voters"] == 2
    assert [(one["text"], one["value"]) for one in found["ideas"]] == [
        ("a sheet", 3),
        ("a study", 1),
    ]
    assert "Kim" not in str(found)


def test_c10_the_best_become_reasons_by_one_command(acme: Way) -> None:
    begin(acme, person="Ann Lee")
    add(acme, "a sheet of stops by Monday", "a study", "a book")
    vote(acme, "2", 2)
    vote(acme, "1", 5)
    keep(acme, 1)
    (reason,) = acme.things("reason")
    assert reason["facts"]["kind"]["value"] == "brainstormed"
    assert acme.suggestion("Ann Lee")["reason"]["text"] == "a sheet of stops by Monday"
    assert acme.suggestion("Bob Stone")["needs_reason"]
    keep(acme, 5)
    assert {one["facts"]["text"]["value"] for one in acme.things("reason")} == {
        "a sheet of stops by Monday",
        "a study",
    }
    assert [bool(one["reason"]) for one in board(acme)["ideas"]] == [True, True, False]


def test_c10_a_request_that_is_sent_again_begins_one_board(acme: Way) -> None:
    key = {"Idempotency-Key": "board-1"}
    first, again = (acme.api.post(BOARDS, json={"text": ASKED}, headers=key) for _ in range(2))
    assert first.json() == again.json()
    assert len(read(acme.api.get(BOARDS))["items"]) == 1


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (("--vote", "1=6"), "1 to 5"),
        (("--vote", "9=3"), "There is no idea '9'"),
        (("--vote", "1"), "IDEA=VALUE"),
        (("--keep", "3"), "No idea that has votes"),
        (("--idea", "A sheet"), "on the board already"),
        (("--minutes", "5"), "go with --new"),
        (("--board", "Another"), "There is no brainstorm 'Another'"),
    ],
)
def test_c10_what_makes_no_sense_is_refused_and_said(told: tuple[str, ...], says: str) -> None:
    done("account", "Acme", "--new")
    assert "begin one with --new" in inroad("brainstorm", "Acme").err
    done("brainstorm", "Acme", "--new", ASKED, "--idea", "a sheet")
    result = inroad("brainstorm", "Acme", *told)
    assert (result.code, says in result.err) == (2, True), result.err
