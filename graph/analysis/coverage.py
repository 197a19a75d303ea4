"""How well each person is covered: from touches to a strength, a probability and a word.

A touch adds `CHANNEL × INTENT × OUTCOME ÷ ⁴√n` to each of its n people (attention divides
mildly), and halves with every half-life. Voicemail, no answer and an empty visit are
attempts: they add nothing and are no contact.

engaged = 1 − exp(−strength): the probability that at least one of independent touches
engaged them, where one of strength s does so with 1 − exp(−s). Hence touches add up,
a second one is worth less than the first, and no number of them makes it certain.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, exp2, sqrt

from graph.analysis.standing import days_between, said_on
from graph.model import Account, Fact, Person, Touch
from graph.settings import CHANNEL, INTENT, Settings
from graph.vocabulary import Channel, Coverage, Outcome

OUTCOME: Mapping[str, float] = {
    Outcome.CONNECTED: 1.0,
    Outcome.REPLIED: 1.0,
    Outcome.UNKNOWN: 1.0,
    Outcome.PUT_OFF: 0.25,
    Outcome.DECLINED: 0.0,
    Outcome.WENT_BADLY: 0.0,
    Outcome.NO_ANSWER: 0.0,
}
"""What is left of a touch by how it went. Who declined, or whom it went badly with, was in
contact with us and isn't engaged by it; who put us off has at least listened."""

SPOKEN = frozenset({Channel.CALL, Channel.VIDEO, Channel.IN_PERSON, Channel.OCCASION})
"""Without one of these a relation isn't called in depth, however many mails there were."""

STATED_STRENGTH = 0.5
"""Strength of one touch that a stated coverage stands for."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How one person stands to us at the account's moment.

    `strength` ≥ 0 and `engaged` in [0, 1) as the module says. `last_contact` is of real
    contact only, `last_attempt` of any try. `contact_known`: whether no date means "never";
    otherwise it means "not recorded". `stated`: the fact that overruled what touches say.
    `colleagues`: ids of those who were in contact, the latest first.
    """

    strength: float
    engaged: float
    coverage: Coverage
    last_contact: date | None
    last_attempt: date | None
    days_since_contact: int | None
    days_since_attempt: int | None
    contact_known: bool
    stated: Fact | None = None
    colleagues: tuple[str, ...] = ()


@dataclass(slots=True)
class Between:
    """What there was between one colleague and one person: strength today, contacts, the last."""

    strength: float
    contacts: int
    last: Touch


def coverage(account: Account) -> Mapping[str, Contact]:
    """How each person of the account stands to us, by id."""
    touches = touches_of(account)
    return {
        person.id: _contact(person, touches.get(person.id, ()), account)
        for person in account.people
    }


def touches_of(account: Account) -> Mapping[str, Sequence[Touch]]:
    """The touches of each person who has any, oldest first."""
    found: dict[str, list[Touch]] = {}
    for touch in account.touches:
        for person in touch.people:
            found.setdefault(person, []).append(touch)
    return found


def contacts_between(account: Account) -> Mapping[tuple[str, str], Between]:
    """What there was between each colleague and each person whom they met, by both ids."""
    found: dict[tuple[str, str], Between] = {}
    for touch in filter(is_contact, account.touches):
        gave = strength(touch, account.today, account.settings)
        for pair in ((ours, theirs) for ours in touch.colleagues for theirs in touch.people):
            so_far = found.setdefault(pair, Between(0.0, 0, touch))
            so_far.strength += gave
            so_far.contacts += 1
            so_far.last = touch
    return found


def is_contact(touch: Touch) -> bool:
    """Whether somebody was met: not by voicemail, without an answer, or by an empty visit."""
    return (
        touch.channel is not Channel.VOICEMAIL
        and touch.outcome is not Outcome.NO_ANSWER
        and touch.visit != ()
    )


def strength(touch: Touch, today: date, settings: Settings) -> float:
    """What a touch adds today to each of its people."""
    if not is_contact(touch):
        return 0.0
    fresh = CHANNEL[touch.channel] * INTENT[touch.intent] * OUTCOME[touch.outcome]
    sharing = sqrt(sqrt(len(touch.people)))
    return fresh / sharing * fading(touch.on, today, settings.half_life_days)


def fading(since: date, today: date, half_life: float) -> float:
    """What is left in [0, 1] after the days since then; a half-life is at least a day."""
    return exp2(-max(0, (today - since).days) / max(1.0, half_life))


