"""A Neo4j server behind a network that fails: an error says so soon, nothing is half done, and what
is sent again with its token is written once."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from api.http.app import create_app
from api.http.keys import KeyFile, KeyScope
from api.http.settings import HttpSettings, this_moment
from graph.errors import StoreUnavailable
from graph.log import Batch
from graph.store import Store, open_store
from graph.store.neo4j import patience
from tests.api.commands import done, inroad
from tests.api.http.client import Client
from tests.contract.store.making import ACME, DANA, FIRST, LATER, batch, person, said, touch
from tests.faults import ALL
from tests.faults.cutting_proxy import NONE, CuttingProxy, Fault, cutting
from tests.memory_store import MemoryStore

SEED = int(os.environ.get("INROAD_SEED", "1"))
CUTS = 300 if ALL else 6
COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message that commits a transaction (https://neo4j.com/docs/bolt/current)."""

SOON = 5.0
MORE = 5.0
"""Seconds that this machine may take longer than promised, as others use it too."""

PROMISED = patience.SILENCE_SECONDS
"""So long a server may be silent outside of tests."""

Act = Callable[[Store], object]


@pytest.fixture
def port(neo4j_url: str) -> int:
    """Where an empty server listens."""
    return int(neo4j_url.rpartition(":")[2])


@pytest.fixture
def proxy(port: int) -> Iterator[CuttingProxy]:
    with cutting(port) as proxy:
        yield proxy


@pytest.fixture
def store(proxy: CuttingProxy) -> Iterator[Store]:
    """Behind the proxy."""
    with closing(open_store(url_of(proxy.port))) as store:
        yield store
        proxy.fault = NONE


@pytest.fixture
def direct(port: int, store: Store) -> Iterator[Store]:
    """The same, without the proxy."""
    assert store.url
    with closing(open_store(url_of(port))) as direct:
        yield direct


@contextmanager
def as_promised() -> Iterator[None]:
    """What is done within waits no longer for the server than outside of tests."""
    patience.SILENCE_SECONDS, before = PROMISED, patience.SILENCE_SECONDS
    try:
        yield
    finally:
        patience.SILENCE_SECONDS = before


def url_of(port: int) -> str:
    return f"bolt://127.0.0.1:{port}"


@dataclass(slots=True)
class Told:
    """What came of an act: nothing, where it said that it was done."""

    error: str
    seconds: float


def told(act: Act, store: Store) -> Told:
    began = monotonic()
    try:
        act(store)
    except StoreUnavailable as error:
        return Told(str(error), monotonic() - began)
    return Told("", monotonic() - began)


READS: dict[str, Act] = {
    "read an account": lambda store: store.read_account(ACME),
    "read all accounts": lambda store: store.read_directory(),
    "find": lambda store: store.find("email", ["dana.reyes@acme.example"]),
    "list batches": lambda store: store.batches(),
    "look for changes": lambda store: store.data_version(),
    "look for a token": lambda store: store.written_under("first"),
    "who was erased": lambda store: store.erased(),
    "facts": lambda store: store.facts(),
    "digest": lambda store: store.digest(),
    "a batch": lambda store: store.read_batch(1),
}
WRITES: dict[str, Act] = {
    "undo": lambda store: store.undo(1, "Ann", LATER),
    "commit": lambda store: store.commit(replace(batch(said(DANA, title="CFO")), token="again")),
    "erase": lambda store: store.erase({DANA}, {"ab" * 32}),
    "try a write": lambda store: store.try_write(),
    "take over facts": lambda store: store.adopt_facts(store.facts()),
}


def down(proxy: CuttingProxy) -> None:
    proxy.refuse()


def stalled(proxy: CuttingProxy) -> None:
    proxy.fault = Fault(stalls=True)


def slow(proxy: CuttingProxy) -> None:
    proxy.fault = Fault(delay=3)


@pytest.mark.parametrize("fault", [down, stalled, slow])
def test_each_act_says_within_seconds_that_the_server_is_not_there(
    store: Store, direct: Store, proxy: CuttingProxy, fault: Callable[[CuttingProxy], None]
) -> None:
    store.commit(replace(FIRST, token="first"))
    before = direct.digest()
    fault(proxy)
    acts = READS | WRITES
    with as_promised(), ThreadPoolExecutor(len(acts)) as pool:
        found = list(pool.map(lambda act: told(act, store), acts.values()))
    for name, one in zip(acts, found, strict=True):
        assert "can't be reached, and nothing was written" in one.error, name
        assert one.seconds < SOON + MORE, name
    proxy.refuse()
    proxy.fault = NONE
    proxy.listen()
    assert store.digest() == direct.digest() == before
    for act in acts.values():
        act(store)


def change(token: str, version: int) -> Batch:
    """Somebody new, something said and a touch, worked out from a version of the account."""
    claims = (*person(f"p-{token}", name=token), said(DANA, notes=token), touch(token, DANA))
    return replace(batch(*claims, token=token), based_on={ACME: version})


