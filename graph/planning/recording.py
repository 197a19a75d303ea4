"""The use cases that write by hand: each is one batch with its author and moment."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from graph.errors import BadInput
from graph.fields import FIELDS, SETTING, field_of
from graph.identity import entity_id, free_id, name_key
from graph.log import (
    Batch,
    BatchHeader,
    Entity,
    FieldValue,
    LinkClaim,
    Statement,
)
from graph.model import Account
from graph.resolve import View, things_of
from graph.settings import Settings, with_overrides
from graph.store import Store
from graph.values import number, term
from graph.vocabulary import (
    AMONG_THEMSELVES,
    EntityKind,
    LinkKind,
    Origin,
    PersonStatus,
    Strength,
)

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class By:
    """Who writes, when, and who said it on what evidence, where that is told.

    `seen`: the versions of accounts that the writer looked at; where one has moved on, nothing
    is written (Conflict). `token` and `digest` go with the batch (`graph.log`): a second write
    with the same token is none.
    """

    author: str
    now: datetime
    said_by: str | None = None
    evidence: str | None = None
    private: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    opportunity: str | None = None
    seen: Mapping[str, int] = field(default_factory=dict)
    token: str | None = None
    digest: str | None = None

    def having_seen(self, account: Account) -> "By":
        """The same, who looked at an account: what they write rests on it."""
        return replace(self, seen={**self.seen, account.id: account.version})

    def header(self, action: str) -> BatchHeader:
        """The header of a batch made by hand; `action` says what was done, without names."""
        return BatchHeader(Origin.HAND, self.author, self.now, "hand", action, digest=self.digest)

    def statement(self, account: str, entity: str, fields: Mapping[str, FieldValue]) -> Statement:
        """What this author says of an entity."""
        return Statement(
            account,
            entity,
            fields,
            self.said_by,
            self.evidence,
            self.valid_from,
            self.valid_until,
            self.opportunity,
            self.private,
        )


def checked(kind: EntityKind, given: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """The fields as they are stored; an empty one becomes unknown again.

    Raises BadInput for an unknown field or a wrong value.
    """
    return {name: _checked(kind, name, value) for name, value in given.items()}


def _checked(kind: EntityKind, name: str, value: FieldValue) -> FieldValue:
    try:
        known = field_of(kind, name)
        if value is None or value == "":
            return None
        read = known.read(value)
    except KeyError:
        fields = ", ".join(sorted(FIELDS[kind]))
        raise BadInput(f"There is no field {name!r} for {kind}; there are {fields}.") from None
    except ValueError as error:
        raise BadInput(f"{name}: {error}.") from None
    if isinstance(read, date):
        return read.isoformat()
    return list(read) if isinstance(read, tuple) else read


def state(
    store: Store,
    account: str,
    kind: EntityKind,
    entity: str,
    given: Mapping[str, FieldValue],
    by: By,
) -> BatchHeader:
    """Say something of an entity that exists. Raises BadInput as `checked` does."""
    if by.private and str(given.get("status")) == PersonStatus.OBJECTED:
        raise BadInput("That somebody objected holds for all of us: it can't be private.")
    said = by.statement(account, entity, checked(kind, given))
    header = by.header(f"change {kind}")
    return store.commit(Batch(header, statements=[said], based_on=by.seen, token=by.token))


def create(
    store: Store,
    account: str,
    kind: EntityKind,
    parts: Sequence[str],
    given: Mapping[str, FieldValue],
    by: By,
) -> str:
    """Make an entity and return its id, which comes from `parts`."""
    log = store.read_account(account)
    taken = {entity.id for _, entity in log.entities}
    new = free_id(kind, (account, *parts), taken.__contains__)
    fields = checked(kind, given)
    batch = Batch(
        by.header(f"add {kind}"),
        entities=[Entity(new, kind, account)],
        statements=[by.statement(account, new, fields)],
        based_on={account: log.version, **by.seen},
        token=by.token,
    )
    store.commit(batch)
    return new


def create_account(store: Store, given: Mapping[str, FieldValue], by: By) -> str:
    """Make an account; its id comes from its name. Raises BadInput where the name is taken."""
    fields = checked(EntityKind.ACCOUNT, given)
    _check_settings(fields)
    name = str(fields.get("name") or "")
    if not name:
        raise BadInput("An account needs a name.")
    new = entity_id(EntityKind.ACCOUNT, name_key(name))
    log = store.read_account(new)
    if any(one.id == new for _, one in log.entities):
        raise BadInput(f"There is an account {name!r} already.")
    store.commit(
        Batch(
            by.header("add account"),
            entities=[Entity(new, EntityKind.ACCOUNT, new)],
            statements=[by.statement(new, new, fields)],
            based_on={new: log.version},
            token=by.token,
        )
    )
    return new


def change_account(
    store: Store, account: str, given: Mapping[str, FieldValue], by: By
) -> BatchHeader:
    """Say something of an account, its own settings among it."""
    _check_settings(given)
    return state(store, account, EntityKind.ACCOUNT, account, given, by)


def _check_settings(given: Mapping[str, FieldValue]) -> None:
    own = {k.removeprefix(SETTING): v for k, v in given.items() if k.startswith(SETTING)}
    with_overrides(Settings(), {name: _setting(name, value) for name, value in own.items()})


def _setting(name: str, value: FieldValue) -> float:
    with told_of(name):
        return number(value)


@contextmanager
def told_of(name: str) -> Iterator[None]:
    """Raise BadInput, which names the field, for a value that can't be read."""
    try:
        yield
    except ValueError as error:
        raise BadInput(f"{name}: {error}.") from None


