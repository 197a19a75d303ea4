"""What is typed as text: moments, days, people with numbers, columns with fields."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from graph.analysis.standing import days_after
from graph.errors import BadInput


def moment(text: str | None) -> datetime | None:
    """A moment as typed: a date means the end of that day. Raises BadInput."""
    if text is None:
        return None
    try:
        return _moment(text).astimezone()
    except (ValueError, OverflowError):  # a day whose moment elsewhere is before the year 1, say
        raise BadInput(f"{text!r} is not a date such as 2026-01-31.") from None


def _moment(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), time.max)
    except ValueError:
        return datetime.fromisoformat(text)


def day(text: str | None) -> date | None:
    """A date as typed. Raises BadInput."""
    read = moment(text)
    return None if read is None else read.date()


def day_behind(text: str | None, today: date) -> date | None:
    """A date as typed, or "today" or "yesterday". Raises BadInput."""
    named = {"today": 0, "yesterday": 1}.get((text or "").strip().casefold())
    return day(text) if named is None else today - timedelta(named)


def day_ahead(text: str | None, today: date) -> date | None:
    """A date as typed, or days from now as "30d". Raises BadInput."""
    days = (text or "").strip().removesuffix("d")
    if text is None or not text.strip().endswith("d") or not days.isdecimal():
        return day(text)
    return days_after(today, float(days))


def numbered(given: Iterable[str], default: float = 1.0) -> dict[str, float]:
    """PERSON[=NUMBER], several times, as a mapping.

    Raises BadInput for what isn't a number, and where one is given two of them.
    """
    found: dict[str, float] = {}
    for one in given:
        text, sign, number = one.rpartition("=") if "=" in one else (one, "", "")
        name = text.strip()
        try:
            value = float(number) if sign else default
        except ValueError:
            raise BadInput(f"{one!r}: {number!r} is not a number.") from None
        if name in found and found[name] != value:
            two = f"as {found[name]:g} and as {value:g}"
            raise BadInput(f"{name!r} is given twice, {two}; give one of them.")
        found[name] = value
    return found


def mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Of "Their column=our field", several times. Raises BadInput for what isn't so."""
    parts = [pair.rpartition("=") for pair in pairs]
    if any(not sign or not theirs for theirs, sign, _ in parts):
        raise BadInput('Say which field a column is as "Their column=our field".')
    return {theirs.strip(): ours.strip() for theirs, _, ours in parts}
