"""Meetings of a calendar that belong together, and when each took place.

Moments are compared in UTC, whatever zone each is written in; whole days as they are written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from graph.importers.mail.events import Calendar, CalendarEvent
from graph.importers.mail.recurrence import NotWorkedOut, Work, read_rule, starts
from graph.importers.mail.zones import Start, read_start, utc
from graph.importers.tables.content_lines import ContentLine

RECURS = "RECURRENCE-ID"
_LATER = "THISANDFUTURE"


class Took(NamedTuple):
    """When a meeting took place, as the clock showed it there; `slot`: which of a series it is,
    by when it was to take place first, "" of one by itself."""

    at: datetime
    slot: str


class Slots(NamedTuple):
    """Times of a series: moments in UTC, and whole days."""

    moments: frozenset[datetime]
    days: frozenset[datetime]

    @classmethod
    def of(cls, times: Iterable[Start], first: Start) -> "Slots":
        """Those of a series that takes place for the `first` time so; a time without a zone is
        meant where the series takes place."""
        moments, days = set(), set()
        for one in times:
            if one.is_whole_day or first.is_whole_day:
                days.add(_midnight(one.at))
            else:
                moments.add(utc(one.at, one.zone or first.zone))
        return cls(frozenset(moments), frozenset(days))

    def hold(self, at: datetime, first: Start) -> bool:
        if self.days and _midnight(at) in self.days:
            return True
        return bool(self.moments) and utc(at, first.zone) in self.moments


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0)


@dataclass(frozen=True, slots=True)
class Series:
    """All events of one UID. `masters`: the meeting, or several where a program writes each of a
    series by itself (`is_written_out`); `repeats`: the one that tells when the others are;
    `changed`: single meetings of the series that stand alone, with which."""

    masters: Sequence[CalendarEvent]
    changed: Sequence[tuple[CalendarEvent, Start]]
    repeats: CalendarEvent | None
    is_written_out: bool

    @property
    def events(self) -> list[tuple[CalendarEvent, Start | None]]:
        """All of them, each with the one of the series for which it stands alone."""
        return [*((one, None) for one in self.masters), *self.changed]


def all_series(calendar: Calendar, events: Iterable[CalendarEvent]) -> list[Series]:
    """Events of a calendar by UID, each as it was changed last; in their order."""
    by_uid: dict[str, list[CalendarEvent]] = defaultdict(list)
    for event in events:
        by_uid[event.uid or f"\x1f{event.line}"].append(event)
    return [_series(calendar, several) for several in by_uid.values()]


def _series(calendar: Calendar, events: Sequence[CalendarEvent]) -> Series:
    masters, changed = [], dict[datetime, list[tuple[CalendarEvent, Start]]]()
    for event in events:
        at = moment(calendar, event, RECURS)
        if at is None:
            masters.append(event)
        else:
            changed.setdefault(utc(at.at, at.zone), []).append((event, at))
    last = {
        id(one)
        for several in changed.values()
        for one in _last(calendar, [each for each, _ in several])
    }
    kept = [pair for several in changed.values() for pair in several if id(pair[0]) in last]
    masters = _last(calendar, masters)
    repeats = next((one for one in masters if one.repeats), None)
    begins = [at for one in masters if (at := moment(calendar, one, "DTSTART")) is not None]
    return Series(masters, kept, repeats, len({slot(at, at) for at in begins}) > 1)


def _last(calendar: Calendar, events: Sequence[CalendarEvent]) -> list[CalendarEvent]:
    """Of one meeting what was said last; of what was said so alone that it was called off."""
    last = max((one.revision for one in events), default=0)
    newest = [one for one in events if one.revision == last]
    gone = {moment(calendar, one, "DTSTART") for one in newest if one.is_called_off}
    if None in gone:
        return [one for one in newest if one.is_called_off]
    return [
        one for one in newest if one.is_called_off or moment(calendar, one, "DTSTART") not in gone
    ]


def moment(calendar: Calendar, event: CalendarEvent, name: str) -> Start | None:
    """A time of an event; None where it has none that can be read."""
    line = event.properties.get(name)
    return None if line is None else _read(calendar, line, line.value)


def first_of(calendar: Calendar, event: CalendarEvent) -> Start:
    """When an event begins. Raises NotWorkedOut where that can't be read."""
    found = moment(calendar, event, "DTSTART")
    if found is None:
        mend = "write DTSTART as in 20260105T090000Z"
        raise NotWorkedOut("its start can't be read", mend, "DTSTART")
    is_floating = found.zone is None and not found.is_whole_day and not zone_named(event)
    return found._replace(zone=event.head.zone) if is_floating else found


