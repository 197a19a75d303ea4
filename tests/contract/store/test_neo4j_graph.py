"""What stands is there for whoever looks at the graph itself, and nothing else is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from neo4j.time import Date

from graph.errors import StoreDamaged, StoreUnavailable
from graph.log import AMONG, Entity, FieldValue, LinkClaim, Statement
from graph.store import Store, open_store
from graph.store.neo4j.schema import SCHEMA
from graph.vocabulary import EntityKind, LinkKind, Origin
from tests.contract.store.making import (
    ACME,
    DANA,
    FIRST,
    LATER,
    RAVI,
    batch,
    link,
    person,
    said,
    touch,
)
from tests.neo4j_server.running import Neo4jServer

Ask = Callable[[str], list[list[object]]]


@pytest.fixture
def server_store(neo4j_url: str) -> Iterator[Store]:
    store = open_store(neo4j_url)
    yield store
    store.close()


@pytest.fixture
def ask(neo4j_server: Neo4jServer) -> Iterator[Ask]:
    """What a user would see who asks the graph itself."""
    with neo4j_server.driver() as driver:
        yield lambda query: [one.values() for one in driver.execute_query(query).records]


REPORTS = "MATCH (a:Person)-[r:REPORTS_TO]->(b:Person) RETURN a.name, b.name ORDER BY a.name"
TOUCHES = "MATCH (t:Touch)-[:WITH]->(p) RETURN t.key, p.id ORDER BY t.key, p.id"
TITLE = f"MATCH (p:Person {{id: '{DANA}'}}) RETURN p.title"


def reports(probability: float | None = None, withdrawn: bool = False) -> LinkClaim:
    claim = link(DANA, RAVI, LinkKind.REPORTS_TO)
    return claim._replace(probability=probability, withdrawn=withdrawn)


def test_people_accounts_and_touches_are_nodes_with_what_is_known(
    server_store: Store, ask: Ask
) -> None:
    server_store.commit(FIRST)
    assert ask(
        "MATCH (p:Person)-[:BELONGS_TO]->(a:Account) RETURN p.name, p.email, a.name ORDER BY p.name"
    ) == [["Dana Reyes", "Dana.Reyes@acme.example", "Acme"], ["Ravi Patel", None, "Acme"]]
    assert ask(
        "MATCH (c:Colleague)<-[:BY]-(t:Touch)-[:WITH]->(p:Person)"
        " WHERE t.on = date('2026-03-01') RETURN c.name, p.name ORDER BY p.name"
    ) == [["Colin Firth", "Dana Reyes"], ["Colin Firth", "Ravi Patel"]]


def test_only_the_link_that_stands_has_its_type(server_store: Store, ask: Ask) -> None:
    server_store.commit(FIRST)
    server_store.commit(batch(reports(probability=0.5)))
    server_store.commit(batch(reports(probability=0.25)))
    stands = "MATCH ()-[r:REPORTS_TO]->() RETURN r.probability"
    assert ask(stands) == [[0.25]]
    assert ask("MATCH ()-[r:EARLIER_LINK]->() RETURN r.kind, r.probability") == [
        ["reports_to", 0.5]
    ]
    withdrawn = server_store.commit(batch(reports(withdrawn=True)))
    assert ask(REPORTS) == []
    server_store.undo(withdrawn.id, "Ann", LATER)
    assert ask(stands) == [[0.25]]


def test_an_import_hides_no_link_that_was_drawn_by_hand(server_store: Store, ask: Ask) -> None:
    server_store.commit(batch(reports(probability=0.5)))
    imported = batch(reports(withdrawn=True))
    head = replace(imported.header, origin=Origin.IMPORT)
    server_store.commit(replace(imported, header=head))
    assert ask("MATCH ()-[r:REPORTS_TO]->() RETURN r.probability") == [[0.5]]


def test_a_link_without_direction_stands_once(server_store: Store, ask: Ask) -> None:
    server_store.commit(batch(link(DANA, RAVI, LinkKind.KNOWS)))
    server_store.commit(batch(link(RAVI, DANA, LinkKind.KNOWS)))
    assert ask("MATCH (a)-[:KNOWS]->(b) RETURN a.id, b.id") == [[RAVI, DANA]]


def test_links_to_different_people_stand_side_by_side(server_store: Store, ask: Ask) -> None:
    server_store.commit(batch(link(DANA, RAVI), link(RAVI, DANA), link(DANA, "p-eva")))
    assert ask("MATCH ()-[r:INFLUENCES]->() RETURN count(r)") == [[3]]


def test_only_the_last_touch_under_a_key_is_one(server_store: Store, ask: Ask) -> None:
    server_store.commit(FIRST)
    again = server_store.commit(batch(touch("k1", RAVI), touch("k2", DANA)))
    assert ask(TOUCHES) == [["k1", RAVI], ["k2", DANA]]
    assert ask("MATCH (t:EarlierTouch) RETURN t.key") == [["k1"]]
    server_store.undo(again.id, "Ann", LATER)
    assert ask(TOUCHES) == [["k1", DANA], ["k1", RAVI]]
    server_store.commit(batch(touch("k1", withdrawn=True)))
    assert ask(TOUCHES) == []


def test_what_only_they_did_among_themselves_is_an_event(server_store: Store, ask: Ask) -> None:
    server_store.commit(batch(touch(f"{AMONG}1", DANA, RAVI, by=())))
    assert ask(TOUCHES) == []
    assert ask("MATCH (:Event)-[:WITH]->(p) RETURN count(p)") == [[2]]


def test_what_is_private_never_stands_among_the_others(server_store: Store, ask: Ask) -> None:
    secret = said(DANA, title="leaving", notes="ill")._replace(private=True)
    server_store.commit(FIRST)
    server_store.commit(batch(secret, touch("k2", DANA, note="ill")._replace(private=True)))
    assert ask(TITLE) == [[None]]
    assert ask(TOUCHES) == [["k1", DANA], ["k1", RAVI]]
    assert ask("MATCH (t:PrivateTouch) RETURN t.note") == [["ill"]]
    assert ask("MATCH (s:PrivateStatement)-[:ABOUT]->(p) RETURN p.id") == [[DANA]]


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"status_until": "2026-05-01"}, "status_until", date(2026, 5, 1)),
        ({"first_name": "Dana", "last_name": "Lee", "name": None}, "name", "Dana Lee"),
        ({"topics": ("golf", "chess")}, "topics", ["golf", "chess"]),
        ({"decision_weight": 2}, "decision_weight", 2.0),
        ({"no_field": "x"}, "no_field", None),
        ({"status_until": "soon"}, "status_until", None),
    ],
)
def test_fields_are_properties_in_types_of_their_own(
    server_store: Store, ask: Ask, fields: dict[str, FieldValue], name: str, value: object
) -> None:
    made = Entity(DANA, EntityKind.PERSON, ACME)
    server_store.commit(batch(made, Statement(ACME, DANA, fields)))
    ((held,),) = ask("MATCH (p:Person) RETURN properties(p)")
    assert isinstance(held, dict)
    found = held.get(name)
    assert (found.to_native() if isinstance(found, Date) else found) == value


def test_a_field_holds_what_stands_of_it(server_store: Store, ask: Ask) -> None:
    server_store.commit(batch(*person(DANA, title="CFO")))
    second = server_store.commit(batch(said(DANA, title="CEO")))
    imported = batch(said(DANA, title="CTO", site="Lyon"))
    server_store.commit(replace(imported, header=replace(imported.header, origin=Origin.IMPORT)))
    server_store.commit(
        batch(
            Statement(ACME, DANA, {"title": "for one deal"}, opportunity="o-1"),
            Statement(ACME, DANA, {"title": "for a while"}, valid_until=date(2026, 12, 31)),
        )
    )
    site = f"MATCH (p:Person {{id: '{DANA}'}}) RETURN p.title, p.site"
    assert ask(site) == [["CEO", "Lyon"]]
    server_store.undo(4, "Ann", LATER)
    server_store.undo(3, "Ann", LATER)
    server_store.undo(second.id, "Ann", LATER)
    assert ask(site) == [["CFO", None]]


def test_whom_nothing_names_any_more_has_no_node(server_store: Store, ask: Ask) -> None:
    server_store.commit(FIRST)
    later = server_store.commit(batch(*person("p-x", name="X"), link(DANA, "p-y")))
    assert ask("MATCH (n:Entity) WHERE n.id IN ['p-x', 'p-y'] RETURN count(n)") == [[2]]
    server_store.undo(later.id, "Ann", LATER)
    assert ask("MATCH (n:Entity) WHERE n.id IN ['p-x', 'p-y'] RETURN count(n)") == [[0]]
    server_store.erase({DANA}, ())
    assert ask(f"MATCH (n) WHERE n.id = '{DANA}' RETURN n") == []
    assert ask("MATCH (n:Handle) RETURN n") == []


def test_erasing_the_last_claim_brings_back_the_one_before(server_store: Store, ask: Ask) -> None:
    server_store.commit(batch(*person(DANA), *person(RAVI), touch("k1", RAVI)))
    server_store.commit(batch(touch("k1", DANA)))
    assert ask(TOUCHES) == [["k1", DANA]]
    server_store.erase({DANA}, ())
    assert ask(TOUCHES) == [["k1", RAVI]]


def test_each_claim_is_one_node_or_one_relationship(server_store: Store, ask: Ask) -> None:
    server_store.commit(FIRST)
    server_store.commit(batch(said(DANA, title="CFO"), link(DANA, RAVI), touch("k1", DANA)))
    claims = (
        ("MATCH ()-[r:BELONGS_TO]->() RETURN count(r)", 4),
        ("MATCH (s:Statement|PrivateStatement) RETURN count(s)", 5),
        ("MATCH ()-[r:INFLUENCES|EARLIER_LINK]->() RETURN count(r)", 2),
        ("MATCH (t:Touch|EarlierTouch|PrivateTouch|Event) RETURN count(t)", 2),
    )
    assert [ask(query) for query, _ in claims] == [[[count]] for _, count in claims]


def test_something_that_is_two_things_has_both_labels(server_store: Store, ask: Ask) -> None:
    server_store.commit(batch(*person(DANA, name="Dana")))
    second = server_store.commit(batch(Entity(DANA, EntityKind.COLLEAGUE, ACME)))
    labels = f"MATCH (n {{id: '{DANA}'}}) RETURN n:Person, n:Colleague"
    assert ask(labels) == [[True, True]]
    server_store.undo(second.id, "Ann", LATER)
    assert ask(labels) == [[True, False]]


def test_a_database_of_another_program_is_left_alone(
    neo4j_url: str, neo4j_server: Neo4jServer, ask: Ask
) -> None:

    with neo4j_server.driver() as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        driver.execute_query("CREATE (:Movie {title: 'x'})")
        with pytest.raises(StoreDamaged, match="another program"):
            open_store(neo4j_url)
        driver.execute_query("MATCH (n:Movie) DELETE n")
    again = open_store(neo4j_url)
    again.commit(FIRST)
    again.close()
    assert ask("MATCH (m:Movie) RETURN m") == []


@pytest.mark.parametrize(
    ("schema", "how"), [(SCHEMA - 1, "earlier Inroad.*inroad backup FILE"), (SCHEMA + 1, "Update")]
)
def test_a_store_of_another_version_is_left_alone(
    neo4j_url: str, server_store: Store, ask: Ask, schema: int, how: str
) -> None:
    server_store.commit(FIRST)
    ask(f"MATCH (i:Inroad {{name: 'store'}}) SET i.schema = {schema}")
    with pytest.raises(StoreUnavailable, match=how):
        open_store(neo4j_url)
    ask(f"MATCH (i:Inroad {{name: 'store'}}) SET i.schema = {SCHEMA}")
    open_store(neo4j_url).close()


def test_whoever_has_many_ids_is_found_by_each_until_that_is_undone(
    server_store: Store, ask: Ask
) -> None:
    ids = {f"external_id:system{one}": f"X{one}" for one in range(4)}
    many = server_store.commit(batch(said(DANA, email="Dana@acme.example", **ids)))
    server_store.commit(batch(said(RAVI, **{"external_id:system3": "X3"})))
    everybody = server_store.find("external_id", [f"SYSTEM{one}:x{one}" for one in range(4)])
    assert [(one.entity, one.value) for one in everybody] == [
        *((DANA, f"system{one}:X{one}") for one in range(4)),
        (RAVI, "system3:X3"),
    ]
    assert [one.entity for one in server_store.find("email", ["dana@ACME.example"])] == [DANA]
    server_store.undo(many.id, "Ann", LATER)
    assert [one.entity for one in server_store.find("external_id", ["system3:x3"])] == [RAVI]
    assert ask("MATCH (h:Handle) RETURN count(h)") == [[0]]


def test_who_waits_for_another_writer_is_told_to_try_again_and_nothing_is_written(
    server_store: Store, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_store.commit(FIRST)
    before = server_store.digest()
    with neo4j_server.driver() as driver, driver.session() as session:
        other = session.begin_transaction()
        other.run("MATCH (i:Inroad {name: 'store'}) SET i.changes = i.changes").consume()
        monkeypatch.setattr("graph.store.neo4j.server.WAIT_SECONDS", 0.5)
        with pytest.raises(StoreUnavailable, match=r"somebody else writes to it.*Try again"):
            server_store.commit(batch(said(DANA, title="CFO")))
        other.rollback()
    monkeypatch.setattr("graph.store.neo4j.server.WAIT_SECONDS", 60.0)
    assert server_store.digest() == before
    server_store.commit(batch(said(DANA, title="CFO")))
    assert server_store.digest() != before
