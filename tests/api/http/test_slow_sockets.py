"""Three hundred connections on which little moves: all are closed, and others served meanwhile.

By hand with the limits of a real server: `INROAD_FAULTS=all`.
"""

import selectors
import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from resource import getpagesize
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from api.http.settings import Limits
from tests.api.http.conftest import Caller, Serve, World, connected, made, read
from tests.faults import ALL

SOCKETS = 300
LIMITS: dict[str, Any] = {} if ALL else {"head_seconds": 1.0, "body_seconds": 4.0}

PATIENCE = 15.0 if ALL else 60.0
"""Seconds after which a test gives up: a machine that stands still is no fault of the server."""

PACE = 0.2
MOST_BYTES = 32 << 20

HEAD = "HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {key}\r\nContent-Length: 100000\r\n"
JSON, FILE = "Content-Type: application/json\r\n", "Content-Type: application/octet-stream\r\n"


def beginnings(key: str) -> Sequence[str]:
    """What slow ones send at once; then one byte after the other."""
    head = HEAD.format(key=key)
    return (
        "",
        "GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        f"POST /v1/accounts {head}{JSON}\r\n",
        f"POST /v1/imports?account=Acme {head}{FILE}\r\n",
        f"POST /v1/imports?account=Acme {HEAD.format(key='none')}{FILE}\r\n",
    )


def trickle(slow: Sequence[socket.socket], seconds: float) -> set[socket.socket]:
    """Send a byte on each now and then until all are closed, or for so long; those that aren't."""
    still, end = set(slow), monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        for one in slow:
            selector.register(one, selectors.EVENT_READ)
        while still and monotonic() < end:
            for key, _ in selector.select(PACE):
                answered = key.fileobj
                assert isinstance(answered, socket.socket)
                if is_closed(answered):
                    selector.unregister(answered)
                    still.discard(answered)
            for one in still:
                send_one(one)
    return still


def send_one(one: socket.socket) -> None:
    try:
        one.send(b"x")
    except OSError:  # closed meanwhile, which reading will tell
        return


def is_closed(one: socket.socket) -> bool:
    """Whether the other side closed it; what it said before is read."""
    try:
        return not one.recv(65_536)
    except BlockingIOError:
        return False
    except OSError:
        return True


def resident() -> int:
    """Bytes of this process in memory; 0 where the system doesn't tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * getpagesize() if told.exists() else 0


def opened(address: str, beginning: str) -> socket.socket:
    one = connected(address)
    one.sendall(beginning.encode())
    one.setblocking(False)
    return one


def test_three_hundred_slow_ones_are_closed_while_others_are_served(
    serve: Serve, caller: Caller, world: World
) -> None:
    address = serve(**LIMITS)
    api = caller(address)
    made(api.post("/v1/accounts", json={"name": "Acme"}))
    begins = beginnings(world.headers()["Authorization"])
    before, left = resident(), set[socket.socket]()
    with ExitStack() as stack:
        slow = [
            stack.enter_context(opened(address, begins[number % len(begins)]))
            for number in range(SOCKETS)
        ]
        trickling = Thread(target=lambda: left.update(trickle(slow, PATIENCE)))
        trickling.start()
        served = 0
        while trickling.is_alive():
            read(api.get("/v1/accounts/Acme"))
            served += 1
        trickling.join()
    assert not left
    assert served > 10
    assert resident() - before < MOST_BYTES


def test_files_that_trickle_in_are_not_waited_for_however_they_began(
    serve: Serve, world: World
) -> None:
    address = serve(body_seconds=0.5, files_pace=10_000)
    begun = beginnings(world.headers()["Authorization"])[3] + "x" * 1_000
    with opened(address, begun) as slow:
        assert not trickle([slow], PATIENCE)


def test_an_answer_that_is_not_fetched_is_not_waited_for(
    serve: Serve, caller: Caller, world: World
) -> None:
    ask, times = b"GET /v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 100
    address = serve(head_seconds=0.5)
    with caller(address) as api:
        read(api.get("/v1/openapi.json"))  # the first one takes a while to be made
    state = world.servers[0].server_state
    with connected(address) as slow:
        slow.sendall(ask * times)
        wait_until(lambda: bool(state.tasks))
        wait_until(lambda: not state.connections)
        answers = until_closed(slow).count(b"HTTP/1.1 200 OK")
    assert 0 < answers < times


def wait_until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end
        sleep(0.001)


def test_who_goes_away_while_sending_files_is_no_fault_of_the_server(
    serve: Serve, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    address = serve()
    begun = beginnings(world.headers()["Authorization"])[3] + "x" * 1_000
    state = world.servers[0].server_state
    with opened(address, begun) as one:
        wait_until(lambda: bool(state.tasks))
        one.shutdown(socket.SHUT_WR)
        wait_until(lambda: not state.tasks)
    assert not caplog.records


def until_closed(connection: socket.socket) -> bytes:
    """What comes until the other side closes or breaks off."""
    received = bytearray()
    with suppress(ConnectionResetError):
        while part := connection.recv(65_536):
            received += part
    return bytes(received)


def test_who_trickles_a_head_and_then_a_body_is_closed_in_time_by_a_real_server() -> None:
    limits = Limits()
    assert limits.head_seconds + limits.body_seconds < 15
