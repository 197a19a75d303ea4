"""Who calls: the person at this machine, by a cookie, or a tool, by its key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from api.http.keys import KeyFile, KeyScope
from api.http.problems import Problem
from api.http.settings import HttpSettings

COOKIE = "inroad_session"
"""How names of cookies begin; the port follows, as browsers don't tell ports of a host apart."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls: `name` signs what is written, and sees what it keeps for itself.

    `id` tells apart who has the same name: a key and a person.
    """

    id: str
    name: str
    scope: KeyScope


class Access:
    """Knows callers by key or cookie. The token of the launch opens a session once."""

    def __init__(self, settings: HttpSettings) -> None:
        self._settings = settings
        self._keys = KeyFile(settings.keys)
        self._lock = Lock()
        self._launch = _digest(settings.launch) if settings.launch else None
        self._session: str | None = None

    def open_session(self, token: str) -> str | None:
        """The cookie for whoever shows the token of the launch, the first time; else None."""
        with self._lock:
            if self._launch is None or not compare_digest(_digest(token), self._launch):
                return None
            self._launch = None
            cookie = token_urlsafe(32)
            self._session = _digest(cookie)
            return cookie

    def principal(self, request: Request, now: datetime) -> Principal | None:
        """Who calls at a moment; None for nobody we know. A key goes before a cookie."""
        shown = request.headers.get("authorization")
        if shown is not None:
            return self._by_key(shown, now)
        cookie = request.cookies.get(cookie_name(request))
        if cookie and self._session and compare_digest(_digest(cookie), self._session):
            return Principal("person", self._settings.person, KeyScope.ADMIN)
        return None

    def _by_key(self, shown: str, now: datetime) -> Principal | None:
        scheme, _, key = shown.partition(" ")
        if scheme.lower() != "bearer":
            return None
        known = self._keys.find(key.strip(), now)
        return Principal(f"key:{known.id}", known.name, known.scope) if known else None


def cookie_name(request: Request) -> str:
    """What the cookie of a session is called at the address that the browser sees: servers on
    several ports of one host don't replace each other's."""
    port = request.headers.get("host", "").rpartition(":")[2]
    return f"{COOKIE}_{port}" if port.isdecimal() else COOKIE


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def require(who: Principal, scope: KeyScope) -> None:
    """Raise a problem (403) where a caller may not do what `scope` says."""
    if not who.scope.allows(scope):
        raise Problem(403, f"This takes a key of scope {scope}; this one has {who.scope}.")


def may(scope: KeyScope) -> Callable[[Request], Principal]:
    """A dependency: the caller, who may do what `scope` says. 401 for nobody, 403 for too little.

    Not a coroutine: the file of keys is read, and a slow disk may not stop others.
    """

    def check(request: Request) -> Principal:
        access: Access = request.app.state.access
        known = access.principal(request, request.app.state.settings.clock())
        if known is None:
            detail = "Show a key: “Authorization: Bearer inroad_…”. `inroad keys add` makes one."
            raise Problem(401, detail, {"WWW-Authenticate": "Bearer"})
        require(known, scope)
        return known

    return check


Reader = Annotated[Principal, Depends(may(KeyScope.READ))]
Writer = Annotated[Principal, Depends(may(KeyScope.WRITE))]
Admin = Annotated[Principal, Depends(may(KeyScope.ADMIN))]
