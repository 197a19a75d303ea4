"""Answers that are kept in memory: the same question gets the same bytes while nothing changed.

A question is who asks and what, and stands for one version of the data (`Store.data_version`),
so that no answer is older than the last write, and nobody gets what another may see.
"""

from collections import OrderedDict
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from threading import Lock
from typing import Any, NamedTuple

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.access import Access
from api.http.answers import JSON, encoded, shows, tag_of, tagged
from api.http.keys import KeyScope
from api.http.routing import Route
from graph.errors import InroadError
from graph.store import Store

MOST_BYTES = 64 << 20
QUESTIONS = (
    *("/next", "/ways-in", "/coverage", "/review", "/consensus", "/what-if"),
    *("/reasons", "/toolkit"),
)
"""How the addresses end whose answers may be kept."""

ASKED = "inroad.asked"
"""Where the scope of a request holds its question, and for which version it is asked."""

_BESIDE = 1_000
"""So many bytes an answer takes besides its own and those of its question."""


class Question(NamedTuple):
    """Who asks, and what: the address as it was sent."""

    who: str
    path: str
    query: bytes

    @property
    def size(self) -> int:
        return len(self.who) + len(self.path) + len(self.query)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and while it holds: on the day on which it was worked out, from then
    until the next touch that is recorded for that day."""

    body: bytes
    tag: str
    at: datetime
    until: time | None
    _head: Sequence[tuple[bytes, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        head = {"etag": self.tag, "content-length": len(self.body), "content-type": JSON}
        raw = tuple((name.encode(), str(value).encode()) for name, value in head.items())
        object.__setattr__(self, "_head", raw)

    async def send_to(self, scope: Scope, send: Send) -> None:
        """Send it as it is: without `Response`, which takes as long as all the rest. Only its tag
        where the caller has it already."""
        start: Message = {"type": "http.response.start", "status": 200, "headers": [*self._head]}
        body = self.body
        if shows(scope, self.tag):
            start, body = {**start, "status": 304, "headers": [self._head[0]]}, b""
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def holds(self, now: datetime) -> bool:
        """Clocks are read as they hang on the wall, as days and times of touches are."""
        until = time.max if self.until is None else self.until
        return self.at.date() == now.date() and self.at.time() <= now.time() < until


@dataclass(slots=True)
class Answers:
    """The answers of one version of the data; those that nobody asked for longest go first."""

    most_bytes: int = MOST_BYTES
    _version: int = 0
    _bytes: int = 0
    _kept: OrderedDict[Question, Answer] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, question: Question, version: int, now: datetime) -> Answer | None:
        """The answer, if one of this version is kept and holds."""
        with self._lock:
            answer = self._kept.get(question)
            if version != self._version or answer is None or not answer.holds(now):
                return None
            self._kept.move_to_end(question)
            return answer

    def keep(self, question: Question, version: int, answer: Answer) -> None:
        """Keep an answer that was worked out after `version` was asked for."""
        with self._lock:
            if version != self._version:
                self._kept.clear()
                self._version, self._bytes = version, 0
            self._forget(question)
            self._kept[question] = answer
            self._bytes += _size(question, answer)
            while self._bytes > self.most_bytes:
                self._forget(next(iter(self._kept)))

    def _forget(self, question: Question) -> None:
        before = self._kept.pop(question, None)
        if before is not None:
            self._bytes -= _size(question, before)


def _size(question: Question, answer: Answer) -> int:
    return question.size + len(answer.body) + _BESIDE


class Lasting(Response):
    """JSON that may be given again; `until` as in `Answer`."""

    def __init__(self, content: Any, at: datetime, until: time | None) -> None:
        body = encoded(content)
        self.answer = Answer(body, tag_of(body), at, until)
        super().__init__(body, headers={"ETag": self.answer.tag}, media_type="application/json")


class KeptFirst:
    """Gives an answer that is kept before the request goes any further.

    On a file it looks without leaving the loop, for two numbers and a hash: to change threads
    would take longer than all the rest. A server is asked beside the loop.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _may_be_kept(scope) and (asked := await _look(Request(scope))) is not None:
            question, version, found = asked
            scope[ASKED] = question, version
            if found is not None:
                await found.send_to(scope, send)
                return
        await self._app(scope, receive, send)


def _may_be_kept(scope: Scope) -> bool:
    path: str = scope.get("path", "")
    return scope["type"] == "http" and scope["method"] == "GET" and path.endswith(QUESTIONS)


class KeptRoute(Route):
    """Keeps what is `Lasting` for the question that `KeptFirst` noted."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await handle(request)
            if not isinstance(response, Lasting) or ASKED not in request.scope:
                return response
            question, version = request.scope[ASKED]
            request.app.state.answers.keep(question, version, response.answer)
            return tagged(request, response.answer.body, response.answer.tag)

        return answer


async def _look(request: Request) -> tuple[Question, int, Answer | None] | None:
    """The question, the version for which it is asked, and its answer if it is kept; None for
    whoever may not ask, and where the store or the keys can't be read: the route tells it.

    In this order: what is read later may be newer, never older.
    """
    state = request.app.state
    access: Access = state.access
    store: Store = state.store
    now = state.settings.clock()
    try:
        who = access.principal(request, now)
        if who is None or not who.scope.allows(KeyScope.READ):
            return None
        ask = store.data_version
        version = await run_in_threadpool(ask) if store.is_remote else ask()
    except InroadError:
        return None
    question = Question(who.id, request.scope["path"], request.scope["query_string"])
    return question, version, state.answers.find(question, version, now)
