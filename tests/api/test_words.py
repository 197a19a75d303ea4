"""The words in which commands answer: each says what is known, once and whole."""

import re

import pytest

from tests.api.commands import done, inroad

PEOPLE = b"""name,email,title,manager,buying_role,status
Dana Reyes,dana@acme.example,CFO,,decision_maker,
Ann Lee,ann@acme.example,Controller,Dana Reyes,,
Bob Stone,bob@acme.example,Buyer,Ann Lee,,
TBD,,Head of Procurement,Dana Reyes,approver,
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)


def test_coverage_that_is_unknown_is_called_so() -> None:
    heading = done("person", "Ann Lee").out.splitlines()[0]
    assert heading.endswith("coverage unknown, last contact not recorded")
    done("touch", "Bob Stone", "--colleague", "Kim")
    heading = done("person", "Ann Lee").out.splitlines()[0]
    assert heading.endswith("no contact, last contact never")


def test_a_seat_is_called_by_its_title_once_and_never_vacant() -> None:
    text = done("next", "Acme", "--limit", "9", "--include", "targets").out
    assert text.count("Head of Procurement: weight") == 1
    review = done("review", "Acme").out
    assert "vacant" not in review
    assert "1 seat" in review


def test_where_nobody_is_there_the_review_says_what_to_do() -> None:
    done("account", "Empty", "--new")
    review = done("review", "Empty").out
    assert "Nobody is known at Empty yet." in review
    assert "inroad import FILE --account 'Empty'" in review
    assert "Everybody" not in review


def test_there_is_no_way_in_to_who_has_left() -> None:
    done("person", "Bob Stone", "--status", "left")
    assert (
        done("ways-in", "Acme", "Bob Stone").out == "There is no way in to Bob Stone, who left.\n"
    )


def test_a_few_colleagues_and_opportunities_are_named_where_none_is_near() -> None:
    done("touch", "Bob Stone", "--colleague", "Kim Ito")
    assert "on our side. There is Kim Ito." in inroad("next", "Acme", "--colleague", "Bo").err
    assert "at Acme. None is recorded." in inroad("next", "Acme", "--for", "X").err
    done("opportunity", "Acme", "Renewal", "--new")
    assert "at Acme. There is Renewal." in inroad("next", "Acme", "--for", "X").err


def test_one_is_told_in_the_singular() -> None:
    assert "4 people, 3 links, 0 touches" in done("account", "Acme").out
    done("touch", "Bob Stone")
    assert "1 touch." in done("erase", "Bob Stone", "--yes").out


def test_reach_that_is_unknown_is_called_so() -> None:
    text = done("next", "Acme", "--target", "Dana Reyes=0").out
    assert "Dana Reyes (CFO): weight 0, reach not known, last contact not recorded" in text


def test_each_hop_of_a_way_in_has_its_chance_once() -> None:
    done("touch", "Bob Stone", "--colleague", "Kim", "--channel", "call", "--intent", "give")
    done("link", "Bob Stone", "Ann Lee", "--kind", "knows", "--probability", "0.45")
    lines = done("ways-in", "Acme", "Ann Lee").out.splitlines()
    assert "   Bob Stone knows Ann Lee (45 %)" in lines
    (first,) = [line for line in lines if "Kim talked with" in line]
    assert re.search(r"\(call, today\): [\d.]+ %$", first)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("conflicts_with", "is in conflict with"),
        ("knows", "knows"),
        ("assistant_of", "is the assistant of"),
        ("reports_to", "reports to"),
    ],
)
def test_a_link_is_said_in_a_whole_sentence(kind: str, words: str) -> None:
    kept = done("link", "Bob Stone", "Dana Reyes", "--kind", kind).out
    assert kept == f"Kept: Bob Stone {words} Dana Reyes at Acme.\n"
    assert f"{words} Dana Reyes" in done("person", "Bob Stone").out


@pytest.mark.parametrize("columns", [40, 47, 60, 96, 200])
def test_running_text_fits_the_terminal_and_keeps_numbers_with_their_units(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done("touch", "Bob Stone", "--colleague", "Kim", "--channel", "call", "--on", "2026-01-01")
    out = inroad("next", "Acme", "--as-of", "2026-06-01", terminal=True).out
    lines = re.sub(r"\x1b\[\d+m", "", out).splitlines()
    assert max(map(len, lines)) <= max(columns, 60)
    assert not any(line.lstrip().startswith(("%", "±", "days")) for line in lines)
    assert not any(line.rstrip().endswith("±") for line in lines)
