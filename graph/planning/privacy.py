"""The use cases that a person can ask for: everything held of them, and to be forgotten."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from graph.contacts import as_seen_by, may_see
from graph.identity import erasure_digest
from graph.importers.matching.identities import identifiers
from graph.log import BatchHeader, LinkClaim, Statement, TouchClaim
from graph.model import Account
from graph.store import Erasure, Store
from graph.vocabulary import EntityKind


def ids_of(account: Account, person: str) -> frozenset[str]:
    """Every id that stands for the person: their own, and those merged into it."""
    return frozenset({person} | {old for old, new in account.aliases.items() if new == person})


def export_person(
    store: Store, account: Account, person: str, viewer: str | None, *, everything: bool = False
) -> dict[str, Any]:
    """All that is held of a person, as it was written, with who wrote it and when.

    What others marked as private is counted, not shown, unless `everything` is asked for,
    as an answer to the person's own request has to be. The result is plain JSON.
    """
    log = store.read_account(account.id)
    ids = ids_of(account, person)
    said = [(log.headers[batch], one) for batch, one in log.statements if _is_about(one, ids)]
    shown = [pair for pair in said if everything or may_see(pair[1].private, pair[0], viewer)]
    reasons = {one.id: one.text("text") for one in account.of_kind(EntityKind.REASON)}
    met = [
        (log.headers[batch], one)
        for batch, one in log.touches
        if ids.intersection((*one.people, *one.colleagues))
    ]
    seen = [one if everything else as_seen_by(viewer, one, head) for head, one in met]
    touches = [(head, _in_words(one, reasons)) for (head, _), one in zip(met, seen, strict=True)]
    cut = sum(whole != shown for (_, whole), shown in zip(met, seen, strict=True))
    links = [
        (log.headers[batch], one) for batch, one in log.links if ids & {one.source, one.target}
    ]
    return {
        "person": person,
        "account": account.id,
        "ids": sorted(ids),
        "statements": _rows(shown),
        "links": _rows(links),
        "touches": _rows(touches),
        "private_of_others": len(said) - len(shown) + cut,
    }


def _in_words(touch: TouchClaim, reasons: Mapping[str, str]) -> TouchClaim:
    """With the text of a reason that is named by its id."""
    return touch._replace(reason=reasons.get(touch.reason or "", touch.reason))


def _is_about(said: Statement, ids: Collection[str]) -> bool:
    """Of the person, or, like a note, a proposal or a decision, naming them in a field."""
    return said.entity in ids or any(
        isinstance(value, str) and value in ids for value in said.fields.values()
    )


def _rows(
    claims: Iterable[tuple[BatchHeader, Statement | LinkClaim | TouchClaim]],
) -> list[dict[str, Any]]:
    return [
        {name: _plain(value) for name, value in claim._asdict().items() if value is not None}
        | {"recorded": _recorded(head)}
        for head, claim in claims
    ]


def _recorded(head: BatchHeader) -> dict[str, str]:
    return {
        "by": head.author,
        "at": head.recorded_at.isoformat(),
        "origin": str(head.origin),
        "list": head.source,
    }


def _plain(value: object) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def erase_person(store: Store, account: Account, person: str) -> Erasure:
    """Remove all that is held of a person; an import doesn't bring them back.

    What stays is a keyed digest of each id, e-mail and name that they were known by.
    """
    log = store.read_account(account.id)
    ids = ids_of(account, person)
    known_by = {
        identifier
        for _, said in log.statements
        if said.entity in ids
        for identifier in identifiers(account.id, said.fields)
    }
    key = store.erasure_key()
    return store.erase(ids, frozenset(erasure_digest(key, one) for one in known_by))
