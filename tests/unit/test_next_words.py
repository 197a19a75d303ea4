"""Whom next, in words: the reasons given, and what is said when there is nothing to say."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from graph.advice.case import Query, case, ranking
from graph.advice.notes import notes
from graph.analysis.phrases import percent
from tests.unit.asking import CLIENT, about, ask, factor, listed, of
from tests.unit.worlds import (
    TODAY,
    inferred,
    influences,
    knows,
    link,
    org,
    person_id,
    said,
    thing,
    thing_id,
    touch,
)


def test_a_suggestion_says_why_in_plain_words() -> None:
    answer = ask(
        CLIENT,
        influences("Ann Lee", "Dana Reyes", "strong"),
        touch("Colin", "Bob Stone", 12),
        touch("Colin", "Ann Lee", 143, "voicemail"),
        limit=1,
    )
    share = round(100 * answer.suggestions[0].share)
    assert answer.suggestions[0].because == (
        f"Reaching Ann Lee adds {share} % of the decision: the way to Dana Reyes (CFO).",
        "Ann Lee influences Dana Reyes (strong).",
        "Nobody of ours has ever been in touch; the last attempt was 143 days ago.",
        "Not known: role, political status.",
        "Way in (13 %): Colin talked with Bob Stone (call, 12 days ago); "
        "Bob Stone reports to Ann Lee.",
    )


def test_who_may_have_left_is_told_to_be_so_and_how_to_decide_it() -> None:
    proposed = {"kind": "marker", "state": "open", "field": "status", "why": "the list says so"}
    answer = ask(
        "Dana Reyes, CFO {decision_maker}\n  Ann Lee, Controller\n  Bob Stone, Accountant",
        thing("proposal", "ann", person="Ann Lee", value="left 2026", **proposed),
        thing("proposal", "bob", person="Bob Stone", **proposed | {"field": "support"}),
        thing("proposal", "no", person="Bob Stone", **proposed | {"state": "rejected"}),
        thing("proposal", "dana", person="Dana Reyes", value="not_open", **proposed),
    )
    (doubt,) = of(answer, "Ann Lee").doubts
    assert (doubt.proposal, doubt.status) == (thing_id("proposal", "ann"), "left")
    assert doubt.says == (
        "May have left: the list says so. "
        f'Decide: inroad proposals "Dream Co" --accept {doubt.proposal} (or --reject).'
    )
    assert of(answer, "Bob Stone").doubts == ()
    assert answer.targets[0].doubts[0].says.startswith("May not be open to contact for now: ")
    assert answer.notes[-1] == '3 proposals wait for a decision: inroad proposals "Dream Co".'


def test_a_way_in_that_is_no_better_than_a_cold_approach_says_so() -> None:
    picture = "Dana {decision_maker}\nAnn\nBob"
    start = picture, influences("Ann", "Dana", 0.5)
    far = ask(*start, knows("Colin", "Bob", "weak"), knows("Bob", "Ann", "weak"))
    assert far.suggestions[0].because[-1] == (
        "A cold approach is as good (10 %); the best known way in has 1.0 %: "
        "Colin knows Bob (weak); Bob knows Ann (weak)."
    )
    assert ask(*start).suggestions[0].because[-1] == (
        "No way in is known: it would be a cold approach."
    )


def test_what_was_stated_of_a_link_and_that_it_is_inferred_is_told() -> None:
    picture = "Dana {decision_maker}\nAnn"
    stated = ask(picture, influences("Ann", "Dana", 0.45)).suggestions[0]
    assert stated.because[1] == "Ann influences Dana (45 %)."
    guessed = ask(picture, inferred(influences("Ann", "Dana", 0.45))).suggestions[0]
    assert guessed.because[1] == "Ann influences Dana (45 %, inferred)."


def test_a_suggestion_that_somebody_took_up_says_who_and_when() -> None:
    taken = thing(
        "decision", "d", person="Bob Stone", action="accepted", why="I know Bob", on="2026-03-30"
    )
    answer = ask(CLIENT, taken, exclude=frozenset({person_id("Ann Lee")}))
    assert answer.suggestions[0].because[-1] == "Taken up by Tester on 2026-03-30: I know Bob."


def test_influence_over_several_is_told_step_by_step() -> None:
    answer = ask(CLIENT, exclude=frozenset({person_id("Ann Lee")}), limit=1)
    assert answer.suggestions[0].because[1] == (
        "Bob Stone reports to Ann Lee, who reports to Dana Reyes."
    )


def test_the_way_of_influence_is_not_told_over_those_above_in_the_list() -> None:
    picture = "Dana {decision_maker}\nAnn\nBob"
    claims = (
        influences("Ann", "Dana", 0.9),
        influences("Bob", "Ann", 0.9),
        influences("Bob", "Dana", 0.3),
    )
    first, second = ask(picture, *claims).suggestions
    assert first.because[1] == "Ann influences Dana (90 %)."
    assert second.because[1] == "Bob influences Dana (30 %)."


def test_namesakes_are_told_apart() -> None:
    second, third = said("Second", name="Ann Lee", title="Clerk"), said("Third", name="ann lee")
    met = touch("Third", "Second", 3)
    claims = influences("Second", "Ann Lee", 0.9), met, second, third
    (only,) = ask("Ann Lee, CFO {decision_maker}\nSecond", *claims).suggestions
    share = round(100 * only.share)
    assert only.because[:3] == (
        f"Reaching Ann Lee (Clerk) adds {share} % of the decision: the way to Ann Lee (CFO).",
        "Ann Lee (Clerk) influences Ann Lee (CFO) (90 %).",
        "ann lee (ours) was last in touch 3 days ago (brief contact).",
    )
    assert (
        only.because[4]
        == "Way in (44 %): ann lee (ours) talked with Ann Lee (Clerk) (call, 3 days ago)."
    )
    assert only.person.name == "Ann Lee"


def test_all_who_were_last_in_touch_are_named() -> None:
    start = "Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.9)
    together = ask(*start, touch("Dora", "Ann", 9), touch("Colin; Eve", "Ann", 3))
    assert together.suggestions[0].because[2].startswith("Colin and Eve were last in touch 3 days")
    activity = said("Ann", last_activity=(TODAY - timedelta(2)).isoformat())
    by_crm = ask(*start, touch("Dora", "Ann", 9), activity).suggestions[0]
    assert by_crm.because[2] == "The last activity on record was 2 days ago (brief contact)."


def test_a_way_in_over_the_target_itself_is_none() -> None:
    start = "Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.9)
    (only,) = ask(*start, touch("Colin", "Dana", 3), knows("Dana", "Ann")).suggestions
    assert only.because[-1] == (
        "The only way in known goes over Dana, to whom Ann was to be the way: go to Dana directly."
    )
    assert (only.way_in, factor(only, "reachability")) == ((), 0.55)


def test_another_way_in_counts_where_the_best_one_goes_over_the_target() -> None:
    start = "Dana {decision_maker}\nAnn\nBob", influences("Ann", "Dana", 0.9)
    met = touch("Colin", "Dana", 3), touch("Eve", "Bob", 90)
    answer = ask(*start, *met, knows("Dana", "Ann"), knows("Bob", "Ann"))
    way = [step.person.name for step in of(answer, "Ann").way_in]
    assert way == ["Eve", "Bob"]


def test_a_way_in_over_somebody_else_who_decides_stays() -> None:
    start = "Dana {decision_maker}\nTom {approver}\nAnn", influences("Ann", "Dana", 0.9)
    answer = ask(*start, touch("Colin", "Tom", 3), knows("Tom", "Ann"))
    assert [step.person.name for step in of(answer, "Ann").way_in] == ["Colin", "Tom"]


def test_a_seat_is_not_called_by_its_title_twice() -> None:
    picture = "CFO, CFO {decision_maker; placeholder}\n  Ann"
    (only,) = ask(picture).suggestions
    assert "the way to CFO (holder unknown)." in only.because[0]
    assert ask(picture).targets[0].person.introduced == "CFO"


def test_one_who_decides_and_is_a_way_to_another_is_told_as_both() -> None:
    picture = "Dana {approver}\nTom {approver}"
    answer = ask(picture, influences("Dana", "Tom", 0.9), include_targets=True, limit=1)
    assert answer.suggestions[0].because[0].endswith(": Dana decides, and is the way to Tom.")


def test_where_a_gain_comes_from_many_the_main_one_is_named_as_such() -> None:
    targets = ("Dana", "Tom", "Eve", "Fay", "Gus")
    picture = "Ann\n" + "\n".join(f"{name} {{approver}}" for name in targets)
    ways = [influences("Ann", name, 0.5 if name == "Tom" else 0.4) for name in targets]
    (only,) = ask(picture, *ways).suggestions
    assert only.because[0].endswith("% of the decision: above all the way to Tom.")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.0004, "less than 0.1 %"),
        (0.0123, "1.2 %"),
        (0.314, "31 %"),
        (0.9962, "99.6 %"),
        (0.99996, "more than 99.9 %"),
        (1 - 1e-15, "100 %"),
    ],
)
def test_nothing_and_all_are_said_only_of_nothing_and_all(share: float, words: str) -> None:
    assert percent(share) == words


def test_two_who_gain_the_same_are_a_tie() -> None:
    claims = influences("Ann", "Dana", 0.5), influences("Bob", "Tom", 0.5)
    answer = ask("Dana {approver}\nTom {approver}\nAnn\nBob", *claims)
    assert answer.ties == ((1, 2),)
    assert about(answer.notes, "Ranks 1 and 2 could stand in any order")


def test_who_ties_from_below_the_list_would_do_as_well() -> None:
    claims = [influences(one, "Dana", 0.5) for one in ("Ann", "Bob", "Cleo")]
    picture = "Dana {approver}\nAnn\nBob\nCleo"
    answer = ask(picture, *claims, limit=1)
    assert (len(answer.suggestions), answer.ties) == (1, ())
    first = answer.suggestions[0]
    beside = {"Ann", "Bob", "Cleo"} - {first.person.name}
    assert {one.name for one in first.instead} == beside
    assert about(first.because, "would do as well.")
    assert len(ask(picture, *claims, limit=2).suggestions[0].instead) == 1
    assert ask(picture, *claims, limit=3).suggestions[0].instead == ()
    assert ask(picture, *claims, limit=0).suggestions == ()


def test_who_would_do_as_well_but_adds_nothing_more_is_named() -> None:
    rest = ("Bob", "Cid", "Eve", "Fay")
    picture = "Dana {decision_maker}\nHub {placeholder}\nAnn\n" + "\n".join(rest)
    claims = [link(one, "influences", "Hub", 1.0) for one in ("Ann", *rest)]
    answer = ask(picture, link("Hub", "influences", "Dana", 0.5), *claims)
    (only,) = answer.suggestions
    assert [one.name for one in only.instead] == ["Bob", "Cid", "Eve"]
    assert only.instead_more == 1
    assert only.because[2] == "Bob, Cid, Eve and 1 more would do as well."
    assert answer.ties == ()


def test_who_ties_in_the_list_is_not_named_again_and_who_is_less_not_at_all() -> None:
    claims = influences("Ann", "Dana", 0.5), influences("Bob", "Tom", 0.5)
    answer = ask("Dana {approver}\nTom {approver}\nAnn\nBob", *claims)
    assert answer.ties == ((1, 2),)
    assert [one.instead for one in answer.suggestions] == [(), ()]
    less = ask("Dana {approver}\nAnn\nBob", claims[0], influences("Bob", "Dana", 0.4))
    assert [one.instead for one in less.suggestions] == [(), ()]


def test_an_answer_that_the_bound_on_work_left_imprecise_says_so() -> None:
    account = org("Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.5))
    asked = case(account, Query())
    ranked = ranking(asked)
    assert ranked is not None
    assert not about(notes(asked, ranked, ()), "sampling stopped")
    vague = replace(ranked, reached_error=0.01)
    assert about(notes(asked, vague, ()), "To be surer would take too long: sampling stopped")


def test_the_answer_is_plain_json_with_the_names_that_others_rely_on() -> None:
    answer = ask(CLIENT, touch("Colin", "Bob Stone", 12))
    told = json.loads(json.dumps(answer.as_json(), allow_nan=False))
    assert {"account", "as_of", "seed", "total_weight", "decision_reached", "ties"} <= told.keys()
    assert told["account"] == "Dream Co"
    assert told["targets"][0].keys() >= {"person", "weight", "reached", "direct_way_in"}
    suggestion = told["suggestions"][0]
    assert suggestion["person"].keys() == {"id", "external_id", "name", "title", "email"}
    assert suggestion["factors"][0].keys() == {"name", "value", "why"}
    assert suggestion["way_in"][0].keys() >= {"person", "by", "strength"}
    assert suggestion.keys() >= {
        *("rank", "gain", "share", "standard_error", "score", "coverage", "engaged"),
        *("days_since_contact", "contact_known", "because"),
    }


def test_names_stay_as_they_were_given() -> None:
    name = "</script><script>alert(1)</script>"
    answer = ask(f"Dana {{decision_maker}}\n{name}", influences(name, "Dana", 0.5))
    assert listed(answer) == [name]
    assert name in answer.suggestions[0].because[0]


def test_without_a_target_the_answer_says_how_to_name_one() -> None:
    answer = ask("Ann\nBob")
    assert (answer.suggestions, answer.targets, answer.total_weight) == ((), (), 0)
    assert about(answer.notes, "--target")


def test_targets_by_title_are_marked_as_inferred() -> None:
    answer = ask("Dana, CFO\n  Ann, Controller")
    assert answer.targets_inferred
    assert listed(answer) == ["Ann"]
    assert about(answer.notes, "inferred from titles")


def test_a_target_who_left_is_told_and_does_not_count() -> None:
    answer = ask("Dana {decision_maker; left}\nTom {approver}\nAnn", influences("Ann", "Tom", 0.5))
    assert answer.total_weight == 2
    assert about(answer.notes, "Dana would decide (decision maker) but has left")


def test_a_total_weight_of_zero_is_told() -> None:
    answer = ask(CLIENT, targets={person_id("Dana Reyes"): 0.0})
    assert answer.suggestions == ()
    assert about(answer.notes, "weights of the targets add up to 0")


def test_without_any_link_those_who_decide_are_suggested_and_links_asked_for() -> None:
    answer = ask("Dana {decision_maker}\nAnn\nBob")
    assert listed(answer) == ["Dana"]
    assert about(answer.notes, "they are suggested themselves. Bring managers or a links file")
    assert listed(ask("Dana {decision_maker}\nAnn", include_targets=True)) == ["Dana"]


def test_without_a_path_to_those_who_decide_they_are_suggested_and_the_answer_says_so() -> None:
    answer = ask("Dana {decision_maker}\nAnn\nBob", influences("Ann", "Bob"))
    assert listed(answer) == ["Dana"]
    assert about(answer.notes, "they are suggested themselves. Record who influences them")


def test_those_who_decide_are_set_aside_where_anybody_else_leads_to_them() -> None:
    answer = ask("Dana {decision_maker}\nTom {approver}\nAnn", influences("Ann", "Dana"))
    assert listed(answer) == ["Ann"]
    assert not about(answer.notes, "suggested themselves")


def test_the_owner_of_a_contact_is_named_where_no_way_in_is_known() -> None:
    answer = ask("Dana {decision_maker; owner=Kim Ito}\nAnn")
    assert about(answer.suggestions[0].because, "Kim Ito is on record as the owner of the contact")


def test_when_everyone_is_covered_the_answer_says_how_much_is_reached() -> None:
    chain = link("Ann", "influences", "Bob", 1.0), link("Bob", "influences", "Dana", 1.0)
    answer = ask("Dana {decision_maker}\nAnn\nBob", *chain, engaged={person_id("Bob"): 1.0})
    assert answer.suggestions == ()
    assert about(answer.notes, "100 % of the decision is reached")


def test_when_everyone_left_the_answer_asks_for_newer_contacts() -> None:
    answer = ask("Dana {decision_maker; left}\nAnn {objected}")
    assert (answer.suggestions, answer.targets) == ((), ())
    assert about(answer.notes, "Both people known at Dream Co have left or objected")
    assert about(answer.notes, "inroad import FILE")


def test_an_empty_account_asks_for_contacts() -> None:
    assert about(ask("").notes, "Nobody is known at Dream Co yet")


def test_when_all_candidates_are_left_out_the_answer_says_so() -> None:
    answer = ask(
        "Dana {decision_maker}\nAnn", influences("Ann", "Dana"), said("Ann", status="not_open")
    )
    assert answer.suggestions == ()
    assert about(answer.notes, "Everybody who could be suggested is not open until 2026-")


def test_what_adds_too_little_to_be_measured_is_not_called_covered() -> None:
    answer = ask("Dana {decision_maker}\nAnn", influences("Ann", "Dana", 1e-9))
    assert answer.suggestions == ()
    assert about(answer.notes, "nobody who could be suggested adds enough to be measured")


def test_a_short_list_says_why_it_is_short() -> None:
    chain = influences("Bob", "Ann", 0.9), influences("Ann", "Dana", 0.9)
    assert about(
        ask("Dana {decision_maker}\nAnn\nBob", *chain).notes,
        "Once the one above is engaged, nobody else who could be suggested adds to the decision",
    )
    both = "Dana {decision_maker}\nAnn", influences("Ann", "Dana", 0.5)
    assert about(ask(*both, limit=9).notes, "These are all who could be suggested")
    assert about(ask(*both, limit=0).notes, "Nobody is suggested, as asked")


def test_who_is_never_suggested_is_counted_in_words() -> None:
    picture = (
        "Dana {decision_maker}\nAnn\nBob {left}\nCid {left}\nEve {objected}\nCTO {placeholder}"
    )
    assert about(
        ask(picture, influences("Ann", "Dana")).notes,
        "Not suggested: 2 people who left, 1 person who objected and 1 seat whose holder isn't",
    )


def test_a_target_without_weight_may_be_suggested() -> None:
    weights = {person_id("Dana"): 1.0, person_id("Ann"): 0.0}
    answer = ask("Dana\nAnn", influences("Ann", "Dana"), targets=weights)
    assert listed(answer) == ["Ann"]


def test_when_only_those_who_decide_are_known_the_answer_says_so() -> None:
    assert listed(ask("Dana {decision_maker}")) == ["Dana"]
    assert about(ask("Dana {decision_maker}").notes, "Nobody is known but those who decide")
