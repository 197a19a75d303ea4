"""Who introduced whom, as mails show it."""

from datetime import date, time, timedelta

from graph.analysis.introductions import introductions
from graph.analysis.ways_in import ways_in
from graph.log import TouchClaim
from graph.vocabulary import Channel, Direction, Outcome
from tests.unit.test_events import account, event, touch

DAY = date(2026, 5, 1)


def mail(key: str, day: int, *people: str) -> TouchClaim:
    return event(key, *people, on=DAY + timedelta(days=day))


def test_two_who_write_after_somebody_wrote_to_both_were_introduced() -> None:
    seen = account(mail("1", 0, "p-ann", "p-bob", "p-cid"), mail("2", 2, "p-cid", "p-bob"))
    (one,) = introductions(seen)
    assert (one.by, one.one, one.other) == ("p-ann", "p-cid", "p-bob")
    assert (one.at.date(), one.met.date()) == (DAY, DAY + timedelta(days=2))


def test_two_who_had_written_before_were_not_introduced() -> None:
    seen = account(
        mail("0", 0, "p-bob", "p-cid"),
        mail("1", 1, "p-ann", "p-bob", "p-cid"),
        mail("2", 2, "p-cid", "p-bob"),
    )
    assert introductions(seen) == ()


def test_two_who_write_much_later_were_not_introduced_by_that_mail() -> None:
    seen = account(mail("1", 0, "p-ann", "p-bob", "p-cid"), mail("2", 40, "p-cid", "p-bob"))
    assert introductions(seen) == ()


def test_who_copies_one_of_theirs_on_a_mail_to_us_introduces_them() -> None:
    inbound = touch("1", "p-ann", direction=Direction.INBOUND, details={"copied": ("p-bob",)})
    ours = TouchClaim(
        "a",
        "2",
        DAY + timedelta(days=3),
        time(9),
        ("c-max",),
        ("p-bob",),
        Channel.EMAIL,
        Direction.OUTBOUND,
    )
    (one,) = introductions(account(inbound, ours))
    assert (one.by, one.one, one.other) == ("p-ann", "c-max", "p-bob")


def test_who_writes_to_ours_and_to_one_of_theirs_introduces_them() -> None:
    to_us = touch("1", "p-ann", direction=Direction.INBOUND)
    among = event("1", "p-ann", "p-bob", on=to_us.on, at=to_us.at)
    ours = to_us._replace(
        key="2", on=DAY + timedelta(days=3), people=("p-bob",), direction=Direction.OUTBOUND
    )
    (one,) = introductions(account(to_us, among, ours))
    assert (one.by, one.one, one.other) == ("p-ann", "c-max", "p-bob")


def test_whom_somebody_introduced_is_a_way_in_over_them() -> None:
    met = touch("1", "p-ann", channel=Channel.IN_PERSON, outcome=Outcome.CONNECTED)
    introduced = (mail("2", 0, "p-ann", "p-bob", "p-cid"), mail("3", 1, "p-bob", "p-cid"))
    assert ways_in(account(met)).to("p-cid") is None
    way = ways_in(account(met, *introduced)).to("p-cid")
    assert way is not None
    assert [hop.source for hop in way.hops] == ["c-max", "p-ann"]
    assert way.hops[-1].by == "introduced p-cid to p-bob (59 days ago)"
