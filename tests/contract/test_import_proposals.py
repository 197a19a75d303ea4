"""What an import leaves to a person: who left, who is twice, what was typed beside a name."""

from datetime import date

import pytest

from graph.errors import BadInput, NotFound
from graph.log import Batch, Entity, FieldValue, Statement
from graph.planning.proposals import Decided, decide_proposals, list_proposals
from graph.planning.recording import state
from graph.store import Store
from graph.vocabulary import EntityKind, PersonStatus, ProposalState, Support
from tests.contract.imports import (
    BY_ANN,
    LATER,
    asked,
    bring,
    names,
    person,
    proposal,
    seen,
    told,
)

PEOPLE = """
    external_id,name,title
    1,Dana Reyes,CFO
    2,Bob Stone,Controller
    3,Eva Ochs,Buyer
    4,Sam Hill,Lead
    """


def accept(store: Store, text: str) -> None:
    decide_proposals(store, seen(store), Decided([proposal(store, text).id]), BY_ANN)


def test_who_is_no_longer_listed_is_proposed_as_left_and_stays_until_accepted(
    store: Store,
) -> None:
    bring(store, PEOPLE)
    bring(store, PEOPLE.replace("3,Eva Ochs,Buyer", ""))
    assert asked(store) == ["Eva Ochs left?"]
    assert person(seen(store), "Eva Ochs").status is PersonStatus.ACTIVE
    accept(store, "Eva Ochs left?")
    assert person(seen(store), "Eva Ochs").status is PersonStatus.LEFT
    assert person(seen(store, now=BY_ANN.now.replace(day=1)), "Eva Ochs").status == "active"
    assert asked(store) == []
    report = bring(store, PEOPLE)
    assert person(seen(store), "Eva Ochs").status is PersonStatus.LEFT
    assert "line 4: Eva Ochs is listed, though marked as left; that is kept" in told(report)


def test_what_was_rejected_is_not_proposed_again(store: Store) -> None:
    bring(store, PEOPLE)
    shorter = PEOPLE.replace("3,Eva Ochs,Buyer", "")
    bring(store, shorter)
    id_ = proposal(store, "Eva Ochs left?").id
    decide_proposals(store, seen(store), Decided(rejected=[id_], why="on leave"), BY_ANN)
    report = bring(store, shorter.replace("Lead", "Head"))
    assert report.proposals == ()
    (rejected,) = list_proposals(seen(store), ProposalState.REJECTED)
    assert rejected.text("why") == "on leave"
    with pytest.raises(BadInput, match="was rejected already"):
        decide_proposals(store, seen(store), Decided([id_]), BY_ANN)
    with pytest.raises(NotFound, match="no proposal"):
        decide_proposals(store, seen(store), Decided(["q-nothing"]), BY_ANN)


def test_who_is_listed_again_is_no_longer_proposed_as_left(store: Store) -> None:
    bring(store, PEOPLE)
    bring(store, PEOPLE.replace("3,Eva Ochs,Buyer", ""))
    bring(store, PEOPLE)
    assert asked(store) == []
    bring(store, PEOPLE.replace("3,Eva Ochs,Buyer", ""))
    assert asked(store) == ["Eva Ochs left?"]


def test_a_list_of_quite_other_people_shows_nobody_as_left(store: Store) -> None:
    bring(store, PEOPLE)
    report = bring(store, "external_id,name\n1,Dana Reyes\n9,Ida Holt\n")
    assert asked(store) == []
    assert 'names 1 of the 4 people whom the list "people" named before' in told(report)


def test_who_only_another_list_names_is_not_missed(store: Store) -> None:
    bring(store, PEOPLE)
    bring(store, "name\nIda Holt\nDana Reyes\n", source="guests")
    bring(store, "name\nDana Reyes\n", source="guests")
    assert asked(store) == ["Ida Holt left?"]


def test_markers_become_proposals_and_names_are_kept_without_them(store: Store) -> None:
    listed = """
        name,title
        Dana Reyes (DM),CFO (our mentor)
        Bob Stone (GONE 2024),Controller
        Cy Dow (Replaced Tami F),Buyer
        Tami Fisher,Buyer
        """
    bring(store, listed)
    account = seen(store)
    assert names(account) == ["Bob Stone", "Cy Dow", "Dana Reyes", "Tami Fisher"]
    assert person(account, "Dana Reyes").title == "CFO"
    assert all(not one.buying_roles and one.status == "active" for one in account.people)
    assert asked(store) == [
        "Bob Stone, status: left 2024?",
        "Dana Reyes, buying role: decision maker?",
        "Dana Reyes, support: mentor?",
        "Tami Fisher left, replaced by Cy Dow?",
    ]
    for text in asked(store):
        accept(store, text)
    account = seen(store)
    assert person(account, "Dana Reyes").buying_roles == ("decision_maker",)
    assert person(account, "Dana Reyes").support is Support.MENTOR
    assert person(account, "Tami Fisher").status is PersonStatus.LEFT
    left = person(account, "Bob Stone").facts["status"]
    assert (left.value, left.provenance.valid_from) == (PersonStatus.LEFT, date(2024, 1, 1))
    assert "Bob Stone (GONE 2024)" in proposal(store, "Bob Stone, status: left 2024?").text("why")
    assert bring(store, listed).batch is None


def test_who_left_in_a_month_named_in_any_language_left_then(store: Store) -> None:
    bring(store, "name\nBob Stone (ausgeschieden Mai 2024)\nCy Dow (left early 2024)\n")
    for text in asked(store):
        accept(store, text)
    account = seen(store)
    since = {one.name: one.facts["status"].provenance.valid_from for one in account.people}
    assert since == {"Bob Stone": date(2024, 5, 1), "Cy Dow": BY_ANN.now.date()}


