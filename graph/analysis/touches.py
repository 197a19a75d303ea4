"""What one touch adds to the strength of a relation, and what there is between two people.

A touch adds `CHANNEL × INTENT × OUTCOME ÷ ⁴√n` to each of its n people (attention divides
mildly), and halves with every half-life. Voicemail, no answer and an empty visit are
attempts: they add nothing and are no contact. A social meeting is no empty visit.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from math import exp, exp2, sqrt
from typing import NamedTuple

from graph.model import Account, Touch
from graph.settings import CHANNEL, INTENT, OUTCOME
from graph.vocabulary import Channel, Intent, Outcome

SPOKEN = frozenset({Channel.CALL, Channel.VIDEO, Channel.IN_PERSON, Channel.OCCASION})
"""Channels on which people speak with each other."""


class Reading(NamedTuple):
    """A touch at the account's moment.

    `met`: whether it was a contact. `left`: what time has left of it, in [0, 1].
    `gave`: the strength that it adds to each of its people, ≥ 0.
    """

    touch: Touch
    met: bool
    left: float
    gave: float


@dataclass(slots=True)
class Between:
    """What there was between one colleague and one person: strength today, contacts, the last."""

    strength: float
    contacts: int
    last: Touch


def read_touches(account: Account, among: Set[str] | None = None) -> tuple[Reading, ...]:
    """All touches of the account, or those with some of its people, by id; oldest first."""
    today, half_life = account.today, account.settings.half_life_days
    return tuple(
        _read(touch, fading(touch.on, today, half_life))
        for touch in account.touches
        if among is None or not among.isdisjoint(touch.people)
    )


def _read(touch: Touch, left: float) -> Reading:
    met = is_contact(touch)
    gave = fresh_strength(touch) * left if met else 0.0
    return Reading(touch, met, left, gave)


def is_contact(touch: Touch) -> bool:
    """Whether somebody was met: not by voicemail, without an answer, or by an empty visit."""
    return (
        touch.channel is not Channel.VOICEMAIL
        and touch.outcome is not Outcome.NO_ANSWER
        and not is_empty_visit(touch)
    )


def is_empty_visit(touch: Touch) -> bool:
    """Whether it is recorded to have done nothing; to shoot the breeze is something."""
    return touch.visit == () and touch.intent is not Intent.SOCIAL


def fresh_strength(touch: Touch) -> float:
    """What a contact adds to each of its people on its day."""
    whole = CHANNEL[touch.channel] * INTENT[touch.intent] * OUTCOME[touch.outcome]
    return whole / sqrt(sqrt(len(touch.people)))


def fading(since: date, today: date, half_life: float) -> float:
    """What is left in [0, 1] after the days since then."""
    return exp2(-max(0, (today - since).days) / half_life)


def engaged(strength: float) -> float:
    """1 − exp(−strength): the probability that at least one of independent touches engaged
    somebody, where one of strength s does so with 1 − exp(−s)."""
    return 1.0 - exp(-strength)


def contacts_between(account: Account) -> Mapping[tuple[str, str], Between]:
    """What there was between each colleague and each person whom they met, by both ids."""
    found: dict[tuple[str, str], Between] = {}
    for one in read_touches(account):
        touch = one.touch
        for pair in ((ours, theirs) for ours in touch.colleagues for theirs in touch.people):
            if one.met:
                so_far = found.setdefault(pair, Between(0.0, 0, touch))
                so_far.strength += one.gave
                so_far.contacts += 1
                so_far.last = touch
    return found
