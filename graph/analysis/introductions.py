"""Who introduced whom: somebody wrote to two people who then, for the first time, wrote directly.

What is seen is what the mails show; two who knew each other by other ways look introduced too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from graph.analysis.dated_events import events, shared_mails
from graph.model import Account, Event, Touch
from graph.vocabulary import Channel, Direction

MOST_INTRODUCED = 5
"""A mail to more people than so many introduces nobody to anybody."""

WITHIN = timedelta(days=30)
"""So long after the mail the two have to be in contact."""

Pair = tuple[str, str]
_Key = tuple[datetime, str]
"""When a mail was sent, and by whom."""


class Introduction(NamedTuple):
    """`by` wrote to both on `at`; on `met` the one wrote to the other, as never before."""

    by: str
    one: str
    other: str
    at: datetime
    met: datetime


def introductions(account: Account) -> tuple[Introduction, ...]:
    """The introductions that mails among the account's people and with ours show, oldest first.

    Two between whom a link stands know each other.
    """
    mails = sorted(_mails(account))
    ours = frozenset(one.id for one in account.colleagues)
    seen = _Seen(ours, _everybody_on(mails), _copied(account))
    seen.met.update(_pair(link.source, link.target) for link in account.links)
    found: list[Introduction] = []
    for mail in mails:
        met = (seen.meet(mail, one) for one in mail.recipients)
        found += [one for one in met if one is not None]
        if len(mail.recipients) <= MOST_INTRODUCED:
            seen.note(mail)
    return tuple(found)


@dataclass(slots=True)
class _Seen:
    """Who wrote to two people together, and which two know each other.

    `reached` and `copied`: everybody on a mail, and who of theirs had a copy alone, where ours
    had it.
    """

    ours: frozenset[str]
    reached: Mapping[_Key, frozenset[str]]
    copied: Mapping[_Key, frozenset[str]]
    together: dict[Pair, list[tuple[str, datetime]]] = field(default_factory=dict)
    met: set[Pair] = field(default_factory=set)

    def note(self, mail: Event) -> None:
        """Keep who brought the recipients together, where these don't know each other."""
        for two in combinations(mail.recipients, 2):
            if (pair := _pair(*two)) not in self.met:
                self.together.setdefault(pair, []).append((mail.sender, mail.at))

    def meet(self, mail: Event, one: str) -> Introduction | None:
        """The introduction that a mail to somebody follows. What answers the one who brought the
        two together, and went to the other too, is no mail between them yet."""
        pair = _pair(mail.sender, one)
        if pair in self.met:
            return None
        since = [told for told in self.together.get(pair, ()) if mail.at - told[1] <= WITHIN]
        if any(self._answers(mail, by, one) for by, _ in since):
            return None
        self.met.add(pair)
        self.together.pop(pair, None)
        return Introduction(since[0][0], mail.sender, one, since[0][1], mail.at) if since else None

    def _answers(self, mail: Event, by: str, other: str) -> bool:
        """Whether a mail is to who brought the two together rather than to the other: of one that
        only theirs had, to the first. Of ours it isn't known who merely had a copy."""
        key = (mail.at, mail.sender)
        if key not in self.copied:
            return mail.recipients[:1] == (by,)
        copied = self.copied[key]
        is_copy = by in copied or by in self.ours
        return by in self.reached[key] and (other in copied or not is_copy)


def _mails(account: Account) -> Iterator[Event]:
    """All mails, those to us with whoever of theirs had them too."""
    yield from (one for one in events(account) if one.channel is Channel.EMAIL)
    yield from shared_mails(account)


def _everybody_on(mails: Iterable[Event]) -> Mapping[_Key, frozenset[str]]:
    found: dict[_Key, frozenset[str]] = {}
    for one in mails:
        key = (one.at, one.sender)
        found[key] = found.get(key, frozenset()).union(one.recipients)
    return found


def _copied(account: Account) -> Mapping[_Key, frozenset[str]]:
    """Of mails to ours whose time of day is known."""
    return {
        (datetime.combine(one.on, one.at), one.people[0]): frozenset(_listed(one))
        for one in account.touches
        if one.channel is Channel.EMAIL and one.direction is Direction.INBOUND and one.at
    }


def _listed(touch: Touch) -> tuple[str, ...]:
    copied = touch.details.get("copied")
    return copied if isinstance(copied, tuple) else ()


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
