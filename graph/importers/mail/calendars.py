"""Meetings of a calendar as rows: those that took place, who called them and who came."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, chain
from typing import NamedTuple

from graph.importers.addresses import Named, decoded, is_address
from graph.importers.faults import Fault, excerpt, others
from graph.importers.mail.events import (
    MAX_MEETINGS,
    TOO_MANY,
    Calendar,
    CalendarEvent,
    attendees,
    read_calendar,
)
from graph.importers.mail.recurrence import Work, read_rule, starts
from graph.importers.mail.zones import Start, in_utc, read_start
from graph.importers.rows.model import Cell, LeftOut, RowKind, Rows
from graph.importers.tables.content_lines import ContentLine, unescaped
from graph.vocabulary import Channel

SOURCE = "calendar"
COLUMNS = (
    *("external_id", "date", "time", "sender", "recipients", "accepted", "channel"),
    *("local_time", "subject"),
)
_VIDEO = re.compile(
    r"(?i)https?://|teams|zoom|webex|\bmeet\b|skype|goto(?:meeting)?|video|online|remote|virtual"
)
_CALL = re.compile(r"(?i)phone|telefon|\bcall\b|dial|^[+\d][\d ()/.-]{5,}$")
_LINK = re.compile(r"https://(?:[\w.-]*\.)?(?:zoom\.us|teams\.microsoft\.com|meet\.google\.com)/")
_GONE = "CANCELLED"
_NO = frozenset({"DECLINED", "DELEGATED"})

Row = tuple[Cell, ...]


class _Took(NamedTuple):
    """A meeting, by the first time it took place and all of them."""

    event: CalendarEvent
    first: Start
    times: Sequence[datetime]


@dataclass(slots=True)
class _Reading:
    """What is read so far of a calendar. `replaced`: meetings of a series that stand alone."""

    calendar: Calendar
    now: datetime
    replaced: frozenset[tuple[str, datetime]]
    work: Work = field(default_factory=Work)
    took: list[_Took] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    wrong: dict[str, list[int]] = field(default_factory=dict)
    unzoned: list[CalendarEvent] = field(default_factory=list)


def read_meetings(text: str, name: str, now: datetime) -> Rows:
    """The meetings of a calendar up to now (UTC, without a zone), each of a series by itself."""
    calendar = read_calendar(text, name)
    reading = _Reading(calendar, now, frozenset(_replaced(calendar)))
    for event in () if calendar.stops else calendar.events:
        _read(reading, event)
    faults = tuple(_faults(reading, name))
    took = () if any(fault.fatal for fault in faults) else reading.took
    rows = list(chain.from_iterable(map(_rows, took)))
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return Rows(
        RowKind.MEETINGS,
        SOURCE,
        SOURCE,
        name,
        [one.event.line for one in took for _ in one.times],
        dict(zip(COLUMNS, columns, strict=True)),
        faults=faults,
        left_out=reading.left_out,
    )


def _replaced(calendar: Calendar) -> Iterator[tuple[str, datetime]]:
    for event in calendar.events:
        at = _start(calendar, event, "RECURRENCE-ID")
        if at is not None:
            yield event.text("UID"), at.at


def _start(calendar: Calendar, event: CalendarEvent, name: str) -> Start | None:
    line = event.properties.get(name)
    return None if line is None else _moment(calendar, line, line.value)


def _moment(calendar: Calendar, line: ContentLine, value: str) -> Start | None:
    return read_start(value, line.parameters.get("TZID", ""), calendar.zones)


def _read(reading: _Reading, event: CalendarEvent) -> None:
    if event.method == "REPLY":
        reading.left_out[LeftOut.AUTOMATIC] += 1
        return
    if event.method == "CANCEL" or event.text("STATUS").strip().upper() == _GONE:
        reading.left_out[LeftOut.CALLED_OFF] += 1
        return
    first = _start(reading.calendar, event, "DTSTART")
    try:
        if first is None or event.beyond:
            raise ValueError(event.beyond or "its start can't be read")
        times = list(_times(reading, event, first))
    except ValueError as wrong:
        reading.wrong.setdefault(str(wrong), []).append(event.line)
        return
    if not times:
        reading.left_out[LeftOut.AHEAD] += 1
    elif first.zone is None and _zone_named(event):
        reading.unzoned.append(event)
    reading.took.append(_Took(event, first, times))


def _zone_named(event: CalendarEvent) -> str:
    return event.properties["DTSTART"].parameters.get("TZID", "")


def _times(reading: _Reading, event: CalendarEvent, first: Start) -> Iterator[datetime]:
    """When it took place, where it did. Raises ValueError for a rule that can't be followed."""
    rule = event.text("RRULE")
    uid = event.text("UID")
    until = reading.now + (first.at - in_utc(first.at, first.zone)[0])
    if "RECURRENCE-ID" in event.properties or not (rule or "RDATE" in event.several):
        yield from [first.at] if first.at <= until else ()
        return
    found = {first.at} if not rule else set()
    if rule:
        found.update(starts(read_rule(rule), first.at, until, reading.work))
    found |= _listed(reading, event, "RDATE")
    found -= _listed(reading, event, "EXDATE")
    yield from sorted(at for at in found if at <= until and (uid, at) not in reading.replaced)


