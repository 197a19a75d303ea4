"""Things and their facts, each with who said it, where and when, as JSON."""

from typing import Any

from graph.model import Account, Fact, Provenance, Thing


def thing_json(thing: Thing) -> dict[str, Any]:
    """An entity with its facts, each with who said it, where and when."""
    return {
        "id": thing.id,
        "kind": str(thing.kind),
        "name": thing.called,
        "facts": {name: fact_json(fact) for name, fact in sorted(thing.facts.items())},
    }


def account_json(account: Account) -> dict[str, Any]:
    """An account with its facts, and how many people are in it."""
    return thing_json(account.thing) | {"people": len(account.people)}


def proposal_json(account: Account, one: Thing) -> dict[str, Any]:
    """A proposal of an account, with what it asks."""
    said = {name: fact.value for name, fact in one.facts.items()}
    return {"id": one.id, "account": account.name, "account_id": account.id, **said}


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as JSON."""
    return {
        "value": fact.value,
        **provenance_json(fact.provenance),
        "private": fact.private,
        "opportunity": fact.opportunity,
        **({"otherwise": [_said(one) for one in fact.otherwise]} if fact.otherwise else {}),
    }


def _said(fact: Fact) -> dict[str, Any]:
    return {"value": fact.value, **provenance_json(fact.provenance)}


def provenance_json(source: Provenance) -> dict[str, Any]:
    """Who said it, where and when, as JSON."""
    return {
        "origin": str(source.origin),
        "source": source.source,
        "author": source.author,
        "said_by": source.said_by,
        "evidence": source.evidence,
        "recorded_at": source.recorded_at,
        "valid_from": source.valid_from,
        "valid_until": source.valid_until,
    }
