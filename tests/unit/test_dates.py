from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.importers.rows.dates import DateOrder, first_day, parse_dates, recognise_order

LAST_OF_JANUARY = date(2024, 1, 31)
DAYS = st.dates(date(1930, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-31",
        "2024-01-31T10:00:00Z",
        "2024-01-31T23:59:59-08:00",
        "2024-01-31T10:00:00.000+0000",
        "2024-01-31 10:00",
        "2024/01/31",
        "2024/1/31 9:05",
        "20240131",
        "20240131T100000Z",
        "31.01.2024",
        "31.1.24",
        "31. 1. 2024",
        "31/01/2024",
        "1/31/24",
        "31-01-2024",
        "1/31/2024 1:05 PM",
        "1/31/2024, 1:05:09 a.m.",
        "31 Jan 2024",
        "31st January 2024",
        "31-Jan-2024",
        "31-Jan-24",
        "Jan 31, 2024",
        "January 31 2024",
        "Jan. 31, 2024, 9:00 AM",
        "Wednesday, January 31, 2024",
        "Wed, 31 Jan 2024 10:00:00 +0100",
        "31. Januar 2024",
        "31 janv. 2024",
        "31 de enero de 2024",
        "2024年1月31日",
    ],
)
def test_a_date_is_read_in_the_forms_that_people_and_programs_write(text: str) -> None:
    assert parse_dates([text], None) == ([LAST_OF_JANUARY], [])


@pytest.mark.parametrize("text", ["", "0/0/00", "00/00/0000", "0000-00-00", "00.00.0000"])
def test_an_empty_date_is_no_fault(text: str) -> None:
    assert parse_dates([text], None) == ([None], [])


@pytest.mark.parametrize(
    "text",
    ["soon", "31/02/2024", "2024-13-01", "32 Jan 2024", "31 Foo 2024", "2024", "45322", "1/2", "٣"],
)
def test_what_is_no_date_is_told_by_its_row(text: str) -> None:
    assert parse_dates(["2024-01-31", text], DateOrder.DAY_FIRST) == ([LAST_OF_JANUARY, None], [1])


def test_an_ambiguous_date_is_not_read_until_the_order_is_known() -> None:
    assert parse_dates(["03/04/2024"], None) == ([None], [0])
    assert parse_dates(["03/04/2024"], DateOrder.ISO) == ([None], [0])
    assert parse_dates(["03/04/2024"], DateOrder.DAY_FIRST)[0] == [date(2024, 4, 3)]
    assert parse_dates(["03/04/2024"], DateOrder.MONTH_FIRST)[0] == [date(2024, 3, 4)]


def test_a_date_against_the_order_is_told_and_not_turned_round() -> None:
    assert parse_dates(["01/31/2024"], DateOrder.DAY_FIRST) == ([None], [0])


def test_dots_mean_day_first_whatever_the_order() -> None:
    assert parse_dates(["03.04.2024"], DateOrder.MONTH_FIRST)[0] == [date(2024, 4, 3)]


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2024", "13/04/2024"], DateOrder.DAY_FIRST),
        (["03/04/2024 10:00", "03/14/2024 11:30"], DateOrder.MONTH_FIRST),
        (["1-2-24", "1-13-24"], DateOrder.MONTH_FIRST),
        (["03.04.2024"], DateOrder.DAY_FIRST),
        (["2024-03-04", "", "4 Mar 2024"], DateOrder.ISO),
        (["0/0/00", ""], DateOrder.ISO),
        (["03/04/2024", "04/05/2024"], None),
        (["13/04/2024", "04/13/2024"], None),
        ([], DateOrder.ISO),
    ],
)
def test_the_order_is_told_by_the_whole_column(values: list[str], order: DateOrder | None) -> None:
    assert recognise_order(values) is order


def test_a_day_that_is_also_the_month_needs_no_order() -> None:
    assert recognise_order(["03/03/2024"]) is not None
    assert parse_dates(["03/03/2024"], None)[0] == [date(2024, 3, 3)]


def test_short_years_are_those_from_1930_to_2029() -> None:
    dates, _ = parse_dates(["31/12/29", "31/12/30", "31/12/99"], None)
    assert [day.year for day in dates if day] == [2029, 1930, 1999]


@given(st.lists(DAYS, min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y %H:%M", "%d-%m-%y"]))
def test_a_column_of_one_form_is_read_back_or_asked_for(days: list[date], form: str) -> None:
    texts = [day.strftime(form) for day in days]
    order = recognise_order(texts)
    ambiguous = all(day.day <= 12 for day in days) and any(day.day != day.month for day in days)
    assert (order is None) == ambiguous
    if order is not None:
        assert parse_dates(texts, order) == (days, [])


@given(st.lists(DAYS))
def test_iso_dates_and_named_months_are_read_back(days: list[date]) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d %b %Y", "%B %d, %Y", "%d.%m.%Y"):
        texts = [day.strftime(form) for day in days]
        assert parse_dates(texts, None) == (days, [])


@given(st.lists(st.text(max_size=100)), st.sampled_from([None, *DateOrder]))
def test_any_text_is_a_date_or_empty_or_told(texts: list[str], order: DateOrder | None) -> None:
    dates, rows = parse_dates(texts, order)
    assert len(dates) == len(texts)
    assert all(dates[row] is None for row in rows)
    recognise_order(texts)


def test_many_times_of_few_days_are_read() -> None:
    first = date(2024, 1, 1)
    texts = [f"{first + timedelta(days=n % 9)}T0{n % 10}:00:00Z" for n in range(1000)]
    dates, rows = parse_dates(texts, recognise_order(texts))
    assert rows == []
    assert dates[10] == first + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", date(2024, 1, 1)),
        ("May 2024", date(2024, 5, 1)),
        ("sept. 2024", date(2024, 9, 1)),
        ("Mai 2024", date(2024, 5, 1)),
        ("août 2024", date(2024, 8, 1)),
        ("okt 2023", date(2023, 10, 1)),
        ("2024-05", date(2024, 5, 1)),
        ("2024-05-17", date(2024, 5, 17)),
        ("5/2024", date(2024, 5, 1)),
        ("early 2024", None),
        ("13/2024", None),
        ("", None),
    ],
)
def test_a_month_or_year_means_its_first_day(text: str, day: date | None) -> None:
    assert first_day(text) == day
