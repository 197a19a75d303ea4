"""Waiting for a server no longer than it answers: the driver itself would wait for minutes.

Work may take as long as it takes; all that is asked of the server meanwhile is that it answers.
"""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE_SECONDS = 2.0
"""So long nobody asks whether the server still answers."""

SILENCE_SECONDS = 4.5
"""So long it may be before it does."""


class Unanswered(Exception):
    """The server doesn't answer; what the work comes to isn't known."""


def while_answering(work: Callable[[], T], ask: Callable[[], object]) -> T:
    """What some work comes to, or its error.

    `ask` has the server answer, over a connection of its own. Where it fails again and again, or
    takes too long, Unanswered is raised; the work is left behind, in a thread that ends when it
    does.
    """
    running = _Running(work)
    silent_until = monotonic() + SILENCE_SECONDS
    while not running.ended.wait(min(PATIENCE_SECONDS, _left(silent_until))):
        asking = _Running(ask)
        if asking.ended.wait(_left(silent_until)) and asking.error is None:
            silent_until = monotonic() + SILENCE_SECONDS
        elif not _left(silent_until) and not running.ended.is_set():
            raise Unanswered
    return running.outcome()


def _left(until: float) -> float:
    """Seconds until a moment of the monotonic clock."""
    return max(0.0, until - monotonic())


class _Running(Generic[T]):
    """Work in a thread of its own, which ends with the program; its error is kept."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.ended = Event()
        self.error: BaseException | None = None
        self._results: list[T] = []
        Thread(target=self._run, args=(work,), daemon=True).start()

    def outcome(self) -> T:
        """What it came to, once it has ended. Raises its error."""
        if self.error is not None:
            raise self.error
        return self._results[0]

    def _run(self, work: Callable[[], T]) -> None:
        with self:
            self._results.append(work())

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        self.error = error
        self.ended.set()
        return True
