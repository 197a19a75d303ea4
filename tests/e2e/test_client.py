"""docs/client.md is followed: a client is made, type-checked with its use, and used."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.e2e.test_connecting import INROAD, environment, served

PAGE = Path(__file__).parents[2] / "docs" / "client.md"
BLOCK = re.compile(r"^```(bash|yaml|python)\n(.*?)^```", re.DOTALL | re.MULTILINE)
PROGRAMS = Path(sys.executable).parent


def blocks(language: str) -> str:
    """What the page shows in a language, one after the other."""
    found = BLOCK.findall(PAGE.read_text("utf-8"))
    return "".join(code for named, code in found if named == language)


def run(folder: Path, *command: str, **variables: str) -> str:
    """What a command prints that has to succeed."""
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(folder) | {"PATH": path} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_client_is_made_of_the_description_and_does_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(blocks("python"), "utf-8")
    (tmp_path / "client.yml").write_text(blocks("yaml"), "utf-8")
    description = tmp_path / "openapi.json"
    description.write_text(run(tmp_path, str(INROAD), "serve", "--describe"), "utf-8")
    generate = blocks("bash").splitlines()[-1]
    run(tmp_path, *generate.split(), "--fail-on-warning")
    run(tmp_path, sys.executable, "-m", "mypy", "--strict", "use.py", "inroad_client")
    key = run(tmp_path, str(INROAD), "keys", "add", "crm", "--scope", "write").strip()
    with served(tmp_path) as port:
        out = run(tmp_path, sys.executable, "use.py", KEY=key, API=f"http://127.0.0.1:{port}")
    told = out.splitlines()
    assert told[0].startswith("next: Ann Lee ")
    assert [one for one in told if one.startswith("person:")] == [
        "person: Ann Lee no_contact",
        "person: Dana Reyes no_contact",
        "person: Mei Tan brief_contact",
    ]
    assert re.fullmatch(r"refused: 422 There is an account .* [0-9a-f]{32}", told[-1])
