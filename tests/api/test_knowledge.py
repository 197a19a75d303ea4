"""Reasons, gaps, changes and competitors on the command line."""

import json

import pytest

from tests.api.commands import done, inroad


@pytest.fixture(autouse=True)
def acme() -> None:
    done("account", "Acme", "--new")
    done("person", "Ann Lee", "--new", "--account", "Acme")


def test_a_thing_is_added_listed_and_changed() -> None:
    made = done("gap", "Acme", "Nine days", "--new", "--person", "Ann Lee", "--on", "2026-03-02")
    assert "Nine days" in made.out
    assert "Ann Lee" in made.out
    done("gap", "Acme", "nine days", "--yearly-value", "610000")
    (gap,) = json.loads(done("gap", "Acme", "--json").out)
    assert gap["facts"]["yearly_value"]["value"] == 610000
    assert gap["name"] == "Nine days"


def test_a_list_that_is_empty_says_how_to_begin() -> None:
    assert "Acme has no reason yet: add one with --new." in done("reason", "Acme").out


def test_a_reason_for_all_accounts_says_so() -> None:
    done("account", "Initech", "--new")
    done("reason", "Acme", "a benchmark", "--new", "--for-all")
    assert "for all accounts" in done("reason", "Initech").out


def test_something_said_of_nothing_is_refused() -> None:
    without_text = inroad("gap", "Acme", "--yearly-value", "5")
    assert (without_text.code, "Say which gap" in without_text.err) == (2, True)
    assert "Say which reason" in inroad("reason", "Acme", "--new").err


@pytest.mark.parametrize(
    ("support", "words"), [("unknown", "; stance unknown."), ("neutral", "; stands neutral.")]
)
def test_where_a_decision_maker_stands_is_said_once(support: str, words: str) -> None:
    done("person", "Ann Lee", "--buying-role", "decision_maker", "--support", support)
    assert words in done("consensus", "Acme").out
