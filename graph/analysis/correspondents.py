"""With whom somebody writes and meets, how often, and how fast each answers the other."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from graph.analysis.dated_events import events, shared_mails
from graph.analysis.events import ANSWERED_DAYS
from graph.model import Account, Event
from graph.vocabulary import Channel

_NO_TIME = time()


@dataclass(slots=True)
class Correspondent:
    """What passed between a person and `other` (an id), of what is known.

    `wrote`: mails of the person to them; `heard`: theirs to the person; `together`: mails of
    others that both had; `met`: meetings and talks with both. `answers`: how long the person took
    for each answer, `answered`: how long the other one took.
    """

    other: str
    last: datetime
    wrote: int = 0
    heard: int = 0
    together: int = 0
    met: int = 0
    answers: list[timedelta] = field(default_factory=list)
    answered: list[timedelta] = field(default_factory=list)

    @property
    def closeness(self) -> tuple[int, int, datetime, str]:
        """Who wrote and met most comes first, then who had the same mails."""
        return self.wrote + self.heard + self.met, self.together, self.last, self.other


def usual(several: list[timedelta]) -> timedelta | None:
    """The median, of two in the middle the shorter; None where there is none."""
    return sorted(several)[(len(several) - 1) // 2] if several else None


def correspondents(account: Account, person: str) -> tuple[Correspondent, ...]:
    """Everybody who was in mails or meetings with somebody (an id), the closest first."""
    found: dict[str, Correspondent] = {}
    waiting: dict[str, Event] = {}
    for event in events(account):
        if event.sender != person and person not in event.recipients:
            continue
        for other in {event.sender, *event.recipients} - {person}:
            with_them = found.setdefault(other, Correspondent(other, event.at))
            with_them.last = event.at
            _count(with_them, event, person)
            if event.channel is Channel.EMAIL and {person, other} >= {event.sender}:
                _time(with_them, waiting.get(other), event, person)
                waiting[other] = event
    for mail in shared_mails(account):
        for other in _across(account, mail, person):
            with_them = found.setdefault(other, Correspondent(other, mail.at))
            with_them.together += 1
            with_them.last = max(with_them.last, mail.at)
    return tuple(sorted(found.values(), key=lambda one: one.closeness, reverse=True))


def _count(with_them: Correspondent, event: Event, person: str) -> None:
    if event.channel is not Channel.EMAIL:
        with_them.met += 1
    elif event.sender == person:
        with_them.wrote += 1
    elif event.sender == with_them.other:
        with_them.heard += 1
    else:
        with_them.together += 1


def _time(with_them: Correspondent, before: Event | None, event: Event, person: str) -> None:
    """Note how long an answer took: of a mail whose time of day isn't known nothing is told."""
    if before is None or before.sender == event.sender:
        return
    after = event.at - before.at
    if after <= timedelta(ANSWERED_DAYS) and _NO_TIME not in {before.at.time(), event.at.time()}:
        taken = with_them.answers if event.sender == person else with_them.answered
        taken.append(after)


def _across(account: Account, mail: Event, person: str) -> frozenset[str]:
    """Those who had a mail with a person and are of the other side; the same side's share it as an
    event of their own."""
    if person not in mail.recipients:
        return frozenset()
    ours = {one.id for one in account.colleagues}
    return frozenset(one for one in mail.recipients if (one in ours) != (person in ours))
