"""A real app over a store in a temporary file, and callers with keys."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from httpx import Response
from uvicorn import Server

from api.http.app import create_app
from api.http.keys import KeyFile, KeyScope
from api.http.serving import listening, server_of
from api.http.settings import HttpSettings, Limits
from tests.api.http.client import Client

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LAUNCH = "launch-token"


@dataclass
class Clock:
    """A clock that goes on by a second each time it is looked at."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class World:
    """Where a server's files are, its clock, the keys that it knows, and those that run."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    key_texts: dict[KeyScope, str] = field(default_factory=dict)
    servers: list[Server] = field(default_factory=list)

    @property
    def store(self) -> Path:
        return self.folder / "inroad.db"

    @property
    def keys(self) -> KeyFile:
        return KeyFile(self.folder / "inroad.db.keys.json")

    def settings(self, **given: Any) -> HttpSettings:
        defaults: dict[str, Any] = {
            "store_url": str(self.store),
            "keys": self.keys.path,
            "launch": LAUNCH,
            "person": "Pat",
            "clock": self.clock,
        }
        return HttpSettings(**defaults | given)

    def headers(self, scope: KeyScope = KeyScope.ADMIN) -> dict[str, str]:
        """What a tool sends that has a key of a scope; its name is "write tool", say."""
        if scope not in self.key_texts:
            made = self.keys.add(f"{scope} tool", scope, START, None)
            self.key_texts[scope] = made[1]
        return {"Authorization": f"Bearer {self.key_texts[scope]}"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


Start = Callable[..., Client]


@pytest.fixture
def start(world: World) -> Iterator[Start]:
    """Starts a server; the one before it has to be closed for the store to be "after a restart"."""
    running: list[Client] = []

    def begin(scope: KeyScope | None = KeyScope.ADMIN, **given: Any) -> Client:
        headers = {} if scope is None else world.headers(scope)
        client = Client(create_app(world.settings(**given)), headers)
        running.append(client)
        return client

    yield begin
    for one in running:
        one.close()


@pytest.fixture
def api(start: Start) -> Client:
    """A server, called with a key that may do everything."""
    return start()


@pytest.fixture
def acme(api: Client) -> Client:
    """The same with an account "Acme" in which Ann knows Dana, who decides."""
    made(api.post("/v1/accounts", json={"name": "Acme", "fields": {"kind": "dream"}}))
    people = (
        ("Ann Lee", {"title": "Plant manager", "email": "ann@acme.example"}),
        ("Dana Reyes", {"title": "CFO", "buying_role": ["decision_maker"]}),
        ("Ravi Shah", {"title": "Buyer", "department": "Procurement"}),
    )
    for name, fields in people:
        made(api.post("/v1/accounts/Acme/people", json={"name": name, "fields": fields}))
    return api


Serve = Callable[..., str]
Caller = Callable[[str], httpx.Client]


@pytest.fixture
def serve(world: World) -> Iterator[Serve]:
    """Starts a server in a thread and gives its address."""
    threads: list[Thread] = []

    def begin(**limits: Any) -> str:
        listener = listening("127.0.0.1", 0)
        server = server_of(world.settings(limits=Limits(**limits)))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        threads.append(thread)
        world.servers.append(server)
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield begin
    for server in world.servers:
        server.should_exit = True
    for thread in threads:
        thread.join()


@pytest.fixture
def caller(world: World) -> Iterator[Caller]:
    """Makes clients with a key that may do everything."""
    clients: list[httpx.Client] = []

    def make(address: str) -> httpx.Client:
        one = httpx.Client(base_url=address, headers=world.headers(), timeout=30)
        clients.append(one)
        return one

    yield make
    for one in clients:
        one.close()


def connected(address: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def made(response: Response) -> Any:
    """What was made. Fails where it wasn't."""
    assert response.status_code == 201, response.text
    return response.json()


def read(response: Response) -> Any:
    """What was read. Fails where it wasn't."""
    assert response.status_code == 200, response.text
    return response.json()


def refused(response: Response, status: int) -> Any:
    """The problem. Fails where it was none of this status, or not told as one."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]
    assert problem["detail"]
    return problem
