"""Several programs and threads use one file at once, and nothing is lost."""

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
