"""Mails as rows: where they begin, what their headers say, and what people didn't write."""

from datetime import date, datetime, time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.importers.mail.any_mail import read_mail, scan
from graph.importers.mail.scanning import MAX_HEADER_BYTES, PIECE, is_message, scan_mailbox
from graph.importers.rows.model import LeftOut, Rows

BEGINS = b"From max@ours.example Mon Jan  1 10:00:00 2024\n"
NOW = datetime.fromisoformat("2026-01-01")
PLAIN = b"From: max@ours.example\nTo: dana@acme.example\nDate: 1 Jan 2024 10:00:00 +0000\n"


def read(data: bytes) -> Rows:
    rows = read_mail(data, "mails", NOW)
    assert rows is not None
    return rows


def only(data: bytes) -> dict[str, object]:
    """The cells of the one mail that a file holds."""
    rows = read(data)
    assert len(rows.lines) == 1, rows.faults
    return {name: cells[0] for name, cells in rows.columns.items()}


def mailbox(*mails: bytes) -> bytes:
    return b"".join(BEGINS + mail + b"\nHello.\n\n" for mail in mails)


def test_every_mail_of_a_mailbox_is_a_row_with_its_line() -> None:
    rows = read(mailbox(PLAIN, PLAIN, PLAIN))
    assert rows.lines == [1, 8, 15]
    assert rows.columns["sender"] == ("max@ours.example",) * 3


def test_a_single_mail_is_read_by_its_headers_alone() -> None:
    cells = only(PLAIN + b"\nFrom: somebody else\n")
    assert cells["sender"] == "max@ours.example"
    assert (cells["date"], cells["time"]) == (date(2024, 1, 1), time(10))


def test_line_ends_of_any_system_are_the_same() -> None:
    data = mailbox(PLAIN, PLAIN)
    assert read(data.replace(b"\n", b"\r\n")).columns == read(data).columns


@pytest.mark.parametrize(
    "body",
    [
        b"From here on it rained.\n",
        b">From a@x Mon Jan  1 10:00:00 2024\n",
        b"From: Bob\n",
        b"From Dana on Mon at 10:30 she wrote\n" + PLAIN,
        b"\nFrom Dana on Mon at 10:30 she wrote\n" + PLAIN,
        b"From Monday on 10:30 we meet\nNote: bring it\n",
        b"\nFrom Berlin\nNote: bring it\n",
    ],
)
def test_a_line_of_a_body_that_begins_like_a_mail_is_none(body: bytes) -> None:
    data = BEGINS + PLAIN + b"\n" + body + b"\n" + BEGINS + PLAIN
    assert len(read(data).lines) == 2


