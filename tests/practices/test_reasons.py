"""Reasons to call: kept, matched to each person, used, and used again."""

import csv
from io import StringIO
from typing import Any

import pytest

from graph.vocabulary import Channel, ReasonKind
from tests.api.commands import done, inroad
from tests.practices.ways import Way


def quoted(acme: Way, name: str, kind: str, as_of: str = "2026-03-31") -> list[str]:
    """What is said of a kind beside the reasons for somebody."""
    found = acme.reasons(name, as_of)["mentions"]
    return [one["said"] for one in found if one["kind"] == kind]


def texts(reasons: list[Any]) -> list[str]:
    return [one["text"] for one in reasons]


def test_a5_a_touch_holds_what_is_going_on_with_them_and_the_next_one_quotes_it(acme: Way) -> None:
    acme.touch("Ann Lee", "2026-03-02", intent="social", their_world="Mia's recital")
    acme.touch("Ann Lee", "2026-03-09", channel="voicemail", outcome="no_answer")
    (_, touch) = acme.shown("Ann Lee")["touches"]
    assert touch["their_world"] == "Mia's recital"
    world = acme.suggestion("Ann Lee")["mentions"][0]
    assert (world["kind"], world["text"], world["on"]) == (
        "their_world",
        "Mia's recital",
        "2026-03-02",
    )
    assert "29 days ago: “Mia's recital”" in world["said"]


def test_a8_why_a_past_buyer_first_chose_us_is_quoted(acme: Way) -> None:
    acme.account(kind="lapsed", first_chose_us="We came within a day")
    acme.said("Bob Stone", first_chose_us="We found the loose coupling by ear")
    said = {name: quoted(acme, name, "first_chose_us") for name in ("Ann Lee", "Bob Stone")}
    assert said == {
        "Ann Lee": ["Acme first chose us: “We came within a day”."],
        "Bob Stone": ["Bob Stone first chose us: “We found the loose coupling by ear”."],
    }
    assert "We found the loose coupling" in acme.text("next", "Acme")


def test_a4_one_can_be_in_touch_in_many_ways(acme: Way) -> None:
    channels = [one for one in Channel if one is not Channel.UNKNOWN]
    for channel in channels:
        acme.touch("Ann Lee", "2026-03-02", channel=channel)
    assert {one["channel"] for one in acme.shown("Ann Lee")["touches"]} == set(channels)


def test_b18_a_touch_that_names_a_recorded_reason_keeps_it_and_shows_its_text(acme: Way) -> None:
    close = acme.thing("reason", "your close takes nine days")
    acme.touch("Ann Lee", "2026-03-02", reason="Your  close takes nine days")
    acme.touch("Ann Lee", "2026-03-03", reason=close)
    acme.touch("Ann Lee", "2026-03-04", reason="a benchmark")
    touches = acme.shown("Ann Lee")["touches"]
    assert [(one["reason"], one["reason_id"]) for one in touches] == [
        ("a benchmark", None),
        ("your close takes nine days", close),
        ("your close takes nine days", close),
    ]
    assert "your close takes nine days" in acme.text("person", "Ann Lee")
    assert close not in acme.text("export", "Ann Lee")


def test_b18_the_toolkit_shows_for_whom_a_reason_is_and_how_it_did(acme: Way) -> None:
    acme.thing("reason", "a new rule", functions="finance", for_all=True)
    acme.thing("reason", "a benchmark")
    acme.touch("Dana Reyes", "2026-03-02", channel="call", outcome="replied", reason="a benchmark")
    found = {one["text"]: one for one in acme.toolkit()["reasons"]}
    assert [one["name"] for one in found["a new rule"]["people"]] == ["Ann Lee", "Dana Reyes"]
    assert [use["outcome"] for use in found["a benchmark"]["uses"]] == ["replied"]
    assert "Used on Dana Reyes 29 days ago (call, replied)" in acme.text(
        "reasons", "Acme", "--as-of", "2026-03-31"
    )


