"""A disk that does as a test says: between SQLite and the real files, through apsw.

What the store does to its files comes by here first: a `Watcher` is told, and may refuse, end
the program or remember what isn't synced yet. apsw raises an error of a watcher also where
SQLite itself would have passed over it, as with a checkpoint after a commit: these disks are
a little worse than real ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import apsw

NAME = "watched"
_REAL = "unix"


class Call(StrEnum):
    """What is done to a file."""

    WRITE = "write"
    SYNC = "sync"
    TRUNCATE = "truncate"
    OPEN = "open"
    DELETE = "delete"


class Watcher:
    """Is told of each call before it is done; what it raises is the call's answer instead."""

    def before(self, call: Call, path: Path) -> None:
        """Any call."""

    def write(self, path: Path, data: bytes, offset: int) -> None:
        self.before(Call.WRITE, path)

    def sync(self, path: Path) -> None:
        self.before(Call.SYNC, path)

    def truncate(self, path: Path, size: int) -> None:
        self.before(Call.TRUNCATE, path)

    def open(self, path: Path) -> None:
        self.before(Call.OPEN, path)

    def delete(self, path: Path, is_synced: bool) -> None:
        self.before(Call.DELETE, path)


class _File(apsw.VFSFile):
    def __init__(
        self, watcher: Watcher, path: Path, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__(_REAL, name, flags)
        self._watcher = watcher
        self._path = path

    def xWrite(self, data: bytes, offset: int) -> None:
        self._watcher.write(self._path, data, offset)
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self._watcher.sync(self._path)  # and no more: no power is cut but in a test's words

    def xTruncate(self, newsize: int) -> None:
        self._watcher.truncate(self._path, newsize)
        super().xTruncate(newsize)


class _Disk(apsw.VFS):
    def __init__(self, watcher: Watcher) -> None:
        super().__init__(NAME, _REAL)
        self._watcher = watcher

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _File:
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "")
        self._watcher.open(path)
        return _File(self._watcher, path, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._watcher.delete(Path(filename), syncdir)
        super().xDelete(filename, syncdir)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Everything that is opened in here lies on the watched disk."""
    disk = _Disk(watcher)
    usual = apsw.vfs_names()[0]
    apsw.set_default_vfs(NAME)
    try:
        yield
    finally:
        apsw.set_default_vfs(usual)
        disk.unregister()
