"""Reading a mailbox, beside Python's own `mailbox.mbox` on the same file.

    python -m tests.benchmarks.mailbox

Mails of 6 kB, each of a text, the same as HTML and an attachment. Ours: from bytes on the disk to
typed rows, names decoded. Python's: each message as `mailbox.mbox` gives it, and the same headers
taken from it, not decoded. By turns; the best of several runs is taken.
"""

import mailbox
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from graph.importers.mail.mailboxes import read_mails
from graph.importers.mail.scanning import scan_mailbox

MAILS = 2_000
LEAST = 4.0
"""So many times as fast as Python's an import has to be."""

HEADERS = ("From", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "References", "Subject")
_NAMES = ("Dana Reyes", "Jörg Müller", "Ochs, Eva", "山田太郎", "Bob Stone")
_STARTED = datetime(2024, 1, 1, 8, tzinfo=UTC)


def write_mailbox(path: Path, mails: int = MAILS) -> None:
    """A mailbox of invented mails, the same each time."""
    rng = Random(1)
    people = [f"person.{number}@example.com" for number in range(400)]
    with path.open("wb") as file:
        for number in range(mails):
            sent = _STARTED + timedelta(minutes=7 * number)
            file.write(f"From {rng.choice(people)} {sent:%a %b %d %H:%M:%S %Y}\n".encode())
            file.write(_mail(rng, people, number, sent).as_bytes() + b"\n\n")


def _mail(rng: Random, people: list[str], number: int, sent: datetime) -> EmailMessage:
    mail = EmailMessage()
    for hop in range(4):
        mail["Received"] = f"from relay{hop}.example.com (10.0.{hop}.7) by mx{hop}.example.com; x"
    mail["From"] = f'"{rng.choice(_NAMES)}" <{rng.choice(people)}>'
    mail["To"] = ", ".join(rng.sample(people, 1 + number % 3))
    if number % 4 == 0:
        mail["Cc"] = ", ".join(rng.sample(people, 2))
    mail["Date"] = format_datetime(sent)
    mail["Message-ID"] = f"<{number}@example.com>"
    if number % 3 == 0 and number:
        mail["In-Reply-To"] = f"<{number - 1}@example.com>"
        mail["References"] = f"<{number - 2}@example.com> <{number - 1}@example.com>"
    mail["Subject"] = f"Mail {number} über die neue Linie"
    mail.set_content("A line of what was said.\n" * 60)
    mail.add_alternative("<p>A line of what was said.</p>\n" * 60, subtype="html")
    mail.add_attachment(rng.randbytes(1_100), "application", "pdf", filename="offer.pdf")
    return mail


def our_seconds(path: Path) -> tuple[float, int]:
    """How long it takes until rows stand there, and how many."""
    start = perf_counter()
    with path.open("rb") as file:
        rows = read_mails(scan_mailbox(file), path.name)
    return perf_counter() - start, len(rows.lines)


def python_seconds(path: Path) -> tuple[float, int]:
    """How long Python's own reading takes for the same headers."""
    start = perf_counter()
    box = mailbox.mbox(path, create=False)
    count = sum(1 for _ in _told(box))
    box.close()
    return perf_counter() - start, count


def _told(box: mailbox.mbox) -> Iterator[list[object]]:
    for message in box:
        yield [message[name] for name in HEADERS]


def main(runs: int = 5) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "mails.mbox"
        write_mailbox(path)
        size = path.stat().st_size
        pairs = [(our_seconds(path), python_seconds(path)) for _ in range(runs)]
    ours, theirs = (min(side) for side in zip(*pairs, strict=True))
    assert ours[1] == theirs[1] == MAILS
    print(f"{MAILS:,} mails, {size / MAILS / 1000:.1f} kB each")
    print(f"inroad          {ours[0]:7.3f} s  {size / ours[0] / 1e6:7.0f} MB/s")
    print(f"mailbox.mbox    {theirs[0]:7.3f} s  {size / theirs[0] / 1e6:7.0f} MB/s")
    print(f"ratio           {theirs[0] / ours[0]:7.1f} ×  (at least {LEAST:g})")


if __name__ == "__main__":
    main()
