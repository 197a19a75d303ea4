"""Bytes of any file that holds mails, as rows."""

from io import BytesIO

from graph.importers.mail.mailboxes import read_mails
from graph.importers.mail.scanning import (
    Scanned,
    is_mailbox,
    is_message,
    scan_mailbox,
    scan_message,
)
from graph.importers.rows.model import Rows

_MARK = b"\xef\xbb\xbf"


def read_mail(data: bytes, name: str) -> Rows | None:
    """The mails of a mailbox (mbox) or a single one (.eml); None for any other file."""
    scanned = scan(data)
    return None if scanned is None else read_mails(scanned, name)


def scan(data: bytes) -> Scanned | None:
    """The messages of a file, None where it holds no mails."""
    data = data.removeprefix(_MARK)
    if is_mailbox(data):
        return scan_mailbox(BytesIO(data))
    return scan_message(data) if is_message(data) else None