@dataclass(slots=True)
class Program:
    """Writes through a network that is cut, and knows what has to be there."""

    store: Store
    direct: Store
    proxy: CuttingProxy
    rng: Random
    model: MemoryStore = field(default_factory=MemoryStore)
    cuts: int = 0
    errors: int = 0

    def be_ready(self) -> None:
        """Have the server plan our queries, which takes seconds the first time."""
        for one in (self.store, self.model):
            one.commit(replace(FIRST, token="first"))
            one.undo(one.commit(change("t0", 1)).id, "Ann", LATER)

    def step(self, number: int) -> None:
        """One act that is cut somewhere, and repeated until it is done."""
        if number % 5 == 0:
            self.undo()
        else:
            self.commit(number)
        assert self.direct.batches() == self.model.batches()

    def commit(self, number: int) -> None:
        new = change(token := f"t{number}", self.model.read_account(ACME).version)
        with self.cut():
            first = told(lambda store: store.commit(new), self.store)
        self.check(first, self.direct.written_under(token) is not None)
        assert self.store.commit(new) == self.store.commit(new) == self.model.commit(new)

    def undo(self) -> None:
        newest = next(one for one in self.model.batches() if one.undone_at is None)
        with self.cut():
            first = told(lambda store: store.undo(newest.id, "Ann", LATER), self.store)
        there = {one.id: one for one in self.direct.batches()}
        self.check(first, there[newest.id].undone_at is not None)
        if there[newest.id].undone_at is None:
            self.store.undo(newest.id, "Ann", LATER)
        self.model.undo(newest.id, "Ann", LATER)

    def check(self, first: Told, is_done: bool) -> None:
        """Whoever was told something was told the truth."""
        assert is_done or first.error
        assert not (is_done and "nothing was written" in first.error)
        self.errors += bool(first.error)

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Somewhere in what is done within, or not at all where that was over before."""
        before = self.proxy.cuts
        self.proxy.fault = self.any_fault()
        try:
            with as_promised():
                yield
        finally:
            self.proxy.fault = NONE
            self.proxy.listen()
            self.cuts += self.proxy.cuts - before

    def any_fault(self) -> Fault:
        gone, bytes_ = self.rng.random() < 0.2, self.rng.randrange(3_000)
        return self.rng.choice(
            [
                Fault(up=bytes_, gone=gone),
                Fault(down=bytes_ // 4, gone=gone),
                Fault(lose_request=COMMIT, gone=gone),
                Fault(lose_reply=COMMIT, gone=gone),
                Fault(lose_reply=COMMIT, gone=gone),
            ]
        )


def test_whatever_is_cut_is_told_truly_and_written_once(
    store: Store, direct: Store, proxy: CuttingProxy
) -> None:
    program = Program(store, direct, proxy, Random(SEED))
    program.be_ready()
    for number in count(1):
        program.step(number)
        if program.cuts >= CUTS:
            break
    assert program.errors
    assert direct.digest() == program.model.digest()
    direct.verify()


def test_a_lost_answer_to_a_commit_is_settled_by_its_operation(
    store: Store, direct: Store, proxy: CuttingProxy
) -> None:
    for number, fault in enumerate((Fault(lose_reply=COMMIT), Fault(lose_request=COMMIT)), 1):
        proxy.fault = fault
        assert store.commit(FIRST).id == number
        assert proxy.cuts == number
        assert [one.id for one in direct.batches()] == [*range(number, 0, -1)]


def test_where_the_server_is_gone_after_the_commit_nobody_says_that_nothing_was_written(
    store: Store, direct: Store, proxy: CuttingProxy
) -> None:
    proxy.fault = Fault(lose_reply=COMMIT, gone=True)
    with pytest.raises(StoreUnavailable, match="it isn't known whether"):
        store.commit(replace(FIRST, token="first"))
    assert direct.written_under("first") is not None
    proxy.listen()
    assert store.commit(replace(FIRST, token="first")).id == 1
    assert len(direct.batches()) == 1


def test_the_command_line_ends_with_4_and_says_what_to_do(proxy: CuttingProxy) -> None:
    url = url_of(proxy.port)
    done("--store", url, "account", "Acme", "--new")
    proxy.refuse()
    for command in (["people", "Acme"], ["person", "Ann", "-a", "Acme", "--new"], ["serve"]):
        result = inroad("--store", url, *command)
        assert (result.code, result.out) == (4, "")
        assert result.err.startswith(
            f"inroad: {url}/neo4j can't be reached, and nothing was written"
        )
        assert result.err.count("\n") == 1
    proxy.listen()
    assert done("--store", url, "people", "Acme", "--json").json == []


REQUESTS = [
    (fault, request)
    for fault in (down, stalled)
    for request in (
        ("GET", "/v1/accounts/Acme/people", None),
        ("POST", "/v1/accounts/Acme/people", {"name": "Ann"}),
        ("GET", "/v1/accounts/Acme/next", None),
        ("GET", "/readyz", None),
    )
]


def test_over_http_it_is_a_503_that_says_when_to_try_again(
    proxy: CuttingProxy, tmp_path: Path
) -> None:
    keys = KeyFile(tmp_path / "keys.json")
    key = keys.add("tool", KeyScope.ADMIN, this_moment(), None)[1]
    settings = HttpSettings(url_of(proxy.port), keys.path)
    with closing(Client(create_app(settings), {"Authorization": f"Bearer {key}"})) as api:
        assert api.post("/v1/accounts", json={"name": "Acme"}).status_code == 201
        for fault, (method, path, body) in REQUESTS if ALL else REQUESTS[::5]:
            fault(proxy)
            began = monotonic()
            with as_promised():
                answer = api.request(method, path, json=body)
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert int(answer.headers["retry-after"]) > 0
            assert monotonic() - began < SOON + MORE
            proxy.refuse()
            proxy.fault = NONE
            proxy.listen()
        people = api.get("/v1/accounts/Acme/people").json()["items"]
    assert people == []
