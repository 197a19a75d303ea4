"""What mails among the client's own people suggest of an account, and what was decided of it."""

from collections import Counter
from datetime import timedelta

import pytest

from graph.analysis.deciding import influence
from graph.analysis.events.inferred import MOST
from graph.analysis.inferring import Inferred, Outranking, inferred_links, ranks_in, seen
from graph.model import Account
from graph.vocabulary import Channel, LinkKind, Origin
from tests.unit.claims import (
    NOW,
    Claim,
    influences,
    link,
    mails,
    person_id,
    said,
    thing,
)
from tests.unit.worlds import org

PICTURE = """
    Dana Reyes, CFO
    Ann Lee, Controller
    Bob Stone, Plant Manager
    Cy Dahl, Buyer
"""
DAILY = range(1, 60)
LINE = (
    mails("Ann Lee", "Dana Reyes", DAILY),
    mails("Dana Reyes", "Ann Lee", DAILY),
    mails("Cy Dahl", "Bob Stone", range(1, 60, 7)),
)


def world(*claims: Claim) -> Account:
    return org(PICTURE, *claims)


def manager(person: str, above: str) -> Claim:
    return link(person, "reports_to", above)


def ranked(account: Account) -> tuple[Outranking, ...]:
    return ranks_in(account, seen(account))


def found(account: Account, kind: LinkKind) -> dict[tuple[str, str], Inferred]:
    names = {one.id: one.name for one in account.people}
    return {
        (names[one.link.source], names[one.link.target]): one
        for one in inferred_links(account)
        if one.link.kind is kind
    }


def influence_of(*claims: Claim) -> dict[tuple[str, str], Inferred]:
    return found(world(*claims), LinkKind.INFLUENCES)


def managers(*claims: Claim) -> dict[tuple[str, str], Inferred]:
    return found(world(*claims), LinkKind.REPORTS_TO)


def turned_down(kind: LinkKind, source: str, target: str) -> Claim:
    ends = {"person": source, "other": person_id(target)}
    return thing(
        "proposal", f"{kind} {source}", kind="inferred_link", state="rejected", value=kind, **ends
    )


def test_each_says_where_it_comes_from_on_what_evidence_and_how_sure_it_is() -> None:
    one = influence_of(*LINE)["Ann Lee", "Dana Reyes"]
    assert one.link.provenance.origin is Origin.INFERRED
    assert one.link.provenance.source == "mails and meetings"
    assert "59 mails in 60 days, last on 2026-03-30" in one.evidence
    assert one.link.probability == pytest.approx(0.7, abs=0.1)
    assert one.confidence > 0.99
    assert "mails from 2026-01-31 to 2026-03-30" in next(iter(managers(*LINE).values())).evidence


def test_ids_stay_as_mails_come() -> None:
    more = mails("Bob Stone", "Ann Lee", DAILY)
    early, late = influence_of(*LINE), influence_of(*LINE, more)
    assert {pair: one.id for pair, one in early.items()}.items() <= {
        pair: one.id for pair, one in late.items()
    }.items()


def test_what_was_stated_is_not_inferred_again() -> None:
    stated = influences("Ann Lee", "Dana Reyes", 0.2)
    assert set(influence_of(*LINE, stated)) == {("Dana Reyes", "Ann Lee"), ("Cy Dahl", "Bob Stone")}


def test_a_stated_manager_is_not_inferred_again_either_way() -> None:
    assert managers(*LINE)
    assert {*managers(*LINE, manager("Ann Lee", "Dana Reyes"))}.isdisjoint(
        {("Ann Lee", "Dana Reyes"), ("Dana Reyes", "Ann Lee")}
    )


def test_another_manager_than_the_stated_one_is_told_beside_them() -> None:
    one = managers(*LINE, manager("Ann Lee", "Bob Stone"))["Ann Lee", "Dana Reyes"]
    assert one.stated == person_id("Bob Stone")


def test_of_two_stated_managers_neither_is_inferred_again() -> None:
    both = manager("Ann Lee", "Bob Stone"), manager("Ann Lee", "Dana Reyes")
    assert not {source for source, _ in managers(*LINE, *both)} & {"Ann Lee", "Dana Reyes"}


def test_no_two_are_each_others_manager() -> None:
    pairs = managers(*LINE)
    assert not {(target, source) for source, target in pairs} & set(pairs)


@pytest.mark.parametrize("kind", [LinkKind.REPORTS_TO, LinkKind.INFLUENCES])
def test_what_was_rejected_is_never_shown_again(kind: LinkKind) -> None:
    before = found(world(*LINE), kind)
    (source, target), *_ = before
    assert (source, target) not in found(world(*LINE, turned_down(kind, source, target)), kind)


def test_the_rejection_of_a_duplicate_holds_of_the_one_that_stands() -> None:
    merged = said("Cy Dahl", merged_into=person_id("Ann Lee"))
    no = turned_down(LinkKind.INFLUENCES, "Cy Dahl", "Dana Reyes")
    assert ("Ann Lee", "Dana Reyes") in influence_of(*LINE, merged)
    assert ("Ann Lee", "Dana Reyes") not in influence_of(*LINE, merged, no)


