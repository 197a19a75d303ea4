"""Mails and meetings among an account's own people: kept apart from touches, ready for analysis."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from graph.analysis.coverage import coverage
from graph.analysis.dated_events import events
from graph.analysis.exchanges import exchanges
from graph.log import AMONG, OURS, AccountLog, BatchHeader, Entity, Statement, TouchClaim
from graph.model import Account
from graph.resolve import View, resolve
from graph.store.erasure import Erasing
from graph.vocabulary import Channel, Direction, EntityKind, Origin, Outcome

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
MAY = date(2026, 5, 1)
PEOPLE = ("p-ann", "p-bob", "p-cid")
HEADER = BatchHeader(Origin.IMPORT, "Tester", NOW, "mail", "import", id=1)


def event(key: str, *people: str, on: date = MAY, at: time | None = None) -> TouchClaim:
    return TouchClaim("a", AMONG + key, on, at, (), people, Channel.EMAIL)


def touch(key: str, *people: str, **more: Any) -> TouchClaim:
    given = {"colleagues": ("c-max",), "channel": Channel.EMAIL, **more}
    return TouchClaim("a", key, MAY, time(9), people=people, **given)


def account(*claims: TouchClaim, said: tuple[Statement, ...] = (), now: datetime = NOW) -> Account:
    made = [Entity(one, EntityKind.PERSON, "a") for one in PEOPLE]
    ours = [Entity(one, EntityKind.COLLEAGUE, OURS) for one in ("c-max", "c-eva")]
    entities = [Entity("a", EntityKind.ACCOUNT, "a"), *made, *ours]
    log = AccountLog(
        "a",
        1,
        {1: HEADER},
        [(1, one) for one in entities],
        [(1, one) for one in said],
        touches=[(1, one) for one in claims],
    )
    return resolve(log, View(now))


def test_events_are_no_touches_and_add_nothing_to_coverage() -> None:
    seen = account(event("1", "p-ann", "p-bob"), touch("2", "p-cid"))
    assert [one.key for one in seen.touches] == ["2"]
    assert [(one.sender, one.recipients) for one in seen.events] == [("p-ann", ("p-bob",))]
    found = coverage(seen)
    assert found["p-ann"].last_contact is None
    assert found["p-cid"].last_contact is not None


def test_events_come_in_the_order_of_time_and_none_from_the_future() -> None:
    later = event("1", "p-ann", "p-bob", at=time(10))
    earlier = event("2", "p-bob", "p-ann", at=time(9))
    ahead = event("3", "p-cid", "p-ann", on=date(2027, 1, 1))
    assert [one.at.hour for one in account(later, earlier, ahead).events] == [9, 10]
    assert account(later, now=datetime(2026, 4, 1, tzinfo=UTC)).events == ()


def test_whoever_is_not_on_the_map_is_left_out_of_events_and_touches() -> None:
    seen = account(
        event("1", "p-new", "p-ann"),
        event("2", "p-ann", "p-new"),
        event("3", "p-ann", "p-new", "p-bob"),
        touch("4", "p-new"),
        touch("5", "p-new", "p-bob", details={"copied": ("p-new", "p-bob")}),
    )
    assert [one.recipients for one in seen.events] == [("p-bob",)]
    assert [(one.key, one.people) for one in seen.touches] == [("5", ("p-bob",))]
    assert seen.touches[0].details["copied"] == ("p-bob",)


def test_events_of_somebody_merged_are_those_of_the_one_who_stands() -> None:
    merged = Statement("a", "p-cid", {"merged_into": "p-bob"})
    found = account(event("1", "p-cid", "p-bob", "p-ann"), said=(merged,)).events
    assert [(one.sender, one.recipients) for one in found] == [("p-bob", ("p-ann",))]


def test_an_event_goes_with_who_began_it_and_loses_whom_it_reached() -> None:
    gone = Erasing(frozenset({"p-bob"}), frozenset())
    assert gone.touch(event("1", "p-bob", "p-ann", "p-cid")) is None
    assert gone.touch(event("2", "p-ann", "p-bob")) is None
    left = gone.touch(event("3", "p-ann", "p-bob", "p-cid"))
    assert left is not None
    assert left.people == ("p-ann", "p-cid")


def test_a_touch_whose_colleague_was_erased_does_not_become_an_event() -> None:
    left = Erasing(frozenset({"c-max"}), frozenset()).touch(touch("1", "p-ann", "p-bob"))
    assert left is not None
    assert account(left).events == ()


def test_touches_count_as_events_where_it_is_known_who_began_them() -> None:
    inbound, outbound = Direction.INBOUND, Direction.OUTBOUND
    seen = account(
        touch("1", "p-ann", direction=inbound),
        touch("2", "p-ann", "p-bob", direction=outbound),
        touch("3", "p-ann", "p-bob", direction=inbound),
        touch("4", "p-ann", "p-bob", direction=inbound, details={"sender": "p-bob"}),
        touch("5", "p-ann"),
        touch("6", "p-ann", direction=outbound, channel=Channel.VOICEMAIL),
        touch("7", "p-ann", direction=outbound, channel=Channel.CALL, outcome=Outcome.NO_ANSWER),
    )
    assert {(one.sender, one.recipients) for one in events(seen)} == {
        ("p-ann", ("c-max",)),
        ("c-max", ("p-ann", "p-bob")),
        ("p-bob", ("c-max", "p-ann")),
    }


def test_arrays_hold_a_row_for_each_recipient_in_the_order_of_time() -> None:
    seen = account(
        event("1", "p-cid", "p-ann", "p-bob", at=time(0, 1)),
        event("2", "p-ann", "p-cid"),
        touch("3", "p-ann", direction=Direction.INBOUND),
    )
    found = exchanges(seen.events)
    assert found.ids == ("p-ann", "p-bob", "p-cid")
    rows = np.column_stack([found.sender, found.recipient]).tolist()
    assert rows == [[0, 2], [2, 0], [2, 1]]
    start = int(datetime(2026, 5, 1, tzinfo=UTC).timestamp())
    assert found.seconds.tolist() == [start, start + 60, start + 60]


def test_an_account_without_events_has_empty_arrays() -> None:
    found = exchanges(())
    assert (found.ids, found.sender.tolist(), found.seconds.tolist()) == ((), [], [])


def test_an_event_of_today_shows_once_its_time_has_come() -> None:
    soon = event("1", "p-ann", "p-bob", on=NOW.date(), at=time(13))
    assert account(soon).events == ()
    assert account(soon).next_touch_at == time(13)
    assert len(account(soon, now=NOW + timedelta(hours=1)).events) == 1