def test_b18_a_reason_that_was_used_comes_after_one_that_is_new_for_them(acme: Way) -> None:
    acme.thing("reason", "for controllers", functions="finance")
    acme.thing("reason", "for everybody")
    assert texts(acme.reasons("Ann Lee")["reasons"]) == ["for controllers", "for everybody"]
    acme.touch("Ann Lee; Bob Stone", "2026-03-02", reason="for controllers", outcome="replied")
    acme.touch("Ann Lee", "2026-03-03", reason="a book")
    acme.touch("Ann Lee", "2026-03-04", offering="a book")
    new, used = acme.reasons("Ann Lee")["reasons"]
    assert (new["text"], new["is_new"]) == ("for everybody", True)
    assert (used["text"], used["is_new"]) == ("for controllers", False)
    assert (used["last_use"]["people"], used["last_use"]["outcome"]) == (
        ["Ann Lee", "Bob Stone"],
        "replied",
    )


def test_b18_a_call_that_nobody_answered_did_not_use_the_reason(acme: Way) -> None:
    acme.thing("reason", "a benchmark")
    acme.touch("Ann Lee", "2026-03-02", reason="a benchmark", outcome="no_answer")
    assert acme.suggestion("Ann Lee")["reason"]["is_new"]


def test_b18_reasons_that_fit_as_well_are_a_tie(acme: Way) -> None:
    for text in ("a benchmark", "a new rule"):
        acme.thing("reason", text)
    found = acme.suggestion("Ann Lee")
    assert (found["reason"]["ties"], found["other_reasons"][0]["ties"]) == (True, True)
    assert "A tie: “a new rule” would do as well." in acme.text("next", "Acme")
    acme.said("Ann Lee", buying_role="influencer")
    acme.thing("reason", "a study", roles="influencer")
    best, *others = acme.reasons("Ann Lee")["reasons"]
    assert (best["text"], best["ties"], [one["ties"] for one in others]) == (
        "a study",
        False,
        [False, False],
    )


def test_b18_a_reason_for_one_person_is_nobody_elses(acme: Way) -> None:
    acme.thing("reason", "your sheet", person="Ann Lee")
    assert acme.suggestion("Ann Lee")["reason"]["text"] == "your sheet"
    assert acme.suggestion("Bob Stone")["needs_reason"]
    assert acme.reasons("Bob Stone")["reasons"] == []


def test_b18_what_was_kept_for_somebody_alone_goes_when_they_are_erased(acme: Way) -> None:
    acme.thing("reason", "your recital", person="Ann Lee")
    acme.thing("reason", "a benchmark")
    done("brainstorm", "Acme", "--new", "What helps her?", "--person", "Ann Lee", "--idea", "cello")
    done("erase", "Ann Lee", "--yes")
    assert [one["name"] for one in acme.things("reason")] == ["a benchmark"]
    assert "begin one with --new" in inroad("brainstorm", "Acme").err


def test_c2_whom_next_as_a_table_has_the_reason_too(acme: Way) -> None:
    acme.thing("reason", "a benchmark", question="Which first?", functions="finance")
    command = ("next", "Acme", "--as-of", "2026-03-31", "--csv")
    rows = {row["name"]: row for row in csv.DictReader(StringIO(done(*command).out))}
    assert (rows["Ann Lee"]["reason"], rows["Ann Lee"]["question"]) == (
        "a benchmark",
        "Which first?",
    )
    assert (rows["Bob Stone"]["needs_reason"], rows["Bob Stone"]["opener"]) == ("True", "")
    assert rows["Ann Lee"]["suggested_day"] == "2026-03-31"
    answered = acme.api.get("/v1/accounts/Acme/next.csv?as_of=2026-03-31").text
    assert answered == done(*command).out


