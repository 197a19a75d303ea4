"""Bringing lists of mails: who of ours was in touch with whom, and who of theirs wrote to whom."""

from datetime import date, time

import pytest

from graph.errors import BadInput
from graph.importers.drafts.findings import Count
from graph.store import Store
from graph.vocabulary import Channel, Direction, Outcome
from tests.contract.imports import LATER, bring, person, seen, told
from tests.contract.mails import (
    OURS,
    PEOPLE,
    events,
    mails,
    only_touch,
    said,
)


def test_a_plain_list_of_senders_and_recipients_brings_events(store: Store) -> None:
    people = "external_id,name\n17,Dana Reyes\n37,Bob Stone\n136,Eva Ochs\n"
    listed = """
        sender,recipient,timestamp
        17,37,2026-01-02 17:40:10
        17,136,2026-01-02 17:40:10
        37,17,2026-01-03 08:00:00
        37,37,2026-01-03 09:00:00
        """
    report = bring(store, people, listed)
    account = seen(store)
    assert events(account) == [
        ("Dana Reyes", ("Bob Stone", "Eva Ochs")),
        ("Bob Stone", ("Dana Reyes",)),
    ]
    assert account.events[0].at.time() == time(17, 40, 10)
    assert account.touches == ()
    assert report.total(Count.ROWS) == 3 + 4  # with the people
    assert report.total(Count.EVENTS_ADDED) == 2
    assert report.total(Count.TO_ONESELF) == 1
    assert not report.faults


def test_mails_with_ours_are_touches_with_their_direction(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,Max Own <max@ours.example>,dana@dream.example,,2026-01-02T09:00:00Z",
        "<2@x>,,dana@dream.example,max@ours.example,bob@dream.example,2026-02-02T09:00:00Z",
    )
    report = bring(store, listed, ours=OURS)
    account = seen(store)
    assert said(account) == [
        ("Max Own", ("Dana Reyes",), Direction.OUTBOUND, Outcome.NO_ANSWER),
        ("Max Own", ("Dana Reyes",), Direction.INBOUND, Outcome.UNKNOWN),
    ]
    assert {one.channel for one in account.touches} == {Channel.EMAIL}
    assert account.touches[1].details["copied"] == (person(account, "Bob Stone").id,)
    assert events(account) == [("Dana Reyes", ("Bob Stone",))]
    assert report.total(Count.TOUCHES_ADDED) == 2
    assert [one.text("email") for one in account.colleagues] == ["max@ours.example"]


def test_a_reply_is_known_by_what_it_answers_whichever_file_it_is_in(store: Store) -> None:
    bring(store, PEOPLE)
    sent = mails("<1@x>,,max@ours.example,dana@dream.example,,2026-01-02")
    got = mails("<2@x>,<1@x>,dana@dream.example,max@ours.example,,2026-03-02")
    bring(store, sent, got, ours=OURS)
    first, second = seen(store).touches
    assert first.outcome is Outcome.REPLIED
    assert second.details["answers"] == first.key


def test_a_reply_in_a_later_import_mends_the_touch_and_the_older_file_does_not_undo_it(
    store: Store,
) -> None:
    bring(store, PEOPLE)
    sent = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
        "<3@x>,,bob@dream.example,max@ours.example,,2026-02-20",
    )
    bring(store, sent, ours=OURS)
    assert seen(store).touches[0].outcome is Outcome.NO_ANSWER
    late = mails("<2@x>,<1@x>,dana@dream.example,max@ours.example,,2026-03-02")
    bring(store, late, ours=OURS)
    assert seen(store).touches[0].outcome is Outcome.REPLIED
    assert bring(store, sent, ours=OURS).batch is None
    assert seen(store).touches[0].outcome is Outcome.REPLIED


def test_whether_there_was_an_answer_is_unknown_where_the_files_end_soon(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
        "<2@x>,,bob@dream.example,max@ours.example,,2026-01-04",
    )
    bring(store, listed, ours=OURS)
    assert seen(store).touches[0].outcome is Outcome.UNKNOWN


SENT_LIST = """
    message id,from,to,date
    <1@x>,max@ours.example,dana@dream.example,2026-01-02 09:00
    <2@x>,max@ours.example,bob@dream.example,2026-01-02 10:00
    """


GOT_LIST = """
    message id,in reply to,from,to,date
    <3@x>,<1@x>,dana@dream.example,max@ours.example,2026-01-20 09:00
    <4@x>,,dana@dream.example,max@ours.example,2026-02-20 09:00
    """


