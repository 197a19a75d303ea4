"""`inroad what-if`: what people read, and the JSON that other tools rely on."""

from pathlib import Path

import pytest

from tests.api.commands import done, inroad

PEOPLE = b"""name,title,manager,buying_role
Dana Reyes,CFO,,economic_buyer
Tom Fox,COO,,approver
Ann Lee,Controller,Dana Reyes,
Bob Stone,Accountant,Ann Lee,
"""
LINKS = b"from,to,kind,strength\nAnn Lee,Dana Reyes,influences,strong\nAnn Lee,Tom Fox,knows,weak\n"
TOUCHES = b"""date,colleague,person,channel,direction,intent,outcome,reason,note
2026-05-01,Kim,Bob Stone,call,outbound,give,connected,,
2026-06-20,Kim,Dana Reyes,in_person,outbound,give,connected,,
"""


@pytest.fixture
def acme() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)
    done("import", "-", "--account", "Acme", stdin=LINKS)
    done("import", "-", "--account", "Acme", stdin=TOUCHES)


def text(*supposed: str) -> str:
    """What is read on a wide terminal, without line breaks."""
    return " ".join(done("what-if", "Acme", "--as-of", "2026-06-30", *supposed).out.split())


@pytest.mark.usefixtures("acme")
def test_who_decides_and_leaves_is_told_so_in_the_column_of_then() -> None:
    lines = done("what-if", "Acme", "--as-of", "2026-06-30", "--leaves", "Dana Reyes").out
    (row,) = [line for line in lines.splitlines() if line.startswith("  Dana Reyes (CFO)")]
    other = next(line for line in lines.splitlines() if line.startswith("  Tom Fox (COO)"))
    assert row.endswith("leaves")
    assert row.index("leaves") == other.index(other.split("now")[1].strip())


@pytest.mark.usefixtures("acme")
def test_where_a_decider_leaves_both_shares_are_told_each_of_its_own_decision() -> None:
    found = done("what-if", "Acme", "--as-of", "2026-06-30", "--leaves", "Tom Fox", "--json").json
    assert found["weight_then"] < found["weight"]
    assert found["difference"] == pytest.approx(found["then"] - found["now"])
    of_today = found["then"] * found["weight_then"] / found["weight"]
    assert found["then_of_today"] == pytest.approx(of_today)
    assert found["difference_of_today"] == pytest.approx(of_today - found["now"])
    assert "of what is left: +" in text("--leaves", "Tom Fox")
    assert "Of today's decision that is 37 %: no change." in text("--leaves", "Tom Fox")


def test_what_isnt_known_is_null_and_never_told_as_nothing() -> None:
    done("import", "-", "--account", "Beta", stdin=b"name\nAnn Lee\nBob Ray\n")
    found = done("what-if", "Beta", "--won", "Ann Lee", "--json").json
    shares = ("now", "then", "difference", "then_of_today", "difference_of_today")
    assert {found[one] for one in shares} == {found["now_error"]} == {None}
    told = " ".join(done("what-if", "Beta", "--won", "Ann Lee").out.split())
    assert "not known, as it isn't known who decides." in told
    assert "Say who does: inroad person" in told
    assert "%" not in told
    assert done("next", "Beta", "--json").json["decision_reached"] is None
    assert done("review", "Beta", "--json").json["decision_reached"] is None
    assert "is not known, as it isn't known who decides." in done("review", "Beta").out


def test_without_any_touch_nobody_is_said_to_be_reached_or_not() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)
    done("import", "-", "--account", "Acme", stdin=LINKS)
    unknown = "not known (no touches are recorded; taken as 0 %)"
    assert f"now {unknown}; then " in text("--won", "Ann Lee")
    assert f"Reached today: {unknown}." in done("next", "Acme").out
    assert f"How much of the decision is reached today is {unknown}." in done("review", "Acme").out
    assert done("next", "Acme", "--json").json["touches_kept"] is False


@pytest.mark.usefixtures("acme")
def test_of_a_decision_that_nobody_takes_any_more_no_share_is_told() -> None:
    everybody = ("--leaves", "Dana Reyes", "--leaves", "Tom Fox")
    told = text(*everybody)
    assert "what if Dana Reyes and Tom Fox leave," in told
    assert "then nobody who decides is left." in told
    assert "Nobody who decides is left then: find out who would." in told
    assert "Whom next then" not in told
    found = done("what-if", "Acme", "--as-of", "2026-06-30", *everybody, "--json").json
    assert found["now"] > 0
    assert found["then"] is found["difference"] is None


