"""The built-in example in a store: loaded by real imports, and asked whom next."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import example
from graph.model import Account
from graph.planning.asking import NextRequest, whom_next
from graph.planning.opening import open_account
from graph.resolve import View
from graph.store import Store, open_store
from graph.vocabulary import EntityKind
from tests.unit.test_example import COLLEAGUES, LINKS, PEOPLE, TOUCHES


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(str(tmp_path_factory.mktemp("example") / "example.db"))
    example.load(opened, example.AS_OF)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def account(store: Store) -> Account:
    return open_account(store, example.ACCOUNT, View(example.AS_OF))


def test_it_imports_without_a_fault_and_with_one_marker_to_decide_on(tmp_path: Path) -> None:
    report = example.load(open_store(str(tmp_path / "example.db")), example.AS_OF)
    assert report.faults == ()
    assert [column for one in report.lists for column in one.unknown_columns] == []
    (proposed,) = report.proposals
    assert "Stavros Kalogeras" in proposed.text


def test_loading_it_twice_changes_nothing(store: Store) -> None:
    before = store.digest()
    example.load(store, example.AS_OF)
    assert store.digest() == before


@pytest.mark.parametrize("year", [2025, 2031])
def test_it_suggests_the_same_people_whenever_it_is_loaded(
    store: Store, tmp_path: Path, year: int
) -> None:
    request = NextRequest(example.ACCOUNT, as_of=example.AS_OF)
    opened = open_store(str(tmp_path / "example.db"))
    example.load(opened, example.AS_OF.replace(year=year))
    answers = [whom_next(one, request, example.AS_OF) for one in (opened, store)]
    opened.close()
    first, second = ([one.person for one in answer.suggestions] for answer in answers)
    assert first == second


def test_nothing_of_the_lists_is_lost(account: Account) -> None:
    reporting = sum(bool(one["manager"]) for one in PEOPLE)
    assert len(account.people) == len(PEOPLE)
    assert len(account.touches) == len(TOUCHES)
    assert len(account.links) == len(LINKS) + reporting
    assert {one.name for one in account.colleagues} == COLLEAGUES


def test_the_account_holds_what_the_lists_cannot(account: Account) -> None:
    assert account.thing.value("invented") is True
    assert sum(one.number("yearly_value") or 0 for one in account.of_kind(EntityKind.GAP)) > 0
    people = {one.id for one in account.people}
    tied = [one.text("person") for one in account.of_kind(EntityKind.COMPETITOR_TIE)]
    assert sum(person in people for person in tied) == 2
    assert sum(touch.visit == () for touch in account.touches) == 11
    assert any("recital" in str(touch.details.get("their_world")) for touch in account.touches)


def test_a_controller_to_whom_the_buyer_listens_comes_before_the_chief_executive(
    store: Store,
) -> None:
    answer = whom_next(store, NextRequest(example.ACCOUNT, limit=8), example.AS_OF)
    names = [one.person.name for one in answer.suggestions]
    assert names[0] == "Ragnhild Moe"
    assert names.index("Henrik Dalgaard") > 3
    assert "Jonas Ødegård" not in names
    assert all(one.way_in and not one.needs_reason for one in answer.suggestions[:5])


def test_the_two_who_are_alike_are_worth_the_same(store: Store) -> None:
    shares = []
    for one, other in (("KV-052", "KV-053"), ("KV-053", "KV-052")):
        request = NextRequest(example.ACCOUNT, limit=8, exclude=[other])
        suggestions = whom_next(store, request, example.AS_OF).suggestions
        (share,) = (s.share for s in suggestions if s.person.external_id == one)
        shares.append(share)
    assert shares[0] == pytest.approx(shares[1], abs=0.003)
