"""Ways in: how one of ours gets to a person, over whom, and how probable that is.

The most probable way is one pass of our own over all people (`graph.analysis.routes`);
alternatives for one person come from networkx.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from math import log

from graph.analysis.hops import Hop, all_hops
from graph.analysis.routes import Routes, avoiding, leaving, most_probable
from graph.model import Account


@dataclass(frozen=True, slots=True)
class WayIn:
    """The hops from a colleague to a person, and the product of their probabilities."""

    probability: float
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The most probable way in to each person, but none over those to whom it is to lead on.

    `leads`: to whom each person is to be the way, by id. Whoever could ask that one for an
    introduction could as well talk with them.
    """

    routes: Routes[Hop]
    hops: tuple[Hop, ...]
    leads: Mapping[str, str] = field(default_factory=dict)
    _around: dict[str, Routes[Hop]] = field(default_factory=dict, compare=False, repr=False)
    _found: dict[str, WayIn | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def are_none(self) -> bool:
        """Whether nobody can be reached from where they start."""
        return not any(self.routes.steps.values())

    def to(self, person: str) -> WayIn | None:
        """The best way in to a person by id, None where none is known."""
        if person not in self._found:
            self._found[person] = self._best(person)
        return self._found[person]

    def _best(self, person: str) -> WayIn | None:
        routes, over = self.routes, self.over(person)
        if over:
            if over not in self._around:
                self._around[over] = self.avoiding({over}).routes
            routes = self._around[over]
        hops = routes.to(person)
        return WayIn(routes.probability[person], hops) if hops else None

    def over(self, person: str) -> str | None:
        """To whom a person is to be the way where the most probable way in goes over that one, who
        can be reached without them, then; else None."""
        ahead = self.leads.get(person)
        if ahead is None or all(hop.source != ahead for hop in self.routes.to(person)):
            return None
        return ahead

    def avoiding(self, gone: Collection[str]) -> "WaysIn":
        """The ways in if these people, or ones of ours, weren't there (ids)."""
        hops = tuple(hop for hop in self.hops if hop.source not in gone and hop.target not in gone)
        routes = avoiding(self.routes, hops, gone)
        same = {
            person: way
            for person, way in tuple(self._found.items())  # other threads may find more meanwhile
            if person not in self.leads and routes.to(person) is self.routes.to(person)
        }
        return WaysIn(routes, hops, self.leads, _found=same)


def ways_in(
    account: Account, colleague: str | None = None, leads: Mapping[str, str] | None = None
) -> WaysIn:
    """The best way in to everybody who is there, from any colleague or from one (an id); `leads`
    as `WaysIn` has it."""
    found = all_hops(account)
    starts = [colleague] if colleague else [one.id for one in account.colleagues]
    return WaysIn(most_probable(leaving(found), starts), found, leads or {})


def several_ways(
    account: Account, person: str, most: int = 3, colleague: str | None = None
) -> tuple[WayIn, ...]:
    """Up to `most` ways in to a person, the most probable first, none twice over one node.

    Yen's algorithm by networkx, which is imported only here: it costs the start of a command more
    than all the rest.
    """
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(("us", person))
    starts = [colleague] if colleague else [one.id for one in account.colleagues]
    graph.add_edges_from((("us", start) for start in starts), weight=0.0)
    for hop in sorted(all_hops(account), key=lambda one: one.probability):
        graph.add_edge(hop.source, hop.target, weight=-log(hop.probability), hop=hop)
    if not nx.has_path(graph, "us", person):
        return ()
    paths = islice(nx.shortest_simple_paths(graph, "us", person, weight="weight"), most)
    return tuple(_way([graph.edges[pair]["hop"] for pair in pairwise(path[1:])]) for path in paths)


def _way(hops: Sequence[Hop]) -> WayIn:
    probability = 1.0
    for hop in hops:
        probability *= hop.probability
    return WayIn(probability, tuple(hops))
