"""A suggestion in full: its routes, their evidence, and what would change its place; each change
is made for real and asked again."""

from dataclasses import replace
from datetime import date
from typing import Unpack

import pytest

from graph.advice.explanation.answer import Explanation, PlaceChange
from graph.advice.explanation.evidence import in_short
from graph.analysis.inferring import MAILS
from graph.model import Provenance
from graph.vocabulary import Channel, Origin
from tests.unit.asking import Asked, ask, listed
from tests.unit.claims import NOW, mails, of_source
from tests.unit.worlds import (
    TODAY,
    Claim,
    by_hand,
    influences,
    knows,
    link,
    person_id,
    said,
    touch,
)

TWO = "Dana, CFO {decision_maker}\nAnn\nBob"


def explanation(picture: str, *claims: Claim, rank: int = 1, **asked: Unpack[Asked]) -> Explanation:
    asked["explain"] = True
    found = ask(picture, *claims, **asked).suggestions[rank - 1].explanation
    assert found is not None
    return found


def change(found: Explanation, kind: str) -> PlaceChange:
    return next(one for one in found.changes if one.kind == kind)


def kinds(found: Explanation) -> list[str]:
    return [one.kind for one in found.changes]


def test_nothing_is_explained_unless_it_is_asked_for() -> None:
    answer = ask(TWO, influences("Ann", "Dana", 0.5))
    assert [one.explanation for one in answer.suggestions] == [None]


def test_the_routes_are_told_with_what_each_carries_and_how_likely_it_is() -> None:
    claims = (
        influences("Ann", "Dana", 0.5),
        influences("Ann", "Bob", 0.5),
        influences("Bob", "Dana", 0.8),
    )
    direct, over = explanation(TWO, *claims, exclude=frozenset({person_id("Bob")})).routes
    assert [(one.person.name, one.to.name) for one in over.steps] == [
        ("Ann", "Bob"),
        ("Bob", "Dana"),
    ]
    assert (direct.probability, over.probability) == pytest.approx((0.5, 0.4))
    assert direct.share == pytest.approx(0.5, abs=5 * direct.standard_error)
    assert over.share == pytest.approx(0.5 * 0.4, abs=5 * over.standard_error)
    assert direct.part + over.part == pytest.approx(1)


def test_the_routes_share_the_gain_that_is_told() -> None:
    claims = influences("Ann", "Dana", 0.5), influences("Bob", "Dana", 0.3)
    for rank in (1, 2):
        one = ask(TWO, *claims, explain=True).suggestions[rank - 1]
        assert one.explanation is not None
        (route,) = one.explanation.routes
        assert route.part == 1
        assert route.share == pytest.approx(one.share)
        assert route.standard_error == one.standard_error


def test_what_goes_over_routes_that_are_not_told_is_said() -> None:
    between = ["Cleo", "Dirk", "Emil", "Fay", "Gus"]
    claims = [influences("Ann", one, 0.5) for one in between]
    claims += [influences(one, "Dana", 0.5) for one in between]
    picture = "\n".join((TWO, *between))
    told = explanation(picture, *claims, exclude=frozenset(map(person_id, between)))
    rest = 1 - sum(one.part for one in told.routes)
    assert rest > 0.1
    assert f"The other {100 * rest:.0f} % of the gain goes over other routes." in told.says


def test_what_two_routes_share_is_told_once() -> None:
    picture = "Dana, CFO {decision_maker}\nTom {decision_maker}\nMid\nAnn"
    claims = (
        influences("Ann", "Mid", 0.9),
        influences("Mid", "Dana", 0.5),
        influences("Mid", "Tom", 0.5),
    )
    told = explanation(picture, *claims, exclude=frozenset({person_id("Mid")}))
    assert len(told.routes) == 2
    assert len([one for one in told.says if one.startswith("Ann influences Mid")]) == 1