def test_b19_where_nothing_fits_it_says_so_with_the_nearest_reasons_and_what_they_lack(
    acme: Way,
) -> None:
    acme.said("Bob Stone", function="operations", buying_role="user_buyer")
    acme.thing("reason", "a new rule", functions="finance", roles="champion")
    acme.thing("reason", "an audit", until="2026-03-30")
    found = acme.suggestion("Bob Stone")
    assert (found["needs_reason"], found["reason"]) == (True, None)
    assert {one["text"]: one["lacks"] for one in found["other_reasons"]} == {
        "an audit": ["it held until 2026-03-30"],
        "a new rule": [
            "it is for the role champion or the function finance; of Bob Stone: role user buyer, "
            "function operations"
        ],
    }
    text = acme.text("next", "Acme", "--as-of", "2026-03-31")
    assert "Needs a reason: none that is recorded will do for Bob Stone." in text


def test_b19_who_is_overdue_needs_a_reason_and_gets_no_reminder(acme: Way) -> None:
    acme.touch("Bob Stone", "2025-03-02", channel="call", intent="give", outcome="connected")
    assert acme.suggestion("Bob Stone")["when"]["state"] == "overdue"
    command = ("next", "Acme", "--as-of", "2026-03-31")
    shown = acme.text(*command)
    assert ("Overdue" in shown, "could be for Bob Stone" in shown) == (False, True)
    acme.thing("reason", "a benchmark")
    assert "Overdue" in acme.text(*command)


def test_c2_a_suggestion_without_a_reason_says_so_and_stays_in_the_list(acme: Way) -> None:
    found = acme.suggestion("Ann Lee")
    assert (found["needs_reason"], found["reason"], found["other_reasons"]) == (True, None, [])
    assert "Needs a reason: none is recorded that could be for Ann Lee." in acme.text(
        "next", "Acme"
    )
    acme.thing("reason", "your close takes nine days", benefit="Five", question="Which first?")
    reason = acme.suggestion("Ann Lee")["reason"]
    assert reason["opener"] == "Your close takes nine days – five."
    assert reason["question"] == "Which first?"
    assert reason["grounds"] == [{"name": "everybody", "points": 0.5, "why": "it is for everybody"}]


def test_c2_that_we_check_in_is_no_reason(acme: Way) -> None:
    assert "“just checking in” is no reason" in acme.refused("reason", "just checking in")


def test_c4_a_reason_is_of_a_kind(acme: Way) -> None:
    kinds = [one for one in ReasonKind if one is not ReasonKind.UNKNOWN]
    for kind in kinds:
        acme.thing("reason", kind, kind=kind, benefit="a shorter close")
    assert {one["facts"]["kind"]["value"] for one in acme.things("reason")} == set(kinds)
    assert "industry_news, new_policy" in acme.refused("reason", "another", kind="courtesy")


def test_c5_a_news_reason_holds_what_it_means_for_them_and_the_question(acme: Way) -> None:
    told = {"benefit": "five days are enough", "question": "Which of the nine goes first?"}
    benefit, question = told.values()
    acme.thing(
        "reason",
        "the rule allows five days",
        kind="industry_news",
        benefit=benefit,
        question=question,
    )
    reason = acme.suggestion("Ann Lee")["reason"]
    assert {name: reason[name] for name in told} == told
    assert reason["flags"] == []


def test_c5_news_that_does_not_say_what_it_means_for_them_is_flagged(acme: Way) -> None:
    acme.thing("reason", "the rule allows five days", kind="industry_news")
    (flag,) = acme.suggestion("Ann Lee")["reason"]["flags"]
    assert "doesn't say what it means for them" in flag
    assert flag in acme.text("next", "Acme")


def test_c6_a_changed_policy_brings_back_whoever_objected_to_the_old_one(acme: Way) -> None:
    acme.said("Ann Lee", status="not_open", status_until="2026-06-30", objection="policy")
    acme.said("Bob Stone", status="not_open", status_until="2026-06-30", objection="trust")
    acme.thing("reason", "a benchmark", removes="policy", kind="new_approach")
    assert {one["person"]["name"] for one in acme.next()["left_out"]} == {"Ann Lee", "Bob Stone"}
    acme.thing("reason", "twelve months are enough", removes="policy", kind="new_policy")
    back = acme.suggestion("Ann Lee")
    assert back["reason"]["text"] == "twelve months are enough"
    assert back["when"]["suggested_day"] == "2026-03-31"
    assert back["reason"]["grounds"][0]["why"] == "it removes the objection policy"
    assert back["approach"][0].startswith("Ann Lee is not open until 2026-06-30, but")
    assert [one["person"]["name"] for one in acme.next()["left_out"]] == ["Bob Stone"]


