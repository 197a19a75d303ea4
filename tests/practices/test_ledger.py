"""Give and ask: what the ledger counts, and what it flags."""

from typing import Any

from tests.practices.habits import days, flagged, ledger
from tests.practices.ways import Way


def with_ann(way: Way) -> Any:
    (one,) = ledger(way, "Ann Lee")["people"]
    return one


def touched(way: Way, dates: str, **given: str) -> None:
    for on in days(*dates.split()):
        way.touch("Ann Lee", on, **given)


def test_d7_the_balance_is_kept_per_person_colleague_and_account(acme: Way) -> None:
    touched(acme, "03-02 03-03", intent="give", channel="call")
    acme.touch("Ann Lee", "2026-03-04", intent="ask", channel="call", colleague="Bea")
    acme.touch("Bob Stone", "2026-03-05", intent="ask", channel="call", colleague="Bea")
    whole = ledger(acme)
    assert (whole["balance"]["gave"], whole["balance"]["asked"]) == (2, 2)
    assert [one["person"]["name"] for one in whole["people"]] == ["Ann Lee", "Bob Stone"]
    assert [one["balance"]["gave"] for one in whole["people"]] == [2, 0]
    assert [(one["colleague"]["name"], one["balance"]["asked"]) for one in whole["colleagues"]] == [
        ("Bea", 2),
        ("Kim", 0),
    ]
    (of_bea,) = ledger(acme, "Ann Lee", "Bea")["people"]
    assert (of_bea["balance"]["gave"], of_bea["balance"]["asked"]) == (0, 1)
    text = acme.text("ledger", "Acme", "--as-of", "2026-03-31")
    assert "For the relationship 2 (gave 2, social 0), operational 2 (asked 2" in text


def test_d10_relationship_and_operational_are_told_apart(acme: Way) -> None:
    touched(acme, "03-02", intent="give", channel="call")
    touched(acme, "03-03", intent="social", channel="in_person")
    touched(acme, "03-04", intent="ask", channel="call")
    touched(acme, "03-05", intent="deliver", channel="email")
    balance = with_ann(acme)["balance"]
    assert (balance["relationship"], balance["operational"]) == (2, 2)
    assert not flagged(ledger(acme), "D10")


def test_d10_where_all_is_operational_an_occasion_to_get_personal_is_proposed(acme: Way) -> None:
    acme.said("Ann Lee", interests="sailing")
    touched(acme, "03-02 03-10", intent="ask", channel="call")
    assert not flagged(ledger(acme), "D10")
    touched(acme, "03-20", intent="deliver", channel="call")
    (flag,) = flagged(ledger(acme), "D10")
    assert "All 3 touches with Ann Lee were business" in flag["says"]
    assert flag["instead"] == "Get personal for once: ask about sailing."
    acme.thing("happening", "Her recital", person="Ann Lee", on="2026-04-11", kind="personal")
    (flag,) = flagged(ledger(acme), "D10")
    assert "“Her recital” (2026-04-11)" in flag["instead"]


def test_a6_the_share_of_asks_is_flagged_from_the_setting_on(acme: Way) -> None:
    touched(acme, "03-02 03-03", intent="ask", channel="call")
    touched(acme, "03-04 03-05 03-06", intent="give", channel="call")
    assert with_ann(acme)["balance"]["ask_share"] == 0.4
    assert not flagged(ledger(acme), "A6")
    acme.account(**{"setting:ask_share": "0.4"})
    whole = ledger(acme)
    (of_ann,), (others) = flagged(whole, "A6"), flagged(whole, "A6", None)
    assert "2 of 5 touches with Ann Lee were asks (40 %)" in of_ann["says"]
    assert [one["colleague"] and one["colleague"]["name"] for one in others] == [None, "Kim"]


def test_a6_an_unanswered_ask_counts_and_a_question_of_theirs_does_not(acme: Way) -> None:
    touched(acme, "03-02", intent="ask", channel="voicemail", outcome="no_answer")
    touched(acme, "03-03", intent="ask", channel="email", direction="inbound")
    balance = with_ann(acme)["balance"]
    assert (balance["asked"], balance["they_asked"]) == (1, 1)


def test_a6_an_intent_that_nobody_recorded_is_unknown_and_no_share(acme: Way) -> None:
    touched(acme, "03-02 03-03 03-04", channel="call")
    balance = with_ann(acme)["balance"]
    assert (balance["unknown"], balance["ask_share"]) == (3, None)


