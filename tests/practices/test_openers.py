"""The sentence to begin with starts from the listener, and passes the check of wording."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.advice.draft_check.checking import check
from graph.advice.draft_check.finding import TextKind
from graph.advice.reasons.opener import MOST_WORDS, opener
from graph.advice.reasons.toolkit import toolkit
from tests.unit.worlds import org, thing


def said(text: str, benefit: str = "") -> str:
    """The opener of a reason with this text, at the client of Volos."""
    account = org("Volos Kanaris", thing("reason", "r", text=text, benefit=benefit))
    kit = toolkit(account)
    return opener(kit.reasons[0], kit.proper)


@pytest.mark.parametrize(
    ("text", "benefit", "sentence"),
    [
        ("your close takes nine days.", "", "Your close takes nine days."),
        ("you asked for a page", "One page a week", "You asked for a page – one page a week."),
        ("a benchmark", "", "You may want to hear this: a benchmark."),
        ("A yard found the cause", "", "You may want to hear this: a yard found the cause."),
        ("Volos cut its stops", "", "You may want to hear this: Volos cut its stops."),
        ("ERP moves in May", "", "You may want to hear this: ERP moves in May."),
        (
            "we no longer ask for a term",
            "",
            "You may want to hear that we no longer ask for a term.",
        ),
        ("how a yard cut its stops", "", "You may want to hear how a yard cut its stops."),
        ("that the rule changed", "", "You may want to hear that the rule changed."),
        ("because the audit is near", "", "You come to mind because the audit is near."),
        ("to share a benchmark", "", "You may want to hear this: a benchmark."),
        (
            "how do you read them?",
            "Two ways",
            "You may have an answer to this: how do you read them?",
        ),
        (
            "the rule changed",
            "Volos gains",
            "You may want to hear this: the rule changed – Volos gains.",
        ),
    ],
)
def test_c3_an_opener_starts_from_the_listener_and_reads_naturally(
    text: str, benefit: str, sentence: str
) -> None:
    assert said(text, benefit) == sentence
    assert check(sentence, TextKind.OPENER) == ()


def test_c3_a_benefit_that_would_make_it_too_long_is_left_out() -> None:
    long = " ".join(["word"] * MOST_WORDS)
    assert said("your close takes nine days", long) == "Your close takes nine days."


words = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]))


@given(words.filter(lambda text: text.strip(" .!…")), words)
@settings(deadline=None, max_examples=50)
def test_c3_whatever_the_reason_says_the_opener_begins_with_the_listener(
    text: str, benefit: str
) -> None:
    told = said(text, benefit)
    assert told.casefold().startswith("you")
    assert "C3" not in {one.row for one in check(told, TextKind.OPENER)}
