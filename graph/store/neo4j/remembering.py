"""Reading of accounts on a server what isn't remembered of them; runs inside a transaction of its
caller."""

from collections.abc import Mapping
from typing import NamedTuple

from neo4j import ManagedTransaction

from graph.store.neo4j.asking import asked
from graph.store.neo4j.reading import Torn, read_each
from graph.store.neo4j.rows import key_of
from graph.store.remembering import Own, longer

_NOW = (
    "UNWIND $rows AS row MATCH (:Entity {id: row[0]})<-[w:WROTE]-(b:Batch)"
    " RETURN row[0], max(w.version), max(b.id), count(CASE WHEN b.id > row[1] THEN 1 END)"
)


class _Now(NamedTuple):
    """How an account stands. `last`: its last batch. `added`: how many batches were entered since
    it was read last."""

    version: int = 0
    last: int = 0
    added: int = 0

    def grew(self, known: Own) -> bool:
        """Whether batches were entered since, if anything, and nothing else happened."""
        return known.log.version + self.added == self.version


def read_on(tx: ManagedTransaction, known: Mapping[str, Own | None]) -> dict[str, Own]:
    """Accounts as they stand. Raises Torn."""
    now = _now(tx, known)
    longest = {account: one for account, one in known.items() if one and now[account].grew(one)}
    wanted = {
        account: range(longest[account].last + 1 if account in longest else 0, one.last + 1)
        for account, one in now.items()
        if one.added or account not in longest
    }
    logs = read_each(tx, wanted) if wanted else {}
    for account, log in logs.items():
        if log.version != now[account].version:
            raise Torn(f"{account} changed while it was read")
        whole = longer(longest[account].log, log) if account in longest else log
        longest[account] = Own(whole, now[account].last)
    return longest


def _now(tx: ManagedTransaction, known: Mapping[str, Own | None]) -> dict[str, _Now]:
    rows = [(key_of(account), one.last if one else 0) for account, one in known.items()]
    found = {key: _Now(*one) for key, *one in asked(tx, _NOW, rows=rows)}
    return {account: found.get(key_of(account), _Now()) for account in known}
