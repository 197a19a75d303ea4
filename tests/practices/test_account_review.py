"""The account review: six questions, what changed, who competes, and what hangs on one person."""

from typing import Any

from tests.api.commands import done
from tests.practices.test_consensus import review
from tests.practices.ways import AS_OF, Way


def question(acme: Way, number: int) -> Any:
    return review(acme)["questions"][number - 1]


def said(acme: Way, number: int) -> str:
    return " ".join(question(acme, number)["says"])


def test_b20_all_six_questions_are_asked_and_none_is_answered_by_guessing(acme: Way) -> None:
    questions = review(acme)["questions"]
    assert [one["number"] for one in questions] == [1, 2, 3, 4, 5, 6]
    assert not any(one["known"] for one in questions)
    assert all("Nobody knows." in one["says"] for one in questions)
    text = acme.text("review", "Acme", "--as-of", AS_OF)
    assert "What makes us their first call when they decide to change?" in text


def test_b20_who_came_to_us_is_waiting(acme: Way) -> None:
    acme.touch("Ann Lee", "2026-03-02", channel="call", direction="inbound")
    assert "They came to us once: Ann Lee (call, 29 days ago)" in said(acme, 1)


def test_b20_one_persons_no_is_not_the_accounts(acme: Way) -> None:
    acme.said("Bob Stone", status="not_open", status_until="2026-06-30")
    assert "Bob Stone until 2026-06-30. That is one person's no" in said(acme, 1)


def test_b20_who_wants_the_change_may_lead_us_on(acme: Way) -> None:
    acme.said("Ann Lee", support="supporter")
    acme.said("Dana Reyes", support="supporter")
    assert question(acme, 3)["says"] == ["Ann Lee (Controller): supporter; no way in is known yet."]


def test_b4_changes_are_kept_as_past_under_way_and_expected(acme: Way) -> None:
    acme.thing("change", "A new CFO came", kind="joined", on="2026-01-10", source="LinkedIn")
    acme.thing("change", "A new ERP", kind="spending", phase="under_way")
    acme.thing("change", "A rule on seals", kind="regulation", on="2026-09-01")
    found = [(one["text"], one["phase"], one["on"]) for one in review(acme)["changes"]]
    assert found == [
        ("A new ERP", "under_way", None),
        ("A rule on seals", "expected", "2026-09-01"),
        ("A new CFO came", "past", "2026-01-10"),
    ]
    assert "A new CFO came (past, 2026-01-10; LinkedIn)" in said(acme, 2)


def test_b4_what_was_expected_is_under_way_once_its_day_has_come(acme: Way) -> None:
    acme.thing("change", "A rule on seals", phase="expected", on="2026-03-30")
    assert review(acme)["changes"][0]["phase"] == "under_way"


def test_b4_of_whom_nothing_was_learned_for_long_is_told(acme: Way) -> None:
    day = "2028-01-31"
    told = done("review", "Acme", "--as-of", day, "--json").json["unheard"]
    assert {one["person"]["name"] for one in told} == {"Ann Lee", "Bob Stone", "Dana Reyes"}
    acme.thing("change", "Ann moves to Lyon", person="Ann Lee", on="2027-12-01")
    told = done("review", "Acme", "--as-of", day, "--json").json["unheard"]
    assert {one["person"]["name"] for one in told} == {"Bob Stone", "Dana Reyes"}


def test_b5_without_evidence_a_competitor_is_assumed_present(acme: Way) -> None:
    found = review(acme)
    assert (found["competitor"]["tie"], found["ties"]) == ("assumed", [])
    assert "Assumed present" in acme.text("review", "Acme", "--as-of", AS_OF)


def test_b5_a_tie_to_the_account_or_to_somebody_is_shown_with_its_evidence(acme: Way) -> None:
    done("competitor", "Acme", "Globex", "--new")
    acme.thing("competitor_tie", "looks after the ERP", competitor="Globex", tie="supplier")
    acme.thing(
        "competitor_tie", "plays golf", competitor="Globex", tie="preferred", person="Bob Stone"
    )
    found = review(acme)
    assert (found["competitor"]["tie"], found["competitor"]["competitor"]) == (
        "preferred",
        "Globex",
    )
    assert {(one["tie"], one["person"] and one["person"]["name"]) for one in found["ties"]} == {
        ("supplier", None),
        ("preferred", "Bob Stone"),
    }
    assert "Globex is preferred by Bob Stone (Plant Manager)" in said(acme, 4)


