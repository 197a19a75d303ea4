"""A command that somebody else was faster than is worked out again, and nothing is lost."""

import pytest

from graph.log import Batch, BatchHeader
from graph.store.sqlite.store import SqliteStore
from tests.api.commands import done

ACME = ("--account", "Acme")
WRITES = {
    "person": ("person", "Eve", *ACME, "--new"),
    "opportunity": ("opportunity", "Acme", "Line 2", "--new"),
    "link": ("link", "Ann", "Dana"),
    "note": ("note", "Ann", "likes tea"),
    "accept": ("accept", "Ann", "--why", "she asked"),
    "dismiss": ("dismiss", "Ann", "--why", "on leave"),
    "done": ("done", "Ann", "--why", "met her"),
    "proposals": ("proposals", "Acme", "--reject", "all"),
}


BEATEN = 3


@pytest.fixture(autouse=True)
def _acme() -> None:
    """Two people, and a proposal to say of one of them that she left."""
    done("import", *ACME, stdin=b"name,title\nAnn (GONE),CFO\nDana,CEO\n")


@pytest.fixture
def faster(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody else wrote first, as often as a command was beaten by that."""
    commit, titles = SqliteStore.commit, list[str]()

    def commit_late(late: SqliteStore, batch: Batch) -> BatchHeader:
        if len(titles) < BEATEN:
            titles.append(f"Title {len(titles)}")
            with monkeypatch.context() as meanwhile:
                meanwhile.setattr(SqliteStore, "commit", commit)
                done("person", "Dana", "--title", titles[-1])
        return commit(late, batch)

    monkeypatch.setattr(SqliteStore, "commit", commit_late)
    return titles


@pytest.mark.parametrize("command", WRITES.values(), ids=WRITES)
def test_who_was_beaten_works_it_out_again(faster: list[str], command: tuple[str, ...]) -> None:
    done(*command)
    assert len(faster) == BEATEN
    dana = done("person", "Dana", "--json").json
    assert dana["facts"]["title"]["value"] == faster[-1]
    written = done("imports", "--json").json
    assert len(written) == 1 + BEATEN + 1
