"""What a gain is multiplied by on the way to the score, and what we don't know of a person."""

from collections.abc import Mapping
from math import prod

from graph.advice.answer import Factor
from graph.analysis.phrases import percent, spelt
from graph.analysis.standing import days_between, is_old, said_on
from graph.analysis.ways_in import WayIn
from graph.fields import FIELDS
from graph.model import Account, Person
from graph.settings import LEAST_REACHABILITY, SUPPORT
from graph.vocabulary import EntityKind

WORTH_KNOWING: Mapping[str, str] = {
    "buying_role": "role",
    "support": "support",
    "political_status": "political status",
    "level": "level",
    "function": "function",
}
"""The fields that we want to know of everybody, and what they are called."""


def factors(person: Person, way: WayIn | None, account: Account) -> tuple[Factor, ...]:
    """Support, reachability and what is unknown; each is above zero."""
    return _support(person), _reachability(way, account), _unknown(person, account)


def product(given: tuple[Factor, ...]) -> float:
    """What a gain is multiplied by."""
    return prod(factor.value for factor in given)


def _support(person: Person) -> Factor:
    """`settings.SUPPORT`: the influence of one who is against us harms."""
    return Factor("support", SUPPORT[person.support], f"support: {spelt(person.support)}")


def _reachability(way: WayIn | None, account: Account) -> Factor:
    """ρ + (1 - ρ) p: ρ is `LEAST_REACHABILITY`, p the probability of the way in, at least
    `cold_reach`."""
    cold = account.settings.cold_reach
    probability = cold if way is None else max(cold, way.probability)
    why = (
        f"no way in is known; {percent(cold)} for a cold approach"
        if way is None
        else f"the way in succeeds with {percent(way.probability)}"
    )
    value = LEAST_REACHABILITY + (1 - LEAST_REACHABILITY) * probability
    return Factor("reachability", value, why)


def _unknown(person: Person, account: Account) -> Factor:
    """1 + `unknown_bonus` × the share of `WORTH_KNOWING` that is missing or old."""
    missing = not_known(person, account)
    bonus = account.settings.unknown_bonus * len(missing) / len(WORTH_KNOWING)
    why = f"not known: {', '.join(missing)}" if missing else "all that matters is known"
    return Factor("unknown", 1.0 + bonus, why)


def not_known(person: Person, account: Account) -> tuple[str, ...]:
    """What of `WORTH_KNOWING` isn't known, or is an opinion older than `stale_fact_days`."""
    return tuple(
        name + age
        for field, name in WORTH_KNOWING.items()
        if (age := _missing(person, field, account)) is not None
    )


def _missing(person: Person, field: str, account: Account) -> str | None:
    """None for what is known; else "", or how old it is."""
    fact = person.facts.get(field)
    if fact is None or fact.value in {"unknown", (), ("unknown",)}:
        return ""
    if not (FIELDS[EntityKind.PERSON][field].opinion):
        return None
    if not is_old(fact, account.settings, account.today):
        return None
    return f" (last said {days_between(said_on(fact.provenance), account.today)} days ago)"
