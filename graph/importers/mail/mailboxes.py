"""The mails of a file as rows."""

from collections import Counter
from collections.abc import Iterator

from graph.importers.faults import Fault, others
from graph.importers.mail.headers import (
    Headers,
    Moment,
    answered,
    by_name,
    id_of,
    moment_of,
    people_in,
    subject_of,
    why_left_out,
)
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
    *("local_time", "subject"),
)
_TOO_LONG = (
    f"a mail is left out, as its headers take more than {MAX_HEADER_BYTES >> 10} kB, or one of"
    f" them more than {MAX_FIELD_BYTES >> 10} kB"
)


def read_mails(scanned: Scanned, name: str) -> Rows:
    """The mails that people sent, with what was passed over counted, and what is wrong."""
    lines: list[int] = []
    rows: list[tuple[Cell, ...]] = []
    left_out: Counter[LeftOut] = Counter()
    wrong: dict[str, list[int]] = {}
    for message in scanned.messages:
        read = _read(message)
        if isinstance(read, LeftOut):
            left_out[read] += 1
        elif isinstance(read, str):
            wrong.setdefault(read, []).append(message.line)
        else:
            lines.append(message.line)
            rows.append(read)
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return Rows(
        RowKind.MAILS,
        SOURCE,
        SOURCE,
        name,
        lines,
        dict(zip(COLUMNS, columns, strict=True)),
        faults=tuple(_faults(scanned, wrong, name)),
        left_out=left_out,
    )


def _read(message: Message) -> tuple[Cell, ...] | LeftOut | str:
    """The cells of a mail, why it is passed over, or what is wrong with it."""
    headers = by_name(message.fields)
    senders = people_in(headers.get(b"from", b""))
    if not senders:
        return "as there is no sender"
    if why := why_left_out(headers, senders[0]):
        return why
    recipients = people_in(headers.get(b"to", b"")) + people_in(headers.get(b"bcc", b""))
    copied = people_in(headers.get(b"cc", b""))
    if not recipients and not copied:
        return "as it names no recipient"
    moment = moment_of(headers.get(b"date", b""))
    if moment is None:
        return "as its date can't be read" if b"date" in headers else "as there is no date"
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
    )


def _faults(scanned: Scanned, wrong: dict[str, list[int]], name: str) -> Iterator[Fault]:
    if not scanned.messages and not scanned.too_long:
        yield Fault("there is no mail in it", name, mend="check the export", fatal=True)
    if scanned.is_cut:
        message = f"there are more than {MAX_MESSAGES:,} mails"
        yield Fault(message, name, mend="import it in parts", fatal=True)
    if lines := scanned.too_long:
        yield Fault(f"{_TOO_LONG}{others(lines)}", name, lines[0])
    for why, lines in wrong.items():
        yield Fault(f"a mail is left out, {why}{others(lines)}", name, lines[0])
