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
"""Of a share: below it a sample of 65,536 sets holds too few to tell their standard error."""

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
@settings(max_examples=30, deadline=None)
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
        factors = {factor["name"]: factor["value"] for factor in one["factors"]}
        assert factors["support"] == SUPPORT[supports[name]]
        assert one["score"] == pytest.approx(one["gain"] * prod(factors.values()))


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
