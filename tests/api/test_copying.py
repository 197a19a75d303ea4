"""`inroad copy`: from one store to another on the command line."""

from pathlib import Path

import pytest

from tests.api.commands import done, inroad


@pytest.fixture
def filled(tmp_path: Path) -> str:
    """A store with an account and three people."""
    store = str(tmp_path / "filled.db")
    done("--store", store, "account", "Acme", "--new")
    for name in ("Ann Lee", "Ravi Patel", "Mei Tan"):
        done("--store", store, "person", name, "--account", "Acme", "--new")
    done("--store", store, "imports", "undo", "4")
    return store


def test_a_copy_holds_the_same_and_says_what_it_does_not_hold(filled: str, tmp_path: Path) -> None:
    target = str(tmp_path / "copy.db")
    told = done("copy", filled, target)
    assert told.out.splitlines() == [
        f"Copied {filled} to {target}: 4 batches.",
        "Both hold the same. Keys for `inroad serve` are not copied: `inroad keys add`.",
    ]
    assert told.err == ""
    for command in (["verify", "--json"], ["imports", "--json"], ["people", "Acme", "--json"]):
        here, there = (done("--store", store, *command).json for store in (filled, target))
        assert here == there


def test_a_copy_goes_on_and_tells_so_as_json(filled: str, tmp_path: Path) -> None:
    target = str(tmp_path / "copy.db")
    done("copy", filled, target)
    done("--store", filled, "person", "Eve Ochs", "--account", "Acme", "--new")
    told = done("copy", filled, target, "--json").json
    assert (told["batches"], told["before"], told["keys_copied"]) == (5, 4, False)
    assert told["digest"] == done("--store", target, "verify", "--json").json
    assert "5 batches; 5 of them were there before." in done("copy", filled, target).out


def test_keys_stay_where_they_are(filled: str, tmp_path: Path) -> None:
    target = str(tmp_path / "copy.db")
    done("--store", filled, "keys", "add", "crm")
    done("copy", filled, target)
    assert done("--store", target, "keys", "--json").json == []


def test_progress_is_told_on_a_terminal(filled: str, tmp_path: Path) -> None:
    told = inroad("copy", filled, str(tmp_path / "copy.db"), terminal=True)
    assert "\rBatches: 4 of 4" in told.err


def test_another_target_is_a_conflict(filled: str, tmp_path: Path) -> None:
    target = str(tmp_path / "other.db")
    done("--store", target, "account", "Globex", "--new")
    told = inroad("copy", filled, target)
    assert told.code == 3
    assert "is no beginning of a copy" in told.err
    names = [one["name"] for one in done("--store", target, "accounts", "--json").json]
    assert names == ["Globex"]


def test_a_source_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    source, target = tmp_path / "wrong.db", tmp_path / "copy.db"
    told = inroad("copy", str(source), str(target))
    assert told.code == 2
    assert f"There is no store at {source}." in told.err
    assert not source.exists()
    assert not target.exists()


def test_a_store_is_not_copied_to_itself(filled: str) -> None:
    told = inroad("copy", filled, f"sqlite:{filled}")
    assert (told.code, told.err.endswith("name another store.\n")) == (2, True)


def test_a_password_in_a_url_is_not_repeated(filled: str) -> None:
    for urls in ((filled, "neo4j://neo4j:s3cret@host"), ("bolt://neo4j:s3cret@host", filled)):
        told = inroad("copy", *urls, "--json")
        assert told.code == 2
        assert "s3cret" not in told.out + told.err
