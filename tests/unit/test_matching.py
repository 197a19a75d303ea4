"""Whom a row is about."""

import pytest

from graph.importers.matching.identities import (
    Identity,
    Index,
    external_id,
    external_key,
    group,
    identifiers,
    identity_of,
    match,
    resemble,
)
from graph.importers.names import fold_name, full_form, is_vacant, meaningful, without_degrees


def who(name: str = "", email: str = "", id_: str = "") -> Identity:
    """An identity; `id_` as "system:id"."""
    return Identity(*((one,) if one else () for one in (id_, email, name)))


def known(**people: Identity) -> Index[str]:
    index: Index[str] = Index()
    for id_, identity in people.items():
        index.add(id_, identity)
    return index


def found(wanted: Identity, index: Index[str]) -> str | None:
    return match({0: wanted}, index).get(0)


def test_salesforce_ids_of_15_characters_become_the_18_that_stand_for_them() -> None:
    # the published example of a 15-character id and its 18 characters
    assert external_id("salesforce", "001A0000006Vm9r") == "001A0000006Vm9rIAC"
    assert external_id("salesforce", "001A0000006Vm9rIAC") == "001A0000006Vm9rIAC"
    assert external_id("hubspot", "001A0000006Vm9r") == "001A0000006Vm9r"
    assert external_key("salesforce", "001A0000006Vm9r") != external_key(
        "salesforce", "001a0000006vm9r"
    )


def test_the_external_id_goes_before_the_email_and_that_before_the_name() -> None:
    index = known(
        by_id=who("ann lee", "", "crm:1"), by_email=who("ann lee", "ann@x"), by_name=who("ann lee")
    )
    assert found(who("ann lee", "ann@x", "crm:1"), index) == "by_id"
    assert found(who("ann lee", "ann@x"), index) == "by_email"
    assert found(who("ann lee"), index) == "by_name"
    assert found(who("bob ray"), index) is None


def test_a_name_alone_is_not_enough_where_an_id_or_an_email_tells_two_apart() -> None:
    index = known(ann=who("ann lee", "ann@x", "crm:1"))
    assert found(who("ann lee", "other@x"), index) is None
    assert found(who("ann lee", "", "crm:2"), index) is None
    assert found(who("ann lee", "", "list:2"), index) == "ann"
    assert found(who("ann lee"), index) == "ann"


def test_an_email_is_not_enough_where_one_system_has_two_ids() -> None:
    index = known(ann=who("ann lee", "ann@x", "crm:1"))
    assert found(who("ann lee", "ann@x", "crm:2"), index) is None
    assert found(who("ann gray", "ann@x", "list:1"), index) == "ann"


def test_of_several_namesakes_a_bare_name_means_the_bare_one_or_somebody_new() -> None:
    two = {"one": who("ann lee", "a@x"), "other": who("ann lee", "b@x")}
    assert found(who("ann lee"), known(**two)) is None
    assert found(who("ann lee"), known(**two, bare=who("ann lee"))) == "bare"


def test_nobody_is_found_twice_by_name() -> None:
    index = known(ann=who("ann lee"))
    assert match({0: who("ann lee", "a@x"), 1: who("ann lee", "b@x")}, index) == {0: "ann"}


def test_two_emails_of_one_who_is_known_lead_to_the_same() -> None:
    index = known(ann=Identity(("crm:1",), ("a@x", "b@x"), ("ann lee",)))
    assert match({0: who("", "", "crm:1"), 1: who("ann lee", "b@x")}, index) == {
        0: "ann",
        1: "ann",
    }


def groups(*rows: Identity) -> list[int]:
    return group(rows)[0]


def test_rows_of_one_person_are_joined_whatever_their_order() -> None:
    bare, mail, id_, both = (
        who("ann lee"),
        who("ann lee", "a@x"),
        who("ann lee", "", "crm:1"),
        who("", "a@x", "crm:1"),
    )
    assert len(set(groups(bare, mail, id_, both))) == 1
    assert len(set(groups(both, id_, mail, bare))) == 1
    assert len(set(groups(who("", "", "crm:1"), who("", "a@x"), both))) == 1