def test_who_would_be_ahead_by_chance_alone_is_told_to_be_about_level() -> None:
    """After a call Ann is worth as much as Bob, as far as the worlds that were drawn tell."""
    level, behind = (
        explanation(TWO, influences("Ann", "Dana", 0.5), influences("Bob", "Dana", bob), by="gain")
        for bob in (0.355, 0.4)
    )
    assert change(level, "touch").level
    assert "about level with" in level.says[-1]
    assert not change(behind, "touch").level
    assert "about level with" not in behind.says[-1]


def test_each_step_is_told_with_its_evidence_and_date() -> None:
    told = explanation(
        "Dana, CFO {decision_maker}\n  Ann",
        by_hand(link("Ann", "influences", "Dana", 0.5, on=date(2026, 1, 7))),
    )
    (route,) = told.routes
    assert {one.kind: one.on for one in route.steps[0].evidence} == {
        "reports_to": TODAY,
        "influences": date(2026, 1, 7),
    }
    assert route.steps[0].probability == pytest.approx(1 - 0.5 * 0.85)
    assert "Ann reports to Dana: imported from test on 2026-03-31." in told.says
    assert (
        "Ann influences Dana (50 %): holds since 2026-01-07; stated by Tester on 2026-03-31."
        in told.says
    )


def test_what_mails_show_is_told_with_the_last_day_and_how_sure_it_is() -> None:
    told = explanation(TWO, mails("Ann", "Dana", range(3, 60, 3)))
    (evidence,) = told.routes[0].steps[0].evidence
    assert evidence.origin == "inferred"
    assert evidence.says.startswith("19 mails in 58 days, last on 2026-03-28")
    assert evidence.on == date(2026, 3, 28)
    assert evidence.confidence is not None
    assert 0.99 < evidence.confidence < 1
    assert f"{evidence.says}; another mail within 30 days: " in told.says[1]


def test_meetings_are_not_called_mails() -> None:
    told = explanation(TWO, mails("Ann", "Dana", range(3, 60, 3), Channel.VIDEO))
    (evidence,) = told.routes[0].steps[0].evidence
    assert evidence.says.startswith("19 mails or meetings in 58 days")


def test_what_was_accepted_from_mails_is_told_as_stated() -> None:
    """Also where no mail went in the direction in which the influence goes."""
    claims = (
        mails("Dana", "Ann", range(3, 60, 3)),
        of_source(by_hand(influences("Ann", "Dana", 0.5)), MAILS),
    )
    (evidence,) = explanation(TWO, *claims).routes[0].steps[0].evidence
    assert (evidence.origin, evidence.source) == ("hand", MAILS)
    assert evidence.says == "stated by Tester on 2026-03-31"


def test_a_weaker_influence_lets_the_next_one_overtake_exactly_where_it_is_told() -> None:
    stated = influences("Bob", "Dana", 0.4), influences("Bob", "Ann", 0.1)
    first = explanation(TWO, influences("Ann", "Dana", 0.5), *stated).changes[0]
    assert (first.kind, first.person.name, first.now) == ("influence", "Ann", 0.5)
    assert first.to is not None
    assert first.to.name == "Dana"
    assert first.below is not None
    assert first.standard_error is not None
    assert first.part == pytest.approx(1 - first.below / 0.5)
    assert "if the influence of Ann on Dana were below 4" in first.says
    off = 4 * first.standard_error + 0.01
    for probability, order in ((-off, ["Bob", "Ann"]), (off, ["Ann", "Bob"])):
        again = ask(TWO, influences("Ann", "Dana", first.below + probability), *stated)
        assert listed(again) == order


APART = (influences("Ann", "Dana", 0.5), influences("Bob", "Dana", 0.3))


def test_support_that_turns_out_otherwise_lets_the_next_one_overtake() -> None:
    first = explanation(TWO, *APART).changes[0]
    assert (first.kind, first.person.name, first.support) == ("support", "Ann", "non_supporter")
    assert first.part == 0.25
    assert first.says == "if Ann were a non-supporter (whether for or against us isn't known now)"
    for support, order in (("non_supporter", ["Bob", "Ann"]), ("neutral", ["Ann", "Bob"])):
        assert listed(ask(TWO, *APART, said("Ann", support=support))) == order


