"""Bringing mails: who is ours, who is theirs, and who is proposed."""

import pytest

from graph.errors import BadInput
from graph.planning.privacy import erase_person
from graph.planning.proposals import Decided, decide_proposals, list_proposals
from graph.store import Store
from graph.vocabulary import ProposalKind
from tests.contract.imports import BY_ANN, asked, bring, names, person, seen
from tests.contract.mails import (
    OURS,
    PEOPLE,
    events,
    mails,
    said,
)


def test_somebody_new_at_the_domain_is_proposed_and_one_command_adds_them(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02",
        "<2@x>,,ida@dream.example,dana@dream.example,,2026-01-04",
    )
    bring(store, listed, ours=OURS)
    assert "Ida New" not in names(seen(store))
    assert (seen(store).touches, seen(store).events) == ((), ())
    assert "Ida New, ida@dream.example, isn't on the map: add them?" in asked(store)
    (one,) = list_proposals(seen(store))
    decide_proposals(store, seen(store), Decided(accepted=[one.id]), BY_ANN)
    account = seen(store)
    assert person(account, "Ida New").text("email") == "ida@dream.example"
    assert said(account)[0][1] == ("Ida New",)
    assert events(account) == [("Ida New", ("Dana Reyes",))]
    assert bring(store, listed, ours=OURS).batch is None


def test_somebody_proposed_who_came_with_a_list_meanwhile_is_that_one(store: Store) -> None:
    bring(store, PEOPLE)
    bring(
        store,
        mails("<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02"),
        ours=OURS,
    )
    bring(store, "external_id,name,email\n9,Ida Neu,ida@dream.example\n", source="second")
    (one,) = (q for q in list_proposals(seen(store)) if q.text("kind") == ProposalKind.NEWCOMER)
    decide_proposals(store, seen(store), Decided(accepted=[one.id]), BY_ANN)
    assert names(seen(store)).count("Ida Neu") == 1
    assert "Ida New" not in names(seen(store))
    assert said(seen(store))[0][1] == ("Ida Neu",)


