"""Opening accounts by what a user types, and finding a person in one or in any."""

from collections.abc import Iterator

from graph.errors import Ambiguous, NotFound
from graph.model import Account, Person, Thing
from graph.planning.finding import choice, find_among, find_anybody, find_person
from graph.resolve import View, resolve, things_of
from graph.store import Store
from graph.vocabulary import EntityKind


def list_accounts(store: Store, view: View) -> tuple[Thing, ...]:
    """All accounts, by name."""
    return things_of(store.read_directory(), view, EntityKind.ACCOUNT)


def account_id(store: Store, text: str, view: View) -> str:
    """The id of the account with this id, external id or name.

    Raises NotFound with the nearest names, or Ambiguous with the choices.
    """
    accounts = list_accounts(store, view)
    if not accounts:
        raise NotFound("There is no account yet: `inroad import FILE --account NAME` makes one.")
    return find_among(accounts, text, "account", "in this store").id


def open_account(store: Store, text: str, view: View) -> Account:
    """The account with this id, external id or name, as it stands. Raises as `account_id`."""
    return resolve(store.read_account(account_id(store, text, view)), view)


def locate(
    store: Store, text: str, view: View, account: str | None = None
) -> tuple[Account, Person]:
    """A person by id, external id, e-mail or full name, in one account or in any.

    Raises NotFound, or Ambiguous with the choices, where not exactly one answers to it.
    """
    if account is not None:
        opened = open_account(store, account, view)
        return opened, find_person(opened, text)
    found = list(_everywhere(store, text, view))
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"Nobody in any account answers to {text!r}.")
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
    for text in (first, second):
        try:
            at, _ = locate(store, text, view)
        except Ambiguous:
            raise
        except NotFound:
            continue
        return _pair(at, first, second)
    raise NotFound(f"Nobody in any account answers to {first!r} or {second!r}.")


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


def _everywhere(store: Store, text: str, view: View) -> Iterator[tuple[Account, Person]]:
    for one in list_accounts(store, view):
        account = resolve(store.read_account(one.id), view)
        try:
            yield account, find_person(account, text)
        except Ambiguous:
            raise
        except NotFound:
            continue
