"""Who is due, with dates: plain values, ready to be shown or written as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.advice.answer import Acquaintance, acquaintance, plain
from graph.advice.cadence.next_day import Diary, open_diary, timing
from graph.advice.reasons.matching import brought_back
from graph.advice.reasons.toolkit import toolkit
from graph.advice.timing import Timing
from graph.analysis.coverage import coverage
from graph.analysis.ledger import is_ours
from graph.analysis.standing import days_after, is_gone
from graph.analysis.targets import find_targets
from graph.model import Account, Person
from graph.vocabulary import PersonStatus


@dataclass(frozen=True, slots=True)
class DuePerson:
    """Somebody with their weight in the decision, and when to reach them next."""

    person: Acquaintance
    weight: float
    when: Timing


@dataclass(frozen=True, slots=True)
class WhenAnswer:
    """Those who are to be reached up to a day, `until`: the earliest first, then the heaviest.
    `notes`: what else there is to know."""

    account: str
    account_id: str
    as_of: str
    until: date
    people: tuple[DuePerson, ...]
    notes: tuple[str, ...]

    def as_json(self) -> Any:
        """The same as plain JSON values."""
        return plain(self)


def due_people(account: Account, days: int, person: str | None = None) -> WhenAnswer:
    """Who is to be reached within so many days, or one person whenever that is.

    Nobody is waited for who has no weight, no political status and never had a touch, nor a
    seat whose holder isn't known, nor who left or objected.
    """
    contacts = coverage(account)
    weights = {one.person.id: one.weight for one in find_targets(account, {}).targets}
    back = brought_back(account, toolkit(account, contacts))
    diary = open_diary(account, contacts, weights, back)
    until = days_after(account.today, days)
    whom = [one for one in account.people if one.id == person] if person else _waited_for(diary)
    found = (
        DuePerson(acquaintance(one, contacts[one.id]), weights.get(one.id, 0.0), timing(one, diary))
        for one in whom
        if not is_gone(one)
    )
    shown = [one for one in found if person or one.when.suggested_day <= until]
    shown.sort(key=lambda one: (one.when.suggested_day, -one.weight, one.person.name))
    return WhenAnswer(
        account.name,
        account.id,
        account.as_of.isoformat(),
        until,
        tuple(shown),
        tuple(_notes(account, {one.id: one for one in account.people}, person)),
    )


def _waited_for(diary: Diary) -> Iterator[Person]:
    for one in diary.account.people:
        matters = diary.weights.get(one.id, 0.0) > 0 or one.is_key_player
        was_tried = diary.contacts[one.id].last_attempt is not None
        if (matters or was_tried) and one.status is not PersonStatus.PLACEHOLDER:
            yield one


def _notes(account: Account, people: Mapping[str, Person], person: str | None) -> Iterator[str]:
    if not any(is_ours(one) for one in account.touches):
        yield f"As far as is recorded nobody of us has tried to reach anybody at {account.name}."
    if person and is_gone(people[person]):
        yield f"{people[person].name} is gone or objected: nobody is to reach them."
