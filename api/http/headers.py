"""What every answer says about itself to a browser."""

from collections.abc import Mapping

from starlette.types import Message, Scope, Send

from api.http.scope import request_id

SAFE_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Authorization, Cookie",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing is kept in caches: answers hold people. A page of ours sets a policy of its own."""

PAGE_HEADERS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
"""What only means something where a browser shows a document; JSON goes without, and faster."""

_DOCUMENTS = (b"text/html", b"image/svg")


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_SAFE, _PAGE = _raw(SAFE_HEADERS), _raw(SAFE_HEADERS) + _raw(PAGE_HEADERS)


def marking(scope: Scope, send: Send) -> Send:
    """Sends as `send` does, with the headers that an answer doesn't set itself."""

    async def mark(message: Message) -> None:
        if message["type"] == "http.response.start":
            told = dict(message["headers"])
            ours = _PAGE if told.get(b"content-type", b"").startswith(_DOCUMENTS) else _SAFE
            id_ = (b"x-request-id", request_id(scope).encode())
            more = [one for one in (*ours, id_) if one[0] not in told]
            message["headers"] = [*message["headers"], *more]
        await send(message)

    return mark
