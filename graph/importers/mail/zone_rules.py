"""Zones that a calendar describes itself: when their clocks change (RFC 5545, 3.6.5)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from itertools import chain
from typing import NamedTuple

from graph.importers.mail.recurrence import EARLIEST, Work, read_rule, starts
from graph.importers.mail.zones import offset_of, read_start, zone_of

MOST_OF_ZONES = 100_000
"""So much work the rules of all zones of a file take."""

MOST_PARTS = 300
_NOTHING = timedelta()
_EVER = datetime(1, 1, 1)  # noqa: DTZ001


class _Change(NamedTuple):
    """When the clocks change, as they show it before, and how far from UTC they are then."""

    at: datetime
    before: timedelta
    after: timedelta


@dataclass(slots=True)
class ZoneSaid:
    """What a calendar says of a zone: in all, and in each of its parts, summer time or not."""

    whole: dict[str, str] = field(default_factory=dict)
    parts: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def begin(self, part: str) -> None:
        if len(self.parts) < MOST_PARTS:
            self.parts.append((part, {}))

    def take(self, name: str, value: str, *, within_part: bool) -> None:
        into = self.parts[-1][1] if within_part and self.parts else self.whole
        into[name] = value

    def zone(self, now: datetime, work: Work) -> tzinfo | None:
        """By its place, else by the rules of its clocks up to `now`; None where it has none."""
        if known := zone_of(self.whole.get("X-LIC-LOCATION", "")):
            return known
        changes = sorted(chain.from_iterable(_changes(*part, now, work) for part in self.parts))
        return DescribedZone(changes) if changes else None


def _changes(part: str, said: Mapping[str, str], now: datetime, work: Work) -> Iterator[_Change]:
    """When the clocks change to what a part says; to no summer time from ever where it says not."""
    after = offset_of(said.get("TZOFFSETTO", ""))
    if after is None:
        return
    before = offset_of(said.get("TZOFFSETFROM", "")) or after
    first = read_start(said.get("DTSTART", ""), "", {})
    if first is None:
        if part == "STANDARD":
            yield _Change(_EVER, _ahead(before), _ahead(after))
        return
    for at in _times(first.at, said, before, now, work):
        yield _Change(at, _ahead(before), _ahead(after))


def _times(
    first: datetime, said: Mapping[str, str], before: tzinfo, now: datetime, work: Work
) -> Iterator[datetime]:
    yield first
    dates = said.get("RDATE", "").split(",")
    yield from (one.at for value in dates if (one := read_start(value, "", {})) is not None)
    if "RRULE" in said:
        begin = first.replace(year=max(first.year, EARLIEST), day=min(first.day, 28))
        try:
            yield from starts(read_rule(said["RRULE"]), begin, now, work, before)
        except ValueError:
            return  # what is known of it counts


def _ahead(zone: tzinfo) -> timedelta:
    return zone.utcoffset(None) or _NOTHING


class DescribedZone(tzinfo):
    """A zone by the changes of its clocks, oldest first; at least one."""

    def __init__(self, changes: Sequence[_Change]) -> None:
        self._first = changes[0].before
        self._after = [one.after for one in changes]
        self._shown = [one.at for one in changes]
        self._in_utc = [_earlier(one) for one in changes]

    def utcoffset(self, at: datetime | None, /) -> timedelta:
        return _NOTHING if at is None else self._offset(self._shown, at)

    def dst(self, _at: datetime | None, /) -> timedelta:
        return _NOTHING

    def tzname(self, _at: datetime | None, /) -> str | None:
        return None

    def fromutc(self, at: datetime, /) -> datetime:
        """A moment in UTC as the clocks show it."""
        return at + self._offset(self._in_utc, at)

    def _offset(self, times: Sequence[datetime], at: datetime) -> timedelta:
        place = bisect_right(times, at.replace(tzinfo=None))
        return self._after[place - 1] if place else self._first


def _earlier(change: _Change) -> datetime:
    """In UTC; from ever stays so."""
    return change.at if change.at == _EVER else change.at - change.before