@pytest.mark.parametrize("status", ["left", "objected"])
def test_who_left_or_objected_is_in_none(status: str) -> None:
    account = world(*LINE, said("Ann Lee", status=status))
    ids = {end for one in inferred_links(account) for end in (one.link.source, one.link.target)}
    in_ranks = {end for one in ranked(account) for end in (one.higher, one.lower)}
    assert ids == {person_id("Cy Dahl"), person_id("Bob Stone")}
    assert person_id("Ann Lee") not in in_ranks


def test_nothing_after_the_moment_is_looked_at() -> None:
    claims = *LINE, mails("Bob Stone", "Ann Lee", [1, 2, 3])
    account = org(PICTURE, *claims, as_of=NOW - timedelta(10))
    assert ("Bob Stone", "Ann Lee") not in found(account, LinkKind.INFLUENCES)


def test_a_partial_view_sees_only_mails_that_the_viewers_are_on() -> None:
    viewer = {person_id("Cy Dahl")}
    told = {(one.link.source, one.link.target) for one in inferred_links(world(*LINE), viewer)}
    assert told <= {
        (person_id("Cy Dahl"), person_id("Bob Stone")),
        (person_id("Bob Stone"), person_id("Cy Dahl")),
    }
    assert told


def test_without_mails_nothing_is_inferred() -> None:
    assert inferred_links(world()) == ()
    assert ranked(world()) == ()


def test_who_outranks_whom_is_told_with_its_probability_and_evidence() -> None:
    told = ranked(world(*LINE))
    assert [one.probability for one in told] == sorted(
        (one.probability for one in told), reverse=True
    )
    assert all(0.5 < one.probability <= 1 for one in told)
    assert "mails from 2026-01-31 to 2026-03-30" in told[0].evidence


def test_a_rank_above_ones_stated_manager_is_told_as_such() -> None:
    first = ranked(world(*LINE))[0]
    assert not first.stated
    names = {one.id: one.name for one in world().people}
    stated = link(names[first.higher], "reports_to", names[first.lower])
    again = next(one for one in ranked(world(*LINE, stated)) if one.higher == first.higher)
    assert again.stated


def test_a_rank_names_both_in_its_evidence() -> None:
    first = ranked(world(*LINE))[0]
    names = {one.id: one.name for one in world().people}
    assert names[first.higher] in first.evidence
    assert names[first.lower] in first.evidence


def flow(source: str, target: str, *claims: Claim) -> list[float]:
    return [
        one.probability
        for one in influence(world(*claims)).flows
        if (one.source, one.target) == (person_id(source), person_id(target))
    ]


def test_stated_influence_takes_the_place_of_what_mails_tell_along_a_pair() -> None:
    stated = influences("Ann Lee", "Dana Reyes", 0.2)
    assert flow("Ann Lee", "Dana Reyes", *LINE, stated) == [0.2]
    assert flow("Dana Reyes", "Ann Lee", *LINE, stated) == flow("Dana Reyes", "Ann Lee", *LINE)


def test_the_probability_told_is_the_one_that_counts() -> None:
    one = influence_of(*LINE)["Ann Lee", "Dana Reyes"]
    assert flow("Ann Lee", "Dana Reyes", *LINE) == [one.link.probability]


def test_rejected_influence_counts_no_more() -> None:
    no = turned_down(LinkKind.INFLUENCES, "Ann Lee", "Dana Reyes")
    assert flow("Ann Lee", "Dana Reyes", *LINE, no) == []
    line = turned_down(LinkKind.REPORTS_TO, "Ann Lee", "Dana Reyes")
    assert flow("Ann Lee", "Dana Reyes", *LINE, line) == flow("Ann Lee", "Dana Reyes", *LINE)


def test_ids_tell_kinds_and_directions_apart() -> None:
    ids = {one.id for one in inferred_links(world(*LINE))}
    assert len(ids) == len(inferred_links(world(*LINE)))
    assert all(id_.startswith("q-") for id_ in ids)


def test_where_all_write_to_all_only_the_likeliest_of_each_person_are_told() -> None:
    everybody = [f"P{number}" for number in range(24)]
    claims = [mails(one, other, [3]) for one in everybody for other in everybody if one != other]
    account = org("\n".join(everybody), *claims)
    into = Counter(
        one.link.target for one in inferred_links(account) if one.link.kind is LinkKind.INFLUENCES
    )
    assert set(into.values()) == {MOST}
    assert max(Counter(one.lower for one in ranked(account)).values(), default=0) <= MOST


def test_meetings_are_not_called_mails() -> None:
    met = mails("Ann Lee", "Dana Reyes", DAILY, Channel.VIDEO)
    one = influence_of(met)["Ann Lee", "Dana Reyes"]
    assert "59 mails or meetings in 60 days" in one.evidence
