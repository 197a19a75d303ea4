"""Mailboxes made to stop the program: what is beyond bounds is left out, and its place told."""

import gzip
from collections.abc import Callable, Mapping

import pytest

from tests.hostile.reading import Outcome, read_apart

BEGINS = b"From a@x.example Mon Jan  1 10:00:00 2024\n"
PLAIN = b"From: a@x.example\nTo: b@y.example\nDate: 1 Jan 2024 10:00:00 +0000\n"
GOOD = BEGINS + PLAIN + b"\nHello.\n\n"
LINES = GOOD.count(b"\n")
DEEP = b"Content-Type: multipart/mixed; boundary=b0\n\n" + b"".join(
    b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (deep, deep + 1)
    for deep in range(100_000)
)


OF_YEARS = b",".join(
    b"%d%s" % (week, day) for week in range(1, 54) for day in (b"MO", b"TU", b"WE", b"TH", b"FR")
)


def meeting(line: bytes) -> bytes:
    """A calendar with one meeting that has one more property."""
    start = b"DTSTART:19700101T090000Z\nATTENDEE:mailto:a@x.example\n"
    return b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + start + line + b"\nEND:VEVENT\nEND:VCALENDAR\n"


def with_header(line: bytes) -> bytes:
    """A mail with one more header between two plain ones."""
    return GOOD + BEGINS + PLAIN + line + b"\n\n\n" + GOOD


