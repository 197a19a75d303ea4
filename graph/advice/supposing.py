"""How a case stands if somebody left, were won or lost, or stood otherwise to us than is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.advice.case import Case
from graph.advice.factors import factors, product
from graph.analysis.hops import Hop, hops_losing
from graph.analysis.reach.ranking import Situation
from graph.analysis.routes import leaving, most_probable
from graph.analysis.targets import LeftOut
from graph.analysis.ways_in import WaysIn
from graph.model import Account, Fact, Person, Provenance
from graph.vocabulary import Origin, Support

SUPPOSITIONS = ("leaves", "engaged", "won", "lost")
"""What can be supposed of somebody, by the names of the fields of `Supposed`."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """Ids of those who leave, are engaged, are won and are lost; nobody is in two of them.

    `support`: of others, what it is instead of what is known.
    """

    leaves: frozenset[str] = frozenset()
    engaged: frozenset[str] = frozenset()
    won: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    support: Mapping[str, Support] = field(default_factory=dict)

    @property
    def certain(self) -> frozenset[str]:
        """Who is active for certain."""
        return self.engaged | self.won

    def support_of(self, person: Person) -> Support:
        """How they stand to us then."""
        if person.id in self.lost:
            return Support.ENEMY
        return self.support.get(person.id, person.support)


def case_then(asked: Case, supposed: Supposed) -> Case:
    """The case with those alone who decide, may be suggested and have influence then."""
    gone, certain = supposed.leaves, supposed.certain
    stay = tuple(one for one in asked.candidates.people if one.id not in gone | certain)
    engaged = [one for one in asked.candidates.people if one.id in certain]
    left_out = [one for one in asked.candidates.left_out if one.person.id not in gone]
    left_out += [LeftOut(one, "taken as engaged") for one in engaged]
    deciding = tuple(one for one in asked.targets.targets if one.person.id not in gone)
    flows = tuple(one for one in asked.influence.flows if not {one.source, one.target} & gone)
    return replace(
        asked,
        targets=replace(asked.targets, targets=deciding),
        candidates=replace(asked.candidates, people=stay, left_out=tuple(left_out)),
        influence=replace(asked.influence, flows=flows),
    )


def ways_then(asked: Case, supposed: Supposed) -> WaysIn:
    """The best ways in then."""
    if not supposed.lost:
        return ways_without(asked, supposed.leaves)
    hops = hops_losing(asked.ways.hops, supposed.lost, asked.account)
    gone = supposed.leaves
    return ways_over(asked, [one for one in hops if not {one.source, one.target} & gone])


def ways_without(asked: Case, leaves: frozenset[str]) -> WaysIn:
    """The best ways in that don't go over those who leave."""
    return asked.ways.avoiding(leaves) if leaves else asked.ways


def ways_over(asked: Case, hops: Sequence[Hop]) -> WaysIn:
    """The best ways in over these hops alone."""
    ours = asked.query.colleague
    starts = [ours] if ours else [one.id for one in asked.account.colleagues]
    return WaysIn(most_probable(leaving(hops), starts), tuple(hops), asked.ways.leads)


def situation(asked: Case, supposed: Supposed, ways: WaysIn) -> Situation:
    """What ranking starts from, if that were so and these the ways in."""
    vector, certain = asked.index.vector, supposed.certain
    weights = {one.person.id: one.weight for one in asked.targets.targets}
    engaged = {**asked.engaged, **dict.fromkeys(certain, 1.0), **dict.fromkeys(supposed.lost, 0.0)}
    away = certain | supposed.leaves
    multipliers = {
        one.id: _factor(one, asked, supposed, ways)
        for one in asked.candidates.people
        if one.id not in away
    }
    return Situation(
        weights=vector(_staying(weights, supposed)),
        engaged=vector(_staying(engaged, supposed)),
        eligible=vector(dict.fromkeys(multipliers, 1.0)) > 0,
        factors=vector(multipliers),
    )


def _staying(values: Mapping[str, float], supposed: Supposed) -> Mapping[str, float]:
    return {id_: value for id_, value in values.items() if id_ not in supposed.leaves}


def _factor(person: Person, asked: Case, supposed: Supposed, ways: WaysIn) -> float:
    """As it stands where nothing that it rests on changes."""
    way, account = ways.to(person.id), asked.account
    support = Support.ENEMY if person.id in supposed.lost else supposed.support.get(person.id)
    if support:
        return product(factors(_with_support(person, support, account), way, account))
    before = asked.ways.to(person.id)
    if way is before or way == before:
        return product(asked.factors[person.id])
    return product(factors(person, way, account))


def _with_support(person: Person, support: Support, account: Account) -> Person:
    supposed = Provenance(Origin.INFERRED, "what if", "what if", account.as_of)
    return replace(person, facts={**person.facts, "support": Fact(support, supposed)})
