"""Address books: a row for each card, whatever version wrote it."""

from hypothesis import given
from hypothesis import strategies as st

from graph.importers.rows.reading import read_rows
from graph.importers.tables.any_file import read_tables
from tests.unit.tables import export


def test_cards_of_three_versions_are_people() -> None:
    rows = read_rows(export("vcard.vcf"))
    assert rows.columns["name"] == ["Dana Reyes", "Jörg Müller", "Carla Ruiz"]
    assert list(rows.columns["title"]) == ["CFO", None, "CEO"]
    assert list(rows.columns["department"]) == ["Finance", "Büro", None]
    assert list(rows.columns["email"]) == ["dana@acme.example", "joerg@acme.example", None]
    assert list(rows.columns["phone"]) == ["+1 555 0100", "+49 30 1", "+1-555-0101"]
    assert rows.columns["notes"][0] == "Met at the fair, liked the demo"


def test_related_people_are_managers_and_assistants() -> None:
    rows = read_rows(export("vcard.vcf"))
    assert list(rows.columns["manager"]) == ["Carla Ruiz", None, None]
    assert list(rows.columns["assistant"]) == [None, None, "Dana Reyes"]


def test_a_card_of_a_group_is_left_out_and_told_with_its_line() -> None:
    group = b"BEGIN:VCARD\nKIND:group\nFN:Board\nEND:VCARD\n"
    ann = b"BEGIN:VCARD\nFN:Ann Lee\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nEND:VCARD\n"
    (table,), (fault,) = read_tables(ann + group, "a.vcf")
    assert list(table.cells[0]) == ["Ann Lee"]
    assert str(fault) == "a.vcf, line 8: a card is no person's and is left out."


def test_what_is_too_long_is_left_out_of_its_card() -> None:
    card = b"BEGIN:VCARD\nFN:Ann Lee\nNOTE:" + b"x" * 200_000 + b"\nEND:VCARD\n"
    (table,), (fault,) = read_tables(card, "a.vcf")
    assert list(table.cells[0]) == ["Ann Lee"]
    assert fault.line == 3


@given(st.text(max_size=300))
def test_any_card_gives_a_row_or_a_fault(inner: str) -> None:
    data = f"BEGIN:VCARD\nFN:Ann\n{inner}\nEND:VCARD\n".encode("utf-8", "replace")
    tables, faults = read_tables(data, "a.vcf")
    assert tables or any(fault.fatal for fault in faults)
