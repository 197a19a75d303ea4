"""Meetings of a calendar as rows: those that took place, who called them and who came."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from graph.importers.addresses import decoded, is_address, read_addresses
from graph.importers.faults import Fault, excerpt, others
from graph.importers.mail.events import (
    MAX_MEETINGS,
    TOO_MANY,
    Calendar,
    CalendarEvent,
    attendees,
    read_calendar,
)
from graph.importers.mail.recurrence import NotWorkedOut, Work
from graph.importers.mail.series import (
    Series,
    Times,
    Took,
    all_series,
    first_of,
    slot,
    zone_named,
)
from graph.importers.mail.zones import Start, in_utc
from graph.importers.rows.model import Cell, LastSaid, LeftOut, RowKind, Rows
from graph.importers.tables.content_lines import ContentLine, unescaped
from graph.vocabulary import Channel

SOURCE = "calendar"
COLUMNS = (
    *("external_id", "date", "time", "sender", "recipients", "accepted", "channel"),
    *("local_time", "subject", "revision"),
)
_ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_VIDEO = re.compile(
    r"(?i)https?://|teams|zoom|webex|\bmeet\b|skype|goto(?:meeting)?|video|online|remote|virtual"
)
_CALL = re.compile(r"(?i)phone|telefon|\bcall\b|dial|^[+\d][\d ()/.-]{5,}$")
_LINK = re.compile(r"https://(?:[\w.-]*\.)?(?:zoom\.us|teams\.microsoft\.com|meet\.google\.com)/")
_REMEMBERED = 50_000
_IN_QUOTES = re.compile(r'["\\]')
_NO = frozenset({"DECLINED", "DELEGATED"})

Row = tuple[Cell, ...]


class _Read(NamedTuple):
    """A meeting, by the first time it took place and all of them."""

    event: CalendarEvent
    first: Start
    times: Sequence[Took]


@dataclass(slots=True)
class _Reading:
    """What is read so far of a calendar. `wrong`: where what can't be read stands, by why and how
    to mend it."""

    calendar: Calendar
    times: Times
    took: list[_Read] = field(default_factory=list)
    called_off: dict[str, LastSaid] = field(default_factory=dict)
    series: dict[str, LastSaid] = field(default_factory=dict)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    wrong: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    unzoned: list[CalendarEvent] = field(default_factory=list)


def read_meetings(text: str, name: str, now: datetime) -> Rows:
    """The meetings of a calendar up to now (UTC, without a zone), each of a series by itself."""
    calendar = read_calendar(text, name, now)
    reading = _Reading(calendar, Times(calendar, now, Work()))
    if calendar.stops is None:
        asking = [one for one in calendar.events if one.head.method in _ANSWERS]
        reading.left_out[LeftOut.AUTOMATIC] += len(asking)
        meant = (one for one in calendar.events if one.head.method not in _ANSWERS)
        for series in all_series(calendar, meant):
            _read(reading, series)
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
        left_out=+reading.left_out,
        called_off=reading.called_off,
        series=reading.series,
    )


def _read(reading: _Reading, series: Series) -> None:
    for event, at in series.events:
        if event.is_called_off:
            reading.left_out[LeftOut.CALLED_OFF] += 1
            _call_off(reading, series, event, at)
        elif event.beyond is not None:
            line, why, mend = event.beyond
            reading.wrong.setdefault((why, mend), []).append(line)
        elif next(attendees(event), None) is None:
            reading.left_out[LeftOut.UNINVITED] += 1
        else:
            _take(reading, series, event, at)


def _call_off(reading: _Reading, series: Series, event: CalendarEvent, at: Start | None) -> None:
    """A whole series that ends so did take place until then."""
    if event.uid and not (at is None and (event.repeats or series.is_written_out)):
        id_ = _known_as(event, "" if at is None else slot(at, at))
        reading.called_off[str(id_)] = LastSaid(event.line, event.revision)


def _take(reading: _Reading, series: Series, event: CalendarEvent, at: Start | None) -> None:
    try:
        first = first_of(reading.calendar, event)
        times = reading.times.of(series, event, at)
    except NotWorkedOut as wrong:
        line = event.line_of(wrong.where)
        reading.wrong.setdefault((str(wrong), wrong.mend), []).append(line)
        return
    if event.uid and at is None:
        reading.series[event.uid] = LastSaid(event.line, event.revision)
    if not times:
        reading.left_out[LeftOut.AHEAD] += 1
    elif first.zone is None and zone_named(event):
        reading.unzoned.append(event)
    reading.took.append(_Read(event, first, times))


def _rows(read: _Read) -> Iterator[Row]:
    event, first, times = read
    answers = [(line.parameters.get("PARTSTAT", "").upper(), line) for line in attendees(event)]
    coming = [line for answer, line in answers if answer not in _NO]
    accepted = [line for answer, line in answers if answer == "ACCEPTED"]
    organiser = event.properties.get("ORGANIZER")
    owner = "" if organiser else event.head.owner
    people = (
        _named(organiser) if organiser else None,
        tuple(dict.fromkeys(filter(None, (*map(_named, coming), owner)))) or None,
        tuple(dict.fromkeys(filter(None, map(_named, accepted)))) or None,
        _channel(event),
    )
    subject = decoded(unescaped(event.text("SUMMARY"))) or None
    for at, slot_ in times:
        here, local = in_utc(at, first.zone)
        moment = (at.date(), None) if first.is_whole_day else (here.date(), here.time())
        told = (None if first.is_whole_day else local, subject, event.revision)
        yield (_known_as(event, slot_), *moment, *people, *told)


def _known_as(event: CalendarEvent, slot_: str) -> str | None:
    """By what a meeting is known wherever it stands, however it was moved: by its UID, and which
    of a series it is."""
    if not event.uid:
        return None
    return f"{event.uid}\x1f{slot_}" if slot_ else event.uid


def _named(line: ContentLine) -> str | None:
    """Who is meant: their address, with the name that stands with it, as mails write it."""
    address = line.value.strip()
    address = address[len("mailto:") :] if address[:7].casefold() == "mailto:" else address
    if not is_address(address):
        address = line.parameters.get("EMAIL", "")
    if not is_address(address):
        return None
    return _as_in_mails(line.parameters.get("CN", ""), address)


@lru_cache(_REMEMBERED)
def _as_in_mails(name: str, address: str) -> str | None:
    quoted = _IN_QUOTES.sub(r"\\\g<0>", name)
    return next(iter(read_addresses(f'"{quoted}" <{address}>')), None)


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
    calendar = reading.calendar
    if calendar.stops is not None:
        yield calendar.stops
        return
    if not calendar.events and not calendar.cut:
        yield Fault("there is no meeting in it", name, mend="check the export", fatal=True)
    if calendar.cut:
        message = f"a meeting begins here that doesn't end; it is left out{others(calendar.cut)}"
        yield Fault(message, name, calendar.cut[0], mend="export the calendar anew")
    counts = accumulate(len(one.times) for one in reading.took)
    for one, count in zip(reading.took, counts, strict=True):
        if count > MAX_MEETINGS:
            yield Fault(TOO_MANY, name, one.event.line, mend="import it in parts", fatal=True)
            break
    for (why, mend), lines in reading.wrong.items():
        yield Fault(f"a meeting is left out, as {why}{others(lines)}", name, lines[0], mend=mend)
    if reading.unzoned:
        yield _unzoned(reading.unzoned, name)


def _unzoned(events: Sequence[CalendarEvent], name: str) -> Fault:
    lines = [event.line_of("DTSTART") for event in events]
    zone = excerpt(zone_named(events[0]))
    message = f'no time zone is called "{zone}"; its time is taken for UTC{others(lines)}'
    return Fault(message, name, lines[0], mend="name it as Europe/Berlin is")