def test_an_accepted_role_joins_those_that_are_there(store: Store) -> None:
    bring(store, "name,buying_role\nDana Reyes (DM),champion\n")
    accept(store, "Dana Reyes, buying role: decision maker?")
    assert person(seen(store), "Dana Reyes").buying_roles == ("champion", "decision_maker")


def test_near_matches_are_proposed_and_merged_only_when_accepted(store: Store) -> None:
    listed = """
        name,email,title,phone
        Bob Stone,bob@dream.example,CFO,
        Robert Stone,rstone@dream.example,,555
        Eva Ochs,,,
        """
    bring(store, listed)
    (text,) = asked(store)
    assert text in {
        "Bob Stone and Robert Stone: one person?",
        "Robert Stone and Bob Stone: one person?",
    }
    assert len(seen(store).people) == 3
    account = seen(store)
    bob = person(account, "Bob Stone")
    state(store, account.id, EntityKind.PERSON, bob.id, {"support": "supporter"}, BY_ANN)
    accept(store, text)
    account = seen(store)
    assert names(account) == ["Bob Stone", "Eva Ochs"]
    merged = person(account, "Bob Stone")
    assert merged.text("phone") == "555"
    assert merged.texts("other_emails") == ("rstone@dream.example",)
    again = bring(store, listed, now=LATER)
    assert again.batch is None
    assert asked(store) == []


def test_all_that_is_accepted_at_once_is_one_batch(store: Store) -> None:
    bring(store, "name,title\nBob Stone (DM),CFO (our champion)\nEva Ochs (GONE),\n")
    before = store.digest()
    open_ = [one.id for one in list_proposals(seen(store))]
    header = decide_proposals(store, seen(store), Decided(open_), BY_ANN)
    assert (header.id, header.action) == (2, "accept 3 proposals")
    assert set(person(seen(store), "Bob Stone").buying_roles) == {"champion", "decision_maker"}
    assert person(seen(store), "Eva Ochs").status is PersonStatus.LEFT
    assert asked(store) == []
    store.undo(2, "Ann", LATER)
    assert store.digest() == before


def propose_duplicate(store: Store, id_: str, one: str, other: str) -> None:
    account = seen(store)
    said: dict[str, FieldValue] = {
        "kind": "duplicate",
        "state": "open",
        "person": person(account, one).id,
        "other": person(account, other).id,
    }
    entity = Entity(id_, EntityKind.PROPOSAL, account.id)
    statement = Statement(account.id, id_, said)
    store.commit(Batch(BY_ANN.header("test"), entities=[entity], statements=[statement]))


def test_what_is_accepted_stands_on_what_was_accepted_with_it(store: Store) -> None:
    bring(
        store,
        """
        name,email,title,phone,notes
        Bob Stone,bob@dream.example,,,
        Robert Stone,rstone@dream.example,,555,
        Bob G. Stone,,CFO,,skis
        """,
    )
    propose_duplicate(store, "q-1", "Bob Stone", "Robert Stone")
    propose_duplicate(store, "q-2", "Robert Stone", "Bob G. Stone")
    propose_duplicate(store, "q-3", "Bob G. Stone", "Bob Stone")
    decide_proposals(store, seen(store), Decided(["q-1", "q-2", "q-3"]), BY_ANN)
    (bob,) = seen(store).people
    assert (bob.title, bob.text("phone"), bob.text("notes")) == ("CFO", "555", "skis")
    assert {bob.email, *bob.texts("other_emails")} == {
        "bob@dream.example",
        "rstone@dream.example",
    }


def test_nothing_is_decided_where_one_cannot_be(store: Store) -> None:
    bring(store, "name\nBob Stone (GONE)\nDana Reyes (DM)\n")
    one, other = (one.id for one in list_proposals(seen(store)))
    for wrong in (Decided([one, "q-nothing"]), Decided([one, other], [other])):
        with pytest.raises((BadInput, NotFound)):
            decide_proposals(store, seen(store), wrong, BY_ANN)
    assert len(asked(store)) == 2
    header = decide_proposals(store, seen(store), Decided([one, one], [other]), BY_ANN)
    assert header.action == "accept 1, reject 1 proposal"


def test_a_marker_about_the_only_thing_typed_is_no_name(store: Store) -> None:
    report = bring(
        store, "name,title,email\nReplaced by Dana Reyes,,x@dream.example\nDana Reyes,CFO,\n"
    )
    assert len(seen(store).people) == 2
    assert report.batch is not None


def test_who_a_list_marks_as_inactive_is_proposed_as_left(store: Store) -> None:
    people = "Id,AccountId,Name,Title\n0035g00000Xyz12,0015g00000Abc01,Dana Reyes,CFO\n"
    roles = (
        "ContactId,AccountId,Roles,IsDirect,IsActive\n"
        "0035g00000Xyz12,0015g00000Abc01,Influencer,true,false\n"
    )
    bring(store, people, roles)
    assert asked(store) == ["Dana Reyes left?"]
    assert person(seen(store), "Dana Reyes").buying_roles == ()


def test_namesakes_are_told_apart_where_they_are_asked_about(store: Store) -> None:
    bring(store, "id,name,title\n1,Sam Hill,Guard\n2,Sam Hill,Clerk\n3,Sam Hall,\n")
    assert "Sam Hill, Guard and Sam Hill, Clerk: one person?" in asked(store)
    assert "Sam Hill, Guard and Sam Hall: one person?" in asked(store)
