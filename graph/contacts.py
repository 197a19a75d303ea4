"""The fold of touches: which contacts stand at a moment, as one viewer may read them.

A touch names people by id before they are on the map: who is only proposed is left out of it
until the proposal is accepted, and it with them where it names nobody else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from graph.fields import TOUCH_DETAILS, TOUCH_REFERENCES, Value
from graph.log import AMONG, AccountLog, BatchHeader, TouchClaim
from graph.model import Event, Provenance, Touch

Claimed = tuple[int, TouchClaim]
Texts = Mapping[str, str]
"""What things say, by id."""

Find = Callable[[str], str | None]
"""Whom an id stands for: itself, whom it was merged into, or nobody who is on the map."""

_MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class Contacts:
    """The touches of an account and the events among its own people, each oldest first."""

    touches: tuple[Touch, ...]
    events: tuple[Event, ...]


def contacts(
    log: AccountLog, as_of: datetime, viewer: str | None, find: Find, reasons: Texts
) -> Contacts:
    """The last claim under each key, up to the moment. `reasons`: those that are recorded."""
    latest: dict[str, Claimed] = {one[1].key: one for one in log.touches}
    today, now = as_of.date(), as_of.time()
    happened = [
        pair
        for pair in latest.values()
        if not pair[1].withdrawn
        and (pair[1].on < today or (pair[1].on == today and (pair[1].at or _MIDNIGHT) <= now))
    ]
    among = [claim for _, claim in happened if claim.key.startswith(AMONG)]
    ours = [pair for pair in happened if not pair[1].is_event] if among else happened
    touches = _touches(ours, log.headers, viewer, find)
    return Contacts(tuple(_with_reason(one, reasons) for one in touches), _events(among, find))


def _with_reason(touch: Touch, reasons: Texts) -> Touch:
    """With the text of the reason that it names by id, None for one that isn't ours to read."""
    named = touch.reason
    if named is None or named not in reasons:
        return touch
    return replace(touch, reason=reasons[named] or None, reason_id=named)


def next_touch_at(log: AccountLog, as_of: datetime) -> time | None:
    """When the first touch takes place that was recorded for later on the day."""
    today, now = as_of.date(), as_of.time()
    of_today = [claim.at for _, claim in log.touches if claim.on == today]
    return min((at for at in of_today if at is not None and at > now), default=None)


def as_seen_by(viewer: str | None, claim: TouchClaim, header: BatchHeader) -> TouchClaim:
    """That we were in touch is for all of us to know; a private note is for its author."""
    if may_see(claim.private, header, viewer):
        return claim
    return claim._replace(note=None, reason=None, details=None)


def may_see(private: bool, header: BatchHeader, viewer: str | None) -> bool:
    """Whether `viewer` may read a claim; nobody (None) reads what is private."""
    return not private or header.author == viewer


def _touches(
    claimed: Iterable[Claimed],
    headers: Mapping[int, BatchHeader],
    viewer: str | None,
    find: Find,
) -> tuple[Touch, ...]:
    found = []
    for batch, claim in claimed:
        people = _standing(claim.people, find)
        if people or not claim.people:
            header = headers[batch]
            found.append(_touch(as_seen_by(viewer, claim, header), people, header, find))
    return tuple(sorted(found, key=lambda touch: (touch.on, touch.key)))


def _events(claims: Iterable[TouchClaim], find: Find) -> tuple[Event, ...]:
    """Events whose sender and at least one recipient are on the map."""
    found = []
    for claim in claims:
        sender, *others = map(find, claim.people)
        if sender is None:
            continue
        recipients = tuple(dict.fromkeys(one for one in others if one and one != sender))
        if recipients:
            at = datetime.combine(claim.on, claim.at or _MIDNIGHT)
            found.append(Event(at, sender, recipients, claim.channel))
    return tuple(sorted(found))


def _standing(ids: Sequence[str], find: Find) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(find, ids))))


def _touch(claim: TouchClaim, people: tuple[str, ...], header: BatchHeader, find: Find) -> Touch:
    return Touch(
        key=claim.key,
        on=claim.on,
        at=claim.at,
        colleagues=_standing(claim.colleagues, find),
        people=people,
        channel=claim.channel,
        direction=claim.direction,
        intent=claim.intent,
        outcome=claim.outcome,
        reason=claim.reason,
        note=claim.note,
        details=_details(claim, find),
        private=claim.private,
        provenance=Provenance(
            header.origin, header.source, header.author, header.recorded_at, header.id
        ),
    )


def _details(claim: TouchClaim, find: Find) -> Mapping[str, Value]:
    """What only some touches have; whoever is named by id is so by the one that stands."""
    return {
        name: value if name not in TOUCH_REFERENCES else _named(value, find)
        for name, raw in (claim.details or {}).items()
        if raw is not None
        for value in (TOUCH_DETAILS[name].read(raw),)
    }


def _named(value: Value, find: Find) -> Value:
    if isinstance(value, tuple):
        return _standing(value, find)
    return find(str(value)) or ""
