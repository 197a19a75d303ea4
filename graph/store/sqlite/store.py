"""The store in one SQLite file: no server, and what was acknowledged survives a power cut."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import RLock

import apsw

from graph.collecting import without_collector
from graph.log import AccountLog, Batch, BatchHeader
from graph.store.protocol import Erasure, Holder, KeptBatch, StoreFacts
from graph.store.remembering import Remembered
from graph.store.sqlite import (
    adopting,
    backup,
    checking,
    erasing,
    reading,
    sealing,
    undoing,
    writing,
)
from graph.store.sqlite.file import READ, WRITE, connect, damaged, told, transaction
from graph.store.sqlite.remembering import read_on
from graph.store.sqlite.watching import Watch


class SqliteStore:
    """The `Store` in the file at `path`, made if it is new. Threads take turns."""

    is_remote = False

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()
        self.url = f"sqlite:{self.path}"
        self._lock = RLock()
        self._db = connect(self.path)
        self._watch = Watch(self.path)
        self._remembered = Remembered()
        with ExitStack() as opened, self._told():
            opened.callback(self._db.close)
            erasing.wipe(self._db)
            opened.pop_all()

    def read_directory(self) -> AccountLog:
        with self._reading() as db:
            return reading.read_directory(db)

    def read_account(self, account: str) -> AccountLog:
        with self._reading() as db:
            return self._remembered.read_account(account, partial(read_on, db))

    def find(self, field: str, values: Collection[str]) -> Sequence[Holder]:
        with self._reading() as db:
            return reading.find(db, field, values)

    def commit(self, batch: Batch) -> BatchHeader:
        with self._writing() as db:
            return writing.write(db, batch)

    def written_under(self, token: str) -> BatchHeader | None:
        with self._reading() as db:
            return writing.written_under(db, token)

    def data_version(self) -> int:
        with told(self.path):
            return self._watch.data_version()

    def try_write(self) -> None:
        with self._writing() as db:
            writing.write_nothing_new(db)

    def batches(self, account: str | None = None) -> Sequence[BatchHeader]:
        with self._reading() as db:
            return reading.headers(db, account)

    def undo(self, batch: int, by: str, at: datetime) -> BatchHeader:
        with self._writing() as db, self._whole():
            return undoing.undo(db, batch, by, at)

    def erase(self, entities: Collection[str], digests: Collection[str]) -> Erasure:
        with self._writing() as db, self._whole():
            erasure = erasing.erase(db, entities, digests)
            self._remembered.forget()
        with self._told():
            erasing.wipe(self._db)
        return erasure

    def erased(self) -> frozenset[str]:
        with self._reading() as db:
            return sealing.kept_out(db)

    def erasure_key(self) -> bytes:
        with self._reading() as db:
            return reading.erasure_key(db)

    def read_batch(self, batch: int) -> KeptBatch:
        with self._reading() as db:
            return adopting.read_batch(db, batch)

    def adopt(self, batches: Sequence[KeptBatch]) -> None:
        with self._writing() as db:
            adopting.adopt(db, batches)

    def facts(self) -> StoreFacts:
        with self._reading() as db:
            return adopting.facts(db)

    def adopt_facts(self, facts: StoreFacts) -> None:
        with self._writing() as db:
            adopting.adopt_facts(db, facts)
            self._remembered.forget()

    def backup(self, path: Path) -> None:
        with self._lock:
            backup.back_up(self._db, path)

    def verify(self) -> None:
        with self._reading() as db:
            checking.refuse_damaged(db, self.path)

    def digest(self) -> Mapping[str, str]:
        with self._reading() as db:
            return reading.digest(db)

    def close(self) -> None:
        with self._told():
            self._watch.close()
            self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        with self._lock, told(self.path):
            yield

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        """One state throughout, however long it takes."""
        with self._told(), transaction(self._db, READ), without_collector(), self._whole():
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        with self._told(), transaction(self._db, WRITE):
            yield self._db

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What can't be read back was changed since it was written."""
        try:
            yield
        except (ValueError, TypeError, KeyError, apsw.TooBigError) as error:
            raise damaged(self.path, str(error)) from error
