"""Bringing calendars again, in whatever order: what was moved, what was called off, and copies."""

import pytest

from graph.importers.drafts.findings import Count
from graph.model import Account
from graph.planning.import_report import ImportOptions, ImportReport
from graph.planning.importing import import_files
from graph.planning.source_files import SourceFile
from graph.store import Store
from graph.vocabulary import Direction, Outcome
from tests.contract.imports import LATER, bring, seen

PEOPLE = """
    name,email
    Dana Reyes,dana@dream.example
    Bob Stone,bob@dream.example
    """
MAX = "ORGANIZER:mailto:max@ours.example"
DANA = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:dana@dream.example"
BOB = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@dream.example"


def meeting(start: str, revision: int = 0, *lines: str) -> str:
    usual = ("UID:1@x", f"DTSTART:{start}", f"SEQUENCE:{revision}", *(lines or (MAX, DANA)))
    inner = "".join(f"{line}\n" for line in usual)
    return f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{inner}END:VEVENT\nEND:VCALENDAR\n"


def bring_calendars(store: Store, *calendars: str) -> ImportReport:
    files = [SourceFile(f"{n}.ics", text.encode()) for n, text in enumerate(calendars)]
    options = ImportOptions("Ann", "Dream Co", ours=("ours.example",))
    return import_files(store, files, options, LATER)


def times(account: Account) -> list[str]:
    return [f"{one.on} {one.at}" for one in account.touches]


FIRST = meeting("20260105T090000Z")
MOVED = meeting("20260107T100000Z", 1)
OFF = meeting("20260107T100000Z", 2, MAX, DANA, "STATUS:CANCELLED")


def test_a_meeting_that_was_moved_is_there_once_in_whatever_order_files_come(store: Store) -> None:
    bring(store, PEOPLE)
    bring_calendars(store, FIRST)
    bring_calendars(store, MOVED)
    assert times(seen(store)) == ["2026-01-07 10:00:00"]
    assert bring_calendars(store, FIRST).batch is None
    assert bring_calendars(store, MOVED, FIRST).batch is None


def test_a_meeting_that_was_moved_uncounted_is_when_the_newer_file_says(store: Store) -> None:
    bring(store, PEOPLE)
    bring_calendars(store, FIRST.replace(":20260105T090000Z", ";TZID=Asia/Tokyo:20260105T090000"))
    bring_calendars(store, meeting("20260107T100000Z"))
    (touch,) = seen(store).touches
    assert (str(touch.at), touch.details.get("local_time")) == ("10:00:00", None)


def test_a_meeting_that_was_called_off_is_withdrawn_and_undo_brings_it_back(store: Store) -> None:
    bring(store, PEOPLE)
    bring_calendars(store, MOVED)
    report = bring_calendars(store, OFF)
    assert report.batch is not None
    assert times(seen(store)) == []
    assert report.total(Count.TOUCHES_CHANGED) == 1
    assert bring_calendars(store, MOVED).batch is None
    assert bring_calendars(store, OFF).batch is None
    store.undo(report.batch.id, "Ann", LATER)
    assert times(seen(store)) == ["2026-01-07 10:00:00"]


def test_a_meeting_that_is_called_off_in_another_file_of_an_import_is_none(store: Store) -> None:
    bring(store, PEOPLE)
    off = meeting("20260105T090000Z", 0).replace("BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT")
    assert bring_calendars(store, FIRST, off).batch is None


def test_a_series_that_was_moved_takes_its_meetings_along(store: Store) -> None:
    bring(store, PEOPLE)
    weekly = (MAX, DANA, "RRULE:FREQ=WEEKLY;COUNT=2")
    bring_calendars(store, meeting("20260105T090000Z", 0, *weekly))
    bring_calendars(store, meeting("20260106T090000Z", 1, *weekly))
    assert times(seen(store)) == ["2026-01-06 09:00:00", "2026-01-13 09:00:00"]
    assert bring_calendars(store, meeting("20260105T090000Z", 0, *weekly)).batch is None


def test_a_series_that_was_called_off_took_place_until_then(store: Store) -> None:
    bring(store, PEOPLE)
    weekly = (MAX, DANA, "RRULE:FREQ=WEEKLY;COUNT=2")
    bring_calendars(store, meeting("20260105T090000Z", 0, *weekly))
    off = meeting("20260105T090000Z", 1, *weekly, "STATUS:CANCELLED")
    assert bring_calendars(store, off).batch is None
    assert len(seen(store).touches) == 2


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_copies_of_one_meeting_are_joined_in_whatever_order_they_come(
    store: Store, together: bool, turned: bool
) -> None:
    bring(store, PEOPLE)
    one = meeting("20260105T090000Z", 0, MAX, DANA)
    other = meeting(
        "20260105T090000Z", 0, MAX, BOB, "ATTENDEE:mailto:eva@ours.example", "LOCATION:Room 4"
    )
    copies = (other, one) if turned else (one, other)
    for files in [copies] if together else [(one,) for one in copies]:
        bring_calendars(store, *files)
    (touch,) = seen(store).touches
    assert (len(touch.people), len(touch.colleagues)) == (2, 2)
    assert touch.channel == "in_person"
    for copy in copies:
        assert bring_calendars(store, copy).batch is None


def test_a_meeting_that_they_called_and_one_of_ours_accepted_took_place(store: Store) -> None:
    bring(store, PEOPLE)
    accepted = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:max@ours.example"
    bring_calendars(
        store, meeting("20260105T090000Z", 0, "ORGANIZER:mailto:dana@dream.example", accepted)
    )
    (touch,) = seen(store).touches
    assert (touch.direction, touch.outcome) == (Direction.INBOUND, Outcome.CONNECTED)


def test_a_meeting_without_any_of_ours_says_so(store: Store) -> None:
    bring(store, PEOPLE)
    report = bring_calendars(store, meeting("20260105T090000Z", 0, DANA))
    assert report.total(Count.WITHOUT_US) == 1
