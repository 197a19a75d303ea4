"""The days on which a meeting repeats (RFC 5545, 3.3.10), up to a moment and within bounds.

Written here, as libraries go on looking for the next day of a rule that has none until the
year 9999: the work is bounded by the days up to today, and by `Work` for each series and over a
whole file. What is finer than a day is refused, as no meeting repeats so.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from graph.importers.mail.zones import YEARS, Start, read_start

EARLIEST = 1970
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)
_SINGLY = "enter each time that it took place as a meeting of its own"
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})

MOST_OF_SERIES = 150_000
MOST_OF_FILE = 600_000
"""So much work a series takes, and all of a file; one day that is looked at takes 2. A series of
each day since 1970 takes a third of its own; a file may hold 500 weekly ones of ten years."""


class NotWorkedOut(ValueError):
    """Why a meeting's times aren't known, in words, how to mend it, and of which property that
    is."""

    def __init__(self, why: str, mend: str, where: str = "RRULE") -> None:
        super().__init__(why)
        self.mend = mend
        self.where = where


@dataclass(slots=True)
class Work:
    """How much more work the rules of one file may take, and the series that is worked out."""

    left: int = MOST_OF_FILE
    left_of_series: int = MOST_OF_SERIES

    def begin_series(self) -> None:
        self.left_of_series = MOST_OF_SERIES

    def take(self, days: int) -> None:
        """Raises NotWorkedOut where it is too much."""
        self.left -= days
        self.left_of_series -= days
        if self.left_of_series < 0:
            why = "it repeats more often than is safe to work out"
            raise NotWorkedOut(why, "shorten the series, or part it in several")
        if self.left < 0:
            why = "the meetings of the file repeat more often than is safe to work out"
            raise NotWorkedOut(why, "import the calendar in parts")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a meeting repeats. `days`: pairs of which one in the month or year (0: each) and
    weekday; negative numbers count from the end. `until`: the last moment, in UTC or where the
    meeting takes place; of a day its end."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: Start | None = None
    days: frozenset[tuple[int, int]] = frozenset()
    month_days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0

    def last(self, zone: tzinfo | None) -> datetime | None:
        """The last moment as the clock shows it in a zone."""
        if self.until is None:
            return None
        if self.until.zone is None:
            return self.until.at
        return self.until.at.replace(tzinfo=UTC).astimezone(zone or UTC).replace(tzinfo=None)


def read_rule(text: str) -> Rule:
    """Raises NotWorkedOut for what is no rule or one that isn't worked out."""
    try:
        return _rule(text)
    except ValueError as wrong:
        raise NotWorkedOut(str(wrong), _SINGLY) from None


def _rule(text: str) -> Rule:
    parts = dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise ValueError(f"it repeats {frequency.lower() or 'in no known way'}")
    if unknown := parts.keys() - _KNOWN:
        raise ValueError(f"it repeats by {min(unknown)}, which isn't worked out")
    return Rule(
        frequency,
        max(1, _number(parts.get("INTERVAL", "1"))),
        _number(parts["COUNT"]) if "COUNT" in parts else None,
        _until(parts["UNTIL"]) if "UNTIL" in parts else None,
        frozenset(_weekday(one, frequency) for one in _list(parts, "BYDAY")),
        frozenset(_number(one, 31) for one in _list(parts, "BYMONTHDAY")),
        frozenset(_number(one, 12) for one in _list(parts, "BYMONTH")),
        frozenset(map(_number, _list(parts, "BYSETPOS"))),
        _DAYS.index(parts["WKST"]) if parts.get("WKST") in _DAYS else 0,
    )


def _list(parts: Mapping[str, str], name: str) -> list[str]:
    return [one for one in parts.get(name, "").split(",") if one]


def _number(text: str, most: int = 10**9) -> int:
    if not re.fullmatch(r"[+-]?\d{1,9}", text):
        raise ValueError(f"it repeats by {text[:20]!r}, which is no number")
    if abs(int(text)) > most:
        raise ValueError(f"it repeats by {text[:20]!r}, which is more than {most}")
    return int(text)


