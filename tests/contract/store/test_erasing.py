"""Who is erased is gone from every account, and stays out."""

from datetime import date

from graph.identity import erasure_digest
from graph.log import OURS, Entity, LinkClaim, Statement, TouchClaim
from graph.store import Erasure, Store
from graph.vocabulary import EntityKind, LinkKind
from tests.contract.store.conftest import StoreFactory
from tests.contract.store.making import (
    ACME,
    COLIN,
    DANA,
    FIRST,
    LATER,
    RAVI,
    Claim,
    account,
    batch,
    link,
    listed,
    person,
    said,
    touch,
)


def about(id_: str, kind: EntityKind, /, **fields: str) -> tuple[Claim, Claim]:
    return Entity(id_, kind, ACME), said(id_, **fields)


def test_everything_of_the_person_goes_and_the_rest_stays(store: Store) -> None:
    store.commit(FIRST)
    store.commit(batch(said(DANA, title="CFO"), link(RAVI, DANA), touch("k2", DANA)))
    erasure = store.erase({DANA}, ())
    assert erasure == Erasure(statements=2, links=2, touches=1, mentions=())
    log = store.read_account(ACME)
    assert {one.id for _, one in log.entities} == {ACME, RAVI, COLIN}
    assert {one.entity for _, one in log.statements} == {ACME, RAVI, COLIN}
    assert log.links == []
    assert log.listings == []
    assert [(one.key, one.people) for _, one in log.touches] == [("k1", (RAVI,))]
    assert store.find("email", ["dana.reyes@acme.example"]) == []


def test_a_shared_touch_keeps_all_that_is_not_of_the_person(store: Store) -> None:
    shared = TouchClaim(
        ACME,
        "k2",
        date(2026, 3, 1),
        None,
        (COLIN, "c-eva"),
        (RAVI, DANA, "p-mei"),
        note="budget",
        details={"named": (DANA, "Someone"), "learned": "June"},
        private=True,
    )
    store.commit(batch(shared))
    store.erase({DANA, COLIN}, ())
    assert [one for _, one in store.read_account(ACME).touches] == [
        shared._replace(
            colleagues=("c-eva",),
            people=(RAVI, "p-mei"),
            details={"named": ("Someone",), "learned": "June"},
        )
    ]


def test_a_touch_that_named_nobody_before_stays(store: Store) -> None:
    store.commit(batch(touch("k1", withdrawn=True), touch("k2", DANA)))
    store.erase({DANA}, ())
    assert [one.key for _, one in store.read_account(ACME).touches] == ["k1"]


def test_an_erased_colleague_leaves_the_touches_of_others(store: Store) -> None:
    store.commit(FIRST)
    store.erase({COLIN}, ())
    log = store.read_account(ACME)
    assert [(one.colleagues, one.people) for _, one in log.touches] == [((), (DANA, RAVI))]
    assert COLIN not in {one.id for _, one in log.entities}
    assert store.read_account(OURS).version == 2


def test_proposals_decisions_and_notes_about_the_person_go(store: Store) -> None:
    store.commit(FIRST)
    store.commit(
        batch(
            *about("q-1", EntityKind.PROPOSAL, person=DANA, kind="left"),
            *about("q-2", EntityKind.PROPOSAL, person=RAVI, other=DANA, kind="duplicate"),
            *about("d-1", EntityKind.DECISION, person=DANA, action="dismissed"),
            *about("n-1", EntityKind.NOTE, about=DANA, text="likes golf"),
            *about("n-2", EntityKind.NOTE, about="d-1", text="why not"),
            *about("n-3", EntityKind.NOTE, about=RAVI, text="likes chess"),
        )
    )
    store.commit(batch(said("q-1", state="accepted")))
    assert store.erase({DANA}, ()).statements == 7
    left = {one.id for _, one in store.read_account(ACME).entities}
    assert left == {ACME, RAVI, COLIN, "n-3"}


def test_no_field_and_no_source_names_the_erased_id_any_more(store: Store) -> None:
    store.commit(FIRST)
    store.commit(
        batch(
            said(RAVI, same_human=DANA, title="CEO"),
            said(RAVI, merged_into=DANA),
            Statement(ACME, RAVI, {"support": "mentor"}, said_by=DANA),
            LinkClaim(ACME, LinkKind.KNOWS, COLIN, RAVI, said_by=DANA),
            *about("h-1", EntityKind.CHANGE, person=DANA, text="new chief"),
        )
    )
    store.erase({DANA}, ())
    log = store.read_account(ACME)
    of_second = [one for id_, one in log.statements if id_ == 2]
    assert [(one.entity, dict(one.fields), one.said_by) for one in of_second] == [
        (RAVI, {"title": "CEO"}, None),
        (RAVI, {"support": "mentor"}, None),
        ("h-1", {"text": "new chief"}, None),
    ]
    assert [one.said_by for _, one in log.links] == [None]


