"""A store can hand all it keeps on to another, which then answers the same."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from graph.errors import BadInput, Conflict, NotFound
from graph.log import OURS, Batch
from graph.store import KeptBatch, Store
from tests.contract.store.conftest import StoreFactory
from tests.contract.store.making import (
    ACME,
    COLIN,
    DANA,
    FIRST,
    LATER,
    RAVI,
    account,
    batch,
    link,
    listed,
    person,
    said,
    touch,
)
from tests.contract.store.test_writing import FULL, HOSTILE
from tests.memory_store import MemoryStore

HISTORY = (
    replace(FIRST, token="first"),
    batch(*account("a-other", "Other"), *person("p-x", "a-other", name="X"), token="other"),
    batch(said(DANA, title="CFO"), touch("k9", DANA, RAVI), link(RAVI, DANA)),
    FULL,
    batch(said(RAVI, notes=HOSTILE[1]), listed(RAVI), action=HOSTILE[2]),
    Batch(replace(FIRST.header, action="nothing in it")),
)


def filled(store: Store) -> Store:
    """With a history in which one batch was undone and somebody erased."""
    for one in HISTORY:
        store.commit(one)
    store.undo(2, "Eva", LATER)
    store.erase({RAVI}, {"ab" * 32, "cd" * 32})
    store.commit(batch(said(DANA, title="CEO"), token="last"))
    return store


def kept_in(store: Store) -> list[KeptBatch]:
    return [store.read_batch(one.id) for one in reversed(store.batches())]


def parts(kept: KeptBatch) -> list[object]:
    """What is in it, whichever kind of sequence a store gives."""
    one = kept.batch
    claims = (one.entities, one.statements, one.links, one.touches, one.listings)
    return [one.header, one.token, one.based_on, kept.accounts, *map(list, claims)]


def take_over(store: Store, source: Store) -> None:
    store.adopt(kept_in(source))
    store.adopt_facts(source.facts())


def answers(store: Store, accounts: Iterable[str] = (ACME, "a-other", OURS)) -> list[object]:
    """All that a store tells of itself."""
    directory = store.read_directory()
    return [
        [(store.read_account(name), store.batches(name)) for name in accounts],
        [list(directory.entities), list(directory.statements)],
        store.batches(),
        store.digest(),
        store.facts(),
        [store.written_under(token) for token in ("first", "other", "last")],
        set(store.find("email", ["dana.reyes@acme.example", "x@y"])),
        list(map(parts, kept_in(store))),
    ]


def test_a_store_that_took_another_over_answers_the_same(store: Store) -> None:
    source = filled(MemoryStore())
    take_over(store, source)
    assert answers(store) == answers(source)
    store.verify()


def test_what_any_store_keeps_can_be_taken_over(store: Store) -> None:
    copy = MemoryStore()
    take_over(copy, filled(store))
    assert answers(copy) == answers(store)


def test_what_was_taken_over_is_there_when_the_store_is_opened_again(
    store_factory: StoreFactory,
) -> None:
    source = filled(MemoryStore())
    take_over(store_factory(), source)
    assert answers(store_factory()) == answers(source)


def test_a_store_that_took_another_over_goes_on_as_the_other_would(store: Store) -> None:
    source = filled(MemoryStore())
    take_over(store, source)
    for one in (store, source):
        assert one.commit(replace(FIRST, token="first")).id == 1
        now = one.read_account(ACME).version
        one.commit(replace(batch(said(COLIN, OURS, title="AE")), based_on={ACME: now}))
        one.undo(8, "Ann", LATER)
        one.erase({DANA}, {"ef" * 32})
    assert answers(store) == answers(source)


def test_claims_come_by_account_those_of_one_as_they_were_given(store: Store) -> None:
    mixed = [said("p-2", "a-2"), said("p-9", "a-1"), said("p-1", "a-2"), said("p-1", "a-1")]
    store.commit(batch(*mixed))
    kept = store.read_batch(1)
    assert list(kept.batch.statements) == [mixed[1], mixed[3], mixed[0], mixed[2]]
    assert kept.accounts == ("a-1", "a-2")


def test_of_an_undone_batch_its_accounts_stay(store: Store) -> None:
    store.commit(FIRST)
    store.undo(1, "Ann", LATER)
    kept = store.read_batch(1)
    assert kept.accounts == (ACME, OURS)
    assert [*kept.batch.entities, *kept.batch.touches] == []


def test_a_batch_that_was_never_written_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no batch 7"):
        store.read_batch(7)


@pytest.mark.parametrize("wrong", [[2], [1, 3], [1, 1], [1, 2, 4]])
def test_batches_that_do_not_follow_are_refused_and_none_is_written(
    store: Store, wrong: list[int]
) -> None:
    kept = kept_in(filled(MemoryStore()))
    before = store.digest()
    with pytest.raises(Conflict, match="copy into an empty store"):
        store.adopt([kept[id_ - 1] for id_ in wrong])
    assert (store.batches(), store.digest()) == ([], before)


def test_if_one_batch_cannot_be_kept_none_is_written(store: Store) -> None:
    first = kept_in(filled(MemoryStore()))[0]
    header = replace(FIRST.header, id=2)
    wrong = KeptBatch(replace(batch(said(DANA, name="a\x00b")), header=header), (ACME,))
    with pytest.raises(BadInput):
        store.adopt([first, wrong])
    assert store.batches() == []
    assert store.read_account(ACME).version == 0


def test_who_was_erased_here_alone_would_come_back_so_it_is_refused(store: Store) -> None:
    store.erase((), {"ab" * 32})
    before = store.facts()
    with pytest.raises(Conflict, match="would come back"):
        store.adopt_facts(MemoryStore().facts())
    assert store.facts() == before
    store.adopt_facts(replace(before, erased=frozenset({"cd" * 32})))
    assert store.erased() == {"ab" * 32, "cd" * 32}