def test_a7_delivering_is_no_give(acme: Way) -> None:
    touched(acme, "03-02 03-03", intent="deliver", channel="call")
    touched(acme, "03-04", intent="ask", channel="call")
    one = with_ann(acme)
    assert (one["balance"]["gave"], one["balance"]["relationship"]) == (0, 0)
    assert one["gives_before_first_ask"] == 0
    assert flagged(ledger(acme), "B17")


def test_b16_a_voicemail_is_no_give_and_adds_nothing_to_coverage(acme: Way) -> None:
    touched(acme, "03-02 03-03", intent="give", channel="voicemail")
    touched(acme, "03-04", intent="give", channel="message", outcome="no_answer")
    balance = with_ann(acme)["balance"]
    assert (balance["gave"], balance["tried"]) == (0, 3)
    shown = acme.shown("Ann Lee")
    assert (shown["coverage"], shown["engaged"]) == ("no_contact", 0)


def test_b17_the_first_ask_with_no_give_before_it_is_flagged(acme: Way) -> None:
    touched(acme, "03-10", intent="ask", channel="call")
    touched(acme, "03-12", intent="give", channel="call")
    (flag,) = flagged(ledger(acme), "B17")
    assert "The first ask of Ann Lee, on 2026-03-10, had no give before it" in flag["says"]
    assert flag["instead"].startswith("Bring something of value first")
    acme.touch("Ann Lee", "2026-03-02", intent="give", channel="call")
    assert not flagged(ledger(acme), "B17")


def test_c11_a_customer_who_gets_order_calls_alone_is_taken_for_granted(acme: Way) -> None:
    touched(acme, "01-05 02-02 03-02", intent="ask", channel="call")
    assert not flagged(ledger(acme), "C11")
    acme.account(kind="customer")
    (flag,), (whole,) = flagged(ledger(acme), "C11"), flagged(ledger(acme), "C11", None)
    assert "Ann Lee buys, and has heard from us only for business, 3 times" in flag["says"]
    assert whole["says"].startswith("Acme buys")
    touched(acme, "03-20", intent="give", channel="call")
    assert not flagged(ledger(acme), "C11")


def test_d4_the_longest_run_without_a_no_ask_touch_is_shown(acme: Way) -> None:
    touched(acme, "01-05 01-12 01-19", intent="ask", channel="call")
    touched(acme, "01-20", intent="social", channel="call")
    touched(acme, "02-02", intent="ask", channel="call")
    touched(acme, "02-03", intent="deliver", channel="email")
    one = with_ann(acme)
    assert one["longest_run"] == {"asks": 3, "since": "2026-01-05", "until": "2026-01-19"}
    assert one["run_now"]["asks"] == 1


def test_d5_a_social_meeting_is_a_give_and_no_empty_visit(acme: Way) -> None:
    touched(acme, "03-02", intent="social", channel="in_person", visit="none")
    one = with_ann(acme)
    assert (one["balance"]["relationship"], one["visits"]["empty"]) == (1, 0)
    touched(acme, "03-04", intent="ask", channel="call")
    assert not flagged(ledger(acme), "B17")
    assert acme.shown("Ann Lee")["coverage"] == "brief_contact"


def test_d12_a_relationship_by_mail_alone_is_flagged(acme: Way) -> None:
    touched(acme, "03-02 03-03 03-04", intent="give", channel="email", outcome="replied")
    (flag,) = flagged(ledger(acme), "D12")
    assert "All 3 contacts with Ann Lee were by e-mail alone" in flag["says"]
    assert flag["instead"] == "Call, or meet in person."
    touched(acme, "03-05", intent="give", channel="call")
    assert not flagged(ledger(acme), "D12")


def test_e1_the_same_weekday_and_time_again_and_again_is_flagged(acme: Way) -> None:
    for on in days("02-03", "02-10", "02-24", "03-03", "03-17"):
        acme.touch("Ann Lee", on, at="10:00", intent="give", channel="call")
        acme.touch("Bob Stone", on, at=f"{9 + int(on[-1]):02}:00", intent="give", channel="call")
    (flag,) = flagged(ledger(acme), "E1")
    assert "on a Tuesday, around 10:00" in flag["says"]
    assert not flagged(ledger(acme), "E1", "Bob Stone")


