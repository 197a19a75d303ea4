"""Lists across accounts, and the week: lapsed buyers keep their share, deals play no part."""

from typing import Any

import pytest

from tests.api.commands import done, inroad
from tests.api.http.conftest import read
from tests.practices.ways import AS_OF, Way


def listed(acme: Way, which: str) -> Any:
    told = done("lists", which, "--as-of", AS_OF, "--json").json
    assert told == read(acme.api.get(f"/v1/lists/{which}?as_of={AS_OF}"))["items"]
    return told


def week(acme: Way, limit: int = 10, share: float = 0.2) -> Any:
    options = ("--limit", str(limit), "--lapsed-share", str(share))
    told = done("week", "--as-of", AS_OF, *options, "--json").json
    asked = f"as_of={AS_OF}&limit={limit}&lapsed_share={share}"
    assert told == read(acme.api.get(f"/v1/week?{asked}"))
    return told


@pytest.fixture
def lapsed(acme: Way) -> Way:
    """Acme, a dream client, and Initech, which bought once."""
    acme.account(kind="dream")
    done("account", "Initech", "--new", "--kind", "lapsed", "--set", "lapse_reason=lower_cost")
    for name, title in (("Bo Lind", "Buyer"), ("Cy Dahl", "CFO")):
        done("person", name, "--new", "-a", "Initech", "--title", title)
    done("person", "Cy Dahl", "-a", "Initech", "--buying-role", "decision_maker")
    done("link", "Bo Lind", "Cy Dahl", "-a", "Initech", "--strength", "strong")
    return acme


def test_a1_lapsed_buyers_are_listed_with_why_they_stopped_and_how_long_alone(lapsed: Way) -> None:
    done("touch", "Bo Lind", "-a", "Initech", "--on", "2026-03-01", "--channel", "call")
    (one,) = listed(lapsed, "lapsed")
    assert (one["account"], one["reason"], one["days_since_contact"]) == (
        "Initech",
        "lower_cost",
        30,
    )
    assert [buyer["name"] for buyer in one["buyers"]] == ["Cy Dahl"]
    assert "lower cost" in lapsed.text("lists", "lapsed", "--as-of", AS_OF)


def test_a1_why_somebody_stopped_is_unknown_until_it_is_known(acme: Way) -> None:
    acme.account(kind="lapsed")
    (one,) = listed(acme, "lapsed")
    assert (one["reason"], one["days_since_contact"], one["contact_known"]) == ("", None, False)
    assert "nobody knows why" in acme.text("lists", "lapsed", "--as-of", AS_OF)


def test_b1_the_share_of_effort_on_dream_clients_is_told(lapsed: Way) -> None:
    lapsed.touch("Ann Lee", "2026-03-02", channel="call")
    for day in ("2026-03-03", "2026-03-04", "2026-03-05"):
        done("touch", "Bo Lind", "-a", "Initech", "--on", day, "--channel", "email")
    found = {one["kind"]: one["share"] for one in listed(lapsed, "effort")}
    assert found == {"dream": 0.25, "lapsed": 0.75}
    assert "dream 1 account 25 % of the touches" in lapsed.text("lists", "effort", "--as-of", AS_OF)


def test_b1_without_any_touch_no_share_is_told(lapsed: Way) -> None:
    assert {one["share"] for one in listed(lapsed, "effort")} == {None}


def test_b22_an_account_where_nobody_has_tried_is_named(lapsed: Way) -> None:
    lapsed.touch("Ann Lee", "2026-03-02", channel="call")
    assert "At Initech nobody has ever tried." in lapsed.text("lists", "effort", "--as-of", AS_OF)


def test_b19_whoever_is_overdue_and_has_no_reason_is_listed_with_the_nearest(acme: Way) -> None:
    acme.thing("reason", "your line stops", functions="operations")
    (one,) = listed(acme, "needs-reason")
    assert one["person"]["name"] == "Dana Reyes"
    assert "your line stops" in one["nearest"][0]
    acme.thing("reason", "your close takes nine days", functions="finance")
    assert listed(acme, "needs-reason") == []


