"""The group of commands, what they share, and how errors become messages and exit codes."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from api.cli import INTERRUPTED
from api.cli.examples import EXAMPLES, shown
from api.cli.output import say, to_json
from api.cli.session import AUTHOR_HELP, STORE_HELP, Session
from graph.errors import (
    Ambiguous,
    BadInput,
    Conflict,
    InroadError,
    NotFound,
    StoreDamaged,
    StoreUnavailable,
)

COMMANDS = {
    "demo": ("api.cli.demo:demo", "Show the main job on a built-in example."),
    "import": ("api.cli.importing:import_", "Bring contacts, links and touches from files."),
    "imports": ("api.cli.importing:imports", "List what was written, and undo it."),
    "proposals": ("api.cli.proposals:proposals", "List and decide what imports noticed."),
    "inferred": ("api.cli.inferred:inferred", "List and decide what mails and meetings suggest."),
    "exchanges": ("api.cli.exchanging:exchanges", "Who is close to somebody by mails."),
    "next": ("api.cli.asking:next_", "Whom to reach next, why, and by which way in."),
    "ways-in": ("api.cli.asking:ways_in", "The ways in to one person."),
    "when": ("api.cli.when:when", "Who is due, on which day, and why then."),
    "ledger": ("api.cli.ledger:ledger", "Who gave and who asked, and what to change."),
    "review": ("api.cli.reviewing:review", "Coverage, gaps, and what hangs on one person."),
    "what-if": ("api.cli.what_if:what_if", "What changes if somebody leaves, is won or lost."),
    "consensus": ("api.cli.consensus:consensus", "Who wants the change, and what it is worth."),
    "map": ("api.cli.mapping:map_", "Write the org map as a page or a picture."),
    "graph": ("api.cli.mapping:graph", "Hand the graph over to analysts as GraphML."),
    "lists": ("api.cli.across:lists", "Lapsed buyers, effort, overdue, who needs a reason."),
    "week": ("api.cli.across:week", "Plan the week across accounts."),
    "accounts": ("api.cli.accounts:accounts", "List the accounts."),
    "account": ("api.cli.accounts:account", "Show, add or change an account."),
    "opportunity": ("api.cli.accounts:opportunity", "Show, add or change an opportunity."),
    "reason": ("api.cli.knowledge:reason", "Keep reasons to call, for the listener's sake."),
    "reasons": ("api.cli.reasons:reasons", "With what reason to call, and which there are."),
    "brainstorm": ("api.cli.brainstorm:brainstorm", "Find reasons together, against the clock."),
    "gap": ("api.cli.knowledge:gap", "Keep what they are dissatisfied with, in money."),
    "change": ("api.cli.knowledge:change", "Keep what changed, changes or may change."),
    "competitor": ("api.cli.knowledge:competitor", "Keep who else sells to them."),
    "competitor-tie": ("api.cli.knowledge:competitor_tie", "Keep how competitors stand to them."),
    "happening": ("api.cli.knowledge:happening", "Keep what is going on with somebody."),
    "referral": ("api.cli.knowledge:referral", "Keep who referred us, and whom we referred."),
    "people": ("api.cli.listing:people", "List the people of an account."),
    "person": ("api.cli.people:person", "Show, add or change a person."),
    "colleague": ("api.cli.colleagues:colleague", "List and name our own people."),
    "link": ("api.cli.people:link", "Say how two people stand to each other."),
    "touch": ("api.cli.touching:touch", "Write down a contact."),
    "note": ("api.cli.touching:note", "Keep a note, for all or for yourself."),
    "check": ("api.cli.wording:check", "Check a draft, an opener or a note before it is sent."),
    "accept": ("api.cli.deciding:accept", "Take up a suggestion."),
    "dismiss": ("api.cli.deciding:dismiss", "Turn a suggestion down."),
    "put-off": ("api.cli.deciding:put_off_", "Put a person off until a day, with a reason."),
    "done": ("api.cli.deciding:done", "Say that a suggestion was carried out."),
    "serve": ("api.cli.serving:serve", "Answer other tools over HTTP, and show the maps."),
    "keys": ("api.cli.keys:keys", "With what other tools may call the server."),
    "export": ("api.cli.privacy:export", "Everything that is held of a person."),
    "erase": ("api.cli.privacy:erase", "Remove a person for good."),
    "backup": ("api.cli.keeping:backup", "Copy the store while it is in use."),
    "restore": ("api.cli.keeping:restore", "Put a backup in the place of the store."),
    "copy": ("api.cli.copying:copy_", "Bring everything to another store."),
    "verify": ("api.cli.keeping:verify", "Check that the store is whole."),
}
"""Name: (where it stands, what it does). A command's module is imported when it runs."""

