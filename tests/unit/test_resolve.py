"""The fold from the log to the account: which claim holds at which moment, for whom."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from graph.errors import NotFound
from graph.log import OURS, AccountLog, BatchHeader, Entity, LinkClaim, Statement, TouchClaim
from graph.model import Account, Person
from graph.resolve import View, resolve
from graph.vocabulary import EntityKind, Level, LinkKind, Origin, PersonStatus, Strength, Support

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
VIEW = View(NOW, viewer="Ann")
DANA = Entity("p-dana", EntityKind.PERSON, "a")
EVA = Entity("p-eva", EntityKind.PERSON, "a")


def said(entity: str, fields: dict[str, Any], **more: Any) -> Statement:
    return Statement("a", entity, fields, **more)


class Log:
    """A log built batch by batch."""

    def __init__(self) -> None:
        self.headers: dict[int, BatchHeader] = {}
        self.rows: dict[str, list[tuple[int, Any]]] = {
            "entities": [],
            "statements": [],
            "links": [],
            "touches": [],
        }
        self.add("entities", Entity("a", EntityKind.ACCOUNT, "a"), DANA, EVA)
        self.add("statements", said("a", {"name": "Acme"}), said("p-dana", {"name": "Dana"}))

    def add(
        self, kind: str, *rows: Any, origin: Origin = Origin.IMPORT, author: str = "Ann"
    ) -> None:
        batch = len(self.headers) + 1
        self.headers[batch] = BatchHeader(origin, author, NOW, "list", "test", id=batch)
        self.rows[kind] += [(batch, row) for row in rows]

    def account(self, view: View = VIEW) -> Account:
        return resolve(AccountLog("a", len(self.headers), self.headers, **self.rows), view)

    def dana(self, view: View = VIEW) -> Person:
        return next(one for one in self.account(view).people if one.id == "p-dana")


def test_what_was_said_last_holds() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"title": "CFO"}))
    log.add("statements", said("p-dana", {"title": "CEO"}))
    assert log.dana().title == "CEO"


def test_a_hand_made_value_stands_against_a_later_import() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"title": "CFO"}), origin=Origin.HAND)
    log.add("statements", said("p-dana", {"title": "CEO", "site": "Oslo"}))
    assert log.dana().title == "CFO"
    assert log.dana().text("site") == "Oslo"


def test_what_somebody_else_said_of_the_same_day_is_kept_beside_a_fact() -> None:
    log, day = Log(), date(2026, 6, 1)
    for who, support in (("Kim", "supporter"), ("Raj", "neutral"), ("Raj", "enemy")):
        opinion = said("p-dana", {"support": support}, said_by=who, valid_from=day)
        log.add("statements", opinion, origin=Origin.HAND)
    fact = log.dana().facts["support"]
    assert fact.value == Support.ENEMY
    assert [(one.value, one.provenance.who) for one in fact.otherwise] == [("supporter", "Kim")]


@pytest.mark.parametrize(
    ("support", "who", "day"),
    [
        ("supporter", "Raj", date(2026, 6, 1)),  # the same person, who thought better of it
        ("enemy", "Kim", date(2026, 6, 1)),
        ("supporter", "Kim", date(2026, 5, 1)),
        ("supporter", "Kim", None),
    ],
)
def test_what_was_said_of_another_day_or_by_the_same_person_or_alike_is_no_contradiction(
    support: str, who: str, day: date | None
) -> None:
    log = Log()
    first = said("p-dana", {"support": support}, said_by=who, valid_from=day)
    log.add("statements", first, origin=Origin.HAND)
    last = said("p-dana", {"support": "enemy"}, said_by="Raj", valid_from=date(2026, 6, 1))
    log.add("statements", last, origin=Origin.HAND)
    assert log.dana().facts["support"].otherwise == ()


def test_a_fact_carries_its_source_author_and_date() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"support": "enemy"}, said_by="Bo", evidence="lunch"))
    fact = log.dana().facts["support"]
    assert fact.value == Support.ENEMY
    assert (fact.provenance.who, fact.provenance.evidence) == ("Bo", "lunch")
    assert (fact.provenance.source, fact.provenance.recorded_at) == ("list", NOW)


def test_what_is_valid_only_after_the_moment_does_not_count_and_undated_always_does() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"status": "left"}, valid_from=date(2026, 6, 1)))
    assert log.dana(View(datetime(2026, 5, 31, tzinfo=UTC))).status is PersonStatus.ACTIVE
    assert log.dana(View(datetime(2026, 6, 1, tzinfo=UTC))).status is PersonStatus.LEFT
    assert log.dana(View(datetime(2001, 1, 1, tzinfo=UTC))).name == "Dana"


def test_what_is_no_longer_valid_falls_back_to_what_was_said_before() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"support": "neutral"}))
    log.add("statements", said("p-dana", {"support": "mentor"}, valid_until=date(2026, 3, 1)))
    assert log.dana().support is Support.NEUTRAL


def test_none_makes_a_field_unknown_again() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"support": "mentor"}))
    log.add("statements", said("p-dana", {"support": None}), origin=Origin.HAND)
    assert log.dana().support is Support.UNKNOWN
    assert "support" not in log.dana().facts


def test_private_claims_are_seen_by_their_author_alone() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"notes": "secret"}, private=True), author="Ann")
    assert log.dana(View(NOW, "Ann")).text("notes") == "secret"
    assert log.dana(View(NOW, "Bo")).text("notes") == ""
    assert log.dana(View(NOW, None)).text("notes") == ""


def test_an_opinion_for_an_opportunity_counts_there_alone_and_wins_there() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"support": "neutral"}), origin=Origin.HAND)
    log.add("statements", said("p-dana", {"support": "mentor"}, opportunity="o-1"))
    assert log.dana(View(NOW, "Ann", "o-1")).support is Support.MENTOR
    assert log.dana(View(NOW, "Ann", "o-2")).support is Support.NEUTRAL


def test_level_and_function_come_from_the_title_unless_stated() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"title": "Chief Financial Officer"}))
    assert log.dana().level is Level.C_LEVEL
    assert log.dana().facts["level"].provenance.origin is Origin.INFERRED
    log.add("statements", said("p-dana", {"level": "director"}))
    assert log.dana().level is Level.DIRECTOR


def test_what_is_read_from_a_private_title_is_private() -> None:
    log = Log()
    log.add("statements", said("p-dana", {"title": "CFO"}, private=True))
    assert log.dana().facts["level"].private


def test_a_merged_person_is_gone_and_their_links_and_touches_point_to_the_other() -> None:
    log = Log()
    log.add("statements", said("p-eva", {"merged_into": "p-dana"}), origin=Origin.HAND)
    log.add("links", LinkClaim("a", LinkKind.REPORTS_TO, "p-eva", "p-boss"))
    log.add("touches", touch("k1", date(2026, 1, 1)))
    account = log.account()
    assert [one.id for one in account.people] == ["p-dana"]
    assert account.aliases == {"p-eva": "p-dana"}
    assert account.links[0].source == "p-dana"
    assert account.touches[0].people == ("p-dana",)


def test_of_two_merged_into_each_other_one_stays() -> None:
    log = Log()
    log.add("statements", said("p-eva", {"merged_into": "p-dana"}))
    log.add("statements", said("p-dana", {"merged_into": "p-eva"}))
    assert [one.id for one in log.account().people] == ["p-dana"]


def touch(key: str, on: date, at: time | None = None, **more: Any) -> TouchClaim:
    return TouchClaim("a", key, on, at, ("c-1",), ("p-eva",), **more)


def test_a_touch_counts_from_its_own_minute_on() -> None:
    log = Log()
    log.add(
        "touches",
        touch("k1", date(2026, 6, 30), time(11)),
        touch("k2", date(2026, 6, 30), time(13)),
    )
    assert [one.key for one in log.account().touches] == ["k1"]


def test_a_later_claim_under_the_same_key_replaces_a_touch_and_can_withdraw_it() -> None:
    log = Log()
    log.add("touches", touch("k1", date(2026, 1, 1), note="old"))
    log.add("touches", touch("k1", date(2026, 1, 1), note="new"))
    assert [one.note for one in log.account().touches] == ["new"]
    log.add("touches", touch("k1", date(2026, 1, 1), withdrawn=True))
    assert log.account().touches == ()


def test_a_private_note_is_masked_for_others_but_the_touch_counts() -> None:
    log = Log()
    log.add("touches", touch("k1", date(2026, 1, 1), note="secret", private=True), author="Ann")
    assert log.account(View(NOW, "Ann")).touches[0].note == "secret"
    assert log.account(View(NOW, "Bo")).touches[0].note is None


@pytest.mark.parametrize(
    ("said_", "read"), [(None, None), ("none", ()), ([], ()), ("share;learn", ("share", "learn"))]
)
def test_an_empty_visit_is_not_one_of_which_nobody_said_what_it_did(
    said_: Any, read: tuple[str, ...] | None
) -> None:
    log = Log()
    log.add("touches", touch("k1", date(2026, 1, 1), details={"visit": said_}))
    assert log.account().touches[0].visit == read


def test_a_link_withdrawn_by_hand_stays_away_when_an_import_names_it_again() -> None:
    claim = LinkClaim("a", LinkKind.INFLUENCES, "p-eva", "p-dana", strength=Strength.STRONG)
    log = Log()
    log.add("links", claim)
    assert log.account().links[0].strength is Strength.STRONG
    log.add("links", claim._replace(withdrawn=True), origin=Origin.HAND)
    log.add("links", claim)
    assert log.account().links == ()


def test_knows_has_no_direction() -> None:
    log = Log()
    log.add("links", LinkClaim("a", LinkKind.KNOWS, "p-eva", "p-dana"))
    log.add("links", LinkClaim("a", LinkKind.KNOWS, "p-dana", "p-eva", probability=0.5))
    assert [link.probability for link in log.account().links] == [0.5]


def test_colleagues_come_along_and_are_no_contacts() -> None:
    log = Log()
    log.add("entities", Entity("c-1", EntityKind.COLLEAGUE, OURS))
    log.add("statements", Statement(OURS, "c-1", {"name": "Kim"}))
    assert [one.name for one in log.account().colleagues] == ["Kim"]


def test_an_account_that_nobody_made_is_not_found() -> None:
    with pytest.raises(NotFound):
        resolve(AccountLog("b", 0, {}), VIEW)
