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


def table(*lines: str) -> dict[str, str]:
    """The cells of a single card that aren't empty, by column."""
    data = "\n".join(("BEGIN:VCARD", "FN:Ann Lee", *lines, "END:VCARD\n")).encode()
    (read,), _ = read_tables(data, "a.vcf")
    columns = zip(read.columns, read.cells, strict=True)
    return {name: cells[0] for name, cells in columns if cells[0]}


def test_the_address_and_number_that_a_card_prefers_come_first() -> None:
    home, work = "EMAIL;TYPE=HOME:ann@home.example", "EMAIL;TYPE=WORK:ann@acme.example"
    assert table(home, work)["EMAIL"] == "ann@acme.example;ann@home.example"
    assert table(work, home.replace("HOME", "HOME,PREF"))["EMAIL"].startswith("ann@home")
    assert table("EMAIL;PREF=2:a@acme.example", "EMAIL;PREF=1:b@acme.example")["EMAIL"][0] == "b"
    assert table("TEL;CELL:1", "TEL;PREF;WORK:2")["TEL"] == "2;1"


def test_all_parts_of_an_organisation_are_kept() -> None:
    found = table("ORG:Acme\\, Inc.;Operations;Plant 7;;Line 2")
    assert (found["ORG"], found["ORG unit"]) == ("Acme, Inc.", "Operations, Plant 7, Line 2")


def test_a_number_keeps_its_extension() -> None:
    assert table("TEL;VALUE=uri:tel:+81-3-1;ext=5;phone-context=x")["TEL"] == "+81-3-1 ext. 5"


def test_a_semicolon_in_a_note_or_title_stays() -> None:
    found = table("NOTE:one\\; two", "TITLE:Head of R\\;D")
    assert (found["NOTE"], found["TITLE"]) == ("one; two", "Head of R;D")


def test_a_line_that_is_folded_within_a_character_is_read() -> None:
    whole = "BEGIN:VCARD\nFN:Jörg Größe\nEND:VCARD\nBEGIN:VCARD\nKIND:group\nEND:VCARD\n".encode()
    half = "ö".encode()
    (table,), (fault,) = read_tables(whole.replace(half, half[:1] + b"\n " + half[1:]), "a.vcf")
    assert list(table.cells[0]) == ["Jörg Größe"]
    assert fault.line == 6


@given(st.text(max_size=300))
def test_any_card_gives_a_row_or_a_fault(inner: str) -> None:
    data = f"BEGIN:VCARD\nFN:Ann\n{inner}\nEND:VCARD\n".encode("utf-8", "replace")
    tables, faults = read_tables(data, "a.vcf")
    assert tables or any(fault.fatal for fault in faults)
