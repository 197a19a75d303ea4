"""What is written by hand on the command line, and read back."""

import json
from pathlib import Path

import pytest

from tests.api.commands import done, inroad

PEOPLE = b"""name,email,title,manager,buying_role
Dana Reyes,dana@acme.example,CFO,,decision_maker
Ann Lee,ann@acme.example,Controller,Dana Reyes,
Bob Stone,bob@acme.example,Accountant,Ann Lee,
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)


def test_a_person_is_shown_with_who_said_what() -> None:
    facts = done("person", "Dana Reyes", "--json").json["facts"]
    assert facts["title"]["value"] == "CFO"
    assert facts["title"]["author"] == "Test Author"
    assert facts["level"]["origin"] == "inferred"


def test_what_is_changed_by_hand_stays_when_the_file_comes_again() -> None:
    done("person", "ann@acme.example", "--title", "Finance Director", "--evidence", "her card")
    newer = PEOPLE.replace(b"Controller", b"Head of Controlling")
    report = done("import", "-", "--account", "Acme", stdin=newer)
    assert "Finance Director" in report.out
    title = done("person", "Ann Lee", "--json").json["facts"]["title"]
    assert (title["value"], title["evidence"]) == ("Finance Director", "her card")


def test_opinions_can_be_said_for_one_opportunity_alone() -> None:
    done("opportunity", "Acme", "Renewal", "--new", "--stage", "open", "--amount", "120000")
    done("person", "Ann Lee", "--buying-role", "decision_maker", "--opportunity", "Renewal")
    general = done("next", "Acme", "--json").json
    renewal = done("next", "Acme", "--json", "--for", "Renewal").json
    assert [one["person"]["name"] for one in general["targets"]] == ["Dana Reyes"]
    assert {one["person"]["name"] for one in renewal["targets"]} == {"Dana Reyes", "Ann Lee"}


def test_a_touch_brings_the_contact_up_to_date() -> None:
    done("touch", "Bob Stone", "--colleague", "Kim", "--channel", "call", "--intent", "give")
    bob = done("person", "Bob Stone", "--json").json
    assert bob["days_since_contact"] == 0
    assert bob["coverage"] == "brief_contact"


def test_a_touch_in_the_future_is_refused() -> None:
    result = inroad("touch", "Bob Stone", "--colleague", "Kim", "--on", "2999-01-01")
    assert (result.code, "future" in result.err) == (2, True)


def test_a_link_counts_until_it_is_taken_back() -> None:
    done("link", "Bob Stone", "Dana Reyes", "--kind", "influences", "--probability", "0.9")
    first = done("next", "Acme", "--json").json["suggestions"][0]["person"]["name"]
    done("link", "Bob Stone", "Dana Reyes", "--kind", "influences", "--remove")
    later = done("next", "Acme", "--json").json["suggestions"][0]["person"]["name"]
    assert (first, later) == ("Bob Stone", "Ann Lee")


def test_a_person_who_objected_is_never_suggested() -> None:
    done("person", "Ann Lee", "--status", "objected")
    answer = done("next", "Acme", "--json", "--limit", "10").json
    assert "Ann Lee" not in {one["person"]["name"] for one in answer["suggestions"]}


def test_an_account_that_was_taken_back_can_be_made_again() -> None:
    done("account", "Beta", "--new")
    batch = done("imports", "--json").json[0]["id"]
    done("imports", "undo", str(batch))
    done("account", "Beta", "--new")
    assert "Beta" in done("accounts").out


def test_a_private_note_is_read_by_its_author_alone() -> None:
    done("note", "Dana Reyes", "likes sailing", "--private", "--as", "Kim")
    mine = done("export", "Dana Reyes", "--as", "Kim").json
    yours = done("export", "Dana Reyes", "--as", "Lee").json
    assert "likes sailing" in json.dumps(mine)
    assert "likes sailing" not in json.dumps(yours)
    assert yours["private_of_others"] == 1
    assert "likes sailing" in done("export", "Dana Reyes", "--as", "Lee", "--everything").out


def test_a_private_touch_of_others_is_counted_as_withheld() -> None:
    done("touch", "Dana Reyes", "--colleague", "Kim", "--on", "2026-01-05", "--note", "her boat",
         "--private", "--as", "Kim")  # fmt: skip
    mine, yours = (done("export", "Dana Reyes", "--as", who).json for who in ("Kim", "Lee"))
    assert ("boat" in str(mine), mine["private_of_others"]) == (True, 0)
    assert ("boat" in str(yours), yours["private_of_others"]) == (False, 1)


def test_who_is_erased_is_gone_and_does_not_come_back() -> None:
    done("touch", "Bob Stone", "--colleague", "Kim", "--channel", "call")
    done("erase", "Bob Stone", "--yes")
    assert inroad("person", "Bob Stone").code == 2
    report = done("import", "-", "--account", "Acme", stdin=PEOPLE)
    assert "erased" in report.out
    assert inroad("person", "Bob Stone").code == 2


def test_erasing_asks_first() -> None:
    assert inroad("erase", "Bob Stone", stdin=b"n\n").code == 1
    assert inroad("person", "Bob Stone").code == 0


def test_a_dismissed_suggestion_stays_out_and_says_why() -> None:
    done("dismiss", "Ann Lee", "--why", "on leave")
    answer = done("next", "Acme", "--json").json
    assert "Ann Lee" not in {one["person"]["name"] for one in answer["suggestions"]}
    assert any("on leave" in one["why"] for one in answer["left_out"])


@pytest.mark.parametrize("decision", ["accept", "done"])
def test_other_decisions_are_kept_with_their_reason(decision: str) -> None:
    done(decision, "Ann Lee", "--why", "she asked for it")
    assert "she asked for it" in done("export", "Ann Lee").out


def test_a_decision_needs_a_reason() -> None:
    assert inroad("dismiss", "Ann Lee").code == 2
    assert inroad("dismiss", "Ann Lee", "--why", " ").code == 2


def test_an_account_has_its_own_settings() -> None:
    done("account", "Acme", "--kind", "dream", "--set", "half_life_days=30")
    assert done("account", "Acme", "--json").json["facts"]["setting:half_life_days"]["value"] == 30
    wrong = inroad("account", "Acme", "--set", "half_live_days=30")
    assert (wrong.code, "half_life_days" in wrong.err) == (2, True)


def test_somebody_new_is_added_once() -> None:
    done("person", "Eve Moss", "--new", "--account", "Acme", "--title", "Buyer")
    assert done("person", "Eve Moss", "--json").json["facts"]["title"]["value"] == "Buyer"
    assert inroad("person", "Eve Moss", "--new", "--account", "Acme").code == 2


def test_several_of_one_name_are_listed_with_exit_code_2() -> None:
    done("import", "-", "--account", "Other", stdin=PEOPLE.replace(b"acme", b"other"))
    result = inroad("person", "Dana Reyes")
    assert result.code == 2
    assert {"Acme", "Other"} <= set(result.err.replace(",", " ").split())


@pytest.mark.parametrize("field", ["support=huge fan", "colour=red", "decision_weight=-1"])
def test_a_wrong_field_or_value_is_named(field: str) -> None:
    result = inroad("person", "Dana Reyes", "--set", field)
    assert result.code == 2
    assert field.partition("=")[0] in result.err


def test_a_backup_is_a_whole_store_that_can_be_restored(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    done("backup", str(copy))
    done("person", "Dana Reyes", "--title", "CEO")
    done("restore", str(copy), "--yes")
    assert done("person", "Dana Reyes", "--json").json["facts"]["title"]["value"] == "CFO"
    assert "is whole" in done("verify").out


def test_undo_takes_the_import_back_exactly() -> None:
    before = done("verify", "--json").json
    newer = PEOPLE.replace(b"Controller", b"Head of Controlling")
    batch = done("import", "-", "--account", "Acme", "--json", stdin=newer).json["batch"]
    assert done("verify", "--json").json != before
    done("imports", "undo", str(batch))
    assert done("verify", "--json").json == before


def test_undo_says_what_stands_in_the_way() -> None:
    done("touch", "Bob Stone", "--colleague", "Kim", "--channel", "call")
    result = inroad("imports", "undo", "1")
    assert result.code == 3
    assert "2" in result.err


def test_what_was_typed_into_a_name_is_proposed_and_applied_only_when_accepted() -> None:
    done("import", "-", "--account", "Acme", stdin=b"name,email\nSam Cole (GONE),s@acme.example\n")
    assert "status" not in done("person", "Sam Cole", "--json").json["facts"]
    (proposal,) = done("proposals", "Acme", "--json").json
    done("proposals", "Acme", "--accept", proposal["id"])
    assert done("person", "Sam Cole", "--json").json["facts"]["status"]["value"] == "left"
    assert done("proposals", "--json").json == []


def test_a_rejected_proposal_is_not_made_again() -> None:
    people = b"name,email\nSam Cole (GONE),s@acme.example\n"
    done("import", "-", "--account", "Acme", stdin=people)
    done("proposals", "Acme", "--reject", "all", "--why", "he is on leave")
    newer = people.replace(b"email\n", b"email,title\n").replace(b"example\n", b"example,VP\n")
    assert "1 person changed" in done("import", "-", "--account", "Acme", stdin=newer).out
    assert done("proposals", "Acme", "--json").json == []
    assert inroad("proposals", "--accept", "q-1").code == 2


def test_what_one_command_decides_is_one_batch_that_is_undone_at_once() -> None:
    people = b"name,title\nSam Cole (GONE),VP\nEva Ochs (DM),CTO\nIda Holt (EB),CEO\n"
    done("import", "-", "--account", "Beta", stdin=people)
    before = done("proposals", "Beta", "--json").json
    first = before[0]["id"]
    told = done("proposals", "Beta", "--accept", "all", "--reject", first, "--why", "no").out
    assert (told.count("Accepted:"), told.count("Rejected:")) == (2, 1)
    batch = done("imports", "--json").json[0]
    assert batch["action"] == "accept 2, reject 1 proposal"
    assert f"`inroad imports undo {batch['id']}`" in told
    done("imports", "undo", str(batch["id"]))
    assert done("proposals", "Beta", "--json").json == before


def test_a_batch_is_undone_with_all_that_was_built_on_it_once_one_agreed() -> None:
    done("import", "-", "--account", "Beta", stdin=b"name,title\nEva Ochs,CTO\nIda Holt,CEO\n")
    first = done("imports", "--json").json[0]["id"]
    done("touch", "Eva Ochs", "--colleague", "Kim")
    done("link", "Ida Holt", "Eva Ochs", "--kind", "knows")
    undo = ("imports", "undo", str(first), "--and-later")
    asked = inroad(*undo, stdin=b"n\n")
    later = f"before it {first + 2}, then {first + 1}. Go on?"
    assert (asked.code, later in asked.err) == (1, True)
    assert "2 people, 1 link, 1 touch" in done("account", "Beta").out
    undone = done(*undo, "--yes", "--json").json
    assert [one["id"] for one in undone] == [first + 2, first + 1, first]
    assert "Beta" not in done("accounts").out
    done("import", "-", "--account", "Beta", stdin=b"name\nEva Ochs\n")


def test_all_is_accepted_or_rejected_and_not_both() -> None:
    result = inroad("proposals", "Acme", "--accept", "all", "--reject", "all")
    assert (result.code, "not both" in result.err) == (2, True)


def test_an_opinion_can_be_made_unknown_again() -> None:
    done("person", "Dana Reyes", "--support", "mentor")
    done("person", "Dana Reyes", "--set", "support=")
    assert "support" not in done("person", "Dana Reyes", "--json").json["facts"]


def test_that_somebody_objected_cannot_be_kept_to_oneself() -> None:
    result = inroad("person", "Dana Reyes", "--status", "objected", "--private")
    assert (result.code, "private" in result.err) == (2, True)


def test_an_export_keeps_whom_a_link_is_from_apart_from_where_it_was_said() -> None:
    (link,) = done("export", "Ann Lee").json["links"][:1]
    assert link["source"].startswith("p-")
    assert link["recorded"]["list"] == "people"