def test_a_call_lets_the_next_one_overtake() -> None:
    near = influences("Ann", "Dana", 0.5), influences("Bob", "Dana", 0.4)
    found = change(explanation(TWO, *near, by="gain"), "touch")
    assert found.part == pytest.approx(0.451, abs=0.001)
    assert found.says == "after one call with Ann that gives something"
    assert listed(ask(TWO, *near, touch("Colin", "Ann"), by="gain")) == ["Bob", "Ann"]


def test_a_call_changes_nothing_where_it_is_said_how_engaged_they_are() -> None:
    engaged = {person_id("Ann"): 0.0}
    assert "touch" not in kinds(explanation(TWO, *APART, by="gain", engaged=engaged))


def test_somebody_who_leaves_lets_the_next_one_overtake() -> None:
    picture = f"{TWO}\nMid {{technical_buyer}}"
    claims = (
        influences("Ann", "Mid", 0.9),
        influences("Mid", "Dana", 1.0),
        influences("Bob", "Dana", 0.1),
    )
    found = change(explanation(picture, *claims, by="gain"), "leaves")
    assert (found.person.name, found.part) == ("Mid", 1.0)
    assert listed(ask(f"{TWO}\nMid {{technical_buyer; left}}", *claims, by="gain"))[0] == "Bob"


def test_a_way_in_that_is_lost_lets_the_next_one_overtake() -> None:
    claims = influences("Ann", "Dana", 0.4), influences("Bob", "Dana", 0.45)
    found = change(explanation(TWO, *claims, knows("Colin", "Ann", "strong")), "way_in")
    assert found.says == "if the way in from Colin to Ann were lost"
    assert listed(ask(TWO, *claims, knows("Colin", "Bob", "weak"))) == ["Bob", "Ann"]


def test_the_nearest_change_stands_first_and_two_are_told() -> None:
    found = explanation(TWO, *APART)
    parts = [one.part for one in found.changes]
    assert parts == sorted(parts)
    assert found.says[-1] == (
        f"Would fall behind Bob {found.changes[0].says} or {found.changes[1].says}."
    )


def test_a_tie_needs_no_change_and_is_said_to_be_one() -> None:
    found = explanation(TWO, influences("Ann", "Dana", 0.5), influences("Bob", "Dana", 0.5))
    assert found.tied
    assert found.changes == ()
    assert found.next_below is not None
    assert found.says[-1] == (
        f"{found.next_below.name}, who is next, would do as well here already."
    )


def test_who_stands_last_has_nobody_to_fall_behind() -> None:
    found = explanation(TWO, *APART, rank=2)
    assert found.next_below is None
    assert found.changes == ()


def test_the_next_one_below_the_list_is_named_too() -> None:
    found = explanation(TWO, *APART, limit=1)
    assert found.next_below is not None
    assert found.next_below.name == "Bob"


def test_that_nothing_would_change_a_place_is_said() -> None:
    """Ann has two ways; either alone is worth more than Bob's."""
    claims = influences("Ann", "Dana", 0.5), influences("Ann", "Tom", 0.5)
    picture = f"{TWO}\nTom {{decision_maker}}"
    found = explanation(picture, *claims, influences("Bob", "Dana", 0.05), by="gain")
    assert found.changes == ()
    assert found.says[-1] == "No single fact would put Bob before."


def test_of_files_that_were_imported_together_it_is_said_that_it_was_one_of_them() -> None:
    said = Provenance(Origin.IMPORT, "list", "Tester", NOW, file="people.csv, links.csv")
    assert in_short(said) == "imported from people.csv or links.csv on 2026-03-31"
    assert in_short(replace(said, file=None)) == "imported from list on 2026-03-31"
