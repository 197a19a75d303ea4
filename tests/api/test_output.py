"""What is printed: harmless, in any script and encoding, and readable by programs."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import category

import click
import pytest

from api.cli.app import COMMANDS, LazyGroup
from api.cli.app import inroad as group
from api.cli.output import printable, table, to_json, width
from tests.api.commands import done, inroad

ROOT = Path(__file__).parents[2]
BOLD = re.compile(r"\x1b\[[01]m")
HOSTILE = """external_id,name,email,title,manager,buying_role
1,\x1b[31mEve\x1b]0;owned\x07 Boss,e@x.example,CE\x9bO,,decision_maker
2,A\u202enna\u2066 Bidi,b@x.example,"VP\nSales",1,
3,张伟明 (GONE),z@x.example,=1+1,1,boss\x1b[31m
"""
ACCOUNT = "Ac\x1b[31mme\u202e"


def control_characters(text: str) -> set[str]:
    """What could steer a terminal, apart from line breaks and bold headings."""
    plain = BOLD.sub("", text)
    return {one for one in plain if category(one) in {"Cc", "Cf", "Zl", "Zp"} and one != "\n"}


def hostile_account() -> str:
    done("import", "-", "--account", ACCOUNT, stdin=HOSTILE.encode())
    (account,) = done("accounts", "--json").json
    assert account["name"] == ACCOUNT
    return str(account["id"])


def test_no_name_steers_the_terminal() -> None:
    id_ = hostile_account()
    for command in (
        ("accounts",),
        ("account", id_),
        ("people", id_),
        ("next", id_),
        ("next", id_, "--json"),
        ("next", id_, "--csv"),
        ("review", id_),
        ("proposals",),
        ("imports",),
        ("person", "1"),
        ("export", "1"),
        ("ways-in", id_, "1"),
        ("touch", "1", "--colleague", "\x1b[31mKim"),
        ("next", id_, "--target", "nobody"),
        ("link", "1", "nobody"),
        ("import", "\x1b[31m.csv", "-a", id_),
        ("erase", "1"),
    ):
        result = inroad(*command, stdin=b"n\n", terminal=True)
        assert control_characters(result.out + result.err) == set(), command


def test_json_gives_back_what_was_typed() -> None:
    text = to_json({"name": "Е\u202eva\x9b 张 \U000e0001 é"})
    assert json.loads(text) == {"name": "Е\u202eva\x9b 张 \U000e0001 é"}
    assert "张" in text
    assert control_characters(text) == set()


def test_names_that_need_joiners_keep_them() -> None:
    assert printable("علی\u200cرضا") == "علی\u200cرضا"
    assert printable("a\tb\xa0c\nd") == "a b c d"


def test_columns_are_aligned_whatever_the_script() -> None:
    lines = table([("张伟明", "x"), ("Ann Lee", "x"), ("Zoe\u0301", "x")])
    assert {width(line.partition("x")[0]) for line in lines} == {9}


def test_headings_are_bold_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile_account()
    assert BOLD.search(done("accounts").out) is None
    assert BOLD.search(inroad("accounts", terminal=True).out)
    monkeypatch.setenv("NO_COLOR", "1")
    assert BOLD.search(inroad("accounts", terminal=True).out) is None


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet() -> None:
    people = b"name,title,manager,buying_role\nDana,CFO,,approver\n"
    names = ("=1+1", "＝1", "@SUM(A1)", "-2", "+3")
    rows = "".join(f"{name} X{i},Clerk,Dana,\n" for i, name in enumerate(names))
    done("import", "-", "--account", "Acme", stdin=people + rows.encode())
    text = done("next", "Acme", "--csv", "--limit", "9").out
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert sum(cell.startswith("'") for cell in cells) == len(names)
    assert not any(cell.startswith(("=", "＝", "@", "+", "-")) for cell in cells)


def child(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """`inroad ARGUMENTS…` in a process of its own."""
    code = [sys.executable, "-c", "from api.cli import main; main()"]
    return subprocess.run(
        [*code, *arguments], cwd=ROOT, env=os.environ | more, capture_output=True, check=False
    )


def test_a_fault_of_ours_is_told_in_words_that_name_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("Dana Reyes")

    monkeypatch.setattr("api.cli.accounts.show", fails)
    result = inroad("accounts", faulty=True)
    assert result.err.startswith("inroad: This is a fault in Inroad")
    assert "ValueError in api/cli/accounts.py, line " in result.err
    error = json.loads(inroad("accounts", "--json", faulty=True).err)["error"]
    assert (error["kind"], error["faults"]) == ("Fault", [])
    monkeypatch.setenv("INROAD_TRACEBACK", "1")
    detailed = inroad("accounts", faulty=True).err
    assert "  api/cli/app.py, line " in detailed
    for told in (result.err, error["message"], detailed):
        assert not any(word in told for word in ("Dana", "Traceback", str(ROOT)))


def test_an_encoding_that_lacks_a_script_stops_nothing() -> None:
    done("import", "-", "--account", "Acme", stdin="name\n张伟明\n".encode())
    for command in (("people", "Acme"), ("people", "Acme", "--json"), ("person", "Нина")):
        result = child(*command, PYTHONIOENCODING="latin-1")
        assert b"Traceback" not in result.stderr
    answer = json.loads(child("people", "Acme", "--json", PYTHONIOENCODING="latin-1").stdout)
    assert answer[0]["person"]["name"] == "张伟明"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_words() -> None:
    code = [sys.executable, "-c", "from api.cli import main; main()", "accounts"]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            code, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, text=True
        )
    assert result.returncode == 1
    assert result.stderr == "inroad: No space left on device.\n"


class Interrupted(io.BytesIO):
    """Ctrl-C while the program waits for input."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise KeyboardInterrupt

    read1 = read


def test_ctrl_c_ends_with_130_and_without_a_traceback() -> None:
    result = inroad("import", "-", "--account", "Acme", stdin=Interrupted())
    assert (result.code, result.err.strip()) == (130, "Stopped.")
    done("import", "-", "--account", "Acme", stdin=b"name\nAnn Lee\n")
    assert inroad("erase", "Ann Lee", stdin=Interrupted()).code == 130
    stopped = inroad("erase", "Ann Lee", "--json", stdin=b"n\n")
    assert (stopped.code, '"kind": "Stopped"' in stopped.err) == (1, True)
    assert done("people", "Acme", "--json").json


@pytest.mark.parametrize(
    ("command", "code", "kind"),
    [
        (("next", "Nowhere", "--json"), 2, "NotFound"),
        (("import", "missing.csv", "--account", "Acme", "--json"), 2, "BadInput"),
        (("imports", "--jason", "--json"), 2, "Usage"),
        (("nonsense", "--json"), 2, "Usage"),
        (("accounts", "--json", "--store", "."), 4, "StoreUnavailable"),
    ],
)
def test_with_json_an_error_is_json_too(command: tuple[str, ...], code: int, kind: str) -> None:
    result = inroad(*command)
    error = json.loads(result.err)["error"]
    assert (result.code, result.out, error["kind"]) == (code, "", kind)
    assert error["message"]


def test_the_choices_of_an_ambiguous_name_are_in_the_json() -> None:
    for account in ("Acme", "Other"):
        done("import", "-", "--account", account, stdin=b"name\nAnn Lee\n")
    error = json.loads(inroad("person", "Ann Lee", "--json").err)["error"]
    assert (error["kind"], len(error["choices"])) == ("Ambiguous", 2)


def test_without_standard_input_a_file_is_asked_for() -> None:
    result = inroad("import", "--account", "Acme", stdin=None)
    assert (result.code, "name a FILE" in result.err) == (2, True)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for_and_json_is_everywhere(name: str) -> None:
    assert isinstance(group, LazyGroup)
    command = group.get_command(click.Context(group), name)
    assert command is not None
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [one.opts for one in options if not one.help] == []
    assert name in {"demo", "export"} or any("--json" in one.opts for one in options)
    shown = done(name, "--help").out
    assert re.findall(r"\b[A-Z]+\|[A-Z]+", shown) == []
