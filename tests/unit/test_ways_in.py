"""Ways in: who of ours gets to a person, over whom, how probably."""

from dataclasses import replace
from math import exp, isclose, log
from sys import float_info

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.hops import all_hops, hops_losing
from graph.analysis.routes import leaving, most_probable
from graph.analysis.ways_in import WayIn, several_ways, ways_in
from graph.model import Account
from graph.settings import KNOWN, OPENS_DOORS, STALE_COST
from tests.unit.worlds import (
    colleague_id,
    inferred,
    influences,
    knows,
    link,
    org,
    person_id,
    recorded,
    said,
    setting,
    touch,
)

PEOPLE = ("Ann", "Bob", "Cid", "Dana")
COLLEAGUES = ("Colin", "Dora")


def way(account: Account, name: str, colleague: str | None = None) -> WayIn | None:
    return ways_in(account, colleague and colleague_id(colleague)).to(person_id(name))


def said_of(found: WayIn | None) -> list[str]:
    return [] if found is None else [hop.by for hop in found.hops]


def test_a_colleague_gets_to_whom_they_engaged_themselves() -> None:
    found = way(org("Ann", touch("Colin", "Ann", 0)), "Ann")
    assert found is not None
    assert isclose(found.probability, 1 - exp(-0.6))
    assert found.hops[0].source == colleague_id("Colin")
    assert said_of(found) == ["talked with Ann (call, today)"]


def test_touches_of_one_colleague_do_not_warm_another() -> None:
    account = org("Ann", touch("Colin", "Ann", 0), touch("Dora", "Ann", 3, "voicemail"))
    assert way(account, "Ann", "Dora") is None


def test_a_way_is_told_hop_by_hop() -> None:
    picture = "Dana\n  Ann\n    Bob"
    found = way(org(picture, touch("Colin", "Bob", 12, "in_person")), "Dana")
    assert said_of(found) == [
        "met Bob (in person, 12 days ago)",
        "reports to Ann",
        "reports to Dana",
    ]
    assert found is not None
    assert isclose(found.probability, (1 - exp(-(2 ** (-12 / 90)))) * 0.3 * 0.3)


def test_a_way_may_go_down_and_against_every_link_that_shows_acquaintance() -> None:
    start = touch("Colin", "Ann", 0)
    for kind, words in {
        "reports_to": "is the manager of Bob",
        "introduced_by": "introduced Bob",
        "assistant_of": "has Bob as an assistant",
        "knows": "knows Bob",
    }.items():
        assert said_of(way(org("Ann\nBob", start, link("Bob", kind, "Ann")), "Bob"))[1:] == [words]


def test_a_conflict_opens_no_door_and_costs_on_another() -> None:
    start, conflict = touch("Colin", "Ann", 0), link("Bob", "conflicts_with", "Ann")
    assert way(org("Ann\nBob", start, conflict), "Bob") is None
    free = way(org("Ann\nBob", start, knows("Ann", "Bob", 0.5)), "Bob")
    costly = way(org("Ann\nBob", start, knows("Ann", "Bob", 0.5), conflict), "Bob")
    assert free is not None
    assert costly is not None
    assert isclose(costly.probability, free.probability * 0.3)
    assert said_of(costly)[1] == "knows Bob (50 %), though the two are in conflict"


def test_a_link_last_said_long_ago_costs() -> None:
    old = recorded(knows("Colin", "Ann", "strong"), 400)
    found = way(org("Ann", old), "Ann")
    assert found is not None
    assert isclose(found.probability, 0.6 * STALE_COST)
    assert said_of(found) == ["knows Ann (strong) (last said 400 days ago)"]
    assert isclose(way_probability(org("Ann", old, setting("stale_link_days", 500))), 0.6)


def way_probability(account: Account, name: str = "Ann") -> float:
    found = way(account, name)
    return 0.0 if found is None else found.probability


def test_who_met_us_together_can_introduce_each_other() -> None:
    found = way(
        org("Ann\nBob", touch("Dora", "Ann; Bob", 30), touch("Colin", "Ann", 0)), "Bob", "Colin"
    )
    assert said_of(found)[1] == "met us together with Bob (30 days ago)"
    assert found is not None
    assert found.hops[1].probability == KNOWN


def test_a_mail_to_several_does_not_show_that_they_know_each_other() -> None:
    account = org("Ann\nBob", touch("Dora", "Ann; Bob", 30, "email"), touch("Colin", "Ann", 0))
    assert way(account, "Bob", "Colin") is None


