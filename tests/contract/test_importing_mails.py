"""Bringing mails: who of ours was in touch with whom, and who of theirs wrote to whom."""

from datetime import date, time
from gzip import compress
from io import BytesIO
from typing import Any

import pytest

from graph.errors import BadInput
from graph.importers.drafts.findings import Count
from graph.model import Account, Touch
from graph.planning.import_report import ImportOptions, ImportReport
from graph.planning.importing import import_files
from graph.planning.privacy import erase_person
from graph.planning.proposals import Decided, decide_proposals, list_proposals
from graph.planning.source_files import SourceFile, read_source
from graph.store import Store
from graph.vocabulary import Channel, Direction, Outcome, ProposalKind
from tests.contract.imports import BY_ANN, LATER, asked, bring, names, person, seen, told

PEOPLE = """
    name,email
    Dana Reyes,dana@dream.example
    Bob Stone,bob@dream.example
    Eva Ochs,eva@dream.example
    """
OURS = ("ours.example",)


def mails(*rows: str) -> str:
    """A list of mails, one of ours and one of theirs in most of them."""
    return "\n".join(("message id,in reply to,from,to,cc,date", *rows))


def said(account: Account) -> list[tuple[str, tuple[str, ...], Direction, Outcome]]:
    """The touches by names: who of ours, who of theirs, which way and how it went."""
    called = {one.id: one.name for one in (*account.people, *account.colleagues)}
    return [
        (
            ",".join(called[one] for one in touch.colleagues),
            tuple(called[one] for one in touch.people),
            touch.direction,
            touch.outcome,
        )
        for touch in account.touches
    ]


def events(account: Account) -> list[tuple[str, tuple[str, ...]]]:
    called = {one.id: one.name for one in account.people}
    return [
        (called[one.sender], tuple(called[each] for each in one.recipients))
        for one in account.events
    ]


def only_touch(store: Store) -> Touch:
    (found,) = seen(store).touches
    return found


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


def test_somebody_new_at_the_domain_is_proposed_and_one_command_adds_them(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02",
        "<2@x>,,ida@dream.example,dana@dream.example,,2026-01-04",
    )
    bring(store, listed, ours=OURS)
    assert "Ida New" not in names(seen(store))
    assert (seen(store).touches, seen(store).events) == ((), ())
    assert "Ida New, ida@dream.example, isn't on the map: add them?" in asked(store)
    (one,) = list_proposals(seen(store))
    decide_proposals(store, seen(store), Decided(accepted=[one.id]), BY_ANN)
    account = seen(store)
    assert person(account, "Ida New").text("email") == "ida@dream.example"
    assert said(account)[0][1] == ("Ida New",)
    assert events(account) == [("Ida New", ("Dana Reyes",))]
    assert bring(store, listed, ours=OURS).batch is None


def test_somebody_proposed_who_came_with_a_list_meanwhile_is_that_one(store: Store) -> None:
    bring(store, PEOPLE)
    bring(
        store,
        mails("<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02"),
        ours=OURS,
    )
    bring(store, "external_id,name,email\n9,Ida Neu,ida@dream.example\n", source="second")
    (one,) = (q for q in list_proposals(seen(store)) if q.text("kind") == ProposalKind.NEWCOMER)
    decide_proposals(store, seen(store), Decided(accepted=[one.id]), BY_ANN)
    assert names(seen(store)).count("Ida Neu") == 1
    assert "Ida New" not in names(seen(store))
    assert said(seen(store))[0][1] == ("Ida Neu",)