def engaged(strength_: float) -> float:
    """The probability that belongs to a strength."""
    return 1.0 - exp(-strength_)


def _contact(person: Person, touches: Sequence[Touch], account: Account) -> Contact:
    today = account.today
    stated = _stated(person, touches)
    counted = touches if stated is None else _after(stated, touches)
    total = sum(strength(one, today, account.settings) for one in counted)
    total += _stated_strength(stated, account)
    met = [one for one in touches if is_contact(one)]
    contact = _last_contact(person, touches, today)
    attempt = _latest((contact, *(one.on for one in touches)))
    return Contact(
        strength=total,
        engaged=engaged(total),
        coverage=_word(stated, counted, contact, account),
        last_contact=contact,
        last_attempt=attempt,
        days_since_contact=days_between(contact, today),
        days_since_attempt=days_between(attempt, today),
        contact_known=_is_known(stated, contact, account),
        stated=stated,
        colleagues=tuple(dict.fromkeys(ours for one in reversed(met) for ours in one.colleagues)),
    )


def _after(stated: Fact, touches: Sequence[Touch]) -> Sequence[Touch]:
    """The touches since a statement that overrules those before it; none where it has no day."""
    since = said_on(stated.provenance)
    return [one for one in touches if since is not None and one.on > since]


def _latest(days: Iterable[date | None]) -> date | None:
    return max(filter(None, days), default=None)


def _stated(person: Person, touches: Sequence[Touch]) -> Fact | None:
    """The coverage that somebody stated, where it counts: with evidence, or for want of touches."""
    fact = person.facts.get("coverage")
    if fact is None or fact.value == Coverage.UNKNOWN:
        return None
    return fact if fact.provenance.evidence or not touches else None


def _stated_strength(stated: Fact | None, account: Account) -> float:
    """What a word is worth: the least touches it stands for, fading since it was said."""
    if stated is None:
        return 0.0
    since = said_on(stated.provenance) or account.today
    fresh = STATED_STRENGTH * _least(Coverage(str(stated.value)), account.settings)
    return fresh * fading(since, account.today, account.settings.half_life_days)


def _least(word: Coverage, settings: Settings) -> float:
    """The number of touches from which coverage is called so."""
    return {
        Coverage.BRIEF_CONTACT: 1.0,
        Coverage.MULTIPLE_CONTACTS: settings.multiple_contacts_from,
        Coverage.IN_DEPTH: settings.in_depth_from,
    }.get(word, 0.0)


def _last_contact(person: Person, touches: Sequence[Touch], today: date) -> date | None:
    """The day of the last real contact, by touches or by the CRM's date of last activity.

    That date says that something happened on a day, not what: it counts as contact unless
    an attempt of that very day explains it, and it adds no strength.
    """
    met = (one.on for one in touches if is_contact(one))
    activity = person.day("last_activity")
    explained = activity is None or activity > today or activity in {one.on for one in touches}
    return _latest((*met, None if explained else activity))


def _word(
    stated: Fact | None, counted: Sequence[Touch], contact: date | None, account: Account
) -> Coverage:
    """By touches and the last contact, or as stated and what there was since then."""
    if stated is None:
        return _by_touches(counted, contact, account)
    base = Coverage(str(stated.value))
    since = _latest(one.on for one in counted if is_contact(one))
    return max(base, _by_touches(counted, since, account), key=tuple(Coverage).index)


def _by_touches(touches: Sequence[Touch], contact: date | None, account: Account) -> Coverage:
    """By the number of touches that gave something.

    Each counts fully for a half-life and fades by half with every further one, so that
    the word doesn't drop from one day to the next.
    """
    today, settings = account.today, account.settings
    gave = [one for one in touches if strength(one, today, settings) > 0]
    count = sum(min(1.0, 2 * fading(one.on, today, settings.half_life_days)) for one in gave)
    if count >= settings.in_depth_from and any(one.channel in SPOKEN for one in gave):
        return Coverage.IN_DEPTH
    if count >= settings.multiple_contacts_from:
        return Coverage.MULTIPLE_CONTACTS
    return Coverage.NO_CONTACT if contact is None else Coverage.BRIEF_CONTACT


def _is_known(stated: Fact | None, contact: date | None, account: Account) -> bool:
    """Whether we know when the last contact was, or that there was none.

    Where touches are kept at all, none with somebody means never. A coverage that was
    stated without any date of contact tells it only by "no contact".
    """
    if contact is not None:
        return True
    if stated is not None:
        return stated.value == Coverage.NO_CONTACT
    return bool(account.touches)
