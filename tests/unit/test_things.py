"""What is written down of an account beyond its people."""

from datetime import UTC, datetime

import pytest

from graph.errors import BadInput, NotFound
from graph.log import OURS
from graph.model import Account
from graph.planning.adding import add_account, add_person
from graph.planning.opening import open_account
from graph.planning.recording import By
from graph.planning.things import add_thing, change_thing, find_thing
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import EntityKind
from tests.memory_store import MemoryStore

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
KIM = By("Kim Ito", NOW)


def opened(store: Store, name: str = "Acme", viewer: str = "Kim Ito") -> Account:
    return open_account(store, name, View(NOW, viewer))


@pytest.fixture
def store() -> Store:
    made = MemoryStore()
    add_account(made, "Acme", {}, KIM)
    add_account(made, "Initech", {}, KIM)
    add_person(made, opened(made), "Ann Lee", {}, KIM)
    return made


def test_a_thing_is_found_by_its_text_and_by_its_id(store: Store) -> None:
    made = add_thing(store, opened(store), EntityKind.GAP, {"text": "Nine days"}, KIM)
    account = opened(store)
    assert find_thing(account, EntityKind.GAP, "nine  DAYS").id == made
    assert find_thing(account, EntityKind.GAP, made).text("text") == "Nine days"
    with pytest.raises(NotFound, match=r"There is no gap 'ten' at Acme. There is Nine days"):
        find_thing(account, EntityKind.GAP, "ten")


def test_whom_a_thing_names_is_found_and_kept_by_id(store: Store) -> None:
    given = {"text": "Nine days", "person": "ann lee"}
    made = add_thing(store, opened(store), EntityKind.GAP, given, KIM)
    account = opened(store)
    assert find_thing(account, EntityKind.GAP, made).text("person") == account.people[0].id
    with pytest.raises(NotFound, match="no person 'Bo'"):
        add_thing(store, account, EntityKind.GAP, {"text": "Slow", "person": "Bo"}, KIM)


def test_a_thing_needs_what_makes_it_one(store: Store) -> None:
    with pytest.raises(BadInput, match="A gap needs a text"):
        add_thing(store, opened(store), EntityKind.GAP, {"yearly_value": "5"}, KIM)
    with pytest.raises(BadInput, match="A happening needs a person"):
        add_thing(store, opened(store), EntityKind.HAPPENING, {"text": "away"}, KIM)
    made = add_thing(store, opened(store), EntityKind.GAP, {"text": "Slow"}, KIM)
    account = opened(store)
    with pytest.raises(BadInput, match="can't be empty"):
        change_thing(store, account, find_thing(account, EntityKind.GAP, made), {"text": " "}, KIM)


def test_the_same_said_twice_is_one_thing(store: Store) -> None:
    given = {"text": "Slow", "yearly_value": "1000", "on": "2026-03-02"}
    add_thing(store, opened(store), EntityKind.GAP, given, KIM)
    with pytest.raises(BadInput, match="there already"):
        add_thing(store, opened(store), EntityKind.GAP, given | {"yearly_value": 1000.0}, KIM)
    add_thing(store, opened(store), EntityKind.GAP, given | {"yearly_value": 2000.0}, KIM)
    assert len(opened(store).of_kind(EntityKind.GAP)) == 2


def test_what_is_for_all_stands_in_every_account(store: Store) -> None:
    given = {"text": "a benchmark", "kind": "industry_news"}
    made = add_thing(store, opened(store), EntityKind.REASON, given, KIM, for_all=True)
    found = find_thing(opened(store, "Initech"), EntityKind.REASON, made)
    assert found.at == OURS
    change_thing(store, opened(store, "Initech"), found, {"benefit": "where they stand"}, KIM)
    assert find_thing(opened(store), EntityKind.REASON, made).text("benefit") == "where they stand"
    mine = given | {"person": "Ann Lee"}
    with pytest.raises(BadInput, match="one person of Acme"):
        add_thing(store, opened(store), EntityKind.REASON, mine, KIM, for_all=True)


def test_what_is_private_isnt_there_for_others(store: Store) -> None:
    mine = By("Kim Ito", NOW, private=True)
    add_thing(store, opened(store), EntityKind.GAP, {"text": "Slow"}, mine)
    assert opened(store).of_kind(EntityKind.GAP)
    assert not opened(store, viewer="Colin").of_kind(EntityKind.GAP)


def test_a_tie_names_its_competitor(store: Store) -> None:
    globex = add_thing(store, opened(store), EntityKind.COMPETITOR, {"name": "Globex"}, KIM)
    given = {"competitor": "globex", "tie": "supplier"}
    made = add_thing(store, opened(store), EntityKind.COMPETITOR_TIE, given, KIM)
    tie = find_thing(opened(store), EntityKind.COMPETITOR_TIE, made)
    assert tie.text("competitor") == globex
