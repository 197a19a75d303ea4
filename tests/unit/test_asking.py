"""The use case: one read of the store, then the answer."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from graph.errors import Ambiguous, BadInput, NotFound
from graph.planning.asking import NextRequest, ways_to, whom_next
from graph.store import Store, open_store
from tests.unit.asking import reached
from tests.unit.worlds import (
    NOW,
    account_id,
    batches,
    influences,
    knows,
    person_id,
    said,
    thing,
    thing_id,
    touch,
)

PICTURE = """
    Dana Reyes, CFO {decision_maker}
      Ann Lee, Controller
        Bob Stone, Accountant
    Tom Fox, COO
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "store.db"))
    deal = thing_id("opportunity", "deal")
    for batch in batches(
        PICTURE,
        influences("Ann Lee", "Dana Reyes", "strong"),
        influences("Bob Stone", "Tom Fox", 0.5),
        knows("Colin Hart", "Bob Stone", "strong"),
        touch("Dora Maas", "Ann Lee", 40),
        thing("opportunity", "deal", name="New Line"),
        said("Tom Fox", buying_role=["approver"], opportunity=deal),
        said("Ann Lee", support="enemy", private=True),
    ):
        opened.commit(batch)
    yield opened
    opened.close()


def test_people_are_named_as_users_name_them(store: Store) -> None:
    request = NextRequest(
        "dream co",
        colleague="colin hart",
        targets={"Tom Fox": 2.0},
        engaged={"Ann Lee": 0.5},
        exclude=("dana reyes",),
    )
    answer = whom_next(store, request, NOW)
    assert [(one.person.name, one.weight) for one in answer.targets] == [("Tom Fox", 2)]
    assert answer.suggestions[0].person.id == person_id("Bob Stone")
    assert answer.suggestions[0].way_in[0].person.name == "Colin Hart"


def test_an_opportunity_brings_its_own_targets(store: Store) -> None:
    general = whom_next(store, NextRequest(account_id()), NOW)
    for_deal = whom_next(store, NextRequest(account_id(), opportunity="new line"), NOW)
    assert [one.person.name for one in general.targets] == ["Dana Reyes"]
    assert [one.person.name for one in for_deal.targets] == ["Dana Reyes", "Tom Fox"]


def test_the_moment_asked_about_cuts_off_what_came_later(store: Store) -> None:
    now = whom_next(store, NextRequest(account_id()), NOW)
    then = whom_next(store, NextRequest(account_id(), as_of=NOW - timedelta(41)), NOW)
    assert reached(now) > reached(then) == 0


def test_private_facts_count_for_their_author_alone(store: Store) -> None:
    def support_of_ann(viewer: str | None) -> float:
        answer = whom_next(store, NextRequest(account_id(), viewer=viewer), NOW)
        ann = next(one for one in answer.suggestions if one.person.name == "Ann Lee")
        return ann.factors[0].value

    assert support_of_ann("Tester") == 0.1
    assert support_of_ann(None) == support_of_ann("Somebody else") == 0.85


def test_the_same_question_gets_the_same_answer_byte_for_byte(store: Store) -> None:
    one, other = (
        json.dumps(whom_next(store, NextRequest(account_id()), NOW).as_json()) for _ in range(2)
    )
    assert one == other


@pytest.mark.parametrize(
    "request_",
    [
        NextRequest(account_id(), limit=-1),
        NextRequest(account_id(), seed=-1),
        NextRequest(account_id(), by="luck"),
        NextRequest(account_id(), engaged={"Ann Lee": 1.5}),
        NextRequest(account_id(), targets={"Ann Lee": -1.0}),
        NextRequest(account_id(), targets={"Ann Lee": float("nan")}),
    ],
)
def test_a_number_out_of_range_is_refused_with_its_range(
    store: Store, request_: NextRequest
) -> None:
    with pytest.raises(BadInput):
        whom_next(store, request_, NOW)


def test_a_name_that_nobody_has_is_told(store: Store) -> None:
    for request in (
        NextRequest("nowhere"),
        NextRequest(account_id(), colleague="Nobody"),
        NextRequest(account_id(), exclude=("Nobody",)),
        NextRequest(account_id(), opportunity="Nothing"),
    ):
        with pytest.raises(NotFound) as caught:
            whom_next(store, request, NOW)
        assert not isinstance(caught.value, Ambiguous)


def test_several_ways_to_one_person_can_be_asked_for(store: Store) -> None:
    account, ways = ways_to(store, NextRequest(account_id()), "Dana Reyes", NOW)
    assert account.name == "Dream Co"
    assert len(ways.items) == 2
    doras = NextRequest(account_id(), colleague="Dora Maas")
    (only,) = ways_to(store, doras, "Dana Reyes", NOW)[1].items
    assert only.way_in[0].by == "talked with Ann Lee (call, 40 days ago)"
