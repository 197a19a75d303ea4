"""Who may speak to the server from where: names it answers to, and pages that may change things."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from secrets import token_hex

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.headers import marking
from api.http.problems import Problem, problem_response
from api.http.scope import REQUEST_ID
from api.http.settings import LOOPBACK, HttpSettings
from graph.errors import BadInput

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

SAME_SITE = frozenset({"same-origin", "none"})


class Guarded:
    """Gives each request its id, refuses foreign names and pages, marks every answer as private."""

    def __init__(self, app: ASGIApp, settings: HttpSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope[REQUEST_ID] = token_hex(16)
        try:
            self._check(scope["method"], Headers(scope=scope))
        except Problem as problem:
            await problem_response(scope, problem)(scope, receive, send)
            return
        await self._app(scope, receive, marking(scope, send))

    def _check(self, method: str, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) != 1:
            raise Problem(400, "A request names one host.")
        if host_of(hosts[0]) not in self._settings.hosts:
            raise Problem(421, "This server doesn't answer to that name: start it with --allow.")
        if method not in SAFE_METHODS:
            self._refuse_foreign_pages(hosts[0], headers)

    def _refuse_foreign_pages(self, host: str, headers: Headers) -> None:
        """A browser says from where it comes; other programs don't."""
        site = headers.get("sec-fetch-site", "none")
        origin = headers.get("origin")
        scheme = "https" if self._settings.is_secure else "http"
        own = {f"{scheme}://{host}", *self._settings.origins}
        if (origin is not None and origin not in own) or (
            site not in SAME_SITE and origin not in self._settings.origins
        ):
            raise Problem(403, "A page of another origin may not change anything here.")


def host_of(text: str) -> str:
    """The name in a Host header, without its port, in small letters; "" for none."""
    name, _, rest = text.partition("]") if text.startswith("[") else text.partition(":")
    if rest and not rest.removeprefix(":").isdigit():
        return ""
    return name.removeprefix("[").lower().removesuffix(".")


def refuse_open_bind(host: str, *, has_tls: bool, behind_proxy: bool, has_keys: bool) -> None:
    """Raise BadInput where others could listen in, or nobody else could have a key."""
    if is_loopback(host):
        return
    if not has_tls and not behind_proxy:
        raise BadInput(
            f"On {host} others could read along. Give --tls-certificate and --tls-key, or say "
            "--behind-proxy where a proxy with TLS stands in front."
        )
    if not has_keys:
        raise BadInput(
            f"On {host} others can call, and nobody has a key yet. Add one first: "
            "inroad keys add NAME --scope read."
        )


def names_of(host: str, allowed: Iterable[str]) -> frozenset[str]:
    """The names to which a server that is bound to `host` answers. Raises BadInput for none."""
    names = frozenset(one.lower() for one in allowed)
    address = _address(host)
    if is_loopback(host):
        return names | LOOPBACK | {host}
    if address is None or not address.is_unspecified:
        return names | {host.lower()}
    if not names:
        raise BadInput(
            f"{host} is no name by which others can call. Say which they use: --allow NAME."
        )
    return names


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that is bound to `host`."""
    address = _address(host)
    return host in LOOPBACK or (address is not None and address.is_loopback)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
