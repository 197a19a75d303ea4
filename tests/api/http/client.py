"""Calling an app in this process, one request after the other."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response


class Client:
    """An app that runs, and whoever calls it; to be closed."""

    def __init__(self, app: FastAPI, headers: dict[str, str]) -> None:
        self.app = app
        self._runner = asyncio.Runner()
        self._life: AbstractAsyncContextManager[Any] = app.router.lifespan_context(app)
        self._runner.run(self._life.__aenter__())
        transport = ASGITransport(app, raise_app_exceptions=False)
        self._client = AsyncClient(
            transport=transport, base_url="http://127.0.0.1", headers=headers
        )

    def request(self, method: str, path: str, **given: Any) -> Response:
        return self._runner.run(self._client.request(method, path, **given))

    def get(self, path: str, **given: Any) -> Response:
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> Response:
        return self.request("POST", path, **given)

    def put(self, path: str, **given: Any) -> Response:
        return self.request("PUT", path, **given)

    def patch(self, path: str, **given: Any) -> Response:
        return self.request("PATCH", path, **given)

    def delete(self, path: str, **given: Any) -> Response:
        return self.request("DELETE", path, **given)

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        self._runner.run(self._life.__aexit__(None, None, None))
        self._runner.close()
