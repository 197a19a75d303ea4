"""docs/connecting.md is followed as whoever connects a tool would, against a server that runs."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "connecting.md"
BLOCK = re.compile(r"^```(bash|python)\n(.*?)^```", re.DOTALL | re.MULTILINE)
PORT = "8765"
INROAD = Path(sys.executable).with_name("inroad")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A server on any free port, as a user starts one; its port."""
    command = [str(INROAD), "serve", "--port", "0"]
    with subprocess.Popen(
        command, env=environment(folder), stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            found = re.search(r":(\d+)/", server.stdout.readline())
            assert found is not None
            yield found[1]
        finally:
            server.terminate()


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "INROAD_STORE": str(folder / "inroad.db"),
        "PYTHONUNBUFFERED": "1",
    }


def script(port: str) -> str:
    """All blocks of the page as one program for the shell."""
    lines = ["set -eu", f'inroad() {{ {INROAD} "$@"; }}']
    for language, code in BLOCK.findall(PAGE.read_text("utf-8")):
        if language == "python":
            lines.append(f"\"{sys.executable}\" - <<'END-OF-PYTHON'\n{code}END-OF-PYTHON")
        else:
            lines.append(code)
    return "\n".join(lines).replace(PORT, port)


@pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("curl")), reason="bash or curl is missing here"
)
def test_every_block_of_the_page_runs(tmp_path: Path) -> None:
    with served(tmp_path) as port:
        done = subprocess.run(
            ["bash", "-c", script(port)],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "412 It was changed since you read it." in done.stdout
    assert "Ann Lee; " in done.stdout
    assert '"people added":2' in done.stdout
    assert (tmp_path / "next.csv").read_text("utf-8").startswith('"rank","name"')
    assert '"author":"crm"' in done.stdout.replace(" ", "")
