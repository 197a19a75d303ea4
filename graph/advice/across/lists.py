"""Lists across accounts: who bought before, how much effort dream clients get, who is overdue,
and for whom a reason is wanting. None of them counts calls as a goal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.advice.account_review.answer import lapse
from graph.advice.answer import Acquaintance, acquaintances
from graph.advice.cadence.answer import due_people
from graph.advice.reasons.matching import saying
from graph.advice.reasons.toolkit import toolkit
from graph.analysis.coverage import coverage
from graph.analysis.past_buyers import past_buyers
from graph.model import Account
from graph.vocabulary import AccountKind


@dataclass(frozen=True, slots=True)
class LapsedBuyer:
    """An account that bought and doesn't now. `reason`, `on`: why and when it stopped, "" and
    None where nobody knows; `days_since_contact` as of anybody there; `buyers`: who bought."""

    account: str
    account_id: str
    kind: str
    reason: str
    on: date | None
    first_chose_us: str
    days_since_contact: int | None
    contact_known: bool
    buyers: tuple[Acquaintance, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """How our touches of the last `days` spread over kinds of accounts. `share` of them in [0, 1],
    None where there were none; `touched` of the `accounts` had any. `not_tried`: accounts of the
    kind in which nobody ever tried."""

    kind: str
    accounts: int
    touched: int
    share: float | None
    not_tried: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverduePerson:
    """Somebody who matters and was left alone for too long, with what makes it too long."""

    account: str
    account_id: str
    person: Acquaintance
    weight: float
    suggested_day: date
    why: str


@dataclass(frozen=True, slots=True)
class WithoutReason:
    """Somebody who is overdue, and no recorded reason fits: `nearest` are texts of reasons with
    what each lacks."""

    account: str
    account_id: str
    person: Acquaintance
    nearest: tuple[str, ...]


def lapsed_buyers(accounts: Iterable[Account]) -> tuple[LapsedBuyer, ...]:
    """Who bought before and doesn't now, those longest without a contact first."""
    found = [one for account in accounts if (one := _lapsed(account)) is not None]
    return tuple(sorted(found, key=_how_long_alone))


def has_lapsed(account: Account) -> bool:
    """Whether an account bought before and doesn't now."""
    return lapse(account.thing) is not None and account.kind is not AccountKind.CUSTOMER


def effort(accounts: Sequence[Account], days: int) -> tuple[Effort, ...]:
    """Each kind of account that there is, dream clients first."""
    kinds: dict[str, list[Account]] = {}
    for account in accounts:
        kinds.setdefault(account.kind, []).append(account)
    touches = {one.id: _touches(one, days) for one in accounts}
    total = sum(touches.values())
    return tuple(
        Effort(
            kind,
            len(kinds[kind]),
            sum(touches[one.id] > 0 for one in kinds[kind]),
            sum(touches[one.id] for one in kinds[kind]) / total if total else None,
            tuple(one.name for one in kinds[kind] if not one.touches),
        )
        for kind in AccountKind
        if kind in kinds
    )


def overdue(accounts: Iterable[Account]) -> tuple[OverduePerson, ...]:
    """Everybody who is overdue, dream clients first, then by their weight in the decision."""
    found = [(_order(account), one) for account in accounts for one in _overdue(account)]
    found.sort(key=lambda it: (it[0], -it[1].weight, it[1].person.called, it[1].person.id))
    return tuple(one for _, one in found)


def without_reason(accounts: Iterable[Account]) -> tuple[WithoutReason, ...]:
    """Those of the overdue for whom a reason is wanting: it has a cause, and this is it."""
    return tuple(one for account in accounts for one in _without_reason(account))


def _lapsed(account: Account) -> LapsedBuyer | None:
    stopped = lapse(account.thing)
    if stopped is None or not has_lapsed(account):
        return None
    contacts = coverage(account)
    days = [one.days_since_contact for one in contacts.values()]
    known = [one for one in days if one is not None]
    who = acquaintances(account, contacts)
    return LapsedBuyer(
        account.name,
        account.id,
        account.kind,
        stopped.reason,
        stopped.on,
        stopped.first_chose_us,
        min(known, default=None),
        bool(account.touches),
        tuple(who[id_] for id_ in past_buyers(account)),
    )


def _how_long_alone(one: LapsedBuyer) -> tuple[bool, int, str]:
    days = one.days_since_contact
    return days is not None, -(days or 0), one.account


def _touches(account: Account, days: int) -> int:
    since = account.today - timedelta(days)
    return sum(one.on > since for one in account.touches if one.colleagues)


def _order(account: Account) -> int:
    return tuple(AccountKind).index(account.kind)


def _overdue(account: Account) -> Iterator[OverduePerson]:
    for one in due_people(account, 0).people:
        if one.when.state in {"overdue", "never", "not_recorded"} and one.weight > 0:
            yield OverduePerson(
                account.name,
                account.id,
                one.person,
                one.weight,
                one.when.suggested_day,
                one.when.why[0] if one.when.why else "",
            )


def _without_reason(account: Account) -> Iterator[WithoutReason]:
    kit, people = toolkit(account), {one.id: one for one in account.people}
    for one in _overdue(account):
        say = saying(people[one.person.id], kit)
        if say.needs_reason:
            nearest = tuple(
                f"{other.text} ({'; '.join(other.lacks)})" for other in say.other_reasons
            )
            yield WithoutReason(account.name, account.id, one.person, nearest)
