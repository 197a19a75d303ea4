"""Whom next: who is suggested, with which numbers."""

import json
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.asking import CLIENT, ask, factor, listed, of, reached
from tests.unit.worlds import (
    TODAY,
    Claim,
    by_hand,
    colleague_id,
    influences,
    knows,
    link,
    person_id,
    said,
    setting,
    thing,
    touch,
)

WITHIN = 0.01
"""Five standard errors of a share, at the least precision that is promised."""


def test_the_gain_is_the_weight_that_influence_wins() -> None:
    answer = ask("Dana {decision_maker}\nTom {approver}\nAnn", influences("Ann", "Dana", 0.5))
    (ann,) = answer.suggestions
    assert answer.total_weight == 5
    assert ann.gain == pytest.approx(1.5, abs=5 * WITHIN)
    assert ann.share == pytest.approx(ann.gain / 5)
    assert 0 < ann.standard_error <= 0.002


def test_who_is_engaged_already_leaves_less_to_gain() -> None:
    start = "Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.5)
    answer = ask(*start, engaged={person_id("Ann"): 0.5})
    assert answer.decision_reached == pytest.approx(0.25, abs=WITHIN)
    assert of(answer, "Ann").share == pytest.approx(0.25, abs=WITHIN)
    assert answer.targets[0].reached == pytest.approx(0.25, abs=WITHIN)


def test_who_stands_lower_gains_given_those_above() -> None:
    both = (influences("Ann", "Dana", 0.5), influences("Bob", "Dana", 0.5))
    answer = ask("Dana {decision_maker}\nAnn\nBob", *both)
    assert [one.share for one in answer.suggestions] == [
        pytest.approx(0.5, abs=WITHIN),
        pytest.approx(0.25, abs=WITHIN),
    ]


def test_the_score_is_the_gain_times_the_factors_shown() -> None:
    answer = ask(CLIENT, touch("Colin", "Bob Stone", 12), knows("Colin", "Cid Ray"))
    for one in answer.suggestions:
        product = 1.0
        for each in one.factors:
            product *= each.value
        assert one.score == pytest.approx(one.gain * product)


def test_touches_engage_unless_a_probability_is_given() -> None:
    start = "Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.5), touch("Colin", "Ann", 0)
    assert of(ask(*start), "Ann").engaged == pytest.approx(0.451, abs=0.001)
    assert of(ask(*start, engaged={person_id("Ann"): 0.1}), "Ann").engaged == 0.1


def test_who_is_taken_as_engaged_for_certain_is_nobody_to_reach() -> None:
    start = "Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.5)
    answer = ask(*start, engaged={person_id("Ann"): 1.0})
    assert answer.suggestions == ()
    assert answer.decision_reached == pytest.approx(0.5, abs=WITHIN)
    assert [(one.person.name, one.why) for one in answer.left_out] == [("Ann", "taken as engaged")]


def test_what_happened_after_the_moment_does_not_count() -> None:
    start = "Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.5), touch("Colin", "Ann", 5)
    assert reached(ask(*start, days=-5)) > 0
    assert reached(ask(*start, days=-6)) == 0


def test_nothing_that_is_later_counts_in_any_part_of_the_answer() -> None:
    """What comes to hold within the last five days is as if it had never been said."""
    since = TODAY - timedelta(5)
    start = CLIENT, influences("Bob Stone", "Dana Reyes", 0.5), touch("Colin", "Cid Ray", 30)
    later = (
        touch("Colin", "Ann Lee", 5),
        touch("Colin", "Bob Stone", 5, "voicemail"),
        link("Cid Ray", "influences", "Dana Reyes", 0.9, on=since),
        link("Colin", "knows", "Bob Stone", 0.9, on=since),
        link("Ann Lee", "conflicts_with", "Dana Reyes", on=since),
        said("Tom Fox", status="left", on=since),
        said("Ann Lee", support="enemy", coverage="in_depth", evidence="Met", on=since),
        said("Cid Ray", decision_weight=9, on=since),
        said("Bob Stone", title="CEO", last_activity=since.isoformat(), on=since),
        thing("decision", "d", person="Ann Lee", action="dismissed", on=since.isoformat()),
        thing("decision", "a", person="Bob Stone", action="accepted", on=since.isoformat()),
    )
    assert ask(*start, *later, days=-6) == ask(*start, days=-6)
    assert ask(*start, *later, days=-5) != ask(*start, days=-5)


