"""One connection: how long it may dawdle, how large the head of a request may be, and what is
answered before the app is asked.

httptools reads the requests: a kept answer takes a third of the time that h11 takes for it.
"""

import asyncio
from http import HTTPStatus
from secrets import token_hex

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.http.problems import Problem, problem_response
from api.http.scope import REQUEST_ID

MOST_HEAD = 64 << 10
"""So many bytes the head of a request may have; llhttp itself sets no bound."""

MOST_CONNECTIONS = 500

BUSY = Problem(503, "Too many are being served just now. Try again later.", {"Retry-After": "1"})
BROKEN = Problem(400, "This is no HTTP/1.1 request.")
TOO_LARGE = Problem(431, f"The head of a request may have {MOST_HEAD // 1024} KB.")


class Connection(HttpToolsProtocol):
    """Waits `head_seconds` for the head of a request, however it trickles in, and as long for
    an answer that isn't fetched, and no longer: so slow ones can't pile up."""

    head_seconds = 5.0
    _deadline: asyncio.TimerHandle | None = None
    _unfetched: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _in_head = False
    _refused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        if self._in_head and self._head_bytes + len(data) > MOST_HEAD:
            self._refuse(TOO_LARGE)
            return
        super().data_received(data)
        if _is_under_way(self.cycle):
            self._stop_waiting()
        else:
            self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._head_bytes += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._head_bytes += len(name) + len(value)

    def on_headers_complete(self) -> None:
        """Raises OverflowError for a head that came at once and is too large; llhttp's wrapper
        has it refused by `send_400_response`."""
        self._in_head = False
        if self._head_bytes > MOST_HEAD:
            raise OverflowError
        if len(self.connections) > MOST_CONNECTIONS:
            self.app = _busy
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        del msg  # it repeats nothing, and says less than ours
        self._refuse(TOO_LARGE if self._head_bytes > MOST_HEAD else BROKEN)

    def _refuse(self, problem: Problem) -> None:
        """Answer what never becomes a request, unless an answer is under way, and close."""
        self._refused = True
        if not _is_under_way(self.cycle):
            self.transport.write(_written(problem))
        self.transport.close()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unfetched = self.loop.call_later(self.head_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._fetched()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._fetched()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _fetched(self) -> None:
        if self._unfetched is not None:
            self._unfetched.cancel()
            self._unfetched = None


def _is_under_way(cycle: RequestResponseCycle | None) -> bool:
    """Whether a request has begun whose answer hasn't ended; None before the first."""
    return cycle is not None and not cycle.response_complete


async def _busy(scope: Scope, receive: Receive, send: Send) -> None:
    scope[REQUEST_ID] = token_hex(16)
    await problem_response(scope, BUSY)(scope, receive, send)


def _written(problem: Problem) -> bytes:
    """A problem as it goes over the wire."""
    answer = problem_response({REQUEST_ID: token_hex(16)}, problem)
    phrase = HTTPStatus(answer.status_code).phrase
    head = [f"HTTP/1.1 {answer.status_code} {phrase}".encode()]
    head += [name + b": " + value for name, value in answer.raw_headers]
    return b"\r\n".join([*head, b"connection: close", b"", bytes(answer.body)])


def connection(head_seconds: float) -> type[Connection]:
    """The protocol that waits so long."""
    return type("Connection", (Connection,), {"head_seconds": head_seconds})
