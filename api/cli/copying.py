"""`inroad copy`: everything from one store to another."""

import os
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any

import click

from api.cli.output import as_json_option, show, tell_progress
from graph.analysis.phrases import counted
from graph.errors import BadInput
from graph.store import open_existing, open_store
from graph.store.copying import Copied, copy
from graph.store.neo4j.connecting import without_secrets


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@as_json_option
def copy_(source: str, target: str, as_json: bool) -> None:
    """Copy everything from one store to another: FROM and TO are paths, or neo4j://HOST.

    All that was ever written goes along, with its history. TO is empty or new, or holds a copy
    that was interrupted: then it goes on from there. At the end both are compared. Keys of
    `inroad serve` belong to a machine and are not copied: make new ones with `inroad keys add`.
    """
    source, target = (without_secrets(one, os.environ) for one in (source, target))
    with closing(open_existing(source)) as one, closing(open_store(target)) as other:
        if one.url == other.url:
            raise BadInput(f"{one.url} can't be copied to itself; name another store.")
        copied = copy(one, other, partial(tell_progress, "Batches"))
    show(as_json, lambda: _json(source, target, copied), lambda: _text(source, target, copied))


def _json(source: str, target: str, copied: Copied) -> dict[str, Any]:
    return {
        "from": source,
        "to": target,
        "batches": copied.batches,
        "before": copied.before,
        "digest": dict(copied.digest),
        "keys_copied": False,
    }


def _text(source: str, target: str, copied: Copied) -> Iterator[str]:
    before = f"; {copied.before:,} of them were there before" if copied.before else ""
    yield f"Copied {source} to {target}: {counted(copied.batches, 'batch', 'batches')}{before}."
    yield "Both hold the same. Keys for `inroad serve` are not copied: `inroad keys add`."
