"""From links to the arrows along which influence flows, each with its probability."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.analysis.standing import is_gone
from graph.model import Account, Link
from graph.settings import AGAINST, ALONG, STRENGTH


class Flow(NamedTuple):
    """Influence of `source` on `target` (ids) that gets through with `probability`.

    `link` is what it comes from; it flows `against` the link where its source is influenced.
    """

    source: str
    target: str
    probability: float
    link: Link

    @property
    def against(self) -> bool:
        return self.source != self.link.source


def flows(account: Account) -> tuple[Flow, ...]:
    """All flows between people who are there; two links of one pair are two chances.

    What was stated of a link, its probability or else its strength, holds in each direction
    in which its kind lets influence flow; otherwise the defaults of `graph.settings` do.
    People who left or objected carry nothing; a placeholder is a seat, and it does. What
    inferred links bring into one person adds up to at most `inferred_cap`: hubs would drown
    the rest.
    """
    there = {person.id for person in account.people if not is_gone(person)}
    found = [
        flow
        for link in account.links
        if link.source != link.target and {link.source, link.target} <= there
        for flow in _flows(link)
        if flow.probability > 0
    ]
    return tuple(_capped(found, account.settings.inferred_cap))


def _flows(link: Link) -> Iterator[Flow]:
    stated = STRENGTH.get(link.strength) if link.probability is None else link.probability
    if link.kind in ALONG:
        along = ALONG[link.kind] if stated is None else stated
        yield Flow(link.source, link.target, along, link)
    if link.kind in AGAINST:
        against = AGAINST[link.kind] if stated is None else stated
        yield Flow(link.target, link.source, against, link)


def _capped(found: Sequence[Flow], cap: float) -> Iterator[Flow]:
    """The flows, inferred ones scaled down where they sum to more than `cap` into one person."""
    incoming: dict[str, float] = {}
    for flow in found:
        if flow.link.is_inferred:
            incoming[flow.target] = incoming.get(flow.target, 0.0) + flow.probability
    for flow in found:
        total = incoming.get(flow.target, 0.0) if flow.link.is_inferred else 0.0
        yield flow._replace(probability=flow.probability * cap / total) if total > cap else flow
