"""The events that a calendar holds, as it writes them (iCalendar, RFC 5545)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from graph.importers.faults import Fault
from graph.importers.mail.zones import offset_of, zone_of
from graph.importers.tables.content_lines import (
    DEEPEST,
    LONGEST_VALUE,
    TOO_DEEP,
    ContentLine,
    Properties,
    Unread,
)

BEGINS = "BEGIN:VCALENDAR"
MAX_MEETINGS = 200_000
MAX_ATTENDEES = 1_000
MAX_DATES = 10_000
"""So many days at most are added to a series, or taken out of it."""

MAX_LINES = 50_000
"""So many lines that are used stand in one meeting, or between two, at most."""

TOO_MANY = f"there are more than {MAX_MEETINGS:,} meetings"

_OF_AN_EVENT = frozenset(
    {"UID", "DTSTART", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "ORGANIZER"}
    | {"ATTENDEE", "LOCATION", "URL", "CONFERENCE", "SUMMARY", "DESCRIPTION"}
    | {"X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}
)
_WANTED = _OF_AN_EVENT | {"BEGIN", "END", "METHOD", "TZID", "X-LIC-LOCATION", "TZOFFSETTO"}
_OF_DATES = frozenset({"RDATE", "EXDATE"})
_SEVERAL = _OF_DATES | {"ATTENDEE"}


@dataclass(slots=True)
class CalendarEvent:
    """The properties of one event; of those that may be there several times, all of them.

    `method`: what the calendar around it is for, as REPLY. `beyond`: why it isn't read further,
    as of one that is too long.
    """

    line: int
    method: str
    properties: dict[str, ContentLine] = field(default_factory=dict)
    several: dict[str, list[ContentLine]] = field(default_factory=dict)
    dates: int = 0
    beyond: str = ""

    def text(self, name: str) -> str:
        found = self.properties.get(name)
        return found.value if found else ""

    def take(self, one: Unread) -> None:
        """Note a property, where it isn't beyond bounds."""
        self.beyond = self._beyond(one)
        if self.beyond or (line := one.read()) is None:
            return
        if one.name in _SEVERAL:
            self.several.setdefault(one.name, []).append(line)
        elif one.name in _OF_AN_EVENT:
            self.properties.setdefault(one.name, line)

    def _beyond(self, one: Unread) -> str:
        if one.text is None:
            return f"one of its lines is longer than {LONGEST_VALUE:,} characters"
        if one.name == "ATTENDEE" and len(self.several.get(one.name, ())) >= MAX_ATTENDEES:
            return f"it has more than {MAX_ATTENDEES:,} attendees"
        if one.name in _OF_DATES:
            self.dates += one.text.count(",") + 1
        return f"it names more than {MAX_DATES:,} days" if self.dates > MAX_DATES else ""


@dataclass(slots=True)
class Calendar:
    """The events of a file, and the zones that it describes.

    `stops`: why, from some line on, nothing more is read.
    """

    events: list[CalendarEvent] = field(default_factory=list)
    zones: dict[str, tzinfo] = field(default_factory=dict)
    stops: Fault | None = None


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar."""
    return text[: 4 * len(BEGINS)].lstrip("\ufeff \t\r\n").upper().startswith(BEGINS)


def read_calendar(text: str, name: str) -> Calendar:
    """All events; what is within one, as its alarms, is passed over."""
    lines = Properties(text, _WANTED)
    reader = _Reader()
    for one in lines:
        reader.read(one)
        if why := reader.why_to_stop():
            message, mend = why
            reader.found.stops = Fault(message, name, one.line, mend=mend, fatal=True)
            break
        if reader.event is not None and reader.event.beyond:
            lines.skip_to("END:VEVENT")
    return reader.found


@dataclass(slots=True)
class _Reader:
    """Where in a calendar one is: `within` which of its parts, in which event or zone.

    `lines`: how many were read since the last event began.
    """

    found: Calendar = field(default_factory=Calendar)
    within: list[str] = field(default_factory=list)
    method: str = ""
    event: CalendarEvent | None = None
    zone: dict[str, str] = field(default_factory=dict)
    lines: int = 0

    def read(self, one: Unread) -> None:
        self.lines += 1
        if self.event is not None and self.lines > MAX_LINES:
            self.event.beyond = f"more than {MAX_LINES:,} lines stand in it"
            self.lines = 0
        elif one.name == "BEGIN":
            self._begin(one)
        elif one.name == "END":
            self._end(one.plain)
        else:
            self._take(one)

    def why_to_stop(self) -> tuple[str, str] | None:
        """What is wrong with the file from here on, and how to mend it."""
        if len(self.within) > DEEPEST:
            return TOO_DEEP, "export it anew"
        if self.lines > MAX_LINES:
            return f"{MAX_LINES:,} lines above hold no meeting", "export it anew"
        if len(self.found.events) > MAX_MEETINGS:
            return TOO_MANY, "import it in parts"
        return None

    def _begin(self, one: Unread) -> None:
        self.within.append(one.plain)
        if self.within[-1] == "VEVENT":
            self.event = CalendarEvent(one.line, self.method)
            self.lines = 0
        elif self.within[-1] == "VTIMEZONE":
            self.zone = {}

    def _end(self, part: str) -> None:
        while part in self.within:
            self.within.pop()
        if part == "VEVENT" and self.event is not None:
            self.found.events.append(self.event)
            self.event = None
        elif part == "VTIMEZONE":
            _learn(self.found.zones, self.zone)

    def _take(self, one: Unread) -> None:
        if self.event is not None:
            if self.within[-1:] == ["VEVENT"]:
                self.event.take(one)
        elif one.name == "METHOD":
            self.method = one.plain
        elif "VTIMEZONE" in self.within[-2:] and self.within[-1] != "DAYLIGHT":
            self.zone[one.name] = (one.text or "").partition(":")[2].strip()


def _learn(zones: dict[str, tzinfo], told: Mapping[str, str]) -> None:
    """A zone that the calendar describes: by its place, else by its time in winter."""
    name = told.get("TZID", "")
    zone = zone_of(told.get("X-LIC-LOCATION", "")) or offset_of(told.get("TZOFFSETTO", ""))
    if name and zone is not None:
        zones[name] = zone


def attendees(event: CalendarEvent) -> Iterator[ContentLine]:
    """Who is invited as somebody who is to be there: no rooms, no groups, nobody for their
    information alone."""
    for line in event.several.get("ATTENDEE", ()):
        kind = line.parameters.get("CUTYPE", "INDIVIDUAL").upper()
        role = line.parameters.get("ROLE", "").upper()
        if kind in {"INDIVIDUAL", "UNKNOWN"} and role != "NON-PARTICIPANT":
            yield line