@pytest.mark.parametrize("parts", [[SENT_LIST, GOT_LIST], [GOT_LIST, SENT_LIST]])
@pytest.mark.parametrize("apart", [True, False])
def test_whether_there_was_an_answer_is_the_same_however_the_files_come(
    store: Store, parts: list[str], apart: bool
) -> None:
    bring(store, PEOPLE)
    for files in [[one] for one in parts] if apart else [parts]:
        bring(store, *files, ours=OURS)
    outcomes = {one[1]: one[3] for one in said(seen(store)) if one[2] is Direction.OUTBOUND}
    assert outcomes == {("Dana Reyes",): Outcome.REPLIED, ("Bob Stone",): Outcome.NO_ANSWER}
    assert bring(store, *parts, ours=OURS).batch is None


def test_mails_of_anybody_to_the_sender_show_that_there_was_no_answer(store: Store) -> None:
    bring(store, PEOPLE)
    sent = "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02"
    bring(store, mails(sent, "<2@x>,,kim@other.example,max@ours.example,,2026-02-20"), ours=OURS)
    assert only_touch(store).outcome is Outcome.NO_ANSWER


@pytest.mark.parametrize(
    "last",
    [
        "<2@x>,,max@ours.example,bob@dream.example,,2026-02-20",
        "<2@x>,,kim@other.example,eva@ours.example;bob@dream.example,,2026-02-20",
    ],
)
def test_what_comes_to_others_or_is_sent_shows_nothing_of_an_answer(
    store: Store, last: str
) -> None:
    bring(store, PEOPLE)
    sent = "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02"
    bring(store, mails(sent, last), ours=OURS)
    assert seen(store).touches[0].outcome is Outcome.UNKNOWN


def test_in_a_list_that_says_nothing_of_answers_the_next_mail_is_one_if_it_comes_soon(
    store: Store,
) -> None:
    bring(store, PEOPLE)
    listed = """
        from,to,date
        max@ours.example,dana@dream.example,2026-01-02 09:00
        max@ours.example,dana@dream.example,2026-01-02 15:00
        dana@dream.example,max@ours.example,2026-01-04 09:00
        max@ours.example,bob@dream.example,2026-01-02 08:00
        bob@dream.example,max@ours.example,2026-01-09 09:00
        """
    bring(store, listed, ours=OURS)
    sent = [one for one in seen(store).touches if one.direction is Direction.OUTBOUND]
    outcomes = {(one.at.hour, one.people): one.outcome for one in sent if one.at}
    dana, bob = (person(seen(store), one).id for one in ("Dana Reyes", "Bob Stone"))
    assert outcomes == {
        (9, (dana,)): Outcome.UNKNOWN,
        (15, (dana,)): Outcome.REPLIED,
        (8, (bob,)): Outcome.UNKNOWN,
    }


def test_the_same_mails_again_change_nothing(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,new@dream.example,2026-01-02",
        "<2@x>,<1@x>,dana@dream.example,bob@dream.example,,2026-01-04",
    )
    bring(store, listed, ours=OURS)
    before = store.digest()
    again = bring(store, listed, ours=OURS, now=LATER)
    assert again.batch is None
    assert not again.would_write
    assert store.digest() == before


def test_copies_of_one_mail_are_one_touch_with_all_their_recipients(store: Store) -> None:
    bring(store, PEOPLE)
    sent = mails('<1@x>,,max@ours.example,"dana@dream.example;bob@dream.example",,2026-01-02')
    got = mails("<1@x>,,max@ours.example,dana@dream.example,,2026-01-02")
    report = bring(store, got, sent, ours=OURS)
    assert said(seen(store))[0][1] == ("Dana Reyes", "Bob Stone")
    assert len(seen(store).touches) == 1
    assert report.total(Count.TOUCHES_REPEATED) == 1


def test_two_mails_under_one_message_id_stay_two(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
        "<1@x>,,bob@dream.example,max@ours.example;eva@dream.example,,2026-01-03",
        "<1@x>,,max@ours.example,eva@dream.example,,2026-02-03",
    )
    bring(store, listed, ours=OURS)
    assert [one[1:3] for one in said(seen(store))] == [
        (("Dana Reyes",), Direction.OUTBOUND),
        (("Bob Stone",), Direction.INBOUND),
        (("Eva Ochs",), Direction.OUTBOUND),
    ]
    assert bring(store, listed, ours=OURS).batch is None


def test_undoing_takes_touches_events_and_colleagues_back(store: Store) -> None:
    bring(store, PEOPLE)
    report = bring(
        store,
        mails(
            "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
            "<2@x>,,dana@dream.example,bob@dream.example,,2026-01-04",
        ),
        ours=OURS,
    )
    assert report.batch is not None
    store.undo(report.batch.id, "Ann", LATER)
    account = seen(store)
    assert (account.touches, account.events, account.colleagues) == ((), (), ())


