"""The file of keys: private, whole, and without the secrets."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.http.keys import KeyFile, KeyScope
from graph.errors import BadInput, NotFound, StoreDamaged
from tests.api.commands import done, inroad
from tests.api.http.conftest import START


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "keys.json")


def test_only_a_hash_is_kept_in_a_private_file(keys: KeyFile) -> None:
    key, text = keys.add("crm", KeyScope.WRITE, START, None)
    prefix, id_, secret = text.split("_")
    assert (prefix, id_) == ("inroad", key.id)
    assert secret not in keys.path.read_text()
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600


def test_what_was_made_is_found_by_whoever_reads_the_file_next(keys: KeyFile) -> None:
    other = KeyFile(keys.path)
    assert other.all() == ()
    key, text = keys.add("crm", KeyScope.WRITE, START, None)
    assert other.find(text, START) == key
    assert other.find(text[:-1] + ("0" if text[-1] != "0" else "1"), START) is None


def test_two_good_keys_never_have_one_name(keys: KeyFile) -> None:
    key, _ = keys.add("crm", KeyScope.READ, START, None)
    with pytest.raises(BadInput, match="already"):
        keys.add("CRM", KeyScope.READ, START, None)
    keys.revoke(key.id, START)
    keys.add("crm", KeyScope.READ, START, None)
    assert len(keys.all()) == 2


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\u202eb"])
def test_a_name_has_to_be_visible(keys: KeyFile, name: str) -> None:
    with pytest.raises(BadInput, match="visible"):
        keys.add(name, KeyScope.READ, START, None)


def test_what_is_not_there_cannot_be_revoked_nor_twice(keys: KeyFile) -> None:
    key, _ = keys.add("crm", KeyScope.READ, START, None)
    with pytest.raises(NotFound):
        keys.revoke("nothing", START)
    keys.revoke(key.id, START)
    with pytest.raises(BadInput, match="already"):
        keys.revoke(key.id, START)


def test_keys_that_are_made_at_once_are_all_kept(keys: KeyFile) -> None:
    def add(number: int) -> str:
        return KeyFile(keys.path).add(f"tool {number}", KeyScope.READ, START, None)[0].id

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(add, range(40)))
    assert {one.id for one in keys.all()} == made
    assert len(made) == 40


@pytest.mark.parametrize("text", ["", "[]", '{"keys": [{}]}', '{"keys": 1}', "\x00"])
def test_a_file_of_something_else_is_damage(keys: KeyFile, text: str) -> None:
    keys.path.write_text(text)
    with pytest.raises(StoreDamaged):
        keys.all()


def test_a_scope_includes_those_before_it() -> None:
    assert KeyScope.ADMIN.allows(KeyScope.READ)
    assert KeyScope.WRITE.allows(KeyScope.WRITE)
    assert not KeyScope.READ.allows(KeyScope.WRITE)


def test_keys_are_made_listed_and_revoked_on_the_command_line() -> None:
    made = done("keys", "add", "crm", "--scope", "write", "--expires", "90d", "--json").json
    assert made["key"].startswith(f"inroad_{made['id']}_")
    listed = done("keys", "list", "--json")
    assert [one["name"] for one in listed.json] == ["crm"]
    assert made["key"].rpartition("_")[2] not in listed.out
    assert "crm" in done("keys", "list").out
    done("keys", "revoke", made["id"])
    assert "revoked" in done("keys", "list").out


@pytest.mark.parametrize("expires", ["0d", "2001-01-01", "soon"])
def test_a_key_has_to_end_later_if_at_all(expires: str) -> None:
    assert inroad("keys", "add", "crm", "--expires", expires).code == 2
    done("keys", "add", "crm", "--expires", "never")
    assert json.loads(done("keys", "list", "--json").out)[0]["expires_at"] is None
