"""Who gives and who asks: the balance of touches with each person, of each of us, of the account.

A touch is *relationship* (give, social) or *operational* (ask, deliver). A give or a social
touch counts where it was a contact: a voicemail isn't nurturing. An ask counts even when
nobody answered. What they began is theirs: their questions aren't our asks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from graph.analysis.touches import is_contact, is_empty_visit
from graph.model import Account, Touch
from graph.vocabulary import BuyingJob, Direction, Intent, Visit

FOUR = (Visit.CONNECT, Visit.LEARN, Visit.SHARE, Visit.ENGAGE)
"""What a touch can do; the aim is all four."""

JOBS = tuple(job for job in BuyingJob if job is not BuyingJob.UNKNOWN)

BROUGHT = ("learned", "their_world", "next_step", "offering", "helped_with", "named", "buying_job")
"""The details of a touch that show that something came of it."""


class Act(StrEnum):
    """What a touch was, seen from us; `tried`: a give or a social touch that reached nobody."""

    GAVE = "gave"
    SOCIAL = "social"
    ASKED = "asked"
    DELIVERED = "delivered"
    TRIED = "tried"
    UNKNOWN = "unknown"
    THEY_GAVE = "they_gave"
    THEY_ASKED = "they_asked"
    THEY_CAME = "they_came"


RELATIONSHIP = frozenset({Act.GAVE, Act.SOCIAL})
OPERATIONAL = frozenset({Act.ASKED, Act.DELIVERED})

_OURS = {Intent.ASK: Act.ASKED, Intent.DELIVER: Act.DELIVERED, Intent.UNKNOWN: Act.UNKNOWN}
_KIND = {Intent.GIVE: Act.GAVE, Intent.SOCIAL: Act.SOCIAL}
_THEIRS = {Intent.GIVE: Act.THEY_GAVE, Intent.ASK: Act.THEY_ASKED}


class Entry(NamedTuple):
    """A touch, what it was, and whether it was a contact."""

    touch: Touch
    act: Act
    met: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """How many touches were what. `unknown`: ours of which nobody recorded the intent.

    `relationship`, `operational`: as the module says. `ask_share`: the share of asks among those
    of ours whose intent is known, None where there are none.
    """

    relationship: int
    operational: int
    ask_share: float | None
    gave: int
    social: int
    asked: int
    delivered: int
    tried: int
    unknown: int
    they_gave: int
    they_asked: int
    they_came: int

    @property
    def told(self) -> int:
        """Touches of ours whose intent is known."""
        return self.relationship + self.operational + self.tried


@dataclass(frozen=True, slots=True)
class Run:
    """Asks in a row with no give or social touch between; a delivery neither ends nor adds."""

    asks: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Visits:
    """What touches did, where that is recorded (`recorded`); `idle`: nothing was learned or
    brought, and no next step came of it; `empty` is recorded to have done nothing at all."""

    recorded: int
    connect: int
    learn: int
    share: int
    engage: int
    idle: int
    empty: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A buying job with the touches that moved it: how many, and the last."""

    job: BuyingJob
    touches: int
    last: date | None


def history(account: Account) -> tuple[Entry, ...]:
    """All touches as entries, oldest first; within a day those without a time first."""
    return tuple(sorted(map(_entry, account.touches), key=_order))


def _order(one: Entry) -> tuple[date, time, str]:
    return one.touch.on, one.touch.at or time.min, one.touch.key


def _entry(touch: Touch) -> Entry:
    met = is_contact(touch)
    return Entry(touch, _act(touch, met=met), met)


def _act(touch: Touch, *, met: bool) -> Act:
    if is_ours(touch):
        return _OURS.get(touch.intent) or (_KIND[touch.intent] if met else Act.TRIED)
    return Act.SOCIAL if touch.intent is Intent.SOCIAL else _THEIRS.get(touch.intent, Act.THEY_CAME)


def is_ours(touch: Touch) -> bool:
    """Whether we began it; where nobody recorded who did it is taken to be us."""
    return touch.direction is not Direction.INBOUND


