"""Who decides with which weight, and who may be suggested."""

from datetime import timedelta

import pytest

from graph.analysis.targets import Targets, find_candidates, find_targets
from tests.unit.worlds import (
    NOW,
    TODAY,
    Claim,
    names,
    org,
    person_id,
    said,
    setting,
    thing,
    thing_id,
)


def targets(picture: str, *claims: Claim, named: dict[str, float] | None = None) -> Targets:
    given = {person_id(name): weight for name, weight in (named or {}).items()}
    return find_targets(org(picture, *claims), given)


def weights(found: Targets) -> dict[str, float]:
    return {one.person.name: one.weight for one in found.targets}


def candidates(picture: str, *claims: Claim, days: int = 0) -> list[str]:
    account = org(picture, *claims, as_of=NOW + timedelta(days=days))
    return names(find_candidates(account, {}, ()).people)


def test_roles_weigh_as_the_vocabulary_says_and_the_highest_of_several_counts() -> None:
    picture = """
        Ann {decision_maker}
        Bob {champion; approver; procurement}
        Cid {technical_buyer}
        Dee {champion}
    """
    assert weights(targets(picture)) == {"Ann": 3, "Bob": 2, "Cid": 1}


def test_the_inner_circle_doubles_a_role_and_is_none_by_itself() -> None:
    picture = (
        "Ann {approver; inner_circle}\nBob {inner_circle}\nCid {approver; political_structure}"
    )
    assert weights(targets(picture)) == {"Ann": 4, "Cid": 2}


def test_a_stated_weight_wins_over_roles() -> None:
    picture = """
        Ann {decision_maker; decision_weight=0}
        Bob {decision_weight=5; inner_circle}
        Cid {approver}
    """
    assert weights(targets(picture)) == {"Bob": 5, "Cid": 2}


def test_named_targets_win_over_all() -> None:
    picture = "Ann {decision_maker}\nBob\nCid"
    assert weights(targets(picture, named={"Bob": 1, "Cid": 2.5})) == {"Cid": 2.5, "Bob": 1}


@pytest.mark.parametrize("status", ["left", "objected"])
def test_targets_who_are_gone_do_not_count_and_are_told(status: str) -> None:
    found = targets(f"Ann {{decision_maker; {status}}}\nBob {{approver}}")
    assert weights(found) == {"Bob": 2}
    assert [one.person.name for one in found.gone] == ["Ann"]
    assert targets(f"Ann {{{status}}}", named={"Ann": 1}).targets == ()


def test_without_roles_the_highest_level_present_is_proposed() -> None:
    found = targets("Ann {board; left}\nBob {vice_president}\nCid {vice_president}\nDee {manager}")
    assert found.inferred
    assert weights(found) == {"Bob": 1, "Cid": 1}
    assert {one.why for one in found.targets} == {"inferred from titles"}


def test_who_was_stated_to_weigh_nothing_is_not_proposed() -> None:
    assert weights(targets("Ann {c_level; decision_weight=0}\nBob {manager}")) == {"Bob": 1}


def test_with_neither_roles_nor_levels_there_is_no_target() -> None:
    assert targets("Ann\nBob").targets == ()


def test_an_opportunity_has_targets_of_its_own() -> None:
    deal = thing("opportunity", "deal", name="Deal")
    for_deal = said(
        "Bob", buying_role=["decision_maker"], opportunity=thing_id("opportunity", "deal")
    )
    picture = "Ann {approver}\nBob"
    account = org(picture, deal, for_deal, opportunity=thing_id("opportunity", "deal"))
    assert weights(find_targets(account, {})) == {"Bob": 3, "Ann": 2}
    assert weights(targets(picture, deal, for_deal)) == {"Ann": 2}


def test_only_those_who_are_there_and_open_are_candidates() -> None:
    picture = "Ann\nBob {left}\nCid {objected}\nDee {placeholder}\nEve {not_open}\nFay {unknown}"
    assert candidates(picture) == ["Ann", "Fay"]


def test_not_open_expires_at_its_end() -> None:
    until = said("Ann", status="not_open", status_until=(TODAY + timedelta(10)).isoformat())
    assert candidates("Ann", until, days=10) == []
    assert candidates("Ann", until, days=11) == ["Ann"]


def test_not_open_without_an_end_expires_after_the_setting() -> None:
    closed = said("Ann", status="not_open", on=TODAY)
    assert candidates("Ann", closed, days=90) == []
    assert candidates("Ann", closed, days=91) == ["Ann"]
    assert candidates("Ann", closed, setting("not_open_days", 7), days=8) == ["Ann"]


def dismissed(until: int | None = None) -> Claim:
    end = {} if until is None else {"until": (TODAY + timedelta(until)).isoformat()}
    return thing(
        "decision",
        "first",
        person="Ann",
        action="dismissed",
        why="On leave",
        on=TODAY.isoformat(),
        **end,
    )


def test_a_dismissed_suggestion_keeps_its_person_out_until_its_end() -> None:
    assert candidates("Ann\nBob", dismissed(until=14), days=14) == ["Bob"]
    assert candidates("Ann\nBob", dismissed(until=14), days=15) == ["Ann", "Bob"]
    assert candidates("Ann\nBob", dismissed(), days=60) == ["Bob"]
    assert candidates("Ann\nBob", dismissed(), days=61) == ["Ann", "Bob"]


def test_who_is_left_out_is_told_with_the_reason() -> None:
    account = org("Ann\nBob\nCid", dismissed(until=14))
    found = find_candidates(account, {person_id("Bob"): "as asked"}, ())
    assert names(found.people) == ["Cid"]
    assert [(one.person.name, one.why) for one in found.left_out] == [
        ("Ann", "dismissed until 2026-04-14: On leave"),
        ("Bob", "as asked"),
    ]


def test_a_later_decision_replaces_a_dismissal() -> None:
    accepted = thing("decision", "second", person="Ann", action="accepted", on=TODAY.isoformat())
    assert candidates("Ann", dismissed(until=14), accepted) == ["Ann"]


def test_a_decision_made_after_the_moment_does_not_count() -> None:
    assert candidates("Ann", dismissed(until=14), days=-1) == ["Ann"]
