"""Lists of links and touches: whom they mean, and what a second import adds."""

from datetime import date, time

import pytest

from graph.importers.drafts.findings import Count
from graph.log import Batch, LinkClaim
from graph.planning.recording import link
from graph.store import Store
from graph.vocabulary import Channel, LinkKind, Strength
from tests.contract.imports import BY_ANN, LATER, bring, links, person, seen, told

PEOPLE = """
    external_id,name,email
    1,Dana Reyes,dana@dream.example
    2,Bob Stone,bob@dream.example
    3,Eva Ochs,
    4,Sam Hill,sam1@dream.example
    5,Sam Hill,sam2@dream.example
    """

LINKS = """
    from,to,kind,probability,strength
    1,bob@dream.example,influences,0.7,
    Eva Ochs,Dana Reyes,constituency of,,strong
    """

TOUCHES = """
    date,colleague,person,channel,direction,intent,outcome,note
    2026-03-01,Max Own,1,call,outbound,give,connected,first
    2026-03-01,Max Own,1;Bob Stone,call,outbound,ask,no answer,
    2026-03-02,ida@ours.example,bob@dream.example,e-mail,inbound,,replied,thanks
    """


def test_links_name_people_by_id_email_or_name(store: Store) -> None:
    report = bring(store, PEOPLE, LINKS)
    account = seen(store)
    assert links(account, LinkKind.INFLUENCES) == {("Dana Reyes", "Bob Stone")}
    assert links(account, LinkKind.CONSTITUENCY_OF) == {("Eva Ochs", "Dana Reyes")}
    stated = {(one.kind, one.probability, one.strength) for one in account.links}
    assert stated == {
        (LinkKind.INFLUENCES, 0.7, Strength.UNKNOWN),
        (LinkKind.CONSTITUENCY_OF, None, Strength.STRONG),
    }
    assert report.total(Count.LINKS_ADDED) == 2
    assert bring(store, PEOPLE, LINKS).batch is None


def test_a_newer_list_changes_a_link_and_keeps_those_it_no_longer_names(store: Store) -> None:
    bring(store, PEOPLE, LINKS)
    report = bring(store, "from,to,kind,probability\n1,2,influences,0.2\n")
    account = seen(store)
    assert {one.probability for one in account.links} == {0.2, None}
    assert report.total(Count.LINKS_CHANGED) == 1


def test_links_to_nobody_known_to_several_or_to_oneself_are_told_by_line(store: Store) -> None:
    bring(store, PEOPLE)
    report = bring(
        store,
        """
        from,to,kind
        1,Zoe Nobody,influences
        2,Sam Hill,influences
        3,Eva Ochs,influences
        3,1,influences
        """,
    )
    assert links(seen(store), LinkKind.INFLUENCES) == {("Eva Ochs", "Dana Reyes")}
    assert 'line 2: person "Zoe Nobody" is nobody known here' in told(report)
    assert 'line 3: person "Sam Hill" may be Sam Hill, sam1@dream.example or' in told(report)
    assert "line 4: a link from Eva Ochs to themselves" in told(report)


def test_of_several_rows_for_one_link_the_last_counts_and_it_is_told(store: Store) -> None:
    rows = "from,to,kind,probability\n1,2,influences,0.2\n1,2,influences,0.9\n"
    report = bring(store, PEOPLE, rows)
    (link_,) = seen(store).links
    assert link_.probability == 0.9
    assert report.total(Count.LINKS_REPEATED) == 1
    assert "is given 2 times; the last row counts" in told(report)


def test_a_link_without_direction_is_the_same_both_ways(store: Store) -> None:
    bring(store, PEOPLE, "from,to,kind\n1,2,knows\n")
    assert bring(store, "from,to,kind\n2,1,knows\n").batch is None


def test_a_link_set_by_hand_is_kept_and_told(store: Store) -> None:
    bring(store, PEOPLE)
    account = seen(store)
    dana, bob = person(account, "Dana Reyes").id, person(account, "Bob Stone").id
    link(store, LinkClaim(account.id, LinkKind.INFLUENCES, dana, bob, probability=0.5), BY_ANN)
    report = bring(store, LINKS)
    assert {one.probability for one in seen(store).links} == {0.5, None}
    assert "set by hand by Ann on 2026-03-31, and kept so" in told(report)


