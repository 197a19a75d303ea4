"""Writing once: a request that is sent again with its Idempotency-Key writes nothing more.

The key, with who sent it, becomes the token of the batch, and a keyed digest of the request
stands in its header: so it holds across restarts, and for several servers on one store.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from secrets import token_hex
from threading import Lock

from api.http.calling import Call
from api.http.problems import Problem
from api.http.scope import BODY
from graph.identity import erasure_digest
from graph.log import BatchHeader
from graph.planning.recording import By
from graph.planning.replaying import refuse_undone
from graph.planning.retrying import until_written

_KEY = re.compile(r"[\x21-\x7e]{1,200}")


class InFlight:
    """The tokens that are being written right now."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tokens: set[str] = set()

    @contextmanager
    def alone(self, token: str) -> Iterator[None]:
        """Raises a problem (409) where the same request is under way."""
        with self._lock:
            if token in self._tokens:
                detail = "A request with this Idempotency-Key is under way. Wait, then repeat it."
                raise Problem(409, detail, {"Retry-After": "1"})
            self._tokens.add(token)
        try:
            yield
        finally:
            with self._lock:
                self._tokens.discard(token)


def created_once(call: Call, by: By, write: Callable[[By], object]) -> BatchHeader:
    """As `written_once`, of a use case that always writes."""
    header = written_once(call, by, write)
    assert header is not None
    return header


def written_once(call: Call, by: By, write: Callable[[By], object]) -> BatchHeader | None:
    """The header of what `write` wrote, now or when the same request came before; None where
    there was nothing to write.

    Raises a problem: 400 for a key that is none, 422 for one that came with another request,
    409 while that is under way. Raises Conflict where what it wrote was undone since.
    """
    given = key_of(call)
    secret = call.store.erasure_key()
    token = token_hex(16) if given is None else _token(secret, call, given)
    signed = replace(by, token=token, digest=_digest(secret, call))
    with call.request.app.state.in_flight.alone(token):
        before = call.store.written_under(token)
        if before is None:
            until_written(lambda: write(signed))
            before = call.store.written_under(token)
    if before is not None and before.digest != signed.digest:
        raise Problem(422, "This Idempotency-Key came with another request. Choose a new one.")
    if before is not None:
        refuse_undone(before)
    return before


def key_of(call: Call) -> str | None:
    """The Idempotency-Key of a request. Raises a problem (400) for one that is none."""
    given = call.request.headers.get("idempotency-key")
    if given is not None and not _KEY.fullmatch(given):
        raise Problem(400, "An Idempotency-Key is 1 to 200 visible ASCII characters.")
    return given


def _token(secret: bytes, call: Call, key: str) -> str:
    return erasure_digest(secret, "idempotency key", call.who.id, key)


def _digest(secret: bytes, call: Call) -> str:
    """Keyed: whoever sees it can't find out by trying what was written of whom."""
    request = call.request
    body = request.scope.get(BODY, b"").decode("utf-8", "surrogateescape")
    return erasure_digest(secret, "request", request.method, request.scope["path"], body)
