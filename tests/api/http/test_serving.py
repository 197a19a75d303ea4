"""A real server on a real socket: slow and greedy callers, many writers, and its end."""

import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from api.http.keys import KeyScope
from api.http.serving import listening
from graph.errors import BadInput
from tests.api.commands import inroad
from tests.api.http.conftest import (
    START,
    Caller,
    Serve,
    World,
    connected,
    made,
    read,
    refused,
)

ROOT = Path(__file__).parents[3]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
ACME = "/v1/accounts/Acme"
ANN = f"{ACME}/people/Ann Lee"


def with_ann(api: httpx.Client) -> httpx.Client:
    made(api.post("/v1/accounts", json={"name": "Acme"}))
    made(api.post(f"{ACME}/people", json={"name": "Ann Lee"}))
    return api


def all_of(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    received = b""
    while part := connection.recv(65_536):
        received += part
    return received


def test_a_head_that_does_not_come_is_not_waited_for(serve: Serve, caller: Caller) -> None:
    address = serve(head_seconds=0.3)
    slow = [connected(address) for _ in range(50)]
    for one in slow[:25]:
        one.sendall(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    read(caller(address).get("/livez"))
    assert {all_of(one) for one in slow} == {b""}
    for one in slow:
        one.close()


def test_a_body_that_does_not_come_is_not_waited_for(serve: Serve, world: World) -> None:
    key = world.headers()["Authorization"]
    with connected(serve(body_seconds=0.3)) as slow:
        slow.sendall(
            b"POST /v1/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Authorization: " + key.encode() + b"\r\nContent-Length: 100\r\n\r\n{"
        )
        answer = all_of(slow)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"application/problem+json" in answer


def test_of_chunks_without_end_only_so_many_are_read(serve: Serve, world: World) -> None:
    key = world.headers()["Authorization"]
    with connected(serve()) as greedy:
        greedy.sendall(
            b"POST /v1/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Authorization: " + key.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        sent = 0
        try:
            while sent < 1_000:
                greedy.sendall(chunk)
                sent += 1
        except OSError:
            pass
    assert 16 <= sent < 1_000


def test_no_change_is_lost_between_two_servers_on_one_store(serve: Serve, caller: Caller) -> None:
    addresses = [serve(), serve()]
    with_ann(caller(addresses[0]))

    def add_tens(number: int) -> int:
        api = caller(addresses[number % 2])
        return sum(_add_one(api) for _ in range(10))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(add_tens, range(4))) == 40
    person = read(caller(addresses[1]).get(ANN))
    assert person["facts"]["notes"]["value"] == "40"


def _add_one(api: httpx.Client) -> int:
    """Read, add one, write; again where somebody else was faster."""
    while True:
        before = api.get(ANN)
        notes = read(before)["facts"].get("notes", {"value": "0"})["value"]
        change = {"fields": {"notes": str(int(notes) + 1)}}
        answer = api.patch(ANN, json=change, headers={"If-Match": before.headers["etag"]})
        if answer.status_code == 200:
            return 1
        refused(answer, 412)


def test_a_request_that_comes_often_at_once_is_written_once(serve: Serve, caller: Caller) -> None:
    addresses = [serve(), serve()]
    with_ann(caller(addresses[0]))
    note, key = {"text": "prefers mornings"}, {"Idempotency-Key": "1"}

    def send(number: int) -> int:
        api = caller(addresses[number % 2])
        return api.post(f"{ANN}/notes", json=note, headers=key).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(send, range(24)))
    assert 201 in statuses <= {201, 409}
    assert len(read(caller(addresses[0]).get(ANN))["notes"]) == 1


def test_a_name_that_is_sent_often_at_once_is_taken_once(serve: Serve, caller: Caller) -> None:
    address = serve()
    with_ann(caller(address))

    def send(_: int) -> int:
        return caller(address).post(f"{ACME}/people", json={"name": "Eve"}).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(send, range(16)))
    assert statuses == [201] + [422] * 15


def test_a_key_that_is_revoked_opens_nothing_at_once(serve: Serve, world: World) -> None:
    key, text = world.keys.add("crm", KeyScope.READ, START, None)
    with httpx.Client(base_url=serve(), headers={"Authorization": f"Bearer {text}"}) as api:
        read(api.get("/v1/accounts"))
        world.keys.revoke(key.id, START)
        refused(api.get("/v1/accounts"), 401)


def test_the_command_serves_until_it_is_stopped(world: World) -> None:
    start = "from api.cli import main; main()"
    command = [sys.executable, "-c", start, "--store", str(world.store), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        launch = served.stdout.readline().split(" at ")[1].split()[0]
        with httpx.Client(follow_redirects=True, timeout=30) as browser:
            page = browser.get(launch)
            assert "There is no account yet" in page.text
            address = ADDRESS.match(launch)
            assert address is not None
            made(browser.post(f"{address[0]}v1/accounts", json={"name": "Acme"}))
            assert "Acme" in browser.get(address[0]).text
        served.send_signal(signal.SIGTERM)
        served.wait(20)
    assert inroad("--store", str(world.store), "accounts", "--json").json[0]["name"] == "Acme"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--host", "0.0.0.0"), "could read along"),
        (("--host", "0.0.0.0", "--behind-proxy"), "nobody has a key"),
        (("--tls-key", str(ROOT / "README.md")), "together"),
    ],
)
def test_what_would_be_open_to_others_is_not_started(arguments: tuple[str, ...], says: str) -> None:
    result = inroad("serve", "--port", "0", *arguments)
    assert result.code == 2
    assert says in result.err


def test_the_end_of_an_answer_is_sent_at_once() -> None:
    with (
        listening("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as taken,
    ):
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_a_port_that_is_taken_is_told() -> None:
    with listening("127.0.0.1", 0) as taken, pytest.raises(BadInput, match="--port"):
        listening("127.0.0.1", taken.getsockname()[1])
