"""Imports that are waiting, running or done: one runs at a time, each in a process of its own.

Others are answered meanwhile as fast as ever, and an import that is ended from outside has
written all of its batch or nothing. Jobs are forgotten with the server; what they wrote isn't.
"""

import multiprocessing
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from secrets import token_hex
from tempfile import mkdtemp
from threading import Lock
from typing import Any

from api.http.imports.working import Order, Progress, Refusal, Report, Told, work

MOST_WAITING = 20
MOST_KEPT = 200
"""So many jobs are remembered; the oldest of those that are over go first."""


class JobState(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    FAILED = "failed"


OVER = frozenset({JobState.DONE, JobState.REFUSED, JobState.CANCELLED, JobState.FAILED})


@dataclass(frozen=True, slots=True)
class Job:
    """An import as it stands now. `owner`: who sent it, and alone may see it."""

    id: str
    owner: str
    files: tuple[str, ...]
    sent_at: datetime
    key: str | None = None
    digest: str = ""
    state: JobState = JobState.WAITING
    progress: Progress | None = None
    report: dict[str, Any] | None = None
    refusal: Refusal | None = None

    @property
    def is_over(self) -> bool:
        return self.state in OVER


class KeyTaken(Exception):
    """The key was sent with another import."""


class TooManyJobs(Exception):
    """So many imports are waiting that no further one is taken."""


@dataclass(slots=True)
class ImportJobs:
    """The imports of one server. `folder`: where files lie until they are read."""

    folder: Path = field(default_factory=lambda: Path(mkdtemp(prefix="inroad-imports-")))
    _jobs: dict[str, Job] = field(default_factory=dict)
    _ends: dict[str, Callable[[], None]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _one_by_one: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def place(self) -> Path:
        """A new folder for the files of one import."""
        return Path(mkdtemp(dir=self.folder))

    def start(
        self, order: Order, owner: str, place: Path, key: str | None = None, digest: str = ""
    ) -> Job:
        """Take an import whose files lie at `place`, or find the one that came with its `key`.

        `digest`: by which two requests are known as one. Raises KeyTaken, TooManyJobs.
        """
        names = tuple(one.name for one in order.uploads)
        job = Job(token_hex(8), owner, names, order.now, key, digest)
        with self._lock:
            if key is not None and (before := self._sent_with(owner, key)) is not None:
                shutil.rmtree(place, ignore_errors=True)
                if before.digest != digest:
                    raise KeyTaken
                return before
            if sum(not one.is_over for one in self._jobs.values()) >= MOST_WAITING:
                raise TooManyJobs
            self._forget_oldest()
            self._jobs[job.id] = job
        self._one_by_one.submit(self._run, job.id, order, place)
        return job

    def find(self, id_: str, owner: str) -> Job | None:
        """A job of its owner's."""
        job = self._jobs.get(id_)
        return job if job is not None and job.owner == owner else None

    def of(self, owner: str) -> Sequence[Job]:
        """All jobs of one owner, newest first."""
        with self._lock:
            return [job for job in reversed(self._jobs.values()) if job.owner == owner]

    def cancel(self, id_: str) -> Job:
        """End a job that isn't over; what it was about to write isn't written."""
        with self._lock:
            job = self._jobs[id_]
            if not job.is_over:
                job = self._jobs[id_] = replace(job, state=JobState.CANCELLED)
                if end := self._ends.get(id_):
                    end()
        return job

    def close(self) -> None:
        """End all that runs or waits, and remove what lies there."""
        for id_ in list(self._jobs):
            self.cancel(id_)
        self._one_by_one.shutdown(wait=True, cancel_futures=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _sent_with(self, owner: str, key: str) -> Job | None:
        jobs = self._jobs.values()
        return next((one for one in jobs if (one.owner, one.key) == (owner, key)), None)

    def _forget_oldest(self) -> None:
        over = [id_ for id_, job in self._jobs.items() if job.is_over and id_ not in self._ends]
        for id_ in over[: max(0, len(self._jobs) + 1 - MOST_KEPT)]:
            del self._jobs[id_]

    def _run(self, id_: str, order: Order, place: Path) -> None:
        outcome = None
        try:
            outcome = self._outcome(id_, order)
        finally:
            shutil.rmtree(place, ignore_errors=True)
            self._end(id_, outcome)

    def _outcome(self, id_: str, order: Order) -> Report | Refusal | None:
        """What comes of it; None where it doesn't start, or ends without a word."""
        receiver, sender = _SPAWN.Pipe(duplex=False)
        process = _SPAWN.Process(target=work, args=(order, sender), daemon=True)
        with receiver:
            if not self._begin(id_, process):
                return None
            sender.close()
            last = self._last_word(id_, receiver)
            process.join()
        return last

    def _begin(self, id_: str, process: SpawnProcess) -> bool:
        """Start the process of a job unless it was cancelled meanwhile."""
        with self._lock:
            if self._jobs[id_].is_over:
                return False
            process.start()
            self._ends[id_] = process.terminate
            self._jobs[id_] = replace(self._jobs[id_], state=JobState.RUNNING)
        return True

    def _last_word(self, id_: str, receiver: Connection) -> Report | Refusal | None:
        with suppress(EOFError):
            while True:
                told: Told = receiver.recv()
                if not isinstance(told, Progress):
                    return told
                with self._lock:
                    self._jobs[id_] = replace(self._jobs[id_], progress=told)
        return None

    def _end(self, id_: str, outcome: Report | Refusal | None) -> None:
        """A job that was cancelled stays so, unless all was written before it ended."""
        with self._lock:
            self._ends.pop(id_, None)
            job = self._jobs[id_]
            match outcome:
                case Report():
                    job = replace(job, state=JobState.DONE, report=outcome.answer)
                case Refusal():
                    job = replace(job, state=JobState.REFUSED, refusal=outcome)
                case None if not job.is_over:
                    job = replace(job, state=JobState.FAILED)
            self._jobs[id_] = job


_SPAWN = multiprocessing.get_context("spawn")
