"""Mails of one import, each joined from all rows and files in which it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from graph.importers.addresses import named
from graph.importers.drafts.findings import Count
from graph.importers.drafts.references import Work
from graph.importers.rows.columnar import cells, several
from graph.importers.rows.model import Cell, Rows
from graph.log import FieldValue

_COLUMNS = (
    *("external_id", "date", "time", "sender", "recipients", "copied", "answers"),
    *("local_time", "subject", "of_a_list"),
)
_MIDNIGHT = time()

_UNDERWAY = timedelta(days=1)
"""So long a mail may be on its way."""

OF_A_MAIL = "mail:"
"""With what the key of a mail begins."""


@dataclass(slots=True)
class Mail:
    """One mail, joined from all rows about it. `rows`, `line`: where it stands first; `of_a_list`:
    whether it says how to get no more of its kind."""

    key: str
    on: date
    at: time | None
    sender: str
    recipients: dict[str, None]
    copied: dict[str, None]
    answers: str | None
    rows: Rows
    line: int
    details: dict[str, FieldValue] = field(default_factory=dict)
    of_a_list: bool = False

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.on, self.at or _MIDNIGHT)


def join_mails(work: Work, lists: Sequence[Rows], *, subjects: bool) -> dict[str, Mail]:
    """The mails by key: by Message-ID, else by who sent it when. Recipients of all rows are
    joined. What others sent under the same Message-ID, or on another day, is a mail of its own."""
    found: dict[tuple[str, ...], Mail] = {}
    for rows in lists:
        again = 0
        told = zip(rows.lines, cells(rows, *_COLUMNS), strict=True)
        for line, (id_, on, at, sender, to, copied, answers, local, subject, bulk) in told:
            key = (str(id_),) if id_ else (str(sender).casefold(), str(on), str(_time(at)))
            mail = found.get(key)
            if mail is not None and not _is_same(mail, on, sender):
                key = (str(id_), named(str(sender)).address, str(on))
                mail = found.get(key)
            if mail is None:
                mail = found[key] = _mail(rows, line, key, on, at, sender)
                mail.answers = mail_key(str(answers)) if answers else None
                mail.details = _told(local, subject if subjects else None)
                mail.of_a_list = bool(bulk)
            else:
                again += id_ is not None
            mail.recipients.update(dict.fromkeys(several(to)))
            mail.copied.update(dict.fromkeys(several(copied)))
        work.findings.count(rows, Count.TOUCHES_REPEATED, again)
    return {one.key: one for one in found.values()}


def mail_key(*parts: str) -> str:
    """By what a mail is known: a digest of its Message-ID, or of who sent it when."""
    text = "\x1f".join(part.strip().strip("<>") for part in parts)
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{OF_A_MAIL}{digest.hexdigest()}"


def _is_same(mail: Mail, on: Cell, sender: Cell) -> bool:
    """Whether a row is about a mail of the same id. A list may spell its sender otherwise, and
    tell when it came."""
    assert isinstance(on, date)
    senders = {named(one).address for one in (mail.sender, str(sender))} - {""}
    return len(senders) < 2 and abs(on - mail.on) <= _UNDERWAY


def _mail(rows: Rows, line: int, key: tuple[str, ...], on: Cell, at: Cell, sender: Cell) -> Mail:
    assert isinstance(on, date)
    return Mail(mail_key(*key), on, _time(at), str(sender), {}, {}, None, rows, line)


def _time(at: Cell) -> time | None:
    return at if isinstance(at, time) else None


def _told(local: Cell, subject: Cell) -> dict[str, FieldValue]:
    given = {"local_time": local, "subject": subject}
    return {name: str(cell) for name, cell in given.items() if cell}