def test_targets_are_suggested_only_when_asked_for() -> None:
    assert "Dana Reyes" not in listed(ask(CLIENT))
    answer = ask(CLIENT, include_targets=True)
    assert listed(answer)[0] == "Dana Reyes"
    assert of(answer, "Dana Reyes").share == pytest.approx(0.6, abs=WITHIN)


def test_a_target_says_how_it_could_be_reached_directly() -> None:
    answer = ask(CLIENT, touch("Colin", "Ann Lee", 12))
    dana, tom = answer.targets
    assert [(step.person.name, step.by, step.to.name) for step in dana.direct_way_in] == [
        ("Colin", "talked with Ann Lee (call, 12 days ago)", "Ann Lee"),
        ("Ann Lee", "reports to Dana Reyes", "Dana Reyes"),
    ]
    assert (tom.direct_way_in, tom.direct_way_in_probability) == ((), None)


def test_who_is_excluded_or_dismissed_is_left_out_with_the_reason() -> None:
    until = (TODAY + timedelta(9)).isoformat()
    dismissed = thing(
        "decision", "d", person="Bob Stone", action="dismissed", why="On leave", until=until
    )
    answer = ask(CLIENT, dismissed, exclude=frozenset({person_id("Ann Lee")}))
    assert not {"Ann Lee", "Bob Stone"} & set(listed(answer))
    assert {one.person.name: one.why for one in answer.left_out} == {
        "Ann Lee": "excluded, as asked",
        "Bob Stone": f"dismissed until {until}: On leave",
    }


def test_one_who_is_against_us_falls_by_score_and_not_by_gain() -> None:
    picture = "Dana {decision_maker}\nAnn {enemy}\nBob {supporter}"
    claims = influences("Ann", "Dana", 0.6), influences("Bob", "Dana", 0.5)
    assert listed(ask(picture, *claims, limit=1)) == ["Bob"]
    assert listed(ask(picture, *claims, limit=1, by="gain")) == ["Ann"]


def test_a_known_way_in_raises_and_none_never_rules_out() -> None:
    picture = "Dana {decision_maker}\nAnn\nBob"
    claims = influences("Ann", "Dana", 0.5), influences("Bob", "Dana", 0.5)
    answer = ask(picture, *claims, knows("Colin", "Bob", "strong"))
    assert listed(answer) == ["Bob", "Ann"]
    assert factor(of(answer, "Bob"), "reachability") == pytest.approx(0.8)
    assert factor(of(answer, "Ann"), "reachability") == pytest.approx(0.55)


def test_a_colleague_sees_their_own_ways_in_alone() -> None:
    claims = knows("Colin", "Ann Lee", "strong"), knows("Dora", "Ann Lee", "weak")
    answer = ask(CLIENT, *claims, colleague=colleague_id("Dora"))
    nearest = of(answer, "Ann Lee").nearest
    assert nearest is not None
    assert nearest.name == "Dora"
    assert of(answer, "Ann Lee").way_in_probability == pytest.approx(0.1)


def test_what_is_not_known_or_old_raises_the_score_a_little() -> None:
    picture = """
        Dana {decision_maker}
        Ann {manager; champion; neutral; political_structure; function=finance}
    """
    known = ask(picture, influences("Ann", "Dana", 0.5))
    assert factor(known.suggestions[0], "unknown") == 1
    assert known.suggestions[0].not_known == ()
    old = said("Ann", support="neutral", on=TODAY - timedelta(200))
    aged = ask(picture, influences("Ann", "Dana", 0.5), old)
    assert aged.suggestions[0].not_known == ("support (last said 200 days ago)",)
    assert factor(aged.suggestions[0], "unknown") == pytest.approx(1.03)