def test_b22_who_matters_and_was_left_alone_is_overdue(acme: Way) -> None:
    acme.touch("Dana Reyes", "2025-11-03", channel="call")
    (one,) = listed(acme, "overdue")
    assert (one["person"]["name"], one["weight"]) == ("Dana Reyes", 3.0)
    assert one["person"]["days_since_contact"] == 148


def test_a10_a_share_of_the_week_is_kept_for_lapsed_buyers(lapsed: Way) -> None:
    found = week(lapsed, limit=2, share=0.5)
    assert [(one["person"]["name"], one["for_lapsed"]) for one in found["items"]].count(
        ("Bo Lind", True)
    ) == 1
    assert {one["account"] for one in found["items"]} == {"Acme", "Initech"}
    crowded = week(lapsed, limit=2, share=0.0)
    assert {one["account"] for one in crowded["items"]} == {"Acme"}


def test_a11_what_a_deal_is_worth_changes_nothing(lapsed: Way) -> None:
    before, suggested = week(lapsed), lapsed.next()["suggestions"]
    done("opportunity", "Initech", "A big one", "--new", "--stage", "open", "--amount", "9000000")
    done("opportunity", "Acme", "Another", "--new", "--stage", "open", "--amount", "1")
    assert week(lapsed) == before
    assert lapsed.next()["suggestions"] == suggested


def test_the_week_says_who_when_why_and_what_to_say(lapsed: Way) -> None:
    lapsed.thing(
        "reason", "your line stops", roles="", functions="operations", question="How long?"
    )
    found = {one["person"]["name"]: one for one in week(lapsed)["items"]}
    bob = found["Bob Stone"]
    assert (bob["question"], bob["needs_reason"]) == ("How long?", False)
    assert bob["opener"]
    assert bob["because"].startswith("Reaching Bob Stone adds")
    assert found["Ann Lee"]["needs_reason"]
    assert "Needs a reason." in lapsed.text("week", "--as-of", AS_OF)


def test_the_week_is_spread_over_days_that_suit(lapsed: Way) -> None:
    lapsed.said("Ann Lee", bad_days="Tuesday; Wednesday; Thursday; Friday")
    days = {one["person"]["name"]: one["day"] for one in week(lapsed)["items"]}
    assert days["Ann Lee"] == "2026-04-06"
    assert len(set(days.values())) == 3


def test_the_week_comes_as_a_calendar_too(lapsed: Way, tmp_path: Any) -> None:
    from icalendar import Calendar

    file = tmp_path / "week.ics"
    done("week", "--as-of", AS_OF, "--ics", str(file))
    told = lapsed.api.get(f"/v1/week.ics?as_of={AS_OF}")
    assert told.headers["content-type"].startswith("text/calendar")
    entries = [
        {str(one["summary"]) for one in Calendar.from_ical(text).walk("VEVENT")}
        for text in (file.read_bytes(), told.content)
    ]
    assert entries[0] == entries[1] == {"Ann Lee, Acme", "Bob Stone, Acme", "Bo Lind, Initech"}


def test_nobody_is_called_by_two_of_us_in_one_week(lapsed: Way) -> None:
    lapsed.touch("Ann Lee", "2026-03-02", channel="in_person", colleague="Kim")
    lapsed.touch("Ann Lee", "2026-01-02", channel="email", colleague="Max")
    lapsed.touch("Bob Stone", "2026-03-02", channel="in_person", colleague="Max")
    weeks = {
        ours: {
            one["person"]["name"]
            for one in done(
                *("week", "--as-of", AS_OF, "--from", "2026-05-04", "--colleague", ours, "--json")
            ).json["items"]
        }
        for ours in ("Kim", "Max")
    }
    assert weeks == {"Kim": {"Ann Lee"}, "Max": {"Bob Stone"}}


def test_a_first_day_that_is_none_is_refused(acme: Way) -> None:
    assert acme.api.get("/v1/week?first=0").status_code == 422
    assert inroad("week", "--from", "0").code == 2
