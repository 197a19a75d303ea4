"""When next: the cadence, what brings it forward, and the days that don't suit them."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.practices.habits import alike, flagged, ledger
from tests.practices.ways import AS_OF, Way

TODAY = date.fromisoformat(AS_OF)


def when(way: Way, name: str = "Ann Lee", as_of: str = AS_OF) -> Any:
    """When to reach somebody, as both ways in answer."""
    (one,) = alike(way, "when", name, {}, as_of)["people"]
    return one["when"]


def due_names(way: Way, days: int = 14) -> list[str]:
    answer = alike(way, "when", "", {"days": str(days)}, AS_OF)
    return [one["person"]["name"] for one in answer["people"]]


def met(way: Way, days_ago: int, name: str = "Ann Lee", **given: str) -> None:
    on = (TODAY - timedelta(days=days_ago)).isoformat()
    way.touch(name, on, **({"channel": "call", "intent": "give"} | given))


def test_cadence_counts_from_the_last_real_contact_by_the_weight_in_the_decision(
    acme: Way,
) -> None:
    met(acme, 10)
    met(acme, 10, "Dana Reyes")
    ann, dana = when(acme), when(acme, "Dana Reyes")
    assert (ann["ideal_days"], ann["longest_days"], ann["state"]) == (60, 120, "later")
    assert (dana["ideal_days"], dana["longest_days"]) == (30, 60)
    assert dana["due"] == (TODAY + timedelta(days=20)).isoformat()
    assert when(acme, as_of="2026-07-31")["state"] == "overdue"


def test_cadence_is_stated_of_a_person_and_set_for_an_account(acme: Way) -> None:
    met(acme, 10)
    acme.account(**{"setting:ideal_days_others": "45"})
    assert when(acme)["ideal_days"] == 45
    acme.said("Ann Lee", ideal_days="14", longest_days="21")
    found = when(acme)
    assert (found["ideal_days"], found["longest_days"]) == (14, 21)
    assert "as stated of them" in found["why"][0]


def test_b16_a_voicemail_does_not_reset_the_cadence(acme: Way) -> None:
    met(acme, 70)
    before = when(acme)
    met(acme, 1, channel="voicemail", outcome="no_answer")
    after = when(acme)
    assert (after["due"], after["state"]) == (before["due"], "due")
    assert after["suggested_day"] == "2026-04-02"
    assert any("reached nobody: not again before 2026-04-02" in why for why in after["why"])


def test_b4_a_change_at_the_client_brings_them_forward(acme: Way) -> None:
    met(acme, 20)
    acme.thing("change", "A new COO", on="2026-03-01", phase="past")
    assert when(acme)["due"] == "2026-05-10"
    acme.thing("change", "A new ERP", on="2026-03-27", phase="under_way")
    found = when(acme)
    assert found["due"] == "2026-04-03"
    assert any("“A new ERP” (2026-03-27)" in why for why in found["why"])


def test_b4_a_change_about_somebody_else_brings_nobody_forward(acme: Way) -> None:
    met(acme, 20)
    acme.thing("change", "Bob moves", person="Bob Stone", on="2026-03-27")
    assert when(acme)["due"] == "2026-05-10"


def test_b4_an_expected_change_counts_some_time_before_it_comes(acme: Way) -> None:
    met(acme, 20)
    acme.thing("change", "The contract ends", on="2026-04-20", phase="expected")
    assert when(acme)["due"] == "2026-03-28"
    acme.account(**{"setting:before_change_days": "5"})
    assert when(acme)["due"] == "2026-05-10"


def test_b4_staleness_brings_them_forward(acme: Way) -> None:
    now = datetime.now().astimezone().date()
    acme.said("Ann Lee", support="neutral")
    acme.touch("Ann Lee", now.isoformat(), channel="call", intent="give")
    acme.said("Ann Lee", ideal_days="300", longest_days="400")
    found = when(acme, as_of=(now + timedelta(days=200)).isoformat())
    assert found["due"] == (now + timedelta(days=150)).isoformat()
    assert any("what we know of them is 200 days old" in why for why in found["why"])


@pytest.mark.parametrize("field", ["person", "account"])
def test_public_holidays_of_their_country_are_skipped(acme: Way, field: str) -> None:
    if field == "person":
        acme.said("Ann Lee", country="Norway")
    else:
        acme.account(country="NO")
    acme.touch("Ann Lee", "2026-03-16", channel="call", intent="give")
    acme.said("Ann Lee", ideal_days="17")
    found = when(acme)
    assert (found["due"], found["suggested_day"]) == ("2026-04-02", "2026-04-01")
    assert any("2026-04-02 (Maundy Thursday)" in why for why in found["why"])


def test_weekends_are_skipped(acme: Way) -> None:
    acme.touch("Ann Lee", "2026-03-16", channel="call", intent="give")
    acme.said("Ann Lee", ideal_days="19")
    found = when(acme)
    assert (found["due"], found["suggested_day"]) == ("2026-04-04", "2026-04-03")
    assert any("2026-04-04 (Saturday)" in why for why in found["why"])
    acme.said("Ann Lee", ideal_days="20")
    assert "Not on the weekend of 2026-04-04 and 2026-04-05." in when(acme)["why"]


def test_days_when_they_are_away_and_their_bad_days_are_skipped(acme: Way) -> None:
    met(acme, 70)
    acme.thing(
        "happening", "Sailing", kind="away", person="Ann Lee", on="2026-03-30", until="2026-04-03"
    )
    found = when(acme)
    assert found["suggested_day"] == "2026-04-06"
    assert any("away: Sailing" in why for why in found["why"])
    acme.said("Ann Lee", bad_days="Mondays; 2026-04-07..2026-04-08; sometimes")
    found = when(acme)
    assert found["suggested_day"] == "2026-04-09"
    assert any("'sometimes' can't be read" in why for why in found["why"])


def test_b15_near_equal_intervals_are_flagged_and_avoided(acme: Way) -> None:
    for days_ago in (285, 195, 105, 15):
        met(acme, days_ago)
    acme.said("Ann Lee", ideal_days="90")
    (flag,) = flagged(ledger(acme), "B15")
    assert flag["kind"] == "same_interval"
    assert "came every 90 days" in flag["says"]
    found = when(acme)
    assert found["due"] == "2026-06-14"
    assert abs((date.fromisoformat(found["suggested_day"]) - date(2026, 6, 14)).days) > 2
    assert any("they would expect it, after 90 days as before" in why for why in found["why"])


def test_b15_every_monday_is_flagged_and_avoided(acme: Way) -> None:
    for on in ("2026-01-12", "2026-01-26", "2026-02-02", "2026-02-23", "2026-03-02"):
        acme.touch("Ann Lee", on, channel="email", intent="give")
    acme.said("Ann Lee", ideal_days="35")
    (flag,) = flagged(ledger(acme), "B15")
    assert "5 of the last 5 touches of Ann Lee were on a Monday" in flag["says"]
    found = when(acme)
    assert found["due"] == "2026-04-06"
    assert found["suggested_day"] == "2026-04-07"


def test_b15_touches_at_no_pattern_are_not_flagged(acme: Way) -> None:
    for on in ("2026-01-12", "2026-01-20", "2026-02-18", "2026-03-05", "2026-03-27"):
        acme.touch("Ann Lee", on, channel="email", intent="give")
    assert not flagged(ledger(acme), "B15")


def test_b2_who_is_put_off_is_due_after_it(acme: Way) -> None:
    acme.said("Ann Lee", status="not_open", status_until="2026-04-10")
    found = when(acme)
    assert (found["state"], found["due"]) == ("not_open", "2026-04-11")
    assert found["suggested_day"] == "2026-04-13"


def test_never_and_not_recorded_are_different_words(acme: Way) -> None:
    assert when(acme)["state"] == "not_recorded"
    met(acme, 5, "Bob Stone")
    assert when(acme)["state"] == "never"


def test_when_lists_who_is_due_within_so_many_days(acme: Way) -> None:
    met(acme, 70)
    met(acme, 40, "Bob Stone")
    assert due_names(acme) == ["Dana Reyes", "Ann Lee"]
    assert due_names(acme, 30) == ["Dana Reyes", "Ann Lee", "Bob Stone"]


def test_each_suggestion_says_when(acme: Way) -> None:
    met(acme, 70)
    assert acme.suggestion("Ann Lee")["when"] == when(acme)
    assert "When: Tuesday 2026-03-31." in acme.text("next", "Acme", "--as-of", AS_OF)


def test_e3_a_known_meeting_of_theirs_is_an_occasion_for_food(acme: Way) -> None:
    acme.thing("happening", "Shift meeting", kind="meeting", person="Ann Lee", on="2026-04-08")
    (occasion,) = when(acme)["occasions"]
    assert "Before “Shift meeting” on 2026-04-08 food could go to them" in occasion
    acme.account(**{"setting:treats_a_year": "0"})
    assert when(acme)["occasions"] == []


def test_b22_an_account_where_nobody_tried_is_named(acme: Way) -> None:
    answer = alike(acme, "when", "", {}, AS_OF)
    assert answer["notes"] == [
        "As far as is recorded nobody of us has tried to reach anybody at Acme."
    ]
    met(acme, 70)
    assert when(acme)["longest_gap_days"] == 70


def test_b3_who_is_brought_back_by_a_reason_is_due_as_suggested(acme: Way) -> None:
    acme.said("Ann Lee", status="not_open", status_until="2026-06-30", objection="policy")
    assert when(acme)["state"] == "not_open"
    acme.thing("reason", "twelve months are enough", removes="policy", kind="new_policy")
    assert acme.suggestion("Ann Lee")["when"] == when(acme)
    assert when(acme)["state"] == "not_recorded"
