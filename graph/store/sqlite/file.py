"""Opening the file of a store: permissions, settings, migrations, and what errors mean."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from secrets import token_bytes

import apsw

from graph.errors import BadInput, StoreDamaged, StoreUnavailable
from graph.store.sqlite.reading import Row
from graph.store.sqlite.schema import APPLICATION_ID, MIGRATIONS, Migration
from graph.store.sqlite.sealing import Broken

BUSY_SECONDS = 5
"""How long to wait for another program that writes."""

_SECTOR = 512  # what is shorter passes for an empty database with SQLite

_EFFECTIVE = os.access in os.supports_effective_ids

READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"

_UNAVAILABLE: dict[type[apsw.Error], str] = {
    apsw.BusyError: "{path} is in use by another program, which didn't let go of it within "
    f"{BUSY_SECONDS} seconds. Try again.",
    apsw.CantOpenError: "{path} can't be opened ({error}). Check that it is a file which you may "
    "read and write, or choose another with --store.",
    apsw.ConnectionClosedError: "{path} was closed.",
    apsw.FullError: "The disk of {path} is full, and nothing was written. Free some space, then "
    "try again.",
    apsw.IOError: "{path} can't be read or written ({error}). Check its disk and the space left "
    "there, then try again.",
    apsw.PermissionsError: "{path} may not be opened by you. Change its permissions, or choose "
    "another with --store.",
    apsw.ReadOnlyError: "{path} is read-only, and nothing was written. Change the permissions of "
    "it and its folder, or choose another with --store.",
}
_UNAVAILABLE[apsw.LockedError] = _UNAVAILABLE[apsw.BusyError]

_DAMAGED: dict[type[apsw.Error], str] = {
    apsw.CorruptError: "{path} is damaged ({error}). Restore a backup: inroad restore FILE.",
    apsw.ConstraintError: "{path} is damaged ({error}). Restore a backup: inroad restore FILE.",
    apsw.NotADBError: "{path} is no Inroad store, or is damaged. Choose another with --store, or "
    "restore a backup: inroad restore FILE.",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say what went wrong with the file, and what to do about it."""
    try:
        yield
    except (Broken, UnicodeDecodeError) as error:
        raise damaged(path, str(error)) from error
    except tuple(_DAMAGED) as error:
        raise StoreDamaged(_DAMAGED[type(error)].format(path=path, error=error)) from error
    except tuple(_UNAVAILABLE) as error:
        raise StoreUnavailable(_UNAVAILABLE[type(error)].format(path=path, error=error)) from error
    except OSError as error:
        raise StoreUnavailable(
            f"{path} can't be opened: {error.strerror}. Check the path and its permissions, or "
            "choose another with --store."
        ) from error


def damaged(path: Path, how: str) -> StoreDamaged:
    """What to say of a file that isn't as it was written."""
    return StoreDamaged(f"{path} is damaged: {how}. Restore a backup: inroad restore FILE.")


def connect(path: Path) -> apsw.Connection:
    """Open the store at `path`, made if it is new and brought up to date if it is old."""
    with told(path), ExitStack() as opened:
        make_private(path)
        db = open_file(path)
        opened.callback(db.close)
        check(db, path)
        _write_ahead(db)
        _migrate(db, path)
        opened.pop_all()
    return db