def by_person(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """The entries of each person, by id."""
    return _grouped(entries, lambda one: one.touch.people)


def by_colleague(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """The entries of each of ours, by id."""
    return _grouped(entries, lambda one: one.touch.colleagues)


def _grouped(
    entries: Iterable[Entry], whose: Callable[[Entry], Iterable[str]]
) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = {}
    for one in entries:
        for id_ in whose(one):
            found.setdefault(id_, []).append(one)
    return found


def balance(entries: Iterable[Entry]) -> Balance:
    """How many of the entries were what."""
    counts = Counter(one.act for one in entries)
    relationship = sum(counts[act] for act in RELATIONSHIP)
    operational = sum(counts[act] for act in OPERATIONAL)
    told = relationship + operational + counts[Act.TRIED]
    share = counts[Act.ASKED] / told if told else None
    return Balance(relationship, operational, share, **{str(act): counts[act] for act in Act})


def runs(entries: Sequence[Entry]) -> tuple[Run, Run]:
    """The longest run without a no-ask touch, and the one that goes on now."""
    told = [one for one in entries if one.act in RELATIONSHIP or one.act is Act.ASKED]
    groups = [
        [one.touch.on for one in group]
        for asked, group in groupby(told, key=lambda one: one.act is Act.ASKED)
        if asked
    ]
    goes_on = bool(told) and told[-1].act is Act.ASKED
    return _run(max(groups, key=len, default=[])), _run(groups[-1] if goes_on else [])


def _run(days: Sequence[date]) -> Run:
    return Run(len(days), days[0] if days else None, days[-1] if days else None)


def first_ask(entries: Sequence[Entry]) -> tuple[Entry, int] | None:
    """The first ask, with how many gives or social touches there were up to that day."""
    asked = next((one for one in entries if one.act is Act.ASKED), None)
    if asked is None:
        return None
    return asked, sum(one.act in RELATIONSHIP and _is_before(one, asked) for one in entries)


def _is_before(one: Entry, other: Entry) -> bool:
    """On the same day it counts as before unless the times say otherwise."""
    if one.touch.on != other.touch.on or None in (one.touch.at, other.touch.at):
        return one.touch.on <= other.touch.on
    return _order(one) < _order(other)


def visits(entries: Iterable[Entry]) -> Visits:
    """What the touches did; of those without a record nothing is known."""
    told = [one.touch for one in entries if one.touch.visit is not None]
    did = Counter(word for touch in told for word in touch.visit or ())
    return Visits(
        recorded=len(told),
        **{str(word): did[word] for word in FOUR},
        idle=sum(is_ours(touch) and is_idle(touch) for touch in told),
        empty=sum(map(is_empty_visit, told)),
    )


def is_idle(touch: Touch) -> bool:
    """Whether a touch is recorded to have brought neither learning nor value nor a next step."""
    if touch.visit is None or touch.intent in {Intent.GIVE, Intent.SOCIAL, Intent.DELIVER}:
        return touch.visit == () and touch.intent is not Intent.SOCIAL
    brought = any(touch.details.get(name) for name in BROUGHT)
    return not brought and not {Visit.LEARN, Visit.SHARE, Visit.ENGAGE}.intersection(touch.visit)


def moved(entries: Iterable[Entry]) -> tuple[Moved, ...]:
    """Every buying job with the touches that moved it, in the order of the trade."""
    days: dict[str, list[date]] = {}
    for one in entries:
        days.setdefault(str(one.touch.details.get("buying_job", "")), []).append(one.touch.on)
    return tuple(
        Moved(job, len(days.get(job, ())), max(days.get(job, ()), default=None)) for job in JOBS
    )


def attempts(entries: Iterable[Entry]) -> tuple[date, ...]:
    """The days on which we tried to reach somebody, each once, oldest first."""
    return tuple(sorted({one.touch.on for one in entries if is_ours(one.touch)}))


def longest_gap(days: Sequence[date], today: date) -> int | None:
    """The longest time in days between attempts, up to today; None where there was none."""
    if not days:
        return None
    return max((after - before).days for before, after in pairwise((*days, today)))
