"""`inroad demo`: the main job on the built-in example."""

import sys
import webbrowser
from pathlib import Path
from shutil import which

import click

from api.answers.maps import drawn
from api.cli.mapping import write_safely
from api.cli.next_text import next_lines
from api.cli.output import say
from api.cli.session import Session, default_path, with_session
from graph.analysis.phrases import argument
from graph.example import ACCOUNT, AS_OF, load
from graph.planning.asking import NextRequest, whom_next
from graph.planning.opening import list_accounts


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("inroad-map.html"),
    show_default=True,
    help="Where the map is written.",
)
@click.option("--no-serve", is_flag=True, help="Write the map, but don't open it.")
@with_session
def demo(session: Session, out: Path, no_serve: bool) -> None:
    """Whom to reach next at an invented dream client, with the map.

    The example is kept in a store of its own, unless you name one with --store or
    INROAD_STORE. The answer is as of the last day of its data.
    """
    if session.is_default:
        session.store_url = str(default_path().with_name("inroad-demo.db"))
    request = NextRequest(ACCOUNT, as_of=AS_OF)
    with session.opened() as store:
        if not any(one.name == ACCOUNT for one in list_accounts(store, session.view())):
            load(store, AS_OF)
        answer = whom_next(store, request, AS_OF)
        data, warnings = drawn(store, request, session.now, "html")
    write_safely(out, data)
    say("An invented example: no such company, no such people.")
    say("")
    for line in (*next_lines(answer, session.now.date()), "", *warnings):
        say(line)
    say(f"The map: {out.absolute()}")
    review = f"review {argument(ACCOUNT)} --as-of {AS_OF.date()}"
    say(f"Go on with: {called()} --store {argument(session.url)} {review}")
    if not no_serve and not webbrowser.open(out.absolute().as_uri()):
        say("No browser could be opened; open the file yourself.")


def called() -> str:
    """How this program is called from here: by its name where that is found, else by its place."""
    if which("inroad"):
        return "inroad"
    program, here = Path(sys.argv[0]), Path.cwd()
    place = program.relative_to(here) if program.is_relative_to(here) else program
    return argument(str(place))
