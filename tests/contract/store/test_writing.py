"""What was committed is read back as it was, all of it or nothing."""

from dataclasses import replace
from datetime import date, time

import pytest

from graph.errors import BadInput, Conflict
from graph.log import OURS, Batch, BatchHeader, Entity, LinkClaim, Listing, Statement, TouchClaim
from graph.store import Store
from graph.vocabulary import (
    Channel,
    Direction,
    EntityKind,
    Intent,
    LinkKind,
    Origin,
    Outcome,
    Strength,
)
from tests.contract.store.conftest import StoreFactory
from tests.contract.store.making import (
    ACME,
    COLIN,
    DANA,
    FIRST,
    LATER,
    NOW,
    RAVI,
    account,
    batch,
    colleague,
    header,
    listed,
    person,
    said,
    touch,
)

FULL = Batch(
    BatchHeader(
        Origin.IMPORT, "Ann", NOW, "hr list", "import", "people.csv", "ab" * 32, {"people": 1}
    ),
    entities=[Entity(ACME, EntityKind.ACCOUNT, ACME), Entity(DANA, EntityKind.PERSON, ACME)],
    statements=[
        Statement(ACME, ACME, {"name": "Acme", "setting:half_life_days": 45.5, "invented": True}),
        Statement(
            ACME,
            DANA,
            {"name": "Dana", "email": None, "buying_role": ("coach", "champion"), "topics": ()},
            said_by="Colin",
            evidence="her mail of 3 March",
            valid_from=date(2026, 1, 1),
            valid_until=date(2026, 12, 31),
            opportunity="o-1",
            private=True,
        ),
    ],
    links=[
        LinkClaim(
            ACME,
            LinkKind.INFLUENCES,
            DANA,
            RAVI,
            0.25,
            Strength.STRONG,
            "Colin",
            "seen in meetings",
            date(2026, 1, 2),
            date(2026, 6, 30),
            withdrawn=True,
        ),
        LinkClaim(ACME, LinkKind.KNOWS, COLIN, DANA),
    ],
    touches=[
        TouchClaim(
            ACME,
            "task:1",
            date(2026, 3, 1),
            time(9, 30, 15),
            (COLIN, "c-eva"),
            (DANA, RAVI, "p-mei"),
            Channel.VIDEO,
            Direction.INBOUND,
            Intent.GIVE,
            Outcome.CONNECTED,
            "new policy",
            "liked it",
            {"visit": ("learn", "share"), "learned": "budget in June"},
            private=True,
        ),
        TouchClaim(ACME, "task:2", date(2026, 3, 2), None, (), (DANA,), details={}),
        TouchClaim(ACME, "task:1", date(2026, 3, 1), None, (COLIN,), (), withdrawn=True),
    ],
    listings=[Listing(ACME, DANA)],
)


def test_every_part_of_every_claim_comes_back(store_factory: StoreFactory) -> None:
    written = store_factory().commit(FULL)
    log = store_factory().read_account(ACME)
    assert [claim for _, claim in log.entities] == FULL.entities
    assert [claim for _, claim in log.statements] == FULL.statements
    assert [claim for _, claim in log.links] == FULL.links
    assert [claim for _, claim in log.touches] == FULL.touches
    assert [claim for _, claim in log.listings] == FULL.listings
    assert log.headers == {written.id: replace(FULL.header, id=written.id)}
    claims = (*log.entities, *log.statements, *log.links, *log.touches, *log.listings)
    assert {id_ for id_, _ in claims} == {written.id}


def test_terms_come_back_as_members_of_their_value_sets(store: Store) -> None:
    store.commit(FULL)
    log = store.read_account(ACME)
    touched, linked, made = log.touches[0][1], log.links[0][1], log.entities[0][1]
    assert touched[6:10] == (
        Channel.VIDEO,
        Direction.INBOUND,
        Intent.GIVE,
        Outcome.CONNECTED,
    )
    assert all(type(one) is not str for one in (*touched[6:10], linked.kind, linked.strength))
    assert made.kind is EntityKind.ACCOUNT


def test_a_list_in_a_field_comes_back_as_a_tuple(store: Store) -> None:
    store.commit(batch(said(DANA, topics=["golf", "chess"])))
    assert store.read_account(ACME).statements[0][1].fields == {"topics": ("golf", "chess")}


def test_batches_get_rising_numbers_and_are_read_in_their_order(store: Store) -> None:
    first = store.commit(FIRST)
    second = store.commit(batch(said(DANA, title="CFO"), said(DANA, title="CEO")))
    assert 0 < first.id < second.id
    titles = [(id_, one.fields["title"]) for id_, one in store.read_account(ACME).statements[-2:]]
    assert titles == [(second.id, "CFO"), (second.id, "CEO")]


