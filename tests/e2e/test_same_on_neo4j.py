"""The whole product on a Neo4j server: the same commands and requests, the same answers."""

import re
import shlex
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.cli.examples import EXAMPLES
from api.cli.session import Session
from api.http.app import create_app
from api.http.keys import KeyFile, KeyScope
from api.http.settings import HttpSettings
from tests.api.commands import done, inroad
from tests.api.http.client import Client
from tests.api.http.conftest import START, Clock
from tests.api.test_examples import CONTACTS, TOUCHES
from tests.e2e.test_readme import FILE, README, steps
from tests.servers import new_key, serving

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ELSEWHERE = frozenset({"serve", "keys", "backup", "restore", "copy"})
"""Examples of what isn't in a store, makes files beside it or stands still."""

NOT_JSON = frozenset({"demo", "export"})


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time stands still for the command line."""
    monkeypatch.setattr(Session, "now", property(lambda _: NOW))


@pytest.fixture
def urls(tmp_path: Path, neo4j_url: str) -> tuple[str, str]:
    """A store on the server and one in a file, both with the same key for who is erased."""
    file = str(tmp_path / "same.db")
    done("--store", neo4j_url, "account", "Globex", "--new")
    done("copy", neo4j_url, file)
    return neo4j_url, file


def answered(url: str, folder: Path, arguments: Sequence[str]) -> tuple[str, dict[str, bytes]]:
    """What a command prints, without where it ran, and the files that it leaves."""
    result = done("--store", url, *arguments, stdin=b"y\n")
    files = {one.name: one.read_bytes() for one in folder.iterdir()}
    out = result.out.replace(url, "STORE").replace(str(folder), "FOLDER")
    return out, files


@pytest.mark.usefixtures("one_moment")
def test_every_command_gives_the_same_answer(
    tmp_path: Path, urls: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("server", "file")]
    for folder in folders:
        folder.mkdir()
        (folder / "contacts.csv").write_text(CONTACTS, "utf-8")
        (folder / "touches.csv").write_text(TOUCHES, "utf-8")
    for name, example in EXAMPLES.items():
        _, *arguments = shlex.split(example.partition(" > ")[0])
        answers = []
        for url, folder in zip(urls, folders, strict=True):
            monkeypatch.chdir(folder)
            if name not in ELSEWHERE:
                as_json = [] if name in NOT_JSON else ["--json"]
                answers.append(answered(url, folder, [*arguments, *as_json]))
        assert answers[:1] == answers[1:], name
    assert "erased" in done("--store", urls[0], "verify").out


@pytest.mark.usefixtures("one_moment")
def test_an_error_is_the_same_one(urls: tuple[str, str]) -> None:
    for arguments in (
        ["person", "Nobody Known", "--json"],
        ["imports", "undo", "99", "--json"],
        ["account", "Globex", "--new", "--json"],
        ["link", "A", "B", "--kind", "knows", "--json"],
    ):
        one, other = (inroad("--store", url, *arguments) for url in urls)
        assert one == other
        assert one.code


def test_the_tour_of_the_readme_runs_on_a_server(
    tmp_path: Path, neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INROAD_STORE", neo4j_url)
    for name, text in FILE.findall(README.read_text("utf-8")):
        (tmp_path / name).write_text(text, "utf-8")
    for (_, *arguments), shown in steps():
        printed = done(*arguments).out.splitlines()
        assert [line for line in shown if line not in printed] == []


ACME = "/v1/accounts/Acme"
WRITES: Sequence[tuple[str, str, Any]] = (
    ("POST", "/v1/accounts", {"name": "Acme", "fields": {"kind": "dream"}}),
    (
        "POST",
        f"{ACME}/people?as_of=2027-01-01",
        {"name": "Dana Reyes", "fields": {"title": "CFO", "buying_role": ["decision_maker"]}},
    ),
    ("POST", f"{ACME}/people", {"name": "Ann Lee", "fields": {"email": "ann@acme.example"}}),
    ("PUT", f"{ACME}/people/by-external-id/crm/31", {"fields": {"name": "Ravi Patel"}}),
    (
        "POST",
        f"{ACME}/links",
        {"kind": "influences", "source": "Ann Lee", "target": "Dana Reyes", "strength": "strong"},
    ),
    ("POST", f"{ACME}/touches", {"people": ["Ann Lee"], "channel": "call", "on": "2026-02-03"}),
    ("POST", f"{ACME}/touches", {"people": ["Ravi Patel"], "channel": "email"}),
    ("POST", f"{ACME}/people", {"name": "Ann Lee", "fields": {"email": "ann@acme.example"}}),
    ("POST", f"{ACME}/suggestions/Ann Lee/accept", {"why": "met at the fair"}),
    ("POST", "/v1/imports/8/undo", None),
    ("POST", "/v1/imports/3/undo", None),
    ("DELETE", f"{ACME}/people/Ravi Patel", None),
)
READS = (
    "/v1/accounts",
    ACME,
    f"{ACME}/people?as_of=2027-01-01",
    f"{ACME}/people/Ann Lee?as_of=2027-01-01",
    f"{ACME}/people/Ann Lee/ways-in?as_of=2027-01-01",
    f"{ACME}/people/Ann Lee/export",
    f"{ACME}/next?as_of=2027-01-01",
    f"{ACME}/next.csv?as_of=2027-01-01",
    f"{ACME}/review?as_of=2027-01-01",
    f"{ACME}/map.svg?as_of=2027-01-01",
    "/v1/imports",
)


def test_requests_get_the_same_answers(tmp_path: Path, urls: tuple[str, str]) -> None:
    programs = [
        answers_over_http(url, tmp_path / name) for url, name in zip(urls, "ab", strict=True)
    ]
    for one, other in zip(*programs, strict=True):
        assert one == other
        assert one[1] < 400 or one[1] in {409, 422}


def test_a_server_on_the_graph_answers_as_one_on_a_copy_of_it(
    tmp_path: Path, neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    key, file = new_key(neo4j_url, scope=KeyScope.ADMIN), str(tmp_path / "copy.db")
    with serving(neo4j_url, key) as server, server.client() as api:
        for number, (method, path, body) in enumerate(WRITES):
            sent = {"Idempotency-Key": f"write-{number}"}
            first = api.request(method, path, json=body, headers=sent)
            again = api.request(method, path, json=body, headers=sent)
            assert first.status_code < 500
            assert first.status_code != 201 or again.content == first.content
        found = [told(path, api.get(path)) for path in READS]
    done("copy", neo4j_url, file)
    key = new_key(file, scope=KeyScope.ADMIN)
    with serving(file, key) as server, server.client() as api:
        assert [told(path, api.get(path)) for path in READS] == found


def answers_over_http(url: str, folder: Path) -> Iterator[tuple[str, int, str | None, bytes]]:
    """Each request with its status, ETag and answer, from a server on a clock of its own."""
    keys = KeyFile(folder / "keys.json")
    key = keys.add("tool", KeyScope.ADMIN, START, None)[1]
    settings = HttpSettings(url, keys.path, clock=Clock())
    client = Client(create_app(settings), {"Authorization": f"Bearer {key}"})
    try:
        for number, (method, path, body) in enumerate(WRITES):
            key_of_this = {"Idempotency-Key": f"write-{number}"}
            yield told(path, client.request(method, path, json=body, headers=key_of_this))
        for path in READS:
            yield told(path, client.get(path))
    finally:
        client.close()


def told(path: str, answer: httpx.Response) -> tuple[str, int, str | None, bytes]:
    body = re.sub(rb'"request_id":"[^"]+"', b"", answer.content)
    return path, answer.status_code, answer.headers.get("etag"), body


@pytest.fixture
def neo4j_url(tmp_path: Path) -> str:
    return str(tmp_path / "standin.db")
