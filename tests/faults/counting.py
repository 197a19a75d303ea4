"""A program that counts on in a store while others do.

`python -m tests.faults.counting STORE TIMES`. Each number is a statement. When an account has
some, the next is counted in, as who counts reads all of an account each time.
"""

import sys
from contextlib import closing
from dataclasses import replace

from graph.errors import Conflict, StoreUnavailable
from graph.store import Store, open_store
from tests.contract.store.making import batch, said

IN_ONE_ACCOUNT = 50
WHO = "p-counted"


def numbers(store: Store, place: int) -> list[int]:
    """What was counted in one account, in the order of the batches."""
    log = store.read_account(f"a-{place}")
    return [int(str(one.fields["notes"])) for _, one in log.statements]


def count_on(store: Store, place: int) -> int:
    """Read the last number and write the next, again where another was faster; return which
    account it was in."""
    while True:
        log = store.read_account(f"a-{place}")
        if len(log.statements) == IN_ONE_ACCOUNT:
            place += 1
            continue
        following = place * IN_ONE_ACCOUNT + len(log.statements) + 1
        claims = batch(said(WHO, log.account, notes=str(following)))
        try:
            store.commit(replace(claims, based_on={log.account: log.version}))
        except (Conflict, StoreUnavailable):  # somebody was faster, or too many wait
            continue
        return place


if __name__ == "__main__":
    with closing(open_store(sys.argv[1])) as counted:
        reached = 0
        for _ in range(int(sys.argv[2])):
            reached = count_on(counted, reached)
