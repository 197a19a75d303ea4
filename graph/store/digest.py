"""A fingerprint of what a store holds, which every store can work out.

Two stores with the same history have the same digests, whatever numbers their batches have
and whatever was undone in between: a row counts with its account, its place there, and which
of the account's batches it belongs to, counted in their order.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from hashlib import sha256

from graph.log import AccountLog, BatchHeader

_KINDS = ("entities", "statements", "links", "touches", "listings")
_OF_THE_STORE = ("id", "undone_at", "undone_by")

Places = Mapping[int, int]
"""Of each batch the how-manieth it is in an account."""


def content_digest(
    logs: Iterable[AccountLog], headers: Sequence[BatchHeader], erased: Iterable[str]
) -> dict[str, str]:
    """SHA-256, hexadecimal, of each kind of row.

    `logs`: by account, sorted, what stands under it alone. `headers`: of the batches that
    stand. `erased`: the digests of who was erased.
    """
    hashes = {kind: sha256() for kind in _KINDS}
    seen: dict[int, list[tuple[str, int]]] = {header.id: [] for header in headers}
    for log in logs:
        places = _places(log)
        for batch, place in places.items():
            seen[batch].append((log.account, place))
        for kind in _KINDS:
            for batch, row in getattr(log, kind):
                hashes[kind].update(_line(log.account, places[batch], row))
    batches = sorted(_line(_content(header), seen[header.id]) for header in headers)
    found = {kind: hashed.hexdigest() for kind, hashed in hashes.items()}
    found["batches"] = sha256(b"".join(batches)).hexdigest()
    found["erased"] = sha256(b"".join(map(_line, sorted(erased)))).hexdigest()
    return found


def _places(log: AccountLog) -> Places:
    batches = {batch for kind in _KINDS for batch, _ in getattr(log, kind)}
    return {batch: place for place, batch in enumerate(sorted(batches))}


def _content(header: BatchHeader) -> dict[str, object]:
    return {name: one for name, one in asdict(header).items() if name not in _OF_THE_STORE}


def _line(*parts: object) -> bytes:
    text = json.dumps(parts, default=_plain, ensure_ascii=False, sort_keys=True)
    return f"{text}\n".encode()


def _plain(value: object) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not kept in a store")
