"""Which of the links that mails suggest are drawn on the map, and how they are told from others."""

import pytest

from graph.advice.case import Query
from graph.advice.suggestions import suggest
from graph.analysis.graphs import to_networkx
from graph.analysis.inferring import inferred_links
from graph.model import Account
from graph.vocabulary import LinkKind
from tests.unit.claims import Claim, influences, link, mails, person_id
from tests.unit.worlds import org
from visuals.account_map import account_map
from visuals.page_data import page_data
from visuals.picture import Picture
from visuals.suggested import LEAST_INFLUENCE, LEAST_SURE, note, suggested

PICTURE = """
    Dana Reyes, CFO {decision_maker}
    Ann Lee, Controller
    Bob Stone, Plant Manager
    Cy Dahl, Buyer
"""
DAILY = range(1, 60)
WEEKLY = range(1, 60, 7)
MAILS = (
    mails("Ann Lee", "Dana Reyes", DAILY),
    mails("Dana Reyes", "Ann Lee", DAILY),
    mails("Bob Stone", "Dana Reyes", range(1, 60, 2)),
    mails("Cy Dahl", "Bob Stone", WEEKLY),
)


def world(*claims: Claim) -> Account:
    return org(PICTURE, *MAILS, *claims)


def drawn(*claims: Claim) -> Picture:
    account = world(*claims)
    return account_map(account, suggest(account, Query()))


def told(picture: Picture, name: str) -> list[str]:
    card = next(one for one in picture.cards if one.name == name)
    return [f"{one.label} {one.value}: {one.source}" for one in card.links]


def test_only_the_strongest_influence_on_each_is_drawn_and_only_if_it_is_strong() -> None:
    links = suggested(world(), inferred_links(world())).links
    lines = [one for one in links if one.kind is LinkKind.INFLUENCES]
    assert {(one.source, one.target) for one in lines} == {
        (person_id("Dana Reyes"), person_id("Ann Lee")),
        (person_id("Ann Lee"), person_id("Dana Reyes")),
    }
    assert all((one.probability or 0) >= LEAST_INFLUENCE for one in lines)


def test_only_managers_likelier_than_not_are_drawn() -> None:
    found = inferred_links(world())
    lines = [one for one in found if one.link.kind is LinkKind.REPORTS_TO]
    shown = [one for one in suggested(world(), found).links if one.kind is LinkKind.REPORTS_TO]
    assert len(shown) == sum(one.confidence >= LEAST_SURE for one in lines)


def test_how_many_are_left_out_is_said_with_the_rule() -> None:
    found = inferred_links(world())
    left_out = len(found) - len(suggested(world(), found).links)
    data = page_data(drawn())
    assert left_out > 0
    assert data["inferredNote"] == note(left_out)
    assert note(left_out).startswith(f"Mails suggest {left_out} more links, not drawn. Drawn: ")
    assert note(1).startswith("Mails suggest 1 more link, not drawn.")
    assert note(0) == ""


def test_lines_are_dashed_and_the_details_tell_why_and_how_to_decide() -> None:
    picture = drawn()
    ends = person_id("Ann Lee"), person_id("Dana Reyes")
    line = next(one for one in picture.lines if (one.source, one.target) == ends)
    assert line.is_inferred
    (words,) = (one for one in told(picture, "Ann Lee") if one.startswith("Influences Dana Reyes"))
    for part in (
        "inferred from mails and meetings",
        "another within 30",
        "59 mails in",
        "--accept q-",
    ):
        assert part in words


def test_what_was_stated_is_drawn_as_stated() -> None:
    picture = drawn(influences("Ann Lee", "Dana Reyes", "strong"))
    lines = [one for one in picture.lines if one.kind is LinkKind.INFLUENCES]
    ends = person_id("Ann Lee"), person_id("Dana Reyes")
    assert [one.is_inferred for one in lines if (one.source, one.target) == ends] == [False]


def test_nobody_is_seated_under_another_manager_than_the_stated_one() -> None:
    picture = drawn(link("Ann Lee", "reports_to", "Cy Dahl"))
    card = next(one for one in picture.cards if one.name == "Ann Lee")
    assert card.boss == person_id("Cy Dahl")
    lines = [one for one in picture.lines if one.kind is LinkKind.REPORTS_TO]
    assert [one.target for one in lines if one.source == card.id] == [person_id("Cy Dahl")]


def test_the_graph_for_analysts_says_which_links_are_inferred_and_how_sure() -> None:
    graph = to_networkx(world(link("Cy Dahl", "knows", "Ann Lee")))
    edge = graph.edges[person_id("Ann Lee"), person_id("Dana Reyes"), "influences"]
    assert edge["inferred"] is True
    assert edge["confidence"] == pytest.approx(1, abs=0.01)
    assert "59 mails in" in edge["evidence"]
    knows = next(data for *_, data in graph.edges(data=True) if data["kind"] == "knows")
    assert knows["inferred"] is False
