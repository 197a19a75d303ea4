"""The routes that carry most of a gain, step by step with the evidence."""

from collections.abc import Iterator
from itertools import pairwise

from graph.advice.case import Case
from graph.advice.explanation.answer import RouteAnswer, RouteStep
from graph.advice.explanation.evidence import Mails, evidence
from graph.analysis.phrases import percent
from graph.analysis.reach.carrying import Carrier


def route_answer(carrier: Carrier, asked: Case, mails: Mails | None) -> RouteAnswer:
    """A route as it is answered."""
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
        share=carrier.share,
        standard_error=carrier.standard_error,
        part=carrier.part,
    )


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
            sure = "" if one.confidence is None else f"; {percent(one.confidence)} sure"
            yield f"{asked.names[step.person.id]} {one.how}: {one.says}{sure}."