def test_other_accounts_lose_the_person_too_and_only_they_change(store: Store) -> None:
    store.commit(FIRST)
    store.commit(batch(*account("a-b", "B"), touch("k5", DANA, "p-b", at="a-b")))
    store.commit(batch(*account("a-c", "C"), *person("p-c", "a-c", name="Dana Reyes")))
    store.erase({DANA}, ())
    assert [one.people for _, one in store.read_account("a-b").touches] == [("p-b",)]
    versions = [store.read_account(id_).version for id_ in (ACME, "a-b", "a-c", OURS)]
    assert versions == [2, 2, 1, 1]


def test_text_that_still_names_the_person_is_told(store: Store) -> None:
    store.commit(FIRST)
    store.commit(
        batch(
            said(DANA, first_name="Dana", last_name="Reyes-Lee"),
            touch("k2", RAVI, note="He reports to DANA  REYES now"),
            touch("k3", RAVI, note="Dana was there"),
            TouchClaim(ACME, "k4", date(2026, 1, 1), None, (), (RAVI,), reason="dana reyes-lee"),
            TouchClaim(
                ACME, "k5", date(2026, 1, 1), None, (), (RAVI,), details={"named": ("Dana Reyes",)}
            ),
            Statement(ACME, RAVI, {"title": "CEO"}, evidence="mail of dana.reyes@acme.example"),
            *about("n-1", EntityKind.NOTE, about=RAVI, text="Ask Dana\nReyes."),
            LinkClaim(ACME, LinkKind.KNOWS, COLIN, RAVI, evidence="Dana Reyes said so"),
        )
    )
    assert store.erase({DANA}, ()).mentions == (COLIN, "k2", "k4", "k5", "n-1", RAVI)


def test_somebody_without_a_name_is_mentioned_nowhere(store: Store) -> None:
    store.commit(batch(*person(DANA, name="", email=""), touch("k1", RAVI, note="a note")))
    assert store.erase({DANA}, ()).mentions == ()


def test_digests_of_the_erased_are_kept_and_nothing_else(store_factory: StoreFactory) -> None:
    store = store_factory()
    store.commit(FIRST)
    key = store.erasure_key()
    digest = erasure_digest(key, "dana.reyes@acme.example")
    assert store.erased() == frozenset()
    store.erase({DANA}, {digest})
    store.erase({RAVI}, {digest, "other"})
    again = store_factory()
    assert again.erased() == {digest, "other"}
    assert again.erasure_key() == key
    assert len(key) == 32


def test_erasing_an_unknown_id_changes_nothing(store: Store) -> None:
    store.commit(FIRST)
    before = store.digest()
    assert store.erase({"p-nobody"}, ()) == Erasure(0, 0, 0, ())
    assert store.digest() == before
    assert store.read_account(ACME).version == 1


def test_a_batch_can_be_undone_after_some_of_its_people_were_erased(store: Store) -> None:
    empty = store.digest()
    store.commit(FIRST)
    store.erase({DANA}, ())
    store.undo(1, "Ann", LATER)
    assert store.digest() == empty


def test_headers_stay_when_all_that_they_brought_is_erased(store: Store) -> None:
    written = store.commit(batch(*person(DANA, name="Dana")))
    store.erase({DANA}, ())
    assert store.batches() == [written]
    assert set(store.read_account(ACME).headers) == {written.id}


def test_later_batches_about_somebody_erased_no_longer_stand_in_the_way(store: Store) -> None:
    store.commit(batch(*person(DANA, name="Dana")))
    store.commit(batch(said(DANA, title="CFO"), said(RAVI, title="CEO")))
    store.erase({DANA}, ())
    store.undo(1, "Ann", LATER)
    assert [one.entity for _, one in store.read_account(ACME).statements] == [RAVI]


def test_what_is_left_after_an_erasure_is_found_and_undone_as_before(store: Store) -> None:
    store.commit(batch(*person(RAVI, name="Ravi", email="ravi@acme.example", same_human=DANA)))
    store.commit(batch(touch("k1", DANA, RAVI)))
    store.erase({DANA}, ())
    assert [one.entity for one in store.find("email", ["ravi@acme.example"])] == [RAVI]
    store.undo(2, "Ann", LATER)
    store.undo(1, "Ann", LATER)
    assert store.find("email", ["ravi@acme.example"]) == []
    assert listed(DANA) not in [one for _, one in store.read_account(ACME).listings]
