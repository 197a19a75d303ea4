"""What Inroad itself says goes against no practice: its answers at the built-in example, the
openers it offers, the questions to ask, and what it tells to write instead."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.cli.examples import EXAMPLES
from graph import example
from graph.advice.draft_check import (
    TextKind,
    agendas,
    bare_news,
    beginning,
    check,
    empty_openers,
    features,
)
from graph.advice.reasons.opener import QUESTIONS
from graph.planning.asking import NextRequest, whom_next
from graph.store import open_store
from graph.vocabulary import Intent

DOCS = Path(__file__).parents[2]
OFFERED = re.compile(r"Say: “([^”]+)”")
QUOTED = re.compile(r"“[^”]*”")


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Whom next at the example, as long a list as there is."""
    store = open_store(str(tmp_path_factory.mktemp("example") / "example.db"))
    example.load(store, example.AS_OF)
    request = NextRequest(example.ACCOUNT, limit=20)
    found = whom_next(store, request, example.AS_OF).as_json()
    store.close()
    return found


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in an answer, with the name of the member that it is, or is in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for inner, one in value.items():
            yield from texts(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, name)


def told(text: str, kind: TextKind, intent: Intent = Intent.UNKNOWN) -> list[str]:
    return [f"{one.row}: {one.words}" for one in check(text, kind, intent)]


def test_c1_c8_no_sentence_of_an_answer_goes_against_a_practice(answer: dict[str, Any]) -> None:
    said = [one for _, one in texts(answer)]
    assert len(said) > 100
    assert [(one, told(one, TextKind.NOTE)) for one in said if told(one, TextKind.NOTE)] == []


def test_c1_c3_every_opener_that_is_offered_begins_with_the_listener(
    answer: dict[str, Any],
) -> None:
    offered = [one for name, one in texts(answer) if name == "opener" and one]
    assert offered
    for one in offered:
        assert told(one, TextKind.OPENER, Intent.GIVE) == [], one


def test_c1_every_question_to_ask_is_clean() -> None:
    for one in QUESTIONS.values():
        assert told(one, TextKind.DRAFT, Intent.GIVE) == []


def test_c1_what_a_finding_says_to_write_instead_is_clean() -> None:
    advice = (
        *(one.instead for one in empty_openers.FAMILIES),
        *(module.INSTEAD for module in (agendas, bare_news, beginning, features)),
    )
    for one in advice:
        assert told(QUOTED.sub("this", one), TextKind.NOTE) == [], one


def test_c1_the_examples_of_the_command_line_and_the_guide_are_clean() -> None:
    guide = (DOCS / "README.md").read_text("utf-8")
    for one in (*EXAMPLES.values(), *(found[1] for found in OFFERED.finditer(guide))):
        assert told(one, TextKind.NOTE) == [], one
