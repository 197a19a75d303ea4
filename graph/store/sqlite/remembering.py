"""Logs of accounts as they were last read: what didn't change since isn't read again.

Each write that is about an account raises its version by one and enters one batch; undoing
and erasing raise the version alone. So where as many batches were entered as the version has
risen by, an account was only added to, and what it has more is all that is read.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple

import apsw

from graph.log import OURS, AccountLog
from graph.store.joining import with_ours
from graph.store.sqlite.reading import last_batch, read_own, written_after
from graph.store.sqlite.sealing import account_version

MOST_CLAIMS = 250_000
"""So many claims are remembered at most; they take about 100 MB."""


class _Own(NamedTuple):
    """What stood under an account alone when batch `last` was the store's last one."""

    log: AccountLog
    last: int


class _Whole(NamedTuple):
    """An account with what stood under OURS, and of what two it was made."""

    own: AccountLog
    ours: AccountLog
    log: AccountLog


@dataclass(slots=True)
class Remembered:
    """The logs that were asked for last. Each method runs inside a transaction of its caller."""

    most: int = MOST_CLAIMS
    _own: OrderedDict[str, _Own] = field(default_factory=OrderedDict)
    _whole: dict[str, _Whole] = field(default_factory=dict)

    def read_account(self, db: apsw.Connection, account: str) -> AccountLog:
        """As `Store.read_account`; the same object while nothing changed. Raises Broken."""
        own = self._read_own(db, account)
        if account == OURS:
            return own
        ours = self._read_own(db, OURS)
        whole = self._whole.get(account)
        if whole is None or whole.own is not own or whole.ours is not ours:
            whole = _Whole(own, ours, with_ours(own, ours))
            if account in self._own:
                self._whole[account] = whole
        return whole.log

    def forget(self) -> None:
        """Remember nothing of what was read so far."""
        self._own.clear()
        self._whole.clear()

    def _read_own(self, db: apsw.Connection, account: str) -> AccountLog:
        known = self._own.get(account)
        if known is not None and known.log.version == account_version(db, account):
            self._own.move_to_end(account)
            return known.log
        log = _read_on(db, known) if known else read_own(db, account)
        self._remember(account, _Own(log, last_batch(db)))
        return log

    def _remember(self, account: str, own: _Own) -> None:
        """Those that nobody asked for longest go first."""
        self._own[account] = own
        self._own.move_to_end(account)
        while sum(_size(one.log) for one in self._own.values()) > self.most:
            oldest, _ = self._own.popitem(last=False)
            self._whole.pop(oldest, None)


def _read_on(db: apsw.Connection, known: _Own) -> AccountLog:
    """The log of an account that changed: what is new alone is read where it was only added to."""
    account = known.log.account
    risen = account_version(db, account) - known.log.version
    if risen != written_after(db, account, known.last):
        return read_own(db, account)
    return _joined(known.log, read_own(db, account, known.last))


def _joined(log: AccountLog, later: AccountLog) -> AccountLog:
    return AccountLog(
        log.account,
        later.version,
        {**log.headers, **later.headers},
        [*log.entities, *later.entities],
        [*log.statements, *later.statements],
        [*log.links, *later.links],
        [*log.touches, *later.touches],
        [*log.listings, *later.listings],
    )


def _size(log: AccountLog) -> int:
    return sum(map(len, (log.entities, log.statements, log.links, log.touches, log.listings)))
