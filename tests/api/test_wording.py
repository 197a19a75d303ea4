"""`inroad check`, and what `inroad touch` tells of its words before it keeps them."""

from pathlib import Path

import pytest

from tests.api.commands import done, inroad

PEOPLE = b"name,email,title\nAnn Lee,ann@acme.example,Controller\n"


@pytest.fixture
def _acme() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)


def test_c1_check_names_the_row_the_words_and_what_to_write_and_ends_with_1() -> None:
    result = inroad("check", "Hi Sam,\njust checking in.")
    assert result.code == 1
    assert "C1, line 2, character 1: “just checking in”" in result.out
    assert "The reason I'm calling is" in result.out


def test_a_clean_text_ends_with_0() -> None:
    assert (
        done("check", "How did Mia's recital go?", "--intent", "social").out == "Nothing found.\n"
    )


def test_c3_an_opener_is_looked_at_as_one(tmp_path: Path) -> None:
    file = tmp_path / "opener.txt"
    file.write_text("I saw your talk.", encoding="utf-8")
    result = inroad("check", "--file", str(file), "--kind", "opener", "--json")
    assert result.code == 1
    assert [one["row"] for one in result.json["findings"]] == ["C3"]
    assert result.json["clean"] is False


def test_c8_what_is_piped_in_is_checked() -> None:
    result = inroad("check", "--json", stdin=b"We have a new product.")
    (found,) = result.json["findings"]
    assert (found["row"], found["start"], found["end"]) == ("C8", 0, 21)


def test_c5_news_alone_is_found() -> None:
    assert "C5" in inroad("check", "The council has published its noise plan.").out


@pytest.mark.parametrize(
    "given", [("--intent", "selling"), ("--kind", "poem"), ("--file", "none.txt")]
)
def test_what_cannot_be_checked_is_refused(given: tuple[str, str]) -> None:
    text = () if given[0] == "--file" else ("a text",)
    assert inroad("check", *text, *given).code in {1, 2}
    assert inroad("check", *text, *given).err


def test_bytes_that_are_no_text_are_refused() -> None:
    result = inroad("check", stdin=b"caf\xe9")
    assert (result.code, "UTF-8" in result.err) == (2, True)


@pytest.mark.usefixtures("_acme")
def test_a2_a_social_touch_that_speaks_of_selling_is_kept_only_if_one_says_so() -> None:
    touch = ("touch", "Ann Lee", "--intent", "social", "--note", "Lunch. Asked about the renewal.")
    refused = inroad(*touch, stdin=b"n\n")
    assert refused.code == 1
    assert "A2, note: “renewal”" in refused.err
    assert "not recorded" in done("person", "Ann Lee").out
    assert "Kept" in done(*touch, stdin=b"y\n").out
    assert "Kept" in done(*touch, "--yes").out


@pytest.mark.usefixtures("_acme")
def test_c1_an_empty_touch_is_kept_and_told() -> None:
    result = done("touch", "Ann Lee", "--note", "Checked in with her.", "--json")
    assert "C1, note: “Checked in”" in result.err
    assert [(one["row"], one["field"]) for one in result.json["findings"]] == [("C1", "note")]


@pytest.mark.usefixtures("_acme")
def test_a2_an_import_is_never_held_up() -> None:
    touches = (
        b"date,person,colleague,intent,note\n2026-03-02,Ann Lee,Kim,social,about the renewal\n"
    )
    assert done("import", "-", "--account", "Acme", stdin=touches).code == 0
