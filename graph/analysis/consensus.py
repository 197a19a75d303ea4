"""Consensus for change: who stands behind each decision-maker, and how many of them want it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.analysis.arrows import Flow, flows
from graph.analysis.gaps import Gap, Money, money, open_gaps
from graph.analysis.phrases import spelt
from graph.analysis.routes import Routes, leaving, most_probable
from graph.analysis.standing import is_gone
from graph.analysis.targets import Target
from graph.model import Account, Person
from graph.vocabulary import BuyingRole, Level, LinkKind, Support

_FOR = frozenset({Support.MENTOR, Support.SUPPORTER})
_AGAINST = frozenset({Support.NON_SUPPORTER, Support.ENEMY})
_LOW = frozenset({Level.MANAGER, Level.PROFESSIONAL, Level.ASSISTANT})


class Stance(StrEnum):
    """Where somebody stands on the change. `UNKNOWN`: nobody asked."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody with influence on a decision-maker.

    `influence` in (0, 1]: the chance that it gets through on the most probable route, `route`.
    `is_constituent`: they rely on what the decision-maker answers for; `uses_ours`: as users of
    what we sell, None where that isn't known.
    """

    person: Person
    influence: float
    route: tuple[Flow, ...]
    stance: Stance
    why: str
    gaps: tuple[Gap, ...]
    is_constituent: bool
    uses_ours: bool | None


@dataclass(frozen=True, slots=True)
class Consensus:
    """How far those behind one decision-maker want the change.

    `shares` of the influence on them, by stance, in [0, 1] and 1 together ({} where nobody has
    any): a voice counts by its `influence`. `voices`: the weightiest first. `missing`: of whom
    we don't know where they stand. `from_below`: managers and lower who want it. `worth`: the gaps
    that they and the decision-maker told us of, by currency.
    """

    target: Target
    own: Stance
    own_why: str
    shares: Mapping[Stance, float]
    voices: tuple[Voice, ...]
    worth: tuple[Money, ...]

    @property
    def missing(self) -> tuple[Voice, ...]:
        return tuple(one for one in self.voices if one.stance is Stance.UNKNOWN)

    @property
    def from_below(self) -> tuple[Voice, ...]:
        return tuple(
            one for one in self.voices if one.stance is Stance.FOR and one.person.level in _LOW
        )


def consensus(account: Account, targets: Iterable[Target]) -> tuple[Consensus, ...]:
    """For each of those who decide, in their order.

    O(targets × links × log people).
    """
    gaps = open_gaps(account)
    back = leaving(_Back(one) for one in flows(account))
    there = {one.id: one for one in account.people if not is_gone(one)}
    return tuple(
        _behind(one, account, gaps, most_probable(back, [one.person.id]), there) for one in targets
    )


@dataclass(frozen=True, slots=True)
class _Back:
    """A flow as it is followed from whom it reaches to whom it comes from."""

    flow: Flow

    @property
    def source(self) -> str:
        return self.flow.target

    @property
    def target(self) -> str:
        return self.flow.source

    @property
    def probability(self) -> float:
        return self.flow.probability


def _behind(
    target: Target,
    account: Account,
    gaps: Sequence[Gap],
    routes: Routes[_Back],
    there: Mapping[str, Person],
) -> Consensus:
    constituents = {
        one.source
        for one in account.links
        if one.kind is LinkKind.CONSTITUENCY_OF and one.target == target.person.id
    }
    found = [
        _voice(there[id_], routes, gaps, is_constituent=id_ in constituents)
        for id_, steps in routes.steps.items()
        if steps and id_ in there
    ]
    voices = tuple(sorted(found, key=lambda one: (-one.influence, one.person.name, one.person.id)))
    known = {target.person.id, *(one.person.id for one in voices)}
    stance, why = stance_of(target.person, gaps)
    return Consensus(
        target,
        stance,
        why,
        _shares(voices),
        voices,
        money(gap for gap in gaps if gap.person in known),
    )


def _voice(
    person: Person, routes: Routes[_Back], gaps: Sequence[Gap], *, is_constituent: bool
) -> Voice:
    stance, why = stance_of(person, gaps)
    uses = person.value("users_of_ours")
    return Voice(
        person,
        routes.probability[person.id],
        tuple(step.flow for step in reversed(routes.to(person.id))),
        stance,
        why,
        tuple(gap for gap in gaps if gap.person == person.id),
        is_constituent,
        uses if isinstance(uses, bool) else None,
    )


def stance_of(person: Person, gaps: Iterable[Gap]) -> tuple[Stance, str]:
    """Where somebody stands, and what tells us. Who told us of a gap wants the change, whatever
    they think of us; else their support of us, or their role, tells it."""
    told = [gap for gap in gaps if gap.person == person.id]
    if told:
        return Stance.FOR, f"told us of “{told[0].text}”"
    if person.support in _FOR or BuyingRole.CHAMPION in person.buying_roles:
        return Stance.FOR, person.support if person.support in _FOR else "champion"
    if person.support in _AGAINST or BuyingRole.BLOCKER in person.buying_roles:
        return Stance.AGAINST, spelt(person.support if person.support in _AGAINST else "blocker")
    if person.support is Support.NEUTRAL:
        return Stance.NEUTRAL, "neutral"
    return Stance.UNKNOWN, "nobody knows where they stand"


def _shares(voices: Sequence[Voice]) -> Mapping[Stance, float]:
    total = sum(one.influence for one in voices)
    if not total:
        return {}
    return {
        stance: sum(one.influence for one in voices if one.stance is stance) / total
        for stance in Stance
    }
