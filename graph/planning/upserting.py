"""The use case of taking people from another system: each is found by its id there, or added.

What the other system says counts like an import: it doesn't hide what somebody said by hand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import BadInput
from graph.fields import EXTERNAL_ID
from graph.identity import erasure_digest, free_id, name_key
from graph.importers.matching.identities import identifiers
from graph.log import AccountLog, Batch, BatchHeader, Entity, FieldValue, Statement
from graph.model import Account, Person
from graph.planning.recording import By, checked
from graph.resolve import View, resolve
from graph.store import Store
from graph.vocabulary import EntityKind, Origin

Erased = Callable[[str, Mapping[str, FieldValue]], bool]
"""Of an account and somebody's fields: whether they were erased from it."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a system says of one person, whose id there is `external_id`."""

    system: str
    external_id: str
    fields: Mapping[str, FieldValue]


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row: `person` is an id of ours, `fault` why it was refused."""

    outcome: Outcome
    person: str | None = None
    fault: str | None = None


@dataclass(slots=True)
class _Work:
    """An account while rows are taken into it, one after the other."""

    log: AccountLog
    account: Account
    by: By
    ids: set[str]
    holders: dict[str, list[str]]
    said: dict[str, dict[str, FieldValue]]
    kept_out: Erased
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def upsert(
    store: Store, account: str, rows: Sequence[Row], by: By, *, atomic: bool = False
) -> tuple[RowResult, ...]:
    """Take rows into an account, in one batch; what each became, in their order.

    A row that can't be taken is refused, and with `atomic` then nothing is written at all.
    Raises Conflict where the account changed meanwhile.
    """
    work, results = _worked_out(store.read_account(account), rows, by, erased_of(store))
    refused = any(one.outcome is Outcome.REFUSED for one in results)
    if work.statements and not (atomic and refused):
        store.commit(
            Batch(
                _header(by, len(work.entities), len(work.statements)),
                entities=work.entities,
                statements=work.statements,
                based_on={account: work.log.version, **by.seen},
                token=by.token,
            )
        )
    return results


def results_on(
    log: AccountLog, rows: Sequence[Row], by: By, kept_out: Erased
) -> tuple[RowResult, ...]:
    """What rows would become on a log."""
    return _worked_out(log, rows, by, kept_out)[1]


def erased_of(store: Store) -> Erased:
    """Whether somebody with such fields was erased from an account: they stay out."""
    erased, key = store.erased(), store.erasure_key()

    def is_erased(account: str, fields: Mapping[str, FieldValue]) -> bool:
        known_by = identifiers(account, fields) if erased else ()
        return any(erasure_digest(key, one) in erased for one in known_by)

    return is_erased


def _header(by: By, made: int, said: int) -> BatchHeader:
    counts = {"people added": made, "people changed": said - made}
    action = "take people from another system"
    return BatchHeader(
        Origin.IMPORT, by.author, by.now, _source(by), action, digest=by.digest, counts=counts
    )


def _source(by: By) -> str:
    return f"people by {by.author}"


def _worked_out(
    log: AccountLog, rows: Sequence[Row], by: By, kept_out: Erased
) -> tuple[_Work, tuple[RowResult, ...]]:
    account = resolve(log, View(by.now))
    work = _Work(
        log,
        account,
        by,
        {one.id for _, one in log.entities},
        _holders(account.people),
        _said_before(log, _source(by)),
        kept_out,
    )
    return work, tuple(_taken(work, row) for row in rows)


def _holders(people: Sequence[Person]) -> dict[str, list[str]]:
    """Ids of people by the field and value of each of their external ids."""
    found: dict[str, list[str]] = {}
    for one in people:
        for system, id_ in one.external_ids.items():
            found.setdefault(f"{EXTERNAL_ID}{system}={id_}", []).append(one.id)
    return found


def _said_before(log: AccountLog, source: str) -> dict[str, dict[str, FieldValue]]:
    """The last that this source said of each field of everybody."""
    said: dict[str, dict[str, FieldValue]] = {}
    for batch, one in log.statements:
        if log.headers[batch].source == source:
            said.setdefault(one.entity, {}).update(one.fields)
    return said


def _taken(work: _Work, row: Row) -> RowResult:
    key = f"{EXTERNAL_ID}{row.system}"
    known = work.holders.get(f"{key}={row.external_id}", [])
    try:
        fields = checked(EntityKind.PERSON, {**row.fields, key: row.external_id})
        if len(known) > 1:
            raise BadInput(f"{len(known)} people have this id in {row.system}: merge them first.")
        if known:
            return _changed(work, known[0], fields)
        return _added(work, row, fields)
    except BadInput as wrong:
        return RowResult(Outcome.REFUSED, fault=str(wrong))


def _changed(work: _Work, person: str, fields: Mapping[str, FieldValue]) -> RowResult:
    before = work.said.setdefault(person, {})
    new = {name: value for name, value in fields.items() if _is_new(before, name, value)}
    if "name" in new and not new["name"]:
        raise BadInput("A name can't be empty.")
    if not new:
        return RowResult(Outcome.UNCHANGED, person)
    before |= new
    work.statements.append(work.by.statement(work.account.id, person, new))
    return RowResult(Outcome.CHANGED, person)


def _is_new(before: Mapping[str, FieldValue], name: str, value: FieldValue) -> bool:
    if name not in before:
        return True
    last = before[name]
    return (list(last) if isinstance(last, tuple) else last) != value


def _added(work: _Work, row: Row, fields: Mapping[str, FieldValue]) -> RowResult:
    name = fields.get("name")
    if not name:
        raise BadInput("Somebody who isn't here yet needs a name.")
    account, key = work.account.id, f"{EXTERNAL_ID}{row.system}"
    if work.kept_out(account, fields):
        raise BadInput("They were erased on request, and stay out.")
    parts = (account, name_key(str(name)), row.system, row.external_id)
    new = free_id(EntityKind.PERSON, parts, work.ids.__contains__)
    work.ids.add(new)
    work.holders[f"{key}={row.external_id}"] = [new]
    work.said[new] = dict(fields)
    work.entities.append(Entity(new, EntityKind.PERSON, account))
    work.statements.append(work.by.statement(account, new, fields))
    return RowResult(Outcome.CREATED, new)
