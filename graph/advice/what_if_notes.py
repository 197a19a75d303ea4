"""What else there is to know about a what-if: what its lists and its numbers rest on."""

from collections.abc import Iterator

from graph.advice.case import Case
from graph.advice.notes import (
    Outlook,
    about_targets,
    few,
    looking_ahead,
    nothing_to_decide,
)
from graph.advice.supposing import Supposed
from graph.advice.wording import nobody
from graph.analysis.reach.what_if import Standing


def about_list(asked: Case, found: Standing | None) -> Iterator[str]:
    """Why a list is shorter than was asked for, and what would bring more."""
    if found is None or not found.total > 0:
        return
    means = found.sets.means_by_target(found.reached)
    numbers = [asked.index.number[one.person.id] for one in asked.targets.targets]
    is_open = any(means[number] < 1 for number in numbers)
    yield from few(asked, Outlook(len(found.places), float(found.shares.sum()), is_open))


def what_if_notes(asked: Case, supposed: Supposed, later: Case) -> Iterator[str]:
    """Full sentences, in the order in which they matter; `later`: the case as it is then."""
    if not asked.index.people:
        yield from nobody(asked.account)
        return
    yield from about_targets(asked)
    if not asked.targets.total_weight > 0:
        yield from nothing_to_decide(asked)
    elif not later.targets.total_weight > 0:
        yield "Nobody who decides is left then: find out who would."
    yield from looking_ahead(asked)
    yield from _taken_for_granted(supposed)


def _taken_for_granted(supposed: Supposed) -> Iterator[str]:
    if supposed.leaves:
        yield (
            "Who leaves influences nobody, weighs nothing in the decision, and no way in goes over "
            "them; nobody takes their place."
        )
    if supposed.engaged:
        yield "Who is engaged is active for certain."
    if supposed.won:
        yield "Who is won is active for certain, and supports us."
    if supposed.lost:
        yield (
            "Who is lost is engaged no longer and stands against us as an enemy: what we did with "
            "them brings us to them no more, and ways in over them cost as over one against us. "
            "That others could still move them, and they others, is left as it is."
        )
