"""Dates as people and programs write them. Which number is the day is recognised or asked for.

Day and month are told apart by the whole column: one 31/01/2024 settles it. Two-digit years are
those from 1930 to 2029. Times and offsets are left out: the date is taken as it was written.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

FIRST_SHORT_YEAR = 30  # 30 … 99 are 1930 … 1999, 00 … 29 are 2000 … 2029
LONGEST = 80

MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january januar janvier janv enero ene janeiro gennaio gen januari jaenner",
            "feb february februar fevrier fevr fev febrero fevereiro febbraio februari",
            "mar march maerz marz mars marzo marco maart mrt mrz",
            "apr april avril avr abril abr aprile",
            "may mai mayo maio maggio mag mei",
            "jun june juni juin junio junho giugno giu",
            "jul july juli juillet juil julio julho luglio lug",
            "aug august aout agosto ago augustus",
            "sep sept september septembre septiembre setembro set settembre",
            "oct october oktober okt octobre octubre outubro out ottobre ott",
            "nov november novembre noviembre novembro",
            "dec december dezember dez decembre diciembre dic dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
PLAIN = str.maketrans(dict(zip("éèûôäáóúíãç年月", "eeuoaaouiac--", strict=True)) | {"日": ""})

TIME = (
    r"(?:[t ,]+(?:at |um |à )?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,? +)?"
YEAR = r"(\d{4}|\d{2})"
YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){TIME}")
COMPACT = re.compile(r"(\d{4})()(\d{2})(\d{2})(?:t?\d{4}(?:\d{2})?z?)?")
NUMERIC = re.compile(rf"(\d{{1,2}})([-/.]) ?(\d{{1,2}})\2 ?{YEAR}{TIME}")
DAY_MONTH = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[- /]*(?:de )?"
    rf"([^\W\d_]{{3,10}})\.?,?[- /]*(?:de )?{YEAR}{TIME}"
)
MONTH_DAY = re.compile(
    rf"{WEEKDAY}([^\W\d_]{{3,10}})\.?[- ]+(\d{{1,2}})(?:st|nd|rd|th)?,?[- ]+{YEAR}{TIME}"
)
NOTHING = re.compile(rf"(?:0{{1,2}}([-/.])0{{1,2}}\1(?:0000|00?)|0000-00-00){TIME}")


FIRST_DAY = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?"),
    re.compile(r"(?P<month>\d{1,2})[/.](?P<year>\d{4})"),
    re.compile(r"((?P<month>[^\W\d_]{3,10})\.? )?(?P<year>\d{4})"),
)


EPOCH = re.compile(r"(\d{10})(\d{3})?(?:[.,]\d+)?")
SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")
FIRST_SERIAL = datetime(1899, 12, 30, tzinfo=UTC)


def counted(texts: Collection[str]) -> Mapping[str, str]:
    """What the texts of a column mean where all of them count: seconds or milliseconds since 1970,
    told in UTC, or days as a spreadsheet counts them. Empty where they don't."""
    filled = list(filter(None, texts))
    for pattern, read in ((EPOCH, _of_epoch), (SERIAL, _of_serial)):
        if filled and all(map(pattern.fullmatch, filled)):
            return {text: read(text) for text in filled}
    return {}


def _of_epoch(text: str) -> str:
    return f"{datetime.fromtimestamp(int(text[:10]), UTC):%Y-%m-%d %H:%M:%S}Z"


def _of_serial(text: str) -> str:
    seconds = round(float(text.replace(",", ".")) * 86_400)
    return f"{FIRST_SERIAL + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"


class DateOrder(StrEnum):
    """Which number comes first in dates like 03/04/2024; `ISO` where a column has none."""

    ISO = "iso"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def first_day(text: str) -> date | None:
    """The first day of "2024", "May 2024", "août 2024", "2024-05" or "5/2024"; None where a text
    says no month or year."""
    plain = text.strip().casefold().translate(PLAIN)
    for pattern in FIRST_DAY:
        if told := pattern.fullmatch(plain):
            parts = told.groupdict("1")
            month = parts["month"]
            number = int(month) if month.isdigit() else MONTHS.get(month, 0)
            try:
                return date(int(parts["year"]), number, int(parts.get("day", "1")))
            except ValueError:
                return None
    return None


def is_no_day(text: str) -> bool:
    """Whether a text is written as a date and says none, whichever number is the day."""
    plain = text.strip().casefold()
    if not (NUMERIC.fullmatch(plain) or YEAR_FIRST.fullmatch(plain)):
        return False
    return all(parse_dates([text], one)[1] for one in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST))


def recognise_order(values: Iterable[str]) -> DateOrder | None:
    """The order of a column's dates, None where they don't tell it or contradict one another."""
    days = {_without_time(value) for value in set(values)}
    numeric = [m for day in days if (m := NUMERIC.fullmatch(day)) and not _is_nothing(day)]
    slashed = [(int(m[1]), int(m[3])) for m in numeric if m[2] != "."]
    day_first = any(first > 12 for first, _ in slashed)
    month_first = any(second > 12 for _, second in slashed)
    if day_first != month_first:
        return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
    if day_first or any(first != second for first, second in slashed):
        return None
    return DateOrder.DAY_FIRST if numeric else DateOrder.ISO


def parse_dates(
    values: Sequence[str], order: DateOrder | None
) -> tuple[list[date | None], list[int]]:
    """The dates of a column, None where empty (also "0/0/00"), and the rows that hold no date.

    With `order` None or ISO, a date such as 03/04/2024 is not read, as nobody said which it is.
    """
    days = {value: _without_time(value) for value in set(values)}
    read: dict[str, date | None] = {}
    unread: set[str] = set()
    for day in set(days.values()):
        try:
            read[day] = _read(day, order)
        except ValueError:
            unread.add(day)
    dates = [read.get(days[value]) for value in values]
    rows = [row for row, value in enumerate(values) if days[value] in unread] if unread else []
    return dates, rows


def _without_time(value: str) -> str:
    """The commonest forms without their time of day, so that each day is read once."""
    if value[4:5] == "-" and value[10:11] in ("T", " "):
        return value[:10]
    day, _, rest = value.partition(" ")
    is_time = ":" in (rest[1:2], rest[2:3])
    return day.rstrip(",") if is_time and day[:1].isdigit() and len(day) > 5 else value


def _is_nothing(value: str) -> bool:
    return NOTHING.fullmatch(value) is not None


def _read(value: str, order: DateOrder | None) -> date | None:
    """The date that a text says; ValueError where it says none, or not which."""
    text = value.strip().casefold().translate(PLAIN)
    if not text or _is_nothing(text):
        return None
    if len(text) > LONGEST:
        raise ValueError
    if match := YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := NUMERIC.fullmatch(text):
        day, month = _day_and_month(int(match[1]), int(match[3]), match[2], order)
        return date(_year(match[4]), month, day)
    if match := DAY_MONTH.fullmatch(text):
        return date(_year(match[3]), MONTHS.get(match[2], 0), int(match[1]))
    if match := MONTH_DAY.fullmatch(text):
        return date(_year(match[3]), MONTHS.get(match[1], 0), int(match[2]))
    raise ValueError


def _day_and_month(
    first: int, second: int, separator: str, order: DateOrder | None
) -> tuple[int, int]:
    if separator == "." or order is DateOrder.DAY_FIRST:
        return first, second
    if order is DateOrder.MONTH_FIRST:
        return second, first
    if first == second or first > 12:
        return first, second
    if second > 12:
        return second, first
    raise ValueError


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= FIRST_SHORT_YEAR else 2000)
