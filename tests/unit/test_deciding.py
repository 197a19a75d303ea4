"""Whom next where mails among the client's own people are known."""

from datetime import datetime, timedelta

import pytest

from graph.advice.case import Query
from graph.advice.suggestions import suggest
from graph.analysis.deciding import influence
from graph.analysis.reviewing import review
from graph.model import Account
from graph.vocabulary import Origin
from tests.unit.asking import reached
from tests.unit.claims import NOW, Claim, influences, mails, touch
from tests.unit.worlds import org

PICTURE = """
    Dana Reyes, CFO {decision_maker}
    Ann Lee, Controller
    Bob Stone, Plant Manager
    Cy Dahl, Buyer
"""
DAILY = range(1, 60)


def world(*claims: Claim, now: datetime = NOW) -> Account:
    return org(PICTURE, *claims, as_of=now)


def names(account: Account) -> list[str]:
    return [one.person.name for one in suggest(account, Query()).suggestions]


def test_who_writes_to_those_who_decide_comes_first() -> None:
    account = world(
        mails("Ann Lee", "Dana Reyes", DAILY),
        mails("Bob Stone", "Dana Reyes", range(1, 60, 10)),
        mails("Dana Reyes", "Cy Dahl", DAILY),
    )
    assert names(account) == ["Ann Lee", "Bob Stone"]


def test_stated_links_count_beside_mails() -> None:
    account = world(
        mails("Ann Lee", "Dana Reyes", range(1, 60, 10)),
        influences("Cy Dahl", "Dana Reyes", 0.9),
    )
    assert names(account)[0] == "Cy Dahl"
    answer = suggest(account, Query())
    assert answer.targets[0].reached == 0
    assert answer.suggestions[0].share == pytest.approx(0.9, abs=0.02)


def test_what_comes_after_the_moment_asked_about_is_not_seen() -> None:
    early = NOW - timedelta(70)
    claims = mails("Ann Lee", "Dana Reyes", DAILY), mails("Bob Stone", "Dana Reyes", [80, 90])
    assert names(world(*claims)) == ["Ann Lee", "Bob Stone"]
    assert names(world(*claims, now=early)) == ["Bob Stone"]


def test_the_further_one_looks_the_more_is_reached() -> None:
    account = world(mails("Ann Lee", "Dana Reyes", DAILY))
    near, far = (
        suggest(account, Query(horizon=days)).suggestions[0].share for days in (5.0, 100.0)
    )
    assert near < 0.3 < far


def test_the_answer_says_how_far_it_looks_and_by_how_many_mails() -> None:
    answer = suggest(world(mails("Ann Lee", "Dana Reyes", DAILY)), Query(horizon=14.0))
    assert (answer.horizon_days, answer.events) == (14.0, len(DAILY))
    assert "Looks 14 days ahead, by 59 mails and meetings" in answer.notes[0]
    told = " ".join(answer.suggestions[0].because)
    assert "Ann Lee influences Dana Reyes" in told
    assert "inferred" in told


def test_without_mails_influence_takes_no_time() -> None:
    answer = suggest(world(influences("Ann Lee", "Dana Reyes", 0.5)), Query())
    assert (answer.horizon_days, answer.events) == (None, 0)
    assert answer.suggestions[0].share == pytest.approx(0.5, abs=0.01)


def test_what_is_inferred_from_mails_is_marked_so_and_no_link_of_the_account() -> None:
    account = world(mails("Ann Lee", "Dana Reyes", DAILY))
    (flow,) = influence(account).flows
    assert flow.link.provenance.origin is Origin.INFERRED
    assert account.links == ()


def test_a_review_reaches_as_much_of_the_decision_as_the_answer_says() -> None:
    account = world(
        mails("Ann Lee", "Dana Reyes", DAILY),
        *(touch("Colin", "Ann Lee", days) for days in (3, 9, 20)),
    )
    answer = suggest(account, Query())
    assert reached(answer) > 0.2
    assert review(account).decision_reached == pytest.approx(answer.decision_reached, abs=0.01)


def test_mails_with_those_who_left_carry_nothing() -> None:
    account = org(
        PICTURE.replace("Ann Lee, Controller", "Ann Lee, Controller {left}"),
        mails("Bob Stone", "Ann Lee", DAILY),
        mails("Ann Lee", "Dana Reyes", DAILY),
    )
    assert influence(account).events == 0
    assert names(account) == ["Dana Reyes"]  # who decides: nobody leads there
