"""A file that an earlier version of the program wrote is brought up to date, and holds all."""

from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread

import apsw
import pytest

from graph.errors import StoreUnavailable
from graph.store import open_store
from graph.store.sqlite import file
from graph.store.sqlite.schema import MIGRATIONS
from tests.contract.store.making import ACME, DANA, FIRST, LATER, batch, said
from tests.contract.store.schemas import SCHEMAS
from tests.memory_store import MemoryStore

WRITTEN = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"


def expected() -> MemoryStore:
    """What every script in `SCHEMAS` holds."""
    model = MemoryStore()
    model.commit(FIRST)
    model.commit(batch(said(DANA, title="CFO")))
    model.undo(2, "Ann", LATER)
    model.erase((), {"digest of somebody erased"})
    return model


def test_there_is_a_script_for_every_schema() -> None:
    assert sorted(SCHEMAS) == list(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("version", SCHEMAS)
def test_a_file_of_every_earlier_schema_opens_with_all_it_holds(path: Path, version: int) -> None:
    with closing(apsw.Connection(str(path))) as old:
        old.execute(SCHEMAS[version])
        assert old.pragma("user_version") == version
    model = expected()
    with closing(open_store(str(path))) as store:
        assert store.digest() == model.digest()
        assert store.read_account(ACME) == model.read_account(ACME)
        assert store.batches() == model.batches()
        assert store.find("email", ["dana.reyes@acme.example"]) != []
        assert len(store.erasure_key()) == 32
        store.verify()
        assert store.commit(batch(said(DANA, title="CEO"))).id == 3
        store.undo(3, "Ann", LATER)


def test_what_is_private_in_a_file_of_the_first_schema_finds_nobody_any_more(path: Path) -> None:
    with closing(apsw.Connection(str(path))) as old:
        old.execute(SCHEMAS[1])
        old.execute("UPDATE statement SET private = 1 WHERE entity = 'p-dana'")
    with closing(open_store(str(path))) as store:
        assert store.find("email", ["dana.reyes@acme.example"]) == []
        assert any(said.private for _, said in store.read_account(ACME).statements)


@pytest.mark.parametrize("version", SCHEMAS)
def test_an_old_file_ends_with_the_schema_of_a_new_one(path: Path, version: int) -> None:
    new = path.with_name("new.db")
    with closing(apsw.Connection(str(path))) as old:
        old.execute(SCHEMAS[version])
    for one in (path, new):
        open_store(str(one)).close()
    with closing(apsw.Connection(str(path))) as old, closing(apsw.Connection(str(new))) as fresh:
        assert old.execute(WRITTEN).fetchall() == fresh.execute(WRITTEN).fetchall()


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(str(path)).close()
    broken = (*MIGRATIONS, "CREATE TABLE more (a TEXT) STRICT; INSERT INTO nowhere VALUES (1)")
    monkeypatch.setattr(file, "MIGRATIONS", broken)
    with pytest.raises(apsw.SQLError):
        open_store(str(path))
    monkeypatch.undo()
    with closing(open_store(str(path))) as store:
        store.verify()
    with closing(apsw.Connection(str(path))) as raw:
        assert raw.pragma("user_version") == len(MIGRATIONS)
        assert raw.execute("SELECT * FROM sqlite_schema WHERE name = 'more'").fetchall() == []


def test_a_later_migration_runs_once_and_an_older_program_then_refuses(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
    monkeypatch.setattr(file, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE more (a TEXT) STRICT"))
    for _ in range(2):
        with closing(open_store(str(path))) as store:
            assert store.read_account(ACME).version == 1
    monkeypatch.undo()
    with pytest.raises(StoreUnavailable, match="newer Inroad"):
        open_store(str(path))


def test_many_may_open_a_new_file_at_once(path: Path) -> None:
    ready, failed = Barrier(8), []

    def open_it() -> None:
        ready.wait()
        try:
            open_store(str(path)).close()
        except StoreUnavailable as error:
            failed.append(error)

    threads = [Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
