"""A network that fails: a proxy on loopback between a client and a server, told what goes wrong.

    with cutting(server_port) as proxy:
        client.connect(proxy.port)
        proxy.fault = Fault(down=100)     # of the answers 100 bytes get through, then it is cut

It runs in a thread of its own, so that the client may block.
"""

import asyncio
import socket
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from threading import Thread

_PIECE = 65_536
_LOOK_AGAIN = 0.005
HOST = "127.0.0.1"


class Way(Enum):
    """Up to the server, down to the client."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong from now on. What cuts does so once; then all passes again.

    `delay`: seconds that each piece takes, either way. `stalls`: nothing gets through, and
    nobody is told. `up`, `down`: so many bytes get through that way, all connections together,
    then theirs is cut. `lose_request`: bytes that the server never gets to see, as it is cut
    before them. `lose_reply`: bytes that it does see; what it answers is lost, and it is cut.
    `gone`: after the cut nobody is let in until the proxy is told to listen again.
    """

    delay: float = 0.0
    stalls: bool = False
    up: int | None = None
    down: int | None = None
    lose_request: bytes = b""
    lose_reply: bytes = b""
    gone: bool = False

    def limit(self, way: Way) -> int | None:
        return self.up if way is Way.UP else self.down


NONE = Fault()


class CuttingProxy:
    """Listens on `port`. `cuts` counts the connections that a fault has cut."""

    def __init__(self, server_port: int) -> None:
        self.port = 0
        self.cuts = 0
        self._server_port = server_port
        self._fault = NONE
        self._passed = dict.fromkeys(Way, 0)
        self._listener: socket.socket | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()

    @property
    def fault(self) -> Fault:
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        self._passed = dict.fromkeys(Way, 0)
        self._fault = fault

    def run(self) -> None:
        """Turn until stopped."""
        self._loop.run_forever()
        self._loop.close()

    def listen(self) -> None:
        """Take connections, again on the same port."""
        self._do(self._listen())

    def refuse(self) -> None:
        """Take no connection, and cut those that are there: the server is gone."""
        self._do(self._refuse())

    def stop(self) -> None:
        """End, and with it `run`."""
        self.refuse()
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _do(self, work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        self._close()
        self._listener = socket.create_server((HOST, self.port))
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        self._loop.add_reader(self._listener, self._accept, self._listener)

    def _close(self) -> None:
        if self._listener is not None:
            self._loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    async def _refuse(self) -> None:
        self._close()
        for running in self._running:
            running.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _accept(self, listener: socket.socket) -> None:
        client, _ = listener.accept()
        running = self._loop.create_task(self._take(client))
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        running.add_done_callback(lambda _: client.close())

    async def _take(self, client: socket.socket) -> None:
        """Pass on what comes, both ways, until both ends are done or it is cut."""
        try:
            server = await asyncio.open_connection(HOST, self._server_port)
        except OSError:
            return
        link = _Link(await asyncio.open_connection(sock=client), server)
        try:
            await asyncio.gather(*(self._pass_on(link, way) for way in Way))
        finally:
            link.cut()

    async def _pass_on(self, link: "_Link", way: Way) -> None:
        reader, writer = link.ends(way)
        try:
            while piece := await reader.read(_PIECE):
                await self._pass_piece(link, way, piece)
            writer.write_eof()
        except OSError:
            link.cut()

    async def _pass_piece(self, link: "_Link", way: Way, piece: bytes) -> None:
        await asyncio.sleep(self._fault.delay)
        while self._fault.stalls:
            await asyncio.sleep(_LOOK_AGAIN)
        _, writer = link.ends(way)
        through = self._through(link, way, piece)
        writer.write(through)
        await writer.drain()
        if through != piece:
            gone, self._fault, self.cuts = self._fault.gone, NONE, self.cuts + 1
            if gone:
                self._close()
            await asyncio.sleep(_LOOK_AGAIN)  # what got through arrives
            link.cut()

    def _through(self, link: "_Link", way: Way, piece: bytes) -> bytes:
        """What of a piece gets through; less than all of it before a cut."""
        fault, limit = self._fault, self._fault.limit(way)
        if way is Way.UP and fault.lose_request and fault.lose_request in piece:
            return piece[: piece.index(fault.lose_request)]
        if way is Way.UP and fault.lose_reply:
            link.is_reply_lost |= fault.lose_reply in piece
        if way is Way.DOWN and link.is_reply_lost:
            return b""
        if limit is None:
            return piece
        through = piece[: limit - self._passed[way]]
        self._passed[way] += len(through)
        return through


class _Link:
    """A connection to the client and the one to the server that belongs to it."""

    def __init__(
        self,
        client: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        server: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    ) -> None:
        self._client, self._server = client, server
        self.is_reply_lost = False

    def ends(self, way: Way) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Where one way comes from, and where it leads."""
        if way is Way.UP:
            return self._client[0], self._server[1]
        return self._server[0], self._client[1]

    def cut(self) -> None:
        for _, writer in (self._client, self._server):
            writer.transport.abort()


@contextmanager
def cutting(server_port: int) -> Iterator[CuttingProxy]:
    """A proxy in front of a server on this machine; gone afterwards."""
    proxy = CuttingProxy(server_port)
    thread = Thread(target=proxy.run, name="cutting proxy")
    thread.start()
    try:
        proxy.listen()
        yield proxy
    finally:
        proxy.stop()
        thread.join(timeout=10)
