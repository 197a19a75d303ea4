"""Each query of docs/neo4j-queries.md answers on a real server."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from neo4j import RoutingControl
from neo4j.time import Date

from tests.api.commands import done
from tests.e2e.test_readme import FILE, README
from tests.neo4j_server.running import Neo4jServer

PAGE = Path(__file__).parents[2] / "docs" / "neo4j-queries.md"
QUERY = re.compile(r"^## (\d+)\. .*?^```cypher\n(.*?)^```", re.DOTALL | re.MULTILINE)
QUERIES = {int(number): query for number, query in QUERY.findall(PAGE.read_text("utf-8"))}
ASKED = {"account": "Acme Robotics", "name": "Ann Lee"}
APRIL, MAY = date(2026, 4, 20), date(2026, 5, 4)


def ago(day: date) -> int:
    return (datetime.now(UTC).date() - day).days


def answers() -> dict[int, list[list[Any]]]:
    return {
        1: [
            ["Ann Lee", "Financial Controller"],
            ["Paula Brandt", "COO"],
            ["Sam Cole", "VP Purchasing"],
        ],
        2: [
            ["Ann Lee", None, None],
            ["Paula Brandt", None, None],
            ["Sam Cole", None, None],
            ["Igor Novak", APRIL, ago(APRIL)],
            ["Mei Tan", APRIL, ago(APRIL)],
            ["Dana Reyes", MAY, ago(MAY)],
        ],
        3: [["Mei Tan", "Kim Ito", APRIL]],
        4: [["Mei Tan", ["Ann Lee", "Igor Novak"]]],
        5: [["Paula Brandt", ["Mei Tan"]]],
        6: [
            [["Ann Lee", "Dana Reyes"], ["strong"]],
            [["Mei Tan", "Ann Lee", "Dana Reyes"], ["weak", "strong"]],
        ],
        7: [[["Ann Lee", "Dana Reyes"]]],
        8: [["Globex", "Bo Berg"]],
        9: [
            ["Kim Ito", "Igor Novak", 2, APRIL],
            ["Kim Ito", "Mei Tan", 1, APRIL],
            ["Test Author", "Dana Reyes", 1, date(2026, 4, 4)],
        ],
        10: [["Dana Reyes", 0, 2]],
    }


MORE = (
    ["account", "Globex", "--new"],
    ["person", "Bo Berg", "--account", "Globex", "--new"],
    ["touch", "Bo Berg", "--account", "Globex", "--on", "2026-05-01"],
    ["link", "Mei Tan", "Ann Lee", "--kind", "dotted_line"],
    ["link", "Mei Tan", "Ann Lee", "--kind", "influences", "--strength", "weak"],
    ["touch", "Dana Reyes", "--channel", "email", "--intent", "ask", "--on", "2026-04-04"],
)
"""What the README's files lack to have an answer to each question."""


@pytest.fixture
def graph(neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's account, and some more."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INROAD_STORE", neo4j_url)
    files = FILE.findall(README.read_text("utf-8"))
    for name, text in files:
        (tmp_path / name).write_text(text, "utf-8")
    done("import", *(name for name, _ in files), "--account", ASKED["account"])
    for arguments in MORE:
        done(*arguments)


@pytest.mark.usefixtures("graph")
def test_each_question_gets_its_answer(neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver:
        found = {
            number: driver.execute_query(query, ASKED, routing_=RoutingControl.READ).records
            for number, query in QUERIES.items()
        }
    assert {number: [list(map(plain, one)) for one in rows] for number, rows in found.items()} == (
        answers()
    )


def plain(value: Any) -> Any:
    """A date as Python has it."""
    return value.to_native() if isinstance(value, Date) else value
