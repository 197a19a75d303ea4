"""What a store remembers of its last reading never hides what was written since."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from graph.log import OURS
from graph.store import Store, open_store
from graph.store.remembering import Remembered
from tests.contract.store.conftest import StoreFactory
from tests.contract.store.making import (
    ACME,
    COLIN,
    DANA,
    FIRST,
    LATER,
    account,
    batch,
    colleague,
    link,
    listed,
    person,
    said,
    touch,
)

CHANGES: dict[str, Callable[[Store], object]] = {
    "more of an account": lambda store: store.commit(
        batch(*person("p-eve", name="Eve"), link("p-eve", DANA), touch("k2", DANA), listed(DANA))
    ),
    "more of another account": lambda store: store.commit(batch(*account("a-b", "B"))),
    "a new colleague": lambda store: store.commit(batch(*colleague("c-2", name="Cora"))),
    "more of a colleague": lambda store: store.commit(batch(said(COLIN, OURS, title="CEO"))),
    "two more": lambda store: [store.commit(batch(said(DANA, title=one))) for one in "ab"],
    "a batch taken back": lambda store: store.undo(2, "Ann", LATER),
    "a batch taken back and another": lambda store: (
        store.undo(2, "Ann", LATER),
        store.commit(batch(said(DANA, title="CIO"))),
    ),
    "another and that taken back": lambda store: store.undo(
        store.commit(batch(said(DANA, title="CIO"))).id, "Ann", LATER
    ),
    "somebody erased": lambda store: store.erase({DANA}, ()),
    "somebody erased and one more": lambda store: (
        store.erase({DANA}, ()),
        store.commit(batch(*person("p-eve", name="Eve"))),
    ),
}


@pytest.fixture(params=["sqlite", "neo4j"])
def opening(request: pytest.FixtureRequest, path: Path) -> StoreFactory:
    """Opens the store once more."""
    if request.param == "neo4j":
        return partial(open_store, request.getfixturevalue("neo4j_url"))
    return partial(open_store, str(path))


@pytest.fixture
def store(opening: StoreFactory) -> Iterator[Store]:
    """A store in which something was said twice of somebody."""
    with closing(opening()) as opened:
        opened.commit(FIRST)
        opened.commit(batch(said(DANA, title="CFO")))
        yield opened


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("is_own", [True, False])
def test_what_changed_is_read_as_by_who_opens_the_store_anew(
    store: Store, opening: StoreFactory, change: Callable[[Store], object], *, is_own: bool
) -> None:
    before = store.read_account(ACME)
    with closing(opening()) as other:
        change(store if is_own else other)
    with closing(opening()) as anew:
        for account_ in (ACME, OURS, "a-b", ACME):
            assert store.read_account(account_) == anew.read_account(account_)
    assert before.version == 2, "what was read before stays as it was"


def test_what_did_not_change_is_not_read_again(store: Store) -> None:
    before = store.read_account(ACME)
    store.commit(batch(*account("a-b", "B")))
    assert store.read_account(ACME) is before


def test_what_was_asked_for_longest_ago_is_forgotten_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(batch(*account("a-b", "B")))
    monkeypatch.setattr(store, "_remembered", Remembered(most=13))
    first, second = store.read_account(ACME), store.read_account("a-b")
    assert store.read_account("a-b") is second
    again = store.read_account(ACME)
    assert again == first
    assert again is not first
