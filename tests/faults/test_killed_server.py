"""A server that is killed under eight writers loses nothing it acknowledged, and doubles nothing.

What is written, and after how many answers the server is killed, follows from INROAD_SEED.
"""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from threading import Semaphore
from time import sleep
from typing import Any

import httpx

from api.http.settings import this_moment
from graph.planning.opening import list_accounts, open_account
from graph.resolve import View
from graph.store import Store, open_store
from tests.api.commands import done
from tests.faults import ALL
from tests.servers import Server, new_key, serving

SEED = int(os.environ.get("INROAD_SEED", "1"))
KILLS, WRITES = (40, 5_000) if ALL else (4, 300)
WRITERS, ACCOUNTS = 8, 4


@dataclass(frozen=True, slots=True)
class Write:
    """A request with its key; `mark` is a name or note that no other has."""

    path: str
    body: dict[str, Any]
    mark: str

    def send(self, api: httpx.Client) -> bytes:
        """The answer. Raises httpx.TransportError where none comes."""
        answer = api.post(self.path, json=self.body, headers={"Idempotency-Key": self.mark})
        assert answer.status_code == 201, answer.text
        return answer.content


@dataclass(slots=True)
class Writer:
    """Writes to one server after the other, from where the one before left off."""

    number: int
    rng: Random
    done: list[tuple[Write, bytes]] = field(default_factory=list)
    unanswered: Write | None = None

    def write_until_killed(self, server: Server, account: str, told: Semaphore) -> None:
        """First what got no answer before, then one after the other."""
        with server.client() as api:
            try:
                self.repeat(api)
                for write in self._writes(account):
                    self.unanswered = write
                    self._send(api)
                    told.release()
            except httpx.TransportError:
                return

    def repeat(self, api: httpx.Client) -> None:
        """Send again what got no answer; and what got one before gets the same again."""
        if self.done:
            last, answer = self.done[-1]
            assert last.send(api) == answer
        self._send(api)

    def _send(self, api: httpx.Client) -> None:
        if self.unanswered is not None:
            self.done.append((self.unanswered, self.unanswered.send(api)))
            self.unanswered = None

    def _writes(self, account: str) -> Iterator[Write]:
        """People and touches of this writer at an account; the first is a person."""
        names: list[str] = []
        for number in count():
            mark = f"{account}-{self.number}-{number}"
            if not names or self.rng.random() < 0.5:
                names.append(mark)
                yield Write(f"/v1/accounts/{account}/people", {"name": mark}, mark)
            else:
                body = {"people": [self.rng.choice(names)], "channel": "call", "note": mark}
                yield Write(f"/v1/accounts/{account}/touches", body, mark)


def kill_one(path: Path, key: str, writers: list[Writer], rng: Random, run: int) -> None:
    """Start a server and kill it under all writers, somewhere after its share of answers."""
    told, names = Semaphore(0), [f"run{run}-{number}" for number in range(ACCOUNTS)]
    with serving(path, key) as server, ThreadPoolExecutor(WRITERS) as pool:
        with server.client() as api:
            for name in names:
                assert api.post("/v1/accounts", json={"name": name}).status_code == 201
        running = [
            pool.submit(one.write_until_killed, server, names[one.number % ACCOUNTS], told)
            for one in writers
        ]
        for _ in range(WRITES // KILLS + rng.randrange(20)):
            assert told.acquire(timeout=60)
        sleep(rng.uniform(0, 0.02))
        server.process.kill()
        for one in running:
            one.result()


def held(store: Store) -> Counter[str]:
    """How often each mark is in the store."""
    view = View(this_moment(), "tool")
    found: Counter[str] = Counter()
    for one in list_accounts(store, view):
        account = open_account(store, one.id, view)
        found.update(person.name for person in account.people)
        found.update(touch.note for touch in account.touches if touch.note)
    return found


def test_what_a_killed_server_acknowledged_is_there_once(tmp_path: Path) -> None:
    path, rng = tmp_path / "inroad.db", Random(SEED)
    key = new_key(path)
    writers = [Writer(number, Random(f"{SEED}-{number}")) for number in range(WRITERS)]
    for number in range(KILLS):
        kill_one(path, key, writers, rng, number)
    with serving(path, key) as server, server.client() as api:
        for writer in writers:
            writer.repeat(api)
    acknowledged = [write.mark for writer in writers for write, _ in writer.done]
    assert len(acknowledged) >= WRITES
    with closing(open_store(str(path))) as store:
        assert held(store) == Counter(acknowledged)
    done("--store", str(path), "verify")
