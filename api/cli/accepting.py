"""--accept and --reject: deciding several things that were proposed, in one batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import click

from graph.errors import BadInput
from graph.log import BatchHeader
from graph.planning.proposals import Decided, each_once
from graph.planning.retrying import until_written

ALL = "all"


def deciding_options(command: Callable[..., None]) -> Callable[..., None]:
    """--accept and --reject, each several times, and --why."""
    for option in reversed(
        (
            click.option(
                "--accept", multiple=True, metavar="ID", help="Take it as said; “all”: each listed."
            ),
            click.option(
                "--reject", multiple=True, metavar="ID", help="Turn it down; “all”: each listed."
            ),
            click.option("--why", default="", metavar="TEXT", help="Why it is turned down."),
        )
    ):
        command = option(command)
    return command


def decide_named(
    given: Mapping[str, Any],
    every: Sequence[str],
    texts: Mapping[str, str],
    decide: Callable[[Decided], BatchHeader],
) -> Iterator[str]:
    """Decide what the options name, by id or all of `every`, and say it line by line.

    `texts`: what each asks, by id. Raises BadInput where all are accepted and rejected.
    """
    if ALL in given["accept"] and ALL in given["reject"]:
        raise BadInput("Accept all or reject all, not both.")
    accepted = _named(given["accept"], every, given["reject"])
    rejected = _named(given["reject"], every, given["accept"])
    if not accepted and not rejected:
        return
    batch = until_written(lambda: decide(Decided(accepted, rejected, given["why"]))).id
    yield from (f"Accepted: {texts[one]}" for one in accepted)
    yield from (f"Rejected: {texts[one]}" for one in rejected)
    together = "it" if len(accepted) + len(rejected) == 1 else "all of it"
    yield f"Take {together} back with `inroad imports undo {batch}`."


def _named(ids: Sequence[str], every: Sequence[str], others: Sequence[str]) -> list[str]:
    """The ids, each once; "all" is every one that the other option doesn't name."""
    if ALL in ids:
        return [one for one in every if one not in others]
    return each_once(ids)
