"""Puts the example into a store: its lists by a real import, the rest by hand."""

from collections.abc import Mapping
from datetime import datetime

from graph.example.facts import Told, facts
from graph.example.lists import ACCOUNT, AS_OF, AUTHOR, files
from graph.identity import entity_id
from graph.log import OURS, Batch, Entity, FieldValue, Statement
from graph.model import Account
from graph.planning.finding import find_colleague, find_person
from graph.planning.import_report import ImportOptions, ImportReport, SourceFile
from graph.planning.importing import import_files
from graph.planning.opening import open_account
from graph.planning.recording import By, checked
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import EntityKind

EXISTING = frozenset({EntityKind.ACCOUNT, EntityKind.PERSON, EntityKind.COLLEAGUE})
"""What the import makes; everything else is new in the batch by hand."""


NAMED: Mapping[str, EntityKind] = {
    "person": EntityKind.PERSON,
    "competitor": EntityKind.COMPETITOR,
    "brainstorm": EntityKind.BRAINSTORM,
    "idea": EntityKind.IDEA,
}
"""Fields that name something else."""


def load(store: Store, now: datetime) -> ImportReport:
    """Import the lists, add what they can't hold in one batch by hand, and return the import's
    report.

    Where the store holds the example already nothing is written. Raises as `import_files`.
    """
    lists = [SourceFile(name, data) for name, data in files().items()]
    report = import_files(store, lists, ImportOptions(AUTHOR, ACCOUNT), now)
    account = open_account(store, ACCOUNT, View(AS_OF))
    if not account.of_kind(EntityKind.GAP):
        store.commit(_by_hand(account, now))
    return report


def _by_hand(account: Account, now: datetime) -> Batch:
    told = facts()
    made = [
        Entity(_id(account, one.kind, one.of), one.kind, account.id)
        for one in told
        if one.kind not in EXISTING
    ]
    return Batch(
        By(AUTHOR, now).header("add what lists can't hold"),
        entities=made,
        statements=[_statement(account, one) for one in told],
        based_on={account.id: account.version},
    )


def _id(account: Account, kind: EntityKind, of: str) -> str:
    if kind is EntityKind.ACCOUNT:
        return account.id
    if kind is EntityKind.PERSON:
        return find_person(account, of).id
    if kind is EntityKind.COLLEAGUE:
        return find_colleague(account, of).id
    return entity_id(kind, account.id, of)


def _statement(account: Account, told: Told) -> Statement:
    decision = told.opportunity
    return Statement(
        OURS if told.kind is EntityKind.COLLEAGUE else account.id,
        _id(account, told.kind, told.of),
        checked(told.kind, _with_ids(account, told.fields)),
        told.said_by,
        told.evidence,
        told.valid_from,
        opportunity=decision and _id(account, EntityKind.OPPORTUNITY, decision),
    )


def _with_ids(account: Account, fields: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    """The fields with the ids of whom and what they name."""
    return {
        name: _id(account, NAMED[name], str(value)) if name in NAMED else value
        for name, value in fields.items()
    }
