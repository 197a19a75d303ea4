"""Copies: made while others write, checked, and put back without losing what was there."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import apsw
import pytest

from graph.errors import BadInput, StoreDamaged, StoreUnavailable
from graph.store import open_store, restore_store
from graph.store.sqlite import file
from tests.contract.store.making import ACME, DANA, FIRST, batch, said, touch

Spoil = Callable[[Path], None]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "monday.db"


def version(path: Path) -> int:
    with closing(open_store(str(path))) as store:
        return store.read_account(ACME).version


def with_versions(path: Path, count: int) -> None:
    """A store in which Acme is at a version."""
    with closing(open_store(str(path))) as store:
        for number in range(count):
            store.commit(batch(touch(f"k{number}", DANA)))


def test_a_backup_holds_what_the_store_holds(path: Path, backup: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
        store.erase((), {"digest"})
        store.backup(backup)
        digest, key = store.digest(), store.erasure_key()
    assert [one.name for one in backup.parent.iterdir()] == ["monday.db"]
    assert backup.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(backup)) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(open_store(str(backup))) as copy:
        assert copy.digest() == digest
        assert copy.erasure_key() == key
        copy.commit(batch(said(DANA, title="CFO")))


def test_a_backup_never_overwrites(path: Path, backup: Path) -> None:
    backup.parent.mkdir()
    backup.write_text("the only copy of something")
    with closing(open_store(str(path))) as store, pytest.raises(BadInput, match="exists already"):
        store.backup(backup)
    assert backup.read_text() == "the only copy of something"


def test_a_backup_that_fails_leaves_no_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with closing(open_store(str(path))) as store:
        with pytest.raises(StoreUnavailable, match="can't be opened"):
            store.backup(tmp_path / "file" / "below.db")
        assert store.read_account(ACME).version == 0


def test_backups_made_while_another_writes_are_whole(path: Path, backup: Path) -> None:
    with_versions(path, 1)
    stop = Event()

    def write() -> None:
        with closing(open_store(str(path))) as writer:
            number = 0
            while not stop.is_set():
                number += 1
                both = (touch(f"a{number}", DANA), touch(f"b{number}", DANA))
                writer.commit(batch(*both))

    thread = Thread(target=write)
    thread.start()
    try:
        with closing(open_store(str(path))) as store:
            for number in range(10):
                store.backup(backup.with_name(f"{number}.db"))
    finally:
        stop.set()
        thread.join()
    for copy in sorted(backup.parent.iterdir()):
        with closing(open_store(str(copy))) as one:
            one.verify()
            keys = {touched.key for _, touched in one.read_account(ACME).touches} - {"k0"}
            assert {key[1:] for key in keys if key[0] == "a"} == {
                key[1:] for key in keys if key[0] == "b"
            }


def test_restoring_brings_the_backup_and_keeps_what_was_there(path: Path, backup: Path) -> None:
    with_versions(path, 1)
    with closing(open_store(str(path))) as store:
        store.backup(backup)
    with_versions(path, 2)
    kept = restore_store(backup, f"sqlite:{path}")
    assert kept == path.with_name("store.db.before-restore")
    assert sorted(one.name for one in path.parent.iterdir() if one.is_file()) == [
        "store.db",
        "store.db.before-restore",
    ]
    assert version(path) == 1
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
    assert version(kept) == 3
    assert version(backup) == 1
    assert path.stat().st_mode & 0o777 == 0o600


def test_restoring_where_nothing_was_makes_the_store(path: Path, backup: Path) -> None:
    with_versions(backup, 2)
    new = path.with_name("folder") / "store.db"
    assert restore_store(backup, str(new)) is None
    assert version(new) == 2


def test_the_log_of_a_store_that_is_gone_is_not_taken_for_the_new_ones(
    path: Path, backup: Path
) -> None:
    with_versions(backup, 1)
    store = open_store(str(path))
    store.commit(FIRST)
    log = Path(f"{path}-wal").read_bytes()
    store.close()
    path.unlink()
    Path(f"{path}-wal").write_bytes(log)
    restore_store(backup, str(path))
    assert version(path) == 1
    assert Path(f"{path}.before-restore-wal").read_bytes() == log


def test_restoring_leaves_the_backup_as_it_is(path: Path, backup: Path) -> None:
    with_versions(backup, 2)
    content = backup.read_bytes()
    restore_store(backup, str(path))
    assert backup.read_bytes() == content
    assert [one.name for one in backup.parent.iterdir()] == ["monday.db"]


def test_what_is_kept_is_the_last_that_was_replaced(path: Path, backup: Path) -> None:
    with_versions(backup, 5)
    with_versions(path, 1)
    restore_store(backup, str(path))
    with_versions(path, 1)
    kept = restore_store(backup, str(path))
    assert kept is not None
    assert version(kept) == 6


def test_what_a_killed_program_left_in_the_log_beside_the_file_is_kept_too(
    path: Path, backup: Path
) -> None:
    with_versions(backup, 1)
    with_versions(path, 1)
    store = open_store(str(path))
    store.commit(batch(touch("k9", DANA)))
    left = {end: Path(f"{path}{end}").read_bytes() for end in ("", "-wal", "-shm")}
    store.close()
    for end, content in left.items():
        Path(f"{path}{end}").write_bytes(content)
    kept = restore_store(backup, str(path))
    assert kept is not None
    assert version(kept) == 2
    assert version(path) == 1


def test_a_damaged_store_is_replaced_and_kept_as_it_was(path: Path, backup: Path) -> None:
    with_versions(backup, 1)
    path.write_bytes(b"damage" * 1000)
    Path(f"{path}-wal").write_bytes(b"the log of what is damaged")
    kept = restore_store(backup, str(path))
    assert kept is not None
    assert kept.read_bytes() == b"damage" * 1000
    assert Path(f"{kept}-wal").read_bytes() == b"the log of what is damaged"
    assert version(path) == 1


def test_a_store_that_is_open_elsewhere_is_not_replaced(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0)
    with_versions(backup, 1)
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
        with pytest.raises(StoreUnavailable, match="in use by another program"):
            restore_store(backup, str(path))
        store.commit(batch(said(DANA, title="CFO")))
    assert version(path) == 2
    assert not path.with_name("store.db.before-restore").exists()
    assert not path.with_name("store.db.restoring").exists()


def not_a_database(path: Path) -> None:
    path.write_text("name,email\n" * 100)


def cut_short(path: Path) -> None:
    with_versions(path, 20)
    path.write_bytes(path.read_bytes()[:-5000])


def empty(path: Path) -> None:
    path.touch()


def of_another_program(path: Path) -> None:
    with closing(apsw.Connection(str(path))) as other:
        other.execute("CREATE TABLE mail (text)")


def orphaned(path: Path) -> None:
    with_versions(path, 1)
    with closing(apsw.Connection(str(path))) as other:
        other.execute("DELETE FROM entry")


@pytest.mark.parametrize("spoil", [not_a_database, cut_short, empty, of_another_program, orphaned])
def test_what_is_no_whole_store_is_not_restored(path: Path, backup: Path, spoil: Spoil) -> None:
    with_versions(path, 3)
    backup.parent.mkdir()
    spoil(backup)
    with pytest.raises(StoreDamaged, match=str(backup)):
        restore_store(backup, str(path))
    assert version(path) == 3
    assert [one.name for one in path.parent.iterdir() if one.is_file()] == ["store.db"]


def test_a_backup_of_a_newer_program_is_not_restored(path: Path, backup: Path) -> None:
    with_versions(backup, 1)
    with closing(apsw.Connection(str(backup))) as newer:
        newer.pragma("user_version", 99)
    with pytest.raises(StoreUnavailable, match="Update Inroad"):
        restore_store(backup, str(path))
    assert not path.exists()


def test_a_backup_that_is_not_there_is_told(path: Path, backup: Path) -> None:
    with pytest.raises(StoreUnavailable, match=str(backup)):
        restore_store(backup, str(path))
