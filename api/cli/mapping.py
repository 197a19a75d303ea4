"""`inroad map` and `inroad graph`: the account as a picture, and as a graph for analysts."""

from pathlib import Path
from typing import Any

import click

from api.answers.maps import drawn
from api.cli.options import as_of_option, limit_option, seed_option
from api.cli.output import as_json_option, say, show
from api.cli.session import Session, with_session
from graph.analysis.phrases import counted, listed
from graph.errors import BadInput
from graph.planning.asking import NextRequest, open_for
from graph.planning.typed import moment

FORMATS = ("html", "svg", "png")


@click.command("map")
@click.argument("account")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; left out: inroad-map.html in this folder.",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Left out: by the file's ending."
)
@limit_option(5, "people to reach next")
@as_of_option
@seed_option
@click.option("--explain", is_flag=True, help="With routes, evidence and what would change it.")
@click.option("--open", "open_", is_flag=True, help="Show it in the browser.")
@as_json_option
@with_session
def map_(
    session: Session,
    out: Path | None,
    format_: str | None,
    open_: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Write the org map of ACCOUNT: people by level, coverage, influence, the next five.

    The file stands alone: it needs no network, and holds no private fact.
    """
    request = NextRequest(**given | {"as_of": moment(given["as_of"])})
    chosen = format_ or _format_of(out)
    path = out or Path(f"inroad-map.{chosen}")
    with session.opened(to_read=True) as store:
        data, warnings = drawn(store, request, session.now, chosen)
    write_safely(path, data)
    for warning in warnings:
        say(f"inroad: {warning}", err=True)
    show(
        as_json,
        lambda: {"file": str(path), "bytes": len(data), "warnings": warnings},
        lambda: [f"Wrote {path} ({len(data):,} bytes)."],
    )
    if open_:
        click.launch(path.absolute().as_uri())


def _format_of(out: Path | None) -> str:
    ending = "html" if out is None else out.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise BadInput(
            f"{out}: a map is written as {listed(list(FORMATS), 'or')}. "
            "End the name like that, or give --format."
        )
    return ending


def write_safely(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises BadInput where it can't be written."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        raise BadInput(
            f"{path} can't be written: {error.strerror}. Choose another place with --out."
        ) from None


@click.command()
@click.argument("account")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@as_of_option
@as_json_option
@with_session
def graph(session: Session, account: str, out: Path, as_of: str | None, as_json: bool) -> None:
    """Hand ACCOUNT over to analysts: its graph as GraphML, for networkx, Gephi and others."""
    from graph.analysis.graphs import to_networkx

    with session.opened(to_read=True) as store:
        opened = open_for(store, NextRequest(account, as_of=moment(as_of)), session.now)
    found = to_networkx(opened)
    import networkx as nx

    write_safely(out, "\n".join(nx.generate_graphml(found)).encode())
    people, links = found.number_of_nodes(), found.number_of_edges()
    show(
        as_json,
        lambda: {"file": str(out), "people": people, "links": links},
        lambda: [f"Wrote {out}: {counted(people, 'person', 'people')}, {counted(links, 'link')}."],
    )
