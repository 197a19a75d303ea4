"""Several programs and threads use one file at once, and nothing is lost."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import apsw
import pytest

from graph.errors import Conflict, StoreUnavailable
from graph.store import Store, open_store
from graph.store.sqlite import file
from tests.contract.store.making import ACME, DANA, FIRST, batch, said, touch

WRITERS, TURNS = 4, 100
ROOT = Path(__file__).parents[3]


def count_up(store: Store) -> None:
    """Read a number and write the next one, over again where somebody else was faster."""
    while True:
        log = store.read_account(ACME)
        number = int(str(log.statements[-1][1].fields["notes"])) if log.statements else 0
        following = batch(said(DANA, notes=str(number + 1)))
        try:
            store.commit(replace(following, based_on={ACME: log.version}))
        except Conflict:
            continue
        return


def count_often(store: Store, turns: int) -> None:
    for _ in range(turns):
        count_up(store)


def together(command: Sequence[str], programs: int) -> None:
    started = [subprocess.Popen(command, cwd=ROOT) for _ in range(programs)]
    assert [one.wait(120) for one in started] == [0] * programs


def test_four_programs_that_count_up_together_lose_nothing(path: Path) -> None:
    together([sys.executable, "-m", __name__, str(path), str(TURNS)], WRITERS)
    with closing(open_store(str(path))) as store:
        numbers = [one.fields["notes"] for _, one in store.read_account(ACME).statements]
        assert numbers == [str(one + 1) for one in range(WRITERS * TURNS)]
        assert store.read_account(ACME).version == WRITERS * TURNS
        assert [one.id for one in store.batches()] == list(range(WRITERS * TURNS, 0, -1))
        store.verify()


def test_threads_may_share_an_opened_store(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        threads = [Thread(target=count_often, args=(store, 25)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.read_account(ACME).version == 100


def test_a_writer_that_is_kept_waiting_is_told_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0)
    with closing(open_store(str(path))) as store, closing(apsw.Connection(str(path))) as other:
        store.commit(FIRST)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match=r"in use by another program.*Try again"):
            store.commit(batch(said(DANA, title="CFO")))
        assert store.read_account(ACME).version == 1
        other.execute("ROLLBACK")
        store.commit(batch(said(DANA, title="CFO")))


def test_a_reader_sees_one_state_while_another_writes(path: Path) -> None:
    with closing(open_store(str(path))) as writer, closing(open_store(str(path))) as reader:
        writer.commit(FIRST)
        stop: list[bool] = []

        def write() -> None:
            for number in range(200):
                writer.commit(batch(touch(f"a{number}", DANA), said(DANA, notes=str(number))))
            stop.append(True)

        thread = Thread(target=write)
        thread.start()
        while not stop:
            log = reader.read_account(ACME)
            assert len(log.touches) == log.version
            assert len(log.headers) == log.version
        thread.join()


if __name__ == "__main__":
    with closing(open_store(sys.argv[1])) as own:
        count_often(own, int(sys.argv[2]))
