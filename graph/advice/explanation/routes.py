"""The routes that carry most of a gain, step by step with the evidence."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.advice.case import Case
from graph.advice.explanation.answer import Evidence, RouteAnswer, RouteStep
from graph.advice.explanation.evidence import Mails, evidence
from graph.analysis.phrases import counted, percent
from graph.analysis.reach.carrying import Carrier
from graph.analysis.reach.ranking import Pick

LEAST_REST = 0.005
"""Of the gain: less over routes that aren't told is nothing when rounded."""


def route_answer(carrier: Carrier, pick: Pick, asked: Case, mails: Mails | None) -> RouteAnswer:
    """A route as it is answered: its part of the gain that is told, which was counted in more
    worlds than the routes."""
    people = [asked.index.people[number].id for number in carrier.route]
    return RouteAnswer(
        steps=tuple(
            RouteStep(
                person=asked.cards[people[at]],
                to=asked.cards[people[at + 1]],
                probability=asked.influence.probability(step),
                evidence=evidence(people[at], people[at + 1], asked, mails),
            )
            for at, step in enumerate(pairwise(carrier.route))
        ),
        target=asked.cards[people[-1]],
        probability=asked.influence.probability(carrier.route),
        share=carrier.part * pick.share,
        standard_error=_error(carrier, pick),
        part=carrier.part,
    )


def _error(carrier: Carrier, pick: Pick) -> float:
    """Of a route that carries all, that of the gain; else as of the worlds in which it was counted,
    in the same proportion to what it carries."""
    if carrier.part >= 1:
        return pick.standard_error
    return carrier.standard_error * carrier.part * pick.share / carrier.share


def the_rest(routes: Sequence[RouteAnswer]) -> Iterator[str]:
    """What the routes that aren't told carry, where that is anything."""
    rest = 1 - sum(one.part for one in routes)
    if routes and rest >= LEAST_REST:
        yield f"The other {percent(rest)} of the gain goes over other routes."


def in_sentences(route: RouteAnswer, asked: Case) -> Iterator[str]:
    """Where it goes and how much it carries; then the evidence of each step."""
    points = f"{100 * route.share:.1f} ± {100 * route.standard_error:.2f} points"
    carries = f"{percent(route.part)} of the gain ({points})"
    if not route.steps:
        yield f"{carries}: {asked.names[route.target.id]} decides."
        return
    way = [asked.names[one.person.id] for one in route.steps] + [asked.names[route.target.id]]
    yield f"{carries}: {' → '.join(way)}, {percent(route.probability)} likely."
    for step in route.steps:
        for one in step.evidence:
            yield f"{asked.names[step.person.id]} {one.how}: {one.says}{_again(one, asked)}."


def _again(one: Evidence, asked: Case) -> str:
    """How likely another mail is; that one passes influence on is another matter."""
    influence = asked.influence
    if one.confidence is None or influence.looked is None or influence.days is None:
        return ""
    what, likely = influence.looked.called.one, percent(one.confidence)
    return f"; another {what} within {counted(round(influence.days), 'day')}: {likely} likely"
