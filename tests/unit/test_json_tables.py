import pytest

from graph.importers.tables.any_file import read_tables
from tests.unit.readings import read, refused, rows, told

TREE = """{"records": [
  {"attributes": {"type": "Account", "referenceId": "AccountRef1"}, "Name": "Acme", "Size": 12.0,
   "Contacts": {"records": [
     {"attributes": {"type": "Contact", "referenceId": "ContactRef1"}, "LastName": "Lee",
      "Active__c": true, "Email": null, "ReportsToId": "@ContactRef2"}]}},
  {"attributes": {"type": "Account", "referenceId": "AccountRef2"}, "Name": " Bolt ", "City": "Ulm"}
]}"""


def test_a_salesforce_tree_gives_a_table_for_each_type() -> None:
    accounts, contacts = read_tables(TREE.encode(), "data.json")[0]
    assert accounts.name == "data.json (Account)"
    assert accounts.columns == ("referenceId", "Name", "Size", "City")
    assert rows(accounts) == [
        ["AccountRef1", "Acme", "12", ""],
        ["AccountRef2", "Bolt", "", "Ulm"],
    ]
    assert contacts.columns[:3] == ("referenceId", "@parent", "LastName")
    assert rows(contacts) == [["ContactRef1", "@AccountRef1", "Lee", "true", "", "@ContactRef2"]]


def test_a_query_result_is_read_with_its_relations() -> None:
    text = '{"status": 0, "result": {"records": [{"Id": "003", "Owner": {"Name": "Q"}}]}}'
    table = read(text, "query.json")
    assert (table.columns, rows(table)) == (("Id", "Owner.Name"), [["003", "Q"]])


def test_an_incomplete_query_result_is_told() -> None:
    text = '{"done": false, "records": [{"Id": "003"}]}'
    assert "more records" in told(text, "query.json")[0]


def test_a_list_of_objects_is_a_table() -> None:
    table = read('[{"name": "Ann", "roles": ["a", "b"]}, {"title": "CFO"}]', "standard input")
    assert rows(table) == [["Ann", "a;b", ""], ["", "", "CFO"]]


def test_what_is_no_table_in_json_is_told() -> None:
    assert 'under "a list"' in told('[{"a": 1}, 2]')[0]


@pytest.mark.parametrize(
    "text", ['[{"a": 1,', "[]", '{"a": 1}', '{"a":' * 100_000, "[" + "9" * 5000]
)
def test_json_without_records_or_broken_is_refused(text: str) -> None:
    assert "JSON" in refused(text, "x.json").message


def test_a_text_that_begins_with_a_bracket_is_no_json() -> None:
    assert read("[ex] name,title\nAnn,CFO\n").columns == ("[ex] name", "title")
