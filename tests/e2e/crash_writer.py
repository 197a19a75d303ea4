"""What is killed in `test_crash`: a program that writes, and says what it has written."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from multiprocessing.connection import Connection

from graph.log import (
    Batch,
    BatchHeader,
    Entity,
    LinkClaim,
    Listing,
    Statement,
    TouchClaim,
)
from graph.store import Store, open_store
from graph.vocabulary import EntityKind, LinkKind, Origin

ACCOUNT = "a-acme"
NOW = datetime(2026, 3, 31, 18, tzinfo=UTC)
UNDONE = 4
"""Every so manieth batch is taken back."""


def numbered(number: int) -> Batch:
    """A batch of every kind of claim, most small, some of many pages."""
    size = 200 if number % 5 == 0 else 3
    people = [f"p-{number}-{one}" for one in range(size)]
    return Batch(
        BatchHeader(Origin.IMPORT, "Ann", NOW, "list", str(number)),
        [Entity(id_, EntityKind.PERSON, ACCOUNT) for id_ in people],
        [Statement(ACCOUNT, id_, {"name": id_, "email": f"{id_}@x.example"}) for id_ in people],
        [LinkClaim(ACCOUNT, LinkKind.REPORTS_TO, id_, people[0]) for id_ in people[1:]],
        [TouchClaim(ACCOUNT, id_, date(2026, 1, 1), None, (), (id_, people[0])) for id_ in people],
        [Listing(ACCOUNT, id_) for id_ in people],
    )


def write(path: str, acknowledged: Connection) -> None:
    """Write until killed. What `work` yields was acknowledged by the store before."""
    store = open_store(path)
    for done in work(store):
        acknowledged.send(done)


def work(store: Store) -> Iterator[tuple[int, bool]]:
    """Ids of batches, and whether they were taken back."""
    for number in count(len(store.batches())):
        written = store.commit(numbered(number))
        yield written.id, False
        if number % UNDONE == 0:
            store.undo(written.id, "Ann", NOW)
            yield written.id, True
