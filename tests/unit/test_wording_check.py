"""The check of drafts, openers and notes, row by row; figures on labelled sentences."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.advice.draft_check import Finding, TextKind, check
from graph.advice.draft_check.checking import MOST_FINDINGS
from graph.advice.draft_check.reading import sentences
from graph.vocabulary import Intent
from tests.benchmarks.wording import ALL, SETS, figures, labelled


def rows(text: str, kind: TextKind = TextKind.DRAFT, intent: Intent = Intent.UNKNOWN) -> list[str]:
    return [one.row for one in check(text, kind, intent)]


@pytest.mark.parametrize("path", sorted(SETS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_each_labelled_set_is_read_with_the_promised_precision_and_recall(path: Path) -> None:
    told = figures(labelled(path))[ALL]
    assert told.precision >= 0.95
    assert told.recall >= 0.90


def test_the_labelled_sentences_are_as_many_as_promised_and_half_of_them_innocent() -> None:
    first = [one for name in ("training", "final") for one in labelled(SETS / f"{name}.jsonl")]
    innocent = [one for one in first if not one.rows]
    assert len(first) >= 500
    assert 0.45 <= len(innocent) / len(first) <= 0.55


@pytest.mark.parametrize(
    "text",
    [
        "Just checking in!",
        "just wanted to circle back 🙂",
        "Quick check-in?",
        "Touching base re: Q3",
        "This is a courtesy call.",
        "I was wondering if you needed anything.",
        "Do you need anything today?",
        "Do you have an order for me?",
        "Is there anything I can bid on?",
        "Here I am again.",
        "Following up on my e-mail.",
        "Stopping by to see how things are going.",
    ],
)
def test_c1_empty_openers_are_found(text: str) -> None:
    assert rows(text) == ["C1"]


@pytest.mark.parametrize(
    "text",
    [
        "Chekcing in",
        "C H E C K I N G  I N",
        "Ｃｈｅｃｋｉｎｇ ｉｎ",
        "che\u200bcking in",
        "сhесking in",
        "checking\n in",
        "ⓒⓗⓔⓒⓚⓘⓝⓖ in",
    ],
)
def test_c1_however_they_are_spelt(text: str) -> None:
    assert rows(text) == ["C1"]


@pytest.mark.parametrize(
    "text",
    [
        "Please check in at the front desk.",
        "The courtesy call button is broken.",
        "The base plate needs a touch of paint.",
        "Following up on the action you asked for on Tuesday: here is the drawing.",
        "Your follow-up appointment is on Friday.",
        "He can't stand reps who just check in.",
    ],
)
def test_c1_what_means_something_else_or_brings_something_is_none(text: str) -> None:
    assert rows(text) == []


def test_c1_a_personal_question_counts_in_a_touch_for_the_relationship_alone() -> None:
    text = "Just checking in to hear how Mia's recital went."
    assert rows(text, intent=Intent.SOCIAL) == []
    assert rows(text, intent=Intent.ASK) == ["C1"]
    assert rows("How did Mia's recital go?") == []


def test_c1_the_finding_stands_where_the_words_are_and_says_what_to_write() -> None:
    text = "Hi Sam,\n\nI was just check\u200bing in."
    (found,) = check(text)
    assert text[found.start : found.end] == found.words == "just check\u200bing in"
    assert "The reason I'm calling is" in found.instead


@pytest.mark.parametrize(
    "text", ["We have a new product.", "Our new platform offers dashboards and single sign-on."]
)
def test_c8_features_without_a_result_are_found(text: str) -> None:
    assert rows(text) == ["C8"]


@pytest.mark.parametrize(
    "text",
    [
        "Our new clamp cuts your changeover by 40 minutes.",
        "We have a new product. It saves your drivers half an hour a day.",
        "How does your new platform change what dealers order?",
        "We have a new colleague in Leeds.",
    ],
)
def test_c8_a_result_for_the_listener_or_something_else_that_is_new_is_fine(text: str) -> None:
    assert rows(text) == []


def test_a2_selling_is_found_in_a_touch_for_the_relationship_alone() -> None:
    text = "Lunch with Ann, hoping to get the renewal going."
    assert rows(text, TextKind.NOTE, Intent.SOCIAL) == ["A2"]
    assert rows(text, TextKind.NOTE, Intent.GIVE) == ["A2"]
    assert rows(text, TextKind.NOTE, Intent.ASK) == []


@pytest.mark.parametrize(
    "text",
    [
        "She renewed her vows in Rome.",
        "Did not mention the renewal.",
        "The price of houses in Dublin!",
        "She is proud of the product that her team brought out.",
    ],
)
def test_a2_private_life_and_what_was_left_out_are_no_agenda(text: str) -> None:
    assert rows(text, TextKind.NOTE, Intent.SOCIAL) == []


@pytest.mark.parametrize("text", ["I saw your talk.", "Hi Ann, we help dairies.", "Our team …"])
def test_c3_an_opener_that_begins_with_us_is_found(text: str) -> None:
    assert rows(text, TextKind.OPENER) == ["C3"]
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "You asked who else has the dryer.",
        "Hello, this is Joan from Belt & Co. Your audit is in May.",
        "The reason I'm calling is your night shift.",
    ],
)
def test_c3_an_opener_that_begins_with_them_is_fine(text: str) -> None:
    assert rows(text, TextKind.OPENER) == []


def test_c5_news_without_a_word_about_them_and_without_a_question_is_found() -> None:
    assert rows("The ministry published the new fire code today.") == ["C5"]
    assert rows("The ministry published the new fire code. Who looks after it with you?") == []


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(TextKind), st.sampled_from(Intent))
def test_every_finding_lies_in_the_text(text: str, kind: TextKind, intent: Intent) -> None:
    for found in check(text, kind, intent):
        assert 0 <= found.start < found.end <= len(text)
        assert found.words == text[found.start : found.end]


def test_a_very_long_text_is_told_of_in_part() -> None:
    assert len(check("Just checking in. " * 1_000)) == MOST_FINDINGS


def test_no_sentence_grows_beyond_what_a_rule_looks_at() -> None:
    assert max(len(one.words) for one in sentences("our new with " * 5_000)) <= 120


def test_findings_are_plain_values() -> None:
    assert check("") == ()
    (found,) = check("touch base")
    assert isinstance(found, Finding)
