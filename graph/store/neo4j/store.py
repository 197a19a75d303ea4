"""The store on a Neo4j server: the log of batches, readable as the graph that it speaks of."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from time import sleep
from typing import TypeVar
from uuid import uuid4

from neo4j import ManagedTransaction

from graph.collecting import without_collector
from graph.errors import StoreDamaged
from graph.log import AccountLog, Batch, BatchHeader
from graph.store.digest import content_digest
from graph.store.neo4j import (
    adopting,
    backup,
    checking,
    erasing,
    finding,
    reading,
    undoing,
    writing,
)
from graph.store.neo4j.connecting import settings_from
from graph.store.neo4j.reading import Torn
from graph.store.neo4j.remembering import read_on
from graph.store.neo4j.schema import bring_up_to_date
from graph.store.neo4j.server import LONG_SECONDS, WRITE_SECONDS, Server
from graph.store.protocol import Erasure, Holder, KeptBatch, StoreFacts
from graph.store.remembering import Remembered

T = TypeVar("T")

CLAIMS_A_SECOND = 1_000
"""So many claims at least a server writes in a second; a commit has time for that."""

_READ_AGAIN_SECONDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


class Neo4jStore:
    """The `Store` in one database of a server. Threads may use it at the same time."""

    is_remote = True

    def __init__(self, url: str) -> None:
        connection = settings_from(url, os.environ)
        self.url = connection.url
        self._server = Server(connection)
        self._remembered = Remembered()
        with ExitStack() as opened:
            opened.callback(self.close)
            self._server.using(partial(bring_up_to_date, url=self.url))
            opened.pop_all()

    def read_directory(self) -> AccountLog:
        return self._whole(reading.read_directory)

    def read_account(self, account: str) -> AccountLog:
        def read(tx: ManagedTransaction) -> AccountLog:
            return self._remembered.read_account(account, partial(read_on, tx))

        return self._whole(read)

    def find(self, field: str, values: Collection[str]) -> Sequence[Holder]:
        return self._server.reading(partial(finding.find, field=field, values=values))

    def commit(self, batch: Batch) -> BatchHeader:
        work = partial(writing.write, batch=batch, operation=str(uuid4()))
        return self._writing(work, WRITE_SECONDS + _size(batch) / CLAIMS_A_SECOND)

    def written_under(self, token: str) -> BatchHeader | None:
        return self._server.reading(partial(reading.written_under, token=token))

    def data_version(self) -> int:
        return self._server.reading(reading.data_version)

    def try_write(self) -> None:
        self._server.try_write()

    def batches(self, account: str | None = None) -> Sequence[BatchHeader]:
        return self._server.reading(partial(reading.headers, account=account))

    def undo(self, batch: int, by: str, at: datetime) -> BatchHeader:
        operation = str(uuid4())
        work = partial(undoing.undo, batch=batch, by=by, at=at, operation=operation)
        return self._writing(work, LONG_SECONDS)

    def erase(self, entities: Collection[str], digests: Collection[str]) -> Erasure:
        operation = str(uuid4())
        work = partial(erasing.erase, people=entities, digests=digests, operation=operation)
        return self._writing(work, LONG_SECONDS)

    def erased(self) -> frozenset[str]:
        return self._server.reading(reading.kept_out)

    def erasure_key(self) -> bytes:
        return self._server.reading(reading.erasure_key)

    def read_batch(self, batch: int) -> KeptBatch:
        return self._whole(partial(adopting.read_batch, batch=batch))

    def adopt(self, batches: Sequence[KeptBatch]) -> None:
        work = partial(adopting.adopt, batches=batches, operation=str(uuid4()))
        self._writing(work, LONG_SECONDS)

    def facts(self) -> StoreFacts:
        return self._server.reading(adopting.facts)

    def adopt_facts(self, facts: StoreFacts) -> None:
        self._writing(partial(adopting.adopt_facts, facts=facts), LONG_SECONDS)

    def backup(self, path: Path) -> None:
        backup.back_up(self, path)

    def verify(self) -> None:
        self._whole(partial(checking.refuse_damaged, url=self.url))

    def digest(self) -> Mapping[str, str]:
        return self._whole(_digest)

    def close(self) -> None:
        self._server.close()

    def _whole(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What is read where everything is there that a batch wrote: while others write, the
        server may show a part of it. In the end they are kept from writing."""
        with without_collector():
            for seconds in _READ_AGAIN_SECONDS:
                try:
                    return self._server.reading(work)
                except Torn:
                    sleep(seconds)
            return self._writing(partial(_alone, work=work), LONG_SECONDS)

    def _writing(self, work: Callable[[ManagedTransaction], T], seconds: float) -> T:
        try:
            return self._server.writing(work, seconds)
        except Torn as torn:
            raise StoreDamaged(
                f"{self.url} is damaged: {torn}. Restore a backup: inroad restore FILE."
            ) from torn


def _alone(tx: ManagedTransaction, work: Callable[[ManagedTransaction], T]) -> T:
    writing.lock(tx)
    return work(tx)


def _size(batch: Batch) -> int:
    return sum(map(len, (batch.entities, batch.statements, batch.links, batch.touches)))


def _digest(tx: ManagedTransaction) -> Mapping[str, str]:
    logs = reading.read_each(tx, dict.fromkeys(reading.accounts(tx), reading.EVERY))
    standing = [one for one in reading.headers(tx, None) if one.undone_at is None]
    return content_digest(
        (logs[account] for account in sorted(logs)), standing, reading.kept_out(tx)
    )