def word(name: str, value: str, words: type[Word]) -> Word:
    """The word of a value set that is meant. Raises BadInput, which names the field."""
    with told_of(name):
        return words(term(value, words))


def link(store: Store, claim: LinkClaim, by: By) -> BatchHeader:
    """Claim a link between two people of one account, or take it back (`withdrawn`).

    Raises BadInput where it would join somebody of theirs and somebody of ours in a way that
    only people of one company can be.
    """
    if claim.source == claim.target:
        raise BadInput("A link needs two different people.")
    if claim.kind in AMONG_THEMSELVES and not claim.withdrawn:
        _refuse_between_the_two_sides(store, claim, by)
    full = claim._replace(
        said_by=by.said_by,
        evidence=by.evidence,
        valid_from=by.valid_from,
        valid_until=by.valid_until,
    )
    action = "withdraw link" if claim.withdrawn else "add link"
    return store.commit(Batch(by.header(action), links=[full], based_on=by.seen, token=by.token))


def _refuse_between_the_two_sides(store: Store, claim: LinkClaim, by: By) -> None:
    colleagues = things_of(store.read_directory(), View(by.now), EntityKind.COLLEAGUE)
    ours = [one.name for one in colleagues if one.id in {claim.source, claim.target}]
    if len(ours) == 1:
        raise BadInput(
            f'{ours[0]} is one of ours, and "{claim.kind}" joins only people of the account. '
            f'Give the kind as "{LinkKind.KNOWS}" if the two know each other.'
        )


def link_claim(
    account: str,
    kind: str,
    source: str,
    target: str,
    *,
    probability: float | None,
    strength: str | None,
    withdrawn: bool,
) -> LinkClaim:
    """A claim from words as typed. Raises BadInput for a kind or strength that doesn't exist."""
    with told_of("probability"):
        chance = None if probability is None else number(probability, most=1.0)
    return LinkClaim(
        account,
        word("kind", kind, LinkKind),
        source,
        target,
        chance,
        word("strength", strength or Strength.UNKNOWN, Strength),
        withdrawn=withdrawn,
    )


def add_note(store: Store, account: str, about: str, text: str, by: By) -> str:
    """Keep a note about a person or the account; `by.private` keeps it for its author."""
    if not text.strip():
        raise BadInput("The note is empty.")
    given = {"about": about, "text": text, "on": by.now.date().isoformat()}
    return create(store, account, EntityKind.NOTE, (about, by.now.isoformat()), given, by)
