"""`inroad serve`: the HTTP API, and the maps in the browser."""

from collections.abc import Sequence
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

import click

from api.cli.keys import key_file
from api.cli.output import as_json_option, show
from api.cli.session import Session, with_session
from graph.errors import BadInput

if TYPE_CHECKING:
    from api.http.settings import HttpSettings

DEFAULT_PORT = 8765


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=DEFAULT_PORT,
    show_default=True,
    help="0: any that is free.",
)
@click.option("--open", "open_", is_flag=True, help="Show the first page in the browser.")
@click.option("--allow", multiple=True, metavar="NAME", help="A host name that it answers to.")
@click.option("--origin", multiple=True, metavar="URL", help="A page that may change things.")
@click.option(
    "--tls-certificate", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="PEM."
)
@click.option(
    "--tls-key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="PEM."
)
@click.option("--behind-proxy", is_flag=True, help="A proxy with TLS stands in front.")
@click.option("--describe", is_flag=True, help="Print the API's description (OpenAPI), and end.")
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --describe: an earlier description; say what breaks its callers.",
)
@as_json_option
@with_session
def serve(
    session: Session,
    open_: bool,
    describe: bool,
    since: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Answer other tools over HTTP, and show the maps in the browser, until stopped.

    Only this machine can reach it unless --host says otherwise; then it takes TLS or a proxy,
    and keys (`inroad keys`).
    """
    if describe:
        from api.http.description import description

        click.echo(description(since), nl=False)
        return
    from api.http.serving import Tls, first_address, listening, run

    certificate, key = given.pop("tls_certificate"), given.pop("tls_key")
    if (certificate is None) != (key is None):
        raise BadInput("Give --tls-certificate and --tls-key together.")
    port, tls = given.pop("port"), Tls(certificate, key) if certificate else None
    settings = _settings(session, is_encrypted=tls is not None, **given)
    if tls is not None:
        tls.check()
    with session.opened(), listening(given["host"], port) as socket:
        address = first_address(settings, socket, tls)
        whom = "your proxy at" if given["behind_proxy"] else "at"
        until = f"Inroad answers {whom} {address} until you stop it with Ctrl-C."
        show(as_json, lambda: {"address": address}, lambda: [until])
        if open_:
            click.launch(address)
        run(settings, socket, tls)


def _settings(
    session: Session,
    host: str,
    allow: Sequence[str],
    origin: Sequence[str],
    *,
    behind_proxy: bool,
    is_encrypted: bool,
) -> "HttpSettings":
    """What the server is started with. Raises BadInput where it would be open to others."""
    from api.http.guard import names_of, refuse_open_bind
    from api.http.settings import HttpSettings

    keys, now = key_file(session), session.now
    refuse_open_bind(
        host,
        has_tls=is_encrypted,
        behind_proxy=behind_proxy,
        has_keys=any(one.is_good(now) for one in keys.all()),
    )
    return HttpSettings(
        session.url,
        keys.path,
        hosts=names_of(host, allow),
        origins=frozenset(origin),
        launch=None if behind_proxy else token_urlsafe(32),
        person=session.author,
        is_secure=is_encrypted or behind_proxy,
    )
