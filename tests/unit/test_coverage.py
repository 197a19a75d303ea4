"""Coverage: what touches and statements say of how well a person is covered."""

from datetime import timedelta
from math import exp, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.coverage import Contact, coverage
from graph.vocabulary import Channel, Coverage, Intent, Outcome
from tests.unit.worlds import (
    NOW,
    TODAY,
    Claim,
    by_hand,
    colleague_id,
    org,
    person_id,
    recorded,
    said,
    setting,
    touch,
)


def ann(*claims: Claim, days: int = 0) -> Contact:
    account = org("Ann\nBob", *claims, as_of=NOW + timedelta(days=days))
    return coverage(account)[person_id("Ann")]


def test_strength_is_channel_times_intent_and_engaged_follows_from_it() -> None:
    contact = ann(touch("Colin", "Ann", 0, "call", intent="ask"))
    assert isclose(contact.strength, 0.6 * 0.5)
    assert isclose(contact.engaged, 1 - exp(-0.3))


def test_a_touch_counts_half_after_each_half_life() -> None:
    met = touch("Colin", "Ann", 0, "in_person")
    assert isclose(ann(met).strength, 1.0)
    assert isclose(ann(met, days=90).strength, 0.5)
    assert isclose(ann(met, setting("half_life_days", 45), days=90).strength, 0.25)


@pytest.mark.parametrize(
    "attempt",
    [
        touch("Colin", "Ann", 3, "voicemail"),
        touch("Colin", "Ann", 3, "call", outcome="no_answer"),
        touch("Colin", "Ann", 3, "in_person", visit=[]),
    ],
    ids=["voicemail", "no answer", "empty visit"],
)
def test_an_attempt_adds_nothing_and_is_no_contact(attempt: Claim) -> None:
    contact = ann(attempt)
    assert (contact.strength, contact.engaged) == (0, 0)
    assert contact.coverage is Coverage.NO_CONTACT
    assert contact.days_since_contact is None
    assert contact.days_since_attempt == 3
    assert contact.contact_known


def test_a_visit_that_did_something_or_that_nobody_described_is_not_empty() -> None:
    described = ann(touch("Colin", "Ann", 0, "in_person", visit=["learn"]))
    assert described.strength == ann(touch("Colin", "Ann", 0, "in_person")).strength > 0


@pytest.mark.parametrize("outcome", ["declined", "went_badly"])
def test_a_refusal_is_contact_that_engages_nobody(outcome: str) -> None:
    contact = ann(touch("Colin", "Ann", 5, outcome=outcome))
    assert contact.engaged == 0
    assert contact.coverage is Coverage.BRIEF_CONTACT
    assert contact.days_since_contact == 5


def test_who_put_us_off_has_listened_a_little() -> None:
    put_off = ann(touch("Colin", "Ann", outcome="put_off")).strength
    assert 0 < put_off < ann(touch("Colin", "Ann")).strength / 2


def test_attention_at_a_shared_touch_divides_mildly() -> None:
    alone = ann(touch("Colin", "Ann")).strength
    shared = ann(touch("Colin", "Ann; Bob")).strength
    assert alone / 2 < shared < alone


def test_several_colleagues_at_one_touch_are_one_touch() -> None:
    assert ann(touch("Colin; Dora", "Ann")).strength == ann(touch("Colin", "Ann")).strength


def test_the_words_follow_the_number_of_touches_and_the_settings() -> None:
    calls = [touch("Colin", "Ann", 10 * n) for n in range(5)]
    assert ann(touch("Colin", "Bob")).coverage is Coverage.NO_CONTACT
    assert ann(*calls[:1]).coverage is Coverage.BRIEF_CONTACT
    assert ann(*calls[:2]).coverage is Coverage.MULTIPLE_CONTACTS
    assert ann(*calls).coverage is Coverage.IN_DEPTH
    assert ann(*calls[:2], setting("in_depth_from", 2)).coverage is Coverage.IN_DEPTH


def test_mails_alone_are_never_in_depth() -> None:
    mails = [touch("Colin", "Ann", n, "email") for n in range(9)]
    assert ann(*mails).coverage is Coverage.MULTIPLE_CONTACTS
    assert ann(*mails, touch("Colin", "Ann")).coverage is Coverage.IN_DEPTH


def test_coverage_fades_to_brief_and_never_back_to_no_contact() -> None:
    calls = [touch("Colin", "Ann", n) for n in range(5)]
    words = [ann(*calls, days=days).coverage for days in (0, 150, 3000)]
    assert words == [Coverage.IN_DEPTH, Coverage.MULTIPLE_CONTACTS, Coverage.BRIEF_CONTACT]


def test_never_and_not_recorded_are_told_apart() -> None:
    unknown, never = ann(), ann(touch("Colin", "Bob"))
    assert (unknown.contact_known, unknown.coverage) == (False, Coverage.UNKNOWN)
    assert (never.contact_known, never.coverage) == (True, Coverage.NO_CONTACT)
    assert unknown.days_since_contact is never.days_since_contact is None


def test_before_the_first_touch_that_is_kept_coverage_is_unknown() -> None:
    assert ann(touch("Colin", "Bob", 5), days=-6).coverage is Coverage.UNKNOWN


