"""When next, worked out of an account: due days, calendars, and days that are avoided."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.advice.cadence.answer import due_people
from graph.advice.cadence.calendar import Calendar, calendar_of, country_of
from graph.advice.timing import Timing
from graph.analysis.happenings import happenings
from graph.model import Account
from tests.unit.worlds import TODAY, Claim, org, person, person_id, said, setting, thing, touch

TEAM = "Dana, CFO {decision_maker}\n  Ann, Controller\n  Cid, Clerk {left}"


def ann(*claims: Claim) -> Timing:
    (one,) = due_people(org(TEAM, *claims), 0, person_id("Ann")).people
    return one.when


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_the_due_day_is_the_ideal_interval_after_the_last_contact() -> None:
    found = ann(touch("Kim", "Ann", 10), setting("ideal_days_others", 40))
    assert (found.due, found.latest, found.state) == (in_days(30), in_days(110), "later")


def test_no_answer_and_voicemails_reset_nothing() -> None:
    met = touch("Kim", "Ann", 30)
    tried = touch("Kim", "Ann", 5, "voicemail")
    assert ann(met, tried).due == ann(met).due


def test_who_left_is_not_waited_for() -> None:
    account = org(TEAM, touch("Kim", "Cid", 400), touch("Kim", "Ann", 400))
    assert [one.person.name for one in due_people(account, 0).people] == ["Dana", "Ann"]


@pytest.mark.parametrize("text", ["Norway", "norway", "NO", "nor", " NO "])
def test_a_country_is_known_by_its_name_and_its_codes(text: str) -> None:
    found = country_of(text)
    assert found is not None
    assert found.holiday(date(2026, 5, 17)) == "Constitution Day"


def ann_calendar(account: Account) -> Calendar:
    going_on = happenings(account).get(person_id("Ann"), ())
    return calendar_of(person(account, "Ann"), account, going_on)


def test_a_country_that_nobody_knows_has_the_usual_weekend() -> None:
    assert country_of("Kvernholt") is None
    account = org(TEAM, said("Ann", country="Kvernholt"))
    calendar = ann_calendar(account)
    assert calendar.against(date(2026, 4, 4)) == "Saturday"
    assert calendar.against(date(2026, 4, 3)) is None


def test_the_weekend_is_that_of_the_country() -> None:
    account = org(TEAM, said("Ann", country="Saudi Arabia"))
    calendar = ann_calendar(account)
    assert calendar.against(date(2026, 4, 10)) == "Friday"
    assert calendar.against(date(2026, 4, 12)) is None


@given(
    since=st.integers(0, 400),
    ideal=st.integers(1, 200),
    bad=st.sets(st.sampled_from(["Mondays", "tue", "Wednesday", "thursdays", "Fri"]), max_size=4),
    away=st.integers(0, 30),
)
@settings(max_examples=60, deadline=None)
def test_the_suggested_day_is_a_good_one_and_never_in_the_past(
    since: int, ideal: int, bad: set[str], away: int
) -> None:
    on, until = TODAY.isoformat(), in_days(away).isoformat()
    account = org(
        TEAM,
        touch("Kim", "Ann", since),
        said("Ann", ideal_days=ideal, bad_days=sorted(bad)),
        thing("happening", "h", person="Ann", kind="away", text="Away", on=on, until=until),
    )
    (one,) = due_people(account, 0, person_id("Ann")).people
    day = one.when.suggested_day
    assert day > in_days(away)
    assert ann_calendar(account).against(day) is None


def test_where_no_day_is_good_it_says_so() -> None:
    week = ["mon", "tue", "wed", "thu", "fri"]
    found = ann(touch("Kim", "Ann", 100), said("Ann", bad_days=week))
    assert found.suggested_day == TODAY
    assert found.why[-1] == "No day within 366 is a good one for them."
