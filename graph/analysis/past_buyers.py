"""Who bought from us before: they once believed in us, and can bring us to others."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis.hops import Hop, all_hops
from graph.analysis.phrases import spelt
from graph.analysis.routes import leaving, most_probable
from graph.analysis.standing import is_gone
from graph.model import Account, Person
from graph.vocabulary import AccountKind, BuyingRole

_BOUGHT = frozenset({AccountKind.LAPSED, AccountKind.CUSTOMER})
_DECIDED = frozenset({BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER})


@dataclass(frozen=True, slots=True)
class Referrer:
    """A past buyer who could bring us to somebody, by the most probable route of `hops`."""

    person: Person
    why: str
    probability: float
    hops: tuple[Hop, ...]


def past_buyers(account: Account) -> Mapping[str, str]:
    """Who bought from us before and is there, by id, with what tells us: why they first chose us,
    or their role in the decision at an account that bought."""
    found = ((one.id, _why(one, account)) for one in account.people if not is_gone(one))
    return {id_: why for id_, why in found if why}


def referrers(account: Account, person: str, most: int = 3) -> tuple[Referrer, ...]:
    """Past buyers who know a way to a person (an id), the most probable first.

    O(past buyers × links × log people).
    """
    out, people = leaving(all_hops(account)), {one.id: one for one in account.people}
    found = []
    for id_, why in past_buyers(account).items():
        routes = most_probable(out, [id_], goal=person) if id_ != person else None
        if routes is not None and (hops := routes.to(person)):
            found.append(Referrer(people[id_], why, routes.probability[person], hops))
    return tuple(sorted(found, key=lambda one: (-one.probability, one.person.id))[:most])


def _why(person: Person, account: Account) -> str:
    chose = person.text("first_chose_us")
    if chose:
        return f"chose us first: {chose}"
    decided = [one for one in person.buying_roles if one in _DECIDED]
    if account.kind in _BOUGHT and decided:
        return f"{spelt(decided[0])} at an account that bought from us"
    return ""
