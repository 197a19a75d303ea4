"""Reading events (`sender,recipient,timestamp`, plain or .gz) and people (`id` and more), and the
windows in which they are looked at."""

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from graph.analysis.reach.influence import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Mails:
    """`ids`: everybody, by number. The arrays have one entry a mail and recipient; `seconds`
    are since 1970."""

    ids: tuple[str, ...]
    sender: Ints
    recipient: Ints
    seconds: Ints

    def vector(self, values: Mapping[str, float]) -> Floats:
        """Values by id as an array, 0 for everybody else."""
        return np.array([values.get(id_, 0.0) for id_ in self.ids])


def read_mails(path: Path) -> Mails:
    """All mails of a file."""
    rows = [(row["sender"], row["recipient"], row["timestamp"]) for row in read_rows(path)]
    senders, recipients, moments = zip(*rows, strict=True)
    ids = sorted({*senders, *recipients})
    number = {id_: place for place, id_ in enumerate(ids)}
    return Mails(
        tuple(ids),
        np.array([number[id_] for id_ in senders]),
        np.array([number[id_] for id_ in recipients]),
        np.array([datetime.fromisoformat(one) for one in moments], "datetime64[s]").astype(int),
    )


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a .csv or .csv.gz by its header."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def seconds_of(day: date) -> int:
    """The midnight at which a day begins, since 1970."""
    return (day - date(1970, 1, 1)).days * 86_400


@dataclass(frozen=True, slots=True)
class Window:
    """The first day of training, the first of the test, and the day after the last."""

    train: date
    test: date
    end: date

    def nested(self, days: int) -> "Window":
        """The last `days` of training as the test."""
        return Window(self.train, self.test - timedelta(days), self.test)


def every_month(mails: Mails) -> list[Window]:
    """Three months of training and two of test, from each first of a month that allows it."""
    moments = mails.seconds.astype("datetime64[s]").astype("datetime64[M]")
    first, last = moments.min(), moments.max()
    firsts = np.arange(first, last - 3).astype("datetime64[D]")
    later = [(firsts.astype("datetime64[M]") + months).astype("datetime64[D]") for months in (3, 5)]
    return [Window(*days) for days in zip(*(one.tolist() for one in (firsts, *later)), strict=True)]
