"""Asking an account of `tests.unit.worlds` whom to reach next, for tests."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypedDict, Unpack

from graph.advice.case import Query
from graph.advice.next_answer import NextAnswer, Suggestion
from graph.advice.suggestions import suggest
from graph.analysis.reach.ranking import By
from tests.unit.worlds import NOW, Claim, org

CLIENT = """
    Dana Reyes, CFO {decision_maker}
      Ann Lee, Controller {supporter}
        Bob Stone, Accountant
    Tom Fox, COO {approver}
    Cid Ray, Treasurer
"""


class Asked(TypedDict, total=False):
    limit: int
    colleague: str
    seed: int
    engaged: Mapping[str, float]
    targets: Mapping[str, float]
    include_targets: bool
    exclude: frozenset[str]
    by: By
    explain: bool


def ask(picture: str, *claims: Claim, days: int = 0, **query: Unpack[Asked]) -> NextAnswer:
    account = org(picture, *claims, as_of=NOW + timedelta(days=days))
    return suggest(account, Query(**query))


def listed(answer: NextAnswer) -> list[str]:
    return [one.person.name for one in answer.suggestions]


def of(answer: NextAnswer, name: str) -> Suggestion:
    return next(one for one in answer.suggestions if one.person.name == name)


def factor(one: Suggestion, name: str) -> float:
    return next(factor.value for factor in one.factors if factor.name == name)


def reached(answer: NextAnswer) -> float:
    """The share of the decision that is reached, where it is known."""
    assert answer.decision_reached is not None
    return answer.decision_reached


def about(notes: Sequence[str], words: str) -> bool:
    return any(words in note for note in notes)
