"""To whom of those who decide each person is the way above all, by influence."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.analysis.arrows import Flow
from graph.analysis.routes import leaving, most_probable

_DECISION = ""
"""Stands for the decision as a whole; no person has this id."""


class _Back(NamedTuple):
    """A flow as it is followed from whom it reaches to whom it comes from."""

    source: str
    target: str
    probability: float


def leads(flows: Iterable[Flow], worth: Mapping[str, float]) -> Mapping[str, str]:
    """By person id, the one of those who decide to whom their influence brings most, counted by
    its most probable route. `worth` ≥ 0: what is to be won with each who decides, by id.

    Who decides isn't in it: they needn't lead on. O((people + links) log people).
    """
    most = max(worth.values(), default=0.0)
    if not most > 0:
        return {}
    begin = (_Back(_DECISION, id_, part / most) for id_, part in worth.items())
    back = (_Back(one.target, one.source, one.probability) for one in flows)
    routes = most_probable(leaving((*begin, *back)), [_DECISION])
    return {
        id_: steps[0].target
        for id_, steps in routes.steps.items()
        if len(steps) > 1 and id_ not in worth
    }
