"""Worlds are drawn again only where an account may stand otherwise than before."""

from dataclasses import replace
from datetime import timedelta

from graph.advice.case import Query
from graph.advice.supposing import Supposed
from graph.advice.what_if import what_if
from graph.planning.folding import Folded
from graph.planning.kept_starts import Starts
from graph.resolve import View
from tests.unit.worlds import NOW, influences, log, org, person_id, said

WRITTEN = log(
    "Ann, CFO\n  Bob\n  Cid", influences("Bob", "Ann", 0.4), influences("Cid", "Ann", 0.2)
)
LATER = NOW + timedelta(minutes=5)


def test_the_same_question_is_answered_in_the_same_worlds_while_the_account_stands() -> None:
    folded, starts = Folded(), Starts()
    first = starts.of(folded.account(WRITTEN, View(NOW)), Query())
    again = starts.of(folded.account(WRITTEN, View(LATER)), Query())
    assert again.today is not None
    assert again.today is first.today
    assert again.asked.account.as_of == LATER


def test_another_question_another_day_or_another_batch_start_anew() -> None:
    starts, account = Starts(), org("Ann, CFO\n  Bob", influences("Bob", "Ann", 0.4))
    first = starts.of(account, Query()).today
    more = org("Ann, CFO\n  Bob", influences("Bob", "Ann", 0.4), said("Bob", title="CTO"))
    tomorrow = replace(account, as_of=account.as_of + timedelta(days=1))
    for other, query in ((account, Query(seed=2)), (tomorrow, Query()), (more, Query())):
        assert starts.of(other, query).today is not first


def test_what_was_kept_of_an_account_goes_once_it_changed() -> None:
    starts, account = Starts(), org("Ann, CFO\n  Bob", influences("Bob", "Ann", 0.4))
    first = starts.of(account, Query()).today
    starts.of(replace(account, version=account.version + 1), Query())
    assert starts.of(account, Query()).today is not first


def test_no_more_than_so_many_are_kept() -> None:
    starts, account = Starts(most=2), org("Ann, CFO\n  Bob", influences("Bob", "Ann", 0.4))
    first, second, _ = (starts.of(account, Query(seed=seed)).today for seed in (1, 2, 3))
    assert starts.of(account, Query(seed=2)).today is second
    assert starts.of(account, Query(seed=1)).today is not first


def test_from_what_was_kept_comes_the_answer_that_comes_from_anew() -> None:
    starts, account = Starts(), Folded().account(WRITTEN, View(NOW))
    supposed = Supposed(leaves=frozenset({person_id("Bob")}))
    starts.of(account, Query())
    kept, anew = starts.of(account, Query()), Starts().of(account, Query())
    assert what_if(kept.asked, supposed, kept.today) == what_if(anew.asked, supposed, anew.today)
