"""The day on which to reach somebody next, and why that one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.advice.cadence.calendar import Calendar, calendar_of
from graph.advice.cadence.due import Due, due, interval_of
from graph.advice.habits.rhythm import interval_of as repeated
from graph.advice.habits.rhythm import weekday_of
from graph.advice.habits.visiting import treats_in_year
from graph.advice.timing import Timing
from graph.analysis.coverage import Contact
from graph.analysis.happenings import Happening, happenings
from graph.analysis.ledger import Entry, attempts, by_person, history, longest_gap
from graph.analysis.phrases import WEEKDAYS, listed
from graph.analysis.standing import closed_until, days_after
from graph.analysis.targets import dismissals
from graph.model import Account, Person
from graph.vocabulary import HappeningKind

FARTHEST = 366
"""So many days around the day on which somebody is due a good one is looked for."""

MOST_SKIPPED = 3
"""So many days are named on which they aren't to be called."""


@dataclass(frozen=True, slots=True)
class Diary:
    """What timing rests on, worked out once, by person id. `heaviest`: the highest weight.

    `brought_back`: who counts as open though they were marked as not open.
    """

    account: Account
    contacts: Mapping[str, Contact]
    entries: Mapping[str, Sequence[Entry]]
    happening: Mapping[str, Sequence[Happening]]
    weights: Mapping[str, float]
    heaviest: float
    put_off: Mapping[str, tuple[date, str]]
    brought_back: Collection[str]


def open_diary(
    account: Account,
    contacts: Mapping[str, Contact],
    weights: Mapping[str, float],
    brought_back: Collection[str] = (),
) -> Diary:
    """The diary of an account."""
    return Diary(
        account=account,
        contacts=contacts,
        entries=by_person(history(account)),
        happening=happenings(account),
        weights=weights,
        heaviest=max(weights.values(), default=0.0),
        put_off=dismissals(account),
        brought_back=brought_back,
    )


def timing(person: Person, diary: Diary) -> Timing:
    """When to reach somebody next, and why then."""
    account, contact = diary.account, diary.contacts[person.id]
    weight = diary.weights.get(person.id, 0.0)
    interval = interval_of(person, weight, diary.heaviest, account.settings)
    by_cadence = due(person, contact, interval, account)
    state, by_cadence = _state(person, contact, by_cadence, diary)
    entries = diary.entries.get(person.id, ())
    happening = diary.happening.get(person.id, ())
    floor, waits = _floor(by_cadence.on if state in CLOSED else account.today, contact, account)
    start = max(by_cadence.on, floor)
    calendar = calendar_of(person, account, happening)
    day, skipped = _good_day(start, floor, _objections(calendar, entries, account))
    return Timing(
        state=state,
        due=by_cadence.on,
        latest=by_cadence.latest,
        suggested_day=day,
        ideal_days=interval.ideal,
        longest_days=interval.longest,
        longest_gap_days=longest_gap(attempts(entries), account.today),
        why=(*by_cadence.why, *waits, *skipped, *_not_read(calendar)),
        occasions=tuple(_occasions(happening, entries, account)),
    )


CLOSED = frozenset({"put_off", "not_open"})


def _state(person: Person, contact: Contact, found: Due, diary: Diary) -> tuple[str, Due]:
    """How they stand today; who is put off or isn't open is due once that has passed."""
    today = diary.account.today
    closed = closed_until(person, diary.account.settings, today)
    if closed is not None and person.id not in diary.brought_back:
        back = days_after(closed, 1)
        return "not_open", Due(back, None, (f"Not open until {closed}.",))
    if person.id in diary.put_off:
        until, why = diary.put_off[person.id]
        return "put_off", Due(days_after(until, 1), None, (f"{why[0].upper()}{why[1:]}.",))
    if found.latest is None:
        return ("never" if contact.contact_known else "not_recorded"), found
    if today > found.latest:
        late = f"Overdue since {found.latest}."
        return "overdue", Due(found.on, found.latest, (late, *found.why))
    return ("due" if found.on <= today else "later"), found


def _floor(earliest: date, contact: Contact, account: Account) -> tuple[date, tuple[str, ...]]:
    """The first day that may be: not right after an attempt that reached nobody."""
    tried, met = contact.last_attempt, contact.last_contact
    if tried is None or tried == met:
        return earliest, ()
    retry = days_after(tried, account.settings.retry_days)
    if retry <= earliest:
        return earliest, ()
    return retry, (f"The attempt on {tried} reached nobody: not again before {retry}.",)


def _objections(
    calendar: Calendar, entries: Sequence[Entry], account: Account
) -> Callable[[date], str | None]:
    """Why not on a day: their calendar, or a pattern that they could foresee."""
    weekday = weekday_of(entries, account.settings)
    interval = repeated(entries, account.settings)

    def against(day: date) -> str | None:
        if found := calendar.against(day):
            return found
        if weekday and day.weekday() == weekday.weekday:
            name = WEEKDAYS[weekday.weekday]
            return f"a {name}, as {weekday.times} of the last {weekday.of} touches were"
        if interval and interval.expected[0] <= day <= interval.expected[1]:
            return f"when they would expect it, after {interval.days:.0f} days as before"
        return None

    return against


def _good_day(
    start: date, floor: date, against: Callable[[date], str | None]
) -> tuple[date, tuple[str, ...]]:
    """The nearest good day, rather before than after, and which were skipped."""
    skipped: dict[date, str] = {}
    for day in _around(start, floor):
        if (why := against(day)) is None:
            return day, _skipped(skipped)
        skipped[day] = why
    return start, (f"No day within {FARTHEST} is a good one for them.",)


def _around(start: date, floor: date) -> Iterator[date]:
    """The day itself, the one before, the one after, two before …; none before `floor`."""
    yield start
    for away in range(1, FARTHEST):
        if (start - floor).days >= away:
            yield start - timedelta(days=away)
        if (date.max - start).days >= away:
            yield start + timedelta(days=away)


def _skipped(days: Mapping[date, str]) -> tuple[str, ...]:
    """The first days that were skipped, and why; what comes again is told once."""
    first: dict[str, date] = {}
    for day, why in days.items():
        first.setdefault(why, day)
    told = [(day, f"{day} ({why})") for why, day in first.items()][:MOST_SKIPPED]
    return (f"Not on {listed(_weekends_joined(told), 'or')}.",) if told else ()


def _weekends_joined(told: Sequence[tuple[date, str]]) -> Sequence[str]:
    """A Saturday and the Sunday after it as one weekend."""
    days = dict(told)
    for day, text in told:
        after = day + timedelta(days=1)
        if text.endswith("(Saturday)") and days.get(after, "").endswith("(Sunday)"):
            days[day] = f"the weekend of {day} and {after}"
            del days[after]
    return list(days.values())


def _not_read(calendar: Calendar) -> Iterator[str]:
    for text in calendar.not_read:
        yield f"The bad day {text!r} can't be read: write Friday, 2026-12-24 or DAY..DAY."


def _occasions(
    happening: Iterable[Happening], entries: Sequence[Entry], account: Account
) -> Iterator[str]:
    """Food before a known meeting of theirs, while it is rare."""
    had, most = treats_in_year(entries, account.today), account.settings.treats_a_year
    for one in happening:
        if one.kind is HappeningKind.MEETING and one.first >= account.today and had < most:
            yield (
                f"Before “{one.text}” on {one.first} food could go to them: deliver it and leave "
                f"({had} of {most:g} this year)."
            )
            return
