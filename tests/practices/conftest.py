"""An account "Acme" that is written through the command line, and again over HTTP."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from api.http.app import create_app
from tests.api.commands import done
from tests.api.http.client import Client
from tests.api.http.conftest import World
from tests.practices.ways import ACCOUNT, CommandLine, Http, Way


def _now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture
def api() -> Iterator[Client]:
    """A server over the store of the command line, called with a key that may do everything."""
    world = World(Path(os.environ["INROAD_STORE"]).parent)
    client = Client(create_app(world.settings(clock=_now)), world.headers())
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
