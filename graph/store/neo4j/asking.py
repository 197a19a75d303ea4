"""Putting questions to a server inside a transaction, and sending it rows."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from neo4j import ManagedTransaction

T = TypeVar("T")

TOGETHER = 5_000
"""So many rows go to the server at once. It works on them while the next are made ready, where the
query returns something (a count will do): one that returns nothing is waited for."""


def asked(tx: ManagedTransaction, query: str, **given: object) -> list[Any]:
    """All rows that answer a query."""
    return list(tx.run(query, given).values())


def asked_of(
    tx: ManagedTransaction, query: str, rows: Iterable[object], **given: object
) -> Iterator[Any]:
    """All rows that answer a query on rows, some thousands at a time."""
    for some in parts(rows):
        yield from asked(tx, query, rows=some, **given)


def send(tx: ManagedTransaction, query: str, rows: Iterable[object], **given: object) -> None:
    """Run a query on rows, some thousands at a time."""
    for some in parts(rows):
        tx.run(query, {"rows": some, **given})


def parts(rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows as they go to the server together."""
    left = iter(rows)
    while some := list(islice(left, TOGETHER)):
        yield some


def under(rows: Iterable[tuple[str, T]]) -> list[tuple[str, list[T]]]:
    """Rows, sorted by whom they are about, under each of these: whom the server has to find
    once."""
    return [(id_, [row for _, row in several]) for id_, several in groupby(rows, itemgetter(0))]
