"""The use cases that add an account, an opportunity or a person by hand."""

from collections.abc import Iterable, Mapping

from graph.errors import BadInput
from graph.fields import FIELDS, SETTING
from graph.identity import name_key
from graph.log import FieldValue
from graph.model import Account, Thing
from graph.planning.recording import By, create, create_account
from graph.store import Store
from graph.vocabulary import EntityKind


def add_account(store: Store, name: str, fields: Mapping[str, FieldValue], by: By) -> str:
    """Add an account and return its id. Raises BadInput where the name is empty or taken."""
    return create_account(store, _new(name, fields, by), by)


def add_opportunity(
    store: Store, account: Account, name: str, fields: Mapping[str, FieldValue], by: By
) -> str:
    """Add an opportunity and return its id. Raises BadInput likewise."""
    if _is_taken(name, account.of_kind(EntityKind.OPPORTUNITY)):
        raise BadInput(f"{account.name} has an opportunity {name!r} already.")
    given = _new(name, fields, by)
    return create(
        store, account.id, EntityKind.OPPORTUNITY, (name,), given, by.having_seen(account)
    )


def add_person(
    store: Store, account: Account, name: str, fields: Mapping[str, FieldValue], by: By
) -> str:
    """Add a person and return their id. Raises BadInput likewise."""
    if _is_taken(name, account.people):
        raise BadInput(
            f"There is somebody called {name!r} at {account.name} already. "
            "For another one, add something to the name that tells them apart."
        )
    given = _new(name, fields, by)
    seen = by.having_seen(account)
    return create(store, account.id, EntityKind.PERSON, (name_key(name),), given, seen)


def _is_taken(name: str, things: Iterable[Thing]) -> bool:
    return any(name_key(one.name) == name_key(name) for one in things)


def _new(name: str, fields: Mapping[str, FieldValue], by: By) -> dict[str, FieldValue]:
    if by.private:
        raise BadInput(
            "All who use this store see that it is there. Add it openly, "
            "then mark as private what is for your eyes only."
        )
    return named({"name": name, **fields})


def named(fields: dict[str, FieldValue]) -> dict[str, FieldValue]:
    """The fields. Raises BadInput where a name among them is empty."""
    if "name" in fields and not str(fields["name"] or "").strip():
        raise BadInput("A name can't be empty.")
    return fields


def with_settings(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Of an account: names that aren't fields are settings; one that is neither is told later."""
    known = FIELDS[EntityKind.ACCOUNT]
    return {
        name if name in known or ":" in name else SETTING + name: value
        for name, value in fields.items()
    }