@pytest.mark.parametrize("status", ["left", "objected", "not_open", "placeholder"])
def test_no_way_goes_over_somebody_who_cannot_be_asked(status: str) -> None:
    account = org("Dana\n  Ann", touch("Colin", "Ann", 0), said("Ann", status=status))
    assert way(account, "Dana") is None


@pytest.mark.parametrize("status", ["left", "objected"])
def test_no_way_leads_to_somebody_who_is_gone(status: str) -> None:
    assert way(org("Ann", touch("Colin", "Ann", 0), said("Ann", status=status)), "Ann") is None


def test_without_any_colleague_no_way_is_known() -> None:
    assert way(org("Ann\nBob", knows("Ann", "Bob")), "Ann") is None


def test_several_ways_come_best_first_and_start_at_a_colleague() -> None:
    account = org(
        "Dana\n  Ann\n  Bob",
        touch("Colin", "Ann", 0),
        touch("Dora", "Bob", 40),
        knows("Dora", "Dana", "weak"),
    )
    found = several_ways(account, person_id("Dana"), most=5)
    assert found[0] == way(account, "Dana")
    assert [one.probability for one in found] == sorted(
        (one.probability for one in found), reverse=True
    )
    assert len(found) == 3
    assert {one.hops[0].source for one in found} == {colleague_id(name) for name in COLLEAGUES}


def test_several_ways_to_somebody_whom_nobody_knows_are_none() -> None:
    assert several_ways(org("Ann\nBob", touch("Colin", "Ann", 0)), person_id("Bob")) == ()
    assert several_ways(org("Ann"), person_id("Ann")) == ()


link_claims = st.builds(
    lambda source, kind, target, how, wrap: wrap(link(source, kind, target, how)),
    st.sampled_from(PEOPLE + COLLEAGUES),
    st.sampled_from(["reports_to", "influences", "knows", "introduced_by", "conflicts_with"]),
    st.sampled_from(PEOPLE),
    st.none() | st.floats(0, 1),
    st.sampled_from([lambda one: one, inferred, lambda one: recorded(one, 700)]),
)
touch_claims = st.builds(
    touch,
    st.sampled_from(COLLEAGUES),
    st.sampled_from([*PEOPLE, "Ann; Bob", "Bob; Cid; Dana"]),
    st.integers(0, 500),
    st.sampled_from(["call", "in_person", "email", "voicemail"]),
)
status_claims = st.builds(
    lambda name, status: said(name, status=status),
    st.sampled_from(PEOPLE),
    st.sampled_from(["left", "objected", "placeholder"]),
)
worlds = st.lists(link_claims | touch_claims | status_claims, max_size=12).map(
    lambda claims: org("\n".join(PEOPLE), *claims)
)


@given(worlds, st.sampled_from([None, *COLLEAGUES]))
@settings(max_examples=200, deadline=None)
def test_the_best_way_is_as_probable_as_the_shortest_path_of_networkx(
    account: Account, colleague: str | None
) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(one.id for one in (*account.people, *account.colleagues))
    for hop in sorted(all_hops(account), key=lambda one: one.probability):
        graph.add_edge(hop.source, hop.target, weight=-log(hop.probability))
    ours = [one.id for one in account.colleagues]
    starts = [colleague_id(colleague)] if colleague else ours
    starts = [one for one in starts if one in graph]
    expected = nx.multi_source_dijkstra_path_length(graph, starts) if starts else {}
    found = ways_in(account, colleague and colleague_id(colleague))
    for name in PEOPLE:
        best = found.to(person_id(name))
        assert (best is None) == (person_id(name) not in expected)
        if best is not None:
            least = float_info.min  # below it a float has fewer digits, and then none
            shortest = exp(-expected[person_id(name)])
            assert isclose(best.probability, shortest, rel_tol=1e-9, abs_tol=least)


@given(worlds)
@settings(deadline=None)
def test_a_way_starts_with_one_of_ours_joins_up_and_goes_over_nobody_twice(
    account: Account,
) -> None:
    gone = {one.id for one in account.people if one.status in {"left", "objected"}}
    for name in PEOPLE:
        found = ways_in(account).to(person_id(name))
        if found is None:
            continue
        nodes = [found.hops[0].source, *(hop.target for hop in found.hops)]
        assert [hop.source for hop in found.hops] == nodes[:-1]
        assert nodes[0] in {one.id for one in account.colleagues}
        assert nodes[-1] == person_id(name)
        assert len(set(nodes)) == len(nodes)
        assert not gone & set(nodes)


