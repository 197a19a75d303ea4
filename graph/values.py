"""Reading one value: text, number, date or a member of a value set, however it is spelt.

Every function takes a value as typed or stored and raises ValueError with a message that
says what is wrong with it.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from math import isfinite

from graph.log import FieldValue

LONGEST_TEXT = 10_000
"""Characters in one field."""


def text(value: FieldValue) -> str:
    stripped = str(value).strip()
    if len(stripped) > LONGEST_TEXT:
        raise ValueError(f"has {len(stripped):,} characters, more than {LONGEST_TEXT:,}")
    if "\x00" in stripped:
        raise ValueError("holds a NUL character")
    return stripped


def number(value: FieldValue, least: float = 0.0, most: float = 1e15) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{value!r} is not a number")
    try:
        read = float(value)
    except ValueError:
        raise ValueError(f"{value!r} is not a number") from None
    if not isfinite(read) or not least <= read <= most:
        raise ValueError(f"{value!r} is not between {least:,.15g} and {most:,.15g}")
    return read


def day(value: FieldValue) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{value!r} is not a date such as 2026-01-31") from None


def yes_no(value: FieldValue) -> bool:
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    answer = known.get(str(value).strip().lower())
    if answer is None:
        raise ValueError(f"{value!r} is neither yes nor no")
    return answer


SYNONYMS: Mapping[str, str] = {
    # what CRM exports say, to what the field's vocabulary says
    "business_user": "user_buyer",
    "end_user": "user_buyer",
    "economic_decision_maker": "economic_buyer",
    "legal_and_compliance": "legal_compliance",
    "legal_&_compliance": "legal_compliance",
    "supporter_of_us": "supporter",
    "nonsupporter": "non_supporter",
    "phone": "call",
    "phone_call": "call",
    "telephone": "call",
    "meeting": "in_person",
    "visit": "in_person",
    "e_mail": "email",
    "event": "occasion",
    "video_call": "video",
    "zoom": "video",
    "teams": "video",
    "voice_mail": "voicemail",
    "text_message": "message",
    "sms": "message",
    "in": "inbound",
    "incoming": "inbound",
    "out": "outbound",
    "outgoing": "outbound",
    "high": "strong",
    "low": "weak",
    "former": "left",
    "terminated": "left",
    "spoke": "connected",
    "talked": "connected",
    "answered": "connected",
    "left_message": "no_answer",
    "closed_won": "won",
    "closed_lost": "lost",
}


def term(value: FieldValue, values: type[StrEnum]) -> str:
    """The member of a value set that `value` names, however it is spelt; ValueError if none.

    "Decision Maker", "decision-maker" and "DECISION_MAKER" are one.
    """
    key = "_".join(str(value).strip().casefold().replace("-", " ").replace("_", " ").split())
    for candidate in (key, SYNONYMS.get(key, "")):
        if candidate in values.__members__.values():
            return values(candidate)
    raise ValueError(f"{value!r} is not one of {', '.join(values)}")


def terms(value: FieldValue, values: type[StrEnum]) -> tuple[str, ...]:
    """Several members, given as a list or separated by ";", each once, in the order given."""
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ValueError(f"{value!r} is not a list")
    return tuple(dict.fromkeys(term(part, values) for part in parts if str(part).strip()))


def texts(value: FieldValue) -> tuple[str, ...]:
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ValueError(f"{value!r} is not a list")
    return tuple(dict.fromkeys(one for part in parts if (one := text(part))))
