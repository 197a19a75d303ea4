"""What all tests share: a Neo4j server for those that need one, and with INROAD_REQUIRE_ALL=1 (as
in CI) a skip is a failure."""

import os
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.neo4j_server.running import Neo4jServer

REQUIRE_ALL = os.environ.get("INROAD_REQUIRE_ALL") == "1"

# Busy machines stand still. CI asks the same of each version, so that a change is judged by
# itself; elsewhere examples are drawn anew each time.
hypothesis.settings.register_profile("timeless", deadline=None, derandomize=REQUIRE_ALL)
hypothesis.settings.load_profile("timeless")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn "skipped" into "failed" where everything is supposed to be present."""
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but INROAD_REQUIRE_ALL=1: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _apart_from_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No test reads or writes the user's own store, or depends on who runs it."""
    monkeypatch.setenv("INROAD_STORE", str(tmp_path_factory.mktemp("store") / "inroad.db"))
    monkeypatch.setenv("INROAD_AUTHOR", "Test Author")


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator["Neo4jServer"]:
    """One server for all tests; whoever takes it may delete all that it holds."""
    from tests.neo4j_server.assembling import what_is_missing
    from tests.neo4j_server.running import any_server, is_named

    if not is_named() and (missing := what_is_missing()):
        pytest.skip(f"Neo4j's tests need {missing}, or INROAD_TEST_NEO4J_URI")
    with any_server() as server:
        yield server


@pytest.fixture
def neo4j_url(neo4j_server: "Neo4jServer", monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a store on the server, empty; who we are there stands in the environment.

    A busy machine may keep the server from answering for seconds: whoever tests on it waits.
    """
    neo4j_server.empty()
    monkeypatch.setattr("graph.store.neo4j.patience.SILENCE_SECONDS", 120.0)
    monkeypatch.setattr("graph.store.neo4j.server.WAIT_SECONDS", 60.0)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    return neo4j_server.uri
