"""Disks that fail at the nth call, once or from then on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw

from tests.faults.vfs import Call, Watcher


@dataclass(frozen=True, slots=True)
class Fault:
    """What a failing disk answers to each call, and whether it goes on failing."""

    name: str
    answers: dict[Call, int]
    lasts: bool


BAD = Fault(
    "bad once",
    {
        Call.WRITE: apsw.SQLITE_IOERR_WRITE,
        Call.SYNC: apsw.SQLITE_IOERR_FSYNC,
        Call.TRUNCATE: apsw.SQLITE_IOERR_TRUNCATE,
        Call.OPEN: apsw.SQLITE_CANTOPEN,
        Call.DELETE: apsw.SQLITE_IOERR_DELETE,
    },
    lasts=False,
)
GONE = Fault("bad from then on", BAD.answers, lasts=True)
FULL = Fault("full", {Call.WRITE: apsw.SQLITE_FULL}, lasts=True)


class Failing(Watcher):
    """Fails at the nth of the calls that a fault answers, counted where it is told to fail."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._nth = 0
        self._calls = 0
        self.has_failed = False

    @contextmanager
    def failing_at(self, nth: int) -> Iterator[None]:
        self._nth, self._calls, self.has_failed = nth, 0, False
        try:
            yield
        finally:
            self._nth = 0

    def before(self, call: Call, path: Path) -> None:
        if not self._nth or call not in self._fault.answers:
            return
        self._calls += 1
        if self._calls == self._nth or (self._fault.lasts and self._calls > self._nth):
            self.has_failed = True
            error = apsw.exception_for(self._fault.answers[call])
            error.args = (f"the test's disk refused to {call} {path.name}",)
            raise error