@given(worlds, st.sampled_from(PEOPLE), st.none() | st.sampled_from(COLLEAGUES))
@settings(max_examples=200, deadline=None)
def test_ways_around_one_who_is_gone_are_as_good_as_if_they_were_never_there(
    account: Account, person: str, colleague: str | None
) -> None:
    gone = {person_id(person), *((colleague_id(colleague),) if colleague else ())}
    found = ways_in(account).avoiding(gone)
    left = tuple(hop for hop in all_hops(account) if not gone & {hop.source, hop.target})
    starts = [one.id for one in account.colleagues if one.id not in gone]
    expected = most_probable(leaving(left), starts)
    assert found.hops == left
    assert found.routes.probability == expected.probability
    assert found.routes.steps.keys() == expected.steps.keys()
    assert not any(gone & {*hop[:2]} for steps in found.routes.steps.values() for hop in steps)


@given(worlds)
@settings(deadline=None)
def test_a_further_acquaintance_never_makes_a_way_worse(account: Account) -> None:
    more = org("\n".join(PEOPLE), knows("Colin", "Ann", 0.5))
    ours = {one.id: one for one in (*account.colleagues, *more.colleagues)}
    joined = replace(account, colleagues=tuple(ours.values()), links=(*account.links, *more.links))
    for name in PEOPLE:
        assert way_probability(joined, name) >= way_probability(account, name)


def test_influence_carries_a_way_as_well_as_it_was_said_to() -> None:
    account = org("Ann\nDana", touch("Colin", "Ann", 0), influences("Ann", "Dana", "strong"))
    found = way(account, "Dana")
    assert found is not None
    assert found.hops[1][2:4] == (0.6, "influences Dana (strong)")


@pytest.mark.parametrize(
    ("support", "words"),
    [("enemy", "and is against us"), ("non_supporter", "and doesn't support us")],
)
def test_who_isnt_for_us_opens_doors_less_well_and_that_is_said(support: str, words: str) -> None:
    account = org(
        "Ann\nDana", knows("Colin", "Ann", 1.0), knows("Ann", "Dana"), said("Ann", support=support)
    )
    found = way(account, "Dana")
    assert found is not None
    assert found.probability == pytest.approx(KNOWN * OPENS_DOORS[support])
    assert said_of(found)[1].endswith(f"knows Dana, {words}")
    to_ann = way(account, "Ann")
    assert to_ann is not None
    assert to_ann.probability == 1


@pytest.mark.parametrize("support", ["unknown", "non_supporter", "enemy"])
def test_who_is_lost_is_told_as_one_who_is_known_to_be_against_us(support: str) -> None:
    links = knows("Colin", "Ann", 0.5), knows("Ann", "Dana")
    known = org("Ann\nDana", *links, said("Ann", support="enemy"))
    account = org("Ann\nDana", *links, said("Ann", support=support))
    found = tuple(hops_losing(all_hops(account), {person_id("Ann")}, account))
    assert [one[:2] for one in found] == [one[:2] for one in all_hops(known)]
    for one, other in zip(found, all_hops(known), strict=True):
        assert one.probability == pytest.approx(other.probability)
        assert one.by == other.by


def test_what_ours_did_with_somebody_brings_them_nowhere_once_they_are_lost() -> None:
    account = org("Ann\nDana", touch("Colin", "Ann", 1), touch("Colin", "Dana", 1))
    found = hops_losing(all_hops(account), {person_id("Ann")}, account)
    assert [one.target for one in found] == [person_id("Dana")]


def test_a_share_of_influence_is_not_told_as_that_of_a_way() -> None:
    account = org("Ann\nDana", knows("Colin", "Dana"), link("Ann", "assistant_of", "Dana", 0.1))
    found = way(account, "Ann")
    assert found is not None
    assert found.hops[1][2:4] == (0.6, "has Ann as an assistant")


def test_what_a_colleague_brought_is_said_once() -> None:
    account = org("Ann\nDana", touch("Colin", "Ann", 2, "card"), touch("Colin", "Dana", 1, "treat"))
    told = [hop.by for hop in all_hops(account)]
    assert told == ["sent a card to Ann (2 days ago)", "brought a treat to Dana (yesterday)"]
