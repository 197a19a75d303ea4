"""Where messages begin and what their headers are, found in the bytes of a stream.

A mailbox may be larger than the memory: it goes by piece by piece, and of each message only
the headers that are used stay. No header is decoded here, and no body looked into.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

PIECE = 1 << 20
MAX_HEADER_BYTES = 1 << 18
"""So much all headers of a message take at most; one that has more is passed over."""

MAX_FIELD_BYTES = 1 << 16
MAX_MESSAGES = 500_000
_LONGEST_FROM = 600

_DAY = rb"(?:[A-Za-z]{3} +\d{1,2}|\d{1,2} +[A-Za-z]{3}|\d{4}-\d\d-\d\d)"
_DATED = (
    rb"(?:[^\s]{1,200} +)?(?:[^\W\d_]{2,5}[.,]* +)?" + _DAY + rb"[ T][^\n:]{0,60}\d:\d\d[^\n]{0,60}"
)
_WITH_YEAR = (
    rb"[^\n:]{0,300} [A-Z][a-z]{2} +\d{1,2} \d{1,2}:\d\d(?::\d\d)?[^\n:]{0,40} \d{4}[ \t\r]*\n"
)
_UNDATED = rb"(?:-|[^\s@]{1,100}@[^\s@]{1,200})?[ \t]*"
_AFTER_BLANK = rb"(?:(?<=\n\nFrom )|(?<=\n\r\nFrom ))"
_HEADER = rb"[!-9;-~]{1,80}:[ \t\r\n]"
_FROM = re.compile(
    rb"\nFrom (?:(?=" + _WITH_YEAR + rb")(?:" + _AFTER_BLANK + rb"|[^\n]+\n(?=" + _HEADER + rb"))"
    rb"|" + _AFTER_BLANK + rb"(?:" + _DATED + rb"|" + _UNDATED + rb")\r?\n(?=" + _HEADER + rb"))"
)
"""What parts two messages: a sender and a moment down to its year, after a blank line or before a
header; else a moment, an address or nothing, where there are both. A text has none of these."""
_END_OF_HEADERS = re.compile(rb"\n\r?\n")
_FIELD = re.compile(
    rb"\n(?=[A-Za-z])(From|To|Cc|Bcc|Date|Message-ID|In-Reply-To|References|Subject|Return-Path"
    rb"|Auto-Submitted|Precedence|List-Id|List-Post|List-Unsubscribe|Content-Type|X-Autoreply"
    rb"|X-Autorespond|X-Failed-Recipients|X-Gmail-Labels|X-Unsent|X-Mozilla-Status|X-Status"
    rb"|X-Spam-Flag)[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE,
)
_DATE = re.compile(rb"\nDate[ \t]*:", re.IGNORECASE)
_NAMED_AS_HEADER = re.compile(rb"[!-9;-~]{1,80}:[ \t]?[^\r\n]*\r?\n")
_OF_A_MAIL = re.compile(
    rb"^(?:from|date|message-id|received|return-path|to)[ \t]*:", re.IGNORECASE | re.MULTILINE
)

Field = tuple[bytes, bytes]
"""A header's name as it is spelt, and its value with its folds."""


class Readable(Protocol):
    """Anything that gives its next bytes."""

    def read(self, size: int, /) -> bytes: ...


class Message(NamedTuple):
    """The headers that are used of one message, the line at which it begins, and that of its
    date, or 0."""

    line: int
    fields: tuple[Field, ...]
    dated: int


@dataclass(slots=True)
class Scanned:
    """The messages of a file; `too_long` are the lines of those whose headers are beyond bounds,
    `is_cut` tells that there are more messages than are read."""

    messages: list[Message] = field(default_factory=list)
    too_long: list[int] = field(default_factory=list)
    is_cut: bool = False


def is_mailbox(head: bytes) -> bool:
    """Whether a file that begins so holds mails one after the other (mbox)."""
    begins = b"\n\n" + head[: 2 * _LONGEST_FROM].lstrip()
    return _FROM.match(begins, 1) is not None


def is_message(head: bytes) -> bool:
    """Whether a file that begins so is one mail (RFC 5322)."""
    end = _END_OF_HEADERS.search(head, 0, MAX_HEADER_BYTES)
    headers = head[: end.start() + 1 if end else MAX_HEADER_BYTES]
    kinds = {found[0].lower() for found in _OF_A_MAIL.finditer(headers)}
    return _NAMED_AS_HEADER.match(head) is not None and len(kinds) > 1


def scan_message(data: bytes) -> Scanned:
    """The one mail that a file is."""
    found = Scanned()
    end = _END_OF_HEADERS.search(data, 0, MAX_HEADER_BYTES)
    if end is None and len(data) > MAX_HEADER_BYTES:
        found.too_long.append(1)
    else:
        _keep(found, 1, b"\n" + data[: end.start() if end else len(data)], above=1)
    return found


def scan_mailbox(stream: Readable) -> Scanned:
    """All mails of a mailbox, however large it is."""
    found = Scanned()
    for line, headers in _headers(stream):
        if headers is None:
            found.too_long.append(line)
        else:
            _keep(found, line, headers)
        if len(found.messages) + len(found.too_long) >= MAX_MESSAGES:
            found.is_cut = True
            break
    return found


def _keep(found: Scanned, line: int, headers: bytes, above: int = 0) -> None:
    """Keep a message whose headers begin `above` lines before its first."""
    fields = tuple(_FIELD.findall(headers))
    if len(headers) > MAX_FIELD_BYTES and any(len(v) > MAX_FIELD_BYTES for _, v in fields):
        found.too_long.append(line)
    else:
        date = _DATE.search(headers)
        dated = line - above + headers.count(b"\n", 0, date.end()) if date else 0
        found.messages.append(Message(line, fields, dated))


def _headers(stream: Readable) -> Iterator[tuple[int, bytes | None]]:
    """The line of each message with its headers, None where they are too long.

    `held` is what of the stream isn't done with; it begins `in_body`, or with a message.
    """
    held, line, in_body = b"\n\n", -1, True
    while True:
        piece = stream.read(PIECE)
        held += piece
        at = 0
        while True:
            if in_body:
                start, is_found = _next_from(held, at, is_last=not piece)
                line += held.count(b"\n", at, start)
                at, in_body = start, not is_found
            if in_body:
                break
            end = _END_OF_HEADERS.search(held, at, at + MAX_HEADER_BYTES)
            too_long = end is None and len(held) - at > MAX_HEADER_BYTES
            if end is None and piece and not too_long:
                break
            stop = end.start() if end else min(len(held), at + MAX_HEADER_BYTES)
            yield line, None if too_long else held[at:stop]
            line += held.count(b"\n", at, stop)
            at, in_body = stop, True
        held = held[at:]
        if not piece:
            return


def _next_from(held: bytes, at: int, *, is_last: bool) -> tuple[int, bool]:
    """Where the next message begins; else up to where none does, whatever comes after."""
    if found := _FROM.search(held, at):
        return found.start() + 1, True
    return len(held) if is_last else max(at, len(held) - _LONGEST_FROM), False
