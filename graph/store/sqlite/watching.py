"""Seeing that a file has changed, without waiting for whoever reads or writes it."""

from pathlib import Path
from threading import Lock

import apsw

from graph.store.sqlite.file import open_file


class Watch:
    """A connection that never writes: what it is told of is every commit of all the others.

    It is opened when it is first asked (https://sqlite.org/pragma.html#pragma_data_version).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._db: apsw.Connection | None = None

    def data_version(self) -> int:
        """Another number after any change to the file. Raises apsw.Error and OSError."""
        with self._lock:
            if self._db is None:
                self._db = open_file(self._path)
            return int(self._db.pragma("data_version"))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
