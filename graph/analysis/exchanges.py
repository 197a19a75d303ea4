"""Who wrote to or met whom, and when: dated events as (sender, recipient, time), in arrays.

All that counts by numpy takes events from here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from graph.model import Event

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Exchanges:
    """One entry for each event and recipient, in the order of time.

    `ids`: everybody who is in them, sorted. `sender`, `recipient`: places in `ids`.
    `seconds`: since 1970-01-01 without a zone, rising.
    """

    ids: tuple[str, ...]
    sender: Ints
    recipient: Ints
    seconds: Ints


def exchanges(several: Sequence[Event]) -> Exchanges:
    """Events, oldest first, as arrays."""
    counts = np.fromiter((len(one.recipients) for one in several), np.int64, len(several))
    ids = tuple(sorted({*(one.sender for one in several), *_recipients(several)}))
    number = {id_: place for place, id_ in enumerate(ids)}
    senders = np.fromiter((number[one.sender] for one in several), np.int64, len(several))
    recipients = map(number.__getitem__, _recipients(several))
    moments = np.array([one.at for one in several], "datetime64[s]").astype(np.int64)
    return Exchanges(
        ids,
        np.repeat(senders, counts),
        np.fromiter(recipients, np.int64, int(counts.sum())),
        np.repeat(moments, counts),
    )


def _recipients(several: Iterable[Event]) -> Iterator[str]:
    return chain.from_iterable(one.recipients for one in several)
