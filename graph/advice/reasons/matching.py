"""Which reasons to offer somebody, in which order, and what keeps the others back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.advice.reasons import fitting
from graph.advice.reasons.answer import Ground, ReasonAnswer, Saying, Use
from graph.advice.reasons.mentions import OUTSIDE_WORK, mentions
from graph.advice.reasons.opener import opener, question
from graph.advice.reasons.past import Past, offerings, past
from graph.advice.reasons.toolkit import Toolkit, kind_of
from graph.analysis.phrases import ago, called, spelt, times
from graph.analysis.standing import closed_until, days_between
from graph.model import Account, Person, Thing, Touch
from graph.vocabulary import ReasonKind

MOST_OTHERS = 3
"""So many reasons are named beside the one that is offered."""

REOPENING = frozenset({ReasonKind.NEW_POLICY, ReasonKind.NEW_REGIME})
"""Kinds that bring back somebody who isn't open, where they remove an objection of theirs."""

FLAGS: Mapping[ReasonKind, str] = {
    ReasonKind.NEW_CAPABILITY: "It states no result for the listener: say it as its benefit.",
    ReasonKind.INDUSTRY_NEWS: "It doesn't say what it means for them: say it as its benefit.",
}
"""What a reason of a kind lacks that has no benefit."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A reason with its place in the list; equal places are a tie."""

    answer: ReasonAnswer
    place: tuple[float, ...]


def saying(person: Person, kit: Toolkit) -> Saying:
    """The reason to offer somebody, the nearest others, and what else to say or to mind."""
    so_far, ordered = past(person, kit), reasons_for(person, kit)
    offered = next((one for one in ordered[:1] if not one.lacks), None)
    others = ordered if offered is None else ordered[1:]
    return Saying(
        reason=offered,
        other_reasons=others[:MOST_OTHERS],
        approach=tuple(_approach(person, so_far, offered, kit)),
        mentions=mentions(person, so_far, kit),
    )


def reasons_for(person: Person, kit: Toolkit) -> tuple[ReasonAnswer, ...]:
    """All reasons that aren't kept for somebody else: those to offer first, then the nearest.

    Of those to offer, what is asked for this time comes first, then what is new for them, then
    what fits best.
    """
    so_far = past(person, kit)
    found = [
        _match(reason, person, so_far, kit)
        for reason in kit.reasons
        if not fitting.is_for_another(reason, person, kit)
    ]
    ordered = sorted(found, key=lambda one: (one.place, one.answer.text, one.answer.id))
    best = [one for one in ordered if one.place == ordered[0].place and not one.answer.lacks]
    return tuple(
        replace(one.answer, ties=len(best) > 1 and one.place == best[0].place) for one in ordered
    )


def brought_back(account: Account, kit: Toolkit) -> Mapping[str, Thing]:
    """Whoever isn't open, and the changed policy or new management that answers their objection
    and that they haven't heard of: by person id."""
    found: dict[str, Thing] = {}
    for person in account.people:
        if closed_until(person, account.settings, account.today) is not None:
            for reason in kit.reasons:
                if _reopens(reason, person, kit) and not _held_back(reason, person, kit):
                    found.setdefault(person.id, reason)
    return found


def _match(reason: Thing, person: Person, so_far: Past, kit: Toolkit) -> _Match:
    grounds = fitting.grounds(reason, person, kit)
    lacks = tuple(_lacks(reason, person, grounds, so_far, kit))
    used = kit.used_on(reason, person)
    answer = _answer(reason, person, grounds, lacks, kit)
    asked_for = _is_asked_for(reason, person, so_far, kit)
    if lacks:
        return _Match(answer, (len(lacks), -answer.points))
    return _Match(answer, (0, not asked_for, bool(used), -answer.points))


def _is_asked_for(reason: Thing, person: Person, so_far: Past, kit: Toolkit) -> bool:
    """After a touch that went badly a new approach; what brings somebody back who isn't open."""
    account = kit.account
    if closed_until(person, account.settings, account.today) is not None:
        return _reopens(reason, person, kit)
    return so_far.went_badly is not None and kind_of(reason) is ReasonKind.NEW_APPROACH


