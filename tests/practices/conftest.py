"""An account "Acme" that is written through the command line, and again over HTTP."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from fastapi import FastAPI

from api.http.app import create_app
from api.http.keeping import Answers
from tests.api.commands import done
from tests.api.http.client import Client
from tests.api.http.conftest import World
from tests.practices.ways import ACCOUNT, CommandLine, Http, Way


def _now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("practices"))


@pytest.fixture(scope="session")
def app(world: World) -> FastAPI:
    """One for all tests: to make it takes longer than any of them."""
    return create_app(world.settings(clock=_now))


@pytest.fixture
def api(world: World, app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A server over the store of the command line, which is empty."""
    for kept in (world.store.with_name(world.store.name + end) for end in ("", "-wal", "-shm")):
        kept.unlink(missing_ok=True)
    monkeypatch.setenv("INROAD_STORE", str(world.store))
    app.state.answers = Answers()
    client = Client(app, world.headers())
    yield client
    client.close()


@pytest.fixture(params=[CommandLine, Http], ids=["command line", "http"])
def acme(request: pytest.FixtureRequest, api: Client) -> Way:
    """The account with Dana, who decides, and Ann and Bob, to whom she listens."""
    done("account", ACCOUNT, "--new")
    way: Way = request.param(api)
    way.person("Dana Reyes", title="CFO", buying_role="decision_maker")
    way.person("Ann Lee", title="Controller")
    way.person("Bob Stone", title="Plant Manager")
    for name in ("Ann Lee", "Bob Stone"):
        way.link(name, "Dana Reyes")
    return way
