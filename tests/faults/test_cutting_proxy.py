"""The failing network does what it is told, in front of a server that sends back what it gets."""

import socket
from collections.abc import Iterator
from contextlib import closing
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from time import monotonic

import pytest

from tests.faults.cutting_proxy import HOST, NONE, CuttingProxy, Fault, cutting

WAITS = 0.3


class Echo(BaseRequestHandler):
    """Sends back what it gets, and keeps it."""

    heard: list[bytes]

    def handle(self) -> None:
        try:
            while data := self.request.recv(65_536):
                self.heard.append(data)
                self.request.sendall(data)
        except ConnectionError:
            return


class Server(ThreadingTCPServer):
    daemon_threads = True


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What reached the server."""
    pieces: list[bytes] = []
    monkeypatch.setattr(Echo, "heard", pieces, raising=False)
    return pieces


@pytest.fixture
def proxy(heard: list[bytes]) -> Iterator[CuttingProxy]:
    assert heard == []
    with Server((HOST, 0), Echo) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        with cutting(server.server_address[1]) as proxy:
            yield proxy
        server.shutdown()
        thread.join()


def connected(proxy: CuttingProxy) -> socket.socket:
    return socket.create_connection((HOST, proxy.port), timeout=5)


def answer(client: socket.socket, size: int) -> bytes:
    """As much as comes of so many bytes before the connection ends."""
    found = b""
    try:
        while len(found) < size and (piece := client.recv(size - len(found))):
            found += piece
    except ConnectionError:
        return found
    return found


def ask(client: socket.socket, text: bytes) -> bytes:
    client.sendall(text)
    return answer(client, len(text))


def test_without_a_fault_all_passes_both_ways(proxy: CuttingProxy) -> None:
    data = bytes(range(256)) * 4_000
    with closing(connected(proxy)) as client, closing(connected(proxy)) as other:
        assert ask(other, b"hello") == b"hello"
        assert ask(client, data[:60_000]) == data[:60_000]
        client.shutdown(socket.SHUT_WR)
        assert client.recv(1) == b""
    assert proxy.cuts == 0


@pytest.mark.parametrize("passes", [0, 1, 9])
def test_of_the_answer_so_many_bytes_come_and_then_it_is_cut(
    proxy: CuttingProxy, heard: list[bytes], passes: int
) -> None:
    proxy.fault = Fault(down=passes)
    with closing(connected(proxy)) as client:
        assert ask(client, b"0123456789") == b"0123456789"[:passes]
    assert (b"".join(heard), proxy.cuts, proxy.fault) == (b"0123456789", 1, NONE)
    with closing(connected(proxy)) as client:
        assert ask(client, b"again") == b"again"


@pytest.mark.parametrize("passes", [0, 1, 9])
def test_of_the_request_so_many_bytes_arrive_and_then_it_is_cut(
    proxy: CuttingProxy, heard: list[bytes], passes: int
) -> None:
    with closing(connected(proxy)) as client:
        assert ask(client, b"before") == b"before"
        proxy.fault = Fault(up=passes)
        client.sendall(b"0123456789")
        assert len(answer(client, 10)) <= passes
    assert b"".join(heard) == b"before" + b"0123456789"[:passes]
    assert proxy.cuts == 1


def test_bytes_are_counted_over_all_connections(proxy: CuttingProxy) -> None:
    proxy.fault = Fault(down=10)
    with closing(connected(proxy)) as client, closing(connected(proxy)) as other:
        assert ask(client, b"123456") == b"123456"
        assert ask(other, b"123456") == b"1234"
        assert ask(client, b"goes on") == b"goes on"


def test_a_lost_reply_answers_what_the_server_got(proxy: CuttingProxy, heard: list[bytes]) -> None:
    proxy.fault = Fault(lose_reply=b"commit")
    with closing(connected(proxy)) as client:
        assert ask(client, b"begin") == b"begin"
        assert ask(client, b"commit it") == b""
    assert heard == [b"begin", b"commit it"]
    assert proxy.cuts == 1


def test_a_lost_request_never_reaches_the_server(proxy: CuttingProxy, heard: list[bytes]) -> None:
    proxy.fault = Fault(lose_request=b"commit")
    with closing(connected(proxy)) as client:
        assert ask(client, b"begin") == b"begin"
        client.sendall(b"then commit it")
        assert answer(client, 14) in {b"", b"then "}
    assert b"commit" not in b"".join(heard)
    assert proxy.cuts == 1


def test_a_delay_holds_back_what_then_comes(proxy: CuttingProxy) -> None:
    with closing(connected(proxy)) as client:
        proxy.fault = Fault(delay=WAITS)
        began = monotonic()
        assert ask(client, b"slowly") == b"slowly"
    assert monotonic() - began >= 2 * WAITS


def test_while_it_stalls_nothing_comes_and_nobody_is_told(
    proxy: CuttingProxy, heard: list[bytes]
) -> None:
    proxy.fault = Fault(stalls=True)
    with closing(connected(proxy)) as client:
        client.settimeout(WAITS)
        client.sendall(b"hello")
        with pytest.raises(TimeoutError):
            client.recv(5)
        assert heard == []
        proxy.fault = NONE
        assert answer(client, 5) == b"hello"


def test_it_ends_also_while_it_stalls(proxy: CuttingProxy) -> None:
    proxy.fault = Fault(stalls=True)
    with closing(connected(proxy)) as client:
        client.sendall(b"hello")
        proxy.refuse()
        assert answer(client, 5) == b""


def test_it_refuses_and_listens_again_on_the_same_port(proxy: CuttingProxy) -> None:
    with closing(connected(proxy)) as client:
        assert ask(client, b"hello") == b"hello"
        proxy.refuse()
        assert answer(client, 1) == b""
        with pytest.raises(ConnectionRefusedError):
            connected(proxy)
        proxy.listen()
    with closing(connected(proxy)) as client:
        assert ask(client, b"again") == b"again"


def test_after_a_cut_the_server_may_be_gone(proxy: CuttingProxy) -> None:
    proxy.fault = Fault(down=2, gone=True)
    with closing(connected(proxy)) as client:
        assert ask(client, b"hello") == b"he"
    with pytest.raises(ConnectionRefusedError):
        connected(proxy)
    proxy.listen()
    with closing(connected(proxy)) as client:
        assert ask(client, b"again") == b"again"


def test_where_no_server_is_the_connection_ends() -> None:
    with socket.create_server((HOST, 0)) as unused:
        port = unused.getsockname()[1]
    with cutting(port) as proxy, closing(connected(proxy)) as client:
        assert answer(client, 1) == b""
