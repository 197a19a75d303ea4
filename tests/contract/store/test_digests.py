"""A fingerprint that is the same wherever the same was written."""

from dataclasses import replace

import pytest

from graph.log import Batch
from graph.store import Store
from graph.vocabulary import Origin
from tests.contract.store.making import (
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
from tests.memory_store import MemoryStore

OTHER = batch(*account("a-other", "Other"), *person("p-x", "a-other", name="X"))
MORE = batch(said(DANA, title="CFO"), touch("k9", DANA, RAVI))


def digest_after(*batches: Batch) -> dict[str, str]:
    """What any store has to come to after this history."""
    model = MemoryStore()
    for one in batches:
        model.commit(one)
    return dict(model.digest())


def test_every_store_comes_to_the_same_digest(store: Store) -> None:
    for one in (FIRST, OTHER, MORE):
        store.commit(one)
    assert store.digest() == digest_after(FIRST, OTHER, MORE)
    assert all(len(one) == 64 for one in store.digest().values())


def test_what_was_undone_in_between_leaves_no_trace(store: Store) -> None:
    for one in (FIRST, OTHER, MORE):
        store.commit(one)
    store.undo(2, "Ann", LATER)
    assert store.digest() == digest_after(FIRST, MORE)


def test_the_order_of_accounts_does_not_count_but_the_order_in_one_does(store: Store) -> None:
    for one in (FIRST, MORE, OTHER):
        store.commit(one)
    assert store.digest() == digest_after(OTHER, FIRST, MORE)
    assert store.digest() != digest_after(OTHER, MORE, FIRST)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        (batch(*person("p-x", name="X")[:1]), "entities"),
        (batch(said(DANA, title="CFO")), "statements"),
        (batch(link(RAVI, DANA)), "links"),
        (batch(touch("k9", DANA)), "touches"),
        (batch(listed(RAVI)), "listings"),
    ],
)
def test_each_kind_of_row_has_a_digest_of_its_own(store: Store, more: Batch, kind: str) -> None:
    store.commit(FIRST)
    before = store.digest()
    store.commit(more)
    assert {name for name, one in store.digest().items() if one != before[name]} == {
        kind,
        "batches",
    }


def test_who_wrote_it_and_when_counts(store: Store) -> None:
    store.commit(FIRST)
    same = digest_after(FIRST)
    assert store.digest() == same
    for header in (
        replace(FIRST.header, author="Eva"),
        replace(FIRST.header, recorded_at=LATER),
        replace(FIRST.header, origin=Origin.INFERRED),
        replace(FIRST.header, counts={"people": 2}),
    ):
        other = digest_after(replace(FIRST, header=header))
        assert {name for name in same if same[name] != other[name]} == {"batches"}


def test_digests_of_the_erased_count(store: Store) -> None:
    before = store.digest()
    store.erase((), {"abc"})
    assert {name for name, one in store.digest().items() if one != before[name]} == {"erased"}