def test_a_date_of_last_activity_of_another_says_nothing() -> None:
    assert ann(said("Bob", last_activity=TODAY.isoformat())).coverage is Coverage.UNKNOWN


def test_a_stated_no_contact_means_never() -> None:
    contact = ann(said("Ann", coverage="no_contact"))
    assert contact.contact_known
    assert contact.days_since_contact is None


def test_a_stated_coverage_without_a_date_of_contact_does_not_say_never() -> None:
    contact = ann(said("Ann", coverage="in_depth"))
    assert contact.coverage is Coverage.IN_DEPTH
    assert contact.days_since_contact is None
    assert not contact.contact_known


def test_a_stated_coverage_with_evidence_overrules_the_touches_before_it() -> None:
    calls = [touch("Colin", "Ann", n) for n in range(5, 10)]
    denied = said("Ann", coverage="no_contact", evidence="She has never heard of us")
    contact = ann(*calls, denied)
    assert contact.coverage is Coverage.NO_CONTACT
    assert contact.engaged == 0
    assert contact.stated is not None


def test_a_stated_coverage_without_evidence_yields_to_touches() -> None:
    contact = ann(touch("Colin", "Ann", 5), said("Ann", coverage="in_depth"))
    assert contact.coverage is Coverage.BRIEF_CONTACT
    assert contact.stated is None


def test_touches_after_a_statement_add_to_it() -> None:
    denied = said("Ann", coverage="no_contact", evidence="Asked her", on=TODAY - timedelta(30))
    contact = ann(denied, touch("Colin", "Ann", 10), touch("Colin", "Ann", 5))
    assert contact.coverage is Coverage.MULTIPLE_CONTACTS
    assert contact.engaged > 0


def test_a_stated_coverage_engages_more_the_deeper_it_is_and_fades() -> None:
    deep, brief = (
        ann(said("Ann", coverage=word)).engaged for word in ("in_depth", "brief_contact")
    )
    assert deep > brief > 0
    old = said("Ann", coverage="in_depth", on=TODAY - timedelta(90))
    assert 0 < ann(old).engaged < deep


def test_a_date_of_last_activity_is_contact_without_strength() -> None:
    contact = ann(said("Ann", last_activity=(TODAY - timedelta(12)).isoformat()))
    assert (contact.days_since_contact, contact.contact_known) == (12, True)
    assert contact.coverage is Coverage.BRIEF_CONTACT
    assert contact.engaged == 0


def test_a_last_activity_that_was_a_voicemail_is_no_contact() -> None:
    activity = said("Ann", last_activity=(TODAY - timedelta(12)).isoformat())
    contact = ann(activity, touch("Colin", "Ann", 12, "voicemail"))
    assert contact.days_since_contact is None
    assert contact.days_since_attempt == 12


def test_a_last_activity_after_the_moment_does_not_count() -> None:
    activity = said("Ann", last_activity=(TODAY + timedelta(1)).isoformat())
    assert ann(activity).days_since_contact is None


def test_days_since_contact_skip_later_attempts() -> None:
    contact = ann(touch("Colin", "Ann", 20), touch("Colin", "Ann", 2, "voicemail"))
    assert (contact.days_since_contact, contact.days_since_attempt) == (20, 2)


def test_all_who_took_part_in_the_last_contact_are_named() -> None:
    earlier, last = touch("Eve", "Ann", 20), touch("Colin; Dora", "Ann", 5)
    assert ann(earlier, last, touch("Eve", "Ann", 1, "voicemail")).last_by == tuple(
        map(colleague_id, ("Colin", "Dora"))
    )


def test_nobody_is_named_where_only_the_crm_knows_the_day() -> None:
    activity = said("Ann", last_activity=TODAY.isoformat())
    assert ann(touch("Colin", "Ann", 5), activity).last_by == ()


def test_colleagues_stand_in_order_of_their_last_contact() -> None:
    contact = ann(
        touch("Colin", "Ann", 20), touch("Dora", "Ann", 5), touch("Eve", "Ann", 1, "voicemail")
    )
    assert len(contact.colleagues) == 2
    assert contact.colleagues[0] == ann(touch("Dora", "Ann", 5)).colleagues[0]


def test_what_is_recorded_later_of_an_earlier_touch_is_the_same() -> None:
    call = touch("Colin", "Ann", 20)
    assert ann(call).strength == ann(by_hand(recorded(call, 1))).strength


touches = st.lists(
    st.builds(
        touch,
        st.sampled_from(["Colin", "Dora"]),
        st.sampled_from(["Ann", "Bob", "Ann; Bob"]),
        st.integers(0, 800),
        st.sampled_from(list(Channel)),
        intent=st.sampled_from(list(Intent)),
        outcome=st.sampled_from(list(Outcome)),
    ),
    max_size=6,
)


@given(touches, touches)
@settings(deadline=None)
def test_a_further_touch_never_lowers_coverage(some: list[Claim], more: list[Claim]) -> None:
    before, after = ann(*some), ann(*some, *more)
    order = [Coverage.UNKNOWN, *Coverage]
    assert after.engaged >= before.engaged or isclose(after.engaged, before.engaged)
    assert order.index(after.coverage) >= order.index(before.coverage)
    assert 0 <= after.engaged < 1