def test_who_was_turned_down_is_not_proposed_again(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02")
    bring(store, listed, ours=OURS)
    (one,) = list_proposals(seen(store))
    decide_proposals(store, seen(store), Decided(rejected=[one.id]), BY_ANN)
    bring(store, mails("<2@x>,,max@ours.example,ida@dream.example,,2026-02-02"), ours=OURS)
    assert asked(store) == []


def test_a_domain_that_is_often_there_too_is_proposed_for_the_account(store: Store) -> None:
    bring(store, PEOPLE)
    both = "dana@dream.example;kim@sister.example"
    listed = mails(
        f"<1@x>,,max@ours.example,{both},,2026-01-02",
        f"<2@x>,,max@ours.example,{both},,2026-01-03",
        "<3@x>,,max@ours.example,kim@gmail.com;dana@dream.example,,2026-01-03",
        "<4@x>,,max@ours.example,kim@gmail.com;dana@dream.example,,2026-01-05",
    )
    bring(store, listed, ours=OURS)
    assert asked(store) == ["Are people at sister.example of Dream Co too?"]
    (one,) = list_proposals(seen(store))
    decide_proposals(store, seen(store), Decided(accepted=[one.id]), BY_ANN)
    assert seen(store).thing.texts("domains") == ("sister.example",)
    bring(store, listed, ours=OURS)
    assert asked(store) == ["kim@sister.example isn't on the map: add them?"]


def test_a_new_account_has_its_people_proposed(store: Store) -> None:
    listed = mails("<1@x>,,max@ours.example,Ida New <ida@dream.example>,,2026-01-02")
    bring(store, listed, ours=OURS, theirs=("dream.example",))
    assert asked(store) == ["Ida New, ida@dream.example, isn't on the map: add them?"]


def test_whoever_was_erased_stays_out(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
        "<2@x>,,dana@dream.example,bob@dream.example,,2026-01-03",
        "<3@x>,,bob@dream.example,eva@dream.example,dana@dream.example,2026-01-04",
    )
    bring(store, listed, ours=OURS)
    account = seen(store)
    erasure = erase_person(store, account, person(account, "Dana Reyes").id)
    assert erasure.touches == 2
    assert seen(store).touches == ()
    assert events(seen(store)) == [("Bob Stone", ("Eva Ochs",))]
    bring(store, listed, ours=OURS)
    assert events(seen(store)) == [("Bob Stone", ("Eva Ochs",))]
    assert asked(store) == []


def test_a_colleague_known_by_address_alone_is_called_by_name_once_a_mail_tells_it(
    store: Store,
) -> None:
    bring(store, PEOPLE)
    bring(store, mails("<1@x>,,max@ours.example,dana@dream.example,,2026-01-02"), ours=OURS)
    assert [one.name for one in seen(store).colleagues] == ["max@ours.example"]
    named = mails("<2@x>,,Max Own <max@ours.example>,dana@dream.example,,2026-01-03")
    bring(store, named)
    assert [one.name for one in seen(store).colleagues] == ["Max Own"]
    assert bring(store, named).batch is None
    other = mails("<3@x>,,Maxi <max@ours.example>,dana@dream.example,,2026-01-04")
    bring(store, other)
    assert [one.name for one in seen(store).colleagues] == ["Max Own"]


def test_colleagues_known_by_name_get_their_address(store: Store) -> None:
    bring(store, PEOPLE, "date,colleague,person\n2026-01-01,Max Own,Dana Reyes\n")
    bring(
        store, mails("<1@x>,,Max Own <max@ours.example>,dana@dream.example,,2026-01-02"), ours=OURS
    )
    (max_own,) = seen(store).colleagues
    assert max_own.text("email") == "max@ours.example"
    bring(store, mails("<2@x>,,eva@ours.example,bob@dream.example,,2026-01-03"))
    assert {one.name for one in seen(store).colleagues} == {"Max Own", "eva@ours.example"}


def test_an_address_told_to_be_ours_makes_nobody_else_at_its_domain_ours(store: Store) -> None:
    bring(store, PEOPLE)
    guest = mails("<1@x>,,Raj Own <raj@dream.example>,dana@dream.example,,2026-01-02")
    bring(store, guest, ours=("raj@dream.example", *OURS))
    back = mails(
        "<2@x>,,dana@dream.example,raj@dream.example,,2026-01-03",
        "<3@x>,,eva@dream.example,raj@dream.example,,2026-01-04",
    )
    bring(store, back)
    assert [(one[0], one[1]) for one in said(seen(store))] == [
        ("Raj Own", ("Dana Reyes",)),
        ("Raj Own", ("Dana Reyes",)),
        ("Raj Own", ("Eva Ochs",)),
    ]


def test_an_address_at_a_provider_does_not_make_all_its_customers_ours(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,Max Own <max@provider.example>,dana@dream.example,,2026-01-02")
    bring(store, listed, ours=("max@provider.example",))
    bring(store, mails("<2@x>,,kim@provider.example,dana@dream.example,,2026-01-03"))
    assert [one.name for one in seen(store).colleagues] == ["Max Own"]
    assert len(seen(store).touches) == 1


def test_several_domains_may_be_told_at_once(store: Store) -> None:
    bring(store, PEOPLE)
    listed = mails("<1@x>,,max@branch.example,dana@dream.example,,2026-01-02")
    bring(store, listed, ours=("ours.example, @branch.example",))
    assert len(seen(store).touches) == 1


@pytest.mark.parametrize(
    ("ours", "why"),
    [
        ("nodomain", '--ours "nodomain" is neither a domain nor an address'),
        ("dream.example", "dream.example is where 3 of 3 people of Dream Co are"),
    ],
)
def test_a_domain_that_can_not_be_ours_is_refused(store: Store, ours: str, why: str) -> None:
    bring(store, PEOPLE)
    with pytest.raises(BadInput, match=why):
        bring(store, mails("<1@x>,,a@b.example,dana@dream.example,,2026-01-02"), ours=(ours,))


def test_an_address_is_the_same_in_letters_and_as_programs_write_it(store: Store) -> None:
    bring(store, "name,email\nDana Reyes,dana@xn--trume-hra.example\n")
    listed = mails(
        "<1@x>,,max@müller.example,dana@träume.example,,2026-01-02",
        "<2@x>,,dana@xn--trume-hra.example,max@xn--mller-kva.example,,2026-01-03",
    )
    bring(store, listed, ours=("xn--mller-kva.example",))
    account = seen(store)
    assert len(account.colleagues) == 1
    assert [one[1] for one in said(account)] == [("Dana Reyes",)] * 2


def test_every_account_takes_its_own_part_of_a_list(store: Store) -> None:
    bring(store, PEOPLE)
    bring(store, "name,email\nKim Low,kim@other.example\n", account="Other Co")
    listed = mails(
        "<1@x>,,max@ours.example,dana@dream.example,,2026-01-02",
        "<2@x>,,max@ours.example,kim@other.example,,2026-01-02",
    )
    bring(store, listed, account=None, all_accounts=True, ours=OURS)
    assert said(seen(store))[0][1] == ("Dana Reyes",)
    assert said(seen(store, "Other Co"))[0][1] == ("Kim Low",)


def test_a_list_without_any_of_ours_needs_nobody_to_say_who_is_ours(store: Store) -> None:
    bring(store, PEOPLE, mails("<1@x>,,dana@dream.example,bob@dream.example,,2026-01-02"))
    assert len(seen(store).events) == 1
