"""What is private to one author reaches nobody else: no answer, no file, no export."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.commands import done, inroad

PEOPLE = b"""name,email,title,manager,buying_role
Dana Reyes,dana@acme.example,CFO,,decision_maker
Ann Lee,ann@acme.example,Controller,Dana Reyes,
Bob Stone,bob@acme.example,Accountant,Ann Lee,
"""
SECRET = "cipher"


@pytest.fixture(autouse=True)
def _acme_with_secrets_of_kim() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)
    done("opportunity", "Acme", "Renewal", "--new")
    for command in (
        ("note", "Ann Lee", SECRET),
        ("person", "Ann Lee", "--title", f"CEO {SECRET}", "--evidence", SECRET),
        ("person", "Ann Lee", "--set", f"interests={SECRET}", "--buying-role", "approver"),
        ("person", "Bob Stone", "--name", f"Bob {SECRET}", "--said-by", SECRET),
        ("account", "Acme", "--supplier", SECRET),
        ("opportunity", "Acme", "Renewal", "--stage-name", SECRET),
        ("touch", "Ann Lee", "--reason", SECRET, "--note", SECRET, "--channel", "call"),
    ):
        done(*command, "--private", "--as", "Kim")


def answers(author: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What each command says to an author."""
    for command in (
        ("next", "Acme", "--limit", "9"),
        ("next", "Acme", "--limit", "9", "--json"),
        ("next", "Acme", "--csv"),
        ("review", "Acme"),
        ("review", "Acme", "--json"),
        ("ways-in", "Acme", "Ann Lee"),
        ("people", "Acme"),
        ("people", "Acme", "--json"),
        ("person", "Ann Lee"),
        ("person", "Ann Lee", "--json"),
        ("person", "bob@acme.example", "--json"),
        ("export", "Ann Lee"),
        ("export", "bob@acme.example"),
        ("account", "Acme", "--json"),
        ("accounts", "--json"),
        ("opportunity", "Acme", "--json"),
        ("imports", "--json"),
        ("proposals", "Acme", "--json"),
        ("person", "Bob"),
    ):
        result = inroad(*command, "--as", author)
        yield command, result.out + result.err


def test_its_author_sees_what_is_private() -> None:
    seen = {command[0] for command, text in answers("Kim") if SECRET in text}
    assert seen >= {"review", "people", "person", "export", "account", "opportunity"}


def test_nobody_else_sees_what_is_private() -> None:
    assert [command for command, text in answers("Lee") if SECRET in text] == []


@pytest.mark.parametrize("name", ["map.html", "map.svg", "graph.graphml"])
def test_no_file_holds_what_is_private(name: str, tmp_path: Path) -> None:
    command = "graph" if name.endswith("graphml") else "map"
    for author in ("Kim", "Lee"):
        done(command, "Acme", "--out", str(tmp_path / name), "--as", author)
        assert SECRET not in (tmp_path / name).read_text("utf-8")
        assert "Ann Lee" in (tmp_path / name).read_text("utf-8")


def test_an_import_elsewhere_tells_nothing_of_a_private_address() -> None:
    private = ("--email", "ann@home.example", "--set", "external_id:crm=77", "--private")
    done("person", "Ann Lee", *private, "--as", "Kim")
    listed = b"name,email\nZoe Quist,ann@home.example\n"
    told = done("import", "-", "--account", "Other", "--as", "Lee", stdin=listed)
    assert "proposal" not in told.out
    assert done("proposals", "--json", "--as", "Lee").json == []
