"""What was said to go on with one person."""

from datetime import date
from typing import NamedTuple

from graph.model import Account
from graph.vocabulary import EntityKind, HappeningKind


class Happening(NamedTuple):
    """From its first to its last day, both among it."""

    first: date
    last: date
    kind: HappeningKind
    text: str


def happenings(account: Account, person: str) -> tuple[Happening, ...]:
    """What has a day, of the person with this id, by its days."""
    found = []
    for one in account.of_kind(EntityKind.HAPPENING):
        whose = one.text("person")
        first = one.day("on") or one.day("until")
        if first is None or account.aliases.get(whose, whose) != person:
            continue
        kind = HappeningKind(one.text("kind") or HappeningKind.UNKNOWN)
        found.append(Happening(first, one.day("until") or first, kind, one.text("text")))
    return tuple(sorted(found))
