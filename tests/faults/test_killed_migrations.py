"""A program killed anywhere in a migration leaves a file that opens, is whole and holds all."""

import os
import shutil
import signal
from contextlib import closing
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import apsw
import pytest

from graph.store import open_store
from tests.contract.store.schemas import SCHEMAS
from tests.contract.store.test_sqlite_migrations import expected
from tests.faults import ALL
from tests.faults.vfs import Call, Watcher, watched

EARLIER = sorted(SCHEMAS)[:-1]


class Killing(Watcher):
    """Kills the program before the nth call."""

    def __init__(self, nth: int) -> None:
        self._left = nth

    def before(self, call: Call, path: Path) -> None:
        self._left -= 1
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def open_until_killed(path: Path, nth: int) -> None:
    with watched(Killing(nth)):
        open_store(str(path)).close()


def is_killed(path: Path, nth: int) -> bool:
    program = get_context("fork").Process(target=open_until_killed, args=(path, nth))
    program.start()
    program.join()
    return program.exitcode == -signal.SIGKILL


@pytest.mark.parametrize("version", EARLIER)
def test_a_migration_killed_at_any_step_can_be_finished(tmp_path: Path, version: int) -> None:
    model, step = expected(), 1 if ALL or version == EARLIER[0] else 5
    with closing(apsw.Connection(str(first := tmp_path / "first.db"))) as old:
        old.execute(SCHEMAS[version])
    for nth in count(1, step):
        path = Path(shutil.copy(first, tmp_path / f"{nth}.db"))
        killed = is_killed(path, nth)
        with watched(Watcher()), closing(open_store(str(path))) as store:
            store.verify()
            assert store.digest() == model.digest()
            assert store.batches() == model.batches()
        if not killed:
            break
    assert nth > 10
