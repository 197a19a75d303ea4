"""An account that was folded before is given again only where it stands as it did."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.log import AccountLog
from graph.planning.folding import Folded, folded
from graph.resolve import View, resolve
from tests.unit.worlds import NOW, by_hand, log, said, touch

MIDNIGHT = datetime.combine(NOW.date(), time(), NOW.tzinfo)


def at_times(*times: time | None) -> AccountLog:
    """An account in which Ann was, or will be, spoken with at these times of the day."""
    several = [touch("Colin", "Ann", days_ago, private=True) for days_ago in range(4)]
    written = log("Ann, CFO", said("Ann", on=NOW.date(), title="CEO"), *several)
    touches = [
        (batch, one._replace(on=NOW.date(), at=at, note="secret"))
        for (batch, one), at in zip(written.touches, times, strict=False)
    ]
    return replace(written, touches=touches)


moments = st.builds(
    lambda seconds, day: MIDNIGHT + timedelta(days=day, seconds=seconds),
    st.integers(0, 86_399),
    st.integers(-1, 1),
)
views = st.builds(View, moments, st.sampled_from([None, "Tester", "Ann"]))


@settings(deadline=None)
@given(st.lists(st.none() | st.times(), max_size=4), st.lists(views, min_size=1, max_size=8))
def test_it_is_the_account_as_it_would_be_folded_anew(
    times: list[time | None], asked: list[View]
) -> None:
    written, kept = at_times(*times), Folded()
    for view in asked:
        assert kept.account(written, view) == resolve(written, view)


def test_nothing_is_folded_twice_for_one_viewer_on_one_day() -> None:
    written = at_times(time(9))
    first = folded(written, View(MIDNIGHT + timedelta(hours=10), "Ann"))
    later = folded(written, View(MIDNIGHT + timedelta(hours=11), "Ann"))
    assert later.people is first.people
    assert later.as_of == MIDNIGHT + timedelta(hours=11)
    other = folded(written, View(MIDNIGHT + timedelta(hours=11), "Tester"))
    assert other.people is not first.people


def test_another_log_of_the_account_is_another_account() -> None:
    view, kept = View(NOW), Folded()
    kept.account(before := log("Ann"), view)
    after = log("Ann", by_hand(said("Ann", title="CFO")))
    assert kept.account(after, view).people[0].title == "CFO"
    assert kept.account(before, view).people[0].title == ""


def test_what_is_too_large_is_not_kept() -> None:
    view, kept, written = View(NOW), Folded(most=2), log("Ann")
    first = kept.account(written, view)
    again = kept.account(written, view)
    assert first == again
    assert first.people is not again.people