def test_rows_that_an_id_or_email_tells_apart_stay_apart() -> None:
    assert groups(who("ann lee", "a@x"), who("ann lee", "b@x")) == [0, 1]
    assert groups(who("ann lee", "a@x", "crm:1"), who("ann lee", "a@x", "crm:2")) == [0, 1]


def test_a_mailbox_that_people_share_does_not_make_them_one() -> None:
    assert groups(who("ann lee", "info@x"), who("bob ray", "info@x")) == [0, 1]
    assert groups(who("ann lee", "info@x"), who("ann gray", "info@x")) == [0, 0]


def test_many_rows_of_one_name_are_told_apart_without_comparing_all() -> None:
    rows = [who("ann lee", f"{n}@x") for n in range(20_000)]
    assert groups(*rows, who("ann lee")) == list(range(20_001))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("dana reyes", "dana holt", True),
        ("dana reyes", "ida holt", False),
        ("田中太郎", "taro tanaka", True),
        ("müller, jörg", "joerg mueller", True),
        ("", "ida holt", True),
    ],
)
def test_names_resemble_each_other_by_a_part_or_where_letters_do_not_compare(
    one: str, other: str, expected: bool
) -> None:
    assert resemble(who(one), who(other)) is expected


def test_an_identity_holds_every_id_email_and_the_name() -> None:
    fields = {
        "name": "  Dana  REYES ",
        "email": "Dana@X.example",
        "other_emails": ["d@home.example", "dana@x.example"],
        "external_id:salesforce": "001A0000006Vm9r",
        "title": "CFO",
    }
    assert identity_of(fields) == Identity(
        ("salesforce:001a0000006vm9riac",), ("dana@x.example", "d@home.example"), ("dana reyes",)
    )
    assert set(identifiers("a-1", fields)) == {
        "external_id:salesforce:001a0000006vm9riac",
        "email:dana@x.example",
        "email:d@home.example",
        "name:a-1:dana reyes",
    }


def test_folded_names_have_plain_letters() -> None:
    assert fold_name("Müller-Łącki") == fold_name("mueller lacki") == "muller lacki"
    assert fold_name("O'Brien") == fold_name("O’Brien") == "obrien"
    assert fold_name("Ελένη") == "ελενη"
    assert full_form(fold_name("Bob")) == fold_name("Robert")
    assert meaningful(["dr", "dana", "b", "reyes"]) == ["dana", "reyes"]
    assert meaningful(["d", "reyes"]) == ["d", "reyes"]


@pytest.mark.parametrize("name", ["TBD", "(vacant)", "?", "n/a", "—", "Open position"])
def test_a_name_can_say_that_nobody_is_known(name: str) -> None:
    assert is_vacant(name)


def test_real_names_are_not_vacant() -> None:
    assert not any(map(is_vacant, ("Na Li", "Open Sesame", "X", "Bo", "Tba Smith")))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Sara Kim, MBA, CPSM", "Sara Kim"),
        ("Dr. Ann-Marie O’Hara, PhD", "Dr. Ann-Marie O’Hara"),
        ("SARA KIM, PhD", "SARA KIM"),
        ("Kim, Sara", "Kim, Sara"),
        ("García Núñez, José", "García Núñez, José"),
        ("LEE WONG, ANN", "LEE WONG, ANN"),
    ],
)
def test_degrees_behind_a_name_are_no_part_of_it(name: str, bare: str) -> None:
    assert without_degrees(name) == bare


def test_an_apostrophe_is_one_however_it_is_typed() -> None:
    assert {fold_name(f"O{mark}Hara") for mark in "'’‘ʼ`´"} == {"ohara"}
