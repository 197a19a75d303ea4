"""What an influence rests on: who said it, or what mails and meetings show, and when."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.advice.case import Case
from graph.advice.explanation.answer import Evidence
from graph.analysis.arrows import Flow
from graph.analysis.events.inferred import Traffic, day, in_words, traffic
from graph.analysis.events.rates import Rates, probabilities, rates
from graph.analysis.inferring import MAILS, Seen
from graph.analysis.phrases import listed, relation
from graph.analysis.reach.influence import Floats
from graph.analysis.standing import said_on
from graph.model import Provenance
from graph.vocabulary import Origin


@dataclass(frozen=True, slots=True, eq=False)
class Mails:
    """What passed along each pair, and that something does again within the days ahead."""

    looked: Seen
    passed: Traffic
    pairs: Rates
    again: Floats


def mails_of(asked: Case) -> Mails | None:
    """The mails and meetings among their own people; None where none are known."""
    looked, days = asked.influence.looked, asked.influence.days
    if looked is None or days is None:
        return None
    pairs = rates(looked.events, days, passing=1.0)
    return Mails(looked, traffic(looked.events), pairs, probabilities(pairs, days))


def evidence(source: str, target: str, asked: Case, mails: Mails | None) -> tuple[Evidence, ...]:
    """Everything that the influence of one person on another (ids) rests on."""
    between = [flow for flow in asked.flows.get(source, ()) if flow.target == target]
    return tuple(_evidence(between, asked, mails))


def _evidence(between: list[Flow], asked: Case, mails: Mails | None) -> Iterator[Evidence]:
    for flow in between:
        how = relation(flow.link, asked.names[flow.target], against=flow.against)
        said = flow.link.provenance
        if mails and said.source == MAILS and flow.link.is_inferred:
            yield _of_mails(flow, how, asked, mails)
        else:
            kind, on = flow.link.kind, said_on(said)
            yield Evidence(how, in_short(said), kind, said.origin, said.source, on, None)


def _of_mails(flow: Flow, how: str, asked: Case, mails: Mails) -> Evidence:
    source, target = (asked.index.number[id_] for id_ in (flow.source, flow.target))
    events = mails.looked.events
    pair = source * events.people + target
    at = int(np.searchsorted(mails.passed.pairs, pair))
    again = mails.again[(mails.pairs.source == source) & (mails.pairs.target == target)]
    return Evidence(
        how=how,
        says=in_words(mails.passed, at, events.days, mails.looked.called),
        kind=flow.link.kind,
        origin=Origin.INFERRED,
        source=MAILS,
        on=day(int(mails.passed.last[at])),
        confidence=float(again.sum()),
    )


def _files(said: Provenance) -> str:
    """The file; of several that were imported together it isn't kept which one it was."""
    return listed((said.file or said.source).split(", "), "or")


def in_short(said: Provenance) -> str:
    """Who said it or where it comes from, and when: “stated by Kim Ito on 2026-03-02”,
    and from when on it holds, where that was said."""
    origin = {
        Origin.HAND: f"stated by {said.who}",
        Origin.IMPORT: f"imported from {_files(said)}",
        Origin.INFERRED: f"inferred from {said.source}",
    }[said.origin]
    on = f" on {said.recorded_at.date()}" if said.recorded_at else ""
    by = f", said by {said.said_by}" if said.said_by and said.origin is not Origin.HAND else ""
    since = f"holds since {said.valid_from}; " if said.valid_from else ""
    shown = f": “{said.evidence}”" if said.evidence else ""
    return f"{since}{origin}{on}{by}{shown}"
