"""What stands under an account together with what stands under OURS, the same in every store."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from graph.log import AccountLog, C

Claims = Sequence[tuple[int, C]]
"""Claims, each with its batch."""


def with_ours(own: AccountLog, ours: AccountLog) -> AccountLog:
    """What stands under an account, with what stands under OURS."""
    return replace(
        own,
        headers={**ours.headers, **own.headers},
        entities=merged(ours.entities, own.entities),
        statements=merged(ours.statements, own.statements),
        links=merged(ours.links, own.links),
        touches=merged(ours.touches, own.touches),
        listings=merged(ours.listings, own.listings),
    )


def merged(ours: Claims[C], own: Claims[C]) -> Claims[C]:
    """Both in the order of their batches."""
    return sorted([*ours, *own], key=itemgetter(0)) if ours and own else ours or own
