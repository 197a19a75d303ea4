"""The store in plain Python: what the contract means, without a database.

It keeps the contract of `tests/contract` like any other, so a test that doesn't care where
claims are kept may use it, and what a database does can be held against it.
"""

import pickle
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from secrets import token_bytes
from typing import Any

from graph.errors import BadInput, NotFound
from graph.fields import EXTERNAL_ID
from graph.log import OURS, AccountLog, Batch, BatchHeader, FieldValue, Statement
from graph.store import Erasure, Holder, KeptBatch, StoreFacts
from graph.store.conflicts import (
    built_upon,
    moved_on,
    not_next,
    other_key,
    undone_already,
    whole_pile,
)
from graph.store.digest import content_digest
from graph.store.erasure import Erasing, erasing
from graph.store.protocol import FINDABLE
from graph.store.storable import refuse_impossible, refuse_unstorable, to_text
from graph.vocabulary import EntityKind

KINDS = ("entities", "statements", "links", "touches", "listings")


class MemoryStore:
    """A `Store` that is gone with the program."""

    url = "memory:"
    is_remote = False

    def __init__(self) -> None:
        self._batches: dict[int, Batch] = {}
        self._accounts: dict[int, frozenset[str]] = {}
        self._versions: dict[str, int] = {}
        self._erased: set[str] = set()
        self._key = token_bytes(32)

    def read_directory(self) -> AccountLog:
        ours = self._log(OURS, [OURS])
        accounts = self._log("", self._versions)
        standing = [(id_, one) for id_, one in accounts.entities if one.kind is EntityKind.ACCOUNT]
        said = [(id_, one) for id_, one in accounts.statements if one.entity == one.account]
        return replace(
            ours,
            headers=accounts.headers,
            entities=_by_batch([*ours.entities, *standing]),
            statements=_by_batch([*ours.statements, *said]),
        )

    def read_account(self, account: str) -> AccountLog:
        return self._log(account, dict.fromkeys((OURS, account)))

    def _log(self, account: str, wanted: Iterable[str]) -> AccountLog:
        several = list(wanted)
        headers = {
            id_: batch.header
            for id_, batch in self._batches.items()
            if self._accounts[id_].intersection(several) and batch.header.undone_at is None
        }
        claims = (self._claims(several, kind) for kind in KINDS)
        return AccountLog(account, self._versions.get(account, 0), headers, *claims)

    def _claims(self, accounts: Sequence[str], kind: str) -> list[tuple[int, Any]]:
        return [
            (id_, claim)
            for id_, batch in self._batches.items()
            for account in accounts
            for claim in getattr(batch, kind)
            if claim.account == account
        ]

    def find(self, field: str, values: Collection[str]) -> Sequence[Holder]:
        if field not in FINDABLE:
            raise BadInput(f"Nobody can be found by {field!r}, only by {FINDABLE}.")
        wanted = {value.casefold() for value in values}
        return list(
            dict.fromkeys(
                Holder(said.account, said.entity, field, value)
                for batch in self._batches.values()
                for said in batch.statements
                if not said.private
                for value in _stated(said, field)
                if value.casefold() in wanted
            )
        )

    def written_under(self, token: str) -> BatchHeader | None:
        return next((one.header for one in self._batches.values() if one.token == token), None)

    def data_version(self) -> int:
        return len(self._batches) + len(self._erased) + sum(self._versions.values())

    def try_write(self) -> None:
        """Memory can always be written."""

    def commit(self, batch: Batch) -> BatchHeader:
        if batch.token is not None and (before := self.written_under(batch.token)):
            return before
        for account, expected in batch.based_on.items():
            if (now := self._versions.get(account, 0)) != expected:
                raise moved_on(account, expected, now)
        _refuse_unstorable(batch)
        id_ = len(self._batches) + 1
        header = replace(batch.header, id=id_, undone_at=None, undone_by=None)
        statements = [
            said._replace(fields={name: _frozen(one) for name, one in said.fields.items()})
            for said in batch.statements
        ]
        self._batches[id_] = replace(batch, header=header, statements=statements)
        self._accounts[id_] = _accounts(batch)
        self._raise_versions(self._accounts[id_])
        return header

    def _raise_versions(self, accounts: Iterable[str]) -> None:
        for account in accounts:
            self._versions[account] = self._versions.get(account, 0) + 1

    def batches(self, account: str | None = None) -> Sequence[BatchHeader]:
        return [
            self._batches[id_].header
            for id_ in sorted(self._batches, reverse=True)
            if account is None or account in self._accounts[id_]
        ]

    def undo(self, batch: int, by: str, at: datetime) -> BatchHeader:
        if batch not in self._batches:
            raise NotFound(f"There is no batch {batch}.")
        refuse_unstorable([by])
        taken = self._batches[batch]
        if taken.header.undone_at is not None:
            raise undone_already(taken.header)
        if later := whole_pile(batch, self._above):
            raise built_upon(batch, later)
        header = replace(taken.header, undone_at=at, undone_by=by)
        self._batches[batch] = Batch(header, token=taken.token)
        self._raise_versions(self._accounts[batch])
        return header

    def _above(self, batch: int) -> list[int]:
        taken = self._batches[batch]
        made = {one.id for one in taken.entities if one.kind is EntityKind.ACCOUNT}
        return [
            id_
            for id_, one in self._batches.items()
            if id_ > batch
            and one.header.undone_at is None
            and (_rests(one, taken) or not made.isdisjoint(self._accounts[id_]))
        ]

    def erase(self, entities: Collection[str], digests: Collection[str]) -> Erasure:
        everything = self._log("", self._versions)
        plan = erasing(
            entities,
            [one for _, one in everything.entities],
            [one for _, one in everything.statements],
        )
        self._raise_versions(self._cut(plan))
        left = self._log("", self._versions)
        self._erased |= set(digests)
        mentions = {
            mention
            for claims in (left.statements, left.links, left.touches)
            for mention in plan.mentions(claim for _, claim in claims)
        }
        return Erasure(
            len(everything.statements) - len(left.statements),
            len(everything.links) - len(left.links),
            len(everything.touches) - len(left.touches),
            tuple(sorted(mentions)),
        )

    def _cut(self, plan: Erasing) -> set[str]:
        """Leave what the plan leaves; the accounts where that is less."""
        changed = set()
        left_of: Sequence[Callable[[Any], Any]] = (
            plan.entity,
            plan.statement,
            plan.link,
            plan.touch,
            plan.listing,
        )
        for id_, batch in self._batches.items():
            left: dict[str, Any] = {kind: [] for kind in KINDS}
            for kind, left_of_claim in zip(KINDS, left_of, strict=True):
                for claim in getattr(batch, kind):
                    kept = left_of_claim(claim)
                    left[kind] += [] if kept is None else [kept]
                    changed |= set() if kept is claim else {claim.account}
            self._batches[id_] = replace(batch, **left)
        return changed

    def erased(self) -> frozenset[str]:
        return frozenset(self._erased)

    def erasure_key(self) -> bytes:
        return self._key

    def read_batch(self, batch: int) -> KeptBatch:
        if batch not in self._batches:
            raise NotFound(f"There is no batch {batch}.")
        kept, by = self._batches[batch], attrgetter("account")
        claims: dict[str, Any] = {kind: sorted(getattr(kept, kind), key=by) for kind in KINDS}
        return KeptBatch(replace(kept, based_on={}, **claims), tuple(sorted(self._accounts[batch])))

    def adopt(self, batches: Sequence[KeptBatch]) -> None:
        for number, kept in enumerate(batches, len(self._batches) + 1):
            if kept.batch.header.id != number:
                raise not_next(kept.batch.header.id, number)
            _refuse_unstorable(kept.batch)
        for kept in batches:
            id_ = kept.batch.header.id
            self._batches[id_], self._accounts[id_] = kept.batch, frozenset(kept.accounts)
            self._raise_versions(kept.accounts)

    def facts(self) -> StoreFacts:
        return StoreFacts(dict(self._versions), self.erased(), self._key)

    def adopt_facts(self, facts: StoreFacts) -> None:
        if self._erased and self._key != facts.erasure_key:
            raise other_key()
        self._key = facts.erasure_key
        self._erased |= facts.erased
        self._versions |= facts.versions

    def backup(self, path: Path) -> None:
        if path.exists():
            raise BadInput(f"{path} exists already; a backup never overwrites.")
        path.write_bytes(pickle.dumps((self._batches, self._versions, self._erased, self._key)))

    def verify(self) -> None:
        """Nothing can be damaged that isn't on a disk."""

    def digest(self) -> Mapping[str, str]:
        logs = (self._log(account, [account]) for account in sorted(self._versions))
        headers = [batch.header for batch in self._batches.values()]
        return content_digest(
            logs, [header for header in headers if header.undone_at is None], self._erased
        )

    def close(self) -> None:
        """What it holds stays as long as the object."""


