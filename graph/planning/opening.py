"""Opening accounts by what a user types, and finding a person in one or in any."""

from collections.abc import Iterator, Sequence

from graph.errors import Ambiguous, NotFound
from graph.log import OURS
from graph.model import Account, Person, Thing
from graph.planning.finding import (
    answering,
    choice,
    did_you_mean,
    find_among,
    find_anybody,
    find_person,
    people_called,
)
from graph.planning.folding import folded
from graph.resolve import View, things_of
from graph.store import Store
from graph.vocabulary import EntityKind

NO_ACCOUNT = "There is no account yet: `inroad import FILE --account NAME` makes one."

Place = tuple[Account, Person]
"""Somebody, and the account in which they are."""


def list_accounts(store: Store, view: View) -> tuple[Thing, ...]:
    """All accounts, by name."""
    return things_of(store.read_directory(), view, EntityKind.ACCOUNT)


def list_colleagues(store: Store, view: View) -> tuple[Thing, ...]:
    """All of our own people, by name."""
    return things_of(store.read_directory(), view, EntityKind.COLLEAGUE)


def colleague_called(store: Store, text: str, view: View) -> Thing:
    """Our own person with this id, external id, e-mail or name. Raises NotFound, Ambiguous."""
    return find_among(list_colleagues(store, view), text, "colleague", "on our side")


def account_id(store: Store, text: str, view: View) -> str:
    """The id of the account with this id, external id or name.

    Raises NotFound with the nearest names, or Ambiguous with the choices.
    """
    accounts = list_accounts(store, view)
    if not accounts:
        raise NotFound(NO_ACCOUNT)
    return find_among(accounts, text, "account", "in this store").id


def open_account(store: Store, text: str, view: View) -> Account:
    """The account with this id, external id or name, as it stands. Raises as `account_id`."""
    return folded(store.read_account(account_id(store, text, view)), view)


def locate(
    store: Store, text: str, view: View, account: str | None = None
) -> tuple[Account, Person]:
    """A person by id, external id, e-mail or full name, in one account or in any.

    Raises NotFound, or Ambiguous with the choices, where not exactly one answers to it.
    """
    if account is not None:
        opened = open_account(store, account, view)
        return opened, find_person(opened, text)
    found, hint = _search(store, text, view)
    if not found:
        raise NotFound(
            f"Nobody in any account answers to {text!r}.{_ours(store, text, view) or hint}"
        )
    return _only(found, text)


def _ours(store: Store, text: str, view: View) -> str:
    """That a text names one of ours, "" where it doesn't."""
    ours = answering(list_colleagues(store, view), text)
    return f" One of ours does: `inroad colleague {ours[0].id}`." if ours else ""


def _only(found: Sequence[Place], text: str) -> Place:
    if len(found) == 1:
        return found[0]
    raise Ambiguous(
        f"{len(found)} answer to {text!r}; give the id, or --account.",
        [f"{choice(person)}, {at.name}" for at, person in found],
    )


def locate_pair(
    store: Store, first: str, second: str, view: View, account: str | None = None
) -> tuple[Account, Person, Person]:
    """Two people of one account; one of them, or both, may be ours. Raises as `locate`."""
    if account is not None:
        return _pair(open_account(store, account, view), first, second)
    hints = []
    for text in (first, second):
        found, hint = _search(store, text, view)
        if found:
            return _pair(_only(found, text)[0], first, second)
        hints.append(hint)
    raise NotFound(
        f"Nobody in any account answers to {first!r} or {second!r}.{''.join(dict.fromkeys(hints))}"
    )


def _pair(account: Account, *texts: str) -> tuple[Account, Person, Person]:
    """Both people of an account; NotFound names both where neither is there."""
    found, missing = [], []
    for text in texts:
        try:
            found.append(find_anybody(account, text))
        except Ambiguous:
            raise
        except NotFound as unknown:
            missing.append(str(unknown))
    if missing:
        raise NotFound(" ".join(missing))
    return account, found[0], found[1]


def _search(store: Store, text: str, view: View) -> tuple[Sequence[Place], str]:
    """All who answer to a text, in any account; where nobody does, who may have been meant.

    Only where no e-mail or external id tells which accounts are meant all of them are read,
    and of an id only those up to where it is found.
    """
    if found := list(_by_key(store, text, view)):
        return found, ""
    named: list[tuple[str, str]] = []
    accounts = list_accounts(store, view)
    if not accounts:
        raise NotFound(NO_ACCOUNT)
    for one in accounts:
        log = store.read_account(one.id)
        people = things_of(log, view, EntityKind.PERSON)
        if answering(people, text):
            account = folded(log, view)
            found += [(account, person) for person in people_called(account, text)]
        if any(person.id == text.strip() for person in people):
            break
        named += [(person.name, f"{person.name} ({one.name})") for person in people]
    return found, "" if found else did_you_mean(text, named)


def _by_key(store: Store, text: str, view: View) -> Iterator[Place]:
    """Who has the text as an e-mail address, or as an external id with its system."""
    field = "email" if "@" in text else "external_id"
    holders = store.find(field, [text.strip()])
    for id_ in dict.fromkeys(one.account for one in holders if one.account != OURS):
        account = folded(store.read_account(id_), view)
        yield from ((account, person) for person in people_called(account, text))
