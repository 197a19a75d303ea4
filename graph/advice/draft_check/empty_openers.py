"""C1: never "just checking in"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.advice.draft_check import openers, substance
from graph.advice.draft_check.finding import TextKind
from graph.advice.draft_check.notation import Phrases
from graph.advice.draft_check.passages import Passage
from graph.advice.draft_check.subjects import is_denied, is_ours

_CLOSES_AFTER = 60
"""How many characters of a sentence before an offer of help make it a closing."""

Hit = tuple[int, int, str]
"""Start and end in the sentence, and what to write instead."""

REASON = (
    "Begin with what is in it for them: fill in “The reason I'm calling is ____”, or wait until "
    "there is a reason."
)
_RETURN = (
    "Say first what you bring back: the answer, drawing, name or figure that they wanted. With "
    "nothing in hand, find a reason before you call."
)
_VISIT = "Come with something for them, and say what it is: “I'm bringing ____, which you …”."
_ASK = (
    "Ask about something particular that you know of: a change, a date or a trouble of theirs, "
    "and say what it could mean for them."
)
_NEED = (
    "Don't leave it to them to find a need. Name one thing that you noticed at their place and "
    "what it costs them."
)
_CHASE = (
    "Give them something new instead of chasing: what changed since, and what it means for them."
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an opener stands."""

    passage: Passage
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.passage.before(self.start)

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def after(self) -> str:
        return self.passage.after(self.end)


@dataclass(frozen=True, slots=True)
class Family:
    """Openers of one sort. `by_us`: only where we are the ones who do it."""

    pattern: Phrases
    instead: str
    spared: Callable[[_Place], bool] = lambda _: False
    by_us: bool = True


def empty_openers(passage: Passage) -> Iterator[Hit]:
    """Openers that say that we are in touch, and not why it is worth their while."""
    text = passage.text
    for family in FAMILIES:
        for found in family.pattern.finditer(text):
            place = _Place(passage, *found.span())
            if _is_meant(family, place):
                yield place.start, place.end, family.instead


def _is_meant(family: Family, place: _Place) -> bool:
    text = place.passage.text
    if family.by_us and not is_ours(text, place.start):
        return False
    return not is_denied(text, place.start) and not family.spared(place)


def _asks_after_them(place: _Place) -> bool:
    """Something personal and particular, in a touch for the relationship."""
    rest = place.after
    return (
        place.passage.is_relationship
        and bool(substance.PARTICULAR.match(rest))
        and not substance.BUSINESS.search(rest)
    )


def _is_literal(place: _Place) -> bool:
    """ "Check in with the nurse when you arrive" is an order; in a note it reminds ourselves."""
    is_bare = place.words == "check in" and place.after.startswith((" with ", " on "))
    is_order = is_bare and place.passage.kind is not TextKind.NOTE and not place.before.strip()
    return (is_order and not place.after.startswith(" with you")) or _asks_after_them(place)


def _brings(place: _Place) -> bool:
    """Comes with something for them."""
    return bool(
        substance.VALUE.search(place.after)
        or substance.ASKED.search(place.before)
        or substance.BROUGHT_NEXT.search(place.passage.following())
        or _asks_after_them(place)
    )


def _brings_or_is_social(place: _Place) -> bool:
    return place.passage.is_relationship or _brings(place)


def _closes(place: _Place) -> bool:
    """An offer at the end of a message that says more; or help among friends."""
    if substance.CLOSING.search(place.before):
        return not place.passage.is_all or len(place.before) > _CLOSES_AFTER
    return place.passage.is_relationship and " can do" in place.words


def _says_more(place: _Place) -> bool:
    return place.passage.is_relationship or not place.passage.is_all


def _reminds(place: _Place) -> bool:
    """A reminder that names what it is about is of use to them."""
    return bool(substance.REMINDS.match(place.after))


FAMILIES = (
    Family(openers.CHECK_IN, REASON, _is_literal),
    Family(openers.TOUCH_BASE, REASON, _asks_after_them),
    Family(openers.COURTESY, REASON),
    Family(openers.ROUNDS, REASON),
    Family(openers.AGAIN, REASON, by_us=False),
    Family(openers.HOW_IT_GOES, _ASK),
    Family(openers.HOW_IS_IT, _ASK, _says_more, by_us=False),
    Family(openers.NEED, _NEED, _closes, by_us=False),
    Family(openers.ORDER, _NEED, by_us=False),
    Family(openers.CHASE, _CHASE, _reminds, by_us=False),
    Family(openers.RADAR, REASON, by_us=False),
    Family(openers.RETURN, _RETURN, _brings),
    Family(openers.DROP_BY, _VISIT, _brings_or_is_social),
    Family(openers.REACH_OUT, REASON, _brings_or_is_social),
)
