"""The file of a store: who may read it, and what is said when something is wrong with it."""

import os
import resource
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import apsw
import pytest

from graph.errors import BadInput, InroadError, StoreDamaged, StoreUnavailable
from graph.store import open_store
from graph.store.sqlite.file import told
from tests.contract.store.making import ACME, DANA, FIRST, batch, person, touch


def write_first(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)


def is_readable(path: Path) -> bool:
    with closing(open_store(str(path))) as store:
        return store.read_account(ACME).version == 1


def test_a_new_file_and_its_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store.db"
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
        modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    assert modes == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("form", ["{}", "sqlite:{}", "sqlite://{}"])
def test_a_store_is_named_by_its_path_with_or_without_scheme(path: Path, form: str) -> None:
    with closing(open_store(form.format(path))) as store:
        store.commit(FIRST)
        assert store.url == f"sqlite:{path}"
    assert path.is_file()


def test_a_relative_path_stays_where_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with closing(open_store("./my:store.db")) as store:
        monkeypatch.chdir("/")
        store.commit(FIRST)
    assert is_readable(path.parent / "my:store.db")


def test_home_is_understood(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(path.parent))
    open_store("~/store.db").close()
    assert path.is_file()


def test_a_store_of_another_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="no store for"):
        open_store("postgres:x")


@pytest.mark.parametrize("url", ["", "sqlite:", "sqlite:a\0b"])
def test_a_store_without_a_name_is_refused(url: str) -> None:
    with pytest.raises(BadInput, match="names no file"):
        open_store(url)


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    write_first(path)
    assert is_readable(path)


@pytest.mark.parametrize("content", [b"not a database\n" * 100, b"name,email\nDana,d@x\n", b"\0"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match=f"{path} .*Choose another|restore"):
        open_store(str(path))
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(apsw.Connection(str(path))) as other:
        other.execute("CREATE TABLE mail (text)")
    content = path.read_bytes()
    with pytest.raises(StoreDamaged, match="of another program"):
        open_store(str(path))
    assert path.read_bytes() == content


def test_a_file_from_a_newer_program_is_refused(path: Path) -> None:
    write_first(path)
    with closing(apsw.Connection(str(path))) as newer:
        newer.pragma("user_version", 99)
    with pytest.raises(StoreUnavailable, match=r"newer Inroad .* Update Inroad"):
        open_store(str(path))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="can't be opened"):
        open_store(str(tmp_path))


def test_a_path_below_a_file_is_refused(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreUnavailable, match="can't be opened"):
        open_store(str(path / "below.db"))


