"""Everything that the answer to one question rests on, worked out once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.advice.answer import Acquaintance, Card, Factor, acquaintances, cards
from graph.advice.cadence.next_day import Diary, open_diary
from graph.advice.doubts import Doubt, doubts
from graph.advice.factors import factors, product
from graph.advice.reasons.matching import brought_back
from graph.advice.reasons.toolkit import Toolkit, toolkit
from graph.analysis.arrows import Flow
from graph.analysis.coverage import Contact, coverage
from graph.analysis.deciding import Influence, influence
from graph.analysis.indexing import Indexed
from graph.analysis.leading import leads
from graph.analysis.phrases import introduced
from graph.analysis.reach.ranking import By, Precision, Ranking, Situation
from graph.analysis.routes import leaving
from graph.analysis.targets import (
    Candidates,
    Targets,
    find_candidates,
    find_targets,
    last_decisions,
)
from graph.analysis.ways_in import WaysIn, ways_in
from graph.model import Account, Person, Thing


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, people by id.

    `colleague`: only their ways in count. `targets`: id → weight, in place of roles.
    `engaged`: id → probability, in place of what touches say; who is at 1 is nobody to
    reach. `precision`: the largest standard error of a share. `horizon`: how many days ahead one
    looks where mails and meetings among their own people are known; None: as the account says.
    `explain`: which routes carry each gain, and what would change each place. `opportunity`: the
    name of the one that the account was folded for.
    """

    limit: int = 5
    colleague: str | None = None
    seed: int = 1
    targets: Mapping[str, float] = field(default_factory=dict)
    engaged: Mapping[str, float] = field(default_factory=dict)
    include_targets: bool = False
    exclude: frozenset[str] = frozenset()
    by: By = "score"
    precision: float = 0.002
    horizon: float | None = None
    explain: bool = False
    opportunity: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A question with what analysis says; everything by person id.

    `influence`: who moves whom; `flows`: those that leave a person. `decisions`: the last about
    a suggestion. `names`: what somebody is called in a sentence. `kit`: the reasons to call.
    `doubts`: who may be nobody to reach.
    `directly`: nobody is known to be a way to those who decide, so they are suggested themselves.
    """

    account: Account
    query: Query
    contacts: Mapping[str, Contact]
    engaged: Mapping[str, float]
    targets: Targets
    candidates: Candidates
    ways: WaysIn
    factors: Mapping[str, tuple[Factor, ...]]
    influence: Influence
    flows: Mapping[str, Sequence[Flow]]
    decisions: Mapping[str, Thing]
    names: Mapping[str, str]
    cards: Mapping[str, Card]
    kit: Toolkit
    people: Mapping[str, Acquaintance]
    diary: Diary
    doubts: Mapping[str, Sequence[Doubt]]
    directly: bool

    @property
    def index(self) -> Indexed:
        """Those who are there, by number."""
        return self.influence.index

    def introduced(self, person: Person) -> str:
        """Their name with their title, or what tells them from a namesake."""
        return introduced(person, self.names[person.id])


def case(account: Account, query: Query) -> Case:
    """Coverage, targets, candidates, ways in and factors of an account."""
    contacts = coverage(account)
    targets = find_targets(account, query.targets)
    kit = toolkit(account, contacts)
    back = brought_back(account, kit)
    engaged = {id_: one.engaged for id_, one in contacts.items()} | dict(query.engaged)
    found = influence(account, query.horizon)
    deciding = {one.person.id: one.weight for one in targets.targets if one.weight > 0}
    worth = {id_: weight * (1 - engaged[id_]) for id_, weight in deciding.items()}
    ways = ways_in(account, query.colleague, leads(found.flows, worth))
    directly = not (query.include_targets or _is_led_to(deciding, found.flows))
    aside = () if query.include_targets or directly else deciding
    candidates = _candidates(account, query, aside, back)
    return Case(
        account=account,
        query=query,
        contacts=contacts,
        engaged=engaged,
        targets=targets,
        candidates=candidates,
        ways=ways,
        factors={one.id: factors(one, ways.to(one.id), account) for one in candidates.people},
        influence=found,
        flows=leaving(found.flows),
        decisions=last_decisions(account),
        names=kit.names,
        cards=cards(account),
        kit=kit,
        people=acquaintances(account, contacts),
        diary=open_diary(
            account, contacts, {one.person.id: one.weight for one in targets.targets}, back
        ),
        doubts=doubts(account),
        directly=directly,
    )


def _is_led_to(deciding: Collection[str], flows: Iterable[Flow]) -> bool:
    """Whether influence of anybody else gets to those who decide."""
    return any(one.target in deciding and one.source not in deciding for one in flows)


def _candidates(
    account: Account, query: Query, aside: Collection[str], back: Collection[str]
) -> Candidates:
    reached = {id_: "taken as engaged" for id_, chance in query.engaged.items() if chance >= 1}
    excluded = dict.fromkeys(query.exclude, "excluded, as asked")
    return find_candidates(account, reached | excluded, aside, back)


def ranking(one: Case) -> Ranking | None:
    """The ranking, with one more than was asked for, to see whether that one ties with the last.

    None where nothing can be ranked because nobody has weight in the decision.
    """
    if not one.targets.total_weight > 0:
        return None
    vector = one.index.vector
    multipliers = {id_: product(given) for id_, given in one.factors.items()}
    situation = Situation(
        weights=vector({target.person.id: target.weight for target in one.targets.targets}),
        engaged=vector(one.engaged),
        eligible=vector(dict.fromkeys(one.factors, 1.0)) > 0,
        factors=vector(multipliers),
    )
    precision, more = Precision(one.query.precision), one.query.limit + 1
    return one.influence.rank(situation, more, one.query.by, one.query.seed, precision)