def test_a_colleague_can_stand_in_a_link_of_acquaintance(store: Store) -> None:
    bring(store, PEOPLE, TOUCHES, "from,to,kind\nMax Own,1,knows\n")
    bring(store, "from,to,kind\nMax Own,1,knows\n")
    ends = {frozenset(pair) for pair in links(seen(store), LinkKind.KNOWS)}
    assert ends == {frozenset({"Max Own", "Dana Reyes"})}


def test_touches_bring_colleagues_people_and_what_happened(store: Store) -> None:
    bring(store, PEOPLE, TOUCHES)
    account = seen(store)
    assert {one.name for one in account.colleagues} == {"Max Own", "ida@ours.example"}
    dana, bob = person(account, "Dana Reyes").id, person(account, "Bob Stone").id
    assert sorted(one.people for one in account.touches) == sorted([(dana,), (dana, bob), (bob,)])
    (mail,) = (one for one in account.touches if one.channel is Channel.EMAIL)
    assert (mail.on, mail.direction, mail.outcome, mail.note) == (
        date(2026, 3, 2),
        "inbound",
        "replied",
        "thanks",
    )


def test_the_same_touches_again_add_nothing(store: Store) -> None:
    bring(store, PEOPLE, TOUCHES)
    before = store.digest()
    assert bring(store, TOUCHES, now=LATER).batch is None
    assert store.digest() == before


def test_identical_rows_are_one_touch_and_others_of_that_day_stay_apart(store: Store) -> None:
    again = """
        date,colleague,person,channel,direction,note
        2026-03-01,Max Own,1,call,outbound,in the morning
        2026-03-01,Max Own,1,call,outbound,in the evening
        2026-03-01,Max Own,1,call,outbound,in the morning
        """
    report = bring(store, PEOPLE, again)
    assert [one.note for one in seen(store).touches] == ["in the morning", "in the evening"]
    assert report.total(Count.TOUCHES_REPEATED) == 1
    assert bring(store, again).batch is None


def test_a_mended_note_changes_the_touch_instead_of_adding_one(store: Store) -> None:
    bring(store, PEOPLE, TOUCHES)
    report = bring(store, TOUCHES.replace("thanks", "thanks a lot"))
    assert len(seen(store).touches) == 3
    assert report.total(Count.TOUCHES_CHANGED) == 1


def test_a_touch_with_somebody_unknown_keeps_the_others(store: Store) -> None:
    report = bring(
        store,
        PEOPLE,
        "date,colleague,person\n2026-03-01,Max,1;Zoe Nobody\n2026-03-02,Max,Zoe Nobody\n",
    )
    (touch,) = seen(store).touches
    assert touch.people == (person(seen(store), "Dana Reyes").id,)
    assert report.total(Count.TOUCHES_LEFT_OUT) == 1
    assert 'b.csv, line 2, column "person": person "Zoe Nobody" is nobody known' in told(report)
    assert "so too in line 3" in told(report)


def test_touches_of_one_external_id_are_one_with_the_people_of_all_rows(store: Store) -> None:
    rows = "id,date,colleague,person\nT1,2026-03-01,Max,1\nT1,2026-03-01,Max,2\n"
    bring(store, PEOPLE, rows)
    (touch,) = seen(store).touches
    assert len(touch.people) == 2
    assert bring(store, rows).batch is None
    bring(store, rows.replace("2026-03-01", "2026-03-05"))
    assert [one.on for one in seen(store).touches] == [date(2026, 3, 5)]


def test_a_touch_taken_back_by_hand_stays_so(store: Store) -> None:
    bring(store, PEOPLE, TOUCHES)
    account = seen(store)
    withdrawn = [
        claim._replace(withdrawn=True) for _, claim in store.read_account(account.id).touches
    ]
    store.commit(Batch(BY_ANN.header("withdraw touches"), touches=withdrawn))
    report = bring(store, TOUCHES.replace("thanks", "thank you"))
    assert seen(store).touches == ()
    assert "changed by hand by Ann on 2026-03-31, and is kept so" in told(report)


def test_a_touch_without_a_colleague_is_the_author_s(store: Store) -> None:
    bring(store, PEOPLE, "date,person,channel\n2026-03-01,1,call\n")
    assert [one.name for one in seen(store).colleagues] == ["Ann"]


