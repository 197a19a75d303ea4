"""What the store on a Neo4j server takes, beside the plain driver on the same server.

    python -m tests.benchmarks.neo4j [--people N]

Writes 50,000 people, 150,000 links and 500,000 touches (fewer with `--people`, in the same
proportions) from claims that are ready, beside the driver's best batches of `UNWIND` of the same
rows into the plainest graph that holds them. Then reads an account of 500 people, 1,500 links and
5,000 touches, beside the one query that gives all of it. By turns; the best of each is taken.

The plain graph has no provenance, no history and no way to take anything back. It is written by
rows that are ready, in transactions of as many rows as go fastest; ours is one transaction.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from random import Random
from time import perf_counter

from neo4j import Driver, Session

from graph.log import Batch, LinkClaim
from graph.store import open_store
from graph.vocabulary import LinkKind
from tests.benchmarks.loading import world
from tests.benchmarks.ranking import Figure
from tests.neo4j_server.running import PASSWORD, USERNAME, Neo4jServer, own_server

HEAP, PAGE_CACHE = "14g", "1g"
"""What the full size takes at its most is in one transaction; with a heap of 10 GB the server
spends a seventh of the time looking for room."""

TOGETHER = 10_000
CONSTRAINTS = (
    "CREATE CONSTRAINT person IF NOT EXISTS FOR (n:PlainPerson) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT colleague IF NOT EXISTS FOR (n:PlainColleague) REQUIRE n.id IS UNIQUE",
    "CALL db.awaitIndexes()",
)
COLLEAGUES = "UNWIND $rows AS row CREATE (:PlainColleague {id: row[0]})"
PEOPLE = (
    "UNWIND $rows AS row CREATE (:PlainPerson {id: row[0], external_id: row[1],"
    " first_name: row[2], last_name: row[3], email: row[4], title: row[5], department: row[6],"
    " site: row[7], phone: row[8]})"
)
LINKS = (
    "UNWIND $rows AS row MATCH (s:PlainPerson {id: row[0]}) MATCH (t:PlainPerson {id: row[1]})"
    " CREATE (s)-[:PLAIN_INFLUENCES {probability: row[2], strength: row[3]}]->(t)"
)
TOUCHES = (
    "UNWIND $rows AS row MATCH (p:PlainPerson {id: row[0]}) MATCH (c:PlainColleague {id: row[1]})"
    " CREATE (t:PlainTouch {key: row[2], on: row[3], channel: row[4], direction: row[5],"
    " intent: row[6], outcome: row[7], reason: row[8], note: row[9]})"
    " CREATE (t)-[:WITH]->(p) CREATE (t)-[:BY]->(c)"
)
READ = (
    "MATCH (p:PlainPerson) RETURN p,"
    " [(p)-[r:PLAIN_INFLUENCES]->(q) | [q.id, r.probability, r.strength]],"
    " [(p)<-[:WITH]-(t:PlainTouch)-[:BY]->(c) | [t, c.id]]"
)

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Plain:
    """The same rows as a batch, ready for the driver."""

    colleagues: Rows
    people: Rows
    links: Rows
    touches: Rows


def linked(people: int, touches: int) -> Batch:
    """An account of some people, three links each, and touches."""
    batch, rng = world(people, touches), Random(2)
    account, ids = batch.entities[0].id, [said.entity for said in batch.statements]
    pairs = (rng.sample(ids, 2) for _ in range(3 * people))
    links = [
        LinkClaim(account, LinkKind.INFLUENCES, source, target, 0.3) for source, target in pairs
    ]
    return replace(batch, links=links)


def plain(batch: Batch) -> Plain:
    """Texts that are nothing else, as somebody would have them who never met our claims."""
    return Plain(
        [(id_,) for id_ in sorted({one.colleagues[0] for one in batch.touches})],
        [(said.entity, *said.fields.values()) for said in batch.statements],
        [(one.source, one.target, one.probability, str(one.strength)) for one in batch.links],
        [
            (one.people[0], one.colleagues[0], one.key, one.on, *map(str, one[6:10]), *one[10:12])
            for one in batch.touches
        ],
    )


def parts(rows: Rows) -> Iterator[Rows]:
    return (rows[start : start + TOGETHER] for start in range(0, len(rows), TOGETHER))


def write_plainly(session: Session, given: Plain) -> None:
    for query, rows in (
        (COLLEAGUES, given.colleagues),
        (PEOPLE, given.people),
        (LINKS, given.links),
        (TOUCHES, given.touches),
    ):
        for part in parts(rows):
            session.run(query, rows=part).consume()


def read_plainly(session: Session) -> int:
    """All that there is, in the driver's own values."""
    return len(session.run(READ).values())


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def forget(driver: Driver) -> None:
    """Empty the database, some thousands at a time."""
    with driver.session() as session:
        for query in (
            "MATCH (n) WHERE NOT n:Inroad CALL (n) { DETACH DELETE n }"
            " IN TRANSACTIONS OF 10000 ROWS",
            "MATCH (i:Inroad {name: 'store'}) SET i.batches = 0",
        ):
            session.run(query).consume()


