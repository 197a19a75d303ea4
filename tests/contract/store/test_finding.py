"""Who, in any account, was ever stated to have an e-mail or external id."""

import pytest

from graph.errors import BadInput
from graph.log import Statement
from graph.store import Holder, Store
from tests.contract.store.making import ACME, DANA, LATER, RAVI, batch, person, said

EMAIL = "Dana.Reyes@acme.example"


def test_holders_are_found_in_every_account_as_it_was_stated(store: Store) -> None:
    store.commit(batch(*person(DANA, email=EMAIL)))
    store.commit(batch(*person("p-x", "a-other", email=EMAIL.upper())))
    assert set(store.find("email", [EMAIL.swapcase(), "nobody@acme.example"])) == {
        Holder(ACME, DANA, "email", EMAIL),
        Holder("a-other", "p-x", "email", EMAIL.upper()),
    }


def test_case_is_folded_in_any_script(store: Store) -> None:
    store.commit(batch(said(DANA, email="straße@acme.example")))
    assert [one.entity for one in store.find("email", ["STRASSE@acme.example"])] == [DANA]


def test_an_external_id_is_found_by_its_system(store: Store) -> None:
    fields = {"external_id:salesforce": "003xA", "external_id:hr": "17"}
    store.commit(batch(Statement(ACME, DANA, fields), said(RAVI, **{"external_id:hub": "17"})))
    assert store.find("external_id", ["salesforce:003XA", "hr:18"]) == [
        Holder(ACME, DANA, "external_id", "salesforce:003xA")
    ]
    assert [one.entity for one in store.find("external_id", ["hr:17"])] == [DANA]
    assert store.find("email", ["17"]) == []


def test_somebody_is_found_by_a_value_that_was_replaced_since(store: Store) -> None:
    store.commit(batch(said(DANA, email=EMAIL)))
    store.commit(batch(said(DANA, email="dana@new.example"), said(DANA, email=EMAIL)))
    store.commit(batch(said(DANA, email=None)))
    assert store.find("email", [EMAIL]) == [Holder(ACME, DANA, "email", EMAIL)]
    assert [one.entity for one in store.find("email", ["dana@new.example"])] == [DANA]


def test_nobody_is_found_by_a_batch_that_was_undone(store: Store) -> None:
    store.commit(batch(said(DANA, email=EMAIL)))
    store.undo(1, "Ann", LATER)
    assert store.find("email", [EMAIL]) == []


def test_nobody_is_found_by_what_is_private(store: Store) -> None:
    secret = said(DANA, email=EMAIL)._replace(private=True)
    store.commit(batch(secret))
    assert store.find("email", [EMAIL]) == []
    store.commit(batch(said(RAVI, email=EMAIL)))
    store.erase(["p-nobody"], ())
    assert [one.entity for one in store.find("email", [EMAIL])] == [RAVI]


def test_very_many_values_are_one_question(store: Store) -> None:
    people = [said(f"p-{number}", email=f"{number}@acme.example") for number in range(2000)]
    store.commit(batch(*people))
    found = store.find("email", [f"{number}@acme.example" for number in range(1000, 50_000)])
    assert {one.entity for one in found} == {f"p-{number}" for number in range(1000, 2000)}
    assert store.find("email", []) == []


@pytest.mark.parametrize("value", ["' OR 1=1 --", '"];[', "%", "a\\b"])
def test_a_hostile_value_is_data(store: Store, value: str) -> None:
    store.commit(batch(said(DANA, email=value), said(RAVI, email="ravi@acme.example")))
    assert [one.entity for one in store.find("email", [value])] == [DANA]


def test_only_emails_and_external_ids_can_be_asked_for(store: Store) -> None:
    with pytest.raises(BadInput, match="email"):
        store.find("name", ["Dana"])
