"""Accounts as they were folded last: while nothing changes, each stands so until the day ends or
the next touch takes place that is recorded for that day.

A log that a store gives again is the same object while nothing was written, undone or erased;
an account is frozen. So one that was folded from that very log can be given again.
"""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import NamedTuple

from graph.log import AccountLog
from graph.model import Account
from graph.resolve import View, resolve

MOST_CLAIMS = 250_000
"""Of so many claims accounts are kept folded at most; they take about 100 MB."""


class _Key(NamedTuple):
    """Which log, by its identity, and how it is looked at."""

    log: int
    day: date
    viewer: str | None
    opportunity: str | None


class _Kept(NamedTuple):
    """The log is held with its account, so that no other gets its identity."""

    log: AccountLog
    account: Account

    def stands(self, view: View) -> bool:
        """Whether the account stands at the moment asked about, of the same day, as it was."""
        until, at = self.account.next_touch_at, view.as_of.time()
        return self.account.as_of.time() <= at and (until is None or at < until)


@dataclass(slots=True)
class Folded:
    """The accounts that were asked for last."""

    most: int = MOST_CLAIMS
    _kept: OrderedDict[_Key, _Kept] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def account(self, log: AccountLog, view: View) -> Account:
        """As `resolve`: the account as `view` sees it. Raises NotFound."""
        key = _Key(id(log), view.as_of.date(), view.viewer, view.opportunity)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.stands(view):
                self._kept.move_to_end(key)
                return replace(kept.account, as_of=view.as_of)
        account = resolve(log, view)
        with self._lock:
            self._keep(key, _Kept(log, account))
        return account

    def _keep(self, key: _Key, new: _Kept) -> None:
        """Those of earlier logs go at once, then those that nobody asked for longest."""
        earlier = [
            one
            for one, kept in self._kept.items()
            if kept.log.account == new.log.account and kept.log is not new.log
        ]
        for one in earlier:
            del self._kept[one]
        self._kept[key] = new
        self._kept.move_to_end(key)
        while sum(_size(one.log) for one in self._kept.values()) > self.most:
            self._kept.popitem(last=False)


def _size(log: AccountLog) -> int:
    return sum(map(len, (log.entities, log.statements, log.links, log.touches)))


_FOLDED = Folded()


def folded(log: AccountLog, view: View) -> Account:
    """The account as `view` sees it, folded anew only where it may stand otherwise than before.

    Raises NotFound where the log holds no account.
    """
    return _FOLDED.account(log, view)
