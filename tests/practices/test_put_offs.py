"""Who is left out for now comes back, and nobody's no closes the account."""

from datetime import datetime, timedelta

from tests.api.commands import inroad
from tests.practices.ways import ACCOUNT, BASE, CommandLine, Way


def ahead(days: int) -> str:
    return (datetime.now().astimezone().date() + timedelta(days=days)).isoformat()


def put_off(way: Way, why: str, until: str = "", evidence: str = "") -> str:
    """Put Ann off; the message where that was refused, "" where it wasn't."""
    given = {"why": why, "until": until, "evidence": evidence}
    told = {name: text for name, text in given.items() if text}
    if isinstance(way, CommandLine):
        options = [part for name, text in told.items() for part in (f"--{name}", text)]
        result = inroad("put-off", "Ann Lee", "-a", ACCOUNT, *options)
        return result.err if result.code else ""
    answer = way.api.post(f"{BASE}/suggestions/Ann Lee/put-off", json=told)
    return "" if answer.status_code == 201 else answer.text


def suggested(way: Way, as_of: str) -> set[str]:
    return {one["person"]["name"] for one in way.next(as_of)["suggestions"]}


def test_b2_putting_somebody_off_takes_a_reason_and_an_end(acme: Way) -> None:
    assert "why" in put_off(acme, "", ahead(30))
    assert "“next quarter” is no plan" in put_off(acme, "next quarter")
    assert "Ann Lee" in suggested(acme, ahead(1))


def test_b2_the_end_is_at_most_sixty_days_ahead(acme: Way) -> None:
    assert "too far ahead" in put_off(acme, "next year", ahead(61))
    acme.account(**{"setting:longest_put_off_days": "20"})
    assert "more than 20 days" in put_off(acme, "busy", ahead(30))
    assert put_off(acme, "busy", ahead(20)) == ""


def test_b2_past_the_end_they_are_back_in_the_list(acme: Way) -> None:
    assert put_off(acme, "closes the year", ahead(30)) == ""
    assert "Ann Lee" not in suggested(acme, ahead(30))
    assert "Ann Lee" in suggested(acme, ahead(31))


def test_b2_a_second_time_in_a_row_takes_evidence(acme: Way) -> None:
    assert put_off(acme, "closes the year", ahead(10)) == ""
    assert "give evidence" in put_off(acme, "still closing", ahead(30))
    assert put_off(acme, "still closing", ahead(30), "her mail of Monday") == ""


def test_b2_after_a_contact_it_is_no_second_time_in_a_row(acme: Way) -> None:
    assert put_off(acme, "closes the year", ahead(10)) == ""
    acme.touch("Ann Lee", ahead(0), channel="call", intent="give")
    assert put_off(acme, "a fair", ahead(30)) == ""


def test_b3_not_open_expires_after_the_setting(acme: Way) -> None:
    acme.said("Ann Lee", status="not_open")
    assert "Ann Lee" not in suggested(acme, ahead(90))
    assert "Ann Lee" in suggested(acme, ahead(91))


def test_b3_and_b8_the_no_of_one_who_decides_closes_nobody_else(acme: Way) -> None:
    acme.said("Dana Reyes", status="not_open", support="enemy")
    acme.touch("Dana Reyes", ahead(0), channel="call", outcome="declined")
    answer = acme.next(ahead(1))
    assert {one["person"]["name"] for one in answer["suggestions"]} == {"Ann Lee", "Bob Stone"}
    assert [one["person"]["name"] for one in answer["targets"]] == ["Dana Reyes"]


def test_b8_one_satisfied_decision_maker_does_not_end_it(acme: Way) -> None:
    acme.person("Eve Moss", title="COO", buying_role="decision_maker")
    acme.link("Bob Stone", "Eve Moss")
    for on in (-3, -2, -1):
        acme.touch("Dana Reyes", ahead(on), channel="in_person", intent="give")
    assert suggested(acme, ahead(1)) == {"Ann Lee", "Bob Stone"}
    acme.said("Eve Moss", status="not_open")
    assert "Bob Stone" in suggested(acme, ahead(1))
