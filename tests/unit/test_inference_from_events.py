"""Who outranks whom, whose manager somebody is, and who influences whom, from events alone."""

import numpy as np
import pytest

from graph.analysis.events.inferred import (
    InferredLink,
    influences,
    outranking,
    reporting_lines,
)
from graph.analysis.events.mails import answers, recipients, seen_by
from graph.analysis.events.managers import candidates
from graph.analysis.events.record import DAY, Record, record
from graph.analysis.events.seniority import seniority
from graph.vocabulary import LinkKind
from tests.benchmarks.invented_mail import Organisation, invent

HOUR = 3600
START = int(np.datetime64("2010-04-01", "s").astype(int))


def mails(people: int, *rows: tuple[int, int, int], as_of: int = 100 * DAY) -> Record:
    """Rows of sender, recipient and seconds since a Thursday, seen at a time of the same count."""
    columns = np.array(rows, dtype=int).reshape(-1, 3)
    return record(people, columns[:, 0], columns[:, 1], columns[:, 2] + START, as_of + START)


@pytest.fixture(scope="module")
def made() -> Organisation:
    return invent(60, days=90, seed=3)


@pytest.fixture(scope="module")
def seen(made: Organisation) -> Record:
    return record(60, made.sender, made.recipient, made.seconds, int(made.seconds.max()))


def test_those_above_are_told_from_those_below(made: Organisation, seen: Record) -> None:
    person = np.flatnonzero(made.level > 1)
    outranks = seniority(seen).outranks(made.manager[person], person)
    assert np.mean(outranks > 0.5) > 0.8


def test_managers_are_among_the_likeliest(made: Organisation, seen: Record) -> None:
    found = candidates(seen, seniority(seen))
    sure = np.zeros((60, 60))
    sure[found.person, found.manager] = found.probability()
    person = np.flatnonzero(made.level > 1)
    place = (sure[person] > sure[person, made.manager[person]][:, None]).sum(axis=1)
    assert np.mean(place < 3) > 0.7


def test_probabilities_leave_room_for_somebody_unseen() -> None:
    events = mails(4, (0, 1, 0), (2, 3, HOUR))
    found = candidates(events, seniority(events))
    assert np.all(found.probability() < 1)
    assert np.all(found.probability() > 0)
    known = mails(4, *((0, 1, day * DAY) for day in range(40)), (2, 3, HOUR))
    assert candidates(known, seniority(known)).probability()[0] > 1 / 2


def test_of_somebody_without_mail_nothing_is_known() -> None:
    standing = seniority(mails(4, (0, 1, 0), (0, 2, 5)))
    assert standing.known.tolist() == [True, True, True, False]
    assert standing.outranks(np.array([0, 3]), np.array([3, 1])).tolist() == [0.5, 0.5]


def test_equals_outrank_each_other_with_one_half() -> None:
    standing = seniority(mails(3, (0, 1, 0), (0, 2, 0)))
    assert standing.outranks(np.array([1]), np.array([2])) == pytest.approx([0.5])


def test_rows_of_one_sender_and_second_are_one_mail() -> None:
    events = mails(4, (0, 1, 5), (0, 2, 5), (1, 2, 5), (0, 3, 6))
    assert dict(zip(events.pairs.tolist(), recipients(events).tolist(), strict=True)) == {
        1: 2,
        2: 2,
        6: 1,
        3: 1,
    }


def test_ones_own_copy_is_no_second_recipient() -> None:
    assert recipients(mails(2, (0, 1, 5), (0, 0, 5))).tolist() == [1]


def test_an_answer_is_what_the_other_writes_next_within_three_days() -> None:
    rows = (0, 1, 0), (1, 0, 2 * HOUR), (1, 0, 3 * HOUR), (0, 1, 5 * DAY), (2, 1, 5 * DAY)
    is_answer, days = answers(mails(3, *rows))
    assert is_answer.tolist() == [False, True, False, False, False]
    assert days[1] == pytest.approx(2 / 24)


def test_a_partial_view_holds_whole_mails_that_somebody_is_on() -> None:
    events = mails(5, (0, 1, 5), (0, 2, 5), (3, 4, 6), (2, 3, 7))
    assert seen_by(events, np.array([1])).pairs.tolist() == [1, 2]