HOSTILE: Mapping[str, tuple[Callable[[], bytes], int, str]] = {
    # a file, how many rows are left of it, and what is told of its second mail
    "deep.mbox": (lambda: GOOD + BEGINS + PLAIN + DEEP + b"\n" + GOOD, 3, ""),
    "header of 70 kB.mbox": (lambda: with_header(b"Cc: " + b"x" * 70_000), 2, "headers take more"),
    "20 MB line.mbox": (lambda: with_header(b"Subject: " + b"x" * 20_000_000), 2, "headers take"),
    "20 MB line in a body.mbox": (
        lambda: GOOD + BEGINS + PLAIN + b"\n" + b"x" * 20_000_000 + b"\n" + GOOD,
        3,
        "",
    ),
    "a million recipients.mbox": (
        lambda: with_header(b"To: " + b", ".join(b"p%d@y.example" % n for n in range(10**6))),
        2,
        "headers take more",
    ),
    "folds.mbox": (lambda: with_header(b"Cc: a" + b"\n b" * 100_000), 2, "headers take more"),
    "quotes.mbox": (lambda: with_header(b"Cc: " + b'"\\' * 32_000), 3, ""),
    "open quotes.mbox": (lambda: with_header(b"Cc: " + b'"' * 64_001), 3, ""),
    "brackets.mbox": (lambda: with_header(b"Cc: " + b"(<" * 32_000), 3, ""),
    "words.mbox": (lambda: with_header(b"Cc: " + b"=?utf-8?q?" * 6_400), 3, ""),
    "commas.mbox": (lambda: with_header(b"Cc: " + b"," * 64_000), 3, ""),
    "date.mbox": (
        lambda: GOOD + BEGINS + PLAIN.replace(b"1 Jan", b"1 " * 30_000) + b"\n\n" + GOOD,
        2,
        "date can't be read",
    ),
    "nul.mbox": (lambda: with_header(b"Cc: a\0b@y.example"), 3, ""),
    "froms.mbox": (lambda: GOOD + b"From x\n" * 1_000_000 + GOOD, 2, ""),
    "nearly froms.mbox": (lambda: GOOD + (b"From " + b"1:" * 150 + b"\n") * 30_000 + GOOD, 2, ""),
}
STOPPED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bomb.csv.gz": (lambda: gzip.compress(bytes(300_000_000)), "would unpack to 100 times"),
    "bomb of members.csv.gz": (
        lambda: gzip.compress(bytes(1_000_000)) * 2_000,
        "would unpack to 100 times",
    ),
    "in itself.csv.gz": (lambda: gzip.compress(gzip.compress(GOOD)), "within a gzip archive"),
    "cut.csv.gz": (lambda: gzip.compress(GOOD * 1_000)[:-20], "the gzip archive is damaged"),
    "torn.csv.gz": (lambda: gzip.compress(GOOD)[:10] + b"torn" * 9, "archive is damaged"),
    "nothing.csv.gz": (lambda: gzip.compress(b""), "the file is empty"),
    "seconds.ics": (
        lambda: meeting(b"RRULE:FREQ=SECONDLY"),
        "line 5: a meeting is left out, as it",
    ),
    "never.ics": (
        lambda: meeting(b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30") * 60,
        "more often than is safe",
    ),
    "attendees.ics": (
        lambda: meeting(b"\n".join(b"ATTENDEE:mailto:p%d@y.example" % n for n in range(10**5))),
        "line 1004: a meeting is left out, as it has more than 1,000 attendees",
    ),
    "days taken out.ics": (
        lambda: meeting(b"RRULE:FREQ=DAILY\n" + b"EXDATE:19700102T090000Z\n" * 100_000),
        "line 10006: a meeting is left out, as it names more than 10,000 days",
    ),
    "alarms.ics": (
        lambda: meeting(b"BEGIN:VALARM\nEND:VALARM\n" * 100_000),
        "line 2: a meeting is left out, as more than 50,000 lines stand in it",
    ),
    "no meetings.ics": (
        lambda: b"BEGIN:VCALENDAR\n" + b"METHOD:X\n" * 100_000,
        "line 50001: 50,000 lines above hold no meeting",
    ),
    "days of years.ics": (
        lambda: meeting(b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;BYDAY=" + OF_YEARS) * 100,
        "more often than is safe",
    ),
    "year 0.ics": (
        lambda: meeting(b"").replace(b"1970", b"0000"),
        "line 3: a meeting is left out, as its start can't be read",
    ),
    "20 MB line.ics": (
        lambda: meeting(b"SUMMARY:" + b"x" * 20_000_000),
        "line 5: a meeting is left out, as one of its lines is longer than 100,000 characters",
    ),
    "deep.ics": (lambda: b"BEGIN:VCALENDAR\n" * 500_000, "line 21: parts stand within parts"),
    "deep.vcf": (lambda: b"BEGIN:VCARD\n" * 500_000, "line 21: parts stand within parts"),
    "a million lines.vcf": (
        lambda: b"BEGIN:VCARD\nFN:Ann\n" + b"EMAIL:a@y.example\n" * 10**6 + b"END:VCARD\n",
        "line 1: a card has more than 1,000 lines and is left out",
    ),
    "cards.vcf": (
        lambda: b"BEGIN:VCARD\nEND:VCARD\n" * 60_000,
        "line 100001: there are more than 50,000 cards",
    ),
    "members.csv.gz": (lambda: gzip.compress(b"a,b\n") * 100_000, "made of more than 20,000"),
    "20 MB line.vcf": (
        lambda: b"BEGIN:VCARD\nFN:" + b"x" * 20_000_000 + b"\nEND:VCARD\n",
        "line 2: what stands here is too long",
    ),
    "endless.eml": (lambda: PLAIN + b"X: y\n" * 4_000_000, "headers take more"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    folder = tmp_path_factory.mktemp("mails")
    for name, (make, _, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
    for name, (make, _) in STOPPED.items():
        (folder / name).write_bytes(make())
    return read_apart([folder / name for name in (*HOSTILE, *STOPPED)])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_leaves_the_others_and_is_told_with_its_line(
    name: str, outcomes: Mapping[str, Outcome]
) -> None:
    one, (_, rows, told) = outcomes[name], HOSTILE[name]
    assert one.crash == ""
    assert one.stops == []
    assert one.rows == rows
    assert [told in text and f"{name}, line " in text for text in one.told] == [True] * bool(told)
    assert one.megabytes < 400


@pytest.mark.parametrize("name", STOPPED)
def test_a_hostile_archive_or_mail_is_refused_with_its_place(
    name: str, outcomes: Mapping[str, Outcome]
) -> None:
    one, (_, told) = outcomes[name], STOPPED[name]
    assert one.crash == ""
    assert any(told in text for text in (*one.stops, *one.told))
    assert name.removesuffix(".gz") in (*one.stops, *one.told)[0]
    assert one.rows == 0
    assert one.megabytes < 900