@pytest.mark.usefixtures("acme")
def test_an_empty_list_says_why_it_is_empty() -> None:
    assert "Nobody is suggested, as asked; --limit" in text("--won", "Ann Lee", "--limit", "0")
    none = text("--won", "Bob Stone", "--target", "Tom Fox=0")
    assert "The weights of the targets add up to 0" in none
    both = text("--won", "Ann Lee", "--won", "Bob Stone")
    assert "what if Ann Lee and Bob Stone are won," in both
    assert "Everybody who could be suggested is taken as engaged." in both


def test_what_is_inferred_or_gone_is_told_as_by_next() -> None:
    people = b"name,title,buying_role,status\nAnn Lee,CEO,,\nBob Ray,Clerk,,\nSam Oh,CFO,,left\n"
    done("import", "-", "--account", "Beta", stdin=people)
    done("person", "Sam Oh", "--account", "Beta", "--buying-role", "approver")
    asked = ("what-if", "Beta", "--won", "Bob Ray")
    told = " ".join(done(*asked).out.split())
    assert "inferred from titles, the highest level is taken to decide: Ann Lee (CEO)." in told
    assert "Sam Oh (CFO) would decide (approver) but has left: not counted." in told
    assert done(*asked, "--json").json["targets_inferred"] is True
    assert "Who decides is inferred from titles: Ann Lee (CEO)." in done("review", "Beta").out
    assert done("review", "Beta", "--json").json["targets_inferred"] is True


@pytest.mark.usefixtures("acme")
def test_an_answer_names_the_opportunity_that_it_is_about() -> None:
    done("opportunity", "Acme", "New line", "--new")
    line = ("--for", "New line")
    assert "Acme, New line: what if Ann Lee is won" in text("--won", "Ann Lee", *line)
    assert done("next", "Acme", *line).out.startswith("Acme, New line: whom next")
    asked = (("next", "Acme"), ("what-if", "Acme", "--won", "Ann Lee"))
    for command in asked:
        assert done(*command, *line, "--json").json["opportunity"] == "New line"
        assert done(*command, "--json").json["opportunity"] is None


def test_how_far_ahead_it_looks_is_told() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)
    mails = b"sender,recipient,timestamp\nAnn Lee,Dana Reyes,2026-06-01 10:00:00\n"
    done("import", "-", "--account", "Acme", stdin=mails)
    assert "Looks 7 days ahead, by 1 " in text("--won", "Ann Lee", "--horizon", "7")
    found = done("what-if", "Acme", "--won", "Ann Lee", "--horizon", "7", "--json").json
    assert (found["horizon_days"], found["events"]) == (7, 1)


NAMESAKES = b"""name,title,manager,buying_role,email
Dana Reyes,CFO,,decision_maker,d@acme.example
Jo Hart,Buyer,Dana Reyes,,j1@acme.example
Jo Hart,Engineer,Dana Reyes,,j2@acme.example
"""


def test_namesakes_are_told_apart() -> None:
    done("import", "-", "--account", "Acme", stdin=NAMESAKES)
    assert "what if Jo Hart (Engineer) is won" in text("--won", "j2@acme.example")


@pytest.mark.usefixtures("acme")
def test_the_list_shows_the_score_that_it_is_ordered_by_and_who_is_against_us() -> None:
    done("person", "Ann Lee", "--account", "Acme", "--support", "enemy")
    told = done("what-if", "Acme", "--as-of", "2026-12-30", "--engaged", "Bob Stone").out
    assert "Whom next now, in order of score" in told
    line = next(one for one in told.splitlines() if "Ann Lee (Controller)" in one)
    assert "score 0." in line
    assert line.endswith("against us")
    assert "Ann Lee (Controller)" in text("--lost", "Ann Lee").partition("Whom next then")[2]


def test_a_tie_and_who_would_do_as_well_are_told() -> None:
    people = (
        b"name,title,buying_role\nDana,CFO,decision_maker\nAnn,Clerk,\nBob,Clerk,\nCid,Clerk,\n"
    )
    done("import", "-", "--account", "Acme", stdin=people)
    links = b"from,to,kind,strength\nAnn,Dana,influences,strong\nBob,Dana,influences,strong\n"
    done("import", "-", "--account", "Acme", stdin=links)
    told = text("--engaged", "Cid", "--limit", "1")
    assert "Bob would do as well" in told
    (first,) = done("what-if", "Acme", "--won", "Cid", "--limit", "1", "--json").json["next_now"]
    assert [one["name"] for one in first["instead"]] == ["Bob"]
    rows = done("next", "Acme", "--csv").out.splitlines()
    assert rows[0].endswith('"ties_with","instead","doubts"')
    assert rows[1].endswith('"2","",""')