def _by_batch(claims: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    return sorted(claims, key=lambda pair: pair[0])


def _accounts(batch: Batch) -> frozenset[str]:
    return frozenset(claim.account for kind in KINDS for claim in getattr(batch, kind))


def _refuse_unstorable(batch: Batch) -> None:
    header = batch.header
    refuse_unstorable([header.author, header.source, header.action, header.file, header.digest])
    refuse_unstorable([batch.token])
    refuse_impossible(link.probability for link in batch.links)
    for fields in (*(said.fields for said in batch.statements), *_details(batch)):
        to_text(fields)
    for kind in KINDS:
        for claim in getattr(batch, kind):
            for value in claim:
                several = value if isinstance(value, tuple) else (value,)
                refuse_unstorable(one for one in several if isinstance(one, str))


def _details(batch: Batch) -> Iterable[Mapping[str, FieldValue]]:
    return (touch.details for touch in batch.touches if touch.details is not None)


def _frozen(value: FieldValue) -> FieldValue:
    return tuple(value) if isinstance(value, list) else value


def _rests(later: Batch, earlier: Batch) -> bool:
    """Whether one batch says something of what another brought."""
    known = {one.id for one in earlier.entities} | {said.entity for said in earlier.statements}
    concerned = (
        {said.entity for said in later.statements}
        | {listing.entity for listing in later.listings}
        | {end for link in later.links for end in (link.source, link.target)}
        | {who for touch in later.touches for who in (*touch.people, *touch.colleagues)}
    )
    return not (
        known.isdisjoint(concerned)
        and {link.key for link in later.links}.isdisjoint(link.key for link in earlier.links)
        and {(one.account, one.key) for one in later.touches}.isdisjoint(
            (one.account, one.key) for one in earlier.touches
        )
    )


def _stated(said: Statement, field: str) -> list[str]:
    texts = {name: value for name, value in said.fields.items() if isinstance(value, str)}
    if field == "email":
        return [texts["email"]] if "email" in texts else []
    return [
        f"{name.removeprefix(EXTERNAL_ID)}:{value}"
        for name, value in texts.items()
        if name.startswith(EXTERNAL_ID)
    ]
