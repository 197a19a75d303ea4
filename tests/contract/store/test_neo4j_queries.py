"""How often a server is asked doesn't depend on how much is held."""

from collections.abc import Callable, Iterator
from contextlib import closing

import neo4j
import pytest

from graph.log import Batch
from graph.store import Store, open_store
from tests.contract.store.making import ACME, DANA, FIRST, RAVI, batch, link, person, said, touch


@pytest.fixture
def server_store(neo4j_url: str) -> Iterator[Store]:
    store = open_store(neo4j_url)
    yield store
    store.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All queries that transactions ran."""
    run, queries = neo4j.ManagedTransaction.run, list[str]()

    def counted(
        tx: neo4j.ManagedTransaction,
        query: str,
        given: dict[str, object] | None = None,
        **more: object,
    ) -> neo4j.Result:
        queries.append(query)
        return run(tx, query, given, **more)

    monkeypatch.setattr(neo4j.ManagedTransaction, "run", counted)
    return queries


def many(number: int) -> Batch:
    """So many more people, links and touches, of the kinds that `FIRST` has."""
    ids = [f"p-{one}" for one in range(number)]
    people = [claim for id_ in ids for claim in person(id_, name=id_, email=f"{id_}@acme.example")]
    links = [link(id_, RAVI) for id_ in ids]
    return batch(*people, *links, *(touch(f"more {id_}", id_, DANA) for id_ in ids))


def read_anew(store: Store) -> object:
    """By one who remembers nothing."""
    with closing(open_store(store.url)) as other:
        return other.read_account(ACME)


READS: dict[str, Callable[[Store], object]] = {
    "an account": read_anew,
    "an account again": lambda store: store.read_account(ACME),
    "the directory": lambda store: store.read_directory(),
    "people by e-mail": lambda store: store.find("email", ["p-1@acme.example"]),
    "batches": lambda store: store.batches(ACME),
    "the version of the data": lambda store: store.data_version(),
}
MOST = {
    "an account": 19,
    "an account again": 9,
    "the directory": 21,
    "people by e-mail": 1,
    "batches": 1,
    "the version of the data": 1,
}


@pytest.mark.parametrize("read", READS)
def test_reading_more_asks_no_more(server_store: Store, asked: list[str], read: str) -> None:
    server_store.commit(FIRST)
    server_store.commit(many(2))
    asked.clear()
    READS[read](server_store)
    few = len(asked)
    server_store.commit(many(300))
    server_store.commit(batch(said(DANA, title="CFO")))
    asked.clear()
    READS[read](server_store)
    assert len(asked) == few <= MOST[read]


def test_reading_what_did_not_change_asks_one_thing(server_store: Store, asked: list[str]) -> None:
    server_store.commit(FIRST)
    before = server_store.read_account(ACME)
    asked.clear()
    assert server_store.read_account(ACME) is before
    assert len(asked) == 1


def test_a_commit_of_more_asks_no_more(server_store: Store, asked: list[str]) -> None:
    server_store.commit(many(2))
    few = len(asked)
    server_store.erase({f"p-{one}" for one in range(2)}, ())
    asked.clear()
    server_store.commit(many(1_000))
    assert len(asked) <= few + 6 <= 30
