"""Who is still there, who may be approached, and how old what we know is."""

from datetime import date

from graph.model import Fact, Person, Provenance
from graph.settings import Settings
from graph.vocabulary import PersonStatus

GONE = frozenset({PersonStatus.LEFT, PersonStatus.OBJECTED})
"""Who counts nowhere: neither reached nor suggested, and no influence goes through them."""


def is_gone(person: Person) -> bool:
    """Whether they left or objected."""
    return person.status in GONE


def closed_until(person: Person, settings: Settings, today: date) -> date | None:
    """The last day on which somebody marked as not open is left alone, None if they are open.

    Without an end that was stated it is `not_open_days` after the mark was made, or after
    today where nothing says when that was.
    """
    if person.status is not PersonStatus.NOT_OPEN:
        return None
    stated = person.day("status_until")
    since = said_on(person.facts["status"].provenance) or today
    end = stated or days_after(since, settings.not_open_days)
    return end if today <= end else None


def days_after(day: date, days: float) -> date:
    """The day so many days later, or the last one that there is."""
    return date.fromordinal(int(min(day.toordinal() + days, date.max.toordinal())))


def said_on(provenance: Provenance) -> date | None:
    """The day that it is about: since when it is so, or else when it was written down."""
    if provenance.valid_from or provenance.recorded_at is None:
        return provenance.valid_from
    return provenance.recorded_at.date()


def days_between(earlier: date | None, today: date) -> int | None:
    """Days since then, 0 where it lies ahead, None where it is unknown."""
    return None if earlier is None else max(0, (today - earlier).days)


def is_old(fact: Fact, settings: Settings, today: date) -> bool:
    """Whether an opinion is older than `stale_fact_days`; one without a date isn't."""
    age = days_between(said_on(fact.provenance), today)
    return age is not None and age > settings.stale_fact_days
