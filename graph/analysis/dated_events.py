"""Who wrote to or met whom, and when: mails and meetings among the account's own people, and those
with ours of which it is known who began them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from graph.analysis.touches import SPOKEN
from graph.model import Account, Event, Touch
from graph.vocabulary import Channel, Direction, Outcome

_MIDNIGHT = time()


def events(account: Account) -> tuple[Event, ...]:
    """Events among the account's own people and with ours, oldest first.

    Of touches those count of which one knows who began them, and which reached somebody.
    """
    ours = tuple(_of_touches(account.touches))
    return tuple(sorted((*account.events, *ours))) if ours else account.events


def shared_mails(account: Account) -> Iterator[Event]:
    """Mails of one of theirs that went to ours and to others of theirs, with all of these."""
    inbound = [one for one in account.touches if _is_from_one(one)]
    sent = {_at(one): one.people[0] for one in inbound if one.at}
    among = {one.at: one.recipients for one in account.events if sent.get(one.at) == one.sender}
    for touch in inbound:
        copied = touch.details.get("copied")
        others = dict.fromkeys(copied if isinstance(copied, tuple) else ())
        others |= dict.fromkeys(among.get(_at(touch), ()) if touch.at else ())
        if others:
            yield Event(_at(touch), touch.people[0], (*touch.colleagues, *others), touch.channel)


def _is_from_one(touch: Touch) -> bool:
    is_mail = touch.channel is Channel.EMAIL and touch.direction is Direction.INBOUND
    return is_mail and len(touch.people) == 1


def _at(touch: Touch) -> datetime:
    return datetime.combine(touch.on, touch.at or _MIDNIGHT)


def _of_touches(touches: Iterable[Touch]) -> Iterator[Event]:
    for touch in touches:
        sender = _sender(touch)
        if sender is not None and _reached(touch):
            everybody = dict.fromkeys((*touch.colleagues, *touch.people))
            recipients = tuple(one for one in everybody if one != sender)
            yield Event(_at(touch), sender, recipients, touch.channel)


def _sender(touch: Touch) -> str | None:
    """Who began it: the one who could have, or, of several, who is said to have."""
    if touch.direction is Direction.UNKNOWN:
        return None
    side = touch.colleagues if touch.direction is Direction.OUTBOUND else touch.people
    if len(side) == 1 and touch.colleagues:
        return side[0]
    said = touch.details.get("sender")
    return said if isinstance(said, str) and said in side else None


def _reached(touch: Touch) -> bool:
    """An unanswered mail was read as others are; an unanswered call reached nobody."""
    is_unheard = touch.outcome is Outcome.NO_ANSWER and touch.channel in SPOKEN
    return not is_unheard and touch.channel is not Channel.VOICEMAIL
