"""The days on which a meeting repeats (RFC 5545, 3.3.10), up to a moment and within bounds.

Written here, as libraries go on looking for the next day of a rule that has none until the
year 9999: the work is bounded by the days up to today, and by `Work` over a whole file. What is
finer than a day is refused, as no meeting repeats so.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

EARLIEST = 1970
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_MOST = 10_000


@dataclass(slots=True)
class Work:
    """How many more days, or weeks, the rules of one file may look at."""

    left: int = 200_000

    def take(self, days: int) -> None:
        """Raises ValueError where it is too much."""
        self.left -= days
        if self.left < 0:
            raise ValueError("the meetings of the file repeat more often than is safe to work out")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a meeting repeats. `days`: pairs of which one in the month or year (0: each) and
    weekday; negative numbers count from the end."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    days: frozenset[tuple[int, int]] = frozenset()
    month_days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0


def read_rule(text: str) -> Rule:
    """Raises ValueError, in words, for what is no rule or one that isn't worked out."""
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
        frozenset(map(_number, _list(parts, "BYMONTHDAY"))),
        frozenset(map(_number, _list(parts, "BYMONTH"))),
        frozenset(map(_number, _list(parts, "BYSETPOS"))),
        _DAYS.index(parts["WKST"]) if parts.get("WKST") in _DAYS else 0,
    )


def _list(parts: Mapping[str, str], name: str) -> list[str]:
    return [one for one in parts.get(name, "").split(",") if one][:400]


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,9}", text):
        raise ValueError(f"it repeats by {text[:20]!r}, which is no number")
    return int(text)


def _weekday(text: str, frequency: str) -> tuple[int, int]:
    """Which one in the month or year, 0 for each; days and weeks have one alone."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"it repeats on {text[:20]!r}, which is no day")
    which = 0 if frequency in {"DAILY", "WEEKLY"} else int(found[1] or 0)
    return which, _DAYS.index(found[2])


def _until(text: str) -> datetime:
    """The last moment; of a day its end. Zones are passed over: a day more or less of a series
    that ended doesn't show."""
    try:
        day = date.fromisoformat(text[:8])
    except ValueError:
        raise ValueError(f"it repeats until {text[:20]!r}, which is no day") from None
    return datetime.combine(day, time.max)


def starts(rule: Rule, first: datetime, until: datetime, work: Work) -> Iterator[datetime]:
    """When the meeting takes place, from the first time on, up to a moment.

    All without a zone. Raises ValueError where that takes too much work.
    """
    last = min(until, rule.until or until)
    left = _MOST if rule.count is None else min(rule.count, _MOST)
    if first.year < EARLIEST:
        raise ValueError(f"it repeats since {first.year}")
    for days in _periods(rule, first.date(), last.date(), work):
        for day in _at_positions(rule, days):
            at = datetime.combine(day, first.time())
            if at < first:
                continue
            if at > last or left <= 0:
                return
            left -= 1
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
    begin = origin = _begin(rule, first)
    number = 0
    while begin <= last:
        days = _days_of(rule, begin)
        work.take(1 if rule.frequency == "WEEKLY" else len(days))
        yield [day for day in days if _fits(rule, day, first)]
        number += rule.interval
        following = _later(rule, origin, number)
        if following is None:
            return
        begin = following


def _begin(rule: Rule, first: date) -> date:
    match rule.frequency:
        case "WEEKLY":
            return first - timedelta(days=(first.weekday() - rule.week_start) % 7)
        case "MONTHLY":
            return first.replace(day=1)
        case "YEARLY":
            return first.replace(month=1, day=1)
    return first


def _later(rule: Rule, begin: date, number: int) -> date | None:
    """The period so many after the first, None beyond the calendar's end."""
    try:
        match rule.frequency:
            case "YEARLY":
                return begin.replace(year=begin.year + number)
            case "MONTHLY":
                months = begin.month - 1 + number
                return begin.replace(year=begin.year + months // 12, month=months % 12 + 1)
            case "WEEKLY":
                return begin + timedelta(weeks=number)
        return begin + timedelta(days=number)
    except (OverflowError, ValueError):
        return None


def _days_of(rule: Rule, begin: date) -> list[date]:
    """The days of the period that begins so."""
    match rule.frequency:
        case "DAILY":
            return [begin]
        case "WEEKLY":
            length = 7
        case "MONTHLY":
            length = monthrange(begin.year, begin.month)[1]
        case _:
            length = 365 + isleap(begin.year)
    return [begin + timedelta(days=number) for number in range(length)]


def _fits(rule: Rule, day: date, first: date) -> bool:
    if rule.months:
        if day.month not in rule.months:
            return False
    elif rule.frequency == "YEARLY" and not _by_day(rule) and day.month != first.month:
        return False
    if rule.month_days and not _is_month_day(rule, day):
        return False
    if rule.days:
        return not rule.days.isdisjoint(_as_weekday(rule, day))
    return bool(rule.month_days) or _is_as_first(rule, day, first)


def _by_day(rule: Rule) -> bool:
    return bool(rule.days or rule.month_days)


def _is_as_first(rule: Rule, day: date, first: date) -> bool:
    """Where the rule names no day, it is that of the first time."""
    match rule.frequency:
        case "WEEKLY":
            return day.weekday() == first.weekday()
        case "MONTHLY" | "YEARLY":
            return day.day == first.day
    return True


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