def test_influence_tells_what_it_rests_on() -> None:
    rows = [(0, 1, day * DAY) for day in range(80)]
    rows += [(1, 0, day * DAY + 2 * HOUR) for day in range(80)]
    first = influences(mails(2, *rows, as_of=90 * DAY))[0]
    assert first.evidence.startswith("80 mails in 90 days, last on 2010-06-19")
    to_one = next(link for link in influences(mails(2, *rows)) if link.source == 0)
    assert "usually answered within 2 h" in to_one.evidence
    assert to_one.evidence.endswith("another within 14 days: more than 99.9 % likely")
    assert to_one.confidence > 0.99


def test_nothing_after_the_moment_changes_what_is_inferred() -> None:
    rows = [(0, 1, day * DAY) for day in range(40)]
    later = (1, 0, 51 * DAY)
    assert _all_links(mails(3, *rows, as_of=50 * DAY)) == _all_links(
        mails(3, *rows, later, as_of=50 * DAY)
    )


def test_the_order_of_rows_and_ones_own_copies_change_nothing(made: Organisation) -> None:
    order = np.random.default_rng(1).permutation(made.sender.size)
    own = np.append(made.sender[order], made.sender[:50])
    shuffled = record(
        60,
        own,
        np.append(made.recipient[order], made.sender[:50]),
        np.append(made.seconds[order], made.seconds[:50]),
        int(made.seconds.max()),
    )
    plain = record(60, made.sender, made.recipient, made.seconds, int(made.seconds.max()))
    assert _all_links(shuffled) == _all_links(plain)


def _all_links(events: Record) -> tuple[InferredLink, ...]:
    return influences(events) + reporting_lines(events, least=0)


def test_one_manager_at_most_is_proposed_for_a_person(seen: Record) -> None:
    lines = reporting_lines(seen, least=0.1)
    assert {link.kind for link in lines} == {LinkKind.REPORTS_TO}
    assert len({link.source for link in lines}) == len(lines)
    assert [link.confidence for link in lines] == sorted(
        (link.confidence for link in lines), reverse=True
    )
    assert "mails that {source} sent went to {target}" in lines[0].evidence


def test_signs_of_which_nothing_is_known_are_no_evidence() -> None:
    """Each mail has one recipient, and nobody writes at weekends."""
    rows = [(0, 1, day * 7 * DAY) for day in range(10)] + [
        (2, 1, day * 7 * DAY) for day in range(9)
    ]
    events = mails(3, *rows)
    (line,) = [one for one in reporting_lines(events, least=0.1) if one.source == 0]
    assert line.evidence == (
        "100 % of the 10 mails that {source} sent went to {target} and {target} ranks above "
        "{source} with 69 %"
    )
    for one in outranking(events):
        assert "copies" not in one.evidence
        assert "weekends" not in one.evidence
        assert "by who writes to whom {higher} stands above " in one.evidence


def test_from_a_mail_or_two_next_to_nothing_is_sure() -> None:
    few = mails(4, (0, 1, DAY), (0, 2, DAY), (1, 2, 2 * DAY))
    assert reporting_lines(few) == ()
    assert all(one.probability < 0.6 for one in outranking(few))
    many: list[tuple[int, int, int]] = [
        (sender, to, DAY * day) for day in range(60) for sender, to in ((0, 1), (0, 2), (1, 2))
    ]
    assert reporting_lines(mails(4, *many))[0].confidence > 0.5
    assert outranking(mails(4, *many))[0].probability > 0.75


def test_no_events_tell_nothing() -> None:
    assert _all_links(mails(3)) == ()


def test_a_partial_view_is_less_sure_of_managers(seen: Record) -> None:
    viewers = np.arange(0, 60, 6)
    part = seen_by(seen, viewers)
    plain = candidates(part, seniority(part))
    aware = candidates(part, seniority(part, viewers), viewers)
    others = ~np.isin(plain.person, viewers)
    assert aware.probability()[others].sum() < 0.7 * plain.probability()[others].sum()
