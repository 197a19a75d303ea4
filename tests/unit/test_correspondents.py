"""With whom somebody writes and meets, and how fast each answers."""

from datetime import date, datetime, time, timedelta

import pytest

from graph.analysis.correspondents import Correspondent, correspondents, usual
from graph.analysis.phrases import duration
from graph.log import TouchClaim
from graph.model import Account
from graph.vocabulary import Channel, Direction
from tests.unit.test_events import account, event, touch

DAY = date(2026, 5, 1)


def mail(key: str, at: str, *people: str) -> TouchClaim:
    there = datetime.fromisoformat(f"2026-05-{at}")
    return event(key, *people, on=there.date())._replace(at=there.time())


def of(seen: Account, person: str) -> dict[str, Correspondent]:
    return {one.other: one for one in correspondents(seen, person)}


def test_mails_each_way_and_shared_ones_are_counted_apart() -> None:
    seen = account(
        mail("1", "01T09:00", "p-ann", "p-bob", "p-cid"),
        mail("2", "02T09:00", "p-bob", "p-ann"),
        event("3", "p-cid", "p-ann", "p-bob", on=DAY + timedelta(days=2))._replace(
            channel=Channel.IN_PERSON
        ),
    )
    ann, bob = of(seen, "p-ann"), of(seen, "p-bob")
    assert (ann["p-bob"].wrote, ann["p-bob"].heard, ann["p-bob"].met) == (1, 1, 1)
    assert (ann["p-cid"].wrote, ann["p-cid"].heard, ann["p-cid"].met) == (1, 0, 1)
    assert (bob["p-cid"].wrote, bob["p-cid"].together, bob["p-cid"].met) == (0, 1, 1)
    assert ann["p-bob"].last.date() == DAY + timedelta(days=2)


def test_the_closest_stand_first() -> None:
    seen = account(
        mail("1", "01T09:00", "p-ann", "p-cid"),
        mail("2", "02T09:00", "p-ann", "p-bob"),
        mail("3", "03T09:00", "p-bob", "p-ann"),
    )
    assert [one.other for one in correspondents(seen, "p-ann")] == ["p-bob", "p-cid"]


def test_who_answers_whom_how_fast_is_told_for_each_way() -> None:
    seen = account(
        mail("1", "01T09:00", "p-ann", "p-bob"),
        mail("2", "01T11:00", "p-bob", "p-ann"),
        mail("3", "01T12:00", "p-ann", "p-bob"),
        mail("4", "09T12:00", "p-bob", "p-ann"),
    )
    ann, bob = of(seen, "p-ann")["p-bob"], of(seen, "p-bob")["p-ann"]
    assert usual(ann.answers) == usual(bob.answered) == timedelta(hours=1)
    assert usual(ann.answered) == usual(bob.answers) == timedelta(hours=2)


def test_without_the_time_of_day_nothing_is_told_of_answers() -> None:
    seen = account(event("1", "p-ann", "p-bob", on=DAY), event("2", "p-bob", "p-ann", on=DAY))
    (bob,) = correspondents(seen, "p-ann")
    assert (bob.wrote, bob.heard, usual(bob.answers), usual(bob.answered)) == (1, 1, None, None)


def test_ours_and_who_was_copied_had_the_same_mail() -> None:
    inbound = touch("1", "p-ann", direction=Direction.INBOUND, details={"copied": ("p-bob",)})
    seen = account(inbound._replace(channel=Channel.EMAIL, at=time(9)))
    (max_,) = correspondents(seen, "p-bob")
    assert (max_.other, max_.together, max_.wrote) == ("c-max", 1, 0)


@pytest.mark.parametrize(
    ("hours", "text"),
    [(0.2, "12 min"), (2, "2 h"), (2.5, "2.5 h"), (12.3, "12.3 h"), (36, "1.5 days")],
)
def test_how_long_something_takes_is_not_told_shorter_than_it_is(hours: float, text: str) -> None:
    assert duration(hours / 24) == text
