"""Reading events (`sender,recipient,timestamp`, plain or .gz) and people (`id` and more)."""

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np

from graph.analysis.influence import Floats, Ints


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
