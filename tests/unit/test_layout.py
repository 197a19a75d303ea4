"""Layout: everybody has a place of their own, under their manager, in a readable shape."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visuals.layout import Plan, Seat, arrange
from visuals.outlines import CARD_HEIGHT, CARD_WIDTH, Point

SCREEN = (1_100.0, 730.0)
"""What a screen of 1440 × 900 leaves for the map, in pixels."""


def chart(*pairs: tuple[str, str | None]) -> list[Seat]:
    return [Seat(one, boss, 3) for one, boss in pairs]


def company(people: int, each: int) -> list[Seat]:
    """A tree in which everybody who leads leads so many."""
    return [Seat("0", None, 0)] + [
        Seat(str(i), str((i - 1) // each), min(6, 1 + i // each)) for i in range(1, people)
    ]


def shown_at(plan: Plan) -> float:
    """Pixels of the screen for a pixel of the picture, when all of it is shown."""
    return min(SCREEN[0] / plan.width, SCREEN[1] / plan.height)


def overlaps(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < CARD_WIDTH and abs(one[1] - other[1]) < CARD_HEIGHT


@st.composite
def seats(draw: st.DrawFn) -> Sequence[Seat]:
    """Up to 30 people who name anybody as their manager: nobody, strangers, one another."""
    ids = [str(i) for i in range(draw(st.integers(0, 30)))]
    boss = st.sampled_from([None, "stranger", *ids])
    return [Seat(one, draw(boss), draw(st.integers(0, 8))) for one in ids]


@given(seats())
def test_everybody_has_one_place_and_nobody_covers_another(people: Sequence[Seat]) -> None:
    plan = arrange(people)
    assert set(plan.places) == {seat.id for seat in people}
    placed = sorted(plan.places.values())
    assert not any(
        overlaps(one, other) for i, one in enumerate(placed) for other in placed[i + 1 :]
    )


@given(seats())
def test_cards_and_headings_lie_within_the_picture(people: Sequence[Seat]) -> None:
    plan = arrange(people)
    corners = [*plan.places.values(), *((one.x, one.y) for one in plan.headings)]
    assert all(x >= 0 and y >= 0 for x, y in corners)
    assert all(x + CARD_WIDTH <= plan.width + 0.01 for x, _ in plan.places.values())
    assert all(y + CARD_HEIGHT <= plan.height + 0.01 for _, y in plan.places.values())


@given(seats())
def test_no_heading_reaches_into_the_one_beside_it(people: Sequence[Seat]) -> None:
    headings = arrange(people).headings
    for one, other in combinations(headings, 2):
        assert one.width >= CARD_WIDTH
        if one.y == other.y:
            assert max(one.x, other.x) >= min(one.x + one.width, other.x + other.width)


@given(seats())
def test_reports_stand_below_their_manager_and_a_line_leads_there(people: Sequence[Seat]) -> None:
    plan = arrange(people)
    assert set(plan.routes) == set(plan.bosses)
    for report, manager in plan.bosses.items():
        left, top = plan.places[report]
        above, height = plan.places[manager]
        assert top >= height + CARD_HEIGHT
        first, last = plan.routes[report][0], plan.routes[report][-1]
        assert first[1] == height + CARD_HEIGHT
        assert above <= first[0] <= above + CARD_WIDTH
        assert last in {(left, top + CARD_HEIGHT / 2), (left + CARD_WIDTH / 2, top)}


@given(seats())
def test_lines_run_straight_across_or_down(people: Sequence[Seat]) -> None:
    for route in arrange(people).routes.values():
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(route))


def test_a_manager_with_few_reports_gets_the_classic_chart() -> None:
    plan = arrange(chart(("a", None), ("b", "a"), ("c", "a"), ("d", "a")))
    assert len({plan.places[one][1] for one in "bcd"}) == 1
    left, right = plan.places["b"][0], plan.places["d"][0]
    assert plan.places["a"][0] == (left + right) / 2


def test_of_a_circle_the_highest_rank_ends_on_top() -> None:
    people = [Seat("a", "b", 4), Seat("b", "c", 1), Seat("c", "a", 2)]
    assert arrange(people).bosses == {"a": "b", "c": "a"}


def test_managers_who_are_unknown_or_oneself_count_as_none() -> None:
    plan = arrange(chart(("a", "a"), ("b", "nobody")))
    assert plan.bosses == {}
    assert plan.routes == {}


def test_who_has_neither_manager_nor_reports_stands_in_a_band_of_the_rank() -> None:
    people = [Seat("low", None, 5), Seat("high", None, 1), Seat("also low", None, 5)]
    plan = arrange(people)
    assert [one.rank for one in plan.headings] == [1, 5]
    assert plan.places["low"][1] == plan.places["also low"][1]
    high, low = plan.headings
    assert plan.places["high"][1] > high.y
    assert plan.places["low"][1] > low.y


def test_higher_bands_stand_above_lower_ones_when_there_are_many() -> None:
    plan = arrange([Seat(str(i), None, i % 7) for i in range(700)])
    tops = [one.y for one in plan.headings]
    assert tops == sorted(tops)
    assert len(set(tops)) == 7


def test_nobody_gives_an_empty_picture() -> None:
    plan = arrange([])
    assert (plan.width, plan.height, plan.headings) == (0.0, 0.0, ())


def test_one_person_stands_alone() -> None:
    plan = arrange([Seat("a", None, 1)])
    assert plan.width == CARD_WIDTH


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    people = [Seat(str(i), str(i - 1) if i else None, 3) for i in range(3_000)]
    plan = arrange(people)
    assert plan.width == CARD_WIDTH
    assert plan.places["2999"][1] > plan.places["2998"][1]


@pytest.mark.parametrize("each", [3, 4, 5, 8, 12])
def test_sixty_people_can_be_read_on_a_usual_screen(each: int) -> None:
    assert shown_at(arrange(company(60, each))) > 0.55


@pytest.mark.parametrize("people", [300, 1_000, 5_000])
def test_large_accounts_have_the_shape_of_a_screen(people: int) -> None:
    plan = arrange(company(people, 6))
    assert 0.6 < plan.width / plan.height < 3.5


def test_a_manager_of_thousands_has_them_in_a_rectangle() -> None:
    plan = arrange([Seat("0", None, 0), *(Seat(str(i), "0", 5) for i in range(1, 3_000))])
    assert 0.6 < plan.width / plan.height < 3.5


def test_the_same_people_get_the_same_places() -> None:
    assert arrange(company(200, 5)) == arrange(company(200, 5))
