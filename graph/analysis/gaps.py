"""Gaps at an account, in money: what they cost a year, what closing them would, and who said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.analysis.standing import said_on
from graph.model import Account, Thing
from graph.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Gap:
    """Dissatisfaction, or performance that could be better. Money is in `currency`, None where
    nobody told it. `person`: the id of who said so, "" where they aren't on the map."""

    thing: Thing
    text: str
    person: str
    said_by: str
    on: date | None
    yearly_value: float | None
    cost_to_close: float | None
    currency: str


@dataclass(frozen=True, slots=True)
class Money:
    """Gaps of one currency together.

    `valued` of `gaps` have a yearly value; `returned`: what a year brings for what closing costs,
    over those gaps of which both are known, None for none.
    """

    currency: str
    gaps: int
    valued: int
    yearly_value: float
    cost_to_close: float
    returned: float | None


def open_gaps(account: Account) -> tuple[Gap, ...]:
    """Gaps that nobody closed, the dearest first; those without a value last, by text."""
    found = (
        _gap(one, account) for one in account.of_kind(EntityKind.GAP) if _is_open(one, account)
    )
    return tuple(sorted(found, key=lambda one: (-(one.yearly_value or 0.0), one.text)))


def money(gaps: Iterable[Gap]) -> tuple[Money, ...]:
    """What gaps come to, by currency; currencies are never added up."""
    by_currency: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_currency.setdefault(gap.currency, []).append(gap)
    return tuple(_money(*one) for one in sorted(by_currency.items()))


def _is_open(thing: Thing, account: Account) -> bool:
    closed = thing.day("closed_on")
    return closed is None or closed > account.today


def _gap(thing: Thing, account: Account) -> Gap:
    person = account.aliases.get(thing.text("person"), thing.text("person"))
    provenance = thing.facts["text"].provenance
    return Gap(
        thing,
        thing.text("text"),
        person,
        thing.text("who") or provenance.who,
        thing.day("on") or said_on(provenance),
        thing.number("yearly_value"),
        thing.number("cost_to_close"),
        thing.text("currency"),
    )


def _money(currency: str, gaps: list[Gap]) -> Money:
    both = [
        (gap.yearly_value, gap.cost_to_close)
        for gap in gaps
        if gap.yearly_value is not None and gap.cost_to_close
    ]
    cost = sum(one for _, one in both)
    return Money(
        currency,
        len(gaps),
        sum(gap.yearly_value is not None for gap in gaps),
        sum(gap.yearly_value or 0.0 for gap in gaps),
        sum(gap.cost_to_close or 0.0 for gap in gaps),
        sum(value for value, _ in both) / cost if cost else None,
    )
