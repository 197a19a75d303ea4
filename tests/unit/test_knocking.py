"""A server is known to be there by the first words that it says."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Thread

import pytest

from graph.store.neo4j.connecting import settings_from
from graph.store.neo4j.knocking import knock

LONG, SHORT = 30.0, 0.2
VERSION = bytes.fromhex("00000405")


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server


def knock_at(server: socket.socket, scheme: str = "bolt", seconds: float = LONG) -> None:
    url = f"{scheme}://127.0.0.1:{server.getsockname()[1]}"
    knock(settings_from(url, {}), seconds)


@contextmanager
def answering(server: socket.socket, answer: bytes) -> Iterator[None]:
    """Whoever comes first is given an answer."""

    def answer_once() -> None:
        caller, _ = server.accept()
        with caller, suppress(OSError):
            caller.recv(10_000)
            caller.sendall(answer)

    thread = Thread(target=answer_once, daemon=True)
    thread.start()
    yield
    thread.join()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_any_version_is_an_answer(listening: socket.socket, scheme: str) -> None:
    with answering(listening, VERSION):
        knock_at(listening, scheme)


def test_one_that_hangs_up_has_not_answered(listening: socket.socket) -> None:
    with answering(listening, b""), pytest.raises(ConnectionResetError):
        knock_at(listening)


def test_one_that_lets_us_in_and_says_nothing_has_not_answered(listening: socket.socket) -> None:
    with pytest.raises(TimeoutError):
        knock_at(listening, seconds=SHORT)


def test_where_nobody_listens_nobody_answers() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        knock(settings_from(f"bolt://127.0.0.1:{port}", {}), LONG)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+ssc"])
def test_where_it_has_to_be_encrypted_a_plain_answer_is_none(
    listening: socket.socket, scheme: str
) -> None:
    with answering(listening, VERSION * 3), pytest.raises(ssl.SSLError):
        knock_at(listening, scheme)
