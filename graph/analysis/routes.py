"""The most probable route through a graph, from several starts at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Generic, Protocol, TypeAlias, TypeVar


class Edge(Protocol):
    """A step from `source` to `target` that succeeds with `probability` in (0, 1]."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def probability(self) -> float: ...


E = TypeVar("E", bound=Edge)


Waiting: TypeAlias = tuple[float, int, int, str, E | None]
"""A route that was found: its probability, negative, number of steps, when it was found, where it
leads, and its last step."""


@dataclass(frozen=True, slots=True)
class Routes(Generic[E]):
    """The best route to each node that can be reached: its probability, and its `steps` in order
    (a start has none). A node stands after those that its route goes over."""

    probability: Mapping[str, float]
    steps: Mapping[str, tuple[E, ...]]

    def to(self, node: str) -> tuple[E, ...]:
        """The steps to a node, in order; () for a start and for what can't be reached."""
        return self.steps.get(node, ())


def leaving(edges: Iterable[E]) -> Mapping[str, Sequence[E]]:
    """The edges of each node that has any, in the order given."""
    found: dict[str, list[E]] = {}
    for edge in edges:
        found.setdefault(edge.source, []).append(edge)
    return found


def most_probable(
    out: Mapping[str, Sequence[E]], starts: Iterable[str], goal: str | None = None
) -> Routes[E]:
    """Dijkstra's algorithm on products of probabilities, O((V + E) log V).

    `goal`: the one node to which the route is wanted; all if None.

    Of two equally probable routes the one of fewer steps counts, then the one found first:
    the order of `starts` and of the edges decides, so equal input gives equal routes.
    """
    heap: list[Waiting[E]] = [(-1.0, 0, count, start, None) for count, start in enumerate(starts)]
    return _settled(heap, out, Routes({}, {}), goal)


def avoiding(routes: Routes[E], edges: Iterable[E], gone: Collection[str]) -> Routes[E]:
    """The best routes if some nodes weren't there, from those over all `edges`: routes that don't
    go over the `gone` stay, the others are found again."""
    lost = set(gone)
    for node, steps in routes.steps.items():
        if steps and steps[-1].source in lost:
            lost.add(node)
    stay = {node: steps for node, steps in routes.steps.items() if node not in lost}
    wanted = [edge for edge in edges if edge.target not in stay and edge.target not in gone]
    heap: list[Waiting[E]] = [
        (-routes.probability[edge.source] * edge.probability,
         len(stay[edge.source]) + 1, count, edge.target, edge)
        for count, edge in enumerate(wanted)
        if edge.source in stay and edge.probability > 0
    ]  # fmt: skip
    heapify(heap)
    kept = Routes({node: routes.probability[node] for node in stay}, stay)
    return _settled(heap, leaving(wanted), kept)


def _settled(
    heap: list[Waiting[E]],
    out: Mapping[str, Sequence[E]],
    known: Routes[E],
    goal: str | None = None,
) -> Routes[E]:
    """The routes that are `known`, and the best ones to where those in the `heap` lead."""
    probability, steps = dict(known.probability), dict(known.steps)
    pushed = len(heap)
    while heap:
        negative, count, _, node, edge = heappop(heap)
        if node in probability:
            continue
        probability[node] = -negative
        steps[node] = (*steps[edge.source], edge) if edge else ()
        if node == goal:
            break
        for step in out.get(node, ()):
            if step.target not in probability and step.probability > 0:
                pushed += 1
                reached = negative * step.probability
                heappush(heap, (reached, count + 1, pushed, step.target, step))
    return Routes(probability, steps)
