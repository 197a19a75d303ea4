"""What questions "what if" start from, as it was worked out last: while an account stands as it
did, the next one is answered in the same worlds, without drawing them again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import NamedTuple

from graph.advice.case import Case, Query, case
from graph.advice.what_if import Today, today
from graph.model import Account

MOST = 4
"""So many are kept; the worlds of each take about 40 MB at most, if not everybody there is linked
with everybody (`graph.analysis.reach.kept_worlds`)."""


class Start(NamedTuple):
    """A case, and how the decision stands in its worlds; None where nobody has weight in it."""

    asked: Case
    today: Today | None


@dataclass(slots=True)
class Starts:
    """Those that were asked for last, the latest last."""

    most: int = MOST
    _kept: Sequence[Start] = ()
    _lock: Lock = field(default_factory=Lock)

    def of(self, account: Account, query: Query) -> Start:
        """What a question about the account starts from."""
        with self._lock:
            found = next((one for one in self._kept if _fits(one.asked, account, query)), None)
        if found is None:
            asked = case(account, query)
            found = Start(asked, today(asked))
        with self._lock:
            self._keep(found, account)
        return found._replace(asked=replace(found.asked, account=account))

    def _keep(self, start: Start, account: Account) -> None:
        """Those of the account as it stood before go at once."""
        others = [
            one
            for one in self._kept
            if one is not start
            and (one.asked.account.id != account.id or _is_same(one.asked.account, account))
        ]
        self._kept = (*others, start)[-self.most :]


def _fits(asked: Case, account: Account, query: Query) -> bool:
    return asked.query == query and _is_same(asked.account, account)


def _is_same(one: Account, other: Account) -> bool:
    """Whether both stand the same, at any moments of one day. As `folding` gives the same parts
    again while nothing changes, to compare them takes no time."""
    return one.as_of.date() == other.as_of.date() and replace(one, as_of=other.as_of) == other


STARTS = Starts()
