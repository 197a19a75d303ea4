"""The use case of writing down one contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from hashlib import blake2b

from graph.errors import BadInput
from graph.fields import TOUCH_DETAILS
from graph.identity import entity_id, name_key
from graph.log import OURS, Batch, BatchHeader, Entity, FieldValue, Statement, TouchClaim
from graph.model import Account
from graph.planning.finding import answering, colleagues_called, find_colleague
from graph.planning.naming import placeholders
from graph.planning.recording import By, checked, told_of, word
from graph.store import Store
from graph.values import texts
from graph.vocabulary import Channel, Direction, EntityKind, Intent, Outcome


@dataclass(frozen=True, slots=True)
class NewTouch:
    """One contact as it was typed; `colleagues` are names, made if they are new.

    `reason`: words, or the text or id of a recorded reason, which is then kept by its id.
    """

    people: Sequence[str]
    colleagues: Sequence[str]
    on: date
    at: time | None = None
    channel: str = Channel.UNKNOWN
    direction: str = Direction.UNKNOWN
    intent: str = Intent.UNKNOWN
    outcome: str = Outcome.UNKNOWN
    reason: str | None = None
    note: str | None = None
    details: Mapping[str, FieldValue] | None = None


def record_touch(store: Store, account: Account, new: NewTouch, by: By) -> BatchHeader:
    """Write down one contact. `new.people` are ids of people of the account."""
    if not new.people or not new.colleagues:
        raise BadInput("A touch needs at least one person and one colleague.")
    if new.on > by.now.date():
        raise BadInput(f"{new.on} is in the future; a touch is a contact that has happened.")
    colleagues, made = _colleagues(account, new.colleagues, by)
    named = replace(new, reason=_reason(account, new.reason))
    claim = _touch_claim(named, account.id, tuple(colleagues), by)
    seats = _named(store, account, claim, by)
    batch = Batch(
        by.header("record touch"),
        entities=[
            *(Entity(one.entity, EntityKind.COLLEAGUE, OURS) for one in made),
            *(entity for entity, _ in seats),
        ],
        statements=[*made, *(said for _, said in seats)],
        touches=[claim],
        based_on=by.having_seen(account).seen if seats else by.seen,
        token=by.token,
    )
    return store.commit(batch)


def _named(
    store: Store, account: Account, claim: TouchClaim, by: By
) -> Sequence[tuple[Entity, Statement]]:
    """Whom they named and nobody knew yet; what is private puts nobody on the map."""
    given = (claim.details or {}).get("named")
    if given is None or by.private:
        return ()
    taken = {entity.id for _, entity in store.read_account(account.id).entities}
    return tuple(
        placeholders(account, texts(given), claim.people, claim.on, by, taken.__contains__)
    )


def _colleagues(
    account: Account, names: Sequence[str], by: By
) -> tuple[list[str], list[Statement]]:
    """Ids of colleagues by name, and a statement for each who is new."""
    known = {name_key(one.name): one.id for one in account.colleagues}
    made = {
        key: By(by.author, by.now).statement(
            OURS,
            entity_id(EntityKind.COLLEAGUE, OURS, key),
            checked(EntityKind.COLLEAGUE, {"name": name}),
        )
        for name in names
        if (key := name_key(name)) not in known
    }
    known |= {key: said.entity for key, said in made.items()}
    return [known[name_key(name)] for name in names], list(made.values())


def _reason(account: Account, typed: str | None) -> str | None:
    """The id of the recorded reason with this id or text, or else the words as typed."""
    found = answering(account.of_kind(EntityKind.REASON), typed or "")
    return found[0].id if len(found) == 1 else typed


def _touch_claim(new: NewTouch, account: str, colleagues: tuple[str, ...], by: By) -> TouchClaim:
    """The claim for a touch as typed. Raises BadInput for a word that isn't in its set."""
    return TouchClaim(
        account,
        _touch_key(new, by),
        new.on,
        new.at,
        colleagues,
        tuple(dict.fromkeys(new.people)),
        word("channel", new.channel, Channel),
        word("direction", new.direction, Direction),
        word("intent", new.intent, Intent),
        word("outcome", new.outcome, Outcome),
        new.reason,
        new.note,
        {name: _detail(name, value) for name, value in (new.details or {}).items()} or None,
        by.private,
    )


def _detail(name: str, value: FieldValue) -> FieldValue:
    with told_of(name):
        return _stored(TOUCH_DETAILS[name].read(value))


def names_of_ours(account: Account, typed: Sequence[str]) -> list[str]:
    """Names of colleagues, each once; who isn't known yet is named as typed.

    Raises BadInput for an empty name, and Ambiguous.
    """
    if not all(text.strip() for text in typed):
        raise BadInput("A colleague needs a name.")
    return list(dict.fromkeys(_name_of_ours(account, text) for text in typed))


def _name_of_ours(account: Account, text: str) -> str:
    is_known = bool(colleagues_called(account, text))
    return find_colleague(account, text).name if is_known else text.strip()


def _stored(value: object) -> FieldValue:
    return list(value) if isinstance(value, tuple) else str(value)


def _touch_key(new: NewTouch, by: By) -> str:
    """Touches by hand are never taken for one another: the moment of recording is in the key."""
    parts = (by.now.isoformat(), by.author, new.on.isoformat(), *new.people)
    return "hand-" + blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
