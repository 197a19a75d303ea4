"""What a body may be: so much JSON, in so much time, read once and strictly."""

import asyncio
from email.message import Message

from starlette.types import ASGIApp, Receive, Send
from starlette.types import Message as Event
from starlette.types import Scope as AsgiScope

from api.http.problems import Problem, problem_response
from api.http.scope import BODY, PARSED
from api.http.settings import Limits
from api.http.strict_json import NotStrict, read

WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})

STREAMED = frozenset({"/v1/imports"})
"""Where files are sent, which are taken in piece by piece (`api.http.imports.uploads`)."""

READ_AT_ONCE = 1 << 16
"""Bytes."""


class Disconnected(Exception):
    """The caller went away; there is nobody to answer."""


class LimitedBodies:
    """Gives the app only bodies that it can take."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        is_other = scope["type"] != "http" or scope["method"] not in WITH_BODY
        if is_other or scope["path"] in STREAMED:
            await self._app(scope, receive, send)
            return
        try:
            body = await self._body(scope, receive)
            if body:
                scope[BODY], scope[PARSED] = body, await self._parsed(scope, body)
        except Problem as problem:
            await problem_response(scope, problem)(scope, receive, send)
        except Disconnected:
            return
        else:
            await self._app(scope, _replayed(body, receive), send)

    async def _body(self, scope: AsgiScope, receive: Receive) -> bytes:
        """All of the body; never more of it is held than may come."""
        told = _header(scope, b"content-length")
        if told.isdigit() and (len(told) > 12 or int(told) > self._limits.body):
            raise self._too_large()
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                return await self._collected(receive)
        except TimeoutError:
            raise Problem(408, "The body didn't come in time.", {"Connection": "close"}) from None

    async def _collected(self, receive: Receive) -> bytes:
        body = bytearray()
        while True:
            event = await receive()
            if event["type"] == "http.disconnect":
                raise Disconnected
            body += event.get("body", b"")
            if len(body) > self._limits.body:
                raise self._too_large()
            if not event.get("more_body", False):
                return bytes(body)

    def _too_large(self) -> Problem:
        detail = f"The body is larger than {self._limits.body:,} bytes. Send several requests."
        return Problem(413, detail, {"Connection": "close"})

    async def _parsed(self, scope: AsgiScope, body: bytes) -> object:
        """A large body is read beside, so that others are answered meanwhile."""
        if len(body) <= READ_AT_ONCE:
            return self._read(scope, body)
        return await asyncio.to_thread(self._read, scope, body)

    def _read(self, scope: AsgiScope, body: bytes) -> object:
        _refuse_other_types(_header(scope, b"content-type"))
        if _header(scope, b"content-encoding") not in {"", "identity"}:
            raise Problem(415, "The body is compressed. Send it as it is.")
        try:
            return read(body, self._limits.depth)
        except NotStrict as wrong:
            raise Problem(400, str(wrong)) from None


def _header(scope: AsgiScope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _refuse_other_types(given: str) -> None:
    message = Message()
    message["content-type"] = given.replace("\r", " ").replace("\n", " ") or "application/none"
    charset = message.get_content_charset("utf-8")
    if message.get_content_type() != "application/json" or charset not in {"utf-8", "utf8"}:
        raise Problem(415, "Send JSON in UTF-8, as “Content-Type: application/json”.")


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body as one event, then whatever comes after it."""
    events: list[Event] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Event:
        return events.pop() if events else await receive()

    return replay
