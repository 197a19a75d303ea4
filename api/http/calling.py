"""One call: who asks, when, and of which store; what a route hands to the use cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Path, Request

from api.http.access import Admin, Principal, Reader, Writer
from graph.planning.recording import By
from graph.planning.typed import moment
from graph.resolve import View
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose caller may make it; `now` is one moment throughout."""

    request: Request
    store: Store
    who: Principal
    now: datetime

    def view(self, as_of: str | None = None, opportunity: str | None = None) -> View:
        """What the caller sees at a moment, now if none is given. Raises BadInput."""
        return View(moment(as_of) or self.now, self.who.name, opportunity)

    def by(self) -> By:
        """The caller as an author."""
        return By(self.who.name, self.now)


def _call(request: Request, who: Principal) -> Call:
    state = request.app.state
    return Call(request, state.store, who, state.settings.clock())


def _reading(request: Request, who: Reader) -> Call:
    return _call(request, who)


def _writing(request: Request, who: Writer) -> Call:
    return _call(request, who)


def _administering(request: Request, who: Admin) -> Call:
    return _call(request, who)


Reading = Annotated[Call, Depends(_reading)]
Writing = Annotated[Call, Depends(_writing)]
Administering = Annotated[Call, Depends(_administering)]

AccountRef = Annotated[
    str, Path(max_length=1_000, description="The id, external id or name of an account.")
]
PersonRef = Annotated[
    str, Path(max_length=1_000, description="The id, external id, e-mail or name of a person.")
]
