"""Who wrote to or met whom, and when: events of an account as (sender, recipient, time), in arrays.

All that counts by numpy takes events from here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from graph.analysis.dated_events import events
from graph.model import Account, Event

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Exchanges:
    """One entry for each event and recipient, in the order of time.

    `ids`: everybody who is in them, sorted. `sender`, `recipient`: places in `ids`.
    `seconds`: since 1970-01-01 without a zone, rising. `event`: the number of the event, as
    recipients of one share it.
    """

    ids: tuple[str, ...]
    sender: Ints
    recipient: Ints
    seconds: Ints
    event: Ints


def exchanges(account: Account, *, with_ours: bool = True) -> Exchanges:
    """The events of an account as arrays; `with_ours`: also those with our colleagues."""
    return as_arrays(events(account) if with_ours else account.events)


def as_arrays(several: Sequence[Event]) -> Exchanges:
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
        np.repeat(np.arange(len(several)), counts),
    )


def _recipients(several: Iterable[Event]) -> Iterator[str]:
    return chain.from_iterable(one.recipients for one in several)
