"""Where a Neo4j server is and who we are there; no secret is ever shown."""

from pathlib import Path

import pytest

from api.cli.session import Session
from graph.errors import BadInput
from graph.store import beside
from graph.store.neo4j.connecting import Connection, settings_from, without_secrets

SECRET = "s3cret-pass"


def test_everything_may_come_from_the_environment() -> None:
    environ = {
        "NEO4J_URI": "neo4j+s://graph.example:7688",
        "NEO4J_USERNAME": "ann",
        "NEO4J_PASSWORD": SECRET,
        "NEO4J_DATABASE": "sales",
    }
    found = settings_from(None, environ)
    assert found == Connection("neo4j+s://graph.example:7688", "ann", SECRET, "sales")
    assert found.auth == ("ann", SECRET)
    assert found.url == "neo4j+s://graph.example:7688/sales"


def test_the_url_comes_before_the_environment() -> None:
    environ = {"NEO4J_URI": "neo4j://other", "NEO4J_DATABASE": "other"}
    found = settings_from("bolt://127.0.0.1:7687/sales", environ)
    assert found == Connection("bolt://127.0.0.1:7687", "neo4j", None, "sales")
    assert settings_from(found.url, environ) == found


def test_a_server_that_asks_nobody_needs_neither_name_nor_password() -> None:
    assert settings_from("neo4j://[::1]", {}).auth is None
    assert settings_from("neo4j://host", {"NEO4J_PASSWORD": "", "NEO4J_USERNAME": ""}).auth is None
    assert settings_from("neo4j://host/", {"NEO4J_PASSWORD": "x"}).auth == ("neo4j", "x")


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_each_setting_may_stand_in_a_file(tmp_path: Path, ending: str) -> None:
    texts = {"URI": "neo4j://host", "USERNAME": "ann", "PASSWORD": " spaces ", "DATABASE": "sales"}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(f"{text}{ending}".encode())
    environ = {f"NEO4J_{name}_FILE": str(tmp_path / name) for name in texts}
    assert settings_from(None, environ) == Connection("neo4j://host", "ann", " spaces ", "sales")


def test_a_setting_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "password").write_text(SECRET)
    environ = {"NEO4J_PASSWORD": SECRET, "NEO4J_PASSWORD_FILE": str(tmp_path / "password")}
    with pytest.raises(BadInput, match="NEO4J_PASSWORD and NEO4J_PASSWORD_FILE are both set"):
        settings_from("neo4j://host", environ)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "can't be read: No such file"),
        (b"", "one line"),
        (f"{SECRET}\nmore".encode(), "one line"),
        (SECRET.encode() + b"\xff", "no text in UTF-8"),
    ],
)
def test_a_file_that_holds_no_secret_is_named_with_its_variable(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadInput, match=rf"^NEO4J_PASSWORD_FILE: {file} .*{why}") as refused:
        settings_from("neo4j://host", {"NEO4J_PASSWORD_FILE": str(file)})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        f"neo4j://ann:{SECRET}@host",
        f"neo4j://{SECRET}@host",
        f"bolt+s://ann:{SECRET}/x@host",
        f"neo4j://host/ann:{SECRET}@db",
        f"neo4j://ann:{SECRET}?#@host",
    ],
)
def test_a_password_in_a_url_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadInput, match=r"shell's history.*NEO4J_PASSWORD_FILE") as refused:
        settings_from(url, {})
    assert SECRET not in str(refused.value)
    with pytest.raises(BadInput) as refused:
        _ = Session(url).url
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "neo4j:",
        "neo4j://",
        "neo4j:///sales",
        "neo4j://:7687",
        f"neo4j://host:{SECRET}",
        "neo4j://host:99999",
        f"neo4j://host?password={SECRET}",
        f"neo4j://host#{SECRET}",
        "neo4j://host/a/b",
        "neo4j://ho st",
        "neo4j://host\n",
        "neo4j://[::1",
        "https://host",
        "store.db",
    ],
)
def test_what_is_no_url_of_a_server_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadInput, match="Write it as neo4j://HOST") as refused:
        settings_from(url, {})
    assert SECRET not in str(refused.value)


def test_a_name_without_password_is_refused() -> None:
    with pytest.raises(BadInput, match="set NEO4J_PASSWORD, or NEO4J_PASSWORD_FILE"):
        settings_from("neo4j://host", {"NEO4J_USERNAME": "ann"})


def test_no_server_at_all_is_refused() -> None:
    with pytest.raises(BadInput, match="set NEO4J_URI"):
        settings_from(None, {})


def test_the_password_stands_in_no_repr() -> None:
    found = settings_from("neo4j://host", {"NEO4J_PASSWORD": SECRET})
    assert SECRET not in f"{found!r} {found} {found.url}"


def test_other_stores_are_named_as_they_were() -> None:
    for url in ("store.db", "sqlite:a@b.db", "/data/x y.db"):
        assert without_secrets(url, {}) == url


def test_the_command_line_takes_the_server_of_the_environment_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j://host")
    monkeypatch.setenv("NEO4J_DATABASE", "sales")
    monkeypatch.setenv("INROAD_STORE", "here.db")
    assert Session("bolt://there").url == "bolt://there/sales"
    assert Session().url == "here.db"
    monkeypatch.delenv("INROAD_STORE")
    assert Session().url == "neo4j://host/sales"
    monkeypatch.setenv("NEO4J_URI", "there.db")
    with pytest.raises(BadInput, match="isn't one of a Neo4j server"):
        _ = Session().url
    monkeypatch.delenv("NEO4J_URI")
    assert Session().url.endswith("inroad.db")


def test_what_is_kept_beside_a_server_is_told_apart_by_its_database() -> None:
    first, second, third = (
        beside(url, ".keys") for url in ("bolt://h:1/a-b", "neo4j://h:1/a", "neo4j://h:1/a-b")
    )
    assert first == third != second
    assert first.name == "h%3A1%2Fa-b.keys"
