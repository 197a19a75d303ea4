"""Bytes of any file that holds mails or meetings, as rows."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from graph.importers.mail.calendars import read_meetings
from graph.importers.mail.events import is_calendar
from graph.importers.mail.mailboxes import read_mails
from graph.importers.mail.scanning import (
    Scanned,
    is_mailbox,
    is_message,
    scan_mailbox,
    scan_message,
)
from graph.importers.rows.model import RowKind, Rows
from graph.importers.tables.content_lines import with_whole_characters
from graph.importers.tables.decoding import decode

_MARK = b"\xef\xbb\xbf"
_UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
_HEAD = 200


def read_mail(data: bytes, name: str, now: datetime) -> Rows | None:
    """The mails of a mailbox (mbox) or a single one (.eml), the meetings of a calendar up to now
    (UTC, without a zone); None for any other file."""
    if is_calendar(data[:_HEAD].decode("latin-1").removeprefix(_MARK.decode("latin-1"))):
        return _meetings(data, name, now)
    scanned = scan(data)
    return None if scanned is None else read_mails(scanned, name)


def _meetings(data: bytes, name: str, now: datetime) -> Rows:
    decoded, faults = decode(with_whole_characters(data), name, None)
    if decoded is None:
        return Rows(RowKind.MEETINGS, "", "", name, (), {}, faults=tuple(faults))
    rows = read_meetings(decoded.text, name, now)
    return replace(rows, faults=(*faults, *rows.faults))


def _in_lines(data: bytes) -> bytes:
    """A file as mails are written: not in UTF-16, and with line feeds."""
    if data.startswith(_UTF_16):
        data = data.decode("utf-16", "replace").encode()
    if b"\r" in data[:_HEAD] and b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return data


def scan(data: bytes) -> Scanned | None:
    """The messages of a file, None where it holds no mails."""
    data = _in_lines(data).removeprefix(_MARK)
    if is_mailbox(data):
        return scan_mailbox(BytesIO(data))
    return scan_message(data) if is_message(data) else None
