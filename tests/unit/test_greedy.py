"""The greedy choice on sets that are written down here, and when two are tied."""

from collections.abc import Sequence

import numpy as np

from graph.analysis.reach.greedy import Choice, are_tied, as_good, greedy
from graph.analysis.reach.reverse_sets import GROUPS, ReverseSets

COUNT = 10 * GROUPS
EVERY = range(COUNT)
UNEVEN = [number for number in EVERY if number % GROUPS < 10]
"""Many sets in some groups, none in others: what hits them has a large error."""


def sets_with(*people: Sequence[int]) -> ReverseSets:
    """Each person by the sets that they are in; each set is worth 1."""
    return ReverseSets(
        people=len(people),
        target=np.zeros(COUNT, int),
        worth=np.ones(COUNT),
        group=np.arange(COUNT) % GROUPS,
        start=np.cumsum([0, *map(len, people)]),
        members=np.array([number for sets in people for number in sets]),
        work=0,
    )


def chosen(sets: ReverseSets, scale: Sequence[float] | None = None) -> list[int]:
    factors = np.ones(sets.people) if scale is None else np.array(scale)
    return [choice.person for choice in greedy(sets, sets.worth, factors)]


def tied(sets: ReverseSets, scale: Sequence[float] = (1, 1)) -> bool:
    factors = np.array(scale)
    first = Choice(0, sets.worth, sets.sums(sets.worth) * factors)
    return are_tied(sets, first, 1, factors)


def test_a_gain_counts_only_what_those_above_left() -> None:
    assert chosen(sets_with(range(50), range(10, 60), range(100, 120))) == [0, 2, 1]


def test_who_adds_nothing_more_is_not_chosen() -> None:
    assert chosen(sets_with(range(50), range(40))) == [0]


def test_the_scale_decides_between_gains_and_zero_excludes() -> None:
    sets = sets_with(range(50), range(100, 140), range(200, 300))
    assert chosen(sets, [1, 2, 0]) == [1, 0]


def test_equals_come_in_the_order_of_their_numbers() -> None:
    assert chosen(sets_with(range(60, 70), range(20, 30), range(5))) == [0, 1, 2]


def test_what_two_have_in_common_does_not_blur_their_difference() -> None:
    """One set more in each group: a difference without error, on top of a large common one."""
    more = range(9 * GROUPS, COUNT)
    common = [number for number in UNEVEN if number not in more]
    assert not tied(sets_with([*common, *more], common))


def test_a_difference_within_its_error_is_a_tie() -> None:
    left = [number for number in UNEVEN if number % 2]
    right = [number for number in UNEVEN if number % 2 == 0]
    assert tied(sets_with([*left, 31], right))


def test_the_same_sets_are_a_tie_unless_the_scale_tells_them_apart() -> None:
    sets = sets_with(EVERY, EVERY)
    assert tied(sets)
    assert not tied(sets, (1, 0.9))


def test_who_stands_in_the_same_place_is_as_good_though_they_add_nothing_more() -> None:
    sets, scale = sets_with(UNEVEN, UNEVEN, range(5), range(300, 310)), np.ones(4)
    first, second, *_ = greedy(sets, sets.worth, scale)
    assert (first.person, as_good(sets, first, scale)) == (0, (1,))
    assert second.person == 3
    assert 1 not in as_good(sets, second, scale)


def test_who_is_clearly_less_or_kept_out_is_not_as_good() -> None:
    sets, scale = sets_with(EVERY, range(COUNT - GROUPS), EVERY), np.array([1.0, 1.0, 0.0])
    (first, *_) = greedy(sets, sets.worth, scale)
    assert as_good(sets, first, scale) == ()
