"""People who report to each other in a circle."""

from collections.abc import Collection, Mapping


def circles(managers: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Each group of people who all report to each other by some way; in linear time.

    `managers`: report → managers. networkx is loaded only where there is a circle.
    """
    caught = _caught(managers)
    if not caught:
        return []
    from networkx import DiGraph, strongly_connected_components

    graph = DiGraph((who, boss) for who in caught for boss in managers[who] if boss in caught)
    found = strongly_connected_components(graph)
    return sorted(sorted(group) for group in found if len(group) > 1)


def _caught(managers: Mapping[str, Collection[str]]) -> set[str]:
    """Who is in a circle or below one: nobody is left of the others, taken off from the top."""
    waiting = {who: len(bosses) for who, bosses in managers.items()}
    reports: dict[str, list[str]] = {}
    for who, bosses in managers.items():
        for boss in bosses:
            reports.setdefault(boss, []).append(who)
    free = [boss for boss in reports if boss not in waiting]
    while free:
        for who in reports.get(free.pop(), ()):
            waiting[who] -= 1
            if not waiting[who]:
                free.append(who)
    return {who for who, left in waiting.items() if left}
