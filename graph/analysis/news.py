"""What changed, changes or may change at the client, and how old what we know of each is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.analysis.standing import days_between, said_on
from graph.model import Account, Person, Thing
from graph.vocabulary import ChangeKind, ChangePhase, EntityKind, Origin

_ORDER = (ChangePhase.UNDER_WAY, ChangePhase.EXPECTED, ChangePhase.PAST, ChangePhase.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Change:
    """A change at the client. `on`: when, None where nobody said; `person`: whom it concerns, an
    id or ""; `source`: where we know it from."""

    thing: Thing
    text: str
    kind: ChangeKind
    phase: ChangePhase
    on: date | None
    person: str
    source: str


def changes(account: Account) -> tuple[Change, ...]:
    """Those under way, then those expected, the soonest first, then those past, the latest first.

    Without a phase the day tells it: what lies ahead is expected.
    """
    found = [_change(one, account) for one in account.of_kind(EntityKind.CHANGE)]
    return tuple(sorted(found, key=lambda one: _place(one, account.today)))


def days_since_heard(account: Account) -> Mapping[str, int | None]:
    """Days since we last learned anything of each person, by id: a fact, a touch or a change; None
    where nothing of it has a day."""
    latest: dict[str, date] = {}
    for person, day in _heard(account):
        if day <= account.today:
            latest[person] = max(day, latest.get(person, day))
    return {one.id: days_between(latest.get(one.id), account.today) for one in account.people}


def _heard(account: Account) -> Iterator[tuple[str, date]]:
    for person in account.people:
        yield from ((person.id, day) for day in _said(person))
    for touch in account.touches:
        yield from ((person, touch.on) for person in touch.people)
    for change in changes(account):
        if change.on is not None and change.person:
            yield change.person, change.on


def _said(person: Person) -> Iterator[date]:
    for fact in person.facts.values():
        day = said_on(fact.provenance)
        if day is not None and fact.provenance.origin is not Origin.INFERRED:
            yield day


def _change(thing: Thing, account: Account) -> Change:
    provenance, person = thing.facts["text"].provenance, thing.text("person")
    on = thing.day("on")
    return Change(
        thing,
        thing.text("text"),
        ChangeKind(thing.text("kind") or ChangeKind.UNKNOWN),
        _phase(thing, on, account.today),
        on,
        account.aliases.get(person, person),
        thing.text("source") or provenance.who,
    )


def _phase(thing: Thing, on: date | None, today: date) -> ChangePhase:
    """An expected change whose day has come is under way, until somebody says more."""
    stated = ChangePhase(thing.text("phase") or ChangePhase.UNKNOWN)
    if stated is ChangePhase.UNKNOWN and on is not None:
        return ChangePhase.EXPECTED if on > today else ChangePhase.PAST
    if stated is ChangePhase.EXPECTED and on is not None and on <= today:
        return ChangePhase.UNDER_WAY
    return stated


def _place(change: Change, today: date) -> tuple[int, int, str]:
    days = 0 if change.on is None else abs((change.on - today).days)
    return _ORDER.index(change.phase), days, change.text
