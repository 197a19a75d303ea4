"""How competitors stand to an account and its people. Without evidence one is assumed present."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.analysis.standing import said_on
from graph.model import Account, Fact, Person, Thing
from graph.vocabulary import CompetitorTie, EntityKind

_STRENGTH = {
    CompetitorTie.PREFERRED: 4,
    CompetitorTie.SUPPLIER: 3,
    CompetitorTie.SIGHTED: 2,
    CompetitorTie.NONE_WITH_EVIDENCE: 1,
}


@dataclass(frozen=True, slots=True)
class Tie:
    """What stands between a competitor and the account, or one person (`person`, an id or "").

    `competitor`: the name, "" for one that isn't known. `on`: when it was seen, or said.
    """

    tie: CompetitorTie
    competitor: str
    person: str
    on: date | None
    where: str
    said_by: str
    evidence: str
    thing: Thing | None = None


ASSUMED = Tie(CompetitorTie.ASSUMED, "", "", None, "", "", "")
"""What holds while nothing is known: somebody talks to them."""


def ties(account: Account) -> tuple[Tie, ...]:
    """Every tie that is recorded, the latest first; those without a day last."""
    named = {one.id: one.name for one in account.of_kind(EntityKind.COMPETITOR)}
    found = [_tie(one, named, account) for one in account.of_kind(EntityKind.COMPETITOR_TIE)]
    return tuple(sorted(found, key=lambda one: one.on or date.min, reverse=True))


def state_of(account: Account) -> Tie:
    """How competitors stand to the account: the strongest tie to it or to anybody there, and the
    supplier that the account names; `ASSUMED` without evidence."""
    return _strongest([*ties(account), *_supplier(account.thing)])


def state_with(person: Person, known: Iterable[Tie]) -> Tie:
    """How competitors stand to one person: the strongest tie to them of those that are `known`,
    or the supplier that they name; `ASSUMED` without."""
    own = [one for one in known if one.person == person.id]
    return _strongest([*own, *_supplier(person)])


def _strongest(found: list[Tie]) -> Tie:
    """Of equal ones the latest."""
    known = [one for one in found if one.tie in _STRENGTH]
    return max(known, key=lambda one: (_STRENGTH[one.tie], one.on or date.min), default=ASSUMED)


def _tie(thing: Thing, named: Mapping[str, str], account: Account) -> Tie:
    fact = thing.facts.get("tie") or thing.facts["competitor"]
    person = thing.text("person")
    return Tie(
        CompetitorTie(thing.text("tie") or CompetitorTie.UNKNOWN),
        named.get(thing.text("competitor"), ""),
        account.aliases.get(person, person),
        thing.day("on") or said_on(fact.provenance),
        thing.text("where"),
        fact.provenance.who,
        fact.provenance.evidence or "",
        thing,
    )


def _supplier(thing: Thing) -> list[Tie]:
    """The supplier that is named at the account or at a person."""
    fact: Fact | None = thing.facts.get("supplier")
    if fact is None:
        return []
    said = fact.provenance
    person = thing.id if thing.kind is EntityKind.PERSON else ""
    when, name = said_on(said), str(fact.value)
    return [Tie(CompetitorTie.SUPPLIER, name, person, when, "", said.who, said.evidence or "")]
