"""People who report to each other in a circle."""

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter


def circles(managers: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Each group of people who all report to each other by some way; in linear time.

    `managers`: report → managers. networkx is loaded only where there is a circle.
    """
    try:
        TopologicalSorter(managers).prepare()
    except CycleError:
        from networkx import DiGraph, strongly_connected_components

        graph = DiGraph((who, boss) for who, bosses in managers.items() for boss in bosses)
        found = strongly_connected_components(graph)
        return sorted(sorted(group) for group in found if len(group) > 1)
    return []
