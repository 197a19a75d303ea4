"""The week ahead, across accounts: whom to reach on which day, why, through whom, saying what.

A share is kept for lapsed buyers, however busy the week is. What an open deal is worth plays no
part: neither in who is chosen nor in their order.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from graph.advice.across.lists import has_lapsed
from graph.advice.answer import Acquaintance, Card, acquaintance
from graph.advice.cadence.calendar import calendar_of
from graph.advice.case import Query
from graph.advice.next_answer import Suggestion
from graph.advice.suggestions import suggest
from graph.analysis.coverage import Contact, coverage
from graph.analysis.happenings import Happening, happenings
from graph.model import Account, Person
from graph.vocabulary import AccountKind

DAYS = 7
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class WeekQuery:
    """`limit`: so many in all; `lapsed_share` of them in [0, 1] is kept for lapsed buyers.
    `colleague`: the name of the one of us whose week it is."""

    limit: int = 10
    lapsed_share: float = 0.2
    colleague: str | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class WeekItem:
    """Somebody to reach on a day. `share` of the decision at their account that it adds. `by`: who
    of us, None where nobody is known to be near. `for_lapsed`: it takes a place that is kept for
    lapsed buyers. `opener` and `question` are "" where they need a reason."""

    day: date
    account: str
    account_id: str
    account_kind: str
    for_lapsed: bool
    person: Acquaintance
    by: Card | None
    share: float
    opener: str
    question: str
    needs_reason: bool
    because: str
    when: str
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekAnswer:
    """The week from a day on, day by day. `kept_for_lapsed`: so many places were kept, of which
    as many are taken as there is somebody for. `notes`: what else to know."""

    first: date
    last: date
    colleague: str | None
    items: tuple[WeekItem, ...]
    kept_for_lapsed: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A suggestion with its account, and what goes on with whom it is about."""

    account: Account
    suggestion: Suggestion
    person: Person
    contact: Contact
    happening: Sequence[Happening]
    is_lapsed: bool

    @property
    def order(self) -> tuple[int, float, str]:
        kind = tuple(AccountKind).index(self.account.kind)
        return kind, -self.suggestion.share, self.suggestion.person.id


def week(accounts: Sequence[Account], first: date, asked: WeekQuery) -> WeekAnswer:
    """Whom to reach in the seven days from `first` on: dream clients first, then by the share of
    the decision that somebody adds.

    Raises ValueError for a limit below 0. One ranking an account.
    """
    found = sorted(
        (one for account in accounts for one in _choices(account, asked)),
        key=lambda one: one.order,
    )
    last = first + timedelta(DAYS - 1)
    due = [one for one in found if one.suggestion.when.suggested_day <= last]
    kept = ceil(asked.limit * asked.lapsed_share)
    chosen = _chosen(due, asked.limit, kept)
    days = _spread(chosen, first, ceil(len(chosen) / WORKING_DAYS))
    items = sorted(
        (_item(one, day) for one, day in zip(chosen, days, strict=True)),
        key=lambda one: (one.day, one.account, one.person.called),
    )
    return WeekAnswer(
        first, last, asked.colleague, tuple(items), kept, tuple(_notes(found, due, chosen, kept))
    )


def _choices(account: Account, asked: WeekQuery) -> Iterator[_Choice]:
    """Of each account those who are suggested; in the week of one of us those alone to whom the
    best way in of all starts with them, so that nobody is called by two in one week."""
    among = max(1, len(account.colleagues)) if asked.colleague else 1
    query = Query(limit=asked.limit * among, seed=asked.seed)
    is_lapsed = has_lapsed(account)
    contacts, people = coverage(account), {one.id: one for one in account.people}
    going_on = happenings(account)
    for one in suggest(account, query).suggestions:
        if asked.colleague is None or _is_by(asked.colleague, one):
            id_ = one.person.id
            happening = going_on.get(id_, ())
            yield _Choice(account, one, people[id_], contacts[id_], happening, is_lapsed)


def _is_by(colleague: str, suggestion: Suggestion) -> bool:
    return bool(suggestion.way_in) and suggestion.way_in[0].person.name == colleague


def _chosen(due: Sequence[_Choice], limit: int, kept: int) -> Sequence[_Choice]:
    """The first ones, but so many places at least for lapsed buyers, if there are as many."""
    lapsed = [one for one in due if one.is_lapsed][:kept]
    others = [one for one in due if one not in lapsed]
    return [*lapsed, *others[: max(0, limit - len(lapsed))]][:limit]


def _spread(chosen: Sequence[_Choice], first: date, most: int) -> Iterator[date]:
    """A day for each, the first ones first: not before the day that suits them, good for them,
    and with no more than `most` others; where no such day is left, the one that suits them."""
    taken: Counter[date] = Counter()
    for one in chosen:
        calendar = calendar_of(one.person, one.account, one.happening)
        suits = max(first, one.suggestion.when.suggested_day)
        free = (
            day
            for day in (first + timedelta(number) for number in range(DAYS))
            if day >= suits and taken[day] < most and calendar.against(day) is None
        )
        day = next(free, suits)
        taken[day] += 1
        yield day


def _item(one: _Choice, day: date) -> WeekItem:
    suggestion = one.suggestion
    reason = suggestion.reason
    return WeekItem(
        day=day,
        account=one.account.name,
        account_id=one.account.id,
        account_kind=one.account.kind,
        for_lapsed=one.is_lapsed,
        person=acquaintance(one.person, one.contact),
        by=suggestion.nearest,
        share=suggestion.share,
        opener=reason.opener if reason else "",
        question=reason.question if reason else "",
        needs_reason=suggestion.needs_reason,
        because=" ".join((*(one.says for one in suggestion.doubts), *suggestion.because[:1])),
        when=" ".join(suggestion.when.why),
        avoid=suggestion.approach,
    )


def _notes(
    found: Sequence[_Choice], due: Sequence[_Choice], chosen: Sequence[_Choice], kept: int
) -> Iterator[str]:
    lapsed = sum(one.is_lapsed for one in chosen)
    if kept and not any(one.is_lapsed for one in found):
        yield "No lapsed buyer is among the accounts: mark them with `--kind lapsed`."
    elif lapsed < kept:
        yield f"{kept} places are kept for lapsed buyers; only {lapsed} of them can be filled."
    needing = sum(one.suggestion.needs_reason for one in chosen)
    if needing:
        people = "1 of them needs" if needing == 1 else f"{needing} of them need"
        yield f"{people} a reason: `inroad reasons ACCOUNT PERSON` shows the nearest."
    if len(due) > len(chosen):
        yield f"{len(due) - len(chosen)} more could be reached this week; --limit shows them."
