"""What may only be read, or not even that: the file of a store, or its folder."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import pytest

from graph.errors import StoreUnavailable
from graph.store import open_store
from tests.contract.store.making import ACME, DANA, FIRST, batch, said
from tests.contract.store.schemas import SCHEMAS


def write_first(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)


@contextmanager
def somebody_else() -> Iterator[Path]:
    """A folder of a user whom permissions bind, as they don't bind root."""
    nobody = 65534 if os.geteuid() == 0 else os.geteuid()
    before = os.geteuid()
    with TemporaryDirectory(dir="/tmp") as name:
        os.chown(name, nobody, -1)
        os.seteuid(nobody)
        try:
            yield Path(name)
        finally:
            os.seteuid(before)


def test_a_file_that_may_not_be_written_can_be_read_and_says_so() -> None:
    with somebody_else() as folder:
        path = folder / "store.db"
        write_first(path)
        path.chmod(0o400)
        with closing(open_store(str(path))) as store:
            assert store.read_account(ACME).version == 1
            with pytest.raises(StoreUnavailable, match=r"read-only.*Change the permissions"):
                store.commit(batch(said(DANA, title="CFO")))


@pytest.mark.parametrize("mode", [0o400, 0o600])
def test_a_store_in_a_folder_that_may_not_be_written_can_be_read(mode: int) -> None:
    with somebody_else() as folder:
        path = folder / "a #1 %2e?.db"
        write_first(path)
        path.chmod(mode)
        folder.chmod(0o500)
        with closing(open_store(str(path))) as store:
            assert store.read_account(ACME).version == 1
            store.verify()
            with pytest.raises(StoreUnavailable, match=r"read-only.*Change the permissions"):
                store.commit(batch(said(DANA, title="CFO")))
            assert store.read_account(ACME).version == 1


def test_a_store_that_others_use_can_be_read_by_those_who_may_not_write() -> None:
    with somebody_else() as folder:
        path = folder / "store.db"
        with closing(open_store(str(path))) as writing:
            writing.commit(FIRST)
            folder.chmod(0o500)
            with closing(open_store(str(path))) as store:
                assert store.read_account(ACME).version == 1


def test_a_log_beside_a_file_that_can_only_be_read_is_never_passed_over() -> None:
    with somebody_else() as folder:
        path = folder / "store.db"
        with closing(open_store(str(path))) as writing:
            writing.commit(FIRST)
            copy = folder / "copy"
            copy.mkdir()
            for end in ("", "-wal"):
                (copy / f"store.db{end}").write_bytes((folder / f"store.db{end}").read_bytes())
        copy.chmod(0o500)
        with pytest.raises(StoreUnavailable, match=r"can't be opened.*Check"):
            open_store(str(copy / "store.db"))
        copy.chmod(0o700)


def test_an_old_store_that_can_only_be_read_says_what_to_do() -> None:
    with somebody_else() as folder:
        path = folder / "store.db"
        with closing(apsw.Connection(str(path))) as old:
            old.execute(SCHEMAS[1])
        path.chmod(0o400)
        with pytest.raises(StoreUnavailable, match=r"earlier Inroad.*Copy it"):
            open_store(str(path))


def test_a_file_that_may_not_be_read_says_so() -> None:
    with somebody_else() as folder:
        path = folder / "store.db"
        write_first(path)
        path.chmod(0)
        with pytest.raises(StoreUnavailable, match=r"can't be opened.*Check"):
            open_store(str(path))


def test_a_folder_that_may_not_be_written_says_so() -> None:
    with somebody_else() as folder:
        folder.chmod(0o500)
        with pytest.raises(StoreUnavailable, match=r"can't be opened: Permission denied"):
            open_store(str(folder / "store.db"))
