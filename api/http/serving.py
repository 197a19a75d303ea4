"""Running the app: a socket, a server, and a log that holds no names."""

import logging
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

import uvicorn

from api.http.app import build_routes, create_app
from api.http.connection import connection
from api.http.settings import HttpSettings
from graph.errors import BadInput

GRACE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Tls:
    """The files with which the server shows who it is."""

    certificate: Path
    key: Path

    def check(self) -> None:
        """Raise BadInput where the server couldn't be reached with them."""
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.key)
        except OSError as error:
            raise BadInput(
                f"{self.certificate} and {self.key} are no certificate with its key "
                f"({error.strerror}). Give both as PEM."
            ) from None


class Nameless(logging.Filter):
    """Tells of an error its kind and where it happened: its message may hold a name."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            places = (f"{one.name}:{one.lineno}" for one in extract_tb(trace)[::-1])
            record.exc_text = f"{kind.__name__} at {' < '.join(places)}"
        return True


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections; port 0 takes any that is free. Raises BadInput."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.create_server(address[:2], family=family, backlog=1_024)
    except OSError as error:
        raise BadInput(
            f"{host}, port {port} can't be served on: {error.strerror}. "
            "Choose others with --host and --port."
        ) from None
    # Connections inherit it: without it the end of an answer waits 40 ms for an acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def first_address(settings: HttpSettings, listener: socket.socket, tls: Tls | None) -> str:
    """What the person at this machine opens first: it opens their session once. Behind a proxy
    it is what the proxy asks."""
    host, port = listener.getsockname()[:2]
    is_behind_proxy = settings.is_secure and tls is None
    if not is_behind_proxy and host not in settings.hosts:
        host = min(settings.hosts)
    name = f"[{host}]" if ":" in host else host
    launch = f"launch?token={settings.launch}" if settings.launch else ""
    return f"{'https' if tls else 'http'}://{name}:{port}/{launch}"


def run(settings: HttpSettings, listener: socket.socket, tls: Tls | None) -> None:
    """Serve until stopped."""
    _log_plainly()
    server_of(settings, tls).run(sockets=[listener])


def server_of(settings: HttpSettings, tls: Tls | None = None) -> uvicorn.Server:
    """The server, not yet running."""
    app = create_app(settings)
    build_routes(app)
    config = uvicorn.Config(
        app,
        http=connection(settings.limits.head_seconds),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )
    return uvicorn.Server(config)


def _log_plainly() -> None:
    """Warnings and errors, on standard error."""
    handler = logging.StreamHandler()
    handler.addFilter(Nameless())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("uvicorn", "inroad"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.WARNING)
        logger.propagate = False
