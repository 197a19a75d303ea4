"""Whom somebody named: who isn't on the map yet becomes a seat or a name there, to be found out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from graph.analysis.phrases import called, listed
from graph.identity import free_id, name_key
from graph.log import Entity, FieldValue, Statement
from graph.model import Account
from graph.planning.finding import colleagues_called, people_called
from graph.planning.recording import By, checked
from graph.vocabulary import EntityKind, PersonStatus

UNNAMED = frozenset({"", "?", "unknown", "name unknown", "not known"})
"""What stands behind a title where nobody said who it is."""


def placeholders(
    account: Account,
    named: Sequence[str],
    who: Sequence[str],
    on: date,
    by: By,
    is_taken: Callable[[str], bool],
) -> Iterator[tuple[Entity, Statement]]:
    """An entity with what is said of it for each who was named and isn't known.

    `named`: "Bo Lind", "Bo Lind, CFO" or, of a seat, "CFO, unknown". `who`: ids of the people
    who named them.
    """
    spoke = [called(one) for one in account.people if one.id in who]
    source = replace(by, said_by=listed(spoke), evidence=f"named on {on}")
    seen: set[str] = set()
    for text in named:
        name, title = _read(text)
        if (
            name_key(name) in seen
            or people_called(account, name)
            or colleagues_called(account, name)
        ):
            continue
        seen.add(name_key(name))
        new = free_id(EntityKind.PERSON, (account.id, name_key(name)), is_taken)
        fields = checked(EntityKind.PERSON, _fields(name, title))
        yield Entity(new, EntityKind.PERSON, account.id), source.statement(account.id, new, fields)


def _read(text: str) -> tuple[str, str]:
    """What to call somebody, and their title; a seat is called by its title."""
    name, _, title = (part.strip() for part in text.partition(","))
    return (name, name) if "," in text and title.casefold() in UNNAMED else (name, title)


def _fields(name: str, title: str) -> dict[str, FieldValue]:
    told: dict[str, FieldValue] = {"name": name, "status": PersonStatus.PLACEHOLDER}
    return told | ({"title": title} if title else {})