def test_c6_who_has_heard_of_the_new_policy_is_not_brought_back_again(acme: Way) -> None:
    acme.said("Ann Lee", status="not_open", status_until="2026-06-30", objection="policy")
    acme.thing("reason", "twelve months are enough", removes="policy", kind="new_policy")
    acme.touch("Ann Lee", "2026-03-02", reason="twelve months are enough", outcome="declined")
    assert [one["person"]["name"] for one in acme.next()["left_out"]] == ["Ann Lee"]


def test_c6_nobody_who_objected_to_contact_is_brought_back(acme: Way) -> None:
    acme.said("Ann Lee", status="objected", objection="policy")
    acme.thing("reason", "twelve months are enough", removes="policy", kind="new_policy")
    assert "Ann Lee" not in {one["person"]["name"] for one in acme.next()["suggestions"]}


def test_c6_a_changed_policy_is_offered_to_customers_whom_it_benefits(acme: Way) -> None:
    acme.thing("reason", "no more terms", removes="policy", kind="new_policy", benefit="monthly")
    assert acme.suggestion("Ann Lee")["needs_reason"]
    acme.account(kind="customer")
    (ground,) = acme.suggestion("Ann Lee")["reason"]["grounds"]
    assert ground["why"] == "Acme is a customer, and it benefits them"


@pytest.mark.parametrize(("objection", "is_back"), [("quality", True), ("incumbent", False)])
def test_c7_new_management_answers_any_objection_to_how_we_did(
    acme: Way, objection: str, is_back: bool
) -> None:
    acme.said("Ann Lee", status="not_open", status_until="2026-06-30", objection=objection)
    acme.thing("reason", "we are led by others since May", kind="new_regime")
    found = {one["person"]["name"] for one in acme.next()["suggestions"]}
    assert ("Ann Lee" in found) is is_back


def test_c8_a_new_capability_needs_a_result_for_the_listener(acme: Way) -> None:
    told = acme.refused("reason", "we have a new product", kind="new_capability")
    assert "needs a benefit" in told
    assert "is no reason to call" in acme.refused("reason", "we have a new product")
    acme.thing("reason", "a sensor", kind="new_capability", benefit="stops fall by a third")
    assert acme.suggestion("Ann Lee")["reason"]["benefit"] == "stops fall by a third"


def test_c9_after_a_touch_that_went_badly_a_new_approach_is_asked_for(acme: Way) -> None:
    acme.thing("reason", "for controllers", functions="finance", kind="industry_news")
    acme.touch("Ann Lee", "2026-03-02", channel="call", outcome="went_badly")
    acme.touch("Ann Lee", "2026-03-09", channel="voicemail")
    (asked,) = acme.suggestion("Ann Lee")["approach"]
    assert asked == (
        "It went badly last time (call, 29 days ago): take a new approach; none is recorded that "
        "fits."
    )
    acme.thing("reason", "you asked us to listen first", kind="new_approach")
    found = acme.suggestion("Ann Lee")
    assert found["reason"]["kind"] == "new_approach"
    assert found["approach"][0].endswith("take this new approach.")
    acme.touch("Ann Lee", "2026-03-20", channel="call", outcome="connected")
    assert acme.suggestion("Ann Lee")["approach"] == []


