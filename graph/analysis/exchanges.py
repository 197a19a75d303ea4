"""Who wrote to or met whom, and when: events of an account as (sender, recipient, time).

Mails and meetings among the account's own people, and those with ours of which it is known
who began them. Everything that works on dated events takes them from here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain

import numpy as np
import numpy.typing as npt

from graph.analysis.touches import SPOKEN
from graph.model import Account, Event, Touch
from graph.vocabulary import Channel, Direction, Outcome

Ints = npt.NDArray[np.int64]

_MIDNIGHT = time()


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


def events(account: Account) -> tuple[Event, ...]:
    """Events among the account's own people and with ours, oldest first.

    Of touches those count of which one knows who began them, and which reached somebody.
    """
    ours = tuple(_of_touches(account.touches))
    return tuple(sorted((*account.events, *ours))) if ours else account.events


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


def _of_touches(touches: Iterable[Touch]) -> Iterator[Event]:
    for touch in touches:
        sender = _sender(touch)
        if sender is not None and _reached(touch):
            everybody = dict.fromkeys((*touch.colleagues, *touch.people))
            recipients = tuple(one for one in everybody if one != sender)
            at = datetime.combine(touch.on, touch.at or _MIDNIGHT)
            yield Event(at, sender, recipients, touch.channel)


def _sender(touch: Touch) -> str | None:
    """Who began it: the one who could have, or, of several, who is said to have."""
    if touch.direction is Direction.UNKNOWN:
        return None
    side = touch.colleagues if touch.direction is Direction.OUTBOUND else touch.people
    if len(side) == 1 and touch.colleagues:
        return side[0]
    said = touch.details.get("sender")
    return said if isinstance(said, str) and said in side else None


def _reached(touch: Touch) -> bool:
    """An unanswered mail was read as others are; an unanswered call reached nobody."""
    is_unheard = touch.outcome is Outcome.NO_ANSWER and touch.channel in SPOKEN
    return not is_unheard and touch.channel is not Channel.VOICEMAIL
