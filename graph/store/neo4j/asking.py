"""Putting questions to a server inside a transaction, and sending it rows."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from neo4j import ManagedTransaction

TOGETHER = 5_000
"""So many rows go to the server at once: it works on them while the next are made ready."""


def asked(tx: ManagedTransaction, query: str, **given: object) -> list[Any]:
    """All rows that answer a query."""
    return list(tx.run(query, given).values())


def asked_of(
    tx: ManagedTransaction, query: str, rows: Iterable[object], **given: object
) -> Iterator[Any]:
    """All rows that answer a query on rows, some thousands at a time."""
    left = iter(rows)
    while some := list(islice(left, TOGETHER)):
        yield from asked(tx, query, rows=some, **given)


def send(tx: ManagedTransaction, query: str, rows: Iterable[object], **given: object) -> None:
    """Run a query on rows, some thousands at a time."""
    left = iter(rows)
    while some := list(islice(left, TOGETHER)):
        tx.run(query, {"rows": some, **given})
