"""Files on their way in: whole in memory, but for mailboxes, of which only headers stay."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import BinaryIO

from graph.errors import BadInput
from graph.importers.faults import Fault
from graph.importers.mail.any_mail import read_mail
from graph.importers.mail.mailboxes import read_mails
from graph.importers.mail.scanning import Scanned, is_mailbox, scan_mailbox
from graph.importers.rows.model import Rows
from graph.importers.tables.any_file import MAX_BYTES, too_large
from graph.importers.tables.packed import unpacked

_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it came; `name` is what messages call it.

    Of a mailbox that was read as a stream there are its `mails` and its SHA-256 in place of `data`.
    """

    name: str
    data: bytes
    mails: Scanned | None = None
    sha256: bytes | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of all its bytes."""
        return self.sha256 or sha256(self.data).digest()


def read_source(name: str, stream: BinaryIO, size: int = 0) -> SourceFile:
    """A file from a stream, of which at least `size` bytes are known to be there.

    A mailbox may be of any size. Raises BadInput where another file is larger than any may be:
    what has no end would fill the memory.
    """
    head = stream.read(_HEAD)
    if is_mailbox(head):
        hashing = _Hashing(head, stream)
        mails = scan_mailbox(hashing)
        return SourceFile(name, b"", mails, hashing.digest())
    data = head if size > MAX_BYTES else head + stream.read(MAX_BYTES + 1 - len(head))
    if max(size, len(data)) > MAX_BYTES:
        raise BadInput("Nothing was imported.", [str(too_large(name))])
    return SourceFile(name, data)


def mails_of(file: SourceFile, now: datetime) -> Rows | None:
    """The mails that a file holds, or meetings up to now, packed or not; None for any other."""
    if file.mails is not None:
        return read_mails(file.mails, file.name)
    opened = unpacked(file.data, file.name)
    in_utc = now.astimezone(UTC).replace(tzinfo=None)
    return None if isinstance(opened, Fault) else read_mail(*opened, in_utc)


class _Hashing:
    """A stream from its head on, of which the SHA-256 is taken as it is read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest
        self._hash = sha256()

    def read(self, size: int, /) -> bytes:
        piece, self._head = self._head or self._rest.read(size), b""
        self._hash.update(piece)
        return piece

    def digest(self) -> bytes:
        """Of all that the stream holds, also of what wasn't read."""
        while self.read(_HEAD):
            pass
        return self._hash.digest()
