"""A value that a program stored, as the text that a person would type."""

from datetime import date, datetime, time


def cell_text(value: object) -> str:
    """Stripped text: dates as ISO, midnight left out, 101.0 as "101", nothing as the empty text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value.replace(microsecond=0)
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value).strip()
