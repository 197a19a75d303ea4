"""Who introduced whom, as mails show it."""

from dataclasses import replace
from datetime import date, time, timedelta

from graph.analysis.introductions import introductions
from graph.analysis.ways_in import ways_in
from graph.log import TouchClaim
from graph.model import Link
from graph.vocabulary import Channel, Direction, LinkKind, Outcome, Strength
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


def test_a_mail_to_a_whole_team_long_ago_hides_no_introduction() -> None:
    seen = account(
        touch("0", "p-bob", "p-cid", direction=Direction.OUTBOUND)._replace(on=date(2025, 1, 6)),
        mail("1", 0, "p-ann", "p-bob", "p-cid"),
        mail("2", 1, "p-bob", "p-cid"),
    )
    (one,) = introductions(seen)
    assert (one.by, one.one, one.other) == ("p-ann", "p-bob", "p-cid")


def test_two_between_whom_a_link_stands_were_not_introduced() -> None:
    seen = account(mail("1", 0, "p-ann", "p-bob", "p-cid"), mail("2", 2, "p-bob", "p-cid"))
    provenance = seen.people[0].created
    assert provenance is not None
    kind, strength = LinkKind.REPORTS_TO, Strength.UNKNOWN
    link = Link(kind, "p-cid", "p-bob", None, strength, provenance)
    assert introductions(replace(seen, links=(link,))) == ()


def test_an_answer_to_who_brought_two_together_is_no_mail_between_them_yet() -> None:
    together = mail("1", 0, "p-ann", "p-bob", "p-cid")
    answer = mail("2", 1, "p-bob", "p-ann", "p-cid")
    assert introductions(account(together, answer)) == ()
    (one,) = introductions(account(together, answer, mail("3", 2, "p-bob", "p-cid", "p-ann")))
    assert (one.one, one.other, one.met.date()) == ("p-bob", "p-cid", DAY + timedelta(days=2))


def test_whoever_introduced_may_have_a_copy_of_what_the_two_write() -> None:
    to_us = touch("1", "p-ann", direction=Direction.INBOUND, details={"copied": ("p-bob",)})
    later = to_us._replace(key="2", on=DAY, people=("p-bob",), details={"copied": ("p-ann",)})
    to_us = to_us._replace(on=DAY - timedelta(days=1))
    (one,) = introductions(account(to_us, later))
    assert (one.by, one.one, one.other) == ("p-ann", "p-bob", "c-max")
    answer = later._replace(details=None)
    among = event("2", "p-bob", "p-ann", on=DAY, at=later.at)
    assert introductions(account(to_us, answer, among)) == ()


def test_one_of_ours_may_introduce_two_and_have_a_copy() -> None:
    ours = touch("1", "p-bob", "p-cid", direction=Direction.OUTBOUND)
    to_us = touch("2", "p-bob", direction=Direction.INBOUND)._replace(on=DAY + timedelta(days=1))
    among = event("2", "p-bob", "p-cid", on=to_us.on, at=to_us.at)
    (one,) = introductions(account(ours, to_us, among))
    assert (one.by, one.one, one.other) == ("c-max", "p-bob", "p-cid")


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