@pytest.mark.parametrize(
    ("reason", "needed"),
    [
        ({"text": "A new rule for all"}, False),
        ({"text": "For accountants", "functions": ["finance"]}, True),
        ({"text": "For champions", "roles": ["champion"]}, False),
        ({"text": "Over", "until": "2026-03-30"}, True),
    ],
)
def test_a_suggestion_needs_a_reason_until_one_fits(reason: dict[str, str], needed: bool) -> None:
    picture = "Dana {decision_maker}\nAnn {champion}"
    start = picture, influences("Ann", "Dana", 0.5)
    assert ask(*start).suggestions[0].needs_reason
    assert ask(*start, thing("reason", "r", **reason)).suggestions[0].needs_reason is needed


PEOPLE = ("Ann", "Bob", "Cid", "Dana", "Eve")
PICTURE = "Dana {decision_maker}\nEve {approver}\nAnn\nBob\nCid"
link_claims = st.builds(
    link,
    st.sampled_from(PEOPLE),
    st.sampled_from(["influences", "reports_to", "dotted_line", "assistant_of", "knows"]),
    st.sampled_from(PEOPLE),
    st.sampled_from([None, 0.1, 0.5, 1.0]),
)
touch_claims = st.builds(
    touch,
    st.sampled_from(["Colin", "Dora"]),
    st.sampled_from(PEOPLE),
    st.integers(0, 200),
    st.sampled_from(["call", "in_person", "email", "voicemail"]),
)
world_claims = st.lists(link_claims | touch_claims, max_size=10)


@given(world_claims, st.sampled_from(PEOPLE), st.sampled_from(["left", "objected"]))
@settings(max_examples=40, deadline=None)
def test_a_person_who_left_or_objected_is_never_suggested_and_never_in_between(
    claims: list[Claim], name: str, status: str
) -> None:
    answer = ask(PICTURE, *claims, said(name, status=status), include_targets=True)
    shown = json.dumps([answer.as_json()[part] for part in ("suggestions", "targets", "left_out")])
    assert person_id(name) not in shown


@given(world_claims)
@settings(max_examples=40, deadline=None)
def test_gains_fall_down_the_list_and_add_up_to_at_most_the_decision(claims: list[Claim]) -> None:
    answer = ask(PICTURE, *claims, by="gain", include_targets=True)
    gains = [one.gain for one in answer.suggestions]
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)
    assert reached(answer) + sum(gains) / answer.total_weight <= 1 + 1e-9


@given(world_claims, st.sampled_from([0.1, 0.5, 1.0]))
@settings(max_examples=40, deadline=None)
def test_more_influence_on_a_target_never_lowers_a_gain(claims: list[Claim], how: float) -> None:
    links = [one for one in claims if one.names[0] not in {"Colin", "Dora"}]

    def gain_of_ann(*more: Claim) -> float:
        others = frozenset(map(person_id, PEOPLE)) - {person_id("Ann")}
        answer = ask(PICTURE, *links, *more, exclude=others)
        return sum(one.share for one in answer.suggestions)

    direct = by_hand(influences("Ann", "Dana", how))
    if ("Ann", "Dana") not in {one.names for one in links}:
        assert gain_of_ann(direct) >= gain_of_ann() - WITHIN


@given(world_claims, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_answer_does_not_depend_on_the_order_in_which_things_were_written(
    claims: list[Claim], random: Random
) -> None:
    unique = list({(frozenset(one.names), one.recorded): one for one in claims}.values())
    shuffled = random.sample(unique, len(unique))
    assert ask(PICTURE, *unique) == ask(PICTURE, *shuffled)


def test_another_seed_gives_the_same_people_within_the_error() -> None:
    claims = influences("Ann Lee", "Dana Reyes", "strong"), setting("half_life_days", 30)
    one, other = (ask(CLIENT, *claims, seed=seed) for seed in (1, 2))
    assert listed(one) == listed(other)
    assert one.suggestions[0].share == pytest.approx(other.suggestions[0].share, abs=WITHIN)
