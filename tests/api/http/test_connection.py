"""What is answered on a connection before a request reaches the app."""

import json
import socket
from contextlib import suppress
from typing import Any

import pytest

from api.http import connection
from tests.api.http.conftest import Serve, connected

HOST = b"Host: 127.0.0.1\r\n"
MOST_SENT = 64 << 20
"""More than the buffers of both sides hold."""


def told(address: str, sent: bytes) -> tuple[int, dict[str, Any], str]:
    """Status, problem and head of what comes until the other side closes."""
    with connected(address) as one:
        one.sendall(sent)
        received = b""
        while part := one.recv(65_536):
            received += part
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body), head.decode().lower()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00 TLS on a plain port\r\n\r\n",
        b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
        b"GET /livez HTTP/1.1\r\n" + HOST + b"Bad Header: 1\r\n\r\n",
        b"POST /v1/accounts HTTP/1.1\r\n" + HOST + b"Content-Length: x\r\n\r\n",
        b"POST /v1/accounts HTTP/1.1\r\n"
        + HOST
        + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_request_is_answered_as_a_problem(serve: Serve, sent: bytes) -> None:
    status, problem, head = told(serve(), sent)
    assert (status, problem["status"]) == (400, 400)
    assert "content-type: application/problem+json" in head
    assert "cache-control: no-store" in head
    assert problem["request_id"] in head


@pytest.mark.parametrize("pieces", [1, 40])
def test_a_head_that_is_too_large_is_refused(serve: Serve, pieces: int) -> None:
    long = b"X-Long: " + b"x" * (connection.MOST_HEAD // pieces) + b"\r\n"
    sent = b"GET /livez HTTP/1.1\r\n" + HOST + long * (pieces + 1) + b"\r\n"
    assert told(serve(), sent)[0] == 431


def test_a_head_that_never_ends_is_refused(serve: Serve) -> None:
    with connected(serve()) as one:
        one.sendall(b"GET /livez HTTP/1.1\r\n" + HOST + b"X-Long: ")
        sent = 0
        with suppress(ConnectionResetError, BrokenPipeError):
            while sent < MOST_SENT:
                sent += one.send(b"x" * 8_192)
        assert sent < MOST_SENT


def test_too_many_at_once_are_told_to_come_back(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 3)
    address = serve()
    waiting: list[socket.socket] = [connected(address) for _ in range(3)]
    try:
        ask = b"GET /livez HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
        status, problem, head = told(address, ask)
    finally:
        for one in waiting:
            one.close()
    assert (status, problem["status"]) == (503, 503)
    assert "retry-after: 1" in head
