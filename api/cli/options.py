"""Options that several commands share."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import click

from api.cli.session import Session
from graph.errors import BadInput
from graph.log import FieldValue
from graph.planning.adding import named
from graph.planning.recording import By
from graph.planning.typed import day

Command = Callable[..., None]
Option = Callable[[Command], Command]

account_option = click.option("--account", "-a", metavar="NAME", help="The account, by name or id.")
as_of_option = click.option("--as-of", metavar="DATE", help="Nothing after this moment counts.")
horizon_option = click.option(
    "--horizon",
    type=float,
    metavar="DAYS",
    help="How far ahead, where mails among their own people are known; 30 unless set.",
)
yes_option = click.option("--yes", is_flag=True, help="Don't ask.")


def whole_option(name: str, default: int, text: str, most: int, least: int = 0) -> Option:
    """An option that takes a whole number from `least` to `most`."""

    def check(_: click.Context, option: click.Parameter, value: int) -> int:
        if not least <= value <= most:
            raise click.BadParameter(f"{value} is not between {least} and {most:,}.", param=option)
        return value

    return click.option(
        name, default=default, callback=check, metavar="N", show_default=True, help=text
    )


def limit_option(default: int, what: str, least: int = 0) -> Option:
    """--limit N: how many of `what`."""
    return whole_option("--limit", default, f"How many {what}.", 100_000, least)


seed_option = whole_option("--seed", 1, "Same seed, same answer.", 2**63 - 1)


def word_option(name: str, words: Iterable[str], default: str | None = None) -> Option:
    """An option that takes one word of the vocabulary, however it is spelt."""
    text = ", ".join(words)
    return click.option(
        name, metavar="WORD", default=default, show_default=default is not None, help=text
    )


def text_option(name: str, help_: str, metavar: str = "TEXT") -> Option:
    """An option that takes free text, a name or a day."""
    return click.option(name, metavar=metavar, help=help_)


def source_options(command: Command) -> Command:
    """--said-by, --evidence."""
    evidence = click.option("--evidence", metavar="TEXT", help="What shows it.")
    return click.option("--said-by", metavar="NAME", help="Who said it, if not you.")(
        evidence(command)
    )


def provenance_options(command: Command) -> Command:
    """--said-by, --evidence, --on, --until."""
    for option in reversed(
        (
            source_options,
            click.option("--on", "since", metavar="DATE", help="Since when; left out: undated."),
            click.option("--until", metavar="DATE", help="Until when it holds."),
        )
    ):
        command = option(command)
    return command


private_option = click.option("--private", is_flag=True, help="For your eyes only.")


def by(session: Session, given: dict[str, Any]) -> By:
    """Who writes, from the options above, which are taken out of `given`.

    Raises BadInput where --until is before --on.
    """
    since, until = day(given.pop("since")), day(given.pop("until"))
    if since and until and until < since:
        raise BadInput(f"It can't hold from {since} until {until}, which is earlier.")
    return replace(
        By(session.author, session.now),
        said_by=given.pop("said_by"),
        evidence=given.pop("evidence"),
        valid_from=since,
        valid_until=until,
        private=given.pop("private", False),
    )


def set_option(command: Command) -> Command:
    """--set FIELD=VALUE for any field, several times."""
    return click.option(
        "--set", "assignments", multiple=True, metavar="FIELD=VALUE", help="Set any field."
    )(command)


def said(given: dict[str, Any]) -> dict[str, FieldValue]:
    """The fields that are given by --set or by an option of their own.

    Raises BadInput for a --set without "=", and for an empty name.
    """
    fields = assigned(given.pop("assignments"))
    return named(fields | {name: value for name, value in given.items() if value is not None})


def assigned(assignments: Iterable[str]) -> dict[str, FieldValue]:
    """Fields from FIELD=VALUE. Raises BadInput where "=" is missing."""
    pairs = [one.partition("=") for one in assignments]
    for name, sign, _ in pairs:
        if not sign:
            raise BadInput(f"--set {name}: write it as FIELD=VALUE.")
    return {name.strip(): value.strip() for name, _, value in pairs}
