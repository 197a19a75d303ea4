"""Bringing mailboxes, calendars and address books."""

from datetime import time
from gzip import compress
from io import BytesIO

import pytest

from graph.errors import BadInput
from graph.importers.drafts.findings import Count
from graph.planning.source_files import SourceFile, read_source
from graph.store import Store
from graph.vocabulary import Channel, Direction, Outcome
from tests.contract.imports import asked, bring, person, seen, told
from tests.contract.mails import (
    OURS,
    PEOPLE,
    bring_files,
    events,
    mailbox,
    mails,
    only_touch,
    said,
)

SENT = "Max Own <max@ours.example>|Dana <dana@dream.example>|5|Message-ID: <1@x>\n"


GOT = "dana@dream.example|max@ours.example, bob@dream.example|7|In-Reply-To: <1@x>\n"


def test_a_mailbox_brings_touches_and_replies(store: Store) -> None:
    bring(store, PEOPLE)
    automatic = "no-reply@dream.example|max@ours.example|8|"
    report = bring_files(store, SourceFile("in.mbox", mailbox(SENT, GOT, automatic)))
    assert said(seen(store)) == [
        ("Max Own", ("Dana Reyes",), Direction.OUTBOUND, Outcome.REPLIED),
        ("Max Own", ("Dana Reyes",), Direction.INBOUND, Outcome.UNKNOWN),
    ]
    assert events(seen(store)) == [("Dana Reyes", ("Bob Stone",))]
    assert (report.total(Count.MAILS), report.total(Count.AUTOMATIC)) == (3, 1)
    again = bring_files(store, SourceFile("in.mbox", mailbox(SENT, GOT, automatic)))
    assert again.batch is None


def test_a_mail_with_a_way_to_unsubscribe_is_a_touch_where_one_of_ours_wrote_it(
    store: Store,
) -> None:
    bring(store, PEOPLE)
    unsubscribe = "List-Unsubscribe: <https://x.example>\n"
    many = ", ".join(f"p{number}@dream.example" for number in range(11))
    report = bring_files(
        store,
        SourceFile(
            "in.mbox",
            mailbox(
                f"max@ours.example|dana@dream.example|5|{unsubscribe}",
                f"eva@dream.example|max@ours.example|6|{unsubscribe}",
                f"max@ours.example|{many}|7|{unsubscribe}",
            ),
        ),
    )
    assert [(one[1], one[2]) for one in said(seen(store))] == [
        (("Dana Reyes",), Direction.OUTBOUND)
    ]
    assert report.total(Count.OF_LISTS) == 2


def test_a_mail_of_the_future_is_told_and_changes_nothing_of_the_others(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-03-30",
        "<2@x>,,eva@dream.example,max@ours.example,,2038-01-01",
        "<3@x>,,eva@dream.example,max@ours.example,,1926-01-01",
    )
    report = bring(store, listed, ours=OURS)
    assert "a.csv, line 3: left out, as its date is still to come" in told(report)
    assert "a.csv, line 4: left out, as its date lies before there was e-mail" in told(report)
    assert only_touch(store).outcome is Outcome.UNKNOWN


def test_automatic_senders_of_a_list_are_counted_and_nobody_to_add(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,no-reply@dream.example,max@ours.example,,2026-03-30",
        "<2@x>,,max@ours.example,no-reply@dream.example;dana@dream.example,,2026-03-30",
        "<3@x>,,max@ours.example,IMCEAEX-_o=exch@dream.example;dana@dream.example,,2026-03-30",
    )
    report = bring(store, listed, ours=OURS)
    assert report.total(Count.AUTOMATIC) == 1
    assert asked(store) == []


def test_single_mails_and_packed_mailboxes_are_read_together(store: Store) -> None:
    bring(store, PEOPLE)
    single = mailbox(SENT).partition(b"\n")[2]
    packed = compress(mailbox(GOT))
    bring_files(store, SourceFile("sent.eml", single), SourceFile("in.mbox.gz", packed))
    assert [one.outcome for one in seen(store).touches] == [Outcome.REPLIED, Outcome.UNKNOWN]


def test_a_mailbox_needs_to_know_who_is_ours(store: Store) -> None:
    bring(store, PEOPLE)
    with pytest.raises(BadInput, match=r"--ours example\.com.*ours\.example \(1\)"):
        bring_files(store, SourceFile("in.mbox", mailbox(SENT)), ours=())
    bring_files(store, SourceFile("in.mbox", mailbox(SENT)))
    later = mailbox("eva@ours.example|bob@dream.example|9|")
    bring_files(store, SourceFile("later.mbox", later), ours=())
    assert len(seen(store).touches) == 2


