"""The use cases that look at all accounts at once. Each account is read once."""

from collections.abc import Sequence
from datetime import date

from graph.advice.across.lists import (
    Effort,
    LapsedBuyer,
    OverduePerson,
    WithoutReason,
    effort,
    lapsed_buyers,
    overdue,
    without_reason,
)
from graph.advice.across.week import WeekAnswer, WeekQuery, week
from graph.errors import BadInput, NotFound
from graph.model import Account
from graph.planning.finding import find_colleague
from graph.planning.folding import folded
from graph.planning.opening import NO_ACCOUNT, list_accounts
from graph.resolve import View
from graph.store import Store

EFFORT_DAYS = 90
"""Over so many days it is told how our effort spreads."""


def every_account(store: Store, view: View) -> Sequence[Account]:
    """All accounts as they stand, by name."""
    return [folded(store.read_account(one.id), view) for one in list_accounts(store, view)]


def list_lapsed(store: Store, view: View) -> tuple[LapsedBuyer, ...]:
    """Who bought before and doesn't now."""
    return lapsed_buyers(every_account(store, view))


def list_effort(store: Store, view: View, days: int = EFFORT_DAYS) -> tuple[Effort, ...]:
    """How our touches spread over dream clients, customers and others."""
    return effort(every_account(store, view), days)


def list_overdue(store: Store, view: View) -> tuple[OverduePerson, ...]:
    """Who matters and was left alone for too long."""
    return overdue(every_account(store, view))


def list_without_reason(store: Store, view: View) -> tuple[WithoutReason, ...]:
    """For whom of the overdue a reason is wanting."""
    return without_reason(every_account(store, view))


def plan_week(store: Store, view: View, asked: WeekQuery, first: date | None = None) -> WeekAnswer:
    """Whom to reach in the seven days from `first` on, today if it is None.

    Raises NotFound where there is no account or no such colleague, BadInput for a number out of
    its range.
    """
    if asked.limit < 0 or not 0 <= asked.lapsed_share <= 1:
        raise BadInput("The limit can't be below 0, and the share for lapsed buyers is 0 to 1.")
    accounts = every_account(store, view)
    if not accounts:
        raise NotFound(NO_ACCOUNT)
    if asked.colleague is not None:
        name = find_colleague(accounts[0], asked.colleague).name
        asked = WeekQuery(asked.limit, asked.lapsed_share, name, asked.seed)
    return week(accounts, first or view.as_of.date(), asked)
