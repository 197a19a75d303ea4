"""No cell that we write is run by a spreadsheet, and each comes back as it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.importers.tables.any_file import read_tables
from graph.importers.tables.formula_cells import guarded, unguarded
from tests.hostile.workbooks import cell

SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫"
FORMULA_LIKE = st.text(st.sampled_from(SIGNS + "'\t\r\n \xa0\u200b\u202e1a"), max_size=8)


@given(FORMULA_LIKE | st.text())
@example("'=1")
@example("''=1")
@example("\t=1")
def test_whatever_was_written_is_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(FORMULA_LIKE)
def test_nothing_written_begins_like_a_formula(text: str) -> None:
    written = guarded(text)
    begin = "".join(one for one in written if not one.isspace() and one.isprintable())[:1]
    number = written.startswith("-") and written[1:].isdigit()
    assert begin not in set(SIGNS) or number
    assert written[:1] not in set("\t\r\n")


@pytest.mark.parametrize("text", ["-5", "-5.25", "-5,25", "5", "a=b", "'t Hooft", "'", "", "1-2"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("written", ["'=1+1", "'+49 30 1", "' @x", "'\u200b-x"])
def test_the_apostrophe_is_taken_away_where_a_formula_stands_behind_it(written: str) -> None:
    (table,), _ = read_tables(f"name,title\nAnn,\"{written}\"\n'=a,'b\n".encode(), "x.csv")
    assert list(table.cells[1]) == [written[1:].strip(), "'b"]
    inside = b"<is><t>" + written.encode() + b"</t></is>"
    (sheet,), _ = read_tables(cell(inside, b't="inlineStr"'), "x.xlsx")
    assert sheet.cells[1][0] == written[1:].strip()
