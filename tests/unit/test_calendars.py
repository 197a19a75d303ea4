"""Meetings as rows: those that took place, when it was there, who called them, who came, where."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.importers.mail.any_mail import read_mail
from graph.importers.mail.calendars import read_meetings
from graph.importers.mail.recurrence import Work, read_rule, starts
from graph.importers.rows.model import LeftOut, Rows
from graph.vocabulary import Channel

NOW = datetime.fromisoformat("2026-03-31T12:00:00")
MAX = "ORGANIZER;CN=Max Own:mailto:Max@ours.example\n"
DANA = 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Reyes; Dana":MAILTO:dana@acme.example\n'


def calendar(*events: str, head: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inner}END:VCALENDAR\n"


def event(start: str, *more: str, uid: str = "1@x") -> str:
    return f"UID:{uid}\nDTSTART{start}\n{MAX}{DANA}" + "".join(f"{line}\n" for line in more)


def read(*events: str, head: str = "") -> Rows:
    return read_meetings(calendar(*events, head=head), "a.ics", NOW)


def days(*events: str) -> list[str]:
    return [str(day) for day in read(*events).columns["date"]]


def cell(rows: Rows, name: str) -> object:
    (only,) = rows.columns[name]
    return only


def test_an_answer_is_read_whatever_its_case() -> None:
    rows = read(event(":20260105T090000Z", "ATTENDEE;PARTSTAT=Accepted:mailto:eva@acme.example"))
    assert "eva@acme.example" in str(cell(rows, "accepted"))


def test_a_meeting_is_a_row_with_who_called_it_and_who_came() -> None:
    more = (
        "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@acme.example",
        "ATTENDEE;CUTYPE=ROOM:mailto:room@acme.example",
        "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:fyi@acme.example",
        "ATTENDEE;EMAIL=eva@acme.example;CN=Eva:urn:uuid:1",
        "SUMMARY:The offer\\, again",
        "BEGIN:VALARM\nATTENDEE:mailto:alarm@acme.example\nEND:VALARM",
    )
    rows = read(event(":20260105T090000Z", *more))
    assert rows.lines == [3]
    assert cell(rows, "sender") == "Max Own <max@ours.example>"
    assert cell(rows, "recipients") == (
        "Reyes; Dana <dana@acme.example>",
        "Eva <eva@acme.example>",
    )
    assert cell(rows, "accepted") == ("Reyes; Dana <dana@acme.example>",)
    assert (cell(rows, "date"), cell(rows, "time")) == (date(2026, 1, 5), time(9))
    assert cell(rows, "subject") == "The offer, again"


@pytest.mark.parametrize(
    ("start", "at", "local"),
    [
        (";TZID=Europe/Berlin:20260105T100000", time(9), "10:00+0100"),
        (";TZID=W. Europe Standard Time:20260105T100000", time(9), "10:00+0100"),
        (";TZID=Nepal Standard Time:20260105T100000", time(4, 15), "10:00+0545"),
        (';TZID="Own/Zone":20260105T100000', time(8), "10:00+0200"),
        (";TZID=Nowhere:20260105T100000", time(10), None),
        (":20260105T100000", time(10), None),
        (";VALUE=DATE:20260105", None, None),
    ],
)
def test_times_are_in_utc_where_the_zone_is_known(
    start: str, at: time | None, local: str | None
) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Own/Zone\nBEGIN:STANDARD\nTZOFFSETTO:+0200\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nTZOFFSETTO:+0300\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )
    rows = read(event(start), head=zone)
    assert (cell(rows, "time"), cell(rows, "local_time")) == (at, local)


@pytest.mark.parametrize(
    ("more", "channel"),
    [
        ("LOCATION:Room 4", Channel.IN_PERSON),
        ("LOCATION:Microsoft Teams Meeting", Channel.VIDEO),
        ("LOCATION:https://meet.example/x", Channel.VIDEO),
        ("LOCATION:+49 30 123456", Channel.CALL),
        ("DESCRIPTION:Join https://acme.zoom.us/j/1", Channel.VIDEO),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/x", Channel.VIDEO),
        ("CATEGORIES:none", Channel.UNKNOWN),
    ],
)
def test_the_invitation_tells_how_people_met(more: str, channel: Channel) -> None:
    assert cell(read(event(":20260105T090000Z", more)), "channel") is channel


def test_meetings_still_to_come_and_called_off_are_counted_and_left_out() -> None:
    rows = read(
        event(":20260401T090000Z"),
        event(":20260105T090000Z", "STATUS:CANCELLED"),
    )
    assert rows.lines == []
    assert rows.left_out == {LeftOut.AHEAD: 1, LeftOut.CALLED_OFF: 1}
    answer = read(event(":20260105T090000Z"), head="METHOD:REPLY\n")
    assert answer.left_out == {LeftOut.AUTOMATIC: 1}


def test_a_series_is_a_meeting_each_time_up_to_now() -> None:
    assert days(event(":20260302T090000Z", "RRULE:FREQ=WEEKLY;COUNT=9")) == [
        "2026-03-02",
        "2026-03-09",
        "2026-03-16",
        "2026-03-23",
        "2026-03-30",
    ]


def test_a_series_leaves_out_what_was_moved_or_taken_out_of_it() -> None:
    series = event(":20260302T090000Z", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260309T090000Z")
    moved = event(":20260317T140000Z", "RECURRENCE-ID:20260316T090000Z")
    off = event(":20260323T090000Z", "RECURRENCE-ID:20260323T090000Z", "STATUS:CANCELLED")
    assert days(series, moved, off) == ["2026-03-02", "2026-03-17"]
    ids = read(series, moved, off).columns["external_id"]
    assert len(set(ids)) == 2


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    rows = read(event(";TZID=Europe/Berlin:20260323T100000", "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert rows.columns["time"] == (time(9), time(8))
    assert rows.columns["local_time"] == ("10:00+0100", "10:00+0200")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=2TU", ["2026-01-13", "2026-02-10", "2026-03-10"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["2026-01-30", "2026-02-27", "2026-03-27"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-01-31", "2026-03-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1", ["2026-01-28", "2026-02-25"]),
        ("FREQ=WEEKLY;INTERVAL=6;BYDAY=MO,WE", ["2026-02-09", "2026-02-11", "2026-03-23"]),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=1MO", ["2026-02-02"]),
        ("FREQ=DAILY;INTERVAL=30;UNTIL=20260201T000000Z", ["2026-01-01", "2026-01-31"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", []),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", []),
    ],
)
def test_rules_are_followed_as_they_are_meant(rule: str, expected: list[str]) -> None:
    first = datetime.fromisoformat("2026-01-01T09:00:00")
    found = [str(at.date()) for at in starts(read_rule(rule), first, NOW, Work())]
    assert found[: len(expected) or None] == expected


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "repeats secondly"),
        ("FREQ=MINUTELY;COUNT=2", "repeats minutely"),
        ("COUNT=2", "in no known way"),
        ("FREQ=DAILY;BYHOUR=1", "by BYHOUR"),
        ("FREQ=DAILY;INTERVAL=x", "no number"),
        ("FREQ=WEEKLY;BYDAY=XX", "no day"),
    ],
)
def test_a_rule_that_is_not_followed_leaves_out_its_meeting_and_is_told(
    rule: str, why: str
) -> None:
    rows = read(event(":20260105T090000Z", f"RRULE:{rule}"), event(":20260106T090000Z"))
    assert rows.lines == [10]
    (fault,) = rows.faults
    assert why in str(fault)
    assert fault.line == 8
    assert "Mend: enter each time that it took place" in str(fault)


def test_a_start_that_is_none_is_told_with_its_line() -> None:
    (fault,) = read(event(":20260230T090000Z")).faults
    assert str(fault) == (
        "a.ics, line 5: a meeting is left out, as its start can't be read."
        " Mend: write DTSTART as in 20260105T090000Z."
    )


def test_too_many_repetitions_are_told_and_end() -> None:
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    rows = read(*(event(":19700101T090000Z", never, uid=str(n)) for n in range(60)))
    assert "more often than is safe" in str(rows.faults[0])


def test_birthdays_to_which_nobody_is_invited_leave_the_rest_of_a_calendar() -> None:
    birthday = "UID:{0}\nDTSTART;VALUE=DATE:19900101\nRRULE:FREQ=YEARLY\nSUMMARY:Birthday\n"
    meeting = event(":20260302T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    rows = read(*(birthday.format(number) for number in range(60)), meeting)
    assert len(rows.lines) == 3
    assert rows.left_out == {LeftOut.UNINVITED: 60}
    assert not rows.faults


def test_a_series_that_takes_too_much_work_leaves_the_others() -> None:
    named = ",".join(f"{which}{day}" for which in range(-53, 54) for day in ("MO", "TU", "WE"))
    much = event(":19700101T090000Z", f"RRULE:FREQ=MONTHLY;BYDAY={named}", uid="2@x")
    rows = read(much, event(":20260302T090000Z"))
    assert len(rows.lines) == 1
    (fault,) = rows.faults
    assert "it repeats more often than is safe to work out. Mend: shorten" in str(fault)


BERLIN = ";TZID=Europe/Berlin:20260316T100000"


@pytest.mark.parametrize(
    "out",
    [
        "EXDATE:20260323T090000Z",
        "EXDATE;VALUE=DATE:20260323",
        "EXDATE;TZID=Europe/London:20260323T090000",
        "EXDATE:20260323T100000",
    ],
)
def test_a_time_is_taken_out_of_a_series_in_whatever_zone_it_is_written(out: str) -> None:
    series = event(BERLIN, "RRULE:FREQ=WEEKLY;COUNT=3", out)
    assert days(series) == ["2026-03-16", "2026-03-30"]


def test_a_meeting_that_was_moved_is_known_in_whatever_zone_that_is_written() -> None:
    series = event(BERLIN, "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(":20260324T090000Z", "RECURRENCE-ID:20260323T090000Z")
    assert days(series, moved) == ["2026-03-16", "2026-03-30", "2026-03-24"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260330T080000Z", "2026-03-30"),
        ("20260330T075959Z", "2026-03-23"),
        ("20260330", "2026-03-30"),
        ("20260330T095959", "2026-03-23"),
        ("99991231T235959Z", "2026-03-30"),
    ],
)
def test_a_series_ends_at_the_moment_that_its_rule_names(until: str, last: str) -> None:
    assert days(event(BERLIN, f"RRULE:FREQ=WEEKLY;UNTIL={until}"))[-1] == last


def test_a_time_that_is_added_may_say_how_long_it_takes() -> None:
    added = "RDATE;VALUE=PERIOD:20260305T150000Z/PT1H"
    assert days(event(":20260302T150000Z", added)) == ["2026-03-02", "2026-03-05"]


def test_a_change_to_this_and_all_following_moves_them_all() -> None:
    series = event(":20260302T150000Z", "RRULE:FREQ=WEEKLY;COUNT=5")
    moved = event(":20260317T160000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T150000Z")
    single = event(":20260325T160000Z", "RECURRENCE-ID:20260323T150000Z")
    rows = read(series, moved, single)
    assert [str(day)[-5:] for day in rows.columns["date"]] == ["03-02", "03-09", "03-17", "03-25"]
    off = f"{moved}STATUS:CANCELLED\n"
    assert days(series, off) == ["2026-03-02", "2026-03-09"]


def test_of_a_meeting_that_was_changed_the_last_word_counts() -> None:
    first = event(":20260302T150000Z", "SEQUENCE:0")
    moved = event(":20260304T150000Z", "SEQUENCE:1")
    assert days(moved, first) == ["2026-03-04"]
    off = event(":20260304T150000Z", "SEQUENCE:2", "STATUS:CANCELLED")
    assert days(first, moved, off) == []
    assert days(first, off, event(":20260305T150000Z", "SEQUENCE:3")) == ["2026-03-05"]


def test_a_series_that_is_written_out_under_one_id_is_kept_whole() -> None:
    rows = read(event(":20260302T150000Z"), event(":20260309T150000Z"))
    assert len(set(rows.columns["external_id"])) == 2


def test_a_zone_that_the_calendar_describes_has_its_summer_time() -> None:
    part = "BEGIN:{0}\nDTSTART:1601{1}T030000\nTZOFFSETFROM:{2}\nTZOFFSETTO:{3}\n{4}\nEND:{0}\n"
    rule = "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH="
    winter = part.format("STANDARD", "0101", "+0200", "+0100", f"{rule}10")
    summer = part.format("DAYLIGHT", "0101", "+0100", "+0200", f"{rule}3")
    zone = f"BEGIN:VTIMEZONE\nTZID:Own Zone\n{winter}{summer}END:VTIMEZONE\n"
    times = (f";TZID=Own Zone:2025{day}T100000" for day in ("0702", "1025", "1027", "0115"))
    rows = read(*(event(at, uid=str(n)) for n, at in enumerate(times)), head=zone)
    assert rows.columns["time"] == (time(8), time(8), time(9), time(9))


def test_a_time_without_a_zone_is_meant_in_that_of_the_calendar() -> None:
    rows = read(event(":20260105T100000"), head="X-WR-TIMEZONE:Asia/Tokyo\n")
    assert (cell(rows, "time"), cell(rows, "local_time")) == (time(1), "10:00+0900")


def test_whose_calendar_it_is_counts_as_invited_where_nobody_called_the_meeting() -> None:
    own = f"UID:1@x\nDTSTART:20260105T100000Z\n{DANA}"
    rows = read(own, head="X-WR-CALNAME:Eva@ours.example\n")
    assert cell(rows, "recipients") == ("Reyes; Dana <dana@acme.example>", "eva@ours.example")
    assert cell(rows, "sender") is None


def test_a_meeting_that_is_cut_off_is_told_with_its_line() -> None:
    whole = calendar(event(":20260105T090000Z"))
    cut = whole.replace("END:VCALENDAR\n", "BEGIN:VEVENT\nUID:2@x\nDTSTART:202601")
    rows = read_meetings(cut, "a.ics", NOW)
    assert len(rows.lines) == 1
    (fault,) = rows.faults
    assert "line 9: a meeting begins here that doesn't end" in str(fault)


def test_names_are_told_as_they_are_spoken() -> None:
    john = 'ATTENDEE;CN="Doe, John";PARTSTAT=ACCEPTED:mailto:john@acme.example'
    own = f"UID:1@x\nDTSTART:20260105T100000Z\n{MAX}{john}\n"
    assert cell(read(own), "recipients") == ("John Doe <john@acme.example>",)


def test_a_line_that_is_folded_within_a_character_or_a_name_is_read() -> None:
    text = calendar(event(":20260105T090000Z", "SUMMARY:Größe")).replace("DTSTART", "DTST\n ART")
    folded = text.encode().replace("ö".encode(), b"\xc3\r\n \xb6")
    rows = read_mail(folded, "a.ics", NOW)
    assert rows is not None
    assert (cell(rows, "subject"), rows.faults) == ("Größe", ())


def test_each_calendar_of_a_file_is_for_its_own_purpose() -> None:
    answer = calendar(event(":20260105T090000Z"), head="METHOD:REPLY\n")
    assert len(read_meetings(answer + calendar(event(":20260105T090000Z")), "a", NOW).lines) == 1


_MOMENTS = st.sampled_from(
    [
        "20260302T100000Z",
        "20260302T100000",
        "20260302",
        "19700101",
        "16010101T000000",
        "29991231T235959Z",
        "20260302T100000Z/PT1H",
        "20260309T100000Z,20260316",
        "x",
        "2026",
    ]
)
_PLACES = st.sampled_from(
    ("", ";VALUE=DATE", ";TZID=Europe/Berlin", ";TZID=Own", ";TZID=Asia/Tokyo;RANGE=THISANDFUTURE")
)
_RULES = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=MONTHLY;BYMONTHDAY=-31,31",
        "FREQ=YEARLY;BYDAY=53MO,-53TU",
        "FREQ=WEEKLY;COUNT=5",
        "FREQ=DAILY;INTERVAL=999999999",
        "FREQ=YEARLY;UNTIL=99991231",
    ]
)
_LINES = st.builds(
    "{}{}:{}".format, st.sampled_from(("RECURRENCE-ID", "EXDATE", "RDATE")), _PLACES, _MOMENTS
) | st.builds("RRULE:{}".format, _RULES)
_EVENTS = st.builds(
    lambda place, at, lines: event(f"{place}:{at}", *lines), _PLACES, _MOMENTS, st.lists(_LINES)
)


@given(st.lists(_EVENTS, max_size=4), _MOMENTS, _RULES)
def test_any_times_give_meetings_or_faults(events: list[str], begin: str, rule: str) -> None:
    part = f"BEGIN:STANDARD\nDTSTART:{begin}\nTZOFFSETTO:-2359\nRRULE:{rule}\nEND:STANDARD\n"
    rows = read(*events, head=f"BEGIN:VTIMEZONE\nTZID:Own\n{part}END:VTIMEZONE\n")
    assert all(day <= NOW.date() for day in rows.columns["date"] if isinstance(day, date))


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_gives_meetings_or_faults(inner: str, rule: str) -> None:
    for text in (calendar(inner), calendar(event(":20260105T090000Z", f"RRULE:{rule}", inner))):
        rows = read_meetings(text, "a.ics", NOW)
        assert {len(cells) for cells in rows.columns.values()} == {len(rows.lines)}
