"""When somebody is due: after the ideal interval since real contact, or before, with cause."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.analysis.coverage import Contact
from graph.analysis.standing import days_after, said_on
from graph.fields import FIELDS
from graph.model import Account, Person, Thing
from graph.settings import Settings
from graph.vocabulary import ChangePhase, EntityKind

HEAVY = 0.5
"""From this part of the heaviest weight on somebody is one of those who decide."""

OPINIONS = frozenset(name for name, one in FIELDS[EntityKind.PERSON].items() if one.opinion)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from one contact to the next: the ideal, the most, and by what they go."""

    ideal: float
    longest: float
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """`on`: the day on which somebody is due; `latest`: the last one, None where there was no
    contact to count from. `why` in sentences."""

    on: date
    latest: date | None
    why: tuple[str, ...]


def interval_of(person: Person, weight: float, heaviest: float, settings: Settings) -> Interval:
    """As stated of the person, else by the weight in the decision."""
    if weight > 0 and weight >= HEAVY * heaviest:
        usual = Interval(
            settings.ideal_days_deciding,
            settings.longest_days_deciding,
            "the rhythm for those who decide",
        )
    elif weight > 0:
        usual = Interval(
            settings.ideal_days_weighty,
            settings.longest_days_weighty,
            "the rhythm for those who have a say",
        )
    else:
        usual = Interval(
            settings.ideal_days_others,
            settings.longest_days_others,
            "the rhythm for those without a say",
        )
    ideal, longest = person.number("ideal_days"), person.number("longest_days")
    if ideal is None and longest is None:
        return usual
    ideal = min(usual.ideal, longest or usual.ideal) if ideal is None else ideal
    return Interval(ideal, max(ideal, longest or usual.longest), "as stated of them")


def due(person: Person, contact: Contact, interval: Interval, account: Account) -> Due:
    """The day, and why."""
    last, today = contact.last_contact, account.today
    if last is None:
        never = "Nobody was ever in touch" if contact.contact_known else "No contact is recorded"
        return Due(today, None, (f"{never}: due now.",))
    usual, latest = days_after(last, interval.ideal), days_after(last, interval.longest)
    why = (
        f"The last contact was on {last}; ideally the next comes within {interval.ideal:g} days, "
        f"at the latest within {interval.longest:g} ({interval.why})."
    )
    causes = [one for one in _causes(person, last, interval, account) if one[0] < usual]
    on, *cause = min(causes, default=(usual,))
    return Due(on, latest, (why, *map(str, cause)))


def _causes(
    person: Person, last: date, interval: Interval, account: Account
) -> Iterator[tuple[date, str]]:
    """What brings the day forward: to when, and why."""
    for change in account.of_kind(EntityKind.CHANGE):
        day = _day_of(change, account)
        if last < day <= account.today and _concerns(change, person, account):
            on = days_after(day, account.settings.after_change_days)
            text = change.text("text")
            yield max(on, last), f"Brought forward by a change: “{text}” ({_told(change, day)})."
    known = _known_on(person)
    if known is not None and (account.today - known).days > account.settings.stale_fact_days:
        age = (account.today - known).days
        yield (
            days_after(last, interval.ideal / 2),
            f"Brought forward: what we know of them is {age:,} days old.",
        )


def _concerns(change: Thing, person: Person, account: Account) -> bool:
    """Whether it is about them, or about the whole account."""
    whom = change.text("person")
    return not whom or account.aliases.get(whom, whom) == person.id


def _day_of(change: Thing, account: Account) -> date:
    """From when on it matters: its day, some time before it where it is expected, else the day on
    which it was written down."""
    on = change.day("on")
    if on is None:
        written = said_on(change.created) if change.created else None
        return written or date.min
    if on > account.today or change.value("phase") == ChangePhase.EXPECTED:
        return on - timedelta(days=min(account.settings.before_change_days, on.toordinal() - 1))
    return on


def _told(change: Thing, day: date) -> str:
    return str(change.day("on") or day)


def _known_on(person: Person) -> date | None:
    """The last day on which anybody said what they think of the person; None for never."""
    days = (said_on(fact.provenance) for name, fact in person.facts.items() if name in OPINIONS)
    return max(filter(None, days), default=None)
