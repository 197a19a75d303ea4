"""The review: coverage, gaps, and what hangs on one person."""

import pytest

from graph.analysis.phrases import listed
from graph.analysis.reviewing import Dependence, Review, review
from graph.vocabulary import Function, Level
from tests.unit.worlds import Claim, influences, knows, names, org, touch

CLIENT = """
    Dana Reyes, CFO {decision_maker}
      Ann Lee {manager; function=finance}
        Bob Stone {professional; function=finance}
        Seat {manager; function=finance; placeholder}
    Gil {left}
"""


def reviewed(*claims: Claim) -> Review:
    return review(org(CLIENT, *claims))


def of(found: tuple[Dependence, ...], name: str) -> Dependence:
    return next(one for one in found if one.person.name == name)


def test_everybody_who_is_there_stands_with_their_contact_and_colleagues() -> None:
    found = reviewed(touch("Colin", "Ann Lee", 20), touch("Dora", "Ann Lee", 5))
    ann = next(one for one in found.people if one.person.name == "Ann Lee")
    assert (ann.contact.days_since_contact, names(ann.colleagues)) == (5, ["Dora", "Colin"])
    assert "Gil" not in names(one.person for one in found.people)
    assert found.gone == 1


def test_the_matrix_shows_where_we_know_nobody() -> None:
    found = reviewed(touch("Colin", "Ann Lee", 20))
    cells = {(one.level, one.function): one for one in found.matrix}
    assert len(found.matrix) == len(cells) == 3 * 1
    managers = cells[Level.MANAGER, Function.FINANCE]
    assert (managers.known, managers.covered, managers.seats) == (1, 1, 1)
    top = cells[Level.C_LEVEL, Function.FINANCE]
    assert (top.known, top.covered) == (1, 0)


def test_an_account_that_hangs_on_one_contact_names_them() -> None:
    alone = reviewed(touch("Colin", "Ann Lee", 20))
    assert alone.hangs_on is not None
    assert alone.hangs_on.name == "Ann Lee"
    assert reviewed(touch("Colin", "Ann Lee", 20), touch("Dora", "Bob Stone", 5)).hangs_on is None
    assert reviewed().hangs_on is None


def test_what_is_lost_with_a_contact_is_their_ways_and_their_part_of_the_decision() -> None:
    strong = influences("Ann Lee", "Dana Reyes", 0.6)
    found = reviewed(touch("Colin", "Ann Lee", 0), strong)
    ann = of(found.contacts, "Ann Lee")
    assert names(ann.cut_off) == ["Bob Stone", "Dana Reyes", "Seat"]
    assert ann.decision_lost == pytest.approx(found.decision_reached)
    with_another = reviewed(touch("Colin", "Ann Lee", 0), strong, knows("Dora", "Dana Reyes"))
    assert names(of(with_another.contacts, "Ann Lee").cut_off) == ["Bob Stone", "Seat"]


def test_a_contact_without_influence_takes_nothing_of_the_decision_along() -> None:
    account = org(
        "Dana {decision_maker}\nAnn\nBob",
        touch("Colin", "Ann"),
        touch("Colin", "Bob"),
        influences("Ann", "Dana", 0.5),
    )
    found = review(account)
    assert of(found.contacts, "Bob").decision_lost == 0
    assert found.contacts[0].person.name == "Ann"


def test_what_hangs_on_one_of_ours_is_what_only_they_did() -> None:
    found = reviewed(
        touch("Colin", "Ann Lee", 0, "in_person"),
        touch("Colin; Dora", "Bob Stone", 5),
        influences("Ann Lee", "Dana Reyes", 0.6),
    )
    colin, dora = of(found.colleagues, "Colin"), of(found.colleagues, "Dora")
    assert colin.is_ours
    assert names(colin.only_theirs) == ["Ann Lee"]
    assert colin.decision_lost > 0
    assert (dora.only_theirs, dora.cut_off, dora.decision_lost) == ((), (), 0)


def test_an_account_without_touches_or_targets_is_reviewed_all_the_same() -> None:
    found = review(org("Ann\nBob {left}"))
    assert (found.touches_kept, found.contacts, found.colleagues) == (False, (), ())
    assert (found.decision_reached, found.gone) == (None, 1)
    assert review(org("")).people == ()


def test_a_name_with_a_comma_reads_as_one_name() -> None:
    assert listed(["Bo", "O'Neil, Pat", "Cid"]) == "Bo; O'Neil, Pat; and Cid"
    assert listed(["Bo (Head, Sales)", "Ann", "Cid"]) == "Bo (Head, Sales), Ann and Cid"
