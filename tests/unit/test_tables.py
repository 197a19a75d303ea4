"""Files as they come: whatever the bytes are, clean tables or faults, never an exception."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from graph.importers.delimited import MAX_LINE_CHARS
from graph.importers.faults import Fault
from graph.importers.grid import MAX_CELL_CHARS, MAX_COLUMNS
from graph.importers.tables import Table, read_tables

Cells = list[list[str]]


def read(content: bytes | str, name: str = "contacts.csv", **given_: str) -> Table:
    """The one table of a file without a fatal fault."""
    tables, faults = read_tables(_bytes(content), name, **given_)
    assert [fault for fault in faults if fault.fatal] == []
    (table,) = tables
    return table


def refused(content: bytes | str, name: str = "contacts.csv", **given_: str) -> Fault:
    """The first fatal fault of a file that gives no table."""
    tables, faults = read_tables(_bytes(content), name, **given_)
    assert tables == ()
    return next(fault for fault in faults if fault.fatal)


def told(content: bytes | str, name: str = "contacts.csv") -> list[str]:
    return [str(fault) for fault in read_tables(_bytes(content), name)[1]]


def rows(table: Table) -> Cells:
    return [list(row) for row in zip(*table.cells, strict=True)]


def _bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


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


# Delimited text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_line_breaks_are_recognised(delimiter: str, line_break: str) -> None:
    lines = ["Name|Title|City", "Ann Lee|CFO|Bonn", "Bob Ray|CEO|Rome", ""]
    table = read(line_break.join(lines).replace("|", delimiter))
    assert table.columns == ("Name", "Title", "City")
    assert rows(table) == [["Ann Lee", "CFO", "Bonn"], ["Bob Ray", "CEO", "Rome"]]
    assert table.delimiter == delimiter
    assert table.lines == range(2, 4)


def test_cells_are_stripped_and_hold_text_even_where_empty() -> None:
    assert rows(read("a,b,c\n x\u00a0,,  \n")) == [["x", "", ""]]


def test_a_quoted_cell_holds_delimiters_quotes_and_line_breaks() -> None:
    table = read('name,note\nAnn,"a, ""b""\nc"\n"Bob", "d"\nCy,e\n')
    assert rows(table) == [["Ann", 'a, "b"\nc'], ["Bob", "d"], ["Cy", "e"]]
    assert list(table.lines) == [2, 4, 5]


def test_other_delimiters_inside_cells_do_not_confuse() -> None:
    table = read("name;amount;roles\nAnn;1,5;a|b\nBob;2,5;c|d\n")
    assert rows(table) == [["Ann", "1,5", "a|b"], ["Bob", "2,5", "c|d"]]


def test_two_delimiters_that_fit_are_asked_for_and_the_answer_is_taken() -> None:
    text = "a,b;c,d\n1,2;3,4\n5,6;7,8\n"
    assert "--delimiter" in str(refused(text))
    assert read(text, delimiter=";").columns == ("a,b", "c,d")
    assert read(text, delimiter="comma").columns == ("a", "b;c", "d")


def test_a_tab_parts_cells_whatever_else_they_hold() -> None:
    assert read("Last, First\tTitle\nLee, Ann\tCFO\n").columns == ("Last, First", "Title")


def test_a_header_that_is_not_parted_like_its_rows_is_asked_for() -> None:
    assert refused("Contacts of Acme\nName,Title\nAnn,CFO\nBob,CEO\n").line == 1
    assert refused("name, as in passport\nAnn\nBob\n").line == 1


def test_excel_names_its_delimiter_in_the_first_line() -> None:
    table = read("sep=;\r\na,b;c\r\n1,2;3\r\n")
    assert table.columns == ("a,b", "c")
    assert list(table.lines) == [3]


@pytest.mark.parametrize("delimiter", ["ab", '"', "\n", "x", ""])
def test_what_cannot_be_a_delimiter_is_refused(delimiter: str) -> None:
    assert "delimiter" in refused("a,b\n1,2\n", delimiter=delimiter).message


def test_a_single_column_is_a_table() -> None:
    table = read("name\nAnn Lee\nBob Ray\n")
    assert (table.columns, rows(table), table.delimiter) == (
        ("name",),
        [["Ann Lee"], ["Bob Ray"]],
        None,
    )


def test_too_many_cells_are_refused_by_line_and_counted() -> None:
    fault = refused("a,b\n1,2\n" + "1,2\n1,2,3\n" * 9)
    assert fault.line == 4
    assert "also lines 6, 8, 10, 12, 14 and 3 more" in fault.message


def test_too_few_cells_are_read_as_empty_and_told() -> None:
    text = "a,b,c\n1,2,3\n4,5\n6\n\n7,8,9\n"
    assert rows(read(text))[1:3] == [["4", "5", ""], ["6", "", ""]]
    assert list(read(text).lines) == [2, 3, 4, 6]
    assert "line 3: a row has fewer cells than the 3 of the header" in told(text)[0]
    assert "also line 4" in told(text)[0]


def test_rows_of_nothing_and_trailing_delimiters_are_not_told() -> None:
    text = "a,b,,\n1,2,,\n,,,\n\n3,4,,\n"
    assert rows(read(text)) == [["1", "2"], ["3", "4"]]
    assert list(read(text).lines) == [2, 5]
    assert told(text) == []


def test_equal_column_names_are_refused_and_both_are_named() -> None:
    fault = refused("Email,Name,Email\na,b,c\n")
    assert fault.message.startswith("columns 1 and 3 are both")
    assert fault.column == "Email"


def test_a_column_without_a_name_is_called_by_its_place() -> None:
    text = "name,,title\nAnn,x,CFO\n"
    assert read(text).columns == ("name", "column 2", "title")
    assert "column 2 has no name" in told(text)[0]


def test_a_row_that_repeats_the_header_is_left_out_and_told() -> None:
    text = "name,title\nAnn,CFO\nname,title\nname,CEO\n"
    assert rows(read(text)) == [["Ann", "CFO"], ["name", "CEO"]]
    assert "line 3: a row repeats the header" in told(text)[0]


def test_an_unclosed_quote_is_named_by_the_line_where_it_opens() -> None:
    assert refused('a,b\n1,2\n3,"4\n5,6\n').line == 3
    assert refused('a,b\n"1\n2","3\n5,6\n').line == 3
    assert refused('a,b\n1,"x\n3,"y",4\n').line == 2
    assert refused('a,b\n1,"x').line == 2


def test_text_after_a_closing_quote_is_kept_and_told() -> None:
    text = 'a,b\n1,"Bob" Ray\n2,x\n3,"y" z\n'
    assert rows(read(text)) == [["1", "Bob Ray"], ["2", "x"], ["3", "y z"]]
    assert "also line 4" in told(text)[0]


def test_a_preamble_above_the_header_is_left_out_and_told() -> None:
    text = 'Notes:\n"Some, but not\nall, have one"\n\nFirst Name,Last Name,URL\nAnn,Lee,https://x\n'
    assert read(text).columns == ("First Name", "Last Name", "URL")
    assert list(read(text).lines) == [6]
    assert "header is taken from line 5" in told(text)[0]


def test_a_gap_in_the_rows_is_no_preamble() -> None:
    assert rows(read("a,b\n1,2\n\n3,4\n")) == [["1", "2"], ["3", "4"]]


def test_the_closing_lines_of_a_report_are_left_out_and_told() -> None:
    text = (
        '"Name","Title"\n"Ann","CFO"\n\n\n"People of Acme"\n'
        '"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."\n'
        '"Confidential Information - Do Not Distribute"\n"Generated By:  A 1/1/2024"\n"Us Ltd"\n'
    )
    assert rows(read(text)) == [["Ann", "CFO"]]
    assert "line 5: what closes the report (5 rows)" in told(text)[0]


def test_closing_lines_that_are_not_known_are_kept_and_told() -> None:
    text = "Name,Title\nAnn,CFO\n\nBob Ray\n"
    assert rows(read(text)) == [["Ann", "CFO"], ["Bob Ray", ""]]
    assert "line 4" in told(text)[0]


@pytest.mark.parametrize("content", ["", "\n \n", ",,\n,,\n", "\ufeff"])
def test_an_empty_file_is_refused(content: str) -> None:
    assert refused(content).message == "the file is empty"


def test_a_header_without_rows_is_refused() -> None:
    assert "no row below it" in refused("a,b\n").message


def test_what_is_too_large_is_refused() -> None:
    wide = ",".join(f"c{n}" for n in range(MAX_COLUMNS + 1))
    assert "columns" in refused(f"{wide}\n{wide}\n").message
    assert refused("a,b\n1,2\n3," + "x" * (MAX_CELL_CHARS + 1)).line == 3
    assert refused('a,b\n1,2\n3,"' + "x\n" * MAX_CELL_CHARS + '"').line == 3
    assert refused("a,b\n1,2\n" + "," * (2 * MAX_LINE_CHARS)).line == 3
    assert rows(read("a,b\n1," + "x" * MAX_CELL_CHARS))[0][1] == "x" * MAX_CELL_CHARS


def test_many_plain_and_quoted_rows_are_read_alike() -> None:
    plain = [[f"n{n}", str(n), "x" * (n % 50)] for n in range(5000)]
    quoted = [[cell and f'"{cell}"' for cell in row] for row in plain]
    mixed = [quoted[n] if n % 900 == 0 else row for n, row in enumerate(plain)]
    for content in (plain, quoted, mixed):
        table = read("a,b,c\n" + "".join(",".join(row) + "\r\n" for row in content))
        assert rows(table) == plain
        assert table.lines == range(2, 5002)


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from([csv.excel, csv.unix_dialect]))
@example([["Ann", "<script>alert('x')</script>"], ['"; DROP TABLE', "=1+1\u202e"]], ",", csv.excel)
@example([["\ufeff", "\x1f"], ["\u2028", "\x0b-"]], ";", csv.unix_dialect)
def test_any_table_survives_being_written_and_read(
    content: Cells, delimiter: str, dialect: type[csv.Dialect]
) -> None:
    assume(all(any(cell.strip() for cell in row) for row in content))
    header = [f"h{n}" for n in range(len(content[0]))]
    stream = io.StringIO(newline="")
    csv.writer(stream, dialect, delimiter=delimiter).writerows([header, *content])
    table = read(stream.getvalue(), delimiter=delimiter)
    assert rows(table) == [[cell.strip() for cell in row] for row in content]
    assert list(table.lines) == sorted(table.lines)


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.json", "a.xlsx"]))
@example(b"PK\x03\x04", "a.csv")
@example(b"\xff\xfe\x00", "a.csv")
@example(b'{"records": [{"a": {"b": [1, {"c": 2}]}}]}', "a.csv")
def test_any_bytes_give_tables_or_faults(data: bytes, name: str) -> None:
    tables, faults = read_tables(data, name)
    assert tables or any(fault.fatal for fault in faults)
    for table in tables:
        assert {len(column) for column in table.cells} == {len(table.lines)}
        assert len(table.columns) == len(table.cells)


@given(st.text('a",;|\t\n\r -+', max_size=60))
def test_any_text_gives_tables_or_faults(text: str) -> None:
    tables, faults = read_tables(text.encode(), "pasted")
    assert tables or any(fault.fatal for fault in faults)


# Encodings


GERMAN = "Name;Firma\nJörg Müller;Weiß & Söhne\nUte Groß;Bäckerei\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", GERMAN),
        ("utf-8-sig", GERMAN),
        ("utf-16", GERMAN),
        ("utf-16-le", GERMAN),
        ("utf-16-be", GERMAN),
        ("cp1252", GERMAN),
        ("cp1252", "Nom,Société\nFrançois Lefèvre,L’Oréal\nZoé Bêche,Crédit Mutuel\n"),
        ("cp850", GERMAN),
        ("mac_roman", "Nom,Société\nFrançois Lefèvre,L’Oréal\nZoé Bêche,Crédit Mutuel\n"),
        ("cp1250", "Jméno;Příjmení\nŘehoř;Dvořák\nJiří;Novák\nTomáš;Černý\n"),
        ("cp1251", "Имя;Должность\nИван Петров;Директор\nАнна Смирнова;Менеджер\n"),
        ("koi8-r", "Имя;Должность\nИван Петров;Директор\nАнна Смирнова;Менеджер\n"),
        ("cp932", "氏名,会社,役職\n田中太郎,トヨタ自動車,部長\n佐藤花子,ソニー,課長\n"),
        ("gb18030", "姓名,公司,职位\n王伟,华为,总经理\n李娜,腾讯,经理\n"),
    ],
)
def test_the_encoding_is_recognised(encoding: str, text: str) -> None:
    expected = read(text)
    table = read(text.encode(encoding))
    assert (table.columns, table.cells) == (expected.columns, expected.cells)


def test_an_encoding_that_is_not_utf8_is_told_with_the_line_that_shows_it() -> None:
    assert told(GERMAN.encode("cp1252")) == [
        "contacts.csv, line 2: not UTF-8; read as Windows-1252, first needed here."
        " Mend: if names look wrong, name the encoding with --encoding."
    ]


def test_an_uncertain_encoding_is_asked_for_and_the_answer_is_taken() -> None:
    turkish = "Ad;Soyad\nŞükrü;Işık\nÖzgür;Yıldız\n"
    assert "--encoding" in str(refused(turkish.encode("cp1254")))
    assert read(turkish.encode("cp1254"), encoding="cp1254").cells == read(turkish).cells


def test_a_byte_that_does_not_fit_is_named_by_its_place() -> None:
    fault = refused("a,b\n1,ü\n".encode("cp1252"), encoding="utf-8")
    assert (fault.line, "byte 7" in fault.message) == (2, True)
    broken = ("a,b\n" + "äöüß,é\n" * 9).encode() + b"\xff,1\n"
    assert refused(broken).line == 11


@pytest.mark.parametrize("encoding", ["nonsense", "hex", "a\0b"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    assert "no text encoding" in refused("a,b\n1,2\n", encoding=encoding).message


def test_a_nul_byte_is_refused_by_its_line() -> None:
    assert refused(b"a,b\n1,2\n3,\x00\n").line == 3


# Tables drawn in text


@pytest.mark.parametrize(
    "text",
    [
        "| Name | Title |\n|------|:-----:|\n| Ann Lee | CFO |\n| Bob \\| Co | |\n",
        "+---------+-------+\n| Name | Title |\n+---+---+\n| Ann Lee | CFO |\n"
        "| Bob \\| Co |  |\n+-+-+\n",
        "|Name|Title|\n|-|:-:|\n|Ann Lee|CFO|\n|Bob \\| Co||\n",
        " Name      | Title \n-----------+-------\n Ann Lee   | CFO\n Bob \\| Co |\n(2 rows)\n",
        "Name        Title\nAnn Lee     CFO\nBob | Co\n",
        "Name\tTitle\nAnn Lee\tCFO\nBob | Co\t\n",
    ],
)
def test_a_table_pasted_from_elsewhere_is_read(text: str) -> None:
    table = read(text, "standard input")
    assert table.columns == ("Name", "Title")
    assert rows(table) == [["Ann Lee", "CFO"], ["Bob | Co", ""]]


def test_lines_of_a_drawn_table_count_its_rules() -> None:
    assert list(read("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n").lines) == [3, 5]


# Workbooks


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
    assert 'one of "People" and "Hidden"' in str(refused(data, "book.xlsx", sheet="Sheet9"))


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


# JSON


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


# Faults


def test_a_fault_says_where_and_how_to_mend_it() -> None:
    fault = Fault("is no e-mail", "contacts.csv", 7, "Email", "correct it")
    assert str(fault) == 'contacts.csv, line 7, column "Email": is no e-mail. Mend: correct it.'
    assert str(Fault("is empty", "contacts.csv")) == "contacts.csv: is empty."


def test_hostile_names_in_a_fault_do_not_steer_the_terminal() -> None:
    fault = refused("a\x1b[2J\u202e,a\x1b[2J\u202e\n1,2\n")
    assert "\x1b" not in str(fault)
    assert "\u202e" not in str(fault)
