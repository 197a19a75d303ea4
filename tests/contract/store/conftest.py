"""Every store keeps the same contract: the tests here run on each of them.

A store joins by one more factory in `FACTORIES`. One that is configured and can't be reached
fails its tests; it isn't skipped.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from graph.store import Store, open_store
from tests.memory_store import MemoryStore

StoreFactory = Callable[[], Store]
"""Opens the store; called again, the same one a second time."""


def _in_memory(_folder: Path) -> StoreFactory:
    only = MemoryStore()
    return lambda: only


def _in_sqlite(folder: Path) -> StoreFactory:
    return partial(open_store, f"sqlite:{folder / 'accounts' / 'store.db'}")


FACTORIES: dict[str, Callable[[Path], StoreFactory]] = {
    "memory": _in_memory,
    "sqlite": _in_sqlite,
}
"""The stores that need no server."""


@pytest.fixture(params=[*FACTORIES, "neo4j"])
def store_factory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreFactory]:
    """Opens a store that was empty at first; what it opened is closed after the test."""
    if request.param == "neo4j":
        factory: StoreFactory = partial(open_store, request.getfixturevalue("neo4j_url"))
    else:
        factory = FACTORIES[request.param](tmp_path)
    opened: list[Store] = []

    def open_one() -> Store:
        opened.append(factory())
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(store_factory: StoreFactory) -> Store:
    return store_factory()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test of SQLite alone keeps its store."""
    return tmp_path / "store.db"
