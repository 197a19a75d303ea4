"""`inroad next`: the JSON that other tools rely on, and the text that people read."""

import csv
from io import StringIO

import pytest

from api.cli.next_text import wrapped
from tests.api.commands import done, inroad

PEOPLE = b"""external_id,name,email,title,manager,buying_role
1,Dana Reyes,dana@acme.example,CFO,,economic_buyer
2,Ann Lee,ann@acme.example,Controller,1,
3,Bob Stone,bob@acme.example,Accountant,2,
4,=cmd|' /C calc'!A0,,Clerk,1,
"""
LINKS = b"from,to,kind,strength\n2,1,influences,strong\nKim,3,knows,strong\n"
TOUCHES = b"""date,colleague,person,channel,direction,intent,outcome,reason,note
2026-05-01,Kim,bob@acme.example,call,outbound,give,connected,,
2026-06-20,Kim,3,voicemail,outbound,ask,,,
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)
    done("import", "-", "--account", "Acme", stdin=TOUCHES)
    done("import", "-", "--account", "Acme", stdin=LINKS)


def test_the_json_has_the_promised_form() -> None:
    answer = done("next", "Acme", "--as-of", "2026-06-30", "--seed", "7", "--json").json
    assert answer["account"] == "Acme"
    assert answer["as_of"].startswith("2026-06-30")
    assert answer["seed"] == 7
    assert answer["total_weight"] == 3
    assert 0 < answer["decision_reached"] < 1
    (target,) = answer["targets"]
    assert {"person", "weight", "reached", "direct_way_in"} <= set(target)
    first = answer["suggestions"][0]
    assert first["rank"] == 1
    assert first["person"] == {
        "id": first["person"]["id"],
        "external_id": "2",
        "name": "Ann Lee",
        "title": "Controller",
        "email": "ann@acme.example",
    }
    assert first["share"] == pytest.approx(first["gain"] / 3)
    assert 0 < first["standard_error"] <= 0.002
    product = first["gain"]
    for factor in first["factors"]:
        assert set(factor) == {"name", "value", "why"}
        product *= factor["value"]
    assert first["score"] == pytest.approx(product)
    assert first["because"]
    assert {"person", "by", "strength"} <= set(first["way_in"][0])
    assert isinstance(answer["ties"], list)


def test_contact_counts_only_what_reached_somebody() -> None:
    answer = done("next", "Acme", "--as-of", "2026-06-30", "--target", "Dana Reyes", "--json").json
    contacts = {
        one["person"]["name"]: (one["days_since_contact"], one["contact_known"], one["coverage"])
        for one in answer["suggestions"]
    }
    assert contacts["Ann Lee"] == (None, True, "no_contact")
    bob = done("person", "Bob Stone", "--json").json
    assert bob["days_since_contact"] > 60


def test_as_of_sees_nothing_after_it() -> None:
    answer = done("next", "Acme", "--as-of", "2026-04-30", "--json").json
    assert answer["decision_reached"] == 0


def test_the_same_seed_gives_the_same_answer_to_the_byte() -> None:
    ask = ("next", "Acme", "--as-of", "2026-06-30", "--json")
    assert done(*ask).out == done(*ask).out


def test_csv_has_no_cell_that_a_spreadsheet_would_run() -> None:
    text = done("next", "Acme", "--as-of", "2026-06-30", "--csv", "--limit", "9").out
    rows = list(csv.DictReader(StringIO(text)))
    assert rows[0]["name"] == "Ann Lee"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_text_says_why_and_how_with_numbers() -> None:
    text = done("next", "Acme", "--as-of", "2026-06-30").out
    for words in ("Ann Lee", "% of the decision", "Dana Reyes", "Kim", "Not known"):
        assert words in text


def test_an_explanation_tells_routes_evidence_and_what_would_change_the_order() -> None:
    weak = b"from,to,kind,strength\n3,1,influences,weak\n"
    done("import", "-", "--account", "Acme", stdin=weak)
    asked = ("next", "Acme", "--as-of", "2026-06-30", "--explain")
    text = " ".join(done(*asked).out.split())
    for words in (
        "of the gain (",
        "Ann Lee → Dana Reyes, 66 % likely.",
        "Ann Lee influences Dana Reyes (strong): imported from",
        "Ann Lee reports to Dana Reyes: imported from",
        "Would fall behind",
    ):
        assert words in text
    found = done(*asked, "--json").json["suggestions"][0]["explanation"]
    assert found["routes"][0]["steps"][0]["probability"] == pytest.approx(0.66)
    assert found["next_below"]["name"]
    assert {one["kind"] for one in found["changes"]} <= {
        *("influence", "support", "touch", "leaves", "way_in")
    }
    assert done(*asked[:-1], "--json").json["suggestions"][0]["explanation"] is None


def test_no_command_in_a_hint_is_broken_at_a_hyphen() -> None:
    done("import", "-", "--account", "Beta", stdin=b"name,title\nAnn Lee,CEO\nBob Ray,CFO\n")
    text = done("next", "Beta").out
    assert "--buying-role" in text
    assert not any(line.endswith("-") for line in text.splitlines())


def test_engaged_replaces_what_touches_say() -> None:
    answer = done("next", "Acme", "--engaged", "Ann Lee", "--json").json
    assert "Ann Lee" not in {one["person"]["name"] for one in answer["suggestions"]}
    half = done("next", "Acme", "--engaged", "Ann Lee=0.5", "--json").json
    (ann,) = [one for one in half["suggestions"] if one["person"]["name"] == "Ann Lee"]
    assert ann["engaged"] == 0.5


def test_targets_are_suggested_only_when_included() -> None:
    def names(*more: str) -> set[str]:
        answer = done("next", "Acme", "--json", *more).json
        return {one["person"]["name"] for one in answer["suggestions"]}

    assert "Dana Reyes" not in names()
    assert "Dana Reyes" in names("--include", "targets")
    assert "Ann Lee" not in names("--exclude", "Ann Lee")


def test_ways_in_are_listed_hop_by_hop() -> None:
    ways = done("ways-in", "Acme", "Dana Reyes", "--as-of", "2026-06-30", "--json").json
    assert ways["items"][0]["way_in"][0]["person"]["name"] == "Kim"
    assert ways["items"][0]["probability"] > 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("next", "Nowhere"),
        ("next", "Acme", "--target", "Nobody"),
        ("next", "Acme", "--target", "Ann Lee=heavy"),
        ("next", "Acme", "--engaged", "Ann Lee=2"),
        ("next", "Acme", "--as-of", "yesterday"),
        ("next", "Acme", "--limit", "-1"),
        ("next", "Acme", "--for", "Renewal"),
    ],
)
def test_what_cannot_be_answered_is_said_with_exit_code_2(wrong: tuple[str, ...]) -> None:
    result = inroad(*wrong)
    assert result.code == 2
    assert result.err
    assert "Traceback" not in result.err


def test_the_text_says_of_which_day_it_tells_what_is_reached() -> None:
    assert "Reached on 2026-06-30: " in done("next", "Acme", "--as-of", "2026-06-30").out
    assert "Reached today: " in done("next", "Acme").out


def test_a_day_to_come_is_told_to_be_one() -> None:
    assert "2099-01-01 is still to come" in done("next", "Acme", "--as-of", "2099-01-01").out
    assert "still to come" not in done("next", "Acme").out


def test_undated_facts_that_were_written_later_are_told_to_count() -> None:
    done("person", "Bob Stone", "--support", "enemy")
    done("person", "Bob Stone", "--political-status", "none", "--on", "2026-06-01")
    told = "1 undated fact that was written down after this day counts all the same"
    assert told in " ".join(done("next", "Acme", "--as-of", "2026-06-30").out.split())
    assert told not in " ".join(done("next", "Acme").out.split())


def test_the_text_tells_how_likely_the_best_way_to_a_target_is() -> None:
    text = " ".join(done("next", "Acme", "--as-of", "2026-06-30").out.split())
    assert "best way in (" in text
    assert " %): Kim → Bob Stone" in text
    assert " of 3 × " in text
    assert " points." in text


def test_names_are_not_broken_over_lines() -> None:
    for before in range(70, 100):
        lines = list(wrapped(f"{'x' * before} Raj Patel was there.", "", ["Raj Patel"]))
        assert any("Raj Patel" in one for one in lines)
