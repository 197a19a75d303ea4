"""Accounts for tests, drawn as pictures: `org("CEO\\n  CTO\\n    Dana")`.

Indentation is who reports to whom. A line is a name, then a title behind a comma, then
anything else that is known in braces: a word of a value set, or field=value.

    Dana Reyes, CFO {decision_maker; inner_circle; supporter}
      Ann Lee, Controller {site=Lyon; external_id:hr=17}
        Bob {left}

Somebody named on two lines is one person with two bosses. What else was said follows as
claims, by name; whoever isn't in the picture is one of our colleagues:

    org(picture, influences("Ann Lee", "Dana Reyes", 0.6), touch("Colin", "Ann Lee", 12))

The account comes from the real fold of a real log; `batches` gives the same to a store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from textwrap import dedent

from graph.identity import name_key
from graph.log import (
    OURS,
    AccountLog,
    Batch,
    BatchHeader,
    Entity,
    FieldValue,
    LinkClaim,
    Statement,
    TouchClaim,
)
from graph.model import Account, Person
from graph.resolve import View, resolve
from graph.vocabulary import BuyingRole, EntityKind, Level, PersonStatus, PoliticalStatus, Support
from tests.unit.claims import (
    NAME,
    NOW,
    TODAY,
    Claim,
    Ids,
    Row,
    account_id,
    by_hand,
    colleague_id,
    inferred,
    influences,
    knows,
    link,
    person_id,
    recorded,
    said,
    setting,
    thing,
    thing_id,
    touch,
)

__all__ = [
    "NOW",
    "TODAY",
    "Claim",
    "account_id",
    "batches",
    "by_hand",
    "colleague_id",
    "inferred",
    "influences",
    "knows",
    "link",
    "log",
    "names",
    "org",
    "person",
    "person_id",
    "recorded",
    "said",
    "setting",
    "thing",
    "thing_id",
    "touch",
]

WORDS = (
    ("buying_role", BuyingRole),
    ("support", Support),
    ("political_status", PoliticalStatus),
    ("status", PersonStatus),
    ("level", Level),
)
"""The fields that a bare word in braces is looked up in, in this order."""


def org(
    picture: str,
    *claims: Claim,
    as_of: datetime = NOW,
    viewer: str | None = None,
    opportunity: str | None = None,
) -> Account:
    """The account that the picture and the claims tell of, as `viewer` sees it."""
    return resolve(log(picture, *claims), View(as_of, viewer, opportunity))


def log(picture: str, *claims: Claim) -> AccountLog:
    """The same as a log."""
    written = dict(enumerate(batches(picture, *claims), start=1))
    return AccountLog(
        account=account_id(),
        version=len(written),
        headers={id_: replace(batch.header, id=id_) for id_, batch in written.items()},
        entities=[(id_, row) for id_, batch in written.items() for row in batch.entities],
        statements=[(id_, row) for id_, batch in written.items() for row in batch.statements],
        links=[(id_, row) for id_, batch in written.items() for row in batch.links],
        touches=[(id_, row) for id_, batch in written.items() for row in batch.touches],
    )


def batches(picture: str, *claims: Claim) -> tuple[Batch, ...]:
    """The same as batches for a store: claims of one header that follow each other are one."""
    drawn = tuple(_drawn(picture))
    people = {name_key(name) for claim in drawn for name in claim.names}
    colleagues = dict.fromkeys(
        name for claim in claims for name in claim.names if name_key(name) not in people
    )

    def id_of(name: str) -> str:
        return person_id(name) if name_key(name) in people else colleague_id(name)

    start = [
        Claim(lambda account, _: _first_rows(account)),
        *drawn,
        *(Claim(_colleague_rows(name)) for name in colleagues),
    ]
    return tuple(
        _batch(header, [row for one in group for row in one.rows(account_id(), id_of)])
        for header, group in groupby([*start, *claims], key=lambda one: one.header)
    )


def _batch(header: BatchHeader, rows: Sequence[Row]) -> Batch:
    return Batch(
        header,
        entities=list(dict.fromkeys(row for row in rows if isinstance(row, Entity))),
        statements=[row for row in rows if isinstance(row, Statement)],
        links=[row for row in rows if isinstance(row, LinkClaim)],
        touches=[row for row in rows if isinstance(row, TouchClaim)],
    )


def _first_rows(account: str) -> Sequence[Row]:
    return (
        Entity(account, EntityKind.ACCOUNT, account),
        Statement(account, account, {"name": NAME}),
    )


def _colleague_rows(name: str) -> Callable[[str, Ids], Sequence[Row]]:
    entity = colleague_id(name)
    rows = (
        Entity(entity, EntityKind.COLLEAGUE, OURS),
        Statement(OURS, entity, {"name": name}),
    )
    return lambda _account, _ids: rows


def person(account: Account, name: str) -> Person:
    """The person, or colleague, of this name."""
    everyone = (*account.people, *account.colleagues)
    return next(one for one in everyone if name_key(one.name) == name_key(name))


def _drawn(picture: str) -> Iterator[Claim]:
    """People and reporting lines of the picture."""
    above: list[tuple[int, str]] = []
    for line in filter(str.strip, dedent(picture).splitlines()):
        depth = len(line) - len(line.lstrip())
        name, fields = _read(line)
        above = [(at, boss) for at, boss in above if at < depth]
        yield _person(name, fields)
        if above:
            yield replace(link(name, "reports_to", above[-1][1]), recorded=TODAY)
        above.append((depth, name))


def _read(line: str) -> tuple[str, dict[str, FieldValue]]:
    head, _, known = line.strip().partition("{")
    name, _, title = (part.strip() for part in head.partition(","))
    fields: dict[str, FieldValue] = {"name": name}
    if title:
        fields["title"] = title
    for word in filter(None, (one.strip() for one in known.rstrip("} ").split(";"))):
        field, is_pair, value = word.partition("=")
        field, value = (field, value) if is_pair else (_field_of(word), word)
        fields[field] = [*_several(fields, field), value] if field == "buying_role" else value
    return name, fields


def _field_of(word: str) -> str:
    return next(field for field, values in WORDS if word in values.__members__.values())


def _several(fields: dict[str, FieldValue], field: str) -> list[str]:
    value = fields.get(field)
    return [str(one) for one in value] if isinstance(value, list) else []


def _person(name: str, fields: dict[str, FieldValue]) -> Claim:
    def rows(account: str, ids: Ids) -> Sequence[Row]:
        return (
            Entity(ids(name), EntityKind.PERSON, account),
            Statement(account, ids(name), fields),
        )

    return Claim(rows, (name,))


def names(people: Iterable[Person]) -> list[str]:
    return [one.name for one in people]
