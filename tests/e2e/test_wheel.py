"""What users install: the wheel holds the three packages, whole, and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph", "api", "visuals")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of the files in a wheel built from the working tree."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    return frozenset(ZipFile(wheel).namelist())


def test_the_wheel_holds_just_the_three_packages(names: frozenset[str]) -> None:
    top = {name.split("/")[0] for name in names}
    assert {one for one in top if not one.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_holds_every_file_of_the_packages(names: frozenset[str]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pyc")) for part in path.parts)
    }
    assert files <= names


def test_the_wheel_has_the_console_script_and_the_licence(names: frozenset[str]) -> None:
    ends = ("entry_points.txt", "licenses/LICENSE")
    assert all(any(name.endswith(end) for name in names) for end in ends)
