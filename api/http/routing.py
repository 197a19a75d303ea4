"""Routers whose requests are read once, by our own strict reader."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from api.http.scope import PARSED


class _ReadOnce(Request):
    """A request whose body was read by our own strict reader."""

    async def json(self) -> Any:
        return self.scope.get(PARSED)


class Route(APIRoute):
    """Takes bodies as they were read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_once(request: Request) -> Response:
            return await handle(_ReadOnce(request.scope, request.receive))

        return handle_once


def router_for(prefix: str, tag: str, route: type[Route] = Route) -> APIRouter:
    """A router for one kind of thing."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=route)
