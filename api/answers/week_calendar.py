"""The week as a calendar file (RFC 5545): one all-day entry for each person to reach."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from graph.advice.across.week import WeekAnswer, WeekItem

if TYPE_CHECKING:
    from icalendar import Event


def week_calendar(week: WeekAnswer, now: datetime) -> bytes:
    """The entries, each with who, why and what to say. Imported again they are the same ones."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Inroad//week//EN")
    for one in week.items:
        calendar.add_component(_event(one, now))
    return bytes(calendar.to_ical())


def _event(one: WeekItem, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.account_id}-{one.person.id}-{one.day}@inroad")
    event.add("dtstamp", now)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(1))
    event.add("summary", f"{one.person.called}, {one.account}")
    event.add("description", "\n".join(_lines(one)))
    event.add("transp", "TRANSPARENT")
    return event


def _lines(one: WeekItem) -> list[str]:
    say = [f"Say: {one.opener}"] if one.opener else ["Needs a reason."]
    ask = [f"Ask: {one.question}"] if one.question else []
    return [one.because, *say, *ask, *one.avoid, one.when]
