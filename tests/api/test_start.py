"""The start stays fast: what a command doesn't need isn't imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.commands import done

ROOT = Path(__file__).parents[2]
REPORTING = """
import sys
from api.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
DRAWING = {"PIL", "fontTools", "jinja2", "pyvis", "IPython"}
GRAPHS = {"networkx"}
NUMBERS = {"numpy"}
FILES = {"openpyxl", "charset_normalizer"}
NAMES = {"rapidfuzz"}
STORES = {"apsw"}
WEB = {"fastapi", "uvicorn", "starlette", "pydantic", "asyncio"}
ALL = DRAWING | GRAPHS | NUMBERS | FILES | NAMES | STORES | WEB


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        (("--version",), set()),
        (("next", "--help"), NUMBERS),
        (("accounts",), STORES),
        (("imports",), STORES),
        (("keys", "list"), set()),
        (("serve", "--help"), set()),
        (("person", "Ann Lee"), STORES),
        (("touch", "Ann Lee"), STORES),
        (("import", "people.csv", "--account", "Acme"), STORES | NAMES),
        (("next", "Acme"), STORES | NUMBERS),
        (("review", "Acme"), STORES | NUMBERS),
    ],
)
def test_a_command_imports_only_what_it_needs(
    command: tuple[str, ...], needed: set[str], tmp_path: Path
) -> None:
    people = b"name,title,manager,buying_role\nDana,CFO,,approver\nAnn Lee,Controller,Dana,\n"
    done("import", "-", "--account", "Acme", stdin=people)
    (tmp_path / "people.csv").write_bytes(people + b"Bob,Clerk,Ann Lee,\n")
    arguments = [str(tmp_path / one) if one == "people.csv" else one for one in command]
    result = subprocess.run(
        [sys.executable, "-c", REPORTING, *arguments],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    imported = set(result.stderr.splitlines()[-1].split())
    assert "click" in imported
    assert ALL & imported <= needed
