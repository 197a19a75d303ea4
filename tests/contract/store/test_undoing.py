"""A batch is taken back exactly, or the later batches in the way are named."""

import pytest

from graph.errors import Conflict, NotFound
from graph.log import OURS, Batch, Entity, LinkClaim
from graph.store import Store
from graph.vocabulary import EntityKind, LinkKind
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
    colleague,
    link,
    listed,
    person,
    said,
    touch,
)

EVA = "p-eva"
SECOND = batch(
    *person(EVA, name="Eva Ochs", email="eva@acme.example"),
    said(DANA, title="CFO"),
    link(EVA, DANA),
    touch("k2", EVA, DANA),
    touch("k1", withdrawn=True),
    listed(EVA),
)
"""Of all kinds, and it builds on `FIRST`."""


def test_undo_leaves_what_was_there_before(store: Store) -> None:
    store.commit(FIRST)
    before, log = store.digest(), store.read_account(ACME)
    second = store.commit(SECOND)
    assert store.digest() != before
    store.undo(second.id, "Ann", LATER)
    assert store.digest() == before
    after = store.read_account(ACME)
    assert after.entities == log.entities
    assert after.statements == log.statements
    assert after.links == log.links
    assert after.touches == log.touches
    assert after.listings == log.listings
    assert after.headers == log.headers
    assert store.find("email", ["eva@acme.example"]) == []


def test_the_header_of_an_undone_batch_stays_and_tells_who_undid_it(store: Store) -> None:
    written = store.commit(FIRST)
    undone = store.undo(written.id, "Eva", LATER)
    assert (undone.id, undone.undone_by, undone.undone_at) == (written.id, "Eva", LATER)
    assert store.batches() == [undone]
    assert store.batches(ACME) == [undone]
    assert store.read_account(ACME).headers == {}


def test_an_undone_batch_stays_undone_when_the_store_is_opened_again(
    store_factory: StoreFactory,
) -> None:
    store_factory().commit(FIRST)
    store_factory().undo(1, "Ann", LATER)
    assert store_factory().read_account(ACME).entities == []


def test_numbers_of_undone_batches_are_not_used_again(store: Store) -> None:
    store.commit(FIRST)
    store.undo(1, "Ann", LATER)
    assert store.commit(FIRST).id == 2
    assert [id_ for id_, _ in store.read_account(ACME).entities] == [2, 2, 2, 2]


def test_a_batch_that_was_never_written_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no batch 7"):
        store.undo(7, "Ann", LATER)


def test_a_batch_is_undone_only_once(store: Store) -> None:
    store.commit(FIRST)
    store.undo(1, "Eva", LATER)
    version = store.read_account(ACME).version
    with pytest.raises(Conflict, match="undone already, by Eva on 2026-04-01"):
        store.undo(1, "Ann", LATER)
    assert store.read_account(ACME).version == version


def test_a_batch_without_claims_can_be_undone(store: Store) -> None:
    written = store.commit(Batch(FIRST.header))
    assert store.undo(written.id, "Ann", LATER).undone_by == "Ann"


BUILDS_ON_FIRST = {
    "states a person it made": batch(said(DANA, title="CFO")),
    "states the account": batch(said(ACME, supplier="Other")),
    "states a colleague": batch(said(COLIN, OURS, title="AE")),
    "lists a person it made": batch(listed(RAVI)),
    "links from a person it made": batch(link(RAVI, "p-new")),
    "links to a person it made": batch(link("p-new", RAVI)),
    "touches a person it made": batch(touch("k9", DANA)),
    "touches one among others": batch(touch("k9", "p-new", "p-other", RAVI)),
    "touches by a colleague it made": batch(touch("k9", "p-new", by=["c-new", COLIN])),
    "touches by a colleague elsewhere": batch(touch("k9", "p-new", at="a-other")),
    "adds a person to an account it made": batch(*person(EVA)),
    "the same touch": batch(touch("k1", by=())),
    "the same link": batch(link(DANA, RAVI)),
}


