"""The events that a calendar holds, as it writes them (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import NamedTuple

from graph.importers.addresses import is_address
from graph.importers.faults import Fault
from graph.importers.mail.recurrence import Work
from graph.importers.mail.zone_rules import MOST_OF_ZONES, ZoneSaid
from graph.importers.mail.zones import zone_of
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
    | {"ATTENDEE", "LOCATION", "URL", "CONFERENCE", "SUMMARY", "DESCRIPTION", "SEQUENCE"}
    | {"X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}
)
_OF_A_ZONE = frozenset({"TZID", "X-LIC-LOCATION", "TZOFFSETFROM", "TZOFFSETTO"})
_OF_A_HEAD = frozenset({"METHOD", "X-WR-TIMEZONE", "X-WR-CALNAME"})
_WANTED = _OF_AN_EVENT | _OF_A_ZONE | _OF_A_HEAD | {"BEGIN", "END"}
_OF_DATES = frozenset({"RDATE", "EXDATE"})
_SEVERAL = _OF_DATES | {"ATTENDEE"}
_ANEW = "export it anew"


@dataclass(slots=True)
class Head:
    """What a calendar says of all its events: what it is for (REPLY), the zone of times without
    one, and whose it is, by address; each empty where it doesn't say."""

    method: str = ""
    zone: tzinfo | None = None
    owner: str = ""

    def take(self, name: str, value: str) -> None:
        match name:
            case "METHOD":
                self.method = value.upper()
            case "X-WR-TIMEZONE":
                self.zone = zone_of(value)
            case "X-WR-CALNAME" if is_address(value):
                self.owner = value.casefold()


class Beyond(NamedTuple):
    """Why an event isn't read further, as of one that is too long; where, and what mends it."""

    line: int
    why: str
    mend: str


@dataclass(slots=True)
class CalendarEvent:
    """The properties of one event; of those that may be there several times, all of them."""

    line: int
    head: Head
    properties: dict[str, ContentLine] = field(default_factory=dict)
    several: dict[str, list[ContentLine]] = field(default_factory=dict)
    dates: int = 0
    beyond: Beyond | None = None

    @property
    def uid(self) -> str:
        return self.text("UID").strip()

    @property
    def revision(self) -> int:
        """How often it was changed, as its organiser counts."""
        text = self.text("SEQUENCE").strip()
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    @property
    def is_called_off(self) -> bool:
        return self.head.method == "CANCEL" or self.text("STATUS").strip().upper() == "CANCELLED"

    @property
    def repeats(self) -> bool:
        return "RRULE" in self.properties or "RDATE" in self.several

    def text(self, name: str) -> str:
        found = self.properties.get(name)
        return found.value if found else ""

    def line_of(self, name: str) -> int:
        """Where a property stands, the event itself where it has none."""
        several = self.several.get(name)
        found = several[0] if several else self.properties.get(name)
        return found.line if found else self.line

    def take(self, one: Unread) -> None:
        """Note a property, where it isn't beyond bounds."""
        if why := self._beyond(one):
            self.beyond = Beyond(one.line, *why)
            return
        if (line := one.read()) is None:
            return
        if one.name in _SEVERAL:
            self.several.setdefault(one.name, []).append(line)
        elif one.name in _OF_AN_EVENT:
            self.properties.setdefault(one.name, line)

    def _beyond(self, one: Unread) -> tuple[str, str] | None:
        if one.text is None:
            return f"one of its lines is longer than {LONGEST_VALUE:,} characters", "shorten it"
        if one.name == "ATTENDEE" and len(self.several.get(one.name, ())) >= MAX_ATTENDEES:
            return f"it has more than {MAX_ATTENDEES:,} attendees", "name only those who matter"
        if one.name in _OF_DATES:
            self.dates += one.text.count(",") + 1
        if self.dates > MAX_DATES:
            return f"it names more than {MAX_DATES:,} days", "part it in several series"
        return None


