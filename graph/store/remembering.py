"""Logs of accounts as they were last read: what didn't change since isn't read again.

Each write that is about an account raises its version by one and enters one batch; undoing
and erasing raise the version alone. So where as many batches were entered as the version has
risen by, an account was only added to, and what it has more is all that is read.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple

from graph.log import OURS, AccountLog
from graph.store.joining import with_ours

MOST_CLAIMS = 250_000
"""So many claims are remembered at most; they take about 100 MB."""


class Own(NamedTuple):
    """What stands under an account alone. `last`: no later batch is in it."""

    log: AccountLog
    last: int


class _Whole(NamedTuple):
    """An account with what stood under OURS, and of what two it was made."""

    own: AccountLog
    ours: AccountLog
    log: AccountLog


Read = Callable[[Mapping[str, Own | None]], Mapping[str, Own]]
"""Accounts as they stand, given what is remembered of them: the same where nothing changed."""


@dataclass(slots=True)
class Remembered:
    """The logs that were asked for last. Threads may use it at the same time."""

    most: int = MOST_CLAIMS
    _own: OrderedDict[str, Own] = field(default_factory=OrderedDict)
    _whole: dict[str, _Whole] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def read_account(self, account: str, read: Read) -> AccountLog:
        """As `Store.read_account`; the same object while nothing changed. Raises what `read`
        does."""
        with self._lock:
            known = {id_: self._own.get(id_) for id_ in (OURS, account)}
        found = read(known)
        with self._lock:
            for id_ in known:
                self._remember(id_, found[id_])
            return self._joined(account, found[account].log, found[OURS].log)

    def forget(self) -> None:
        """Remember nothing of what was read so far."""
        with self._lock:
            self._own.clear()
            self._whole.clear()

    def _joined(self, account: str, own: AccountLog, ours: AccountLog) -> AccountLog:
        if account == OURS:
            return own
        whole = self._whole.get(account)
        if whole is None or whole.own is not own or whole.ours is not ours:
            whole = _Whole(own, ours, with_ours(own, ours))
            if account in self._own:
                self._whole[account] = whole
        return whole.log

    def _remember(self, account: str, own: Own) -> None:
        """Those that nobody asked for longest go first."""
        self._own[account] = own
        self._own.move_to_end(account)
        while sum(_size(one.log) for one in self._own.values()) > self.most:
            oldest, _ = self._own.popitem(last=False)
            self._whole.pop(oldest, None)


def longer(log: AccountLog, later: AccountLog) -> AccountLog:
    """A log with what was added since."""
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
