"""Files on their way in over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from tempfile import mkdtemp

import pytest
from fastapi import FastAPI, Request

from api.http import problems
from api.http.imports.uploads import MOST_FILES, take_in
from api.http.settings import Limits
from tests.api.http.client import Client

MOST = 1 << 20
LIMITS = Limits(files=MOST, body_seconds=0.5)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    app = FastAPI()
    problems.install(app)

    @app.post("/")
    async def take(request: Request) -> Mapping[str, str]:
        uploads = await take_in(request, Path(mkdtemp(dir=tmp_path)), LIMITS)
        return {one.name: one.path.read_text(encoding="utf-8") for one in uploads}

    opened = Client(app, {})
    yield opened
    opened.close()


def test_the_files_of_a_form_are_taken_with_their_names(client: Client) -> None:
    files = [("file", ("people.csv", "name\nDana")), ("file", ("links.csv", "from,to"))]
    answer = client.post("/", files=files)
    assert answer.json() == {"people.csv": "name\nDana", "links.csv": "from,to"}


def test_a_body_is_one_file(client: Client) -> None:
    answer = client.post("/", params={"file": "people.csv"}, content=b"name\nDana")
    assert answer.json() == {"people.csv": "name\nDana"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [("/etc/passwd", "passwd"), ("a\\b.csv", "b.csv"), ("\u202e\0x", "x"), ("", "upload")],
)
def test_of_a_name_only_what_can_be_shown_is_kept(client: Client, name: str, shown: str) -> None:
    answer = client.post("/", params={"file": name}, content=b"x")
    assert list(answer.json()) == [shown]


def test_more_than_may_come_is_refused_before_all_of_it_came(
    client: Client, tmp_path: Path
) -> None:
    taken = []

    async def pieces() -> AsyncIterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield b"x" * 65_536

    answer = client.post("/", content=pieces())
    assert (answer.status_code, answer.headers["content-type"]) == (413, problems.MEDIA_TYPE)
    assert sum(one.stat().st_size for one in tmp_path.rglob("*") if one.is_file()) <= MOST


def test_a_length_that_is_told_beforehand_is_enough_to_refuse(client: Client) -> None:
    answer = client.post("/", content=b"x" * (MOST + 1))
    assert answer.status_code == 413


def test_no_file_is_told(client: Client) -> None:
    assert client.post("/").status_code == 422
    assert client.post("/", content=b"").status_code == 422


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--c\r\n"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: x; name="a"\r\n\r\n1'),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n',
        ),
    ],
)
def test_a_form_that_is_none_is_refused(client: Client, kind: str, body: bytes) -> None:
    answer = client.post("/", content=body, headers={"content-type": kind})
    assert answer.status_code in {400, 422}


def test_more_files_than_a_form_may_hold_are_refused(client: Client) -> None:
    files = [("file", (f"{n}.csv", "x")) for n in range(MOST_FILES + 1)]
    assert client.post("/", files=files).status_code == 400


def test_a_piece_that_does_not_come_in_time_is_not_waited_for(client: Client) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"name"
        await asyncio.sleep(30)

    assert client.post("/", content=pieces()).status_code == 408
