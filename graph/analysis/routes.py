"""The most probable route through a graph, from several starts at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, Protocol, TypeVar


class Edge(Protocol):
    """A step from `source` to `target` that succeeds with `probability` in (0, 1]."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def probability(self) -> float: ...


E = TypeVar("E", bound=Edge)


@dataclass(frozen=True, slots=True)
class Routes(Generic[E]):
    """The best route to each node: its probability, and its last step (a start has none)."""

    probability: Mapping[str, float]
    last: Mapping[str, E]

    def to(self, node: str) -> tuple[E, ...]:
        """The steps to a node, in order; () for a start and for what can't be reached."""
        steps: list[E] = []
        while node in self.last:
            steps.append(self.last[node])
            node = steps[-1].source
        return tuple(reversed(steps))


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
    probability: dict[str, float] = {}
    last: dict[str, E] = {}
    heap: list[tuple[float, int, int, str, E | None]] = []
    for count, start in enumerate(starts):
        heappush(heap, (-1.0, 0, count, start, None))
    pushed = len(heap)
    while heap:
        negative, steps, _, node, edge = heappop(heap)
        if node in probability:
            continue
        probability[node] = -negative
        if edge is not None:
            last[node] = edge
        if node == goal:
            break
        for step in out.get(node, ()):
            if step.target not in probability and step.probability > 0:
                pushed += 1
                reached = negative * step.probability
                heappush(heap, (reached, steps + 1, pushed, step.target, step))
    return Routes(probability, last)