def test_a_stream_of_mails_is_the_same_as_its_bytes(store: Store) -> None:
    bring(store, PEOPLE)
    data = mailbox(SENT, GOT)
    streamed = read_source("in.mbox", BytesIO(data))
    assert (streamed.data, streamed.digest) == (b"", SourceFile("in.mbox", data).digest)
    report = bring_files(store, streamed)
    assert report.total(Count.TOUCHES_ADDED) == 2
    assert bring_files(store, SourceFile("in.mbox", data)).batch is None


MEETING = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1@x
DTSTART;TZID=Europe/Berlin:20260105T100000
RRULE:FREQ=WEEKLY;COUNT=2
LOCATION:Room 4
SUMMARY:The offer
ORGANIZER;CN=Max Own:mailto:max@ours.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:dana@dream.example
ATTENDEE;PARTSTAT=DECLINED:mailto:bob@dream.example
ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ida@dream.example
END:VEVENT
BEGIN:VEVENT
UID:2@x
DTSTART:20260106T100000Z
LOCATION:https://zoom.us/j/1
ORGANIZER:mailto:dana@dream.example
ATTENDEE:mailto:bob@dream.example
END:VEVENT
BEGIN:VEVENT
UID:3@x
DTSTART:20990106T100000Z
ORGANIZER:mailto:dana@dream.example
ATTENDEE:mailto:max@ours.example
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_brings_meetings_that_took_place(store: Store) -> None:
    bring(store, PEOPLE)
    report = bring_files(store, SourceFile("a.ics", MEETING))
    account = seen(store)
    assert (
        said(account)
        == [
            ("Max Own", ("Dana Reyes",), Direction.OUTBOUND, Outcome.CONNECTED),
        ]
        * 2
    )
    assert [(one.on.day, one.at, one.channel) for one in account.touches] == [
        (5, time(9), Channel.IN_PERSON),
        (12, time(9), Channel.IN_PERSON),
    ]
    assert account.touches[0].details["sender"] == account.colleagues[0].id
    assert "subject" not in account.touches[0].details
    assert [(one.channel, one.at.day) for one in account.events] == [(Channel.VIDEO, 6)]
    assert asked(store) == ["ida@dream.example isn't on the map: add them?"]
    assert (report.total(Count.MEETINGS), report.total(Count.AHEAD)) == (4, 1)
    assert bring_files(store, SourceFile("a.ics", MEETING)).batch is None


def test_an_address_book_brings_people(store: Store) -> None:
    card = "BEGIN:VCARD\nFN:Dana Reyes\nTITLE:CFO\nEMAIL:dana@dream.example\nEND:VCARD\n"
    bring_files(store, SourceFile("dana.vcf", card.encode()))
    dana = person(seen(store), "Dana Reyes")
    assert (dana.title, dana.text("email")) == ("CFO", "dana@dream.example")
    assert bring_files(store, SourceFile("dana.vcf", card.encode())).batch is None


def test_of_several_numbers_and_tags_each_is_kept_once(store: Store) -> None:
    card = "BEGIN:VCARD\nFN:Dana Reyes\nTEL;HOME:1\nTEL;WORK,PREF:2\nCATEGORIES:x\nEND:VCARD\n"
    bring_files(store, SourceFile("dana.vcf", card.encode()))
    dana = person(seen(store), "Dana Reyes")
    assert (dana.text("phone"), dana.texts("other_phones")) == ("2", ("1",))
    assert (dana.text("notes"), dana.texts("tags")) == ("", ("x",))


def test_a_single_card_says_nothing_of_those_who_are_on_no_card(store: Store) -> None:
    card = "BEGIN:VCARD\nFN:{0} Low\nEMAIL:{0}@dream.example\nEND:VCARD\n"
    bring_files(store, SourceFile("a.vcf", "".join(map(card.format, ("Ann", "Bob"))).encode()))
    report = bring_files(store, SourceFile("b.vcf", card.format("Ann").encode()))
    assert asked(store) == []
    assert not report.faults


def test_an_account_for_which_nobody_is_named_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="There is no account"):
        bring(store, mails("<1@x>,,a@b.example,c@d.example,,2026-01-02"), account="Nowhere")
