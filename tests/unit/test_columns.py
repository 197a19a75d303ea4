"""How cells become values, and what is told of those that can't."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.importers.rows.columns import MOST_LISTED, Column, read_column
from graph.importers.rows.dates import DateOrder
from graph.importers.rows.model import RowKind
from graph.importers.rows.readers import EMAIL, READERS, TEXT, clock, decimal, probability, time_in
from graph.importers.rows.reading import read_rows
from graph.values import LONGEST_TEXT
from tests.unit.tables import messages, row, table

SUPPORT = READERS[RowKind.PEOPLE]["support"]
ROLES = READERS[RowKind.PEOPLE]["buying_role"]


def column(*cells: str) -> Column:
    return Column("Theirs", cells, range(2, len(cells) + 2), "list.csv")


def test_values_outside_a_set_are_left_empty_and_told_with_all_their_lines() -> None:
    values, (fault,) = read_column(column("mentor", "boss", "", "boss", "Non-Supporter"), SUPPORT)
    assert values == ["mentor", None, None, None, "non_supporter"]
    assert (fault.line, fault.column, fault.fatal) == (3, "Theirs", False)
    assert fault.message == '"boss" is not known as support; left empty (also line 5)'
    assert fault.mend == "write mentor, supporter, neutral, non_supporter or enemy"


def test_unknown_is_a_value_and_an_empty_cell_is_none() -> None:
    assert read_column(column("unknown", ""), SUPPORT) == (["unknown", None], [])


def test_of_several_values_those_that_are_known_are_kept() -> None:
    values, (fault,) = read_column(column("Champion; wizard, END_USER"), ROLES)
    assert values == [("champion", "user_buyer")]
    assert '"wizard" is not known as buying role; what else the cell holds' in fault.message
    assert str(fault.mend).startswith("write economic_buyer, decision_maker, ")


@pytest.mark.parametrize("said", ["Legal & Compliance", "LEGAL_AND_COMPLIANCE", "Legal compliance"])
def test_a_role_is_one_however_a_tool_spells_it(said: str) -> None:
    assert read_column(column(said), ROLES) == ([("legal_compliance",)], [])


def test_no_more_than_so_many_faults_of_a_column_are_listed_and_the_rest_counted() -> None:
    _, faults = read_column(column(*(f"no {n}" for n in range(MOST_LISTED + 30))), SUPPORT)
    assert len(faults) == MOST_LISTED + 1
    assert faults[-1].message == "and so in 30 more cells of this column"
    assert faults[-1].line == MOST_LISTED + 2


def test_a_long_value_is_shortened_in_what_is_told_of_it() -> None:
    _, (fault,) = read_column(column("x" * 5_000), SUPPORT)
    assert len(fault.message) < 300


def test_control_characters_do_not_reach_the_message() -> None:
    _, (fault,) = read_column(column("\x1b[31mred"), SUPPORT)
    assert "\x1b" not in str(fault)


def test_a_text_that_is_too_long_is_cut_and_told() -> None:
    values, (fault,) = read_column(column("a" * (LONGEST_TEXT + 1), "b"), TEXT)
    assert values == ["a" * LONGEST_TEXT, "b"]
    assert "10,001 characters" in fault.message


def test_an_email_that_is_none_is_kept_and_told() -> None:
    values, (fault,) = read_column(column("SKING", "Dana.Reyes@NorthWind.example"), EMAIL)
    assert values == [("SKING",), ("Dana.Reyes@NorthWind.example",)]
    assert fault.message == '"SKING" is not an e-mail address; kept as it is'


@given(st.lists(st.text(max_size=40)))
def test_any_text_is_kept_as_it_stands(cells: list[str]) -> None:
    clean = [cell.strip().replace("\x00", "") for cell in cells]
    assert read_column(column(*clean), TEXT) == ([cell or None for cell in clean], [])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1,200.50", "1200.50"),
        ("1.234.567,89 €", "1234567.89"),
        ("USD 1,200,000", "1200000"),
        ("CHF 1'200.-", "1200.-"),
        ("1 200,5", "1200.5"),
        ("0,3", "0.3"),
        ("0,125", "0.125"),
        ("-1,5", "-1.5"),
        ("many", "many"),
    ],
)
def test_numbers_are_read_whichever_sign_parts_their_decimals(written: str, read: str) -> None:
    assert decimal(written) == read


@given(st.floats(min_value=0, max_value=1e12, allow_nan=False))
def test_a_number_as_programs_write_it_stays_the_same(number: float) -> None:
    assert float(decimal(repr(number))) == number


@pytest.mark.parametrize(("said", "meant"), [("0.3", 0.3), ("30 %", 0.3), ("30%", 0.3), ("1", 1.0)])
def test_a_probability_may_be_given_in_per_cent(said: str, meant: float) -> None:
    assert probability(said) == pytest.approx(meant)


@pytest.mark.parametrize("said", ["30", "-0.1", "101 %", "nan", "likely"])
def test_a_probability_outside_its_range_is_refused(said: str) -> None:
    rows = read_rows(table(f"from,to,probability\na,b,{said}\n"))
    assert row(rows, 0) == {"from": "a", "to": "b", "kind": "influences"}
    (message,) = messages(rows)
    assert 'list.csv, line 2, column "probability"' in message
    assert "0.3 or as 30 %" in message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14:30", time(14, 30)),
        ("2:30 pm", time(14, 30)),
        ("12:05AM", time(0, 5)),
        ("9h05", time(9, 5)),
    ],
)
def test_times_are_read_as_people_write_them(written: str, read: time) -> None:
    assert clock(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-01-12T14:30:05.000+0000", time(14, 30, 5)),
        ("1/12/2026 2:30 PM", time(14, 30)),
        ("2026-01-12", None),
        ("2026-01-12 00:00:00", None),
        ("2026-01-12 25:99", None),
        ("31. 01. 2026", None),
    ],
)
def test_the_time_behind_a_date_is_kept_unless_it_says_nothing(
    written: str, read: time | None
) -> None:
    assert time_in(written) == read


def test_a_time_of_its_own_goes_before_the_one_behind_the_date() -> None:
    rows = read_rows(
        table("date,time,person,colleague\n2026-01-12 09:00,10:15,A,B\n2026-01-13 09:00,,A,B\n")
    )
    assert rows.columns["time"] == [time(10, 15), time(9)]
    assert "date_time" not in rows.columns


def test_one_date_tells_the_order_of_its_column() -> None:
    rows = read_rows(table("name,last contact\nA,03/04/2024\nB,31/01/2024\n"))
    assert rows.columns["last_activity"] == [date(2024, 4, 3), date(2024, 1, 31)]


def test_one_column_tells_the_order_of_another() -> None:
    rows = read_rows(table("from,to,since,until\na,b,03/04/2024,31/12/2024\n"))
    assert row(rows, 0)["valid_from"] == date(2024, 4, 3)


def test_dates_whose_order_nothing_tells_are_asked_for() -> None:
    undecided = table("name,last contact\nA,\nB,03/04/2024\n")
    rows = read_rows(undecided)
    (fault,) = rows.faults
    assert fault.fatal
    assert not rows.lines
    assert (fault.line, fault.column) == (3, "last contact")
    assert '"03/04/2024"' in fault.message
    assert "--dates day-first or --dates month-first" in str(fault)
    told = read_rows(undecided, date_order=DateOrder.MONTH_FIRST)
    assert told.columns["last_activity"] == [None, date(2024, 3, 4)]


def test_dates_that_contradict_one_another_are_asked_for() -> None:
    (fault,) = read_rows(table("name,last contact\nA,31/01/2024\nB,01/31/2024\n")).faults
    assert fault.fatal
    assert fault.message == "some dates have the day first and others the month"


def test_a_bad_date_is_left_empty_and_told() -> None:
    rows = read_rows(table("name,last contact\nA,2024-02-31\nB,soon\nC,2024-02-01\n"))
    assert rows.columns["last_activity"] == [None, None, date(2024, 2, 1)]
    assert [fault.line for fault in rows.faults] == [2, 3]
    assert "2026-01-31" in messages(rows)[0]


def test_a_name_is_made_of_its_parts_only_where_none_is_given() -> None:
    rows = read_rows(
        table('name,first_name,middle_name,last_name\n"Reyes, Dana",Dana,,Reyes\n,Mei,K.,Lin\n')
    )
    assert rows.columns["name"] == ["Reyes, Dana", "Mei K. Lin"]
    assert "middle_name" not in rows.columns


def test_a_managers_id_goes_before_their_name() -> None:
    rows = read_rows(table("id,name,manager_id,manager\n1,A,2,Dana\n3,B,,Dana\n2,Dana,,\n"))
    assert rows.columns["manager"] == ["2", "Dana", None]
    assert rows.columns["manager_by"] == ["external_id", None, None]


def test_a_managers_email_goes_before_their_name() -> None:
    rows = read_rows(table("name,manager name,manager email\nA,Dana,d@x.example\nB,Dana,\n"))
    assert rows.columns["manager"] == ["d@x.example", "Dana"]
    assert rows.columns["manager_by"] == [None, None]


def test_the_first_of_several_emails_and_phones_is_the_one() -> None:
    rows = read_rows(
        table("name,email,phone,mobile\nA,a@x.example; b@x.example,,+1 5\nB,,+1 6,+1 6\n")
    )
    assert rows.columns["email"] == ["a@x.example", None]
    assert rows.columns["other_emails"] == [("b@x.example",), None]
    assert rows.columns["phone"] == ["+1 5", "+1 6"]
    assert "other_phones" not in rows.columns


def test_a_seat_without_a_name_is_kept_and_a_row_of_nobody_is_not() -> None:
    rows = read_rows(table("name,title,department\n,CFO,Finance\n,,Finance\n"))
    assert rows.columns["title"] == ["CFO"]
    assert messages(rows) == [
        "list.csv, line 3: left out, as there is no id, name, e-mail or title."
    ]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters='",\r\n\0'), max_size=30))
def test_hostile_names_stay_data(name: str) -> None:
    rows = read_rows(table(f'id,name,title\n1,"{name}",CFO\n2,"<script>alert(1)</script>",CIO\n'))
    assert rows.columns["name"][-1] == "<script>alert(1)</script>"


def test_a_spreadsheet_s_number_for_a_day_is_read_as_that_day_and_told() -> None:
    rows = read_rows(table("name,last contact\nAnn Lee,45000\nBob Ray,2026-03-04\nCy Fox,123\n"))
    assert rows.columns["last_activity"] == [date(2023, 3, 15), date(2026, 3, 4), None]
    assert '"45000" is not a date; taken as 2023-03-15' in messages(rows)[0]


def test_a_birthday_that_no_calendar_has_is_left_empty_and_told() -> None:
    rows = read_rows(table("name,birthday\nAnn Lee,2/30/1970\nBob Ray,5/6\nCy Fox,5/6/1980\n"))
    assert rows.columns["birthday"] == [None, "5/6", "5/6/1980"]
    assert '"2/30/1970" is no day of the calendar' in messages(rows)[0]


def test_somebody_was_spoken_to() -> None:
    assert READERS[RowKind.TOUCHES]["outcome"].read("Spoke") == "connected"
