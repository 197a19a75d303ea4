"""Two servers and the command line change one person at once: no change is lost.

`INROAD_FAULTS=all` has each writer write 500 times.
"""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from api.http.keys import KeyScope
from tests.api.commands import done
from tests.faults import ALL
from tests.servers import Server, new_key, serving

WRITERS, TIMES, NEW = 4, 500 if ALL else 10, 10
INROAD = (sys.executable, "-c", "from api.cli import main; main()")
ANN = "/v1/accounts/Acme/people/Ann Lee"


def count_on(server: Server) -> int:
    """Read the number in Ann's notes, add one and write it, so many times; how often somebody
    else was faster."""
    with server.client() as api:
        return sum(sum(1 for _ in add_one(api)) for _ in range(TIMES))


def add_one(api: httpx.Client) -> Iterator[int]:
    """The answers to tries on what had changed since it was read."""
    while True:
        before = api.get(ANN)
        number = int(before.json()["facts"]["notes"]["value"])
        answer = api.patch(
            ANN,
            json={"fields": {"notes": str(number + 1)}},
            headers={"If-Match": before.headers["etag"]},
        )
        if answer.status_code == 200:
            return
        assert answer.status_code == 412, answer.text
        yield number


def write_by_command(store: Path) -> None:
    """Change Ann's title so many times, and add somebody now and then: by commands that this
    process runs, and where somebody is added by processes of their own, as they are typed."""
    for number in range(TIMES):
        person = ("--store", str(store), "person")
        done(*person, "Ann Lee", "--title", f"Title {number}")
        if number % NEW == 0:
            new = (*person, f"Eve {number}", "--account", "Acme", "--new")
            subprocess.run((*INROAD, *new), check=True, capture_output=True)


def test_no_change_is_lost_between_two_servers_and_the_command_line(tmp_path: Path) -> None:
    store = tmp_path / "inroad.db"
    key = new_key(store, scope=KeyScope.ADMIN)
    with (
        serving(store, key) as first,
        serving(store, key) as second,
        first.client() as api,
        ThreadPoolExecutor(WRITERS) as pool,
    ):
        assert api.post("/v1/accounts", json={"name": "Acme"}).status_code == 201
        ann = {"name": "Ann Lee", "fields": {"notes": "0"}}
        assert api.post("/v1/accounts/Acme/people", json=ann).status_code == 201
        counting = [pool.submit(count_on, (first, second)[n % 2]) for n in range(WRITERS)]
        write_by_command(store)
        beaten = sum(one.result() for one in counting)
        left = api.get(ANN).json()["facts"]
        people = api.get("/v1/accounts/Acme/people?q=Eve&limit=500").json()["items"]
    assert beaten > 0, "nobody wrote at the same time"
    assert left["notes"]["value"] == str(WRITERS * TIMES)
    assert left["title"]["value"] == f"Title {TIMES - 1}"
    assert len({one["person"]["name"] for one in people}) == TIMES // NEW
    done("--store", str(store), "verify")
