"""Whichever write, sync, truncation, opening or deletion fails: nothing is half done, the error
says what to do, and trying again succeeds."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import pytest

from graph.errors import BadInput, Conflict, StoreUnavailable
from graph.log import OURS
from graph.store import Store, open_store, restore_store
from tests.contract.store.making import (
    ACME,
    DANA,
    FIRST,
    LATER,
    RAVI,
    batch,
    person,
    said,
    touch,
)
from tests.contract.store.schemas import SCHEMAS
from tests.faults import ALL
from tests.faults.failing import BAD, FULL, GONE, Failing, Fault
from tests.faults.vfs import watched

SMALL = batch(said(DANA, title="CFO"), token="small")
BIG = batch(
    *(claim for n in range(150) for claim in person(f"p-{n}", email=f"p{n}@acme.example")),
    *(touch(f"t{n}", DANA) for n in range(550)),
    token="big",
)
ADVICE = r"(store|backup)\.db.*\. (Check|Free|Try again)"
"""An error names the file and says what to do."""

Act = Callable[[Path], object]
Change = Callable[[Store], object]


def contents(folder: Path) -> Mapping[str, object]:
    """What the stores in a folder hold, found whole; the look is at a copy."""
    with TemporaryDirectory() as name:
        copy = Path(shutil.copytree(folder, name, dirs_exist_ok=True))
        return {one.name: held_in(one) for one in sorted(copy.glob("*.db"))}


def held_in(path: Path) -> Mapping[str, object]:
    with closing(open_store(str(path))) as store:
        store.verify()
        return held(store)


def held(store: Store) -> Mapping[str, object]:
    versions = {name: store.read_account(name).version for name in (ACME, OURS)}
    found = store.find("email", ["dana.reyes@acme.example", "p7@acme.example"])
    return {**store.digest(), **versions, "batches": store.batches(), "found": found}


def empty(path: Path) -> None:
    path.touch()


def old(schema: int) -> Act:
    def make(path: Path) -> None:
        with closing(apsw.Connection(str(path))) as db:
            db.execute(SCHEMAS[schema])

    return make


def two_batches(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        store.commit(FIRST)
        store.commit(batch(touch("k2", RAVI)))


def backed_up(path: Path) -> None:
    two_batches(path)
    with closing(open_store(str(path))) as store:
        store.backup(path.with_name("backup.db"))
        store.commit(SMALL)


def opening(path: Path) -> None:
    open_store(str(path)).close()


def restoring(path: Path) -> None:
    restore_store(path.with_name("backup.db"), str(path))


def undoing(store: Store) -> None:
    with suppress(Conflict):  # it was done, though an error was raised
        store.undo(2, "Ann", LATER)


def backing_up(store: Store) -> None:
    with suppress(BadInput):  # it exists already
        store.backup(Path(store.url.removeprefix("sqlite:")).with_name("backup.db"))


CHANGES: Mapping[str, Change] = {
    "a small commit": lambda store: store.commit(SMALL),
    "a big commit": lambda store: store.commit(BIG),
    "an undo": undoing,
    "an erasure": lambda store: store.erase({RAVI}, {"digest"}),
    "a backup": backing_up,
    "a try": lambda store: store.try_write(),
}


def opened_for(change: Change) -> Act:
    def act(path: Path) -> None:
        with closing(open_store(str(path))) as store:
            change(store)

    return act


WORKS: Mapping[str, tuple[Act, Act]] = {
    "a new file": (empty, opening),
    "a migration from schema 1": (old(1), opening),
    "a migration from schema 2": (old(2), opening),
    "a restore": (backed_up, restoring),
    **{name: (two_batches, opened_for(change)) for name, change in CHANGES.items()},
}
"""How a file is made, and what writes to it then."""


def files(folder: Path) -> list[str]:
    """All that aren't empty."""
    return sorted(one.name for one in folder.iterdir() if one.stat().st_size)


def places(fault: Fault) -> Iterator[int]:
    """Which calls fail, one after another; of faults that last some are enough."""
    return count(1) if ALL or not fault.lasts else count(1, 11)


def made(folder: Path, make: Act) -> Path:
    folder.mkdir()
    make(folder / "store.db")
    return folder


@contextmanager
def told_if_at_all() -> Iterator[None]:
    """Only one error may come, and it says what to do."""
    told: list[StoreUnavailable] = []
    try:
        yield
    except StoreUnavailable as error:
        told.append(error)
    assert all(re.search(ADVICE, str(error)) for error in told), told


@pytest.mark.parametrize("fault", [BAD, GONE, FULL], ids=lambda fault: fault.name)
@pytest.mark.parametrize("work", WORKS)
def test_whichever_call_fails_nothing_is_half_done(tmp_path: Path, work: str, fault: Fault) -> None:
    make, act = WORKS[work]
    first = made(tmp_path / "first", make)
    done = Path(shutil.copytree(first, tmp_path / "done"))
    act(done / "store.db")
    before, after, left = contents(first), contents(done), files(done)
    disk = Failing(fault)
    with watched(disk):
        for nth in places(fault):
            folder = Path(shutil.copytree(first, tmp_path / str(nth)))
            with disk.failing_at(nth), told_if_at_all():
                act(folder / "store.db")
            assert contents(folder) in (before, after)
            if not disk.has_failed:
                break
            act(folder / "store.db")
            assert (contents(folder), files(folder)) == (after, left)
    assert nth > 1


@pytest.mark.parametrize("fault", [BAD, GONE, FULL], ids=lambda fault: fault.name)
@pytest.mark.parametrize("work", CHANGES)
def test_an_opened_store_goes_on_after_a_failure(tmp_path: Path, work: str, fault: Fault) -> None:
    first = made(tmp_path / "first", two_batches)
    done = Path(shutil.copytree(first, tmp_path / "done"))
    opened_for(CHANGES[work])(done / "store.db")
    before, after = held_in(first / "store.db"), held_in(done / "store.db")
    disk = Failing(fault)
    with watched(disk):
        for nth in places(fault):
            folder = Path(shutil.copytree(first, tmp_path / str(nth)))
            with closing(open_store(str(folder / "store.db"))) as store:
                with disk.failing_at(nth), told_if_at_all():
                    CHANGES[work](store)
                assert held(store) in (before, after)
                CHANGES[work](store)
                assert held(store) == after
            if not disk.has_failed:
                break
    assert nth > 1


def test_an_erasure_that_failed_on_its_way_leaves_no_byte_when_repeated(tmp_path: Path) -> None:
    first, disk = made(tmp_path / "first", two_batches), Failing(BAD)
    assert name_in(first)
    with watched(disk):
        for nth in count(1):
            folder = Path(shutil.copytree(first, tmp_path / str(nth)))
            with disk.failing_at(nth), told_if_at_all():
                opened_for(CHANGES["an erasure"])(folder / "store.db")
            if not disk.has_failed:
                break
            opened_for(CHANGES["an erasure"])(folder / "store.db")
            assert not name_in(folder)


def name_in(folder: Path) -> bool:
    """Whether any file holds the name of who is erased."""
    return any(b"Ravi" in one.read_bytes() for one in folder.iterdir())
