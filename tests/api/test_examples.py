"""The example under each command's --help does what it says."""

import shlex
from pathlib import Path

import pytest

from api.cli.app import COMMANDS
from api.cli.examples import EXAMPLES
from tests.api.commands import done

CONTACTS = """name,email,title,department,manager,buying_role
Dana Reyes,dana@acme.example,CFO,Finance,,decision_maker
Ann Lee,ann@acme.example,Controller,Finance,Dana Reyes,
Sam Cole (GONE),sam@acme.example,Buyer,Procurement,Dana Reyes,
"""
TOUCHES = "date,colleague,person\n2026-03-02,Kim Ito,Ann Lee\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_ends_with_an_example(name: str) -> None:
    assert done(name, "--help").out.endswith(f"\n  Example:\n    {EXAMPLES[name]}\n")
    assert "inroad imports undo 3" in done("imports", "undo", "--help").out


def test_the_examples_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("contacts.csv").write_text(CONTACTS, "utf-8")
    Path("touches.csv").write_text(TOUCHES, "utf-8")
    for name, example in EXAMPLES.items():
        if name == "serve":  # ends only when it is stopped; tests/api/http starts it
            continue
        command, *arguments = shlex.split(example.partition(" > ")[0])
        assert command == "inroad"
        done(*arguments, stdin=b"y\n")