def test_c12_who_put_us_off_twice_gets_only_a_reason_that_is_new_to_them(acme: Way) -> None:
    acme.thing("reason", "a benchmark", functions="finance")
    for day in ("2026-03-02", "2026-03-09"):
        acme.touch("Ann Lee", day, reason="a benchmark", outcome="put_off")
    acme.touch("Ann Lee", "2026-03-10", offering="a book", channel="email")
    found = acme.suggestion("Ann Lee")
    assert found["needs_reason"]
    (lack,) = found["other_reasons"][0]["lacks"]
    assert lack == "Ann Lee has put us off twice, and has heard it before"
    acme.thing("reason", "a new rule")
    found = acme.suggestion("Ann Lee")
    assert found["reason"]["text"] == "a new rule"
    assert "come back only with a reason that is new to them" in found["approach"][0]


def test_c13_the_present_supplier_is_kept_and_told(acme: Way) -> None:
    acme.account(supplier="Globex")
    acme.said("Bob Stone", supplier="Initech")
    assert quoted(acme, "Ann Lee", "supplier") == ["Acme buys from Globex today."]
    assert quoted(acme, "Bob Stone", "supplier") == ["Bob Stone buys from Initech today."]


def test_e4_a_reason_can_be_an_article_with_the_question_how_it_relates_to_them(
    acme: Way,
) -> None:
    acme.thing(
        "reason",
        "how a yard caught a cracked cage early",
        kind="industry_news",
        source="Pump Weekly 12",
        offering="an article",
    )
    reason = acme.suggestion("Ann Lee")["reason"]
    assert (reason["source"], reason["question"]) == (
        "Pump Weekly 12",
        "How does it relate to you?",
    )
    assert reason["opener"] == "You may want to hear how a yard caught a cracked cage early."


def test_e5_a_reason_can_be_a_challenge_that_we_share_put_as_a_question(acme: Way) -> None:
    acme.said("Ann Lee", challenges="the energy audit in October")
    text = "how do you read meters that nobody wired?"
    acme.thing("reason", text, kind="shared_challenge", challenges="energy audits")
    reason = acme.suggestion("Ann Lee")["reason"]
    assert reason["opener"] == f"You may have an answer to this: {text}"
    assert reason["question"] == "How do you deal with it?"
    assert reason["grounds"] == [
        {"name": "challenge", "points": 3.0, "why": "it meets “the energy audit in October”"}
    ]


def test_e7_the_same_kind_of_offering_is_not_proposed_twice_in_a_row(acme: Way) -> None:
    acme.thing("reason", "a study", kind="industry_news", benefit="ideas")
    acme.thing("reason", "a rule", kind="industry_news", benefit="five days")
    acme.thing("reason", "a box", kind="new_approach", offering="a visit")
    acme.touch("Ann Lee", "2026-03-02", reason="a study")
    found = acme.reasons("Ann Lee")["reasons"]
    assert texts(found)[0] == "a box"
    assert {one["text"]: one["lacks"] for one in found if one["lacks"]} == {
        text: ["what Ann Lee got last, on 2026-03-02, was of that kind"]
        for text in ("a study", "a rule")
    }
    acme.touch("Ann Lee", "2026-03-03", offering="a visit")
    found = acme.reasons("Ann Lee")["reasons"]
    assert (texts(found)[0], bool(found[2]["lacks"])) == ("a rule", True)


def test_e9_a_touch_names_the_buying_job_that_it_moved(acme: Way) -> None:
    acme.touch("Ann Lee", "2026-03-02", buying_job="requirements_building")
    assert acme.shown("Ann Lee")["touches"][0]["buying_job"] == "requirements_building"


def test_reasons_that_are_all_for_single_people_serve_no_group(acme: Way) -> None:
    acme.thing("reason", "for controllers", functions="finance")
    acme.thing("reason", "your sheet", person="Ann Lee")
    (warning,) = [one for one in acme.next()["notes"] if "tailored" in one]
    assert warning.startswith("All 2 reasons are tailored to individuals")
    assert acme.toolkit()["notes"] == [warning]
    acme.thing("reason", "what both plants lose a year", for_group="yes", functions="operations")
    assert acme.toolkit()["notes"] == []
