"""A Neo4j server that is killed under writers and started again: what it acknowledged is there
once, and whoever writes goes on."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import count
from threading import Event, Semaphore
from time import sleep

import pytest

from graph.errors import StoreUnavailable
from graph.store import Store, open_store
from tests.contract.store.making import ACME, DANA, FIRST, batch, person, said
from tests.faults import ALL
from tests.neo4j_server.assembling import what_is_missing
from tests.neo4j_server.running import PASSWORD, QUICK, USERNAME, OwnServer, own_server

RESTARTS = 20 if ALL else 1
WRITERS, BETWEEN = 3, 10
SECONDS_AWAY = 0.2


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnServer]:
    """One that this test may kill."""
    monkeypatch.setenv("NEO4J_USERNAME", USERNAME)
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    monkeypatch.setattr("graph.store.neo4j.patience.SILENCE_SECONDS", 120.0)  # as `neo4j_url`
    if missing := what_is_missing():
        pytest.skip(f"Neo4j's tests need {missing}")
    with own_server("512m", *QUICK) as server:
        yield server


@dataclass(slots=True)
class Writer:
    """Writes on and on, each batch again until it is acknowledged."""

    store: Store
    number: int
    stop: Event
    told: Semaphore
    names: list[str] = field(default_factory=list)
    errors: int = 0

    def run(self) -> None:
        for number in count():
            if self.stop.is_set():
                return
            self.write(f"p-{self.number}-{number}")

    def write(self, name: str) -> None:
        change = replace(batch(*person(name, name=name), said(DANA, notes=name)), token=name)
        while True:
            try:
                self.store.commit(change)
            except StoreUnavailable:
                self.errors += 1
                sleep(SECONDS_AWAY)
                continue
            self.names.append(name)
            self.told.release()
            return


def test_what_a_killed_server_acknowledged_is_there_once(server: OwnServer) -> None:
    stop, told = Event(), Semaphore(0)
    with closing(open_store(server.uri)) as store, ThreadPoolExecutor(WRITERS) as pool:
        store.commit(FIRST)
        writers = [Writer(store, number, stop, told) for number in range(WRITERS)]
        running = [pool.submit(one.run) for one in writers]
        try:
            for _ in range(RESTARTS):
                written(told)
                server.stop()
                sleep(SECONDS_AWAY)
                server.start()
            written(told)
        finally:
            stop.set()
        for one in running:
            one.result()
        wanted = Counter(name for one in writers for name in one.names)
        named = [str(one.fields.get("name")) for _, one in store.read_account(ACME).statements]
        assert Counter(name for name in named if name.startswith("p-")) == wanted
        assert len(store.batches()) == 1 + sum(wanted.values())
        assert sum(one.errors for one in writers) >= RESTARTS
        store.verify()


def written(told: Semaphore) -> None:
    """Wait until so many more batches are acknowledged."""
    for _ in range(BETWEEN):
        assert told.acquire(timeout=300)