def _weekday(text: str, frequency: str) -> tuple[int, int]:
    """Which one in the month or year, 0 for each; days and weeks have one alone."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"it repeats on {text[:20]!r}, which is no day")
    which = 0 if frequency in {"DAILY", "WEEKLY"} else int(found[1] or 0)
    return which, _DAYS.index(found[2])


def _until(text: str) -> Start | None:
    """None where it is never, as of programs that write the year 9999."""
    if text[:4].isdecimal() and int(text[:4]) >= YEARS.stop:
        return None
    found = read_start(text, "", {})
    if found is None:
        raise ValueError(f"it repeats until {text[:20]!r}, which is no day")
    at = datetime.combine(found.at, time.max) if found.is_whole_day else found.at
    return found._replace(at=at)


def starts(
    rule: Rule, first: datetime, until: datetime, work: Work, zone: tzinfo | None = None
) -> Iterator[datetime]:
    """When the meeting takes place, from the first time on, up to a moment.

    All as the clock shows it in `zone`. Raises NotWorkedOut where that takes too much work.
    """
    last = min(until, rule.last(zone) or until)
    left = rule.count
    if first.year < EARLIEST:
        raise NotWorkedOut(f"it repeats since {first.year}", _SINGLY)
    for days in _periods(rule, first.date(), last.date(), work):
        for day in _at_positions(rule, days):
            at = datetime.combine(day, first.time())
            if at < first:
                continue
            if at > last or left == 0:
                return
            left = None if left is None else left - 1
            yield at


def _at_positions(rule: Rule, days: list[date]) -> list[date]:
    """Of the days of a period those at the positions of the rule, from its begin or its end."""
    if not rule.positions:
        return days
    last = len(days) + 1
    return [
        day
        for place, day in enumerate(days, start=1)
        if place in rule.positions or place - last in rule.positions
    ]


def _periods(rule: Rule, first: date, last: date, work: Work) -> Iterator[list[date]]:
    """The days that fit in each period in which the meeting may take place."""
    named = 0 if rule.frequency in {"DAILY", "WEEKLY"} else len(rule.days)
    days_of = _days_of(rule, first)
    for begin in _begins(rule, first, last):
        days = days_of(begin)
        work.take(1 + named + len(days))
        yield [day for day in days if _fits(rule, day)]


def _begins(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The first day of each period."""
    if rule.frequency in {"DAILY", "WEEKLY"}:
        weekly = rule.frequency == "WEEKLY"
        origin = first.toordinal() - (first.weekday() - rule.week_start) % 7 * weekly
        step = rule.interval * (7 if weekly else 1)
        yield from map(date.fromordinal, range(origin, last.toordinal() + 1, step))
    elif rule.frequency == "MONTHLY":
        ends = last.year * 12 + last.month
        for month in range(first.year * 12 + first.month - 1, ends, rule.interval):
            yield date(month // 12, month % 12 + 1, 1)
    else:
        for year in range(first.year, last.year + 1, rule.interval):
            yield date(year, 1, 1)


def _days_of(rule: Rule, first: date) -> Callable[[date], list[date]]:
    """What gives the days of a period, from its begin: those that the rule names, or that are as
    the first one. Not all of them fit the rest of the rule."""
    match rule.frequency:
        case "DAILY":
            return lambda begin: [begin]
        case "WEEKLY":
            weekdays = {weekday for _, weekday in rule.days} or {first.weekday()}
            places = sorted((weekday - rule.week_start) % 7 for weekday in weekdays)
            after = [timedelta(days=place) for place in places]
            return lambda begin: [begin + each for each in after]
        case "MONTHLY":
            return lambda begin: _days_of_month(rule, begin, first)
    return lambda begin: _days_of_year(rule, begin, first)


def _days_of_year(rule: Rule, begin: date, first: date) -> list[date]:
    if rule.days and not rule.months and not rule.month_days:
        places = _weekdays(rule.days, begin, 365 + isleap(begin.year))
        return [begin + timedelta(days=place - 1) for place in sorted(places)]
    usual = range(1, 13) if rule.month_days else (first.month,)
    months = (begin.replace(month=one) for one in sorted(rule.months or usual) if one > 0)
    return [day for month in months for day in _days_of_month(rule, month, first)]


def _days_of_month(rule: Rule, begin: date, first: date) -> list[date]:
    length = monthrange(begin.year, begin.month)[1]
    if rule.month_days:
        places = {place if place > 0 else length + 1 + place for place in rule.month_days}
    elif rule.days:
        places = _weekdays(rule.days, begin, length)
    else:
        places = {first.day}
    return [begin.replace(day=place) for place in sorted(places) if 0 < place <= length]


def _weekdays(named: Collection[tuple[int, int]], begin: date, length: int) -> set[int]:
    """The places of weekdays in a month or year that begins so: of each, or of the so-manieth."""
    found: set[int] = set()
    for which, weekday in named:
        places = range((weekday - begin.weekday()) % 7 + 1, length + 1, 7)
        if which == 0:
            found.update(places)
        elif abs(which) <= len(places):
            found.add(places[which - 1 if which > 0 else which])
    return found


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _is_month_day(rule, day):
        return False
    if not rule.days or not (rule.month_days or rule.frequency == "DAILY"):
        return True
    return not rule.days.isdisjoint(_as_weekday(rule, day))


def _is_month_day(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _as_weekday(rule: Rule, day: date) -> Iterator[tuple[int, int]]:
    """The weekday of a day, as a rule may name it: each, and the so-manieth in the month or year,
    from its begin and its end."""
    weekday = day.weekday()
    yield 0, weekday
    if rule.frequency in {"DAILY", "WEEKLY"}:
        return
    if rule.frequency == "YEARLY" and not rule.months:
        place, length = day.timetuple().tm_yday, 365 + isleap(day.year)
    else:
        place, length = day.day, monthrange(day.year, day.month)[1]
    yield (place - 1) // 7 + 1, weekday
    yield -((length - place) // 7) - 1, weekday
