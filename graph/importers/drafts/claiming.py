"""Which touches and events an import claims: those that no import claimed so before."""

from collections.abc import Sequence

from graph.importers.drafts.findings import Count
from graph.importers.drafts.known import plain
from graph.importers.drafts.references import Work
from graph.importers.rows.model import Rows
from graph.log import TouchClaim


def claim_touches(
    work: Work, rows: Rows, claims: Sequence[TouchClaim], lines: Sequence[int]
) -> None:
    """Claim what is new, each from its line; what is set by hand is kept."""
    known = work.draft.known
    if not known.log.touches:
        work.draft.touch(claims)
        _count_added(work, rows, claims)
        return
    before = known.touches.get
    kept: list[tuple[str, list[int]]] = []
    new: list[TouchClaim] = []
    changed = 0
    for claim, line in zip(claims, lines, strict=True):
        last = before(claim.key)
        if claim == last or (last is not None and _alike(last, claim)):
            continue
        if (by_hand := known.touches_by_hand.get(claim.key)) is not None:
            when = by_hand.recorded_at.date()
            told = f"a touch was changed by hand by {by_hand.author} on {when}, and is kept so"
            kept.append((told, [line]))
            continue
        changed += last is not None
        new.append(claim)
    work.draft.touch(new)
    work.findings.count(rows, Count.TOUCHES_CHANGED, changed)
    _count_added(work, rows, [one for one in new if before(one.key) is None])
    work.findings.tell(rows, kept, "touches kept as changed by hand")


def _count_added(work: Work, rows: Rows, claims: Sequence[TouchClaim]) -> None:
    events = sum(one.is_event for one in claims) if rows.kind.is_of_mail else 0
    work.findings.count(rows, Count.TOUCHES_ADDED, len(claims) - events)
    work.findings.count(rows, Count.EVENTS_ADDED, events)


def _alike(one: TouchClaim, other: TouchClaim) -> bool:
    return _plainly(one) == _plainly(other)


def _plainly(claim: TouchClaim) -> TouchClaim:
    if claim.details is None:
        return claim
    return claim._replace(details={name: plain(value) for name, value in claim.details.items()})
