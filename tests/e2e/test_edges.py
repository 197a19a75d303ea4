"""Answers where there is little to say: each is one, with what to do next, and none a crash."""

from pathlib import Path
from typing import Any

import pytest

from tests.api.commands import done, inroad

HEAD = "external_id,name,title,buying_role,status,manager\n"
THREE = (
    "1,Ann Lee,CFO,decision_maker,,\n",
    "2,Bo Ray,Controller,,,1\n",
    "3,Cy Fox,Clerk,,,2\n",
)


def answer(
    folder: Path, people: tuple[str, ...], *options: str, links: str = "", touches: str = ""
) -> Any:
    """The JSON of `inroad next`; the same is printed as text without a crash."""
    files = {"people": HEAD + "".join(people) if people else "", "links": links, "touches": touches}
    store = ("--store", str(folder / "store.db"))
    done("account", "Dream Co", "--new", *store)
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        if text:
            done("import", str(path), "--account", "Dream Co", *store)
    assert done("next", "Dream Co", *options, *store).out.startswith("Dream Co: whom next")
    return done("next", "Dream Co", *options, *store, "--json").json


@pytest.mark.parametrize(
    ("people", "options", "advice"),
    [
        ((), (), "inroad import FILE"),
        (("1,Ann Lee,,,,\n", "2,Bo Ray,,,,\n"), (), "--buying-role decision_maker"),
        (("1,Ann Lee,,,,\n",), (), "--buying-role decision_maker"),
        (("1,Ann Lee,CFO,,,\n",), (), "Find out who stands around them"),
        ((THREE[0], "2,Bo Ray,,,,\n"), (), "Bring managers or a links file"),
        (THREE, ("--engaged", "1", "--engaged", "2", "--engaged", "3"), "is taken as engaged."),
        (THREE, ("--engaged", "Ann Lee=1"), "everybody with influence on those who decide is"),
        (("1,Ann Lee,CFO,decision_maker,left,\n", "2,Bo Ray,,,objected,\n"), (), "newer contacts"),
        ((THREE[0], "2,Bo Ray,COO,approver,,\n"), (), "Find out who stands around them"),
        (("1,Ann Lee,CFO,decision_maker,left,\n", *THREE[1:]), (), "would decide (decision maker)"),
        (
            ("1,Ann Lee,CFO,approver,objected,\n", *THREE[1:]),
            (),
            "1 person who would decide objected",
        ),
        (("1,Ann Lee,CFO,,left,\n", *THREE[1:]), ("--target", "1"), "name somebody else"),
        (("1,CFO,CFO,decision_maker,placeholder,\n", *THREE[1:]), (), "1 seat whose holder"),
        (THREE, ("--target", "Ann Lee=0"), "give one of them a weight above 0"),
        (THREE, ("--limit", "0"), "--limit says how many"),
        (THREE, ("--limit", "1000"), "Once the one above is engaged"),
        (THREE, ("--exclude", "2", "--exclude", "3"), "is excluded, as asked."),
    ],
)
def test_every_answer_says_what_to_do_next(
    people: tuple[str, ...], options: tuple[str, ...], advice: str, tmp_path: Path
) -> None:
    notes = answer(tmp_path, people, *options)["notes"]
    assert any(advice in note for note in notes), notes


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--for", "Big deal"), "There is no opportunity 'Big deal'"),
        (("--target", "An Lee"), "Did you mean Ann Lee?"),
        (("--target", "Ann Lee"), "2 answer to 'Ann Lee'"),
        (("--limit", "-1"), "-1"),
        (("--seed", "-1"), "-1"),
        (("--target", "1=nan"), "0 to 1,000,000"),
        (("--engaged", "1=2"), "0 to 1"),
        (("--as-of", "yesterday"), "not a date"),
    ],
)
def test_what_makes_no_sense_is_refused_with_exit_code_2(
    options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    answer(tmp_path, (*THREE, "4,Ann Lee,Clerk,,,1\n"))
    refused = inroad("next", "Dream Co", *options, "--store", str(tmp_path / "store.db"))
    assert (refused.code, told in refused.err) == (2, True), refused.err


def test_a_link_to_oneself_and_a_circle_of_managers_change_nothing(tmp_path: Path) -> None:
    links = "from,to,kind,probability\n2,2,influences,1\n1,2,reports_to,\n"
    (only,) = answer(tmp_path, THREE, links=links)["suggestions"]
    assert only["person"]["name"] == "Bo Ray"


def test_in_a_dense_graph_anybody_does_as_well(tmp_path: Path) -> None:
    people = ["1,Ann Lee,,approver,,\n", *(f"{one},Person {one},,,,\n" for one in range(2, 61))]
    pairs = [f"{one},{other},strong\n" for one in range(1, 61) for other in range(1, 61)]
    found = answer(tmp_path, tuple(people), links="from,to,strength\n" + "".join(pairs))
    (only,) = found["suggestions"]
    assert only["share"] == pytest.approx(1, abs=0.01)
    assert (len(only["instead"]), only["instead_more"] > 10) == (3, True)


def test_a_large_account_is_answered_to_its_last_person(tmp_path: Path) -> None:
    people = tuple(
        f"{one},Person {one},,{'' if one else 'decision_maker'},,{(one - 1) // 6 if one else ''}\n"
        for one in range(1000)
    )
    touches = "date,colleague,person,channel\n2026-01-05,Kim,3,call\n"
    found = answer(tmp_path, people, "--limit", "2000", touches=touches)
    shares = [one["share"] for one in found["suggestions"]]
    assert sum(shares) + found["decision_reached"] <= 1 + 1e-9
    assert found["suggestions"][0]["contact_known"]