@pytest.mark.parametrize(
    "begins",
    [
        b"From \n",
        b"From - \n",
        b"From - Mon Jan  5 09:00:00 2026\n",
        b"From max@ours.example\n",
        b"From max@ours.example Mon Jan  5 09:00 2026\n",
        b"From max@ours.example Mon, 5 Jan 2026 09:00:00 +0100\n",
        b"From 17900@xxx Mon Jan 05 09:00:00 +0000 2026\n",
        b"From Max Own Mon Jan  5 09:00:00 CET 2026\n",
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_mails_are_parted_as_programs_part_them(begins: bytes, end: bytes) -> None:
    data = (begins + PLAIN + b"\nHello.\n\n") * 2 + BEGINS + PLAIN
    assert read(data.replace(b"\n", end)).lines == [1, 8, 15]


def test_a_mailbox_whose_mails_end_without_a_blank_line_is_read_whole() -> None:
    assert len(read((BEGINS + PLAIN + b"\nHello.\n") * 3).lines) == 3


def test_blank_lines_before_the_first_mail_are_passed_over() -> None:
    assert read(b"\n\r\n" + mailbox(PLAIN, PLAIN)).lines == [3, 10]


def test_folded_and_encoded_headers_are_put_together() -> None:
    headers = (
        b"From: =?utf-8?b?SsO2cmc=?=\n =?utf-8?q?_M=C3=BCller?=\n\t<J@acme.example>\n"
        b"to: Max\n <max@ours.example>\nCC: d@acme.example, max@ours.example\nDATE: 2 Feb 2024\n"
        b" 23:30:00 -0500\nMessage-id: <1@x>\nReferences: <0@x>\n <9@x>\n"
        b"Subject: =?iso-8859-1?q?gr=FC=DFe?=\n"
    )
    assert only(headers + b"\n") == {
        "external_id": "1@x",
        "date": date(2024, 2, 3),
        "time": time(4, 30),
        "sender": "Jörg Müller <j@acme.example>",
        "recipients": ("Max <max@ours.example>",),
        "copied": ("d@acme.example", "max@ours.example"),
        "answers": "9@x",
        "local_time": "23:30-0500",
        "subject": "grüße",
        "of_a_list": False,
    }


@pytest.mark.parametrize("name", ["Jörg".encode(), "Jörg".encode("cp1252")])
def test_bare_letters_outside_ascii_are_read_as_what_they_are(name: bytes) -> None:
    mail = PLAIN.replace(b"max@ours.example", name + b" <max@ours.example>")
    assert only(mail)["sender"] == "Jörg <max@ours.example>"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (b"Auto-Submitted: auto-replied\n", LeftOut.AUTOMATIC),
        (b"Precedence: bulk\n", LeftOut.AUTOMATIC),
        (b"Return-Path: <>\n", LeftOut.AUTOMATIC),
        (b"X-Autoreply: yes\n", LeftOut.AUTOMATIC),
        (b"Content-Type: multipart/report; report-type=delivery-status\n", LeftOut.AUTOMATIC),
        (b"Content-Type: text/calendar; charset=utf-8;\n method=REPLY\n", LeftOut.AUTOMATIC),
        (b"Precedence: list\n", LeftOut.OF_LISTS),
        (b"List-Id: <all.acme.example>\n", LeftOut.OF_LISTS),
        (b"X-Unsent: 1\n", LeftOut.UNSENT),
        (b"X-Gmail-Labels: Opened,Drafts\n", LeftOut.UNSENT),
        (b"X-Gmail-Labels: =?utf-8?q?Entw=C3=BCrfe?=\n", LeftOut.UNSENT),
        (b"X-Gmail-Labels: Spam\n", LeftOut.THROWN_OUT),
        (b"X-Gmail-Labels: Inbox,Trash\n", LeftOut.THROWN_OUT),
        (b"X-Spam-Flag: YES\n", LeftOut.THROWN_OUT),
        (b"X-Status: D\n", LeftOut.THROWN_OUT),
        (b"X-Mozilla-Status: 0009\n", LeftOut.THROWN_OUT),
    ],
)
def test_what_programs_and_lists_send_is_counted_and_left_out(more: bytes, why: LeftOut) -> None:
    rows = read(PLAIN + more)
    assert rows.lines == []
    assert rows.left_out == {why: 1}
    assert not rows.faults


@pytest.mark.parametrize(
    "more",
    [
        b"Auto-Submitted: no\n",
        b"Precedence: normal\n",
        b"X-Unsent: 0\n",
        b"X-Gmail-Labels: Sent,Important\n",
        b"X-Status: A\n",
        b"X-Mozilla-Status: 0001\n",
        b"X-Mozilla-Status: none\n",
        b"Return-Path: <max@ours.example>\n",
        b"Content-Type: text/calendar; method=REQUEST\n",
    ],
)
def test_what_people_send_stays(more: bytes) -> None:
    assert read(PLAIN + more).lines == [1]


def test_a_mail_from_an_address_where_nobody_reads_is_automatic() -> None:
    assert read(PLAIN.replace(b"max@", b"no-reply@")).left_out == {LeftOut.AUTOMATIC: 1}


@pytest.mark.parametrize(
    ("zone", "hour", "minute"),
    [
        (b"CEST", 7, 0),
        (b"CET (Berlin)", 8, 0),
        (b"+05:30", 3, 30),
        (b"JST", 0, 0),
        (b"EST", 14, 0),
        (b"+0200 (JST)", 7, 0),
        (b"XYZ", 9, 0),
    ],
)
def test_a_zone_is_read_by_its_usual_name(zone: bytes, hour: int, minute: int) -> None:
    cells = only(PLAIN.replace(b"10:00:00 +0000", b"09:00:00 " + zone))
    assert cells["time"] == time(hour, minute)


def test_a_zone_of_no_known_name_is_told_with_its_line() -> None:
    told = PLAIN.replace(b"+0000", b"IST")
    (fault,) = read(mailbox(PLAIN, told, told)).faults
    assert "the time zone isn't known, and the time taken for UTC (also line 18)" in str(fault)
    assert fault.line == 11


