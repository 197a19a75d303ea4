"""Meetings of a calendar as rows: those that took place, who called them and who came."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from graph.importers.addresses import Named, decoded, is_address
from graph.importers.faults import Fault, others
from graph.importers.mail.events import Calendar, CalendarEvent, attendees, read_calendar
from graph.importers.mail.recurrence import Work, read_rule, starts
from graph.importers.mail.zones import Start, in_utc, read_start
from graph.importers.rows.model import Cell, LeftOut, RowKind, Rows
from graph.importers.tables.content_lines import ContentLine, unescaped
from graph.vocabulary import Channel

SOURCE = "calendar"
MAX_MEETINGS = 200_000
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


@dataclass(slots=True)
class _Reading:
    """What is read so far of a calendar. `replaced`: meetings of a series that stand alone."""

    calendar: Calendar
    now: datetime
    replaced: frozenset[tuple[str, datetime]]
    work: Work = field(default_factory=Work)
    lines: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    wrong: dict[str, list[int]] = field(default_factory=dict)


def read_meetings(text: str, name: str, now: datetime) -> Rows:
    """The meetings of a calendar up to now (UTC, without a zone), each of a series by itself."""
    calendar = read_calendar(text)
    reading = _Reading(calendar, now, frozenset(_replaced(calendar)))
    for event in calendar.events:
        _read(reading, event)
        if len(reading.rows) > MAX_MEETINGS:
            break
    columns = zip(*reading.rows, strict=True) if reading.rows else ((),) * len(COLUMNS)
    return Rows(
        RowKind.MEETINGS,
        SOURCE,
        SOURCE,
        name,
        reading.lines,
        dict(zip(COLUMNS, columns, strict=True)),
        faults=tuple(_faults(reading, name)),
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
    if first is None or event.too_long:
        why = "there is too much in it" if event.too_long else "its start can't be read"
        reading.wrong.setdefault(why, []).append(event.line)
        return
    try:
        times = list(_times(reading, event, first))
    except ValueError as wrong:
        reading.wrong.setdefault(str(wrong), []).append(event.line)
        return
    if not times:
        reading.left_out[LeftOut.AHEAD] += 1
    for at in times:
        reading.lines.append(event.line)
        reading.rows.append(_row(event, first, at))


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


def _row(event: CalendarEvent, first: Start, at: datetime) -> Row:
    here, local = in_utc(at, first.zone)
    coming = [
        line for line in attendees(event) if line.parameters.get("PARTSTAT", "").upper() not in _NO
    ]
    accepted = [line for line in coming if line.parameters.get("PARTSTAT", "") == "ACCEPTED"]
    organiser = event.properties.get("ORGANIZER")
    uid = event.text("UID").strip()
    return (
        f"{uid}\x1f{here.isoformat()}" if uid else None,
        at.date() if first.is_whole_day else here.date(),
        None if first.is_whole_day else here.time(),
        _named(organiser) if organiser else None,
        tuple(dict.fromkeys(filter(None, map(_named, coming)))) or None,
        tuple(dict.fromkeys(filter(None, map(_named, accepted)))) or None,
        _channel(event),
        None if first.is_whole_day else local,
        decoded(unescaped(event.text("SUMMARY"))) or None,
    )


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
    if not reading.calendar.events:
        yield Fault("there is no meeting in it", name, mend="check the export", fatal=True)
    if len(reading.rows) > MAX_MEETINGS:
        message = f"there are more than {MAX_MEETINGS:,} meetings"
        yield Fault(message, name, reading.lines[-1], mend="import it in parts", fatal=True)
    for why, lines in reading.wrong.items():
        yield Fault(f"a meeting is left out, as {why}{others(lines)}", name, lines[0])
