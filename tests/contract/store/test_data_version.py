"""What is kept in memory is told from what has changed since."""

from collections.abc import Callable

import pytest

from graph.store import Store
from tests.contract.store.conftest import StoreFactory
from tests.contract.store.making import DANA, FIRST, LATER, batch, said

CHANGES: dict[str, Callable[[Store], object]] = {
    "commit": lambda store: store.commit(batch(said(DANA, title="CFO"))),
    "undo": lambda store: store.undo(1, "Ann", LATER),
    "erase": lambda store: store.erase({DANA}, ()),
    "erase nobody known": lambda store: store.erase((), {"ab" * 32}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_number_tells_of_a_change(
    store_factory: StoreFactory, change: Callable[[Store], object]
) -> None:
    store, other = store_factory(), store_factory()
    store.commit(FIRST)
    before = store.data_version(), other.data_version()
    change(store)
    after = store.data_version(), other.data_version()
    assert all(new != old for new, old in zip(after, before, strict=True))


def test_reading_is_no_change(store: Store) -> None:
    store.commit(FIRST)
    before = store.data_version()
    store.read_directory()
    store.verify()
    assert store.data_version() == before
