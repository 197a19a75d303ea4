"""The answer of `inroad next` is what its definitions say, asked as a user asks."""

from dataclasses import replace
from datetime import timedelta
from math import prod, sqrt
from typing import Any

import pytest
from hypothesis import given, settings

from tests.e2e.exact import SUPPORT, Exact, Meeting, Somebody, Tie
from tests.e2e.small_accounts import DAY, World, ask, worlds

FEW_HITS = 3e-4
"""Of a share: below it the sample holds too few sets to tell their standard error."""

LIGHTEST = 1 / 8
"""A light target gets at least this part of an average target's sets."""

CLIENT = World(
    people=(
        Somebody("Di Ray", ("decision_maker", "approver"), political_status="inner_circle"),
        Somebody("Ed Poe", decision_weight=2.5, manager="Di Ray"),
        Somebody("Ann Lee", support="enemy", manager="Ed Poe"),
        Somebody("Bo Ström", ("champion",), support="mentor"),
        Somebody("Cy Fox", status="placeholder"),
        Somebody("Flo Kim"),
        Somebody("Gus Orr", ("procurement",), status="objected"),
    ),
    ties=(
        Tie("Bo Ström", "Di Ray", strength="medium"),
        Tie("Bo Ström", "Di Ray", "constituency_of"),
        Tie("Cy Fox", "Di Ray", "assistant_of", until=DAY),
        Tie("Flo Kim", "Cy Fox", probability=0.8, since=DAY),
        Tie("Flo Kim", "Gus Orr", probability=1.0),
        Tie("Gus Orr", "Di Ray", probability=1.0),
        Tie("Ann Lee", "Di Ray", "conflicts_with"),
        Tie("Ann Lee", "Flo Kim", "knows", probability=0.9),
        Tie("Flo Kim", "Ed Poe", "introduced_by"),
    ),
    meetings=(
        Meeting(DAY - timedelta(45), "Ann Lee"),
        Meeting(DAY - timedelta(20), "Bo Ström"),
        Meeting(DAY, "Bo Ström"),
        Meeting(DAY + timedelta(1), "Flo Kim"),
    ),
    left={"Bo Ström": DAY + timedelta(5)},
    by="gain",
)
"""Two roles and the inner circle, a stated weight, parallel links, a seat, one who objected,
links without influence, and dates before and after the day."""


@given(worlds())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_answer_is_what_going_through_all_worlds_gives(world: World) -> None:
    check(world, ask(world))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"by": "score"},
        {"include_targets": True},
        {"exclude": frozenset({"Bo Ström"})},
        {"targets": {"Ann Lee": 2.0, "Di Ray": 0.5}},
        {"targets": {"Gus Orr": 2.0, "Cy Fox": 1.0}},
        {"engaged": {"Ed Poe": 0.5, "Flo Kim": 1.0, "Bo Ström": 0.0}},
        {"day": DAY - timedelta(30)},
        {"day": DAY - timedelta(400)},
        {"day": DAY + timedelta(3)},
        {"day": DAY + timedelta(90)},
    ],
    ids=str,
)
def test_the_answer_of_a_lifelike_client_is_exact(change: dict[str, Any]) -> None:
    world = replace(CLIENT, **change)
    answer = ask(world)
    assert answer["suggestions"]
    check(world, answer)


def check(world: World, answer: Any) -> None:
    """Every number of an answer, against the definitions."""
    exact = world.exact()
    assert answer["total_weight"] == pytest.approx(exact.total)
    weights = {one["person"]["name"]: one["weight"] for one in answer["targets"]}
    assert weights == pytest.approx(dict(exact.weights))
    assert set(named(answer)) <= world.candidates
    if not exact.total:
        assert named(answer) == []
        return
    within = 5 * answer["standard_error"] + FEW_HITS
    assert answer["decision_reached"] == pytest.approx(exact.reach() / exact.total, abs=within)
    check_targets(answer, exact)
    check_suggestions(world, answer, exact)
    check_order(world, answer, exact)


def named(answer: Any) -> list[str]:
    return [one["person"]["name"] for one in answer["suggestions"]]


def check_targets(answer: Any, exact: Exact) -> None:
    for one in answer["targets"]:
        name = one["person"]["name"]
        part = max(exact.weights[name] / exact.total, LIGHTEST / len(exact.weights))
        within = 5 * sqrt(0.25 / (part * answer["sets"]))
        if exact.weights[name]:
            assert one["reached"] == pytest.approx(exact.reached(name), abs=within)


def check_suggestions(world: World, answer: Any, exact: Exact) -> None:
    supports = {one.name: one.support for one in world.people}
    for at, one in enumerate(answer["suggestions"]):
        name = named(answer)[at]
        share = exact.gain(name, named(answer)[:at]) / exact.total
        assert one["rank"] == at + 1
        assert one["share"] == pytest.approx(share, abs=5 * one["standard_error"] + FEW_HITS)
        assert one["gain"] == pytest.approx(one["share"] * exact.total)
        assert one["engaged"] == pytest.approx(exact.active[name])
        assert contact(one) == expected_contact(world, name)
        factors = {factor["name"]: factor["value"] for factor in one["factors"]}
        assert factors["support"] == SUPPORT[supports[name]]
        assert one["score"] == pytest.approx(one["gain"] * prod(factors.values()))


def contact(suggestion: Any) -> tuple[int | None, bool, str]:
    return tuple(suggestion[part] for part in ("days_since_contact", "contact_known", "coverage"))


def expected_contact(world: World, name: str) -> tuple[int | None, bool, str]:
    """Days since, whether that is known, and the word; a meeting counts whole for 90 days."""
    past = [one for one in world.meetings if one.on <= world.day]
    met = [(world.day - one.on).days for one in past if one.person == name]
    if not met:
        return None, bool(past), "no_contact" if past else "unknown"
    counted = sum(min(1, 2 * 0.5 ** (days / 90)) for days in met)
    return min(met), True, "multiple_contacts" if counted >= 2 else "brief_contact"


def check_order(world: World, answer: Any, exact: Exact) -> None:
    """Nobody who isn't there adds anything, and by gain nobody stands above one who adds more."""
    above: list[str] = []
    for one in (*answer["suggestions"], None):
        gains = {name: exact.gain(name, above) for name in world.candidates - {*above}}
        share = max(gains.values(), default=0.0) / exact.total
        if one is None:
            assert share <= 10 * FEW_HITS
        elif world.by == "gain":
            assert one["share"] >= share - 5 * one["standard_error"] - FEW_HITS
        above += [] if one is None else [one["person"]["name"]]


def test_exact_substitutes_are_named_and_equals_are_tied() -> None:
    """Ann and Bo both stand behind Cy alone; Flo moves the other target as much as Ann does."""
    world = World(
        people=[
            Somebody("Di Ray", decision_weight=1),
            Somebody("Ed Poe", decision_weight=1),
            *(Somebody(name) for name in ("Ann Lee", "Bo Ström", "Flo Kim")),
            Somebody("Cy Fox", status="placeholder"),
        ],
        ties=[
            Tie("Ann Lee", "Cy Fox", probability=1.0),
            Tie("Bo Ström", "Cy Fox", probability=1.0),
            Tie("Cy Fox", "Di Ray", probability=0.5),
            Tie("Flo Kim", "Ed Poe", probability=0.5),
        ],
    )
    answer = ask(world)
    check(world, answer)
    assert answer["ties"] == [[1, 2]]
    of = {one["person"]["name"]: one for one in answer["suggestions"]}
    assert of["Ann Lee"]["instead"][0]["name"] == "Bo Ström"
