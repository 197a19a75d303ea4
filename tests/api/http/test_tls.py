"""A real `inroad serve` with TLS, with a proxy in front, and beside another on the same host."""

import ssl
from pathlib import Path

import httpx
import pytest
import trustme

from tests.api.commands import inroad
from tests.api.http.conftest import made, read, refused
from tests.servers import new_key, serving

README = Path(__file__).parents[3] / "README.md"


class Certified:
    """A certificate for this machine, and whom to trust for it."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        issued = authority.issue_cert("127.0.0.1", "localhost", "inroad.example")
        self.certificate, self.key = folder / "certificate.pem", folder / "key.pem"
        issued.cert_chain_pems[0].write_to_path(self.certificate)
        issued.private_key_pem.write_to_path(self.key)
        self.trusting = ssl.create_default_context()
        authority.configure_trust(self.trusting)

    @property
    def options(self) -> tuple[str, ...]:
        return ("--tls-certificate", str(self.certificate), "--tls-key", str(self.key))


@pytest.fixture
def tls(tmp_path: Path) -> Certified:
    return Certified(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "inroad.db"


def launch_of(said: str) -> str:
    return said.split(" at ")[1].split(maxsplit=1)[0]


def test_what_is_printed_opens_a_session_over_tls_alone(store: Path, tls: Certified) -> None:
    with (
        serving(store, new_key(store), *tls.options) as server,
        httpx.Client(verify=tls.trusting, follow_redirects=True, timeout=60) as browser,
    ):
        assert server.address.startswith("https://127.0.0.1:")
        page = browser.get(launch_of(server.said))
        assert "There is no account yet" in page.text
        assert "Secure" in page.history[0].headers["set-cookie"].split("; ")
        origin = {"Origin": server.address}
        new = {"name": "Acme"}
        made(browser.post(f"{server.address}/v1/accounts", json=new, headers=origin))
        foreign = {"Origin": server.address.replace("https", "http")}
        refused(browser.post(f"{server.address}/v1/accounts", json=new, headers=foreign), 403)
        with server.client(tls.trusting) as tool:
            assert len(read(tool.get("/v1/accounts"))["items"]) == 1


def test_who_speaks_without_tls_or_trusts_nobody_gets_nothing(store: Path, tls: Certified) -> None:
    with serving(store, new_key(store), *tls.options) as server:
        with pytest.raises(httpx.TransportError):
            httpx.get(server.address.replace("https", "http") + "/livez")
        with server.client() as untrusting, pytest.raises(httpx.ConnectError, match="certificate"):
            untrusting.get("/livez")


def test_on_every_address_it_names_the_one_that_was_allowed(store: Path, tls: Certified) -> None:
    everywhere = ("--host", "0.0.0.0", "--allow", "Inroad.Example")
    with serving(store, new_key(store), *everywhere, *tls.options) as server:
        assert server.address.startswith("https://inroad.example:")
        here = server.address.replace("inroad.example", "127.0.0.1")
        named = {"Host": server.address.removeprefix("https://")}
        read(httpx.get(f"{here}/livez", verify=tls.trusting, headers=named))
        refused(httpx.get(f"{here}/livez", verify=tls.trusting), 421)


def test_behind_a_proxy_it_names_the_port_that_the_proxy_asks(store: Path) -> None:
    proxied = ("--host", "0.0.0.0", "--allow", "inroad.example", "--behind-proxy")
    with serving(store, new_key(store), *proxied) as server:
        assert "your proxy at http://0.0.0.0:" in server.said
        assert "launch" not in server.said
        here = server.address.replace("0.0.0.0", "127.0.0.1")
        named = {"Host": "inroad.example", "Authorization": f"Bearer {server.key}"}
        own = named | {"Origin": "https://inroad.example"}
        made(httpx.post(f"{here}/v1/accounts", json={"name": "Acme"}, headers=own))
        foreign = named | {"Origin": "http://inroad.example"}
        refused(httpx.post(f"{here}/v1/accounts", json={"name": "B"}, headers=foreign), 403)


def test_beyond_this_machine_tls_alone_is_not_enough(store: Path, tls: Certified) -> None:
    serve = ("--store", str(store), "serve", "--port", "0", "--host", "0.0.0.0", *tls.options)
    without_keys = inroad(*serve)
    assert without_keys.code == 2
    assert "nobody has a key" in without_keys.err
    new_key(store)
    without_name = inroad(*serve)
    assert without_name.code == 2
    assert "--allow NAME" in without_name.err


def test_files_that_are_no_certificate_are_told_before_anything_is_served(tls: Certified) -> None:
    for certificate, key in ((README, README), (tls.key, tls.certificate)):
        files = ("--tls-certificate", str(certificate), "--tls-key", str(key))
        result = inroad("serve", "--port", "0", *files)
        assert result.code == 2
        assert "no certificate with its key" in result.err
        assert "Inroad answers" not in result.out


def test_two_servers_on_one_host_keep_their_sessions_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    with (
        serving(one, new_key(one)) as first,
        serving(two, new_key(two)) as second,
        httpx.Client(follow_redirects=True, timeout=60) as browser,
    ):
        for server in (first, second):
            assert browser.get(launch_of(server.said)).status_code == 200
        for server in (first, second):
            read(browser.get(f"{server.address}/v1/accounts"))
        cookies = {cookie.name: cookie.value for cookie in browser.cookies.jar}
        assert len(cookies) == 2
        for server, other in ((first, second), (second, first)):
            name, its = (f"inroad_session_{one.address[-5:]}" for one in (server, other))
            shown = {"Cookie": f"{name}={cookies[its]}"}
            refused(httpx.get(f"{server.address}/v1/accounts", headers=shown), 401)
