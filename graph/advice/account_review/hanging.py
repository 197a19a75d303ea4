"""What hangs on one person, in words."""

from collections.abc import Iterator, Mapping, Sequence

from graph.analysis.phrases import introduced, listed, names, percent
from graph.analysis.reviewing import Dependence, Review
from graph.model import Person

MOST_NAMES = 6


def hanging_lines(found: Review) -> Iterator[str]:
    """What would be lost without one person, a sentence each; the account that hangs on one
    contact comes first."""
    if found.hangs_on:
        yield f"The whole account hangs on {introduced(found.hangs_on)}: nobody else is covered."
    account = found.account
    told_apart = names((*account.people, *account.colleagues))
    for one in (*found.contacts, *found.colleagues):
        yield from _lines(one, told_apart)


def _lines(one: Dependence, told_apart: Mapping[str, str]) -> Iterator[str]:
    lost = []
    if one.decision_lost:
        lost.append(f"{percent(one.decision_lost)} of the decision")
    if one.cut_off:
        lost.append(f"every way in to {_names(one.cut_off, told_apart)}")
    if lost:
        name = introduced(one.person, told_apart[one.person.id])
        yield f"Without {name} we lose {listed(lost)}."
    if one.is_ours and one.only_theirs:
        ours, theirs = told_apart[one.person.id], _names(one.only_theirs, told_apart)
        yield f"Of us only {ours} was in contact with {theirs}."


def _names(people: Sequence[Person], told_apart: Mapping[str, str]) -> str:
    """Namesakes with what tells them apart."""
    named = [told_apart[one.id] for one in people[:MOST_NAMES]]
    more = len(people) - len(named)
    return listed(named + ([f"{more} more"] if more else []))
