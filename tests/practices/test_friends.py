"""What is said beside the reason: clients are friends, slowly and both ways."""

from tests.practices.test_reasons import quoted
from tests.practices.ways import Way


def met(acme: Way, name: str = "Ann Lee") -> None:
    acme.touch(name, "2026-03-20", channel="in_person", intent="social", outcome="connected")


def test_d1_preferences_and_interests_are_kept_and_used_when_a_reason_is_matched(
    acme: Way,
) -> None:
    acme.said("Ann Lee", interests="energy markets", preferences="a visit rather than an e-mail")
    acme.thing("reason", "a benchmark")
    acme.thing("reason", "what night power will cost", interests="energy markets; metals")
    reason = acme.suggestion("Ann Lee")["reason"]
    assert reason["grounds"] == [
        {"name": "interest", "points": 2.0, "why": "interest in energy markets"}
    ]
    assert acme.suggestion("Bob Stone")["reason"]["text"] == "a benchmark"
    assert quoted(acme, "Ann Lee", "preferences") == ["Prefers: a visit rather than an e-mail."]


def test_d2_goals_and_challenges_are_kept_with_the_touches_that_helped(acme: Way) -> None:
    acme.said("Ann Lee", goals="Close the month in four days", challenges="Late hours")
    acme.touch("Ann Lee", "2026-03-02", helped_with="close the month in four days")
    assert quoted(acme, "Ann Lee", "goal") == [
        "Goal: “Close the month in four days” (helped on 2026-03-02)."
    ]
    assert quoted(acme, "Ann Lee", "challenge") == ["Challenge: “Late hours”."]


def test_d3_what_is_going_on_with_somebody_is_quoted_and_fades_after_its_time(acme: Way) -> None:
    met(acme)
    acme.thing("happening", "her leave", person="Ann Lee", on="2026-03-25", until="2026-04-05")
    acme.thing("happening", "her marathon", person="Ann Lee", on="2026-04-10")
    acme.thing("happening", "his boat", person="Bob Stone", on="2026-03-31")

    def told(as_of: str) -> list[str]:
        return quoted(acme, "Ann Lee", "happening", as_of)

    assert told("2026-03-24") == ["On 2026-03-25: “her leave”."]
    assert set(told("2026-03-31")) == {
        "On until 2026-04-05: “her leave”.",
        "On 2026-04-10: “her marathon”.",
    }
    assert told("2026-04-06") == ["On 2026-04-10: “her marathon”."]
    assert told("2026-04-24") == ["On 2026-04-10: “her marathon”."]
    assert told("2026-04-25") == []


def test_d6_a_handwritten_card_is_offered_and_not_twice_in_a_row(acme: Way) -> None:
    acme.touch("Ann Lee", "2026-03-02", intent="social", their_world="Mia's recital")
    assert quoted(acme, "Ann Lee", "card") == ["A handwritten card about that would suit Ann Lee."]
    acme.touch("Ann Lee", "2026-03-09", channel="card", intent="give")
    assert acme.shown("Ann Lee")["touches"][0]["channel"] == "card"
    assert quoted(acme, "Ann Lee", "card") == []


def test_d8_nothing_personal_is_proposed_for_a_first_touch(acme: Way) -> None:
    acme.said("Ann Lee", topics="her garden", interests="cello", knows_of_us="Kim sails")
    acme.thing("reason", "how her garden grows", kind="personal")
    acme.thing("happening", "her recital", person="Ann Lee", kind="personal", on="2026-03-31")
    acme.touch("Ann Lee", "2026-03-02", channel="voicemail", outcome="no_answer")
    first = acme.suggestion("Ann Lee")
    assert (first["needs_reason"], first["mentions"]) == (True, [])
    assert first["other_reasons"][0]["lacks"] == [
        "it is personal, and there is no relationship with Ann Lee yet"
    ]
    assert first["approach"] == ["Nothing personal yet: there is no relationship so far."]
    met(acme)
    assert acme.suggestion("Ann Lee")["reason"]["kind"] == "personal"
    assert quoted(acme, "Ann Lee", "knows_of_us") == ["Knows of us: Kim sails."]


def test_d9_topics_outside_work_stand_with_the_suggestion_once_there_is_a_relationship(
    acme: Way,
) -> None:
    acme.said("Ann Lee", topics="her garden; Pelion", interests="cello")
    assert quoted(acme, "Ann Lee", "topics") == []
    met(acme)
    assert quoted(acme, "Ann Lee", "topics") == ["To talk about: her garden and Pelion."]
    assert quoted(acme, "Ann Lee", "interests") == ["Interests: cello."]
    assert "To talk about: her garden and Pelion." in acme.text("next", "Acme")
