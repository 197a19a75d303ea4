"""What was said to go on with people."""

from collections.abc import Mapping, Sequence
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


def happenings(account: Account) -> Mapping[str, Sequence[Happening]]:
    """What has a day, by the id of the person whom it is about; of each by its days."""
    found: dict[str, list[Happening]] = {}
    for one in account.of_kind(EntityKind.HAPPENING):
        whose = one.text("person")
        if first := one.day("on") or one.day("until"):
            kind = HappeningKind(one.text("kind") or HappeningKind.UNKNOWN)
            told = Happening(first, one.day("until") or first, kind, one.text("text"))
            found.setdefault(account.aliases.get(whose, whose), []).append(told)
    return {person: sorted(theirs) for person, theirs in found.items()}
