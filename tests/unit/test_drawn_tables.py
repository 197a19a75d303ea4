import pytest

from tests.unit.readings import read, rows


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
