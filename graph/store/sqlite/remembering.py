"""Reading of accounts in a file what isn't remembered of them."""

from collections.abc import Mapping

import apsw

from graph.store.remembering import Own, longer
from graph.store.sqlite.reading import last_batch, read_own, written_after
from graph.store.sqlite.sealing import account_version


def read_on(db: apsw.Connection, known: Mapping[str, Own | None]) -> dict[str, Own]:
    """Accounts as they stand; runs inside a transaction of its caller. Raises Broken."""
    return {account: _read_on(db, account, one) for account, one in known.items()}


def _read_on(db: apsw.Connection, account: str, known: Own | None) -> Own:
    if known is None:
        return Own(read_own(db, account), last_batch(db))
    risen = account_version(db, account) - known.log.version
    if risen == 0:
        return known
    if risen != written_after(db, account, known.last):
        return Own(read_own(db, account), last_batch(db))
    return Own(longer(known.log, read_own(db, account, known.last)), last_batch(db))
