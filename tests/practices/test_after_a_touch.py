"""What is told right after a contact was written down."""

from datetime import datetime, timedelta
from typing import Any

from tests.api.commands import done
from tests.api.http.conftest import made, read
from tests.practices.ways import ACCOUNT, BASE, CommandLine, Way


def recorded(way: Way, person: str, on: str, **given: str) -> Any:
    """What the way in answers to a contact of Kim's."""
    if isinstance(way, CommandLine):
        told = [part for name, value in given.items() for part in (f"--{name}", value)]
        rest = ("-a", ACCOUNT, "--on", on, "--colleague", "Kim")
        return done("touch", person, *rest, *told, "--json").json
    body: dict[str, Any] = {"people": [person], "colleagues": ["Kim"], "on": on}
    body |= {name: given.pop(name) for name in ("channel", "intent") if name in given}
    body["fields"] = given
    return made(way.api.post(f"{BASE}/touches", json=body))


def ago(days: int) -> str:
    return (datetime.now().astimezone().date() - timedelta(days=days)).isoformat()


def names(way: Way) -> set[str]:
    return {one["person"]["name"] for one in read(way.api.get(f"{BASE}/people"))["items"]}


def test_b17_whoever_writes_down_an_ask_before_a_give_is_told(acme: Way) -> None:
    told = recorded(acme, "Ann Lee", "2026-03-02", channel="call", intent="ask")
    (flag,) = told["flags"]
    assert (flag["row"], flag["person"]["name"]) == ("B17", "Ann Lee")
    told = recorded(acme, "Ann Lee", "2026-03-03", channel="call", intent="give")
    assert told["flags"] == []


def test_e3_whoever_brings_food_a_third_time_is_told(acme: Way) -> None:
    for days in (60, 30):
        acme.touch("Ann Lee", ago(days), channel="treat", intent="social")
    told = recorded(acme, "Ann Lee", ago(2), channel="treat", intent="social")
    assert {one["kind"] for one in told["flags"]} == {"food_too_often", "food_without_meeting"}


def test_b14_after_a_touch_it_is_asked_who_else_they_named(acme: Way) -> None:
    told = recorded(acme, "Ann Lee", "2026-03-02", channel="call", intent="give")
    assert "Who else did Ann Lee name?" in told["asks"]
    told = recorded(acme, "Ann Lee", "2026-03-03", channel="voicemail", intent="give")
    assert told["asks"] == []


def test_b14_who_is_named_and_not_known_becomes_a_placeholder(acme: Way) -> None:
    told = recorded(
        acme, "Ann Lee", "2026-03-02", intent="give", named="COO, unknown; Bo Lind; Bob Stone"
    )
    assert [one["name"] for one in told["placeholders"]] == ["Bo Lind", "COO"]
    assert names(acme) == {"Ann Lee", "Bob Stone", "Dana Reyes", "Bo Lind", "COO"}
    seat = acme.shown("COO")["facts"]
    assert (seat["status"]["value"], seat["title"]["value"]) == ("placeholder", "COO")
    assert (seat["status"]["said_by"], seat["status"]["evidence"]) == (
        "Ann Lee",
        "named on 2026-03-02",
    )
    again = recorded(acme, "Ann Lee", "2026-03-09", intent="give", named="Bo Lind, Treasurer")
    assert (again["placeholders"], len(names(acme))) == ([], 5)


def test_b14_what_is_private_puts_nobody_on_the_map(acme: Way) -> None:
    done("touch", "Ann Lee", "-a", ACCOUNT, "--named", "Bo Lind", "--private")
    assert "Bo Lind" not in names(acme)


def test_b14_taking_the_touch_back_takes_the_placeholder_back(acme: Way) -> None:
    told = recorded(acme, "Ann Lee", "2026-03-02", intent="give", named="Bo Lind")
    done("imports", "undo", str(told["batch"]))
    assert "Bo Lind" not in names(acme)


def test_e6_what_a_touch_did_is_asked_where_nobody_said(acme: Way) -> None:
    told = recorded(acme, "Ann Lee", "2026-03-02", channel="call", intent="give")
    assert any("connect, learn, share, engage" in ask for ask in told["asks"])
    told = recorded(acme, "Ann Lee", "2026-03-03", channel="call", intent="give", visit="learn")
    assert not any("connect" in ask for ask in told["asks"])
