"""How well each person is covered: from touches to a strength, a probability and a word.

Touches add up (`graph.analysis.touches`); engaged = 1 − exp(−strength), so that a second
touch is worth less than the first and no number of them makes it certain.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.analysis.standing import days_between, said_on
from graph.analysis.touches import SPOKEN, Reading, engaged, fading, read_touches
from graph.model import Account, Fact, Person, Touch
from graph.settings import STATED_STRENGTH, Settings
from graph.vocabulary import Coverage


@dataclass(frozen=True, slots=True)
class Contact:
    """How one person stands to us at the account's moment.

    `strength` ≥ 0 and `engaged` in [0, 1) as the module says. `coverage` is "no contact"
    only where we know so, else "unknown". `last_contact` is of real contact only,
    `last_attempt` of any try. `contact_known`: whether no date means "never"; otherwise it
    means "not recorded". `stated`: the fact that overruled what touches say. `colleagues`:
    ids of those who were in contact, the latest first; `last_by`: who took part on the day
    of the last contact, () where only the CRM's date of it tells.
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
    last_by: tuple[str, ...] = ()


def coverage(account: Account, among: Sequence[Person] | None = None) -> Mapping[str, Contact]:
    """How each person of the account stands to us, by id; or some of them alone."""
    people = account.people if among is None else among
    ids = None if among is None else {person.id for person in among}
    touches: dict[str, list[Reading]] = {}
    for one in read_touches(account, ids):
        for id_ in one.touch.people:
            touches.setdefault(id_, []).append(one)
    return {person.id: _contact(person, touches.get(person.id, ()), account) for person in people}


def _contact(person: Person, touches: Sequence[Reading], account: Account) -> Contact:
    today = account.today
    stated = _stated(person, touches)
    counted = touches if stated is None else _after(stated, touches)
    strength = sum(one.gave for one in counted) + _stated_strength(stated, account)
    contact = _last_contact(person, touches, today)
    attempt = _latest((contact, *(one.touch.on for one in touches)))
    met = [one.touch for one in reversed(touches) if one.met]
    return Contact(
        strength=strength,
        engaged=engaged(strength),
        coverage=_word(stated, counted, contact, account),
        last_contact=contact,
        last_attempt=attempt,
        days_since_contact=days_between(contact, today),
        days_since_attempt=days_between(attempt, today),
        contact_known=_is_known(stated, contact, account),
        stated=stated,
        colleagues=_ours(met),
        last_by=_ours(one for one in met if one.on == contact),
    )


def _ours(touches: Iterable[Touch]) -> tuple[str, ...]:
    """The colleagues of the touches, each once."""
    return tuple(dict.fromkeys(ours for touch in touches for ours in touch.colleagues))


def _after(stated: Fact, touches: Sequence[Reading]) -> Sequence[Reading]:
    """The touches since a statement that overrules those before it; none where it has no day."""
    since = said_on(stated.provenance)
    return [one for one in touches if since is not None and one.touch.on > since]


def _latest(days: Iterable[date | None]) -> date | None:
    return max(filter(None, days), default=None)


def _stated(person: Person, touches: Sequence[Reading]) -> Fact | None:
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


def _last_contact(person: Person, touches: Sequence[Reading], today: date) -> date | None:
    """The day of the last real contact, by touches or by the CRM's date of last activity.

    That date says that something happened on a day, not what: it counts as contact unless
    an attempt of that very day explains it, and it adds no strength.
    """
    met = (one.touch.on for one in touches if one.met)
    activity = person.day("last_activity")
    tried = {one.touch.on for one in touches}
    explained = activity is None or activity > today or activity in tried
    return _latest((*met, None if explained else activity))


def _word(
    stated: Fact | None, counted: Sequence[Reading], contact: date | None, account: Account
) -> Coverage:
    """By touches and the last contact, or as stated and what there was since then."""
    if stated is None:
        is_known = _is_known(stated, contact, account)
        return _by_touches(counted, contact, account.settings) if is_known else Coverage.UNKNOWN
    base = Coverage(str(stated.value))
    since = _latest(one.touch.on for one in counted if one.met)
    return max(base, _by_touches(counted, since, account.settings), key=tuple(Coverage).index)


def _by_touches(touches: Sequence[Reading], contact: date | None, settings: Settings) -> Coverage:
    """By the number of touches that gave something.

    Each counts fully for a half-life and fades by half with every further one, so that
    the word doesn't drop from one day to the next. Without one that was spoken it isn't
    called in depth, however many mails there were.
    """
    gave = [one for one in touches if one.gave > 0]
    count = sum(min(1.0, 2 * one.left) for one in gave)
    if count >= settings.in_depth_from and any(one.touch.channel in SPOKEN for one in gave):
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
