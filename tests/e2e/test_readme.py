"""The README is followed as a newcomer would: its files, its commands, what it says they print."""

import re
import shlex
from pathlib import Path

import pytest

from api.cli.app import COMMANDS
from tests.api.commands import done

README = Path(__file__).parents[2] / "README.md"
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
ELLIPSIS = "…"


def steps() -> list[tuple[list[str], list[str]]]:
    """Each command of the tour with the lines that the README shows under it."""
    found: list[tuple[list[str], list[str]]] = []
    for block in CONSOLE.findall(README.read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((shlex.split(line[2:]), []))
            elif line != ELLIPSIS:
                found[-1][1].append(line)
    return found


def test_the_tour_does_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILE.findall(README.read_text("utf-8")):
        (tmp_path / name).write_text(text, "utf-8")
    assert len(steps()) > 5
    for (program, *arguments), shown in steps():
        assert program == "inroad"
        printed = done(*arguments).out.splitlines()
        assert [line for line in shown if line not in printed] == []
    assert (tmp_path / "acme.html").stat().st_size > 10_000


def test_the_readme_names_every_command() -> None:
    code = " ".join(re.findall(r"`[^`\n]+`|^    .+$", README.read_text("utf-8"), re.MULTILINE))
    words = set(re.findall(r"[a-z-]+", code))
    assert [name for name in COMMANDS if name not in words] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    assert "Usage: inroad" in done(name, "--help").out.replace("__main__", "inroad")
