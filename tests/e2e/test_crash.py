"""A program that is killed at any moment loses nothing it acknowledged, and leaves no half."""

import os
from collections import defaultdict
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import sleep

from graph.log import AccountLog
from graph.store import open_store
from tests.e2e.crash_writer import ACCOUNT, numbered, write

KILLS = int(os.environ.get("INROAD_KILLS", "100"))
KILLS_OF_ONE_FILE = 10
KINDS = ("entities", "statements", "links", "touches", "listings")


def kill_one(path: Path, rng: Random) -> dict[int, bool]:
    """Start a writer, kill it somewhere, and return what it acknowledged: id → taken back."""
    programs = get_context("forkserver")
    programs.set_forkserver_preload(["__main__", write.__module__])  # so that each starts at once
    ours, theirs = programs.Pipe(duplex=False)
    writer = programs.Process(target=write, args=(str(path), theirs))
    writer.start()
    theirs.close()
    done: dict[int, bool] = {}
    for _ in range(rng.randrange(8)):
        done.update([ours.recv()])
    sleep(rng.uniform(0, 0.01))
    writer.kill()
    writer.join()
    done.update(left_in(ours))
    ours.close()
    return done


def left_in(pipe: Connection) -> list[tuple[int, bool]]:
    """What was said before the end and not yet heard."""
    heard = []
    while pipe.poll():
        try:
            heard.append(pipe.recv())
        except EOFError:
            break
    return heard


def by_batch(log: AccountLog) -> dict[int, list[list[object]]]:
    """The claims of each batch, kind by kind."""
    found: dict[int, list[list[object]]] = defaultdict(lambda: [[] for _ in KINDS])
    for place, kind in enumerate(KINDS):
        for id_, claim in getattr(log, kind):
            found[id_][place].append(claim)
    return found


def check(path: Path, acknowledged: dict[int, bool]) -> int:
    """Everything acknowledged is there, and each batch is there whole or not at all."""
    with closing(open_store(str(path))) as store:
        store.verify()
        headers = {one.id: one for one in store.batches()}
        claims = by_batch(store.read_account(ACCOUNT))
    assert sorted(headers) == list(range(1, len(headers) + 1))
    assert acknowledged.keys() <= headers.keys()
    for id_, header in headers.items():
        wanted = numbered(int(header.action))
        undone = header.undone_at is not None
        assert undone or not acknowledged.get(id_, False)
        assert claims[id_] == [[] if undone else getattr(wanted, kind) for kind in KINDS]
    return len(headers)


def test_nothing_acknowledged_is_lost_and_no_batch_is_half_in(tmp_path: Path) -> None:
    rng = Random(1)
    written = 0
    for first in range(0, KILLS, KILLS_OF_ONE_FILE):
        path = tmp_path / f"{first}.db"
        acknowledged: dict[int, bool] = {}
        for _ in range(min(KILLS_OF_ONE_FILE, KILLS - first)):
            acknowledged |= kill_one(path, rng)
            count = check(path, acknowledged)
        written += count
    assert written > KILLS
