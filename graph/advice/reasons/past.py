"""What the touches with somebody so far ask of the next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.advice.reasons.toolkit import Toolkit, kind_of
from graph.analysis.phrases import spelt
from graph.identity import name_key
from graph.model import Person, Thing, Touch
from graph.settings import PUT_OFFS
from graph.vocabulary import Channel, Outcome, ReasonKind

GIVEN = frozenset({Channel.CARD, Channel.TREAT, Channel.OCCASION})
"""Channels that are something given in themselves."""

NO_OFFERING = frozenset({ReasonKind.BRAINSTORMED, ReasonKind.UNKNOWN})
"""Kinds that don't say what is brought."""

_TALKED = frozenset({Outcome.CONNECTED, Outcome.REPLIED})
_UNTOLD = frozenset({Outcome.NO_ANSWER, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Past:
    """`went_badly`: the last touch whose result is known, where that was bad. `put_offs`: how
    often they put us off, 0 once they have talked with us again. `offered`: the last touch that
    brought something, and `offerings` of which kinds that was. `knows_us`: whether there is a
    relationship."""

    went_badly: Touch | None
    put_offs: int
    offered: Touch | None
    offerings: frozenset[str]
    knows_us: bool

    @property
    def needs_new(self) -> bool:
        """Whether only a reason will do that is new for them."""
        return self.put_offs >= PUT_OFFS


def past(person: Person, kit: Toolkit) -> Past:
    """How the next touch with somebody stands to those before it."""
    touches = kit.with_person(person)
    told = next((one for one in touches if one.outcome not in _UNTOLD), None)
    offered = next((one for one in touches if _offerings_of(one, kit)), None)
    return Past(
        went_badly=told if told and told.outcome is Outcome.WENT_BADLY else None,
        put_offs=_put_offs(touches),
        offered=offered,
        offerings=_offerings_of(offered, kit) if offered else frozenset(),
        knows_us=kit.contacts[person.id].strength > 0,
    )


def offerings(reason: Thing) -> frozenset[str]:
    """What kinds of thing a reason brings, and itself: none comes twice in a row."""
    kind = kind_of(reason)
    named = () if kind in NO_OFFERING else (kind,)
    return frozenset((reason.id, *map(_key, (*named, reason.text("offering"))))) - {""}


def _offerings_of(touch: Touch, kit: Toolkit) -> frozenset[str]:
    """Of a touch in which somebody was reached."""
    return frozenset() if touch.outcome is Outcome.NO_ANSWER else frozenset(_brought(touch, kit))


def _brought(touch: Touch, kit: Toolkit) -> Iterator[str]:
    if touch.channel in GIVEN:
        yield _key(touch.channel)
    if offering := touch.details.get("offering"):
        yield _key(str(offering))
    if (reason := kit.named.get(touch.key)) is not None:
        yield from offerings(reason)


def _key(words: str) -> str:
    return name_key(spelt(words))


def _put_offs(touches: Sequence[Touch]) -> int:
    """All of them, where they haven't talked with us since the last one."""
    outcomes = [one.outcome for one in touches]
    if Outcome.PUT_OFF not in outcomes:
        return 0
    since = outcomes[: outcomes.index(Outcome.PUT_OFF)]
    return 0 if _TALKED.intersection(since) else outcomes.count(Outcome.PUT_OFF)
