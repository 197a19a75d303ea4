"""A copy of what a server holds is a store in a file."""

from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import BadInput, StoreDamaged
from graph.store import open_store
from tests.contract.store.making import FIRST, LATER, RAVI, batch, said
from tests.neo4j_server.running import Neo4jServer


def test_a_backup_holds_the_same_and_is_never_written_over(neo4j_url: str, tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    with closing(open_store(neo4j_url)) as store:
        store.commit(FIRST)
        store.undo(store.commit(batch(said(RAVI, title="CEO"))).id, "Ann", LATER)
        store.backup(path)
        with closing(open_store(str(path))) as copied:
            assert copied.digest() == store.digest()
            assert copied.facts() == store.facts()
        with pytest.raises(BadInput, match="exists"):
            store.backup(path)
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_store_has_a_backup_too(neo4j_url: str, tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    with closing(open_store(neo4j_url)) as store:
        store.backup(path)
        with closing(open_store(str(path))) as copied:
            assert copied.facts() == store.facts()


def test_a_claim_that_is_missing_is_found(neo4j_url: str, neo4j_server: Neo4jServer) -> None:
    with closing(open_store(neo4j_url)) as store:
        store.commit(FIRST)
        store.verify()
        with neo4j_server.driver() as driver:
            driver.execute_query("MATCH (t:Touch) DETACH DELETE t")
        with pytest.raises(StoreDamaged, match="batch 1 has other claims"):
            store.verify()
