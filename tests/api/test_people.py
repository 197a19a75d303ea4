"""Looking at people, and writing down who of us was in touch."""

from datetime import datetime, timedelta

import pytest

from tests.api.commands import done, inroad

PEOPLE = """name,email,title,department,manager,buying_role,status
Dana Reyes,dana@acme.example,CFO,Finance,,decision_maker,
Ann Lee,ann@acme.example,Controller,Finance,Dana Reyes,,
Bob Stone,bob@acme.example,Buyer,Procurement,Dana Reyes,,left
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE.encode())


def touch(*more: str) -> dict[str, list[str]]:
    answer: dict[str, list[str]] = done("touch", "Ann Lee", "--json", *more).json
    return answer


def test_a_person_is_shown_with_links_last_touches_and_notes() -> None:
    done("link", "Ann Lee", "Bob Stone", "--kind", "conflicts_with")
    for day in range(1, 5):
        on = f"2026-01-0{day}"
        done("touch", "Ann Lee", "--channel", "call", "--on", on, "--reason", f"reason {day}")
    done("note", "Ann Lee", "likes tea")
    text = done("person", "Ann Lee").out
    for words in (
        "reports to Dana Reyes",
        "is in conflict with Bob Stone",
        "Last 3 of 4 touches",
        "reason 4",
        "likes tea",
    ):
        assert words in text
    assert "reason 1" not in text
    assert "is the manager of Ann Lee" in done("person", "Dana Reyes").out


def test_what_two_said_of_the_same_day_is_told_of_both() -> None:
    for who, support in (("Kim", "supporter"), ("Raj", "enemy")):
        said = ("--support", support, "--said-by", who, "--on", "2026-01-01")
        done("person", "Ann Lee", *said)
    assert "; but Kim: supporter" in done("person", "Ann Lee").out
    support = done("person", "Ann Lee", "--json").json["facts"]["support"]
    assert support["value"] == "enemy"
    assert [(one["value"], one["said_by"]) for one in support["otherwise"]] == [
        ("supporter", "Kim")
    ]


def test_the_json_of_a_person_holds_all_of_it() -> None:
    touch("--colleague", "Kim", "--visit", "learn", "--on", "2026-01-01")
    done("note", "Ann Lee", "likes tea")
    ann = done("person", "Ann Lee", "--json").json
    (link,), (contact,), (note,) = ann["links"], ann["touches"], ann["notes"]
    assert (link["kind"], link["to"]["name"]) == ("reports_to", "Dana Reyes")
    assert (contact["colleagues"][0]["name"], contact["visit"]) == ("Kim", ["learn"])
    assert (note["value"], note["author"]) == ("likes tea", "Test Author")


def test_what_holds_for_one_opportunity_is_shown_for_it_alone() -> None:
    done("opportunity", "Acme", "Renewal", "--new")
    said = done("person", "Ann Lee", "--support", "enemy", "--opportunity", "Renewal").out
    assert "enemy" in said
    assert "for this opportunity" in said
    assert "enemy" not in done("person", "Ann Lee").out


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", {"Ann Lee", "Bob Stone", "Dana Reyes"}),
        ("finance", {"Ann Lee", "Dana Reyes"}),
        ("decision maker", {"Dana Reyes"}),
        ("LEFT", {"Bob Stone"}),
        ("nobody like that", set()),
    ],
)
def test_people_are_found_by_what_is_known_of_them(text: str, names: set[str]) -> None:
    found = done("people", "Acme", text, "--json").json
    assert {one["person"]["name"] for one in found} == names
    shown = done("people", "Acme", text).out
    assert all(name in shown for name in names or {"Nobody."})


def test_a_colleague_is_known_by_id_or_name_however_it_is_spelt() -> None:
    assert touch("--colleague", "Kim Ito")["new_colleagues"] == ["Kim Ito"]
    (contact,) = done("person", "Ann Lee", "--json").json["touches"]
    id_ = contact["colleagues"][0]["id"]
    for spelling in ("kim  ito", id_):
        again = touch("--colleague", spelling)
        assert (again["colleagues"], again["new_colleagues"]) == (["Kim Ito"], [])


def test_whoever_writes_was_in_touch_unless_a_colleague_is_named() -> None:
    assert touch("--as", "Kim Ito")["colleagues"] == ["Kim Ito"]
    assert touch("--as", "Kim Ito", "--colleague", "Raj")["colleagues"] == ["Raj"]
    assert "Raj is new" not in done("touch", "Ann Lee", "--colleague", "Raj").out
    assert "Raja is new among us" in done("touch", "Ann Lee", "--colleague", "Raja").out


def test_a_touch_can_be_of_yesterday_and_says_who_it_is_kept_as(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("INROAD_AUTHOR", raising=False)
    monkeypatch.setenv("LOGNAME", "kim")
    yesterday = datetime.now().astimezone().date() - timedelta(1)
    brought = done("touch", "Ann Lee", "--on", "yesterday").out
    assert f"Kept: {yesterday}" in brought
    assert "It is kept as by kim, who is new among us" in brought


def test_a_way_in_is_found_without_the_account() -> None:
    assert done("ways-in", "Ann Lee").out == done("ways-in", "Acme", "Ann Lee").out


def test_somebody_named_twice_was_there_once() -> None:
    assert len(touch("Ann Lee", "ann@acme.example")["people"]) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("touch", "Ann Lee", "--colleague", " "), "needs a name"),
        (("note", "Ann Lee", " "), "empty"),
        (("person", "Ann Lee", "--name", ""), "can't be empty"),
        (("person", "Ann Lee", "--set", "name="), "can't be empty"),
        (("person", " ", "--new", "--account", "Acme"), "can't be empty"),
        (("person", "Eve", "--new", "--account", "Acme", "--private"), "Add it openly"),
        (("account", "Hidden", "--new", "--private"), "Add it openly"),
        (("opportunity", "Acme", "Hidden", "--new", "--private"), "Add it openly"),
        (("opportunity", "Acme", "--new"), "Say which"),
        (("opportunity", "Acme", "--stage", "won"), "Say which"),
        (("person", "Eve", "--new", "-a", "Acme", "--opportunity", "X"), "Add the person first"),
        (
            ("person", "Ann Lee", "--title", "X", "--on", "2026-02-01", "--until", "2026-01-01"),
            "earlier",
        ),
        (("dismiss", "Ann Lee", "--why", "x", "--until", "2020-01-01"), "over already"),
        (("link", "Ann Lee", "Bob Stone", "--remove"), "no link"),
        (("link", "Dana Reyes", "Ann Lee", "--kind", "reports_to", "--remove"), "no link"),
        (("link", "Ann Lee", "Bob Stone", "--private"), "No such option"),
        (("link", "Zoe", "Yan"), "Nobody in any account answers to 'Zoe' or 'Yan'"),
        (("link", "Zoe", "Ann Lee"), "There is no person 'Zoe' at Acme"),
        (("link", "Ann Lee", "Yan"), "There is no person 'Yan' at Acme"),
        (("link", "Zoe", "Yan", "-a", "Acme"), "'Zoe' at Acme. There is no person 'Yan'"),
        (("next", "Acme", "--seed", "-1"), "--seed"),
        (("next", "Acme", "--limit", "99999999999999999999"), "between 0 and 100,000"),
        (("touch", "Ann Lee", "--channel", "fax"), "channel: 'fax' is not one of call"),
        (("touch", "Ann Lee", "--visit", "sold"), "visit: 'sold' is not one of"),
        (("link", "Ann Lee", "Bob Stone", "--strength", "9"), "strength: '9' is not one of weak"),
        (("link", "Ann Lee", "Bob Stone", "--probability", "3"), "probability: 3.0 is not between"),
        (("ways-in", "Acme", "Ann Lee", "--limit", "0"), "between 1 and 100,000"),
        (("next", "Acme", "--json", "--csv"), "Choose one"),
        (("import", "-", "--account", "Acme", "--all-accounts"), "Choose one"),
        (("map", "Acme", "--out", "map.pdf"), "html, svg or png"),
        (("review", "Acme", "--out", "review.pdf"), "a review is written as html"),
        (("ways-in", "Acme", "Ann", "Lee"), "names of several words in quotes"),
        (("touch", "Ann Lee", "--on", "soon"), "'soon' is not a date"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    wrong: tuple[str, ...], told: str
) -> None:
    before = done("verify", "--json").json
    result = inroad(*wrong)
    assert (result.code, told in result.err) == (2, True), result.err
    assert done("verify", "--json").json == before


def test_a_link_that_stands_either_way_is_taken_back_either_way() -> None:
    done("link", "Ann Lee", "Bob Stone", "--kind", "knows")
    assert done("link", "Bob Stone", "Ann Lee", "--kind", "knows", "--remove", "--json").json[
        "removed"
    ]
    assert inroad("link", "Ann Lee", "Bob Stone", "--kind", "knows", "--remove").code == 2


def test_an_amount_is_shown_as_it_was_given() -> None:
    shown = done("opportunity", "Acme", "Renewal", "--new", "--amount", "1234567").out
    assert "1234567" in shown


def test_somebody_without_an_account_on_the_machine_is_asked_for_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.delenv("INROAD_AUTHOR")
    monkeypatch.setattr("api.cli.session.getuser", nobody)
    assert "--as NAME" in inroad("accounts").err
    assert inroad("accounts", "--as", "Kim").code == 0


def test_nobody_of_theirs_reports_to_one_of_ours() -> None:
    done("touch", "Ann Lee", "--channel", "call", "--colleague", "Max Own")
    for ends in (("Ann Lee", "Max Own"), ("Max Own", "Ann Lee")):
        refused = inroad("link", *ends, "--kind", "reports_to")
        assert (refused.code, "Max Own" in refused.err, "knows" in refused.err) == (2, True, True)
        done("link", *ends, "--kind", "knows")


def test_a_colleague_whom_a_file_gives_by_an_id_can_be_named() -> None:
    contacts = "Id,AccountId,FirstName,LastName,ReportsToId\n003A,0015g00000XYZ1,Sara,Kim,\n"
    tasks = "Id,WhoId,Subject,ActivityDate,OwnerId\n00T1,003A,Call,2026-03-04,0055g000001\n"
    brought = done("import", "-", "--account", "0015g00000XYZ1", stdin=contacts.encode()).out
    assert 'name it: inroad account 0015g00000XYZ1 --set name="NAME"' in brought
    brought = done("import", "-", "--account", "0015g00000XYZ1", stdin=tasks.encode()).out
    assert 'name them: inroad colleague 0055g000001 --name "NAME"' in brought
    assert "inroad colleague c-" in inroad("person", "0055g000001").err
    assert "Kim Ito" in done("colleague", "0055g000001", "--name", "Kim Ito").out
    (found,) = done("colleague", "--json").json
    assert (found["name"], found["external_ids"]) == ("Kim Ito", {"salesforce": "0055g000001"})
