"""What mails and meetings tell of one person: who is close to them, and who introduced whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from graph.advice.answer import Card, cards
from graph.analysis.correspondents import Correspondent, correspondents, usual
from graph.analysis.dated_events import events
from graph.analysis.introductions import Introduction, introductions
from graph.model import Account

MOST = 20
"""So many correspondents and introductions are told unless asked otherwise."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answering:
    """How many mails somebody answered within three days, and after how many hours at the median;
    None where no answer with its time of day is known."""

    count: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What is known to have passed between the person and `other`, one of theirs or ours.

    `wrote`: mails to them; `heard`: from them; `together`: mails of others that both had; `met`:
    meetings and talks. `answers`: what the person answered them; `answered`: what they answered.
    """

    other: Card
    wrote: int
    heard: int
    together: int
    met: int
    last: date
    answers: Answering
    answered: Answering


@dataclass(frozen=True, slots=True)
class Introduced:
    """`by` wrote to both on `on`; on `met` `one` wrote to `other`, as never before in the mails."""

    by: Card
    one: Card
    other: Card
    on: date
    met: date

    @property
    def text(self) -> str:
        return (
            f"{self.by.called} wrote to {self.one.called} and {self.other.called} on {self.on};"
            f" the two were in touch for the first time on {self.met}"
        )


@dataclass(frozen=True, slots=True)
class ExchangesAnswer:
    """Who is in mails and meetings with a person, the closest first, and the introductions that
    they are in, the latest first; of how many of each these are.

    `since`: the day of the first mail or meeting that is known at the account, None where none is.
    """

    person: Card
    since: date | None
    of_correspondents: int
    correspondents: tuple[Correspondence, ...]
    of_introductions: int
    introductions: tuple[Introduced, ...]


def exchanges_answer(account: Account, person: str, most: int = MOST) -> ExchangesAnswer:
    """What is told of somebody (an id), up to `most` of each."""
    who = cards(account)
    close = [one for one in correspondents(account, person) if one.other in who]
    found = list(_of(person, introductions(account), who))
    return ExchangesAnswer(
        who[person],
        next((one.at.date() for one in events(account)), None),
        len(close),
        tuple(_correspondence(one, who) for one in close[:most]),
        len(found),
        tuple(islice(reversed(found), most)),
    )


def _of(
    person: str, found: Sequence[Introduction], who: Mapping[str, Card]
) -> Iterator[Introduced]:
    """Those that somebody is in, of people who are there to be told of."""
    for one in found:
        if person in one[:3] and who.keys() >= set(one[:3]):
            by, first, second = (who[id_] for id_ in one[:3])
            yield Introduced(by, first, second, one.at.date(), one.met.date())


def _correspondence(one: Correspondent, who: Mapping[str, Card]) -> Correspondence:
    return Correspondence(
        who[one.other],
        one.wrote,
        one.heard,
        one.together,
        one.met,
        one.last.date(),
        _answering(one.answers),
        _answering(one.answered),
    )


def _answering(taken: list[timedelta]) -> Answering:
    middle = usual(taken)
    return Answering(len(taken), None if middle is None else round(middle / _HOUR, 2))
