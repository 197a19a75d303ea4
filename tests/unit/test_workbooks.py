import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time

import openpyxl
import pytest

from graph.importers.tables.any_file import read_tables
from tests.unit.readings import read, refused, rows, told


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for title, content in sheets.items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
        if title.startswith("Hidden"):
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(parts: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return stream.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [(info.filename, packed.read(info)) for info in packed.infolist()]
    return archive((name, change(content) if part in name else content) for name, content in parts)


def test_a_sheet_is_read_as_the_text_that_a_person_would_type() -> None:
    midnight = datetime.fromisoformat("2024-01-31")
    stored = ["Ann ", 101.0, 2.5, midnight, midnight.replace(hour=9, minute=5), True]
    data = workbook(People=[list("abcdef"), stored, ["Bob", 7, None, date(2024, 2, 1), time(9)]])
    table = read(data, "book.xlsx")
    assert table.sheet == "People"
    assert list(table.lines) == [2, 3]
    assert rows(table)[0] == ["Ann", "101", "2.5", "2024-01-31", "2024-01-31T09:05:00", "true"]


def test_each_sheet_with_a_table_is_one() -> None:
    data = workbook(
        People=[["Name", "Title"], ["Ann", "CFO"]],
        Empty=[],
        ReadMe=[["How to use this"], ["Fill it in"]],
        Links=[["from", "to"], ["Ann", "Bob"]],
        HiddenNotes=[["a", "b"], ["1", "2"]],
    )
    tables, faults = read_tables(data, "book.xlsx")
    assert [table.sheet for table in tables] == ["People", "Links"]
    assert not any(fault.fatal for fault in faults)
    assert any("HiddenNotes" in str(fault) for fault in faults)
    assert any("ReadMe" in str(fault) for fault in faults)


def test_a_sheet_can_be_named() -> None:
    data = workbook(People=[["a", "b"], ["1", "2"]], Hidden=[["c", "d"], ["3", "4"]])
    assert read(data, "book.xlsx", sheet="hidden").columns == ("c", "d")
    assert 'one of "People" or "Hidden"' in str(refused(data, "book.xlsx", sheet="Sheet9"))


def test_what_a_cell_merged_over_rows_holds_is_meant_for_each() -> None:
    rows_ = [["Name", "Department", "Site"], ["Ann", "Finance", "Bonn"], ["Bob", "", ""], ["Cy"]]
    book = openpyxl.load_workbook(io.BytesIO(workbook(People=rows_)))
    book["People"].merge_cells("B2:B4")
    book["People"].merge_cells("C2:C3")
    book.save(data := io.BytesIO())
    table = read(data.getvalue(), "book.xlsx")
    assert rows(table) == [
        ["Ann", "Finance", "Bonn"],
        ["Bob", "Finance", "Bonn"],
        ["Cy", "Finance", ""],
    ]
    (message,) = told(data.getvalue(), "book.xlsx")
    assert "line 2: a cell merged over several rows counts for each of them" in message


def test_a_title_above_a_sheets_table_is_left_out_and_told() -> None:
    people = [["Name", "Title", "City"], ["Ann", "CFO", "Bonn"]]
    for above in ([["People of Acme"]], [["People of Acme"], [], ["as of May", "2024"], []]):
        data = workbook(People=[*above, *people])
        assert rows(read(data, "book.xlsx")) == [["Ann", "CFO", "Bonn"]]
        assert "stands above the table" in told(data, "book.xlsx")[0]


def test_a_table_may_stand_anywhere_in_a_sheet() -> None:
    data = workbook(People=[[], [None, None, "Name", "Title"], [None, None, "Ann", "CFO"]])
    table = read(data, "book.xlsx")
    assert (table.columns, rows(table), list(table.lines)) == (
        ("Name", "Title"),
        [["Ann", "CFO"]],
        [3],
    )


def test_spreadsheet_errors_and_uncalculated_formulas_are_empty_and_told() -> None:
    data = workbook(People=[["Name", "Title"], ["Ann", "#N/A"], ["Bob", "=A1"]])
    assert rows(read(data, "book.xlsx")) == [["Ann", ""], ["Bob", ""]]
    assert any("line 2: a spreadsheet error" in fault for fault in told(data, "book.xlsx"))
    assert any("never calculated" in fault for fault in told(data, "book.xlsx"))


def test_a_workbook_without_a_table_is_refused() -> None:
    assert "no sheet holds a table" in refused(workbook(People=[]), "book.xlsx").message
    assert "no row below" in refused(workbook(People=[["a", "b"]]), "book.xlsx").message


def test_a_workbook_that_would_unpack_to_far_more_is_refused_before_it_is_read() -> None:
    parts = [("[Content_Types].xml", b"<Types/>"), ("xl/worksheets/sheet1.xml", b" " * 50_000_000)]
    assert "more than is safe" in refused(archive(parts), "book.xlsx").message


def test_a_workbook_with_entities_is_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    good = workbook(People=[["a", "b"], ["1", "2"]])
    data = changed(good, "sheet1", lambda content: content.replace(b"<worksheet", entity, 1))
    assert "entities" in refused(data, "book.xlsx").message


def test_a_sheet_that_claims_endless_rows_or_columns_is_refused() -> None:
    good = workbook(People=[["a", "b"], ["1", "2"]])
    far = changed(good, "sheet1", lambda content: content.replace(b'row r="2"', b'row r="2000000"'))
    assert "rows" in refused(far, "book.xlsx").message
    wide = changed(good, "sheet1", lambda content: content.replace(b'r="B2"', b'r="XFD2"'))
    assert "columns" in refused(wide, "book.xlsx").message


def test_a_damaged_workbook_is_refused() -> None:
    good = workbook(People=[["a", "b"], ["1", "2"]])
    assert "damaged" in refused(good[:-40], "book.xlsx").message
    assert "damaged" in refused(changed(good, "sheet1", lambda c: c[:200]), "book.xlsx").message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (archive([("people.csv", b"a,b")]), "zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<html><body><table>", "HTML"),
    ],
)
def test_other_formats_are_refused_by_name(data: bytes, says: str) -> None:
    assert says in refused(data).message
