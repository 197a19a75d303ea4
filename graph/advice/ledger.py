"""The ledger of an account: who gave and who asked, and what to change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.advice.answer import Acquaintance, Card, plain
from graph.advice.flags import Flag
from graph.advice.habits.book import Book, Page, book
from graph.advice.habits.rules import flags
from graph.advice.habits.visiting import treats_in_year
from graph.analysis.ledger import (
    Balance,
    Entry,
    Moved,
    Run,
    Visits,
    attempts,
    balance,
    first_ask,
    longest_gap,
    moved,
    runs,
    visits,
)
from graph.model import Account


@dataclass(frozen=True, slots=True)
class WithPerson:
    """`longest_run`: asks in a row without a no-ask touch, `run_now` the one that goes on.
    `gives_before_first_ask` is None where nobody asked yet; `treats`: food within a year;
    `longest_gap_days`: the longest time between attempts, up to today."""

    person: Acquaintance
    balance: Balance
    longest_run: Run
    run_now: Run
    first_ask: date | None
    gives_before_first_ask: int | None
    visits: Visits
    treats: int
    longest_gap_days: int | None


@dataclass(frozen=True, slots=True)
class OfColleague:
    """What one of ours gave and asked."""

    colleague: Card
    balance: Balance
    visits: Visits


@dataclass(frozen=True, slots=True)
class LedgerAnswer:
    """`person` and `colleague`: whom alone it is about, if one was named. `people`: those with
    any touch, in the account's order; `colleagues` by name. `untouched`: how many more are there
    with whom no touch is recorded."""

    account: str
    account_id: str
    as_of: str
    person: Acquaintance | None
    colleague: Card | None
    balance: Balance
    people: tuple[WithPerson, ...]
    colleagues: tuple[OfColleague, ...]
    jobs: tuple[Moved, ...]
    untouched: int
    flags: tuple[Flag, ...]

    def as_json(self) -> Any:
        """The same as plain JSON values."""
        return plain(self)


def ledger(
    account: Account, person: str | None = None, colleague: str | None = None
) -> LedgerAnswer:
    """The ledger, with one person or of one of ours alone if their id is given."""
    opened = book(account)
    whole = _of(opened.whole.entries, person, colleague)
    people = tuple(_people(opened, person, colleague))
    return LedgerAnswer(
        account=account.name,
        account_id=account.id,
        as_of=account.as_of.isoformat(),
        person=opened.people[person].person if person else None,
        colleague=opened.colleagues[colleague].colleague if colleague else None,
        balance=balance(whole),
        people=people,
        colleagues=tuple(_colleagues(opened, person, colleague)),
        jobs=moved(whole),
        untouched=sum(not page.entries for page in opened.people.values()),
        flags=tuple(one for one in flags(opened) if _concerns(one, opened, person, colleague)),
    )


def _of(entries: Iterable[Entry], person: str | None, colleague: str | None) -> list[Entry]:
    return [
        one
        for one in entries
        if person in {None, *one.touch.people} and colleague in {None, *one.touch.colleagues}
    ]


def _people(opened: Book, person: str | None, colleague: str | None) -> Iterator[WithPerson]:
    for id_, page in opened.people.items():
        entries = _of(page.entries, None, colleague)
        if id_ == person or (person is None and entries):
            yield _with_person(page, entries, opened)


def _with_person(page: Page, entries: list[Entry], opened: Book) -> WithPerson:
    assert page.person is not None
    longest, now = runs(entries)
    asked, today = first_ask(page.entries), opened.account.today
    return WithPerson(
        person=page.person,
        balance=balance(entries),
        longest_run=longest,
        run_now=now,
        first_ask=asked[0].touch.on if asked else None,
        gives_before_first_ask=asked[1] if asked else None,
        visits=visits(entries),
        treats=treats_in_year(page.entries, today),
        longest_gap_days=longest_gap(attempts(page.entries), today),
    )


def _colleagues(opened: Book, person: str | None, colleague: str | None) -> Iterator[OfColleague]:
    """By name: what one does more often than another is nobody's rank."""
    pages = sorted(opened.colleagues.items(), key=lambda item: (item[1].of.casefold(), item[0]))
    for id_, page in pages:
        entries = _of(page.entries, person, None)
        if page.colleague and colleague in {None, id_} and (entries or id_ == colleague):
            yield OfColleague(page.colleague, balance(entries), visits(entries))


def _concerns(flag: Flag, opened: Book, person: str | None, colleague: str | None) -> bool:
    """Whether a flag is about whom was asked for; of a person also what a colleague raised."""
    if person is not None:
        return flag.person is not None and flag.person.id == person and _by(flag, opened, colleague)
    if colleague is None:
        return True
    if flag.colleague is not None:
        return flag.colleague.id == colleague
    return flag.person is not None and bool(flag.touches) and _by(flag, opened, colleague)


def _by(flag: Flag, opened: Book, colleague: str | None) -> bool:
    """Whether one of ours took part in what raised it; everybody did where nobody is named."""
    if colleague is None:
        return True
    theirs = {one.touch.key for one in opened.colleagues[colleague].entries}
    return not theirs.isdisjoint(flag.touches)
