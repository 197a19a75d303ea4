"""Small batches for the contract: Acme with Dana and Ravi, and our colleague Colin."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from graph.log import (
    OURS,
    Batch,
    BatchHeader,
    Entity,
    FieldValue,
    LinkClaim,
    Listing,
    Statement,
    TouchClaim,
)
from graph.vocabulary import EntityKind, LinkKind, Origin

ACME, DANA, RAVI, COLIN = "a-acme", "p-dana", "p-ravi", "c-colin"
NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)

Claim = Entity | Statement | LinkClaim | TouchClaim | Listing


def header(action: str = "test", origin: Origin = Origin.HAND) -> BatchHeader:
    return BatchHeader(origin, "Ann", NOW, "hand", action)


def batch(*claims: Claim, action: str = "test", token: str | None = None) -> Batch:
    """The claims as one batch, in their order."""
    return Batch(
        header(action),
        [one for one in claims if isinstance(one, Entity)],
        [one for one in claims if isinstance(one, Statement)],
        [one for one in claims if isinstance(one, LinkClaim)],
        [one for one in claims if isinstance(one, TouchClaim)],
        [one for one in claims if isinstance(one, Listing)],
        token=token,
    )


def account(id_: str = ACME, name: str = "Acme") -> Sequence[Claim]:
    return Entity(id_, EntityKind.ACCOUNT, id_), said(id_, id_, name=name)


def person(id_: str, at: str = ACME, **fields: FieldValue) -> Sequence[Claim]:
    return Entity(id_, EntityKind.PERSON, at), said(id_, at, **fields)


def colleague(id_: str = COLIN, **fields: FieldValue) -> Sequence[Claim]:
    return Entity(id_, EntityKind.COLLEAGUE, OURS), said(id_, OURS, **fields)


def said(entity: str, at: str = ACME, **fields: FieldValue) -> Statement:
    return Statement(at, entity, fields)


def link(
    source: str, target: str, kind: LinkKind = LinkKind.INFLUENCES, at: str = ACME
) -> LinkClaim:
    return LinkClaim(at, kind, source, target)


def touch(
    key: str,
    *people: str,
    by: Sequence[str] = (COLIN,),
    at: str = ACME,
    note: str | None = None,
    withdrawn: bool = False,
) -> TouchClaim:
    on = date(2026, 3, 1)
    return TouchClaim(at, key, on, None, tuple(by), people, note=note, withdrawn=withdrawn)


def listed(id_: str, at: str = ACME) -> Listing:
    return Listing(at, id_)


FIRST = batch(
    *account(),
    *person(DANA, name="Dana Reyes", email="Dana.Reyes@acme.example"),
    *person(RAVI, name="Ravi Patel"),
    *colleague(name="Colin Firth"),
    link(DANA, RAVI),
    touch("k1", DANA, RAVI),
    listed(DANA),
    action="import",
)
"""A beginning that most tests share."""
