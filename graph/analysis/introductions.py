"""Who introduced whom: somebody wrote to two people who then, for the first time, wrote directly.

What is seen is what the mails show; two who knew each other by other ways look introduced too.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from graph.analysis.dated_events import events, shared_mails
from graph.model import Account, Event
from graph.vocabulary import Channel

MOST_INTRODUCED = 5
"""A mail to more people than so many introduces nobody to anybody."""

WITHIN = timedelta(days=30)
"""So long after the mail the two have to be in contact."""

Pair = tuple[str, str]


class Introduction(NamedTuple):
    """`by` wrote to both on `at`; on `met` the one wrote to the other, as never before."""

    by: str
    one: str
    other: str
    at: datetime
    met: datetime


def introductions(account: Account) -> tuple[Introduction, ...]:
    """The introductions that mails among the account's people and with ours show, oldest first."""
    together: dict[Pair, tuple[str, datetime]] = {}
    met: set[Pair] = set()
    found: list[Introduction] = []
    for mail in sorted(_mails(account)):
        for one in mail.recipients:
            pair = _pair(mail.sender, one)
            by, at = together.get(pair, ("", mail.at))
            if by not in {"", *pair} and pair not in met and mail.at - at <= WITHIN:
                found.append(Introduction(by, mail.sender, one, at, mail.at))
            met.add(pair)
        if len(mail.recipients) <= MOST_INTRODUCED:
            for two in combinations(mail.recipients, 2):
                together.setdefault(_pair(*two), (mail.sender, mail.at))
    return tuple(found)


def _mails(account: Account) -> Iterator[Event]:
    """All mails, those to us with whoever of theirs had them too."""
    yield from (one for one in events(account) if one.channel is Channel.EMAIL)
    yield from shared_mails(account)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