@pytest.mark.parametrize("later", BUILDS_ON_FIRST.values(), ids=BUILDS_ON_FIRST)
def test_a_later_batch_that_builds_on_it_stands_in_the_way(store: Store, later: Batch) -> None:
    store.commit(FIRST)
    second = store.commit(later)
    before = store.digest()
    with pytest.raises(Conflict) as refused:
        store.undo(1, "Ann", LATER)
    assert refused.value.batches == (second.id,)
    assert str(refused.value) == (
        "Batch 1 can't be undone: batch 2 builds on it. Undo that one first: 2."
    )
    assert store.digest() == before
    store.undo(second.id, "Ann", LATER)
    store.undo(1, "Ann", LATER)


def test_several_in_the_way_are_named_newest_first(store: Store) -> None:
    store.commit(FIRST)
    for key in ("k2", "k3", "k4"):
        store.commit(batch(touch(key, DANA)))
    store.undo(3, "Ann", LATER)
    with pytest.raises(Conflict) as refused:
        store.undo(1, "Ann", LATER)
    assert refused.value.batches == (2, 4)
    assert str(refused.value) == (
        "Batch 1 can't be undone: batches 2 and 4 build on it. Undo those first: 4, then 2."
    )


def test_what_stands_on_those_in_the_way_is_named_too(store: Store) -> None:
    store.commit(FIRST)
    store.commit(batch(*person(EVA, name="Eva"), touch("k7", EVA, by=[COLIN])))
    store.commit(batch(touch("k8", EVA)))
    with pytest.raises(Conflict) as refused:
        store.undo(1, "Ann", LATER)
    assert refused.value.batches == (2, 3)
    for id_ in (3, 2, 1):
        store.undo(id_, "Ann", LATER)


def test_of_very_many_in_the_way_some_are_named(store: Store) -> None:
    store.commit(FIRST)
    for number in range(12):
        store.commit(batch(touch(f"more {number}", DANA)))
    with pytest.raises(Conflict, match=r"batches 2, 3, .*, 11 and 2 more build on it\. .*, …\."):
        store.undo(1, "Ann", LATER)


def test_a_person_only_stated_by_a_batch_holds_it_too(store: Store) -> None:
    store.commit(FIRST)
    store.commit(batch(said(DANA, title="CFO")))
    store.commit(batch(touch("k9", DANA)))
    with pytest.raises(Conflict) as refused:
        store.undo(2, "Ann", LATER)
    assert refused.value.batches == (3,)


def test_a_link_of_people_made_elsewhere_holds_only_the_same_link(store: Store) -> None:
    store.commit(FIRST)
    influence = store.commit(batch(link("p-x", "p-y"))).id
    store.commit(batch(link("p-y", "p-x"), link("p-x", "p-y", LinkKind.REPORTS_TO)))
    store.undo(influence, "Ann", LATER)
    influence = store.commit(batch(link("p-x", "p-y"))).id
    again = store.commit(batch(LinkClaim(ACME, LinkKind.INFLUENCES, "p-x", "p-y", withdrawn=True)))
    with pytest.raises(Conflict) as refused:
        store.undo(influence, "Ann", LATER)
    assert refused.value.batches == (again.id,)


def test_a_link_without_direction_is_the_same_either_way_round(store: Store) -> None:
    known = store.commit(batch(link("p-x", "p-y", LinkKind.KNOWS)))
    again = store.commit(batch(link("p-y", "p-x", LinkKind.KNOWS)))
    with pytest.raises(Conflict) as refused:
        store.undo(known.id, "Ann", LATER)
    assert refused.value.batches == (again.id,)


def test_a_touch_of_the_same_key_in_another_account_is_another_touch(store: Store) -> None:
    store.commit(batch(touch("k1", "p-x", by=())))
    store.commit(batch(touch("k1", "p-y", by=(), at="a-other")))
    store.undo(1, "Ann", LATER)
    assert [one.people for _, one in store.read_account("a-other").touches] == [("p-y",)]


def test_what_is_independent_is_undone_in_any_order(store: Store) -> None:
    store.commit(FIRST)
    store.commit(batch(*person(EVA, name="Eva"), touch("k7", EVA, by=())))
    store.commit(batch(*account("a-other", "Other"), *colleague("c-mei", name="Mei")))
    alone = batch(Entity("p-x", EntityKind.PERSON, ACME), said("p-x", name="X"))
    store.commit(alone)
    for id_ in (2, 4, 3, 1):
        store.undo(id_, "Ann", LATER)
    assert [one.undone_by for one in store.batches()] == ["Ann"] * 4
    assert store.read_account(ACME).entities == []