def test_b5_no_competitor_is_only_told_with_evidence(acme: Way) -> None:
    done("competitor", "Acme", "Globex", "--new")
    none = ("--competitor", "Globex", "--tie", "none_with_evidence", "--evidence", "lost the bid")
    done("competitor-tie", "Acme", "gone", "--new", *none)
    assert review(acme)["competitor"]["tie"] == "none_with_evidence"


def test_e10_a_sighting_says_who_where_and_when(acme: Way) -> None:
    done("competitor", "Acme", "Globex", "--new")
    acme.thing(
        "competitor_tie",
        "in the lobby",
        competitor="Globex",
        tie="sighted",
        person="Ann Lee",
        on="2026-03-05",
        where="Gate 2",
    )
    (tie,) = review(acme)["ties"]
    assert (tie["on"], tie["where"], tie["person"]["name"]) == ("2026-03-05", "Gate 2", "Ann Lee")
    assert "Globex was seen with Ann Lee (Controller) (Gate 2)" in said(acme, 4)


def test_b6_an_account_that_hangs_on_one_contact_is_told(acme: Way) -> None:
    acme.touch("Ann Lee", "2026-03-02", channel="in_person")
    found = review(acme)
    assert found["hangs_on"]["name"] == "Ann Lee"
    (ann,) = found["contacts"]
    assert ann["decision_lost"] > 0.1
    assert [one["name"] for one in ann["cut_off"]] == ["Bob Stone", "Dana Reyes"]
    assert "hangs on Ann Lee" in acme.text("review", "Acme", "--as-of", AS_OF)


def test_b7_a_matrix_shows_where_we_know_nobody(acme: Way) -> None:
    cells = {(one["level"], one["function"]): one["known"] for one in review(acme)["matrix"]}
    assert cells["c_level", "finance"] == 1
    assert cells["c_level", "operations"] == 0


def test_b21_why_they_would_call_us_first_is_kept_and_shown(acme: Way) -> None:
    acme.account(call_us_first_because="We count the hours of stop")
    assert review(acme)["first_call"] == "We count the hours of stop"
    assert "We count the hours of stop" in said(acme, 6)
    assert question(acme, 6)["known"]


def test_a9_a_past_buyer_is_a_possible_referrer_to_others(acme: Way) -> None:
    acme.said("Bob Stone", first_chose_us="we found the coupling")
    acme.link("Bob Stone", "Dana Reyes", "knows")
    told = done("ways-in", "Acme", "Dana Reyes", "--json").json
    answered = acme.api.get("/v1/accounts/Acme/people/Dana Reyes/ways-in").json()
    assert told == answered
    (referrer,) = told["referrers"]
    assert referrer["person"]["name"] == "Bob Stone"
    assert "we found the coupling" in referrer["why"]
    assert "Bob Stone could refer us" in acme.text("ways-in", "Acme", "Dana Reyes")


def test_d13_referrals_given_and_received_are_kept(acme: Way) -> None:
    acme.thing(
        "referral", "to Bo at Initech", person="Ann Lee", direction="received", on="2026-02-01"
    )
    acme.thing("referral", "to a caterer", person="Bob Stone", direction="given")
    found = [(one["direction"], one["person"]["name"]) for one in review(acme)["referrals"]]
    assert found == [("received", "Ann Lee"), ("given", "Bob Stone")]
    assert "We received a referral, Ann Lee, 2026-02-01: to Bo at Initech" in acme.text(
        "review", "Acme", "--as-of", AS_OF
    )


def test_c13_the_present_supplier_is_kept_per_account_and_per_person(acme: Way) -> None:
    acme.account(supplier="Globex")
    acme.said("Bob Stone", supplier="Umbrella")
    assert review(acme)["competitor"]["competitor"] == "Globex"
    assert "Globex supplies the account" in said(acme, 4)
    assert "Umbrella supplies Bob Stone (Plant Manager)" in said(acme, 4)
