"""The ways in to one person as an answer, and who bought from us before and could refer us."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.advice.answer import Acquaintance, Step, acquaintances, cards, steps
from graph.analysis.coverage import coverage
from graph.analysis.past_buyers import referrers
from graph.analysis.ways_in import WayIn
from graph.model import Account, Person


@dataclass(frozen=True, slots=True)
class LikelyWayIn:
    """A way in, with the probability in (0, 1] that it works."""

    probability: float
    way_in: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ReferrerAnswer:
    """A past buyer who could bring us to somebody: what they bought for, and over whom."""

    person: Acquaintance
    why: str
    probability: float
    way_in: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class WaysAnswer:
    """The ways in to somebody, the most probable first, and past buyers who could refer us."""

    person: Acquaintance
    items: tuple[LikelyWayIn, ...]
    referrers: tuple[ReferrerAnswer, ...]


def ways_answer(account: Account, person: Person, ways: Sequence[WayIn]) -> WaysAnswer:
    """The ways as they are shown."""
    who, known = cards(account), acquaintances(account, coverage(account))
    return WaysAnswer(
        known[person.id],
        tuple(LikelyWayIn(way.probability, steps(way, who)) for way in ways),
        tuple(
            ReferrerAnswer(
                known[one.person.id],
                one.why,
                one.probability,
                steps(WayIn(one.probability, one.hops), who),
            )
            for one in referrers(account, person.id)
        ),
    )
