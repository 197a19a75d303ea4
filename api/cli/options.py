"""Options that several commands share."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import click

from api.cli.session import Session, day
from graph.errors import BadInput
from graph.log import FieldValue
from graph.planning.recording import By

Command = Callable[..., None]

account_option = click.option("--account", "-a", metavar="NAME", help="The account, by name or id.")


def provenance_options(command: Command) -> Command:
    """--said-by, --evidence, --on, --until, --for, --private."""
    for option in reversed(
        (
            click.option("--said-by", metavar="NAME", help="Who said it, if not you."),
            click.option("--evidence", metavar="TEXT", help="What shows it."),
            click.option("--on", "since", metavar="DATE", help="Since when; left out: undated."),
            click.option("--until", metavar="DATE", help="Until when it holds."),
            click.option("--private", is_flag=True, help="For your eyes only."),
        )
    ):
        command = option(command)
    return command


def by(session: Session, given: dict[str, Any]) -> By:
    """Who writes, from the options above, which are taken out of `given`."""
    return replace(
        By(session.author, session.now),
        said_by=given.pop("said_by"),
        evidence=given.pop("evidence"),
        valid_from=day(given.pop("since")),
        valid_until=day(given.pop("until")),
        private=given.pop("private"),
    )


def set_option(command: Command) -> Command:
    """--set FIELD=VALUE for any field, several times."""
    return click.option(
        "--set", "assignments", multiple=True, metavar="FIELD=VALUE", help="Set any field."
    )(command)


def assigned(assignments: Iterable[str]) -> dict[str, FieldValue]:
    """Fields from FIELD=VALUE. Raises BadInput where "=" is missing."""
    pairs = [one.partition("=") for one in assignments]
    for name, sign, _ in pairs:
        if not sign:
            raise BadInput(f"--set {name}: write it as FIELD=VALUE.")
    return {name.strip(): value.strip() for name, _, value in pairs}


def given_fields(given: dict[str, Any]) -> dict[str, FieldValue]:
    """The options of which a value was given, as fields."""
    return {name: value for name, value in given.items() if value is not None}


def numbered(given: Iterable[str], default: float = 1.0) -> dict[str, float]:
    """PERSON[=NUMBER], several times, as a mapping. Raises BadInput for what isn't a number."""
    found = {}
    for one in given:
        name, sign, number = one.rpartition("=") if "=" in one else (one, "", "")
        try:
            found[name.strip()] = float(number) if sign else default
        except ValueError:
            raise BadInput(f"{one!r}: {number!r} is not a number.") from None
    return found
