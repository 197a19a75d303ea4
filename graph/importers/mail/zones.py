"""Moments of calendars: with a zone by name, in UTC, of no zone, or whole days."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

_MOMENT = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
YEARS = range(1000, 3000)
"""Of which moments are read: those in between have one in UTC, however a series is moved."""

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")


class Start(NamedTuple):
    """When something takes place where it does: without a zone where none is known, and at no
    time of day where it takes the whole day."""

    at: datetime
    zone: tzinfo | None
    is_whole_day: bool


def read_start(value: str, named: str, zones: Mapping[str, tzinfo]) -> Start | None:
    """A moment of a calendar, with the name of its zone; None where it is none. `zones` are those
    that the calendar describes."""
    found = _MOMENT.fullmatch(value.strip().upper())
    try:
        day = date.fromisoformat(found[1]) if found else None
        at = time.fromisoformat(found[2]) if found and found[2] else time()
    except ValueError:
        return None
    if found is None or day is None or day.year not in YEARS:
        return None
    zone = UTC if found[3] else zone_of(named) or zones.get(named)
    return Start(datetime.combine(day, at), zone, found[2] is None)


def zone_of(name: str) -> tzinfo | None:
    """A zone by its name, of the IANA or of Windows."""
    if name not in _names():
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # takes 0.2 s to load

        name = WINDOWS_TO_OLSON.get(name, "")
    return ZoneInfo(name) if name in _names() else None


@cache
def _names() -> frozenset[str]:
    """Of all zones: looking for a file of each name that a calendar makes up would take long."""
    return frozenset(available_timezones())


def offset_of(text: str) -> tzinfo | None:
    """A zone that is always so far from UTC: "+0100"."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None or int(found[2]) > 23:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-ahead if found[1] == "-" else ahead)


def utc(at: datetime, zone: tzinfo | None) -> datetime:
    """A moment in UTC without a zone; of no zone it is taken to be so."""
    there = at.replace(tzinfo=zone or UTC)
    return there.astimezone(UTC).replace(tzinfo=None)


def in_utc(at: datetime, zone: tzinfo | None) -> tuple[datetime, str | None]:
    """A moment in UTC without a zone, and its time of day with the zone where that differs."""
    there = at.replace(tzinfo=zone or UTC)
    here = there.astimezone(UTC)
    is_same = not there.utcoffset()
    return here.replace(tzinfo=None), None if is_same else there.strftime("%H:%M%z")