def test_headers_are_listed_newest_first_and_by_account(store: Store) -> None:
    store.commit(FIRST)
    store.commit(batch(*account("a-other", "Other"), action="add account"))
    assert [one.action for one in store.batches()] == ["add account", "import"]
    assert [one.action for one in store.batches(ACME)] == ["import"]
    assert [one.action for one in store.batches("a-other")] == ["add account"]
    assert [one.action for one in store.batches(OURS)] == ["import"]


def test_a_batch_without_claims_leaves_its_header(store: Store) -> None:
    store.commit(Batch(header("nothing new")))
    assert [one.action for one in store.batches()] == ["nothing new"]


def test_an_unknown_account_is_empty_and_at_version_zero(store: Store) -> None:
    log = store.read_account("a-nobody")
    assert (log.account, log.version, log.headers, log.entities) == ("a-nobody", 0, {}, [])


def test_colleagues_come_along_with_every_account(store: Store) -> None:
    store.commit(FIRST)
    for id_ in (ACME, "a-nobody", OURS):
        log = store.read_account(id_)
        assert Entity(COLIN, EntityKind.COLLEAGUE, OURS) in [one for _, one in log.entities]
        assert [one.fields for _, one in log.statements if one.entity == COLIN] == [
            {"name": "Colin Firth"}
        ]
        assert set(log.headers) == {1}


def test_one_account_holds_nothing_of_another(store: Store) -> None:
    store.commit(FIRST)
    both = batch(
        *account("a-other", "Other"),
        *person("p-eva", "a-other", name="Eva"),
        said(DANA, title="CFO"),
        touch("k1", "p-eva", at="a-other"),
        listed("p-eva", "a-other"),
    )
    store.commit(both)
    other = store.read_account("a-other")
    assert {one.account for _, one in other.entities} == {"a-other", OURS}
    assert {one.account for _, one in other.statements} == {"a-other", OURS}
    assert [one.people for _, one in other.touches] == [("p-eva",)]
    assert [one.entity for _, one in other.listings] == ["p-eva"]
    assert DANA in {one.entity for _, one in store.read_account(ACME).statements}
    assert "p-eva" not in {one.entity for _, one in store.read_account(ACME).statements}


def test_the_directory_holds_accounts_and_colleagues_but_no_people(store: Store) -> None:
    store.commit(FIRST)
    store.commit(batch(*account("a-other", "Other"), *person("p-eva", "a-other", name="Eva")))
    store.commit(batch(said("a-other", "a-other", name="Other Ltd")))
    directory = store.read_directory()
    assert {one.id for _, one in directory.entities} == {ACME, "a-other", COLIN}
    names = [one.fields["name"] for _, one in directory.statements]
    assert sorted(map(str, names)) == ["Acme", "Colin Firth", "Other", "Other Ltd"]
    batches = [id_ for id_, _ in directory.statements]
    assert batches == sorted(batches)
    assert set(directory.headers) == {1, 2, 3}
    assert [*directory.links, *directory.touches, *directory.listings] == []


def test_each_change_raises_the_version_of_the_accounts_it_is_in_by_one(store: Store) -> None:
    store.commit(FIRST)
    assert [store.read_account(id_).version for id_ in (ACME, OURS)] == [1, 1]
    changed = store.commit(batch(said(DANA, title="CFO"), touch("k2", DANA)))
    assert [store.read_account(id_).version for id_ in (ACME, OURS)] == [2, 1]
    store.undo(changed.id, "Ann", LATER)
    assert [store.read_account(id_).version for id_ in (ACME, OURS)] == [3, 1]
    store.erase({DANA}, ())
    assert [store.read_account(id_).version for id_ in (ACME, OURS)] == [4, 1]


def test_a_batch_based_on_an_older_version_is_refused_and_not_written(store: Store) -> None:
    store.commit(FIRST)
    stale = replace(batch(said(DANA, title="CFO")), based_on={ACME: 0})
    before = store.digest()
    with pytest.raises(Conflict, match=rf"{ACME} has changed .* read it again"):
        store.commit(stale)
    assert store.digest() == before
    assert [one.id for one in store.batches()] == [1]
    store.commit(replace(stale, based_on={ACME: 1, OURS: 1, "a-new": 0}))


def test_the_same_token_again_writes_nothing_and_returns_the_first_header(store: Store) -> None:
    first = store.commit(replace(FIRST, token="once", based_on={ACME: 0}))
    again = store.commit(replace(FIRST, token="once", based_on={ACME: 0}))
    assert again == first
    assert store.read_account(ACME).version == 1
    assert store.commit(batch(said(DANA, title="CFO"), token="other")).id != first.id


