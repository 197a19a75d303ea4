"""Dissatisfaction in money, and who of those whom a decision-maker listens to wants the change."""

from typing import Any

import pytest

from tests.api.commands import done
from tests.api.http.conftest import read
from tests.practices.ways import AS_OF, BASE, Way


def consensus(acme: Way) -> Any:
    """What both ways in answer."""
    told = done("consensus", "Acme", "--as-of", AS_OF, "--json").json
    assert told == read(acme.api.get(f"{BASE}/consensus?as_of={AS_OF}"))
    return told


def review(acme: Way) -> Any:
    told = done("review", "Acme", "--as-of", AS_OF, "--json").json
    answered = read(acme.api.get(f"{BASE}/review?as_of={AS_OF}"))
    assert told == answered
    return told


def names(voices: Any) -> list[str]:
    return [one["person"]["name"] for one in voices]


def test_b10_a_gap_keeps_who_said_so_and_when(acme: Way) -> None:
    acme.thing("gap", "The close takes nine days", person="Ann Lee", on="2026-03-02")
    (gap,) = consensus(acme)["gaps"]
    assert (gap["text"], gap["person"]["name"], gap["on"]) == (
        "The close takes nine days",
        "Ann Lee",
        "2026-03-02",
    )
    assert gap["yearly_value"] is None
    assert "The close takes nine days" in acme.text("consensus", "Acme", "--as-of", AS_OF)


def test_b11_gaps_are_added_up_with_their_return_by_currency(acme: Way) -> None:
    acme.thing(
        "gap",
        "The close takes nine days",
        person="Ann Lee",
        yearly_value="600000",
        cost_to_close="150000",
        currency="EUR",
    )
    acme.thing("gap", "The line stops", person="Bob Stone", yearly_value="50000", currency="EUR")
    acme.thing("gap", "Rush freight", person="Bob Stone", yearly_value="7000", currency="USD")
    acme.thing("gap", "Old news", yearly_value="9", currency="EUR", closed_on="2026-01-01")
    euros, dollars = consensus(acme)["worth"]
    assert (euros["currency"], euros["yearly_value"], euros["cost_to_close"]) == (
        "EUR",
        650_000,
        150_000,
    )
    assert euros["returned"] == pytest.approx(4.0)
    assert (dollars["yearly_value"], dollars["returned"]) == (7_000, None)
    text = acme.text("consensus", "Acme", "--as-of", AS_OF)
    assert "EUR 650,000 a year in 2 gaps, EUR 150,000 to close; where both are known" in text
    assert "it comes back 4.0 times a year" in text


def test_b11_a_gap_without_a_value_is_no_gap_of_zero(acme: Way) -> None:
    acme.thing("gap", "Nobody reads the report", person="Ann Lee")
    assert "1 gap whose cost nobody knows" in acme.text("consensus", "Acme")


def test_b12_for_each_decision_maker_the_influence_that_wants_the_change_is_told(acme: Way) -> None:
    acme.thing("gap", "The close takes nine days", person="Ann Lee", yearly_value="600000")
    (dana,) = consensus(acme)["decision_makers"]
    assert dana["person"]["name"] == "Dana Reyes"
    assert dana["shares"] == {"for": 0.5, "against": 0.0, "neutral": 0.0, "unknown": 0.5}
    assert names(dana["missing"]) == ["Bob Stone"]
    assert dana["worth"][0]["yearly_value"] == 600_000
    acme.said("Bob Stone", support="enemy")
    (dana,) = consensus(acme)["decision_makers"]
    assert (dana["shares"]["against"], dana["missing"]) == (0.5, [])


def test_b12_who_told_of_a_gap_wants_the_change_whatever_they_think_of_us(acme: Way) -> None:
    acme.said("Ann Lee", support="enemy")
    acme.thing("gap", "The close takes nine days", person="Ann Lee")
    (dana,) = consensus(acme)["decision_makers"]
    stances = {one["person"]["name"]: one["stance"] for one in dana["voices"]}
    assert stances == {"Ann Lee": "for", "Bob Stone": "unknown"}


def test_b12_influence_comes_over_others_too(acme: Way) -> None:
    acme.person("Eve Moss", title="Fitter", support="supporter")
    acme.link("Eve Moss", "Bob Stone")
    (dana,) = consensus(acme)["decision_makers"]
    eve = next(one for one in dana["voices"] if one["person"]["name"] == "Eve Moss")
    assert eve["influence"] == pytest.approx(0.36)
    assert eve["by"] == [
        "Eve Moss influences Bob Stone (strong)",
        "Bob Stone influences Dana Reyes (strong)",
    ]


def test_b12_a_decision_maker_whom_nobody_is_known_to_influence_is_told(acme: Way) -> None:
    acme.person("Ida Voss", title="CTO", buying_role="technical_buyer")
    ida = next(
        one for one in consensus(acme)["decision_makers"] if one["person"]["name"] == "Ida Voss"
    )
    assert (ida["shares"], ida["voices"]) == ({}, [])
    assert "find out whom Ida Voss listens to" in ida["says"][0]


def test_b9_those_who_rely_on_it_stand_behind_the_decision_maker(acme: Way) -> None:
    acme.person("Eve Moss", title="Fitter", users_of_ours="yes")
    acme.link("Eve Moss", "Dana Reyes", "constituency_of")
    (dana,) = consensus(acme)["decision_makers"]
    found = {
        one["person"]["name"]: (one["is_constituent"], one["uses_ours"]) for one in dana["voices"]
    }
    assert found == {
        "Eve Moss": (True, True),
        "Ann Lee": (False, None),
        "Bob Stone": (False, None),
    }
    assert "relies on it" in acme.text("consensus", "Acme")


def test_b13_from_below_the_change_can_be_carried(acme: Way) -> None:
    acme.said("Bob Stone", support="supporter")
    (dana,) = consensus(acme)["decision_makers"]
    assert names(dana["from_below"]) == ["Bob Stone"]
    assert "From below it can be carried by Bob Stone (60 %)" in acme.text("consensus", "Acme")


def test_b13_a_low_ranked_one_with_open_influence_comes_before_a_closed_executive(
    acme: Way,
) -> None:
    acme.person("Vic Hall", title="Vice President Finance")
    acme.link("Vic Hall", "Dana Reyes")
    acme.said("Vic Hall", status="not_open", status_until="2026-12-31")
    suggested = [one["person"]["name"] for one in acme.next()["suggestions"]]
    assert "Vic Hall" not in suggested
    assert {"Ann Lee", "Bob Stone"} <= set(suggested)
