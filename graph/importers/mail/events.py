"""The events that a calendar holds, as it writes them (iCalendar, RFC 5545)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from graph.importers.mail.zones import offset_of, zone_of
from graph.importers.tables.content_lines import ContentLine, Unread, properties

BEGINS = "BEGIN:VCALENDAR"
MAX_ATTENDEES = 1_000
_OF_AN_EVENT = frozenset(
    {"UID", "DTSTART", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "ORGANIZER"}
    | {"ATTENDEE", "LOCATION", "URL", "CONFERENCE", "SUMMARY", "DESCRIPTION"}
    | {"X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}
)
_WANTED = _OF_AN_EVENT | {"BEGIN", "END", "METHOD", "TZID", "X-LIC-LOCATION", "TZOFFSETTO"}
_SEVERAL = frozenset({"ATTENDEE", "RDATE", "EXDATE"})


@dataclass(slots=True)
class CalendarEvent:
    """The properties of one event; of those that may be there several times, all of them.

    `method`: what the calendar around it is for, as REPLY. `too_long`: whether one of them is.
    """

    line: int
    method: str
    properties: dict[str, ContentLine] = field(default_factory=dict)
    several: dict[str, list[ContentLine]] = field(default_factory=dict)
    too_long: bool = False

    def text(self, name: str) -> str:
        found = self.properties.get(name)
        return found.value if found else ""


@dataclass(slots=True)
class Calendar:
    """The events of a file, and the zones that it describes."""

    events: list[CalendarEvent] = field(default_factory=list)
    zones: dict[str, tzinfo] = field(default_factory=dict)


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar."""
    return text[: 4 * len(BEGINS)].lstrip("\ufeff \t\r\n").upper().startswith(BEGINS)


def read_calendar(text: str) -> Calendar:
    """All events; what is within one, as its alarms, is passed over."""
    reader = _Reader()
    for one in properties(text, _WANTED):
        if one.name == "BEGIN":
            reader.begin(one)
        elif one.name == "END":
            reader.end()
        else:
            reader.take(one)
    return reader.found


@dataclass(slots=True)
class _Reader:
    """Where in a calendar one is: `within` which of its parts, in which event or zone."""

    found: Calendar = field(default_factory=Calendar)
    within: list[str] = field(default_factory=list)
    method: str = ""
    event: CalendarEvent | None = None
    zone: dict[str, str] = field(default_factory=dict)

    def begin(self, one: Unread) -> None:
        self.within.append(one.plain)
        if self.within[-1] == "VEVENT":
            self.event = CalendarEvent(one.line, self.method)
        elif self.within[-1] == "VTIMEZONE":
            self.zone = {}

    def end(self) -> None:
        ended = self.within.pop() if self.within else ""
        if ended == "VEVENT" and self.event is not None:
            self.found.events.append(self.event)
            self.event = None
        elif ended == "VTIMEZONE":
            _learn(self.found.zones, self.zone)

    def take(self, one: Unread) -> None:
        if self.event is not None:
            if self.within[-1:] == ["VEVENT"]:
                _take(self.event, one)
        elif one.name == "METHOD":
            self.method = one.plain
        elif "VTIMEZONE" in self.within[-2:] and self.within[-1] != "DAYLIGHT":
            self.zone[one.name] = (one.text or "").partition(":")[2].strip()


def _take(event: CalendarEvent, one: Unread) -> None:
    """Note a property of an event; of one that is beyond bounds nothing more."""
    if event.too_long:
        return
    lines = event.several.setdefault(one.name, []) if one.name in _SEVERAL else []
    event.too_long = one.text is None or len(lines) >= MAX_ATTENDEES
    if event.too_long or (line := one.read()) is None:
        return
    if one.name in _SEVERAL:
        lines.append(line)
    elif one.name in _OF_AN_EVENT:
        event.properties.setdefault(one.name, line)


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
