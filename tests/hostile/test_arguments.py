"""Arguments of the command line as somebody hostile, or a shell's mistake, might give them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.commands import done, inroad
from tests.hostile.test_names import steering

ROOT = Path(__file__).parents[2]
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("account", "{}"),
    ("account", "Acme", "--set", "industry={}"),
    ("account", "Acme", "--set", "{}=x"),
    ("people", "Acme", "{}"),
    ("person", "{}"),
    ("person", "Ann Lee", "--title", "{}"),
    ("note", "Ann Lee", "{}"),
    ("touch", "Ann Lee", "--on", "{}"),
    ("touch", "Ann Lee", "--colleague", "{}", "--note", "{}"),
    ("link", "{}", "Ann Lee"),
    ("next", "Acme", "--target", "{}=1"),
    ("next", "Acme", "--as-of", "{}"),
    ("ways-in", "Acme", "{}"),
    ("import", "{}", "--account", "Acme"),
    ("imports", "--account", "{}"),
)
TEXTS = {
    "a control character": "\x1b[2J\x07",
    "bidi": "\u202eAnn",
    "undecodable": "\udcff\udcfe",
    "an option": "--json",
    "a shell's": "$(reboot); `x` | & > < * ?",
    "long": "x" * 100_000,
    "empty": "",
    "blank": " \t\n",
    "equals": "===",
    "a number": "9" * 5_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_argument_is_taken_or_refused_in_words(text: str) -> None:
    done("import", "-", "--account", "Acme", stdin=b"name\nAnn Lee\n")
    for command in COMMANDS:
        given = [one.replace("{}", text) for one in command]
        result = inroad(*given, "--json", stdin=b"")
        assert result.code in {0, 2}, (command, result.err[:500])
        assert steering(result.out + result.err) == set(), command
        assert len(result.out + result.err) < 1_000_000
        json.loads(result.err if result.code else result.out)
        plain = inroad(*given, stdin=b"", terminal=True)
        assert steering(plain.err.replace("\r", "")) == set(), command  # it shows progress
        assert "Traceback" not in plain.err


def test_a_name_like_an_option_can_be_given_behind_two_hyphens() -> None:
    done("import", "-", "--account", "Acme", stdin=b"name\n--json\n")
    assert "--json" in done("person", "--", "--json").out


def apart(*arguments: bytes | str, **more: str) -> subprocess.CompletedProcess[bytes]:
    code = [sys.executable, "-c", "from api.cli import main; main()"]
    return subprocess.run(
        [*code, *arguments], cwd=ROOT, env=os.environ | more, capture_output=True, check=False
    )


def test_bytes_that_are_no_text_are_refused_and_json_stays_json() -> None:
    ran = apart("person", b"\xff\xfe", "--json", PYTHONIOENCODING="ascii")
    assert ran.returncode == 2
    assert ran.stderr.isascii()
    assert json.loads(ran.stderr)["error"]["kind"] == "NotFound"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file without an end")
def test_a_file_without_an_end_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "tera.csv").open("wb") as file:
        file.truncate(1 << 40)
    for name in (str(tmp_path / "tera.csv"), "/dev/zero"):
        result = inroad("import", name, "--account", "Acme")
        assert (result.code, "larger than 0.5 GB" in result.err) == (2, True)
