"""The places of a list, each with what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.advice.case import Case
from graph.analysis.reach.ranking import Pick, Ranking
from graph.model import Person


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the list.

    `above`: ids of those who stand above. `instead`: ids of those who would do as well in
    this place, and aren't seen to be by standing tied with it in the list as far as it is shown.
    """

    rank: int
    pick: Pick
    person: Person
    above: tuple[str, ...]
    instead: tuple[str, ...]


def places(asked: Case, ranked: Ranking) -> Iterator[Place]:
    """As many as were asked for, or as there are."""
    people = [asked.index.people[pick.person].id for pick in ranked.picks]
    shown = asked.query.limit
    ties = [[one for one in group if one <= shown] for group in ranked.ties]
    for rank, pick in enumerate(ranked.picks[:shown], start=1):
        beside = {people[tied - 1] for group in ties if rank in group for tied in group}
        as_good = (asked.index.people[number].id for number in pick.as_good)
        yield Place(
            rank=rank,
            pick=pick,
            person=asked.index.people[pick.person],
            above=tuple(people[: rank - 1]),
            instead=tuple(id_ for id_ in as_good if id_ not in beside),
        )
