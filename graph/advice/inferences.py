"""What mails and meetings suggest, told in words: reporting lines, influence and ranks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.advice.answer import Card, cards
from graph.analysis.inferring import Inferred, Outranking, links_in, ranks_in, seen
from graph.analysis.phrases import ALONG, names
from graph.model import Account
from graph.vocabulary import LinkKind, Origin

OUTRANKS = "outranks"
KINDS = (LinkKind.REPORTS_TO.value, LinkKind.INFLUENCES.value, OUTRANKS)
"""What can be inferred, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Inference:
    """What `source` is to `target`, and how sure it is.

    `id`: under which it is accepted or rejected; "" of ranks, which are no links. `probability`
    in [0, 1]: with which influence passes; None of the other kinds. `confidence` in [0, 1]: of a
    manager and a rank, that it is so; of influence, that another mail or meeting follows. `stated`:
    the manager who was stated instead; of a rank its target, where it was stated that they are
    above the source.
    """

    id: str
    kind: str
    text: str
    source: Card
    target: Card
    probability: float | None
    confidence: float
    evidence: str
    stated: Card | None
    origin: str = Origin.INFERRED.value

    @property
    def order(self) -> tuple[int, float, str, str]:
        """By kind, then the likeliest first."""
        weight = self.confidence if self.probability is None else self.probability
        return KINDS.index(self.kind), -weight, self.source.id, self.target.id


def inferences(
    account: Account,
    kind: str | None = None,
    seen_by: Collection[str] = (),
    about: str | None = None,
) -> tuple[Inference, ...]:
    """All that is inferred, or one kind of it, in the order in which it is told.

    `seen_by`: ids of those on whose mails alone one looks. `about`: of one person alone (an id).
    """
    who, called = cards(account), names(account.people)
    looked = seen(account, seen_by)
    found: list[Inference] = []
    if kind != OUTRANKS:
        found += [
            link_in_words(one, who, called)
            for one in links_in(account, looked)
            if kind in {None, one.link.kind}
        ]
    if kind in {None, OUTRANKS}:
        found += [_rank(one, who, called) for one in ranks_in(account, looked)]
    if about is not None:
        found = [one for one in found if about in {one.source.id, one.target.id}]
    return tuple(sorted(found, key=lambda one: one.order))


def link_in_words(one: Inferred, who: Mapping[str, Card], called: Mapping[str, str]) -> Inference:
    """An inferred link; `called`: everybody's name by id."""
    link = one.link
    return Inference(
        one.id,
        link.kind.value,
        f"{called[link.source]} {ALONG[link.kind].format(called[link.target])}",
        who[link.source],
        who[link.target],
        link.probability,
        one.confidence,
        one.evidence,
        None if one.stated is None else who[one.stated],
    )


def _rank(one: Outranking, who: Mapping[str, Card], called: Mapping[str, str]) -> Inference:
    return Inference(
        "",
        OUTRANKS,
        f"{called[one.higher]} {OUTRANKS} {called[one.lower]}",
        who[one.higher],
        who[one.lower],
        None,
        one.probability,
        one.evidence,
        who[one.lower] if one.stated else None,
    )
