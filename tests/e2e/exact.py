"""What "whom next" has to answer, worked out from its definitions alone.

Nothing here comes from the product. Every world is gone through: each arrow live or not, each
by its probability. What remains of a target in all worlds together is how probable it is that
just these people have a live path to it (`Ways`); reach and gain follow from that by hand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import exp, prod

STRENGTH = {"weak": 0.1, "medium": 0.3, "strong": 0.6}
ALONG = {
    "influences": 0.3,
    "reports_to": 0.15,
    "dotted_line": 0.1,
    "constituency_of": 0.2,
    "assistant_of": 0.3,
}
AGAINST = {"reports_to": 0.3, "dotted_line": 0.15}
WEIGHT = {
    "decision_maker": 3,
    "economic_buyer": 3,
    "approver": 2,
    "executive_sponsor": 2,
    "technical_buyer": 1,
    "budget_holder": 1,
    "legal_compliance": 1,
    "procurement": 1,
}
SUPPORT = {
    "mentor": 1.0,
    "supporter": 1.0,
    "neutral": 0.9,
    "": 0.85,
    "non_supporter": 0.5,
    "enemy": 0.1,
}

Arrow = tuple[str, str, float]
Ways = Mapping[str, Mapping[frozenset[str], float]]
"""Target → people with a live path to it (itself among them) → probability."""


@dataclass(frozen=True)
class Somebody:
    """A row of a list of people, in the words of the vocabulary; "" is not known."""

    name: str
    roles: tuple[str, ...] = ()
    political_status: str = ""
    decision_weight: float | None = None
    support: str = ""
    status: str = ""
    manager: str = ""


@dataclass(frozen=True)
class Tie:
    """A row of a list of links."""

    source: str
    target: str
    kind: str = "influences"
    probability: float | None = None
    strength: str = ""
    since: date | None = None
    until: date | None = None

    def arrows(self, day: date) -> Sequence[Arrow]:
        """Along which influence flows on a day."""
        if (self.since and day < self.since) or (self.until and self.until < day):
            return []
        stated = STRENGTH.get(self.strength) if self.probability is None else self.probability
        ways = (
            (ALONG, self.source, self.target),
            (AGAINST, self.target, self.source),
        )
        return [
            (start, end, default[self.kind] if stated is None else stated)
            for default, start, end in ways
            if self.kind in default
        ]


@dataclass(frozen=True)
class Meeting:
    """A row of a list of touches: in person, which gave something, and connected."""

    on: date
    person: str


def weight(one: Somebody) -> float:
    """In the decision, where no target is named."""
    if one.decision_weight is not None:
        return one.decision_weight
    heaviest = max((WEIGHT.get(role, 0) for role in one.roles), default=0)
    return heaviest * (2 if one.political_status == "inner_circle" else 1)


def engaged(person: str, meetings: Collection[Meeting], day: date) -> float:
    """1 - e^-s, each meeting in person worth 1 and halved every 90 days."""
    past = [one for one in meetings if one.person == person and one.on <= day]
    return 1 - exp(-sum(0.5 ** ((day - one.on).days / 90) for one in past))


def ways(targets: Collection[str], arrows: Sequence[Arrow]) -> Ways:
    """Over all worlds."""
    found: dict[str, dict[frozenset[str], float]] = {target: {} for target in targets}
    for live in product((True, False), repeat=len(arrows)):
        chance = prod(
            arrow[2] if on else 1 - arrow[2] for arrow, on in zip(arrows, live, strict=True)
        )
        open_ = [arrow[:2] for arrow, on in zip(arrows, live, strict=True) if on]
        for target, leading in found.items():
            behind = frozenset(_behind(target, open_))
            leading[behind] = leading.get(behind, 0.0) + chance
    return found


def _behind(target: str, open_: Sequence[tuple[str, str]]) -> set[str]:
    behind = {target}
    while new := {start for start, end in open_ if end in behind} - behind:
        behind |= new
    return behind


@dataclass(frozen=True)
class Exact:
    """A question with all that its answer follows from; `active`: person → probability."""

    weights: Mapping[str, float]
    active: Mapping[str, float]
    ways: Ways

    @property
    def total(self) -> float:
        return sum(self.weights.values())

    def reached(self, target: str, chosen: Collection[str] = ()) -> float:
        """The probability that a target is reached if the chosen are engaged for certain."""
        active = {**self.active, **dict.fromkeys(chosen, 1.0)}
        return sum(
            chance * (1 - prod(1 - active.get(one, 0.0) for one in behind))
            for behind, chance in self.ways[target].items()
        )

    def reach(self, chosen: Collection[str] = ()) -> float:
        """In decision weight."""
        return sum(self.reached(one, chosen) * self.weights[one] for one in self.weights)

    def gain(self, person: str, above: Collection[str]) -> float:
        """What somebody adds to those above them in the list."""
        return self.reach((*above, person)) - self.reach(above)
