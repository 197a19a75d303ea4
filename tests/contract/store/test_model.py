"""Any history of commits, undos and erasures: a store does what the model in memory does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from graph.errors import InroadError
from graph.log import OURS, Batch, Entity, LinkClaim, Listing, Statement, TouchClaim
from graph.store import Store, open_store
from graph.vocabulary import EntityKind, LinkKind
from tests.contract.store.making import LATER, header
from tests.memory_store import MemoryStore
from tests.neo4j_server.running import Neo4jServer

ACCOUNTS = ("a-1", "a-2", OURS)
IDS = ("p-1", "p-2", "p-3", "c-1", "n-1", "a-1")
texts = st.text(max_size=8) | st.sampled_from(["Dana Reyes", *IDS])
ids, accounts = st.sampled_from(IDS), st.sampled_from(ACCOUNTS)
several = st.lists(ids, max_size=3).map(tuple)
values = texts | st.none() | st.booleans() | st.floats(0, 1e9) | st.lists(texts, max_size=2)
names = st.sampled_from(["name", "email", "external_id:hr", "about", "person", "topics"])
days = st.dates(date(2025, 1, 1), date(2026, 12, 31)) | st.none()
entities = st.builds(Entity, ids, st.sampled_from(EntityKind), accounts)
statements = st.builds(
    Statement,
    accounts,
    ids,
    st.dictionaries(names, values, max_size=3),
    texts | st.none(),
    texts | st.none(),
    days,
    days,
    st.none(),
    st.booleans(),
)
links = st.builds(
    LinkClaim,
    accounts,
    st.sampled_from([LinkKind.KNOWS, LinkKind.INFLUENCES]),
    ids,
    ids,
    st.floats(0, 1) | st.none(),
)
touches = st.builds(
    TouchClaim,
    accounts,
    st.sampled_from(["k1", "k2", "k3"]),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.times() | st.none(),
    several,
    several,
    note=texts | st.none(),
    details=st.none() | st.dictionaries(st.sampled_from(["learned"]), texts),
)
claims = st.builds(
    Batch,
    st.just(header()),
    st.lists(entities, max_size=3),
    st.lists(statements, max_size=3),
    st.lists(links, max_size=2),
    st.lists(touches, max_size=2),
    st.lists(st.builds(Listing, accounts, ids), max_size=2),
)


def outcome(work: Callable[[], object]) -> object:
    """What came of it, or what was said against it; of several texts that can't be kept each
    store may name another."""
    try:
        return work()
    except InroadError as refusal:
        return type(refusal), str(refusal).partition(", a NUL or half of a surrogate pair:")[0]


def _commit(batch: Batch, store: Store) -> object:
    return store.commit(batch)


class SameAsTheModel(RuleBasedStateMachine):
    """SQLite beside the model, given the same."""

    def __init__(self) -> None:
        super().__init__()
        self.url = self.new_url()
        self.store: Store = open_store(self.url)
        self.model = MemoryStore()

    def new_url(self) -> str:
        """Of an empty store."""
        self.folder = TemporaryDirectory()
        return f"sqlite:{Path(self.folder.name) / 'store.db'}"

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def same(self, work: Callable[[Store], object]) -> None:
        assert outcome(lambda: work(self.store)) == outcome(lambda: work(self.model))

    @rule(several=st.lists(claims, min_size=1, max_size=4))
    def commit(self, several: list[Batch]) -> None:
        for batch in several:
            self.same(partial(_commit, batch))

    @rule(batch=claims, account=accounts, version=st.integers(0, 3), token=st.sampled_from("ab"))
    def commit_on(self, batch: Batch, account: str, version: int, token: str) -> None:
        careful = replace(batch, based_on={account: version}, token=token)
        self.same(lambda store: store.commit(careful))

    @precondition(lambda self: self.model.batches())
    @rule(which=st.integers(0, 100))
    def undo(self, which: int) -> None:
        batch = 1 + which % len(self.model.batches())
        self.same(lambda store: store.undo(batch, "Ann", LATER))

    @precondition(lambda self: len(self.model.batches()) > 3)
    @rule(who=st.sets(ids, min_size=1, max_size=2), digests=st.sets(st.sampled_from("ab")))
    def erase(self, who: set[str], digests: set[str]) -> None:
        self.same(lambda store: store.erase(who, digests))

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = open_store(self.url)

    @rule(emails=st.lists(texts, max_size=3))
    def find(self, emails: list[str]) -> None:
        self.same(lambda store: set(store.find("email", emails)))
        self.same(lambda store: set(store.find("external_id", [f"hr:{one}" for one in emails])))

    @invariant()
    def reads_alike(self) -> None:
        assert self.store.batches() == self.model.batches()
        assert self.store.digest() == self.model.digest()
        for account in ACCOUNTS:
            assert self.store.read_account(account) == self.model.read_account(account)
            assert self.store.batches(account) == self.model.batches(account)

    @invariant()
    def is_whole(self) -> None:
        self.store.verify()


SameAsTheModel.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestSameAsTheModel = SameAsTheModel.TestCase


class OnNeo4j(SameAsTheModel):
    """Neo4j beside the model, given the same."""

    server: ClassVar[Neo4jServer]

    def new_url(self) -> str:
        self.server.empty()
        return self.server.uri

    def teardown(self) -> None:
        self.store.close()


@pytest.mark.usefixtures("neo4j_url")
def test_a_server_does_what_the_model_does(neo4j_server: Neo4jServer) -> None:
    OnNeo4j.server = neo4j_server
    given = settings(max_examples=4, stateful_step_count=10, deadline=None)
    run_state_machine_as_test(OnNeo4j, settings=given)
