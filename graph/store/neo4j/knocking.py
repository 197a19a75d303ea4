"""Whether a server answers at all, asked in the cheapest way: the first words of the protocol, to
which it says which version it speaks before anybody has logged in. One that is so busy that a
login or a query takes seconds still answers this."""

import socket
import ssl
from urllib.parse import urlsplit

from graph.store.neo4j.connecting import Connection

_PORT = 7687
_GREETING = bytes.fromhex("6060b017 00000005 00000404 00000004 00000000")
"""What tells the protocol, and versions of it, any of which would do
(https://neo4j.com/docs/bolt/current/bolt/handshake)."""

_VERSION_BYTES = 4


def knock(connection: Connection, seconds: float) -> None:
    """Wait until the server answers. Raises OSError where it doesn't, or not in time."""
    parts = urlsplit(connection.uri)
    host = str(parts.hostname)
    with socket.create_connection((host, parts.port or _PORT), seconds) as plain:
        if "+" in parts.scheme:
            with _encrypting(parts.scheme).wrap_socket(plain, server_hostname=host) as encrypted:
                _greet(encrypted)
        else:
            _greet(plain)


def _encrypting(scheme: str) -> ssl.SSLContext:
    """As the scheme has it, with a certificate that somebody vouches for or not."""
    context = ssl.create_default_context()
    if scheme.endswith("+ssc"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _greet(server: socket.socket) -> None:
    server.sendall(_GREETING)
    if len(server.recv(_VERSION_BYTES)) == 0:
        raise ConnectionResetError
