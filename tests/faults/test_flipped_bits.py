"""A bit that changes anywhere in the file is told, if it changes anything that is held."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import apsw
import pytest

from graph.errors import StoreDamaged, StoreUnavailable
from graph.store import Store, open_store, restore_store
from tests.contract.store.making import (
    DANA,
    FIRST,
    LATER,
    RAVI,
    account,
    batch,
    link,
    person,
    said,
    touch,
)
from tests.faults import ALL

FLIPS = 7_000 if ALL else 670
"""In each store."""

SPOILT = 8192
"""Bytes that hold a page throughout, wherever they begin."""

Content = tuple[object, ...]


def small(store: Store) -> None:
    """Every table has rows, and hardly a page is full."""
    store.commit(FIRST)
    store.commit(batch(said(DANA, title="CFO"), touch("k2", RAVI), token="once"))
    store.undo(2, "Ann", LATER)
    store.erase({RAVI}, {"a digest", "another digest"})


def of_many_batches(store: Store) -> None:
    """What hands write in a year: small batches in several accounts, some undone."""
    store.commit(FIRST)
    for number in range(40):
        at = f"a-{number % 9}"
        claims = (*account(at, f"Account {at}"), *person(f"p-{number}", at, email=f"{number}@x.y"))
        written = store.commit(batch(*claims, touch(f"k{number}", DANA), token=f"t{number}"))
        if number % 9 == 0:
            store.undo(written.id, "Ann", LATER)
    store.erase({"p-1", "p-2"}, {f"digest {number}" for number in range(60)})


def of_many_claims(store: Store) -> None:
    """What a list brings: chunks of many pages."""
    store.commit(FIRST)
    people = (claim for n in range(100) for claim in person(f"p-{n}", email=f"{n}@acme.example"))
    store.commit(batch(*people, *(link(f"p-{n}", DANA) for n in range(100))))
    store.commit(batch(*(touch(f"k{n}", f"p-{n % 100}", note=f"call {n}") for n in range(520))))


STORES: dict[str, Callable[[Store], None]] = {
    "small": small,
    "many batches": of_many_batches,
    "many claims": of_many_claims,
}


def made(path: Path, fill: Callable[[Store], None]) -> bytes:
    with closing(open_store(str(path))) as store:
        fill(store)
        store.verify()
    return path.read_bytes()


def told(path: Path) -> bool:
    """Whether opening or verifying says that the file is damaged."""
    try:
        with closing(open_store(str(path))) as store:
            store.verify()
    except (StoreDamaged, StoreUnavailable):  # or one of a newer program, by its number
        return True
    return False


def held(path: Path) -> Content:
    """Every row of every table, past our own code; what can't be read is something else too."""
    try:
        with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as db:
            tables = db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ).fetchall()
            return tuple(
                sorted(map(repr, db.execute(f'SELECT * FROM "{name}"'))) for (name,) in tables
            )
    except (apsw.Error, UnicodeDecodeError) as error:
        return (repr(error),)


def flipped(whole: bytes, rng: Random) -> Iterator[bytes]:
    """A bit in one half, a byte in the other half of the cases."""
    for number in range(FLIPS):
        at = rng.randrange(len(whole))
        other = whole[at] ^ (1 << rng.randrange(8) if number % 2 else rng.randrange(1, 256))
        yield whole[:at] + bytes([other]) + whole[at + 1 :]


@pytest.mark.parametrize("fill", STORES)
def test_a_flipped_bit_is_told(tmp_path: Path, fill: str) -> None:
    path = tmp_path / "store.db"
    whole = made(path, STORES[fill])
    data = held(path)
    counted: Counter[str] = Counter()
    for spoilt in flipped(whole, Random(1)):
        path.write_bytes(spoilt)
        if told(path):
            counted["told"] += 1
        else:
            counted["harmless" if held(path) == data else "missed"] += 1
    print(f"{fill}: {dict(counted)}")
    assert counted["told"] > 10
    assert counted["missed"] <= counted["told"] / 1000


def test_a_spoilt_store_is_replaced_by_its_backup(tmp_path: Path) -> None:
    path, backup = tmp_path / "store.db", tmp_path / "backup.db"
    with closing(open_store(str(path))) as store:
        of_many_batches(store)
        store.backup(backup)
    whole, data, rng = path.read_bytes(), held(backup), Random(1)
    for _ in range(10):
        at = rng.randrange(100, len(whole) - SPOILT)
        path.write_bytes(whole[:at] + rng.randbytes(SPOILT) + whole[at + SPOILT :])
        assert told(path)
        restore_store(backup, str(path))
        assert not told(path)
        assert held(path) == data


def test_a_flipped_bit_in_the_log_leaves_an_earlier_state_and_no_other(tmp_path: Path) -> None:
    path, copy, rng = tmp_path / "store.db", tmp_path / "copy.db", Random(1)
    made(path, small)
    states = []
    with closing(open_store(str(path))) as store:
        for number in range(6):
            states.append(store.digest())
            store.commit(batch(*person(f"p-{number}", name=f"P {number}")))
        states.append(store.digest())
        whole, log = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    for _ in range(100):
        at = rng.randrange(len(log))
        copy.write_bytes(whole)
        Path(f"{copy}-wal").write_bytes(log[:at] + bytes([log[at] ^ 1]) + log[at + 1 :])
        with closing(open_store(str(copy))) as store:
            store.verify()
            assert store.digest() in states
