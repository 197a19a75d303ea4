"""Headers of a mail as values: who, whom, when, in answer to what, and whether a program wrote."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache
from typing import NamedTuple

from graph.importers.addresses import decoded, is_automatic, named, read_addresses
from graph.importers.mail.scanning import Field
from graph.importers.rows.model import LeftOut

_REMEMBERED = 20_000
_LONGEST_DATE = 100
_LONGEST_ID = 500
_ID = re.compile(r"<([^<>\s]+)>")
_COLON = re.compile(r"(?<=[+-]\d\d):(?=\d\d\s*(?:\(.*)?$)")
_ZONE = re.compile(r"(?<=\d )[A-Za-z]{3,5}(?=\s*(?:\(.*)?$)")
_ZONES = {
    name: offset
    for offset, names in {
        "+0000": "WET",
        "+0100": "CET WEST BST",
        "+0200": "CEST EET SAST",
        "+0300": "EEST MSK",
        "+0800": "SGT HKT AWST",
        "+0900": "JST KST",
        "+1000": "AEST",
        "+1100": "AEDT",
        "+1200": "NZST",
        "+1300": "NZDT",
    }.items()
    for name in names.split()
}
"""Zones by the names that mean one alone; `email.utils` knows those of North America."""

_KNOWN_ZONES = _ZONES.keys() | {
    *("UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AST", "ADT")
}
_ANSWER = re.compile(r"(?i)multipart/report|text/calendar.*\bmethod\s*=\s*\"?reply")
_BULK = frozenset({"bulk", "junk", "auto_reply"})
_LIST = frozenset({"list"})
_LIST_HEADERS = (b"list-id", b"list-post")
_BY_A_PROGRAM = (b"x-autoreply", b"x-autorespond", b"x-failed-recipients")

Headers = Mapping[bytes, bytes]
"""Values by name in small letters; of a header that is there twice the first."""


class Moment(NamedTuple):
    """A day and time in UTC; `local` is the time of day where it was, with its zone, where that
    differs: "09:12+0100"."""

    on: date
    at: time
    local: str | None


def by_name(fields: tuple[Field, ...]) -> Headers:
    """The headers of a message."""
    found: dict[bytes, bytes] = {}
    for name, value in fields:
        found.setdefault(name.lower(), value)
    return found


def text_of(value: bytes) -> str:
    """A header's value on one line; what isn't ASCII is UTF-8 or else Windows-1252."""
    if b"\n" in value:
        value = value.replace(b"\r\n", b"").replace(b"\n", b"")
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace").strip()


@lru_cache(_REMEMBERED)
def people_in(value: bytes) -> tuple[str, ...]:
    """Everybody whom a header names with an address."""
    return read_addresses(text_of(value))


def id_of(value: bytes) -> str | None:
    """The Message-ID."""
    text = text_of(value[:_LONGEST_ID])
    found = _ID.search(text)
    return found[1] if found else text or None


def answered(headers: Headers) -> str | None:
    """The Message-ID of the mail that is answered: the first of In-Reply-To, else the last of
    References (RFC 5322, 3.6.4)."""
    if found := _ID.search(text_of(headers.get(b"in-reply-to", b"")[:_LONGEST_ID])):
        return found[1]
    references = _ID.findall(text_of(headers.get(b"references", b"")[-_LONGEST_ID:]))
    return references[-1] if references else None


def subject_of(value: bytes) -> str | None:
    """The subject as it is meant."""
    return decoded(text_of(value)) or None


def moment_of(value: bytes) -> Moment | None:
    """When a mail was sent, None where the text tells no time."""
    text = _COLON.sub("", text_of(value[:_LONGEST_DATE]))
    told = parsedate_tz(_ZONE.sub(lambda zone: _ZONES.get(zone[0].upper(), zone[0]), text))
    if told is None:
        return None
    try:
        there = datetime(*told[:5], min(told[5], 59), tzinfo=UTC)
        return _in_utc(there, told[9] or 0)
    except (ValueError, OverflowError):
        return None


def has_unknown_zone(value: bytes) -> bool:
    """Whether a mail names a zone that isn't known, or may be one of several, as IST."""
    zone = _ZONE.search(text_of(value[:_LONGEST_DATE]))
    return zone is not None and zone[0].upper() not in _KNOWN_ZONES


def _in_utc(there: datetime, ahead: int) -> Moment:
    """Raises OverflowError and ValueError for what is no time on earth."""
    if not ahead:
        return Moment(there.date(), there.time(), None)
    zone = timezone(timedelta(seconds=ahead))
    here = there.replace(tzinfo=zone).astimezone(UTC)
    return Moment(here.date(), here.time(), there.replace(tzinfo=zone).strftime("%H:%M%z"))


def why_left_out(headers: Headers, sender: str) -> LeftOut | None:
    """What shows that a program sent it, or a mailing list (RFC 3834, RFC 2919, RFC 2369)."""
    submitted = headers.get(b"auto-submitted", b"no").strip().lower()
    precedence = text_of(headers.get(b"precedence", b"")).casefold()
    if (
        not submitted.startswith(b"no")
        or precedence in _BULK
        or headers.get(b"return-path", b"").strip() == b"<>"
        or any(name in headers for name in _BY_A_PROGRAM)
        or _ANSWER.match(text_of(headers.get(b"content-type", b"")))
        or is_automatic(named(sender).address)
    ):
        return LeftOut.AUTOMATIC
    if precedence in _LIST or any(name in headers for name in _LIST_HEADERS):
        return LeftOut.OF_LISTS
    return None


def may_be_of_a_list(headers: Headers) -> bool:
    """Whether it says how to get no more of its kind: so do newsletters, and what programs for
    selling send for somebody to one person."""
    return b"list-unsubscribe" in headers