@pytest.mark.usefixtures("acme")
def test_only_ways_in_that_get_worse_are_told_the_largest_loss_first_with_what_is_left() -> None:
    asked = ("what-if", "Acme", "--as-of", "2026-06-30", "--leaves", "Dana Reyes", "--json")
    found = done(*asked).json
    losses = [one["now"] - (one["then"] or 0) for one in found["ways"]]
    assert losses == sorted(losses, reverse=True)
    assert all(loss > 0 for loss in losses)
    (tom,) = [one for one in found["ways"] if one["person"]["name"] == "Tom Fox"]
    assert [one["name"] for one in tom["over"]] == ["Dana Reyes"]
    over = [step["person"]["name"] for step in tom["way_in_then"]]
    told = text("--leaves", "Dana Reyes").partition("Ways in that get worse")[2]
    assert over == ["Kim", "Bob Stone", "Ann Lee"]
    assert "then, over Kim → Bob Stone → Ann Lee" in told


@pytest.mark.usefixtures("acme")
def test_ways_in_over_who_is_lost_get_worse_too() -> None:
    asked = ("what-if", "Acme", "--as-of", "2026-06-30", "--lost", "Dana Reyes", "--json")
    by_name = {one["person"]["name"]: one for one in done(*asked).json["ways"]}
    assert [one["name"] for one in by_name["Tom Fox"]["over"]] == ["Dana Reyes"]
    assert by_name["Dana Reyes"]["over"] == []
    assert "Dana Reyes (CFO) directly" in text("--lost", "Dana Reyes")


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("what-if", "Acme", "--leaves", "Kim"), "Kim is one of us; what hangs on each of us"),
        (("what-if", "Acme", "--engaged", "Ann Lee=0.5"), "With a probability: inroad next 'Acme'"),
        (
            ("next", "Acme", "--engaged", "Ann Lee=.2", "--engaged", "Ann Lee=.9"),
            "'Ann Lee' is given twice, as 0.2 and as 0.9",
        ),
        (
            ("next", "Acme", "--target", "Ann Lee", "--target", "ann  lee=5"),
            "Ann Lee is given twice, as 1 and as 5",
        ),
        (("next", "Acme", "--for", "Renewal"), "opportunity 'Renewal' at Acme. None is recorded."),
    ],
)
def test_what_cannot_be_supposed_or_taken_is_told(asked: tuple[str, ...], words: str) -> None:
    result = inroad(*asked)
    assert result.code == 2
    assert words in result.err


@pytest.mark.usefixtures("acme")
def test_an_option_without_effect_says_so() -> None:
    done("person", "Tom Fox", "--account", "Acme", "--status", "left")
    told = " ".join(done("next", "Acme", "--engaged", "Tom Fox", "--horizon", "7").out.split())
    assert "Tom Fox (COO) has left: taken as engaged, they count for nothing." in told
    assert "A horizon changes nothing here: no mails and meetings" in told
    assert "A horizon changes nothing here" in text("--won", "Ann Lee", "--horizon", "7")
    assert "A horizon" not in done("next", "Acme").out


@pytest.mark.parametrize("asked", [("next", "Acme"), ("what-if", "Acme", "--won", "Ann Lee")])
def test_a_question_to_a_store_that_isnt_there_makes_none(
    asked: tuple[str, ...], tmp_path: Path
) -> None:
    store = tmp_path / "mistyped.db"
    result = inroad("--store", str(store), *asked)
    assert (result.code, store.exists()) == (2, False)
    assert f"There is no store at {store}." in result.err


@pytest.mark.usefixtures("acme")
def test_who_is_left_out_is_told_in_a_sentence() -> None:
    told = done("next", "Acme", "--as-of", "2026-06-30", "--exclude", "Ann Lee").out
    assert "Left out: Ann Lee, excluded, as asked (last contact never)." in told


def test_namesakes_are_told_apart_in_reasons_and_in_what_hangs_on_somebody() -> None:
    done("import", "-", "--account", "Acme", stdin=NAMESAKES)
    links = b"from,to,kind,strength\nj1@acme.example,Dana Reyes,influences,strong\n"
    done("import", "-", "--account", "Acme", stdin=links)
    assert "none is recorded that could be for Jo Hart (Buyer)." in done("next", "Acme").out
    met = b"date,colleague,person,channel\n2026-06-20,Kim,Dana Reyes,in_person\n"
    done("import", "-", "--account", "Acme", stdin=met)
    told = done("review", "Acme", "--as-of", "2026-06-30").out
    assert "every way in to Jo Hart (Buyer) and Jo Hart (Engineer)." in told
