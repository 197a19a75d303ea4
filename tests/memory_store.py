"""The store in plain Python: what the contract means, without a database.

It keeps the contract of `tests/contract` like any other, so tests that don't care where
claims are kept may use it, and what a database does can be held against it.
"""

import pickle
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from secrets import token_bytes
from typing import TypeVar

from graph.errors import BadInput, NotFound
from graph.fields import EXTERNAL_ID
from graph.log import (
    OURS,
    AccountLog,
    Batch,
    BatchHeader,
    Entity,
    FieldValue,
    LinkClaim,
    Listing,
    Statement,
    TouchClaim,
)
from graph.resolve import UNDIRECTED
from graph.store import Erasure, Holder
from graph.store.conflicts import built_upon, moved_on, undone_already
from graph.store.digest import content_digest
from graph.store.erasure import erasing
from graph.store.texts import from_json, refuse_unstorable, to_json
from graph.vocabulary import EntityKind

Claim = Entity | Statement | LinkClaim | TouchClaim | Listing
C = TypeVar("C", bound=Claim)


class MemoryStore:
    """A `Store` that is gone with the program."""

    url = "memory:"

    def __init__(self) -> None:
        self._batches: dict[int, Batch] = {}
        self._touched: dict[int, frozenset[str]] = {}
        self._versions: dict[str, int] = {}
        self._erased: set[str] = set()
        self._key = token_bytes(32)

    def read_directory(self) -> AccountLog:
        ours = self._log(OURS, (OURS,))
        accounts = {
            one.id
            for batch in self._batches.values()
            for one in batch.entities
            if one.kind is EntityKind.ACCOUNT
        }
        wanted = {OURS, *accounts}
        entities = [
            (id_, one)
            for id_, batch in self._batches.items()
            for one in _ours_first(batch.entities)
            if one.account == OURS or one.kind is EntityKind.ACCOUNT
        ]
        statements = [
            (id_, one)
            for id_, batch in self._batches.items()
            for one in _ours_first(batch.statements)
            if one.account == OURS or one.entity == one.account
        ]
        headers = {
            id_: batch.header
            for id_, batch in self._batches.items()
            if not wanted.isdisjoint(self._touched[id_]) and batch.header.undone_at is None
        }
        return replace(ours, headers=headers, entities=entities, statements=statements)

    def read_account(self, account: str) -> AccountLog:
        return self._log(account, tuple(dict.fromkeys((OURS, account))))

    def _log(self, account: str, wanted: tuple[str, ...]) -> AccountLog:
        return AccountLog(
            account,
            self._versions.get(account, 0),
            {
                id_: batch.header
                for id_, batch in self._batches.items()
                if self._touched[id_].intersection(wanted) and batch.header.undone_at is None
            },
            self._claims(wanted, lambda batch: batch.entities),
            ...
        )
