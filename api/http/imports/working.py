"""What the process of one import does: it reads the files, writes the batch, and tells."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from graph.errors import Ambiguous, BadInput, InroadError
from graph.planning.import_report import ImportOptions
from graph.planning.source_files import SourceFile, read_source

_SECONDS_BETWEEN = 0.2
"""So often at most it is told how far an import is."""


class Upload(NamedTuple):
    """A file that was taken in: what its sender calls it, and where it lies."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Order:
    """All that the process is given."""

    store_url: str
    uploads: tuple[Upload, ...]
    options: ImportOptions
    now: datetime


class Progress(NamedTuple):
    """How far it is: what is being done, and how many rows of it are done, of how many."""

    stage: str
    done: int
    total: int


class Report(NamedTuple):
    """It is done."""

    answer: dict[str, Any]


class Refusal(NamedTuple):
    """It wrote nothing, and why; `faults` say where and how to mend it."""

    message: str
    faults: tuple[str, ...]


Told = Progress | Report | Refusal


def work(order: Order, pipe: Connection) -> None:
    """Do an import, and send what is `Told` of it through the pipe; the last is no Progress."""
    with closing(pipe):
        try:
            pipe.send(Report(_answer(order, _Telling(pipe.send))))
        except InroadError as error:
            pipe.send(_refusal(error))


def _answer(order: Order, progress: Callable[[str, int, int], None]) -> dict[str, Any]:
    from api.answers.imports import report_json
    from graph.planning.importing import import_files
    from graph.store import open_store

    files = [_source(one) for one in order.uploads]
    with closing(open_store(order.store_url)) as store:
        return report_json(import_files(store, files, order.options, order.now, progress))


def _source(upload: Upload) -> SourceFile:
    with upload.path.open("rb") as file:
        return read_source(upload.name, file, upload.path.stat().st_size)


def _refusal(error: InroadError) -> Refusal:
    match error:
        case BadInput():
            return Refusal(str(error), error.faults)
        case Ambiguous():
            return Refusal(str(error), error.choices)
    return Refusal(str(error), ())


class _Telling:
    """Tells each new stage, and within one how far it is now and then."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self._tell = tell
        self._stage = ""
        self._told_at = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = monotonic()
        if stage != self._stage or done >= total or now - self._told_at >= _SECONDS_BETWEEN:
            self._stage, self._told_at = stage, now
            self._tell(Progress(stage, done, total))
