"""The mails of a file as rows."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from graph.importers.faults import Fault, others
from graph.importers.mail.headers import (
    Headers,
    Moment,
    answered,
    by_name,
    has_unknown_zone,
    id_of,
    may_be_of_a_list,
    moment_of,
    people_in,
    subject_of,
    why_left_out,
)
from graph.importers.mail.kept import why_thrown_out
from graph.importers.mail.scanning import (
    MAX_FIELD_BYTES,
    MAX_HEADER_BYTES,
    MAX_MESSAGES,
    Message,
    Scanned,
)
from graph.importers.rows.model import Cell, LeftOut, RowKind, Rows

SOURCE = "mail"
COLUMNS = (
    *("external_id", "date", "time", "sender", "recipients", "copied", "answers"),
    *("local_time", "subject", "of_a_list"),
)
_TOO_LONG = (
    f"a mail is left out, as its headers take more than {MAX_HEADER_BYTES >> 10} kB, or one of"
    f" them more than {MAX_FIELD_BYTES >> 10} kB"
)
_BY_HAND = "record that contact by hand if it counts: `inroad touch`"
_AS_DATE = "have the line read as in Date: Mon, 5 Jan 2026 09:00:00 +0100, and import it again"


class _Wrong(NamedTuple):
    """Why a mail isn't taken though somebody may have sent it, and how to mend that."""

    why: str
    mend: str


_NO_SENDER = _Wrong(
    "as there is no sender", "give it one, as in From: Kim Ito <kim@example.com>, or leave it out"
)
_NO_RECIPIENT = _Wrong("as it names no recipient", _BY_HAND)
_NO_DATE = _Wrong("as there is no date", "give it one, as in Date: Mon, 5 Jan 2026 09:00:00 +0100")
_UNREAD = _Wrong("as its date can't be read", _AS_DATE)


def read_mails(scanned: Scanned, name: str) -> Rows:
    """The mails that people sent, with what was passed over counted, and what is wrong."""
    lines: list[int] = []
    rows: list[tuple[Cell, ...]] = []
    left_out: Counter[LeftOut] = Counter()
    wrong: dict[_Wrong, list[int]] = {}
    unzoned: list[int] = []
    for message in scanned.messages:
        read = _read(message)
        if isinstance(read, LeftOut):
            left_out[read] += 1
        elif isinstance(read, _Wrong):
            line = message.dated if read is _UNREAD and message.dated else message.line
            wrong.setdefault(read, []).append(line)
        else:
            lines.append(message.line)
            rows.append(read)
            if has_unknown_zone(_value(message, b"date")):
                unzoned.append(message.dated)
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return Rows(
        RowKind.MAILS,
        SOURCE,
        SOURCE,
        name,
        lines,
        dict(zip(COLUMNS, columns, strict=True)),
        faults=(*_faults(scanned, wrong, name), *_of_zones(unzoned, name)),
        left_out=left_out,
    )


def _read(message: Message) -> tuple[Cell, ...] | LeftOut | _Wrong:
    """The cells of a mail, why it is passed over, or what is wrong with it."""
    headers = by_name(message.fields)
    if why := why_thrown_out(headers):
        return why
    senders = people_in(headers.get(b"from", b""))
    if not senders:
        return _NO_SENDER
    if why := why_left_out(headers, senders[0]):
        return why
    recipients = people_in(headers.get(b"to", b"")) + people_in(headers.get(b"bcc", b""))
    copied = people_in(headers.get(b"cc", b""))
    if not recipients and not copied:
        return _NO_RECIPIENT
    moment = moment_of(headers.get(b"date", b""))
    if moment is None:
        return _UNREAD if b"date" in headers else _NO_DATE
    return _cells(headers, moment, senders[0], recipients, copied)


def _cells(
    headers: Headers,
    moment: Moment,
    sender: str,
    recipients: tuple[str, ...],
    copied: tuple[str, ...],
) -> tuple[Cell, ...]:
    subject = headers.get(b"subject")
    return (
        id_of(headers.get(b"message-id", b"")),
        moment.on,
        moment.at,
        sender,
        recipients or None,
        copied or None,
        answered(headers),
        moment.local,
        subject_of(subject) if subject else None,
        may_be_of_a_list(headers),
    )


def _value(message: Message, name: bytes) -> bytes:
    """A header that is there."""
    return next(value for header, value in message.fields if header.lower() == name)


def _of_zones(lines: list[int], name: str) -> Iterator[Fault]:
    if lines:
        message = f"the time zone isn't known, and the time taken for UTC{others(lines)}"
        yield Fault(message, name, lines[0], mend="write its offset, as +0100, if the hour matters")


def _faults(scanned: Scanned, wrong: dict[_Wrong, list[int]], name: str) -> Iterator[Fault]:
    if not scanned.messages and not scanned.too_long:
        yield Fault("there is no mail in it", name, mend="check the export", fatal=True)
    if scanned.is_cut:
        message = f"there are more than {MAX_MESSAGES:,} mails"
        yield Fault(message, name, mend="import it in parts", fatal=True)
    if lines := scanned.too_long:
        yield Fault(f"{_TOO_LONG}{others(lines)}", name, lines[0], mend=_BY_HAND)
    for (why, mend), lines in wrong.items():
        yield Fault(f"a mail is left out, {why}{others(lines)}", name, lines[0], mend=mend)