def test_who_was_turned_down_is_not_proposed_again(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02")
    bring(store, listed, ours=OURS)
    (one,) = list_proposals(seen(store))
    decide_proposals(store, seen(store), Decided(rejected=[one.id]), BY_ANN)
    bring(store, mails("<2@x>,,max@ours.example,ida@dream.example,,2026-02-02"), ours=OURS)
    assert asked(store) == []


def test_a_domain_that_is_often_there_too_is_proposed_for_the_account(store: Store) -> None:
    bring(store, PEOPLE)
    both = "dana@dream.example;kim@sister.example"
    listed = mails(
        f"<1@x>,,max@ours.example,{both},,2026-01-02",
        f"<2@x>,,max@ours.example,{both},,2026-01-03",
        "<3@x>,,max@ours.example,kim@gmail.com;dana@dream.example,,2026-01-03",
        "<4@x>,,max@ours.example,kim@gmail.com;dana@dream.example,,2026-01-05",
    )
    bring(store, listed, ours=OURS)
    assert asked(store) == ["Are people at sister.example of Dream Co too?"]
    (one,) = list_proposals(seen(store))
    decide_proposals(store, seen(store), Decided(accepted=[one.id]), BY_ANN)
    assert seen(store).thing.texts("domains") == ("sister.example",)
    bring(store, listed, ours=OURS)
    assert asked(store) == ["kim@sister.example isn't on the map: add them?"]


def test_a_new_account_has_its_people_proposed(store: Store) -> None:
    listed = mails("<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02")
    bring(store, listed, ours=OURS, theirs=("dream.example",))
    assert asked(store) == ["Ida New, ida@dream.example, isn't on the map: add them?"]


def test_whoever_was_erased_stays_out(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
        "<2@x>,,dana@dream.example,bob@dream.example,,2026-01-03",
        "<3@x>,,bob@dream.example,eva@dream.example,dana@dream.example,2026-01-04",
    )
    bring(store, listed, ours=OURS)
    account = seen(store)
    erasure = erase_person(store, account, person(account, "Dana Reyes").id)
    assert erasure.touches == 2
    assert seen(store).touches == ()
    assert events(seen(store)) == [("Bob Stone", ("Eva Ochs",))]
    bring(store, listed, ours=OURS)
    assert events(seen(store)) == [("Bob Stone", ("Eva Ochs",))]
    assert asked(store) == []


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


def test_a_colleague_known_by_address_alone_is_called_by_name_once_a_mail_tells_it(
    store: Store,
) -> None:
    bring(store, PEOPLE)
    bring(store, mails("<1@x>,,max@ours.example,dana@dream.example,,2026-01-02"), ours=OURS)
    assert [one.name for one in seen(store).colleagues] == ["max@ours.example"]
    named = mails("<2@x>,,Max Own <max@ours.example>,dana@dream.example,,2026-01-03")
    bring(store, named)
    assert [one.name for one in seen(store).colleagues] == ["Max Own"]
    assert bring(store, named).batch is None
    other = mails("<3@x>,,Maxi <max@ours.example>,dana@dream.example,,2026-01-04")
    bring(store, other)
    assert [one.name for one in seen(store).colleagues] == ["Max Own"]


def test_colleagues_known_by_name_get_their_address(store: Store) -> None:
    bring(store, PEOPLE, "date,colleague,person\n2026-01-01,Max Own,Dana Reyes\n")
    bring(
        store, mails("<1@x>,,Max Own <max@ours.example>,dana@dream.example,,2026-01-02"), ours=OURS
    )
    (max_own,) = seen(store).colleagues
    assert max_own.text("email") == "max@ours.example"
    bring(store, mails("<2@x>,,eva@ours.example,bob@dream.example,,2026-01-03"))
    assert {one.name for one in seen(store).colleagues} == {"Max Own", "eva@ours.example"}


def test_an_address_told_to_be_ours_makes_nobody_else_at_its_domain_ours(store: Store) -> None:
    bring(store, PEOPLE)
    guest = mails("<1@x>,,Raj Own <raj@dream.example>,dana@dream.example,,2026-01-02")
    bring(store, guest, ours=("raj@dream.example", *OURS))
    back = mails(
        "<2@x>,,dana@dream.example,raj@dream.example,,2026-01-03",
        "<3@x>,,eva@dream.example,raj@dream.example,,2026-01-04",
    )
    bring(store, back)
    assert [(one[0], one[1]) for one in said(seen(store))] == [
        ("Raj Own", ("Dana Reyes",)),
        ("Raj Own", ("Dana Reyes",)),
        ("Raj Own", ("Eva Ochs",)),
    ]


def test_an_address_at_a_provider_does_not_make_all_its_customers_ours(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,Max Own <max@provider.example>,dana@dream.example,,2026-01-02")
    bring(store, listed, ours=("max@provider.example",))
    bring(store, mails("<2@x>,,kim@provider.example,dana@dream.example,,2026-01-03"))
    assert [one.name for one in seen(store).colleagues] == ["Max Own"]
    assert len(seen(store).touches) == 1


def test_several_domains_may_be_told_at_once(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,max@branch.example,dana@dream.example,,2026-01-02")
    bring(store, listed, ours=("ours.example, @branch.example",))
    assert len(seen(store).touches) == 1


@pytest.mark.parametrize(
    ("ours", "why"),
    [
        ("nodomain", '--ours "nodomain" is neither a domain nor an address'),
        ("dream.example", "dream.example is where 3 of 3 people of Dream Co are"),
    ],
)
def test_a_domain_that_can_not_be_ours_is_refused(store: Store, ours: str, why: str) -> None:
    bring(store, PEOPLE)
    with pytest.raises(BadInput, match=why):
        bring(store, mails("<1@x>,,a@b.example,dana@dream.example,,2026-01-02"), ours=(ours,))


def test_an_address_is_the_same_in_letters_and_as_programs_write_it(store: Store) -> None:
    bring(store, "name,email\nDana Reyes,dana@xn--trume-hra.example\n")
    listed = mails(
        "<1@x>,,max@müller.example,dana@träume.example,,2026-01-02",
        "<2@x>,,dana@xn--trume-hra.example,max@xn--mller-kva.example,,2026-01-03",
    )
    bring(store, listed, ours=("xn--mller-kva.example",))
    account = seen(store)
    assert len(account.colleagues) == 1
    assert [one[1] for one in said(account)] == [("Dana Reyes",)] * 2


def test_every_account_takes_its_own_part_of_a_list(store: Store) -> None:
    bring(store, PEOPLE)
    bring(store, "name,email\nKim Low,kim@other.example\n", account="Other Co")
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
        "<2@x>,,max@ours.example,kim@other.example,,2026-01-02",
    )
    bring(store, listed, account=None, all_accounts=True, ours=OURS)
    assert said(seen(store))[0][1] == ("Dana Reyes",)
    assert said(seen(store, "Other Co"))[0][1] == ("Kim Low",)


def test_a_list_without_any_of_ours_needs_nobody_to_say_who_is_ours(store: Store) -> None:
    bring(store, PEOPLE, mails("<1@x>,,dana@dream.example,bob@dream.example,,2026-01-02"))
    assert len(seen(store).events) == 1


def mailbox(*mails: str) -> bytes:
    """A mailbox; of each mail who sent it, to whom, on which day, and more headers."""
    told = (mail.split("|") for mail in mails)
    return "".join(
        f"From x Mon Jan  1 10:00:00 2024\nFrom: {sender}\nTo: {to}\nDate: {day} Jan 2026 9:00\n"
        f"{more}\nHello.\n\n"
        for sender, to, day, more in told
    ).encode()


SENT = "Max Own <max@ours.example>|Dana <dana@dream.example>|5|Message-ID: <1@x>\n"
GOT = "dana@dream.example|max@ours.example, bob@dream.example|7|In-Reply-To: <1@x>\n"


def bring_files(store: Store, *files: SourceFile, **options: Any) -> ImportReport:
    given = {"ours": OURS, **options}
    return import_files(store, files, ImportOptions("Ann", "Dream Co", **given), LATER)


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
