"""An account as one batch left it: what was answered to a write can be answered again."""

from collections.abc import Callable
from dataclasses import replace
from operator import le, lt

from graph.errors import Conflict
from graph.log import AccountLog, BatchHeader
from graph.model import Account
from graph.resolve import View, resolve
from graph.store import Store
from graph.vocabulary import EntityKind


def left_by(store: Store, account: str, header: BatchHeader, viewer: str | None) -> Account:
    """The account right after a batch, at the moment of that batch. Raises NotFound."""
    log = cut(store.read_account(account), header.id, le)
    return resolve(log, View(header.recorded_at, viewer))


def found_by(store: Store, account: str, header: BatchHeader) -> AccountLog:
    """The log of an account as it was right before a batch."""
    return cut(store.read_account(account), header.id, lt)


def refuse_undone(header: BatchHeader) -> None:
    """Raise Conflict where a batch was taken back."""
    if header.undone_at is not None:
        raise Conflict(f"What this request wrote, batch {header.id}, was undone since.")


def cut(log: AccountLog, batch: int, keeps: Callable[[int, int], bool]) -> AccountLog:
    """A log with the claims alone whose batch stands so to another."""
    return replace(
        log,
        headers={id_: one for id_, one in log.headers.items() if keeps(id_, batch)},
        entities=[pair for pair in log.entities if keeps(pair[0], batch)],
        statements=[pair for pair in log.statements if keeps(pair[0], batch)],
        links=[pair for pair in log.links if keeps(pair[0], batch)],
        touches=[pair for pair in log.touches if keeps(pair[0], batch)],
        listings=[pair for pair in log.listings if keeps(pair[0], batch)],
    )


def made_by(log: AccountLog, header: BatchHeader, kind: EntityKind) -> str:
    """The entity of a kind that a batch made. Raises Conflict where it is gone by now."""
    for batch, entity in log.entities:
        if batch == header.id and entity.kind is kind:
            return entity.id
    raise Conflict(f"What this request wrote, batch {header.id}, isn't there any more.")
