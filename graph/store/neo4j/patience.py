"""Waiting for a server no longer than it answers: the driver itself would wait for minutes.

Work may take as long as it takes; all that is asked of the server meanwhile is that it answers.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, Generic, TypeVar

T = TypeVar("T")

PATIENCE_SECONDS = 1.0
"""So long nobody asks whether the server still answers."""

SILENCE_SECONDS = 4.5
"""So long it may be before it does."""

LONGER = 0.25
"""Or this share of the time for which it did: one that works for minutes stops for seconds to put
its memory in order, and all the longer on a busy machine."""


class Unanswered(Exception):
    """The server doesn't answer; what the work comes to isn't known."""


def while_answering(work: Callable[[], T], *asks: Callable[[], object]) -> T:
    """What some work comes to, or its error.

    Each of `asks` has the server answer, in a way of its own; one that does is enough. Where all
    fail again and again, or take too long, Unanswered is raised; the work is left behind, in a
    thread that ends when it does.
    """
    ended: SimpleQueue[_Running[Any]] = SimpleQueue()
    running, idle = _Running(work, ended), list(asks)
    began, ask_at, silent_until = monotonic(), _in(PATIENCE_SECONDS), _in(SILENCE_SECONDS)
    while (one := _next(ended, min(ask_at, silent_until))) is not running:
        if one is not None:
            idle.append(one.work)
            if one.error is None:
                silent_until = _in(max(SILENCE_SECONDS, LONGER * (monotonic() - began)))
        elif monotonic() >= silent_until:
            raise Unanswered
        else:
            while idle:
                _Running(idle.pop(), ended)
            ask_at = _in(PATIENCE_SECONDS)
    return running.outcome()


def _in(seconds: float) -> float:
    """A moment of the monotonic clock."""
    return monotonic() + seconds


def _next(ended: "SimpleQueue[_Running[Any]]", until: float) -> "_Running[Any] | None":
    """What ends next, None where nothing does before a moment."""
    try:
        return ended.get(timeout=max(0.0, until - monotonic()))
    except Empty:
        return None


class _Running(Generic[T]):
    """Work in a thread of its own, which ends with the program; its error is kept."""

    def __init__(self, work: Callable[[], T], ended: "SimpleQueue[_Running[Any]]") -> None:
        self.work = work
        self.error: BaseException | None = None
        self._ended = ended
        self._results: list[T] = []
        Thread(target=self._run, daemon=True).start()

    def outcome(self) -> T:
        """What it came to, once it has ended. Raises its error."""
        if self.error is not None:
            raise self.error
        return self._results[0]

    def _run(self) -> None:
        try:
            self._results.append(self.work())
        except BaseException as error:  # noqa: BLE001 -- raised again where it is waited for
            self.error = error
        self._ended.put(self)
