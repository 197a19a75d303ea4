"""Names made to deceive: they come back as they were typed, and steer nothing on the way."""

import csv
import io
import json
import re
from unicodedata import category
from xml.etree import ElementTree

import pytest

from tests.api.commands import done, inroad

NAMES = {
    "bidi": "A\u202enna\u2066 B\u200f",
    "zero-width": "Z\u200bo\ufeffe\u2060",
    "homoglyphs": "Аnn Lее",
    "accents": "Z" + "\u0301" * 500,
    "long": "x" * 10_000,
    "emoji": "👩‍👩‍👧‍👦 Lee 🏳️‍🌈",
    "Hebrew": "דנה כהן",
    "Persian": "علی\u200cرضا",
    "tags": "T\U000e0001\U000e0041g",
    "escapes": "\x1b[31mEve\x07\x9b\x08",
    "not composed": "Zoe\u0301",
    "private use": "\ue000\uf8ff",
    "no characters": "x\ufffe\uffff",
    "separators": "A\u2028B\x0cC\x1fD\x85E",
    "breaks": "A\nB\tC",
    "quotes": 'A "B" C',
    "markup": "</script><b>&amp;]]>",
    "a formula": "=1+1",
    "a command": "@SUM(A1)",
    "a number": "-5",
    "a phone": "+49 30 1",
    "full width": "＝1",
    "hidden": "\u200b=1",
    "an option": "--json",
    "a shell's": "$(rm -rf /); `x` | & > <",
    "'t Hooft": "'t Hooft",
}
BOLD = re.compile(r"\x1b\[[01]m")
TURNING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
JOINERS = "\u200c\u200d"


def bring(name: str) -> None:
    """Import one person, written as our own CSV writes them."""
    rows = [
        ["name", "title", "external_id", "manager", "buying_role"],
        [name, "CFO", "x1", "x2", ""],
        ["Dana Boss", "CEO", "x2", "", "decision_maker"],
    ]
    csv.writer(file := io.StringIO(newline=""), quoting=csv.QUOTE_ALL).writerows(rows)
    done("import", "-", "--account", "Acme", stdin=file.getvalue().encode())


def steering(text: str) -> set[str]:
    return {
        one
        for one in text
        if category(one) in {"Cc", "Cf", "Zl", "Zp"} and one not in f"\n{JOINERS}"
    }


def tidy(name: str) -> str:
    """As it is kept: one blank for each run of blanks, tabs and line breaks."""
    return " ".join(name.split())


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_comes_back_as_it_was_typed_and_steers_no_terminal(name: str) -> None:
    bring(name)
    assert done("person", "x1", "--json").json["name"] == tidy(name)
    assert json.dumps(tidy(name))[1:-1] in json.dumps(json.loads(done("export", "x1").out))
    for command in (("people", "Acme"), ("person", "x1"), ("next", "Acme", "--csv")):
        assert (
            steering(
                inroad(*command, terminal=True).out.replace("\x1b[1m", "").replace("\x1b[0m", "")
            )
            == set()
        )


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_our_own_csv_gives_the_name_back(name: str) -> None:
    bring(name)
    written = done("next", "Acme", "--csv").out
    done("import", "-", "--account", "Again", "--format", "people", stdin=written.encode())
    assert tidy(name) in {row["person"]["name"] for row in done("people", "Again", "--json").json}


def test_a_longer_name_is_cut_and_told_with_its_place() -> None:
    rows = "name,title\n" + "x" * 10_001 + ",CFO\n"
    told = done("import", "-", "--account", "Acme", stdin=rows.encode()).out
    assert 'line 2, column "name": has 10,001 characters' in told


@pytest.mark.parametrize("format_", ["svg", "html"])
def test_a_map_shows_names_as_text_that_turns_nothing(
    format_: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = [name for name in NAMES.values() if len(name) < 100]
    rows = [["name"], *([one] for one in names)]
    csv.writer(file := io.StringIO(newline=""), quoting=csv.QUOTE_ALL).writerows(rows)
    done("import", "-", "--account", "Acme", stdin=file.getvalue().encode())
    path = tmp_path_factory.mktemp("map") / f"map.{format_}"
    done("map", "Acme", "--out", str(path))
    text = path.read_text("utf-8")
    assert "<b>&amp;]]>" not in text
    if format_ == "svg":
        ElementTree.fromstring(text)
        assert TURNING.search(text) is None