def _listed(reading: _Reading, event: CalendarEvent, name: str) -> set[datetime]:
    return {
        one.at
        for line in event.several.get(name, ())
        for value in line.value.split(",")
        if (one := _moment(reading.calendar, line, value)) is not None
    }


def _rows(took: _Took) -> Iterator[Row]:
    event, first, times = took
    answers = [(line.parameters.get("PARTSTAT", "").upper(), line) for line in attendees(event)]
    coming = [line for answer, line in answers if answer not in _NO]
    accepted = [line for answer, line in answers if answer == "ACCEPTED"]
    organiser = event.properties.get("ORGANIZER")
    uid = event.text("UID").strip()
    people = (
        _named(organiser) if organiser else None,
        tuple(dict.fromkeys(filter(None, map(_named, coming)))) or None,
        tuple(dict.fromkeys(filter(None, map(_named, accepted)))) or None,
        _channel(event),
    )
    subject = decoded(unescaped(event.text("SUMMARY"))) or None
    for at in times:
        here, local = in_utc(at, first.zone)
        moment = (at.date(), None) if first.is_whole_day else (here.date(), here.time())
        known_as = f"{uid}\x1f{here.isoformat()}" if uid else None
        yield (known_as, *moment, *people, None if first.is_whole_day else local, subject)


def _named(line: ContentLine) -> str | None:
    """Who is meant: their address, with the name that stands with it."""
    address = line.value.strip()
    address = address[len("mailto:") :] if address[:7].casefold() == "mailto:" else address
    if not is_address(address):
        address = line.parameters.get("EMAIL", "")
    if not is_address(address):
        return None
    name = decoded(line.parameters.get("CN", ""))
    return str(Named("" if is_address(name) else name, address.casefold()))


def _channel(event: CalendarEvent) -> Channel:
    """By what the invitation says of where it takes place."""
    place = unescaped(event.text("LOCATION"))
    has_link = _LINK.search(event.text("DESCRIPTION")) or _LINK.search(event.text("URL"))
    named = {"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}
    if _VIDEO.search(place[:500]) or has_link or not named.isdisjoint(event.properties):
        return Channel.VIDEO
    if _CALL.search(place[:500]):
        return Channel.CALL
    return Channel.IN_PERSON if place else Channel.UNKNOWN


def _faults(reading: _Reading, name: str) -> Iterator[Fault]:
    if reading.calendar.stops is not None:
        yield reading.calendar.stops
    elif not reading.calendar.events:
        yield Fault("there is no meeting in it", name, mend="check the export", fatal=True)
    counts = accumulate(len(one.times) for one in reading.took)
    for one, count in zip(reading.took, counts, strict=True):
        if count > MAX_MEETINGS:
            yield Fault(TOO_MANY, name, one.event.line, mend="import it in parts", fatal=True)
            break
    for why, lines in reading.wrong.items():
        yield Fault(f"a meeting is left out, as {why}{others(lines)}", name, lines[0])
    if lines := [event.line for event in reading.unzoned]:
        zone = excerpt(_zone_named(reading.unzoned[0]))
        message = f'no time zone is called "{zone}"; its time is taken for UTC{others(lines)}'
        yield Fault(message, name, lines[0])
