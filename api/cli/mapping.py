"""`inroad map` and `inroad graph`: the account as a picture, and as a graph for analysts."""

from pathlib import Path
from typing import Any

import click

from api.cli.output import printable
from api.cli.session import Session, moment, with_session
from graph.errors import BadInput
from graph.planning.asking import NextRequest, open_for, query
from graph.store import Store

FORMATS = ("html", "svg", "png")


@click.command("map")
@click.argument("account")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="By the file's ending.")
@click.option("--limit", default=5, show_default=True, help="How many people to reach next.")
@click.option("--as-of", metavar="DATE", help="Nothing after this moment counts.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same answer.")
@click.option("--open", "open_", is_flag=True, help="Show it in the browser.")
@with_session
def map_(
    session: Session, out: Path | None, format_: str | None, open_: bool, **given: Any
) -> None:
    """Write the org map of ACCOUNT: people by level, coverage, influence, the next five.

    The file stands alone: it needs no network, and holds no private fact.
    """
    request = NextRequest(**given | {"as_of": moment(given["as_of"])})
    chosen = format_ or _format_of(out)
    path = out or Path(f"inroad-map.{chosen}")
    with session.opened() as store:
        data, warnings = drawn(store, request, session, chosen)
    write_safely(path, data)
    for warning in warnings:
        click.echo(printable(f"inroad: {warning}"), err=True)
    click.echo(f"Wrote {path} ({len(data):,} bytes).")
    if open_:
        click.launch(path.absolute().as_uri())


def _format_of(out: Path | None) -> str:
    ending = "html" if out is None else out.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise BadInput(f"{out} could be any format: give --format {', '.join(FORMATS)}.")
    return ending


def drawn(
    store: Store, request: NextRequest, session: Session, format_: str
) -> tuple[bytes, tuple[str, ...]]:
    """The map as bytes, with what to warn of."""
    from visuals.writing import render

    from graph.advice.suggestions import suggest
    from visuals.account_map import account_map

    account = open_for(store, request, session.now)
    rendered = render(account_map(account, suggest(account, query(account, request))), format_)
    return rendered.data, rendered.warnings


def write_safely(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises BadInput where it can't be written."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        raise BadInput(f"{path} can't be written: {error.strerror}.") from None


@click.command()
@click.argument("account")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as-of", metavar="DATE", help="Nothing after this moment counts.")
@with_session
def graph(session: Session, account: str, out: Path, as_of: str | None) -> None:
    """Hand ACCOUNT over to analysts: its graph as GraphML, for networkx, Gephi and others."""
    from graph.analysis.graphs import to_networkx

    with session.opened() as store:
        opened = open_for(store, NextRequest(account, as_of=moment(as_of)), session.now)
    found = to_networkx(opened)
    import networkx as nx

    write_safely(out, "\n".join(nx.generate_graphml(found)).encode())
    people, links = found.number_of_nodes(), found.number_of_edges()
    click.echo(f"Wrote {out}: {people:,} people, {links:,} links.")