def test_e2_visits_that_bring_nothing_make_a_professional_visitor(acme: Way) -> None:
    touched(acme, "03-02 03-03", intent="ask", channel="in_person", visit="none")
    touched(acme, "03-04 03-05", intent="ask", channel="in_person")
    assert not flagged(ledger(acme), "E2")
    touched(acme, "03-06", intent="ask", channel="in_person", visit="connect", learned="who signs")
    assert not flagged(ledger(acme), "E2")
    touched(acme, "03-09", intent="ask", channel="in_person", visit="connect")
    (flag,) = flagged(ledger(acme), "E2")
    assert "3 of 4 touches with Ann Lee brought no learning" in flag["says"]


def test_e2_what_nobody_recorded_is_unknown_and_not_empty(acme: Way) -> None:
    touched(acme, "03-02 03-03 03-04 03-05", intent="ask", channel="in_person")
    assert with_ann(acme)["visits"]["recorded"] == 0
    assert not flagged(ledger(acme), "E2")


def test_e3_food_more_than_twice_a_year_is_flagged_for_the_person_and_the_account(
    acme: Way,
) -> None:
    for on in days("01-12", "02-09"):
        acme.thing("happening", f"Shift meeting {on}", kind="meeting", person="Ann Lee", on=on)
    touched(acme, "01-12 02-09", intent="social", channel="treat")
    assert with_ann(acme)["treats"] == 2
    assert not flagged(ledger(acme), "E3")
    acme.touch("Bob Stone", "2026-03-02", intent="social", channel="treat")
    (whole,) = flagged(ledger(acme), "E3", None)
    assert "Food for Acme 3 times within a year, more than 2" in whole["says"]
    assert not flagged(ledger(acme), "E3")


def test_e3_food_goes_before_a_known_meeting_of_theirs(acme: Way) -> None:
    touched(acme, "03-02", intent="social", channel="treat")
    (flag,) = flagged(ledger(acme), "E3")
    assert flag["kind"] == "food_without_meeting"
    assert "deliver it and leave" in flag["instead"]
    acme.thing("happening", "Shift meeting", kind="meeting", person="Ann Lee", on="2026-03-02")
    assert not flagged(ledger(acme), "E3")


def test_e6_each_touch_records_which_of_the_four_it_did(acme: Way) -> None:
    touched(acme, "03-02 03-03", intent="give", channel="call", visit="connect;share")
    touched(acme, "03-04", intent="give", channel="call", visit="connect;learn")
    visits = with_ann(acme)["visits"]
    told = (visits["connect"], visits["learn"], visits["share"], visits["engage"])
    assert told == (3, 1, 2, 0)
    (flag,) = flagged(ledger(acme), "E6")
    assert "we never engage" in flag["says"]


def test_e8_persistence_without_value_adds_nothing(acme: Way) -> None:
    touched(acme, "01-05 01-12 02-02 02-09 03-02", intent="ask", channel="in_person", visit="none")
    assert acme.shown("Ann Lee")["engaged"] == 0
    assert with_ann(acme)["visits"]["empty"] == 5


def test_e9_a_touch_names_the_buying_job_that_it_moved(acme: Way) -> None:
    touched(acme, "03-02 03-09", intent="give", channel="call", buying_job="validation")
    jobs = {one["job"]: one for one in ledger(acme)["jobs"]}
    assert jobs["validation"] == {"job": "validation", "touches": 2, "last": "2026-03-09"}
    assert jobs["consensus_creation"]["last"] is None


def test_b22_the_longest_time_between_attempts_is_flagged_for_who_matters(acme: Way) -> None:
    (flag,) = flagged(ledger(acme), "B22", None)
    assert "nobody of us has tried to reach anybody at Acme" in flag["says"]
    acme.touch("Ann Lee", "2025-10-01", intent="ask", channel="voicemail")
    (flag,) = flagged(ledger(acme), "B22", "Dana Reyes")
    assert "Nobody has tried to reach Dana Reyes" in flag["says"]
    acme.touch("Dana Reyes", "2025-12-01", intent="ask", channel="voicemail")
    (flag,) = flagged(ledger(acme), "B22", "Dana Reyes")
    assert flag["numbers"]["gap_days"] == 120
    assert not flagged(ledger(acme), "B22")
    acme.account(**{"setting:attempt_gap_days": "150"})
    assert not flagged(ledger(acme), "B22", "Dana Reyes")
