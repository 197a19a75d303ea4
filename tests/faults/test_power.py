"""What was acknowledged is there after a power cut, wherever it comes; nothing is half there.

A test that fails has its seed in its name, and the same seed cuts at the same place again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from copy import deepcopy
from itertools import count
from pathlib import Path
from random import Random

import apsw
import pytest

from graph.errors import StoreDamaged, StoreUnavailable
from graph.store import Store, open_store
from tests.contract.store.making import ACME, DANA, LATER, batch, person, touch
from tests.contract.store.schemas import SCHEMAS
from tests.contract.store.test_sqlite_migrations import expected
from tests.faults import ALL
from tests.faults.power import Power
from tests.faults.vfs import Call, watched
from tests.memory_store import MemoryStore

TURNS = 2
SEEDS = range(1000 if ALL else 80)
"""Each cuts the power that often."""

Operation = Callable[[Store], object]


def operations(rng: Random, first: int) -> Iterator[Operation]:
    """What is done until the power is cut; `first` makes ids of a second turn its own."""
    for number in count(first):
        yield rng.choice([small, small, small, big, taken_back, erased, backed_up])(number)


def small(number: int) -> Operation:
    claims = batch(*person(f"p-{number}", name=f"P {number}"), touch(f"k{number}", DANA))
    return lambda store: store.commit(claims)


def big(number: int) -> Operation:
    people = (claim for n in range(60) for claim in person(f"p-{number}-{n}", email=f"{n}@x.y"))
    claims = batch(*people, *(touch(f"t{number}-{n}", DANA, note="a call") for n in range(200)))
    return lambda store: store.commit(claims)


def taken_back(_number: int) -> Operation:
    """The newest batch, if there is one that stands."""

    def undo(store: Store) -> None:
        if newest := next((one for one in store.batches() if one.undone_at is None), None):
            store.undo(newest.id, "Ann", LATER)

    return undo


def erased(number: int) -> Operation:
    return lambda store: store.erase({f"p-{number - 1}"}, {f"digest {number}"})


def backed_up(number: int) -> Operation:
    def back_up(store: Store) -> None:
        if store.url.startswith("sqlite:"):
            store.backup(Path(store.url.removeprefix("sqlite:")).with_name(f"backup {number}.db"))

    return back_up


def told(store: Store) -> tuple[object, ...]:
    return dict(store.digest()), store.read_account(ACME).version, store.erased()


class Model:
    """What a store has to hold: all that was acknowledged, and what was under way or not."""

    def __init__(self, held: MemoryStore) -> None:
        self._held = self._next = held
        self.backups: Sequence[str] = ()

    def begin(self, operation: Operation) -> None:
        self._next = deepcopy(self._held)
        operation(self._next)

    def acknowledge(self) -> None:
        self._held = self._next

    def settle(self, store: Store) -> None:
        """Find out which of the two it is, and go on from there."""
        found = told(store)
        assert found in (told(self._held), told(self._next))
        self._held = self._next = self._held if found == told(self._held) else self._next


def work_until_cut(path: Path, power: Power, planned: Iterator[Operation], model: Model) -> None:
    """Do what is planned; `model` knows what was acknowledged, and what was under way."""
    with watched(power), suppress(StoreUnavailable):
        store = open_store(str(path))
        try:
            for operation in planned:
                model.begin(operation)
                operation(store)
                model.acknowledge()
                model.backups = [one.name for one in path.parent.glob("backup *.db")]
        finally:
            store.close()


def make_old(folder: Path, version: int) -> None:
    """A file of a schema up to today's, so that the power is cut while it is brought up to date."""
    folder.mkdir()
    with closing(apsw.Connection(str(folder / "store.db"))) as old:
        old.execute(SCHEMAS[version])


def look(path: Path, model: Model) -> None:
    with closing(open_store(str(path))) as store:
        store.verify()
        model.settle(store)
    for name in model.backups:
        with closing(open_store(str(path.with_name(name)))) as backup:
            backup.verify()
            assert len(backup.erasure_key()) == 32


@pytest.mark.parametrize("seed", SEEDS)
def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    rng, version = Random(seed), seed % 8
    model = Model(expected() if version in SCHEMAS else MemoryStore())
    if version in SCHEMAS:
        make_old(tmp_path / "before 0", version)
    for turn in range(TURNS):
        folder, left = tmp_path / f"before {turn}", tmp_path / f"before {turn + 1}"
        folder.mkdir(exist_ok=True)
        power = Power(rng, calls=rng.randint(1, 300))
        work_until_cut(folder / "store.db", power, operations(rng, turn * 100), model)
        assert power.is_cut
        power.leave(folder, left)
        look(left / "store.db", model)


def test_a_disk_that_only_says_that_it_syncs_is_found_out(tmp_path: Path) -> None:
    """Or the cuts above would cut nothing."""

    class Lying(Power):
        def sync(self, path: Path) -> None:
            self.before(Call.SYNC, path)

    model, power = Model(MemoryStore()), Lying(Random(1), calls=300)
    work_until_cut(tmp_path / "store.db", power, operations(Random(1), 0), model)
    power.leave(tmp_path, tmp_path / "left")
    with pytest.raises((AssertionError, StoreDamaged)):
        look(tmp_path / "left" / "store.db", model)
