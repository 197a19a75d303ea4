"""Everything goes from any store to any other, also after an interruption; nothing is mixed."""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from graph.errors import BadInput, Conflict, InroadError
from graph.store import Store, copying, open_store
from graph.store.copying import copy
from tests.contract.store.conftest import FACTORIES
from tests.contract.store.making import ACME, DANA, FIRST, LATER, RAVI, batch, said
from tests.contract.store.test_adopting import answers, filled
from tests.contract.store.test_model import claims, ids
from tests.memory_store import MemoryStore
from tests.neo4j_server.running import Neo4jServer


class Stopped(Exception):
    """Stands in for the end of the program."""


def silent(*_: int) -> None:
    """Whoever doesn't want to be told."""


def stop_at(batch: int) -> Callable[[int, int], None]:
    def tell(done: int, *_: int) -> None:
        if done == batch:
            raise Stopped

    return tell


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each batch is written by itself."""
    monkeypatch.setattr(copying, "TOGETHER", 1)


def test_a_copy_answers_the_same_and_so_does_a_copy_of_it(store: Store) -> None:
    source, back = filled(MemoryStore()), MemoryStore()
    copied = copy(source, store, silent)
    assert (copied.batches, copied.before) == (7, 0)
    assert copied.digest == source.digest()
    copy(store, back, silent)
    assert answers(store) == answers(source) == answers(back)


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("last", [1, 4, 7])
def test_a_copy_that_was_interrupted_goes_on_where_it_was(store: Store, last: int) -> None:
    source = filled(MemoryStore())
    with pytest.raises(Stopped):
        copy(source, store, stop_at(last))
    assert len(store.batches()) == last
    told: list[tuple[int, int]] = []
    copied = copy(source, store, lambda done, total: told.append((done, total)))
    assert copied.before == last
    assert told == [(number, 7) for number in range(last + 1, 8)]
    assert answers(store) == answers(source)


def test_what_was_written_since_is_brought_by_copying_again(store: Store) -> None:
    source = filled(MemoryStore())
    copy(source, store, silent)
    source.commit(batch(said(RAVI, name="Ravi again")))
    assert copy(source, store, silent).before == 7
    assert answers(store) == answers(source)


def test_small_batches_are_written_together_and_large_ones_are_not() -> None:
    class Counting(MemoryStore):
        groups: tuple[int, ...] = ()

        def adopt(self, batches: object) -> None:
            assert isinstance(batches, list)
            self.groups += (len(batches),)
            super().adopt(batches)

    source, target = MemoryStore(), Counting()
    for size in (1, 1, copying.TOGETHER, 1):
        source.commit(batch(*[said(DANA, notes="x")] * size))
    copy(source, target, silent)
    assert target.groups == (3, 1)


def other_batch(store: Store) -> None:
    store.commit(batch(said(DANA, title="CFO")))


def first_batch_with_another_token(store: Store) -> None:
    store.commit(replace(FIRST, token="another"))


def first_batch_undone(store: Store) -> None:
    store.commit(replace(FIRST, token="first"))
    store.undo(1, "Ann", LATER)


def somebody_erased(store: Store) -> None:
    store.erase((), {"ff" * 32})


def more_batches(store: Store) -> None:
    copy(filled(MemoryStore()), store, silent)
    store.commit(FIRST)


@pytest.mark.parametrize(
    "there",
    [
        other_batch,
        first_batch_with_another_token,
        first_batch_undone,
        somebody_erased,
        more_batches,
    ],
)
def test_a_target_that_holds_anything_else_is_refused_and_stays(
    store: Store, there: Callable[[Store], None]
) -> None:
    there(store)
    before = answers(store)
    with pytest.raises(Conflict, match=r"is no beginning of a copy of memory:: .*empty store"):
        copy(filled(MemoryStore()), store, silent)
    assert answers(store) == before


def test_an_empty_source_is_told(store: Store) -> None:
    with pytest.raises(BadInput, match=r"nothing in .* to copy"):
        copy(store, MemoryStore(), silent)


@pytest.mark.parametrize(
    "late",
    [
        lambda source: source.commit(batch(said(DANA, title="COO"))),
        lambda source: source.undo(7, "Ann", LATER),
        lambda source: source.erase({DANA}, ()),
    ],
)
def test_a_copy_that_is_not_the_same_in_the_end_is_an_error(
    store: Store, late: Callable[[Store], object]
) -> None:
    source = filled(MemoryStore())
    with pytest.raises(Conflict, match=r"differ\. If somebody wrote meanwhile, copy again"):
        copy(source, store, lambda *_: late(source))


@pytest.mark.usefixtures("one_by_one")
def test_who_writes_to_the_target_meanwhile_loses_nothing(store: Store) -> None:
    source = filled(MemoryStore())

    def write(done: int, *_: int) -> None:
        if done == 3:
            store.commit(batch(said(DANA, title="mine")))

    with pytest.raises(Conflict, match="Somebody else wrote to this store"):
        copy(source, store, write)
    assert len(store.batches()) == 4


Change = Callable[[Store], object]
changes: st.SearchStrategy[Change] = st.one_of(
    st.tuples(claims, st.none() | st.sampled_from("abc")).map(
        lambda pair: lambda store: store.commit(replace(pair[0], token=pair[1]))
    ),
    st.integers(1, 9).map(lambda which: lambda store: store.undo(which, "Ann", LATER)),
    st.sets(ids, max_size=2).map(lambda who: lambda store: store.erase(who, {"ab", *who})),
)


histories = st.lists(changes, max_size=9)
stops = st.integers(1, 9)


@pytest.mark.parametrize("name", FACTORIES)
@settings(max_examples=25, deadline=None)
@given(history=histories, stop=stops)
def test_any_history_can_be_copied_to_and_fro(name: str, history: list[Change], stop: int) -> None:
    with TemporaryDirectory() as folder:
        there_and_back(FACTORIES[name](Path(folder))(), history, stop)


@pytest.mark.usefixtures("neo4j_url")
def test_any_history_can_be_copied_to_a_server_and_back(neo4j_server: Neo4jServer) -> None:
    @settings(max_examples=5, deadline=None)
    @given(history=histories, stop=stops)
    def is_copied(history: list[Change], stop: int) -> None:
        neo4j_server.empty()
        there_and_back(open_store(neo4j_server.uri), history, stop)

    is_copied()


def there_and_back(store: Store, history: list[Change], stop: int) -> None:
    """Bring a history to a store, stopped once, and back; the store is closed then."""
    source, back = MemoryStore(), MemoryStore()
    source.commit(FIRST)
    for change in history:
        with suppress(InroadError):
            change(source)
    with closing(store):
        with suppress(Stopped):
            copy(source, store, stop_at(stop))
        copy(source, store, silent)
        copy(store, back, silent)
        assert answers(store, (ACME, "a-1", "a-2")) == answers(source, (ACME, "a-1", "a-2"))
        store.verify()
    assert answers(back) == answers(source)
