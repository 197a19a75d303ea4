"""What a server adds to its answers, and what an import leaves to others.

    python -m tests.benchmarks.serving

An answer of `next` that is kept in memory, beside a bare FastAPI route that returns the same
bytes from uvicorn as it comes: each in a process of its own, asked by turns over one
connection; the ratio of their medians is how many times as fast ours is. One account of 500
people with the last touch of each, beside the people alone, from the store by turns. And how
long reading the people of an account takes while 50,000 others are imported, beside idle;
and a page of those.
"""

import csv
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import httpx

from api.http.keys import KeyScope
from graph.store import open_store
from tests.benchmarks.asking import claims, picture
from tests.benchmarks.loading import read_seconds, world
from tests.benchmarks.ranking import Figure
from tests.servers import Server, new_key, serving
from tests.unit.worlds import account_id, batches

NEXT = f"/v1/accounts/{account_id()}/next?limit=8"
PEOPLE = f"/v1/accounts/{account_id()}/people"
PAGE, ONE = "/v1/accounts/New/people?limit=50", "/v1/accounts/New/people/p77@new.example"
ROUNDS, REQUESTS, IMPORTED = 60, 10, 50_000
BARE = """
import sys
from pathlib import Path
from fastapi import FastAPI, Response
from api.http.serving import listening
import uvicorn

body, app = Path(sys.argv[1]).read_bytes(), FastAPI()

@app.get("/")
async def same() -> Response:
    return Response(body, media_type="application/json")

listener = listening("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
config = uvicorn.Config(app, ws="none", log_config=None, access_log=False)
uvicorn.Server(config).run(sockets=[listener])
"""


class Caller:
    """One connection on which the same is asked again and again."""

    def __init__(self, port: int, path: str, headers: Sequence[str] = ()) -> None:
        lines = (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", "")
        self._request = "\r\n".join(lines).encode()
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb")

    def ask(self) -> tuple[str, bytes]:
        """The status line and the body."""
        self._socket.sendall(self._request)
        status, length = self._file.readline().decode().strip(), 0
        while (line := self._file.readline()) != b"\r\n":
            assert line, "the server closed the connection"
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, self._file.read(length)

    def seconds(self) -> float:
        start = perf_counter()
        self.ask()
        return perf_counter() - start

    def close(self) -> None:
        self._file.close()
        self._socket.close()


@contextmanager
def bare(body: Path) -> Iterator[int]:
    """A bare route that returns the bytes of a file; its port."""
    command = [sys.executable, "-c", BARE, str(body)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


def port_of(server: Server) -> int:
    return int(server.address.rpartition(":")[2])


def kept(server: Server, folder: Path) -> Iterator[Figure]:
    """An answer from memory, whole and as "you have it", beside the bare route."""
    key, file = f"Authorization: Bearer {server.key}", folder / "body"
    with server.client() as api:
        answer = api.get(NEXT)
    file.write_bytes(answer.content)
    shown = f"If-None-Match: {answer.headers['etag']}"
    with ExitStack() as stack:
        port = stack.enter_context(bare(file))
        callers = [
            stack.enter_context(closing(one))
            for one in (
                Caller(port, "/"),
                Caller(port_of(server), NEXT, [key]),
                Caller(port_of(server), NEXT, [key, shown]),
            )
        ]
        assert [one.ask()[1] for one in callers] == [answer.content, answer.content, b""]
        least, whole, unchanged = by_turns([one.seconds for one in callers])
    yield Figure("the answer", len(answer.content) / 1_000, "kB")
    yield Figure("a bare FastAPI route with the same bytes", least * 1_000, "ms")
    yield Figure("the answer of `next`, kept by version of the data", whole * 1_000, "ms")
    yield Figure("as fast as the bare route", least / whole, "×", 0.9, at_most=False)
    yield Figure("where the caller has it already", least / unchanged, "×", 0.9, at_most=False)


def by_turns(works: Sequence[Callable[[], float]]) -> list[float]:
    """The median seconds of each work, done by turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, own in zip(works, times, strict=True):
            own.extend(work() for _ in range(REQUESTS))
    return [median(own) for own in times]


def reading(folder: Path) -> Iterator[Figure]:
    """One account of 500 people from the store, with and without a last touch of each."""
    people, all_ = read_seconds(folder, world(500, 0)), read_seconds(folder, world(500, 500))
    yield Figure("500 people from the store", people * 1_000, "ms")
    yield Figure("with the last touches", all_ * 1_000, "ms")
    yield Figure("as long as the people alone", all_ / people, "×", 2.5)


def importing(server: Server, folder: Path) -> Iterator[Figure]:
    """How long others wait while an import runs."""
    path = folder / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("Full Name", "Email", "Title"))
        rows.writerows((f"P{n} Doe", f"p{n}@new.example", "Manager") for n in range(IMPORTED))
    with server.client() as api:
        idle = [_asked(api) for _ in range(100)]
        where = {"account": "New", "file": "people.csv"}
        sent = {"Content-Type": "application/octet-stream"}
        job = api.post("/v1/imports", params=where, content=path.read_bytes(), headers=sent)
        job.raise_for_status()
        busy: list[float] = []
        state = ""
        while state not in {"done", "refused", "failed"}:
            busy.extend(_asked(api) for _ in range(20))
            state = api.get(job.headers["location"]).json()["state"]
            sleep(0.01)
        assert state == "done", api.get(job.headers["location"]).text
    for name, times in (("idle", idle), ("while an import runs", busy)):
        yield Figure(f"GET people, {name}, p50 of {len(times)}", median(times) * 1_000, "ms")
        yield Figure(f"GET people, {name}, p99", quantiles(times, n=100)[98] * 1_000, "ms")
    yield Figure("p50 while an import runs, to idle", median(busy) / median(idle), "×")
    yield Figure(
        "p99 while an import runs, to idle",
        quantiles(busy, n=100)[98] / quantiles(idle, n=100)[98],
        "×",
    )


def _asked(api: httpx.Client, path: str = PEOPLE) -> float:
    start = perf_counter()
    api.get(path).raise_for_status()
    return perf_counter() - start


def paging(server: Server) -> Iterator[Figure]:
    """A page of the people that were imported, the first time and again, and one of them."""
    with server.client() as api:
        yield Figure(f"50 of {IMPORTED:,} people, first", _asked(api, PAGE) * 1_000, "ms")
        for what, path in (("50 of them", PAGE), ("one of them", ONE)):
            again = median(_asked(api, path) for _ in range(20))
            yield Figure(f"{what}, again", again * 1_000, "ms")


def main() -> int:
    """Print every figure; 1 where one misses its bound."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "inroad.db"
        with closing(open_store(str(path))) as store:
            for batch in batches(picture(), *claims(Random(1), 4)):
                store.commit(batch)
        missed = 0
        with serving(path, new_key(path, scope=KeyScope.ADMIN)) as server:
            parts = (kept(server, folder), reading(folder), importing(server, folder))
            for figures in (*parts, paging(server)):
                for figure in figures:
                    print(figure, flush=True)
                    missed += not figure.holds
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