EXIT_CODES: tuple[tuple[type[InroadError], int], ...] = (
    (Conflict, 3),
    (StoreUnavailable, 4),
    (StoreDamaged, 5),
    (BadInput, 2),
    (NotFound, 2),
)


class LazyGroup(click.Group):
    """Imports a command's module only when it is asked for: the start stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        command.epilog = shown(EXAMPLES[cmd_name])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", "store_url", metavar="URL", help=STORE_HELP)
@click.option("--as", "author", metavar="NAME", help=AUTHOR_HELP)
@click.version_option(package_name="inroad")
@click.pass_context
def inroad(ctx: click.Context, store_url: str | None, author: str | None) -> None:
    """Whom at a dream client to reach next, through whom, and why.

    Start with `inroad demo`, or bring your own contacts with `inroad import`.
    """
    ctx.obj = Session(store_url, author)


def run() -> int:
    """The exit code of the command that was asked for, its error told on standard error."""
    _take_any_script()
    colour = False if os.environ.get("NO_COLOR") else None
    try:
        return int(inroad.main(prog_name="inroad", standalone_mode=False, color=colour) or 0)
    except InroadError as error:
        _tell(error)
        return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)
    except click.ClickException as error:
        _tell_usage(error)
        return error.exit_code
    except click.Abort as stop:
        _tell_end("Stopped", "Stopped.")
        return INTERRUPTED if isinstance(stop.__context__, KeyboardInterrupt) else 1
    except Exception as error:  # noqa: BLE001  a traceback would show what was worked on
        return _tell_failure(error)


def _take_any_script() -> None:
    """Names in a script that the output's encoding lacks are escaped, as on Windows in a pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell(error: InroadError) -> None:
    choices = error.choices if isinstance(error, Ambiguous) else ()
    faults = error.faults if isinstance(error, BadInput) else ()
    if _wants_json():
        _tell_json(type(error).__name__, str(error), choices, faults)
        return
    say(f"inroad: {error}", err=True)
    for line in (*choices, *faults):
        say(f"  {line}", err=True)


def _tell_usage(error: click.ClickException) -> None:
    if _wants_json():
        _tell_json("Usage", error.format_message(), (), ())
    else:
        error.show()


def _tell_end(kind: str, message: str) -> None:
    if _wants_json():
        _tell_json(kind, message.removeprefix("inroad: "), (), ())
    else:
        say(message, err=True)


def _tell_failure(error: Exception) -> int:
    """What nobody asked for: a machine at its end, or a fault of ours."""
    match error:
        case MemoryError():
            _tell_end("MemoryError", "inroad: This takes more memory than there is; try less.")
        case OSError():  # a full disk, say; what the store acknowledged is kept
            _tell_end("OSError", f"inroad: {error.strerror or error}.")
        case _:
            return _tell_fault(error)
    return 1


def _tell_fault(error: Exception) -> int:
    from api.cli.faults import FAULT, fault_lines

    told, *steps = fault_lines(error)
    if _wants_json():
        _tell_json("Fault", told, (), steps)
    else:
        say(f"inroad: {told}", err=True)
        for line in steps:
            say(f"  {line}", err=True)
    return FAULT


def _wants_json() -> bool:
    return "--json" in sys.argv


def _tell_json(kind: str, message: str, choices: Sequence[str], faults: Sequence[str]) -> None:
    told = {"kind": kind, "message": message, "choices": choices, "faults": faults}
    click.echo(to_json({"error": told}), err=True)
