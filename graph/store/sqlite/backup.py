"""Copies of a store: making one while it is in use, checking one, putting one in its place."""

import shutil
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import apsw

from graph.errors import BadInput, StoreDamaged
from graph.store.sqlite.checking import refuse_damaged
from graph.store.sqlite.file import check, is_new, make_private, open_file, sync, told

_MAGIC = b"SQLite format 3\0"
_LEFTOVERS = ("-wal", "-shm", "-journal")


def back_up(db: apsw.Connection, path: Path) -> None:
    """Copy to a new file; others may go on writing. Raises BadInput where the file exists."""
    if path.exists():
        raise BadInput(f"{path} exists already; a backup never overwrites. Give another name.")
    with told(path), ExitStack() as failed:
        make_private(path)
        failed.callback(_discard, path)
        _copy(db, path)
        sync(path.parent)
        failed.pop_all()


def _copy(db: apsw.Connection, path: Path) -> None:
    """Copy to an empty file, checked, and with no other files beside it."""
    with closing(open_file(path)) as copy:
        with closing(copy.backup("main", db, "main")) as work:
            work.step()
        copy.pragma("journal_mode", "delete")
        refuse_damaged(copy, path)


def restore(source: Path, target: Path) -> Path | None:
    """Put a backup in the place of a store; the replaced file is kept, and its path returned.

    Raises StoreDamaged where the backup is no whole store, StoreUnavailable where somebody has
    the store open. The store stays as it was then.
    """
    new = target.with_name(f"{target.name}.restoring")
    with ExitStack() as finally_:
        finally_.callback(_discard, new)
        _copy_checked(source, new, target)
        with told(target):
            kept = _set_aside(target)
            sync(target.parent)  # or a power cut could bring an old log back beside the new file
            new.replace(target)
            sync(target.parent)
    return kept


def _copy_checked(source: Path, new: Path, target: Path) -> None:
    with told(source), closing(open_file(source)) as db:
        if is_new(db):
            raise StoreDamaged(f"{source} holds no store. Choose another backup.")
        check(db, source)
        refuse_damaged(db, source)
        with told(target):  # it is on the disk of the store that there may be no space
            _discard(new)
            make_private(new)
            _copy(db, new)


def _set_aside(target: Path) -> Path | None:
    """Keep the store under another name; its own name stays until it is replaced."""
    if is_there := target.exists():
        _fold(target)
    kept = target.with_name(f"{target.name}.before-restore")
    _discard(kept)
    for end in _LEFTOVERS:  # of a damaged store; they must not be taken for the new one's
        with suppress(FileNotFoundError):
            _beside(target, end).replace(_beside(kept, end))
    if not is_there:
        return None
    try:
        kept.hardlink_to(target)
    except OSError:  # not on this file system
        shutil.copy2(target, kept)
        sync(kept)
    return kept


def _discard(path: Path) -> None:
    """Delete a file and what SQLite left beside it."""
    for end in ("", *_LEFTOVERS):
        _beside(path, end).unlink(missing_ok=True)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _fold(target: Path) -> None:
    """Bring all of a store into its one file, if it is one. Raises BusyError where it is in use."""
    with target.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return
    with suppress(apsw.NotADBError, apsw.CorruptError), closing(open_file(target)) as db:
        if db.readonly("main"):
            raise apsw.ReadOnlyError(f"{target} may not be replaced")
        if db.pragma("journal_mode", "delete") != "delete":
            raise apsw.BusyError(f"{target} is open elsewhere")