def test_a_batch_is_found_by_its_token_also_once_it_is_undone(store: Store) -> None:
    assert store.written_under("once") is None
    first = store.commit(replace(FIRST, token="once"))
    assert store.written_under("once") == first
    undone = store.undo(first.id, "ann", NOW)
    assert store.written_under("once") == undone


def test_trying_a_write_changes_nothing(store: Store) -> None:
    store.commit(FIRST)
    before = store.digest()
    store.try_write()
    assert store.digest() == before


def test_two_batches_without_token_are_two(store: Store) -> None:
    one, other = store.commit(FIRST), store.commit(FIRST)
    assert one.id != other.id


@pytest.mark.parametrize(
    "wrong",
    [
        touch("k2", DANA, note="a\x00b"),
        touch("k\ud800", DANA),
        touch("k2", "p-\x00"),
        touch("k2", DANA, by=["c-\udfff"]),
        said(DANA, name="a\x00b"),
        said(DANA, name="\ud83d"),
        said(DANA, topics=["a", "b\x00"]),
        said(DANA, **{"external_id:\x00": "1"}),
        said(DANA, decision_weight=float("nan")),
        said("p-\x00", name="x"),
        Statement(ACME, DANA, {}, evidence="a\x00"),
        Entity("p-\x00", EntityKind.PERSON, ACME),
        Entity("p-1", EntityKind.PERSON, "a-\x00"),
        LinkClaim(ACME, LinkKind.KNOWS, DANA, RAVI, 1.5),
        LinkClaim(ACME, LinkKind.KNOWS, DANA, RAVI, float("nan")),
        LinkClaim(ACME, LinkKind.KNOWS, DANA, RAVI, evidence="\x00"),
        listed("\ud800"),
        TouchClaim(ACME, "k", date(2026, 1, 1), None, (), (DANA,), details={"learned": "\x00"}),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    store: Store, wrong: Statement
) -> None:
    store.commit(FIRST)
    before = store.digest()
    with pytest.raises(BadInput):
        store.commit(batch(said(RAVI, title="CEO"), touch("k9", RAVI), wrong))
    assert store.digest() == before
    assert [one.id for one in store.batches()] == [1]
    assert store.read_account(ACME).version == 1


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FIRST.header, author="a\x00b"),
        replace(FIRST.header, source="\ud800"),
        replace(FIRST.header, action="a\x00b"),
        replace(FIRST.header, file="a\x00b"),
    ],
)
def test_a_header_that_cannot_be_kept_is_refused(store: Store, wrong: BatchHeader) -> None:
    with pytest.raises(BadInput):
        store.commit(replace(FIRST, header=wrong))
    assert not store.batches()


HOSTILE = [
    "'; DROP TABLE entity; --",
    '"quoted" and \\back\\slashed \\u0000',
    "</script><script>alert(1)</script>",
    "\u202eright to left\u202c",
    "👩‍👩‍👧‍👦 𝕯𝖆𝖓𝖆",
    "e\u0301 and \u00e9",
    "line\nbreak\ttab\r\n\x1f\x7f",
    "x" * 1_000_000,
    "%_*?[a-z]",
    "{}[],:null",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_back_as_it_was(store: Store, text: str) -> None:
    hostile = batch(
        Entity(text, EntityKind.PERSON, ACME),
        Statement(ACME, text, {"name": text, "topics": (text, text)}, text, text),
        LinkClaim(ACME, LinkKind.KNOWS, text, DANA, said_by=text, evidence=text),
        TouchClaim(
            ACME,
            text,
            date(2026, 1, 1),
            None,
            (text, COLIN),
            (text, DANA),
            reason=text,
            note=text,
            details={"learned": text},
        ),
        listed(text),
    )
    store.commit(replace(hostile, header=replace(hostile.header, source=text, action=text)))
    log = store.read_account(ACME)
    assert [one for _, one in log.entities] == hostile.entities
    assert [one for _, one in log.statements] == hostile.statements
    assert [one for _, one in log.links] == hostile.links
    assert [one for _, one in log.touches] == hostile.touches
    assert [one for _, one in log.listings] == hostile.listings
    assert log.headers[1].source == text


def test_an_account_may_be_called_anything(store: Store) -> None:
    for id_ in ("' OR 1=1 --", "", "a-\u202e"):
        store.commit(batch(*account(id_, "x")))
        assert [one.id for _, one in store.read_account(id_).entities] == [id_]


def test_a_thousand_accounts_in_one_batch_each_get_their_own(store: Store) -> None:
    ids = [f"a-{number}" for number in range(1000)]
    people = [claim for id_ in ids for claim in person(f"p-{id_}", id_, name=id_)]
    store.commit(batch(*people, *colleague(name="Colin")))
    for id_ in (ids[0], ids[500], ids[999]):
        own = [one.entity for _, one in store.read_account(id_).statements if one.account == id_]
        assert own == [f"p-{id_}"]