def test_a_name_that_is_no_text_is_refused_and_no_file_is_made(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe.db")
    with pytest.raises(BadInput, match=r"no text in UTF-8. Give another name"):
        open_store(str(odd))
    with closing(open_store(str(tmp_path / "good.db"))) as store, pytest.raises(BadInput):
        store.backup(odd)
    assert not odd.exists()


def test_what_cannot_be_opened_whole_is_let_go_of(path: Path) -> None:
    """Opening finishes an erasure that was broken off; what asks for that is damaged here."""
    write_first(path)
    with closing(apsw.Connection(str(path))) as other:
        other.execute("INSERT INTO meta VALUES ('wipe', x'', x'')")
    with pytest.raises(StoreDamaged, match="wipe") as kept:
        open_store(str(path))
    assert [one for one in apsw.connections() if one.filename == str(path)] == [], kept


def test_a_store_that_was_closed_says_so(path: Path) -> None:
    store = open_store(str(path))
    store.close()
    with pytest.raises(StoreUnavailable, match="was closed"):
        store.read_account(ACME)
    store.close()


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """A limit on the size of files, as a full disk would set it."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def test_when_the_disk_takes_no_more_nothing_is_half_written(path: Path) -> None:
    write_first(path)
    with closing(open_store(str(path))) as store:
        before = store.digest()
        big = batch(*(touch(f"k{number}", DANA, note=f"{number} " * 200) for number in range(2000)))
        with no_more_than(300_000), pytest.raises(StoreUnavailable, match=r"space left"):
            store.commit(big)
        assert store.digest() == before
        store.commit(big)
        assert len(store.read_account(ACME).touches) == 2001


@pytest.mark.parametrize(
    ("error", "raised", "advice"),
    [
        (apsw.FullError, StoreUnavailable, "Free some space"),
        (apsw.BusyError, StoreUnavailable, "Try again"),
        (apsw.LockedError, StoreUnavailable, "Try again"),
        (apsw.IOError, StoreUnavailable, "Check its disk"),
        (apsw.ReadOnlyError, StoreUnavailable, "Change the permissions"),
        (apsw.PermissionsError, StoreUnavailable, "Change its permissions"),
        (apsw.CantOpenError, StoreUnavailable, "--store"),
        (apsw.CorruptError, StoreDamaged, "inroad restore"),
        (apsw.NotADBError, StoreDamaged, "--store"),
    ],
)
def test_every_fault_of_the_file_says_what_to_do(
    error: Callable[[str], apsw.Error], raised: type[InroadError], advice: str
) -> None:
    with pytest.raises(raised, match=advice) as said_so, told(Path("/x/store.db")):
        raise error("cause")
    assert "/x/store.db" in str(said_so.value)


def found_damaged(path: Path, digest: Mapping[str, str]) -> str | None:
    """What is said of a file; where nothing is, it must hold what it held."""
    try:
        with closing(open_store(str(path))) as store:
            store.read_account(ACME)
            store.verify()
            assert store.digest() == digest
    except StoreDamaged as damaged:
        return str(damaged)
    return None


def test_damage_anywhere_is_told_and_never_a_crash(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        people = (claim for n in range(300) for claim in person(f"p-{n}", name=f"Dana {n}"))
        store.commit(batch(*people))
        digest = store.digest()
    whole, rng = path.read_bytes(), Random(1)
    told_of = []
    for _ in range(100):
        at = rng.randrange(100, len(whole) - 64)
        path.write_bytes(whole[:at] + rng.randbytes(64) + whole[at + 64 :])
        told_of.append(found_damaged(path, digest))
    messages = list(filter(None, told_of))
    assert len(messages) > 10
    assert all("estore a backup" in one for one in messages)


def test_a_file_cut_short_is_told(path: Path) -> None:
    write_first(path)
    path.write_bytes(path.read_bytes()[:-6000])
    with pytest.raises(StoreDamaged), closing(open_store(str(path))) as store:
        store.verify()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "UPDATE chunk SET claims = replace(claims, 'Dana', 'Dina')",
            "statement claims of batch 1",
        ),
        ("UPDATE chunk SET account = 'ours' WHERE kind = 'link'", "link claims of batch 1"),
        ("DELETE FROM chunk WHERE kind = 'touch'", "batch 1 is not as it was written"),
        ("UPDATE batch SET author = 'Eva'", "batch 1 is not as it was written"),
        ("UPDATE batch SET undone_at = '2026-04-01T09:30:00+00:00'", "still has claims"),
        ("DELETE FROM holder", "the index by e-mail"),
        (
            "INSERT INTO holder VALUES ('email:x', 'a-acme', 'p', 1, 'X')",
            "the index by e-mail",
        ),
        ("DELETE FROM account", "lacks its account"),
        ("UPDATE account SET version = 7", "the version of account a-acme"),
        ("UPDATE batch SET token = 'x'", "batch 1 is not as it was written"),
        ("INSERT INTO entry VALUES ('ours', 2)", "lacks its batch"),
        (
            "DELETE FROM chunk WHERE account = 'ours'; DELETE FROM entry WHERE account = 'ours'",
            "batch 1 is not as it was written",
        ),
        ("INSERT INTO erased VALUES ('x', x'')", "of somebody erased the digest x"),
        ("UPDATE meta SET value = zeroblob(32)", "what the store knows as erasure_key"),
        ("DELETE FROM meta", "the key for the digests of who was erased is gone"),
        ("DROP INDEX chunk_batch", "its tables are not as they were made"),
        ("PRAGMA user_version = 3", "its tables are not as they were made"),
        ("PRAGMA user_version = -1", "its tables are not as they were made"),
    ],
)
def test_what_was_changed_behind_the_seals_is_told(path: Path, change: str, told: str) -> None:
    write_first(path)
    with closing(apsw.Connection(str(path))) as raw:
        raw.execute(change)
    with pytest.raises(StoreDamaged) as damaged, closing(open_store(str(path))) as store:
        store.verify()
    assert told in str(damaged.value)


def test_claims_that_were_changed_are_not_read(path: Path) -> None:
    write_first(path)
    with closing(apsw.Connection(str(path))) as raw:
        raw.execute("UPDATE chunk SET claims = replace(claims, 'Dana', 'Dina')")
    with closing(open_store(str(path))) as store:
        with pytest.raises(StoreDamaged, match=r"statement claims of batch 1.*inroad restore"):
            store.read_account(ACME)
        with pytest.raises(StoreDamaged, match="statement claims of batch 1"):
            store.undo(1, "Ann", datetime(2026, 4, 1, tzinfo=UTC))
