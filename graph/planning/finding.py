"""Finding one person, colleague or opportunity of an account by what a user types."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from graph.errors import Ambiguous, NotFound
from graph.identity import name_key
from graph.model import Account, Person, Thing
from graph.vocabulary import EntityKind

NEAREST = 3
"""How many near names an error offers."""

T = TypeVar("T", bound=Thing)


def find_person(account: Account, text: str) -> Person:
    """The person with this id, external id, e-mail or full name.

    An external id is taken bare or as "system:id". The id of somebody who was merged into
    another finds that other. Raises NotFound with the nearest names, or Ambiguous with the
    choices where several people have the same external id, e-mail or name.
    """
    return find_among(
        account.people, account.aliases.get(text.strip(), text), "person", f"at {account.name}"
    )


def find_colleague(account: Account, text: str) -> Person:
    """Our own person with this id, external id, e-mail or full name. Raises as `find_person`."""
    return find_among(
        account.colleagues, account.aliases.get(text.strip(), text), "colleague", "on our side"
    )


def find_opportunity(account: Account, text: str) -> Thing:
    """The opportunity with this id, external id or name. Raises as `find_person`."""
    things = account.of_kind(EntityKind.OPPORTUNITY)
    return find_among(things, text, "opportunity", f"at {account.name}")


def find_anybody(account: Account, text: str) -> Person:
    """A person of the account, or one of ours. Raises as `find_person`."""
    try:
        return find_colleague(account, text)
    except NotFound:
        return find_person(account, text)


def find_among(things: Sequence[T], text: str, what: str, where: str) -> T:
    """The one that answers to `text` in the first of the ways in which any does.

    Raises as `find_person`.
    """
    wanted = text.strip()
    for answers in (_has_id, _has_external_id, _has_email, _has_name):
        found = [one for one in things if answers(one, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            choices = [choice(one) for one in found]
            raise Ambiguous(f"{len(found)} answer to {text!r}; give the id.", choices)
    raise NotFound(f"There is no {what} {text!r} {where}. {_nearest(things, wanted)}".rstrip())


def choice(one: Thing) -> str:
    """One line that tells namesakes apart: name, title, e-mail and id."""
    return ", ".join(filter(None, (one.name, one.text("title"), one.text("email"), one.id)))


def _has_id(one: Thing, text: str) -> bool:
    return one.id == text


def _has_external_id(one: Thing, text: str) -> bool:
    return any(text in {id_, f"{system}:{id_}"} for system, id_ in one.external_ids.items())


def _has_email(one: Thing, text: str) -> bool:
    addresses = (one.text("email"), *one.texts("other_emails"))
    return bool(text) and text.casefold() in {address.casefold() for address in addresses}


def _has_name(one: Thing, text: str) -> bool:
    return bool(name_key(text)) and name_key(one.name) == name_key(text)


def _nearest(things: Iterable[Thing], text: str) -> str:
    """Who may have been meant: names that are spelt alike, or that hold a part of it."""
    from difflib import get_close_matches

    names = {name_key(one.name): one.name for one in things if one.name}
    wanted = name_key(text)
    holding = [name for name in sorted(names) if wanted and wanted in name]
    near = dict.fromkeys((*holding[:NEAREST], *get_close_matches(wanted, names, NEAREST)))
    shown = [names[one] for one in near][:NEAREST]
    return f"Did you mean {' or '.join(shown)}?" if shown else ""
