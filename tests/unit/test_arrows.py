"""Arrows: along which links influence flows, and with which probability."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.arrows import flows
from graph.vocabulary import LinkKind
from tests.unit.worlds import Claim, inferred, influences, link, org, person_id, said, setting

PEOPLE = ("Ann", "Bob", "Cid", "Dana")


def arrows(*claims: Claim, picture: str = "Ann\nBob\nCid\nDana") -> dict[tuple[str, str], float]:
    names = {person_id(name): name for name in PEOPLE}
    return {
        (names[one.source], names[one.target]): round(one.probability, 9)
        for one in flows(org(picture, *claims))
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("influences", {("Ann", "Bob"): 0.3}),
        ("reports_to", {("Ann", "Bob"): 0.15, ("Bob", "Ann"): 0.3}),
        ("dotted_line", {("Ann", "Bob"): 0.1, ("Bob", "Ann"): 0.15}),
        ("constituency_of", {("Ann", "Bob"): 0.2}),
        ("assistant_of", {("Ann", "Bob"): 0.3}),
        ("introduced_by", {}),
        ("knows", {}),
        ("conflicts_with", {}),
    ],
)
def test_each_kind_of_link_flows_as_the_vocabulary_says(
    kind: str, expected: dict[tuple[str, str], float]
) -> None:
    assert arrows(link("Ann", kind, "Bob")) == expected


@pytest.mark.parametrize(
    ("strength", "expected"), [("weak", 0.1), ("medium", 0.3), ("strong", 0.6)]
)
def test_a_stated_strength_is_a_probability(strength: str, expected: float) -> None:
    assert arrows(influences("Ann", "Bob", strength)) == {("Ann", "Bob"): expected}


def test_a_stated_probability_wins_over_the_default() -> None:
    assert arrows(influences("Ann", "Bob", 0.45)) == {("Ann", "Bob"): 0.45}
    assert arrows(link("Ann", "reports_to", "Bob", 0.5)) == {
        ("Ann", "Bob"): 0.5,
        ("Bob", "Ann"): 0.5,
    }


def test_a_link_stated_to_carry_nothing_is_no_arrow() -> None:
    assert arrows(influences("Ann", "Bob", 0.0)) == {}


def test_two_bosses_both_count() -> None:
    assert len(arrows(picture="Ann\n  Bob\nCid\n  Bob\nDana")) == 4


@pytest.mark.parametrize("status", ["left", "objected"])
def test_those_who_left_or_objected_carry_no_influence(status: str) -> None:
    claims = (influences("Ann", "Bob"), influences("Bob", "Cid"), influences("Ann", "Dana"))
    assert arrows(*claims, said("Bob", status=status)) == {("Ann", "Dana"): 0.3}


@pytest.mark.parametrize("status", ["placeholder", "not_open", "unknown"])
def test_whoever_has_not_left_or_objected_carries_influence(status: str) -> None:
    assert len(arrows(influences("Ann", "Bob"), said("Bob", status=status))) == 1


def test_who_is_said_to_manage_themselves_is_no_arrow() -> None:
    assert arrows(link("Ann", "reports_to", "Ann")) == {}


def test_what_inferred_links_bring_into_one_person_is_capped() -> None:
    claims = [inferred(influences(name, "Dana", 0.8)) for name in ("Ann", "Bob")]
    assert arrows(*claims) == {("Ann", "Dana"): 0.5, ("Bob", "Dana"): 0.5}
    assert arrows(*claims, setting("inferred_cap", 0.4)) == {
        ("Ann", "Dana"): 0.2,
        ("Bob", "Dana"): 0.2,
    }


def test_stated_links_are_taken_as_said_and_do_not_share_the_cap() -> None:
    stated = [influences(name, "Dana", 0.8) for name in ("Ann", "Bob")]
    assert arrows(*stated, inferred(influences("Cid", "Dana", 0.9))) == {
        ("Ann", "Dana"): 0.8,
        ("Bob", "Dana"): 0.8,
        ("Cid", "Dana"): 0.9,
    }


links = st.builds(
    lambda source, kind, target, how, is_inferred: (inferred if is_inferred else lambda one: one)(
        link(source, kind, target, how)
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from([kind for kind in LinkKind if kind is not LinkKind.UNKNOWN]),
    st.sampled_from(PEOPLE),
    st.none() | st.floats(0, 1),
    st.booleans(),
)


@given(st.lists(links, max_size=8))
@settings(deadline=None)
def test_probabilities_are_probabilities_and_inferred_ones_sum_to_at_most_the_cap(
    claims: list[Claim],
) -> None:
    found = flows(org("Ann\nBob\nCid\nDana", *claims))
    assert all(0 < one.probability <= 1 and one.source != one.target for one in found)
    for name in PEOPLE:
        into = [one for one in found if one.target == person_id(name) and one.link.is_inferred]
        assert sum(one.probability for one in into) <= 1 + 1e-9
