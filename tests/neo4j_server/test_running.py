"""The server that other tests run on."""

from tests.neo4j_server.assembling import VERSION
from tests.neo4j_server.running import Neo4jServer, is_named


def test_the_server_answers_and_is_the_one_that_was_assembled(neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver:
        found = driver.execute_query("CALL dbms.components() YIELD versions, edition").records
    assert is_named() or found[0].values() == [[VERSION], "community"]