@dataclass(slots=True)
class Calendar:
    """The events of a file, and the zones that it describes.

    `cut`: where those begin that have no end. `stops`: why, from some line on, nothing more is
    read.
    """

    events: list[CalendarEvent] = field(default_factory=list)
    zones: dict[str, tzinfo] = field(default_factory=dict)
    cut: list[int] = field(default_factory=list)
    stops: Fault | None = None


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar."""
    return text[: 4 * len(BEGINS)].lstrip("\ufeff \t\r\n").upper().startswith(BEGINS)


def read_calendar(text: str, name: str, now: datetime) -> Calendar:
    """All events; what is within one, as its alarms, is passed over. Zones are known up to
    `now`."""
    lines = Properties(text, _WANTED)
    reader = _Reader(now)
    for one in lines:
        reader.read(one)
        if why := reader.why_to_stop():
            message, mend = why
            reader.found.stops = Fault(message, name, one.line, mend=mend, fatal=True)
            break
        if reader.event is not None and reader.event.beyond:
            lines.skip_to("END:VEVENT")
    reader.end_event()
    return reader.found


@dataclass(slots=True)
class _Reader:
    """Where in a calendar one is: `within` which of its parts, in which event or zone.

    `lines`: how many were read since the last event began.
    """

    now: datetime
    found: Calendar = field(default_factory=Calendar)
    within: list[str] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    event: CalendarEvent | None = None
    zone: ZoneSaid = field(default_factory=ZoneSaid)
    work: Work = field(default_factory=lambda: Work(MOST_OF_ZONES))
    lines: int = 0

    def read(self, one: Unread) -> None:
        self.lines += 1
        if self.event is not None and self.lines > MAX_LINES:
            why = f"more than {MAX_LINES:,} lines stand in it"
            self.event.beyond = Beyond(self.event.line, why, _ANEW)
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
            return TOO_DEEP, _ANEW
        if self.lines > MAX_LINES:
            return f"{MAX_LINES:,} lines above hold no meeting", _ANEW
        if len(self.found.events) > MAX_MEETINGS:
            return TOO_MANY, "import it in parts"
        return None

    def end_event(self) -> None:
        """Note that an event is cut off, where one has begun."""
        if self.event is not None:
            self.found.cut.append(self.event.line)
            self.event = None

    def _begin(self, one: Unread) -> None:
        self.within.append(one.plain)
        match one.plain:
            case "VCALENDAR":
                self.end_event()
                self.head = Head()
            case "VEVENT":
                self.end_event()
                self.event = CalendarEvent(one.line, self.head)
                self.lines = 0
            case "VTIMEZONE":
                self.zone = ZoneSaid()
            case part if self.within[-2:-1] == ["VTIMEZONE"]:
                self.zone.begin(part)

    def _end(self, part: str) -> None:
        while part in self.within:
            self.within.pop()
        if part == "VEVENT" and self.event is not None:
            self.found.events.append(self.event)
            self.event = None
        elif part == "VTIMEZONE":
            self._learn()

    def _take(self, one: Unread) -> None:
        value = (one.text or "").partition(":")[2].strip()
        if self.event is not None:
            if self.within[-1:] == ["VEVENT"]:
                self.event.take(one)
        elif "VTIMEZONE" in self.within[-2:]:
            self.zone.take(one.name, value, within_part=self.within[-1] != "VTIMEZONE")
        else:
            self.head.take(one.name, value)

    def _learn(self) -> None:
        """Note a zone that the calendar describes and nobody else knows."""
        name = self.zone.whole.get("TZID", "")
        if not name or zone_of(name) is not None:
            return
        if (zone := self.zone.zone(self.now, self.work)) is not None:
            self.found.zones[name] = zone


def attendees(event: CalendarEvent) -> Iterator[ContentLine]:
    """Who is invited as somebody who is to be there: no rooms, no groups, nobody for their
    information alone."""
    for line in event.several.get("ATTENDEE", ()):
        kind = line.parameters.get("CUTYPE", "INDIVIDUAL").upper()
        role = line.parameters.get("ROLE", "").upper()
        if kind in {"INDIVIDUAL", "UNKNOWN"} and role != "NON-PARTICIPANT":
            yield line