def writing(server: Neo4jServer, people: int, runs: int) -> Iterator[Figure]:
    batch = linked(people, people * 10)
    given = plain(batch)
    with server.driver() as driver, driver.session() as session:
        least: list[float] = []
        ours: list[float] = []
        for _ in range(runs):
            least.append(seconds(lambda: write_plainly(session, given)))
            forget(driver)
            with closing(open_store(server.uri)) as store:
                ours.append(seconds(lambda: store.commit(batch)))
            forget(driver)
    yield Figure("the plain driver's UNWIND, rows ready", min(least), "s")
    yield Figure("our store, claims ready", min(ours), "s")
    yield Figure("as long", min(ours) / min(least), "×", 1.3)


def reading(server: Neo4jServer, times: int) -> Iterator[Figure]:
    batch = linked(500, 5_000)
    account = batch.entities[0].id
    with server.driver() as driver, driver.session() as session:
        write_plainly(session, plain(batch))
        with closing(open_store(server.uri)) as store:
            store.commit(batch)
        assert read_plainly(session) == 500
        several = [
            (seconds(lambda: read_plainly(session)), *read_twice(server, account))
            for _ in range(times)
        ]
        forget(driver)
    least, ours, again = (min(one) for one in zip(*several, strict=True))
    yield Figure("the one query for 500 people with all of theirs", least * 1_000, "ms")
    yield Figure("our store reading them", ours * 1_000, "ms")
    yield Figure("as long", ours / least, "×", 1.5)
    yield Figure("our store where nothing changed since", again * 1_000, "ms")


def read_twice(server: Neo4jServer, account: str) -> tuple[float, float]:
    """Seconds that a store takes which remembers nothing yet, and then once more."""
    with closing(open_store(server.uri)) as store:
        first = seconds(lambda: store.read_account(account))
        assert len(store.read_account(account).touches) == 5_000
        return first, seconds(lambda: store.read_account(account))


def main() -> int:
    """Print every figure; 1 where one misses its bound."""
    parser = argparse.ArgumentParser(description="The store on a Neo4j server.")
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=2)
    given = parser.parse_args()
    missed = 0
    with own_server(HEAP, f"-Xms{HEAP}", page_cache=PAGE_CACHE) as own:
        os.environ |= {"NEO4J_USERNAME": USERNAME, "NEO4J_PASSWORD": PASSWORD}
        server = Neo4jServer(own.uri, USERNAME, PASSWORD)
        with closing(open_store(server.uri)), server.driver() as driver:
            for constraint in CONSTRAINTS:
                driver.execute_query(constraint)
        for figures in (reading(server, 40), writing(server, given.people, given.runs)):
            for figure in figures:
                print(figure, flush=True)
                missed += not figure.holds
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