def test_a_preview_writes_nothing(store: Store) -> None:
    bring(store, PEOPLE)
    before = store.digest()
    listed = mails("<1@x>,,max@ours.example,dana@dream.example,,2026-01-02")
    report = bring(store, listed, ours=OURS, dry_run=True)
    assert report.would_write
    assert store.digest() == before


def test_subjects_are_kept_only_if_asked_for(store: Store) -> None:
    bring(store, PEOPLE)
    listed = "from,to,date,subject\nmax@ours.example,dana@dream.example,2026-01-02,The offer\n"
    bring(store, listed, ours=OURS)
    assert "subject" not in only_touch(store).details
    bring(store, listed, ours=OURS, subjects=True)
    assert only_touch(store).details["subject"] == "The offer"


def test_times_are_kept_in_utc_with_the_time_of_day_where_it_was_sent(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,max@ours.example,dana@dream.example,,2026-01-02T23:30:00-05:00")
    bring(store, listed, ours=OURS)
    touch = only_touch(store)
    assert (touch.on, touch.at) == (date(2026, 1, 3), time(4, 30))
    assert touch.details["local_time"] == "23:30-0500"


def test_mails_of_ours_and_to_very_many_are_counted_and_left_out(store: Store) -> None:
    bring(store, PEOPLE)
    many = ";".join(f"p{number}@dream.example" for number in range(60))
    listed = mails(
        "<1@x>,,max@ours.example,eva@ours.example,,2026-01-02",
        f"<2@x>,,max@ours.example,{many},,2026-01-02",
        "<3@x>,,max@ours.example,kim@elsewhere.example,,2026-01-02",
        "<4@x>,,max@ours.example,info@dream.example,,2026-01-02",
    )
    report = bring(store, listed, ours=OURS)
    counts = (Count.AMONG_US, Count.TO_MANY, Count.ELSEWHERE)
    assert [report.total(one) for one in counts] == [1, 1, 2]
    assert report.batch is None


def test_a_mail_without_a_date_is_left_out_and_told_with_its_line(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,max@ours.example,dana@dream.example,,some day")
    report = bring(
        store, listed + "\n<2@x>,,dana@dream.example,max@ours.example,,2026-01-02", ours=OURS
    )
    assert 'line 2, column "date": "some day" is not a date' in told(report)
    assert len(seen(store).touches) == 1


def test_a_file_of_which_every_row_is_left_out_is_refused_with_the_reasons(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,max@ours.example,dana@dream.example,,some day")
    with pytest.raises(BadInput, match="Nothing was imported") as refused:
        bring(store, listed, ours=OURS)
    assert any('"some day" is not a date' in fault for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [
        ("1767607200", "1767693600", "seconds"),
        ("1767607200000", "1767693600000", "milliseconds"),
        ("46027.4166667", "46028.4166667", "days of a spreadsheet"),
        ("46027,4166667", "46028,4166667", "days of a spreadsheet, with commas"),
    ],
)
def test_times_that_are_counted_are_read(
    store: Store, column: str, first: str, second: str
) -> None:
    bring(store, PEOPLE)
    rows = f'from,to,date\nmax@ours.example,dana@dream.example,"{column}"\n'
    bring(store, f'{rows}max@ours.example,bob@dream.example,"{first}"\n', ours=OURS)
    moments = [(one.on, one.at) for one in seen(store).touches]
    assert moments == [(date(2026, 1, 5), time(10)), (date(2026, 1, 6), time(10))], second


@pytest.mark.parametrize(
    "header",
    [
        "Received,SenderAddress,RecipientAddress,MessageSubject",
        "date_time_utc,sender_address,recipient_address,message_subject",
    ],
)
def test_a_trace_of_a_mail_server_is_known_by_its_headers(store: Store, header: str) -> None:
    bring(store, PEOPLE)
    row = "2026-01-02T09:00:00.1234567Z,max@ours.example,dana@dream.example,Secret"
    bring(store, f"{header}\n{row}\n", ours=OURS)
    assert only_touch(store).at == time(9)
    assert "subject" not in only_touch(store).details


def test_a_sender_written_last_name_first_is_one(store: Store) -> None:
    bring(store, PEOPLE)
    listed = (
        """from,to,date\n"Own, Max (Sales) <max@ours.example>",dana@dream.example,2026-01-02\n"""
    )
    bring(store, listed, ours=OURS)
    assert [one.name for one in seen(store).colleagues] == ["Max Own"]