def refuse_undecodable(path: Path) -> None:
    """Raise BadInput for a name that SQLite can't be given: it holds bytes that are no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise BadInput(
            f"The name {str(path)!a} holds bytes that are no text in UTF-8. Give another name."
        ) from None


def make_private(path: Path) -> None:
    """Make the file and its folder, where they are new, for their owner alone."""
    refuse_undecodable(path)
    new = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in new:
        sync(folder.parent)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def sync(path: Path) -> None:
    """Bring a file to the disk; of a folder, which files are in it, so that no power cut brings
    back an earlier state."""
    if os.name == "nt" and path.is_dir():  # Windows opens no folders, and syncs them itself
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def open_file(path: Path) -> apsw.Connection:
    """A connection to a file that is there, set as every one of ours is; nothing is written."""
    refuse_undecodable(path)
    db = _connection(path)
    db.pragma("synchronous", "full")
    db.pragma("foreign_keys", True)
    db.pragma("secure_delete", True)
    db.pragma("cache_size", -32_768)  # KiB; an import of half a million touches stays in it
    db.pragma("temp_store", "memory")  # what is sorted isn't left lying in a temporary folder
    return db


def _connection(path: Path) -> apsw.Connection:
    """A connection that reads and writes, or only reads where the file or its folder is read-only.

    To read a file that is written ahead SQLite needs two more beside it. Where it can't make
    them nobody who may not write either can change the file, and without a log beside it the
    file holds all: then it is read as it lies there (https://sqlite.org/uri.html, immutable).
    Where one may write, it was the disk that refused, or too many files are open.
    """
    db = _waiting(str(path), apsw.SQLITE_OPEN_READWRITE)
    try:
        db.pragma("schema_version")
    except (apsw.ReadOnlyError, apsw.CantOpenError):
        db.close()
        if _may_write(path) or path.with_name(f"{path.name}-wal").exists():
            raise
        lying = f"{path.absolute().as_uri()}?immutable=1"
        return _waiting(lying, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    except apsw.Error:
        db.close()
        raise
    return db


def _may_write(path: Path) -> bool:
    both = (path, path.parent)
    return all(os.access(one, os.W_OK, effective_ids=_EFFECTIVE) for one in both)


def _waiting(name: str, flags: int) -> apsw.Connection:
    db = apsw.Connection(name, flags=flags)
    db.set_busy_timeout(BUSY_SECONDS * 1000)
    return db


def is_new(db: apsw.Connection) -> bool:
    """Whether nothing was ever written to the file."""
    return version_of(db) == 0 and db.pragma("schema_version") == 0


def version_of(db: apsw.Connection) -> int:
    """How many migrations the file has had."""
    return int(db.pragma("user_version"))


def check(db: apsw.Connection, path: Path) -> None:
    """Raise where the file is not a store, or one that this program can't read.

    In one transaction: another program may be bringing it up to date.
    """
    with transaction(db, READ):
        _check(db, path)


def _check(db: apsw.Connection, path: Path) -> None:
    if is_new(db):
        if path.stat().st_size % _SECTOR:
            raise StoreDamaged(_DAMAGED[apsw.NotADBError].format(path=path))
        return
    if db.pragma("application_id") != APPLICATION_ID:
        raise StoreDamaged(
            f"{path} is the database of another program. Choose another file with --store."
        )
    if version_of(db) > len(MIGRATIONS):
        raise StoreUnavailable(
            f"{path} was written by a newer Inroad (its format is {version_of(db)}; this one "
            f"knows up to {len(MIGRATIONS)}). Update Inroad."
        )
    if version_of(db) < 1 or not _made_by(MIGRATIONS[: version_of(db)]) <= _tables(db):
        raise damaged(path, "its tables are not as they were made")


@lru_cache
def _made_by(migrations: Sequence[Migration]) -> frozenset[Row]:
    """What a file's tables are after some migrations; others may add theirs."""
    with closing(apsw.Connection(":memory:")) as db:
        for migration in migrations:
            _run(db, migration)
        return _tables(db)


def _tables(db: apsw.Connection) -> frozenset[Row]:
    return frozenset(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def _write_ahead(db: apsw.Connection) -> None:
    """Let others read while one writes; a file that was restored doesn't do so yet."""
    if db.pragma("journal_mode") != "wal" and not db.readonly("main"):
        db.pragma("journal_mode", "wal")


def _migrate(db: apsw.Connection, path: Path) -> None:
    """Bring the file up to date, one migration a transaction."""
    if db.readonly("main") and version_of(db) < len(MIGRATIONS):
        raise StoreUnavailable(
            f"{path} is read-only, and was written by an earlier Inroad: it has to be brought up "
            "to date. Copy it to a place where you may write, and give that with --store."
        )
    while (done := version_of(db)) < len(MIGRATIONS):
        with transaction(db, WRITE):
            if version_of(db) == done:  # nobody else was faster
                _run(db, MIGRATIONS[done])
                db.pragma("user_version", done + 1)
                db.pragma("application_id", APPLICATION_ID)
                _make_erasure_key(db)


def _run(db: apsw.Connection, migration: Migration) -> None:
    if isinstance(migration, str):
        db.execute(migration)
    else:
        migration(db)


def _make_erasure_key(db: apsw.Connection) -> None:
    values = ("erasure_key", token_bytes(32))
    db.execute("INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)", values)


@contextmanager
def transaction(db: apsw.Connection, begin: str) -> Iterator[None]:
    """READ sees one state throughout, WRITE is all or nothing and waits for other writers."""
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