def zone_named(event: CalendarEvent) -> str:
    return event.properties["DTSTART"].parameters.get("TZID", "")


def _read(calendar: Calendar, line: ContentLine, value: str) -> Start | None:
    begin = value.partition("/")[0]  # of a period
    return read_start(begin, line.parameters.get("TZID", ""), calendar.zones)


class Times(NamedTuple):
    """Works out when meetings took place, up to `now` (UTC, without a zone)."""

    calendar: Calendar
    now: datetime
    work: Work

    def of(self, series: Series, event: CalendarEvent, at: Start | None) -> list[Took]:
        """Those of an event of a series, which stands alone for the one `at` a time, or is the
        meeting itself. Raises NotWorkedOut for a rule that can't be followed."""
        self.work.begin_series()
        if at is None:
            return self._of_master(series, event)
        return self._of_changed(series, event, at)

    def _of_master(self, series: Series, event: CalendarEvent) -> list[Took]:
        """But for those of the series that stand alone."""
        first = first_of(self.calendar, event)
        until = _there(self.now, first)
        taken = self._taken(series, first)
        if not event.repeats:
            is_past = first.at <= until and not taken.hold(first.at, first)
            own = slot(first, first) if series.is_written_out else ""
            return [Took(first.at, own)] if is_past else []
        later = min(_later(series, first), default=None)
        return [
            Took(at, slot(Start(at, None, first.is_whole_day), first))
            for at in self._repeated(event, first, until)
            if not taken.hold(at, first) and (later is None or at < later)
        ]

    def _of_changed(self, series: Series, event: CalendarEvent, at: Start) -> list[Took]:
        """One of a series that stands alone; with all that follow where these are changed too."""
        first = first_of(self.calendar, event)
        until = _there(self.now, first)
        master = series.repeats
        if master is None:
            return [Took(first.at, slot(at, first))] if first.at <= until else []
        origin = first_of(self.calendar, master)
        own = [Took(first.at, slot(at, origin))]
        if _is_later(event):
            own += self._following(series, master, origin, at, first)
        return [one for one in own if one.at <= until]

    def _following(
        self, series: Series, master: CalendarEvent, origin: Start, at: Start, first: Start
    ) -> Iterator[Took]:
        """The rest of a series from `at` on, moved as its `first` one is."""
        taken = self._taken(series, origin)
        begin = _local(at, origin)
        moved = first.at - begin
        end = min((one for one in _later(series, origin) if one > begin), default=None)
        until = _there(self.now, origin) + max(-moved, timedelta())
        for one in self._repeated(master, origin, until):
            if begin < one and (end is None or one < end) and not taken.hold(one, origin):
                yield Took(one + moved, slot(Start(one, None, origin.is_whole_day), origin))

    def _taken(self, series: Series, first: Start) -> Slots:
        """Those of the series that stand alone."""
        self.work.take(len(series.changed))
        return Slots.of((at for _, at in series.changed), first)

    def _repeated(self, event: CalendarEvent, first: Start, until: datetime) -> list[datetime]:
        rule = event.text("RRULE")
        found = set() if rule else {first.at}
        if rule:
            found.update(starts(read_rule(rule), first.at, until, self.work, first.zone))
        found.update(_local(one, first) for one in self._listed(event, "RDATE"))
        out = Slots.of(self._listed(event, "EXDATE"), first)
        return sorted(at for at in found if at <= until and not out.hold(at, first))

    def _listed(self, event: CalendarEvent, name: str) -> list[Start]:
        self.work.take(event.dates)
        return [
            one
            for line in event.several.get(name, ())
            for value in line.value.split(",")
            if (one := _read(self.calendar, line, value)) is not None
        ]


def slot(at: Start, first: Start) -> str:
    """Which of a series it is that was to take place then, whatever zone it is written in."""
    if at.is_whole_day or first.is_whole_day:
        return at.at.date().isoformat()
    return utc(at.at, at.zone or first.zone).isoformat()


def _there(now: datetime, first: Start) -> datetime:
    """The moment, in UTC, as the clock shows it where a series takes place."""
    return _local(Start(now, UTC, False), first)


def _local(at: Start, first: Start) -> datetime:
    """A time as the clock shows it where a series takes place."""
    if at.zone is None or at.is_whole_day:
        return at.at
    return at.at.replace(tzinfo=at.zone).astimezone(first.zone or UTC).replace(tzinfo=None)


def _later(series: Series, first: Start) -> Iterator[datetime]:
    """From when on the series is another one."""
    return (_local(at, first) for event, at in series.changed if _is_later(event))


def _is_later(event: CalendarEvent) -> bool:
    return event.properties[RECURS].parameters.get("RANGE", "").upper() == _LATER
