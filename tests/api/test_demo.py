"""The main job on the built-in example, as a newcomer runs it."""

import shlex
import sys
from pathlib import Path

import pytest

from api.cli.demo import called
from tests.api.commands import done


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")


def test_the_demo_ends_with_a_command_that_runs() -> None:
    *_, last = done("demo", "--no-serve").out.splitlines()
    said, _, command = last.partition(": ")
    assert said == "Go on with"
    assert done(*shlex.split(command)[1:]).out.startswith("Kvernholt Pumps: review")


@pytest.mark.parametrize(
    ("place", "name"), [("{here}/bin/inroad", "bin/inroad"), ("/opt/in road", '"/opt/in road"')]
)
def test_a_program_that_is_not_found_by_name_is_called_by_its_place(
    place: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [place.format(here=tmp_path)])
    assert called() == name