def test_a_date_that_can_not_be_read_is_told_with_its_own_line_and_how_to_mend_it() -> None:
    bad = PLAIN.replace(b"1 Jan 2024", b"some day")
    (fault,) = read(mailbox(PLAIN, bad)).faults
    assert fault.line == 11
    assert "Date: Mon, 5 Jan 2026 09:00:00 +0100" in str(fault.mend)
    (single,) = read(bad).faults
    assert single.line == 3


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        (PLAIN.replace(b"1 Jan 2024", b"some day"), "its date can't be read"),
        (PLAIN.replace(b"1 Jan 2024", b"31 Feb 2024"), "its date can't be read"),
        (PLAIN.replace(b"+0000", b"+9959999"), "its date can't be read"),
        (PLAIN.replace(b"Date:", b"Dated:"), "there is no date"),
        (PLAIN.replace(b"From: max@ours.example", b"From: nobody"), "there is no sender"),
        (PLAIN.replace(b"dana@acme.example", b"undisclosed:;"), "it names no recipient"),
    ],
)
def test_a_mail_that_lacks_something_is_left_out_and_told_with_its_line(
    mail: bytes, told: str
) -> None:
    rows = read(mailbox(PLAIN, mail))
    assert rows.lines == [1]
    (fault,) = rows.faults
    assert told in str(fault)
    assert fault.line in {8, 11}
    assert fault.mend
    assert not fault.fatal


def test_headers_beyond_bounds_leave_out_their_mail_alone() -> None:
    long = PLAIN + b"To: " + b"a@x.example, " * 10_000 + b"\n"
    endless = PLAIN + b"X: y\n" * MAX_HEADER_BYTES
    rows = read(mailbox(PLAIN, long, endless, PLAIN))
    assert len(rows.lines) == 2
    assert "headers take more than 256 kB" in str(rows.faults[0])
    assert rows.faults[0].line == 8


@pytest.mark.parametrize(
    "data", [b"", b"name,title\nAnn,CFO\n", b"from,to\na,b\n", b"Note: x\n\nFrom: y\n", b"\n\n"]
)
def test_other_files_are_no_mails(data: bytes) -> None:
    assert read_mail(data, "x", NOW) is None


def test_a_mark_before_the_first_header_is_passed_over() -> None:
    assert is_message(PLAIN)
    assert only(b"\xef\xbb\xbf" + PLAIN)["sender"] == "max@ours.example"


def test_a_single_mail_in_utf_16_or_with_carriage_returns_alone_is_read() -> None:
    data = PLAIN + b"\nHello.\n"
    for other in (data.decode().encode("utf-16"), data.replace(b"\n", b"\r")):
        assert read(other).columns == read(data).columns


class _InPieces:
    """A stream that gives so many bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._stream = BytesIO(data)
        self._size = size

    def read(self, _size: int, /) -> bytes:
        return self._stream.read(self._size)


@given(
    st.lists(st.sampled_from([PLAIN, b"X: y\n", PLAIN + b"X: y\n z\n", b""]), max_size=5),
    st.sampled_from([b"\n", b"\nFrom x\n", b"\n" + b"x" * 50 + b"\n", b"\n\nFrom a 1:\n\n"]),
    st.integers(1, 97),
)
def test_pieces_of_a_stream_may_end_anywhere(mails: list[bytes], body: bytes, size: int) -> None:
    data = b"".join(BEGINS + mail + body + b"\n" for mail in mails)
    assert scan_mailbox(_InPieces(data, size)) == scan_mailbox(BytesIO(data))
    assert len(scan_mailbox(BytesIO(data)).messages) == len(mails)


def test_a_mailbox_of_several_pieces_keeps_its_lines() -> None:
    body = b"\n" + b"x" * 999 + b"\n"
    data = (BEGINS + PLAIN + body * 1_100) * 3
    assert len(data) > 3 * PIECE
    lines = [one.line for one in scan_mailbox(BytesIO(data)).messages]
    each = (BEGINS + PLAIN + body * 1_100).count(b"\n")
    assert lines == [1, 1 + each, 1 + 2 * each]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told_to_be_no_mail(data: bytes) -> None:
    for whole in (data, PLAIN + data, BEGINS + data):
        scanned = scan(whole)
        rows = read_mail(whole, "x", NOW)
        assert (rows is None) == (scanned is None)