def _reopens(reason: Thing, person: Person, kit: Toolkit) -> bool:
    return (
        kind_of(reason) in REOPENING
        and bool(fitting.removed(reason, person))
        and not kit.used_on(reason, person)
    )


def _held_back(reason: Thing, person: Person, kit: Toolkit) -> bool:
    grounds = fitting.grounds(reason, person, kit)
    return any(_lacks(reason, person, grounds, past(person, kit), kit))


def _lacks(
    reason: Thing, person: Person, grounds: Sequence[Ground], so_far: Past, kit: Toolkit
) -> Iterator[str]:
    """Why a reason isn't to be offered to somebody, each as a part of a sentence."""
    name = called(person)
    if not grounds:
        yield fitting.unmet(reason, person)
    end = reason.day("until")
    if end is not None and end < kit.account.today:
        yield f"it held until {end}"
    if kind_of(reason) is ReasonKind.PERSONAL and not so_far.knows_us:
        yield f"it is personal, and there is no relationship with {name} yet"
    if so_far.offered is not None and so_far.offerings & offerings(reason):
        yield f"what {name} got last, on {so_far.offered.on}, was of that kind"
    if so_far.needs_new and kit.used_on(reason, person):
        yield f"{name} has put us off {times(so_far.put_offs)}, and has heard it before"


def _answer(
    reason: Thing, person: Person, grounds: tuple[Ground, ...], lacks: tuple[str, ...], kit: Toolkit
) -> ReasonAnswer:
    used, kind = kit.used_on(reason, person), kind_of(reason)
    elsewhere = [one for one in kit.uses.get(reason.id, ()) if one not in used]
    flag = "" if reason.text("benefit") else FLAGS.get(kind, "")
    return ReasonAnswer(
        id=reason.id,
        kind=kind,
        text=reason.text("text"),
        benefit=reason.text("benefit"),
        question=question(reason, kind),
        source=reason.text("source"),
        for_group=reason.value("for_group") is True,
        points=sum(one.points for one in grounds),
        grounds=grounds,
        lacks=lacks,
        ties=False,
        is_new=not used,
        last_use=_last(used, kit),
        last_use_elsewhere=_last(elsewhere, kit),
        opener=opener(reason, kit.proper),
        flags=(flag,) if flag else (),
    )


def _last(touches: Sequence[Touch], kit: Toolkit) -> Use | None:
    return use(touches[0], kit) if touches else None


def use(touch: Touch, kit: Toolkit) -> Use:
    """A touch as the use of a reason."""
    return Use(
        on=touch.on,
        days_ago=days_between(touch.on, kit.account.today) or 0,
        people=tuple(kit.names[one] for one in touch.people if one in kit.names),
        colleagues=tuple(kit.names[one] for one in touch.colleagues if one in kit.names),
        channel=touch.channel,
        outcome=touch.outcome,
    )


def _approach(
    person: Person, so_far: Past, offered: ReasonAnswer | None, kit: Toolkit
) -> Iterator[str]:
    """What to mind this time, as sentences."""
    name, account = called(person), kit.account
    closed = closed_until(person, account.settings, account.today)
    if closed and offered and offered.kind in REOPENING:
        yield f"{name} is not open until {closed}, but this answers the objection: ask again."
    if so_far.went_badly is not None:
        days = ago((account.today - so_far.went_badly.on).days)
        is_new = offered is not None and offered.kind == ReasonKind.NEW_APPROACH
        how = "this new approach" if is_new else "a new approach; none is recorded that fits"
        yield f"It went badly last time ({spelt(so_far.went_badly.channel)}, {days}): take {how}."
    if so_far.needs_new:
        often = f"{name} has put us off {times(so_far.put_offs)}"
        yield f"{often}: come back only with a reason that is new to them."
    if not so_far.knows_us and any(person.texts(one) for one in OUTSIDE_WORK):
        yield "Nothing personal yet: there is no relationship so far."
