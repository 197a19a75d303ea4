"""Delimited text and what surrounds it: clean tables or faults, never an exception."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from graph.importers.faults import Fault
from graph.importers.tables.any_file import read_tables
from graph.importers.tables.delimited import MAX_LINE_CHARS
from graph.importers.tables.formula_cells import guarded
from graph.importers.tables.grid import MAX_CELL_CHARS, MAX_COLUMNS, Table
from tests.unit.readings import Cells, read, refused, rows, told


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
    assert read(text).nameless == (1,)


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
@example([["Ann", "'="], ["'", "=1"]], ",", csv.excel)
@example([["\ufeff", "\x1f"], ["\u2028", "\x0b-"]], ";", csv.unix_dialect)
def test_any_table_survives_being_written_and_read(
    content: Cells, delimiter: str, dialect: type[csv.Dialect]
) -> None:
    assume(all(any(cell.strip() for cell in row) for row in content))
    header = [f"h{n}" for n in range(len(content[0]))]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, dialect, delimiter=delimiter)
    writer.writerows([header, *([guarded(cell.strip()) for cell in row] for row in content)])
    table = read(stream.getvalue(), delimiter=delimiter)
    assert rows(table) == [[cell.strip() for cell in row] for row in content]
    assert list(table.lines) == sorted(table.lines)


def assert_whole(tables: Sequence[Table], faults: Sequence[Fault]) -> None:
    """There are tables, with a cell for each column of each line, or a fault says why not."""
    assert tables or any(fault.fatal for fault in faults)
    for table in tables:
        assert {len(column) for column in table.cells} == {len(table.lines)}
        assert len(table.columns) == len(table.cells)


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.json", "a.xlsx"]))
@example(b"PK\x03\x04", "a.csv")
@example(b"\xff\xfe\x00", "a.csv")
@example(b'{"records": [{"a": {"b": [1, {"c": 2}]}}]}', "a.csv")
def test_any_bytes_give_tables_or_faults(data: bytes, name: str) -> None:
    assert_whole(*read_tables(data, name))


@given(st.text('a",;|\t\n\r -+', max_size=60))
def test_any_text_gives_tables_or_faults(text: str) -> None:
    assert_whole(*read_tables(text.encode(), "pasted"))


def test_a_fault_says_where_and_how_to_mend_it() -> None:
    fault = Fault("is no e-mail", "contacts.csv", 7, "Email", "correct it")
    assert str(fault) == 'contacts.csv, line 7, column "Email": is no e-mail. Mend: correct it.'
    assert str(Fault("is empty", "contacts.csv")) == "contacts.csv: is empty."


def test_hostile_names_in_a_fault_do_not_steer_the_terminal() -> None:
    fault = refused("a\x1b[2J\u202e,a\x1b[2J\u202e\n1,2\n")
    assert "\x1b" not in str(fault)
    assert "\u202e" not in str(fault)


@pytest.mark.parametrize(
    "count",
    [
        *("Total: 4", "total 4", "Count: 12", "4 rows", "12 contacts", "Summe: 4"),
        *("Total records: 4", "Number of people: 4", "Records: 4", ",4 people in total"),
        *("Total number of contacts = 4", '"Total: 1,204"'),
    ],
)
def test_a_count_below_the_rows_is_left_out_and_told(count: str) -> None:
    text = f"name,title,email\nAnn Lee,CFO,\nMarie Total,,\n{count}\n"
    assert rows(read(text)) == [["Ann Lee", "CFO", ""], ["Marie Total", "", ""]]
    shown = count.strip(',"')
    assert any(f'line 4: the last row, "{shown}", counts the others' in one for one in told(text))


def test_a_count_of_the_rows_above_in_two_cells_is_no_row() -> None:
    assert len(read("name,title\nAnn Lee,CFO\nBob Ray,Buyer\nTotal,2\n").lines) == 2


@pytest.mark.parametrize(
    "last",
    [
        *("Total", "Ann Total", "Total 4,CFO", "Total: 4,,t@dream.example", "Count Basie"),
        *("4 Roses", "Total,4,", "Lines 4 Ever"),
    ],
)
def test_whoever_is_called_like_a_count_is_kept(last: str) -> None:
    assert len(read(f"name,title,email\nAnn Lee,CFO,\n{last}\n").lines) == 2


def test_a_count_with_people_below_it_is_kept() -> None:
    assert len(read("name,title\nAnn Lee,CFO\nTotal: 4\nBob Ray\n").lines) == 3


def test_a_list_of_names_alone_loses_its_count_too() -> None:
    assert rows(read("name\nAnn Lee\nBob Ray\n2 rows\n")) == [["Ann Lee"], ["Bob Ray"]]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.msg", b"\xd0\xcf\x11\xe0" + bytes(99), "a mail of Outlook (.msg)"),
        (
            "a",
            b"\xd0\xcf\x11\xe0" + "__substg1.0_".encode("utf-16-le"),
            "a mail of Outlook (.msg)",
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(99), "an old .xls workbook"),
        ("a.pst", b"!BDN" + bytes(99), "a data file of Outlook (.pst, .ost)"),
    ],
)
def test_a_file_of_another_program_is_refused_by_its_name(
    name: str, data: bytes, what: str
) -> None:
    (fault,) = read_tables(data, name)[1]
    assert fault.message.startswith(what)
    assert fault.mend
    assert fault.fatal
