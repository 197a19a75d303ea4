"""Whom next from dated events: what is seen, what is expected, and gains against exact ones."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.events.cascades import draw
from graph.analysis.events.rates import (
    ANNOUNCED,
    PASSING,
    Rates,
    probabilities,
    rates,
    stated_rates,
    together,
)
from graph.analysis.events.record import DAY, Record, record
from graph.analysis.events.whom_next import rank_ahead
from graph.analysis.reach.ranking import Precision, Ranking, Situation, rank_on
from tests.unit.influence_graphs import graph, situation

Mail = tuple[int, int, float]
"""Sender, recipient, day."""

DAYS = 14.0


def mails(people: int, several: list[Mail], as_of: float = 100) -> Record:
    columns = np.array(several, dtype=float).reshape(-1, 3)
    seconds = (columns[:, 2] * DAY).astype(int)
    ends = columns[:, :2].astype(int)
    return record(people, ends[:, 0], ends[:, 1], seconds, int(as_of * DAY))


def per_day(people: int, *pairs: tuple[int, int, float]) -> Rates:
    columns = np.array(pairs, dtype=float).reshape(-1, 3)
    return Rates(people, columns[:, 0].astype(int), columns[:, 1].astype(int), columns[:, 2])


def ranking(expected: Rates, about: Situation, seed: int = 1) -> Ranking:
    return rank_ahead(expected, about, DAYS, 10, seed=seed, precision=Precision(0.003))


def shares(found: Ranking) -> dict[int, float]:
    return {pick.person: pick.share for pick in found.picks}


def test_nothing_after_the_moment_is_seen() -> None:
    seen = mails(3, [(0, 1, 10), (1, 2, 50), (2, 1, 50.001)], as_of=50)
    assert list(zip(seen.sender, seen.recipient, strict=True)) == [(0, 1), (1, 2)]


def test_a_mail_to_oneself_is_no_event() -> None:
    assert mails(2, [(0, 0, 1), (0, 1, 2), (1, 1, 3)]).count == 1


def test_two_rows_alike_are_two_events() -> None:
    assert mails(2, [(0, 1, 1), (0, 1, 1)]).count == 2


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 20)), max_size=30
    ).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))
)
def test_the_order_of_rows_makes_no_difference(orders: tuple[list[Mail], list[Mail]]) -> None:
    first, second = (mails(5, rows) for rows in orders)
    assert first.sender.tolist() == second.sender.tolist()
    assert first.recipient.tolist() == second.recipient.tolist()
    assert rates(first, DAYS).per_day.tolist() == rates(second, DAYS).per_day.tolist()


@pytest.mark.parametrize(
    ("sender", "recipient", "seconds", "fault"),
    [
        ([0, 5], [1, 1], [0, 0], r"sender\[1\] is 5: people are 0 … 2"),
        ([0, 1], [1, -1], [0, 0], r"recipient\[1\] is -1"),
        ([0, 1], [1], [0, 0], "recipient must hold one whole number for each event"),
        ([0, 1], [1, 0], [0.5, 0.0], "seconds must hold one whole number for each event"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(
    sender: list[int], recipient: list[int], seconds: list[float], fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        record(3, np.array(sender), np.array(recipient), np.array(seconds), 10)


def test_one_event_a_day_is_expected_to_go_on_so() -> None:
    daily = mails(2, [(0, 1, day + 0.5) for day in range(100)])
    assert rates(daily, DAYS).per_day == pytest.approx([PASSING], rel=0.01)


def test_what_was_recent_is_expected_most() -> None:
    found = rates(mails(3, [(0, 1, 1), (0, 2, 99)]), DAYS, half_life=49)
    earlier, later = found.per_day
    assert later == pytest.approx(4 * earlier)


def test_an_announcement_leads_to_expect_little() -> None:
    to_some = [(0, other, 50) for other in range(1, 31)]
    to_many = [(31, other, 50) for other in range(31)]
    found = rates(mails(32, [*to_some, *to_many]), DAYS)
    some, many = (found.per_day[found.source == sender].max() for sender in (0, 31))
    assert many == pytest.approx(ANNOUNCED * some)


def test_a_short_record_is_no_habit() -> None:
    found = rates(mails(2, [(0, 1, 99.5), (0, 1, 99.6)]), DAYS)
    assert found.per_day.sum() < PASSING * 2.2 / DAYS


def test_nothing_is_expected_of_an_empty_record() -> None:
    nothing = rates(mails(2, []), DAYS)
    found = ranking(nothing, situation(2, {1: 1.0}))
    assert found.picks == ()
    assert found.reached == 0


def test_a_direct_gain_is_the_exact_one() -> None:
    found = ranking(per_day(2, (0, 1, 0.05)), situation(2, {1: 2.0}))
    (pick,) = found.picks
    assert pick.share == pytest.approx(1 - math.exp(-0.7), abs=4 * pick.standard_error)
    assert pick.gain == pytest.approx(2 * pick.share)


def test_each_hop_takes_time() -> None:
    chain = per_day(3, (0, 1, 0.1), (1, 2, 0.1))
    first = ranking(chain, situation(3, {2: 1.0})).picks[0]
    assert first.person == 1
    assert first.share == pytest.approx(1 - math.exp(-1.4), abs=0.012)
    only = ranking(chain, situation(3, {2: 1.0}, ineligible={1, 2}))
    assert shares(only)[0] == pytest.approx(1 - math.exp(-1.4) * 2.4, abs=0.012)


def test_who_is_engaged_counts_with_their_probability() -> None:
    expected = per_day(3, (0, 2, 0.05), (1, 2, 0.05))
    found = ranking(expected, situation(3, {2: 1.0}, engaged={0: 0.5}, ineligible={0, 2}))
    reach = 1 - math.exp(-0.7)
    assert found.reached == pytest.approx(0.5 * reach, abs=0.012)
    assert shares(found)[1] == pytest.approx(reach * (1 - 0.5 * reach), abs=0.012)


def test_errors_are_honest() -> None:
    expected = per_day(4, (0, 1, 0.05), (1, 2, 0.1), (0, 3, 0.02), (1, 3, 0.02))
    about = situation(4, {2: 1.0, 3: 2.0}, ineligible={1, 2, 3})
    picks = [
        rank_on(draw(expected, about.weights, DAYS, 3200, rng, 10**7), about, 1).picks[0]
        for rng in map(np.random.default_rng, range(60))
    ]
    spread = np.std([pick.share for pick in picks])
    assert spread == pytest.approx(np.mean([pick.standard_error for pick in picks]), rel=0.3)


def test_equals_are_tied() -> None:
    expected = per_day(3, (0, 2, 0.05), (1, 2, 0.05))
    found = ranking(expected, situation(3, {2: 1.0}))
    assert found.picks[0].as_good == (1 - found.picks[0].person,)


def test_more_targets_than_bits_in_a_word_are_all_reached() -> None:
    people = 150
    expected = per_day(people, *((0, other, 0.05) for other in range(1, people)))
    about = situation(people, dict.fromkeys(range(1, people), 1.0))
    rng = np.random.default_rng(1)
    (pick,) = rank_on(draw(expected, about.weights, DAYS, 10**5, rng, 10**8), about, 10).picks
    assert pick.share == pytest.approx(1 - math.exp(-0.7), abs=4 * pick.standard_error)
    assert sorted(pick.gain_by_target) == list(range(1, people))


def test_the_same_seed_gives_the_same_answer() -> None:
    expected = per_day(4, (0, 1, 0.05), (1, 2, 0.1), (3, 2, 0.02))
    about = situation(4, {2: 1.0})
    assert ranking(expected, about).picks == ranking(expected, about).picks


def test_work_is_bounded_and_the_answer_says_what_it_is_worth() -> None:
    source, target = np.divmod(np.arange(100**2), 100)
    crowd = Rates(100, source, target, np.full(source.size, 0.05))
    sets = draw(crowd, np.eye(100)[0], DAYS, 10**6, np.random.default_rng(1), 3_000_000)
    assert sets.work <= 3_000_000
    assert sets.worth.sum() == pytest.approx(1)


def test_nobody_to_reach_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to reach"):
        draw(per_day(2, (0, 1, 1.0)), np.zeros(2), DAYS, 10, np.random.default_rng(1), 1000)


def test_rates_of_other_people_are_refused() -> None:
    with pytest.raises(ValueError, match="rates among 2 people, 3 weights"):
        ranking(per_day(2, (0, 1, 1.0)), situation(3, {2: 1.0}))


def test_a_stated_link_keeps_its_probability_over_the_days_ahead() -> None:
    stated = stated_rates(graph(3, (0, 1, 0.3), (0, 1, 0.5), (1, 1, 0.4), (1, 2, 1.0)), DAYS)
    assert probabilities(stated, DAYS) == pytest.approx([0.65, 1.0])


def test_stated_links_and_events_add_up() -> None:
    both = together(per_day(3, (0, 1, 0.1), (0, 2, 0.2)), per_day(3, (0, 1, 0.3), (2, 1, 0.4)))
    assert both.source.tolist() == [0, 0, 2]
    assert both.target.tolist() == [1, 2, 1]
    assert both.per_day == pytest.approx([0.4, 0.2, 0.4])