def test_time_and_details_of_a_touch_are_kept(store: Store) -> None:
    rows = "date,time,colleague,person,visit,subject\n2026-03-01,14:30,Max,1,learn;share,Plant\n"
    bring(store, PEOPLE, rows)
    (touch,) = seen(store).touches
    assert (touch.at, touch.visit) == (time(14, 30), ("learn", "share"))
    assert touch.details["subject"] == "Plant"
    assert bring(store, rows).batch is None


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_link_names_a_colleague_whom_touches_of_the_same_import_bring(
    store: Store, order: tuple[int, ...]
) -> None:
    files = (PEOPLE, TOUCHES, "from,to,kind\nMax Own,1,knows\n")
    report = bring(store, *(files[number] for number in order))
    ends = {frozenset(pair) for pair in links(seen(store), LinkKind.KNOWS)}
    assert ends == {frozenset({"Max Own", "Dana Reyes"})}
    assert not report.faults


def test_two_periods_of_one_link_are_both_kept(store: Store) -> None:
    periods = """
        from,to,kind,probability,valid_from,valid_until
        1,2,influences,0.9,2026-03-01,2026-12-31
        1,2,influences,0.2,2024-01-01,2024-12-31
        """
    report = bring(store, PEOPLE, periods)
    assert not report.faults
    chances = {}
    for year in (2024, 2025, 2026):
        account = seen(store, now=LATER.replace(year=year))
        chances[year] = [one.probability for one in account.links]
    assert chances == {2024: [0.2], 2025: [], 2026: [0.9]}
    assert bring(store, periods).batch is None


def test_a_period_within_another_ends_without_ending_the_other(store: Store) -> None:
    rows = """
        from,to,kind,probability,valid_from,valid_until
        1,2,influences,0.2,2024-01-01,
        1,2,influences,0.9,2025-01-01,2025-12-31
        """
    bring(store, PEOPLE, rows)
    chances = [
        one.probability
        for year in (2024, 2025, 2026)
        for one in seen(store, now=LATER.replace(year=year)).links
    ]
    assert chances == [0.2, 0.9, 0.2]


def test_a_list_of_people_and_one_of_links_that_name_one_pair_settle(store: Store) -> None:
    people = "name,manager\nDana Reyes,\nBob Stone,Dana Reyes\n"
    rows = "from,to,kind,strength\nBob Stone,Dana Reyes,reports to,weak\n"
    bring(store, people, rows)
    newer = rows.replace("weak", "strong")
    for _ in range(2):
        last = bring(store, people, newer)
    assert last.batch is None
    assert [one.strength for one in seen(store).links] == [Strength.STRONG]


def test_two_lists_of_links_that_differ_are_told_and_the_last_counts(store: Store) -> None:
    lists = ("from,to,probability\n1,2,0.2\n", "from,to,probability\n1,2,0.9\n")
    report = bring(store, PEOPLE, *lists)
    assert "c.csv, line 2: Dana Reyes influences Bob Stone is given otherwise in b.csv" in told(
        report
    )
    assert [one.probability for one in seen(store).links] == [0.9]
    assert bring(store, PEOPLE, *lists).batch is None


def test_nobody_of_theirs_reports_to_one_of_ours(store: Store) -> None:
    report = bring(store, PEOPLE, TOUCHES, "from,to,kind\n1,Max Own,reports_to\n2,1,reports_to\n")
    assert links(seen(store)) == {("Bob Stone", "Dana Reyes")}
    assert told(report) == (
        'c.csv, line 2: "Max Own" is one of ours, and "reports_to" joins only people of the'
        ' account; no link is made. Mend: give the kind as "knows" if the two know each other.'
    )


def test_lists_of_links_in_which_people_report_in_a_circle_are_told(store: Store) -> None:
    report = bring(store, PEOPLE, "from,to,kind\n1,2,reports to\n2,3,reports to\n3,1,reports to\n")
    assert len(links(seen(store))) == 3
    assert told(report).count("in a circle") == 1


def test_the_usual_words_for_channels_directions_and_strengths_are_known(store: Store) -> None:
    touches = "date,colleague,person,channel,direction\n2026-03-01,Max,1,Zoom,outgoing\n"
    report = bring(store, PEOPLE, touches, "from,to,strength\n1,2,high\n")
    assert not report.faults
    (touch,), (link_,) = seen(store).touches, seen(store).links
    assert (touch.channel, touch.direction) == (Channel.VIDEO, "outbound")
    assert link_.strength is Strength.STRONG
