"""What hangs on one person, in words."""

from collections.abc import Iterator, Sequence

from graph.analysis.phrases import called, introduced, listed, percent
from graph.analysis.reviewing import Dependence, Review
from graph.model import Person

MOST_NAMES = 6


def hanging_lines(found: Review) -> Iterator[str]:
    """What would be lost without one person, a sentence each; the account that hangs on one
    contact comes first."""
    if found.hangs_on:
        yield f"The whole account hangs on {introduced(found.hangs_on)}: nobody else is covered."
    for one in (*found.contacts, *found.colleagues):
        yield from _lines(one)


def _lines(one: Dependence) -> Iterator[str]:
    lost = []
    if one.decision_lost:
        lost.append(f"{percent(one.decision_lost)} of the decision")
    if one.cut_off:
        lost.append(f"every way in to {_names(one.cut_off)}")
    if lost:
        yield f"Without {introduced(one.person)} we lose {listed(lost)}."
    if one.is_ours and one.only_theirs:
        yield f"Of us only {called(one.person)} was in contact with {_names(one.only_theirs)}."


def _names(people: Sequence[Person]) -> str:
    names = [called(one) for one in people[:MOST_NAMES]]
    more = len(people) - len(names)
    return listed(names + ([f"{more} more"] if more else []))
