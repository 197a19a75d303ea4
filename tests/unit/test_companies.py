"""The rows of one company among those of many."""

import pytest

from graph.importers.drafts.companies import companies, split_companies, without_legal_form
from graph.importers.rows.model import Rows
from graph.importers.rows.reading import read_rows
from tests.unit.tables import export, table


def people(*names: str) -> Rows:
    return read_rows(
        table("name,company\n" + "".join(f'P{n},"{c}"\n' for n, c in enumerate(names)))
    )


def test_companies_are_counted_whatever_the_case() -> None:
    assert companies(people("Acme", "ACME ", "Beta", "")) == {"Acme": 2, "Beta": 1}


@pytest.mark.parametrize("name", ["Acme", "acme", "ACME, Inc.", "Acme Ltd"])
def test_a_company_is_found_whatever_its_case_and_legal_form(name: str) -> None:
    rows = split_companies(people("Acme Inc.", "Beta", "acme inc."), name)
    assert rows.columns["name"] == ["P0", "P2"]
    assert list(rows.lines) == [2, 4]
    assert not rows.faults


def test_two_that_differ_in_their_legal_form_alone_are_listed_and_not_merged() -> None:
    rows = split_companies(people("Acme Inc.", "Acme GmbH"), "Acme")
    (fault,) = rows.faults
    assert fault.fatal
    assert fault.message == '"Acme" may be "Acme Inc." or "Acme GmbH"'
    assert not rows.lines


def test_the_name_in_full_tells_two_legal_forms_apart() -> None:
    rows = split_companies(people("Acme Inc.", "Acme GmbH", "Acme"), "acme gmbh")
    assert rows.columns["name"] == ["P1"]


def test_a_company_that_is_not_there_lists_those_that_are() -> None:
    rows = split_companies(people("Acme", "Beta", "Beta"), "Gamma")
    (fault,) = rows.faults
    assert fault.fatal
    assert 'there are "Beta" (2) and "Acme" (1)' in fault.message
    assert "--all-accounts" in str(fault)


def test_rows_that_name_no_company_are_all_taken() -> None:
    rows = read_rows(table("name,title\nA,CFO\nB,CIO\n"))
    assert split_companies(rows, "Acme") is rows


def test_a_person_of_two_companies_is_of_each() -> None:
    rows = read_rows(export("hubspot-contacts.csv"))
    assert companies(rows) == {"Northwind Foods": 2, "Cold Store Ltd": 2}
    both = split_companies(rows, "Cold Store")
    assert both.columns["name"] == ["Priya Nair", "Sam Osei"]


def test_rows_of_a_single_company_id_are_all_taken() -> None:
    rows = read_rows(export("salesforce-contacts.api.csv"))
    assert split_companies(rows, "Northwind") is rows


@pytest.mark.parametrize("known", ["0015g00000Xx002AAB", "0015g00000Xx002"])
def test_an_accounts_id_picks_rows_that_carry_no_name(known: str) -> None:
    rows = read_rows(export("salesforce-account-roles.api.csv"))
    assert list(split_companies(rows, "Northwind", {known}).lines) == [4]


def test_a_tree_files_reference_picks_the_rows_that_refer_to_it() -> None:
    accounts = read_rows(export("salesforce-accounts.tree.json"))
    (reference,) = split_companies(accounts, "NORTHWIND FOODS").columns["reference"]
    people = read_rows(export("salesforce-contacts.tree.json"))
    assert len(split_companies(people, "Northwind Foods", {str(reference)}).lines) == 2
    (fault,) = split_companies(people, "Northwind Foods", {"AccountRef9"}).faults
    assert fault.fatal


def test_ids_that_tell_nothing_of_the_name_are_asked_for() -> None:
    rows = read_rows(export("salesforce-account-roles.api.csv"))
    (fault,) = split_companies(rows, "Northwind").faults[-1:]
    assert fault.fatal
    assert '2 companies by id alone, such as "0015g00000Xx001AAB"' in fault.message


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Müller GmbH & Co. KG", "müller"),
        ("Northwind Foods, Inc.", "northwind foods"),
        ("Novo A/S", "novo"),
        ("Company", "company"),
        ("Inc.", "inc"),
    ],
)
def test_the_legal_form_is_told_from_the_name(name: str, short: str) -> None:
    assert without_legal_form(name) == short
