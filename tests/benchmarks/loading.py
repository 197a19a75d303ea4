"""Writing and reading a large account, beside the least that a database needs for it.

    python -m tests.benchmarks.loading

Writes 50,000 people and 500,000 touches from claims that are ready, beside the `sqlite3`
shell's `.import` of the same as CSV and an index on (person, date). Then reads an account of
500 people with and without its 5,000 touches. The best of several runs is taken, by turns.
"""

import csv
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from graph.identity import entity_id
from graph.log import OURS, Batch, BatchHeader, Entity, Listing, Statement, TouchClaim
from graph.store import open_store
from graph.vocabulary import Channel, Direction, EntityKind, Intent, Origin, Outcome

FIRST = ["Dana", "Ravi", "Mei", "Olu", "Ana", "Jan", "Sofia", "Luc", "Tomas", "Eva"]
LAST = ["Reyes", "Patel", "Chen", "Okafor", "Silva", "Novak", "Rossi", "Martin", "Berg", "Kim"]
SHELL = """
CREATE TABLE people (external_id, first_name, last_name, email, title, department, site, phone,
    manager, notes);
CREATE TABLE touches (date, colleague, person, channel, direction, intent, outcome, reason, note);
.mode csv
.import --skip 1 people.csv people
.import --skip 1 touches.csv touches
CREATE INDEX touches_person_date ON touches (person, date);
"""
PEOPLE_COLUMNS = "external_id,first_name,last_name,email,title,department,site,phone,manager,notes"
TOUCH_COLUMNS = "date,colleague,person,channel,direction,intent,outcome,reason,note"


def world(people: int, touches: int, seed: int = 1) -> Batch:
    """An account as an import would claim it: each person with eight fields, touches by date."""
    rng = Random(seed)
    account = entity_id(EntityKind.ACCOUNT, "benchmark")
    ids = [entity_id(EntityKind.PERSON, account, str(n)) for n in range(people)]
    ours = [entity_id(EntityKind.COLLEAGUE, str(n)) for n in range(20)]
    return Batch(
        BatchHeader(
            Origin.IMPORT, "benchmark", datetime(2026, 1, 1, tzinfo=UTC), "benchmark", "import"
        ),
        entities=[
            Entity(account, EntityKind.ACCOUNT, account),
            *(Entity(id_, EntityKind.COLLEAGUE, OURS) for id_ in ours),
            *(Entity(id_, EntityKind.PERSON, account) for id_ in ids),
        ],
        statements=[Statement(account, id_, _fields(rng, n)) for n, id_ in enumerate(ids)],
        touches=[_touch(rng, account, n, touches, ours, ids) for n in range(touches)],
        listings=[Listing(account, id_) for id_ in ids],
    )


def _fields(rng: Random, number: int) -> dict[str, str]:
    first, last = rng.choice(FIRST), f"{rng.choice(LAST)}{number}"
    return {
        "external_id:benchmark": str(number),
        "first_name": first,
        "last_name": last,
        "email": f"{first}.{last}@example.com".lower(),
        "title": "Senior Manager, Operations",
        "department": "Operations",
        "site": "Lyon",
        "phone": f"+33 1 {number:08}",
    }


def _touch(
    rng: Random, account: str, number: int, of: int, ours: list[str], people: list[str]
) -> TouchClaim:
    return TouchClaim(
        account,
        f"{rng.getrandbits(64):016x}",
        date(2024, 1, 1) + timedelta(days=number * 700 // of),
        None,
        (rng.choice(ours),),
        (rng.choice(people),),
        rng.choice(tuple(Channel)),
        rng.choice(tuple(Direction)),
        rng.choice(tuple(Intent)),
        rng.choice(tuple(Outcome)),
        "new policy on spare parts",
        "asked about the new line",
    )


def write_files(folder: Path, batch: Batch) -> None:
    """The same as `people.csv` and `touches.csv`."""
    by_id = {said.entity: said.fields for said in batch.statements}
    _write(
        folder / "people.csv", PEOPLE_COLUMNS, ((*one.values(), "", "") for one in by_id.values())
    )
    _write(
        folder / "touches.csv",
        TOUCH_COLUMNS,
        (
            (
                one.on.isoformat(),
                one.colleagues[0],
                by_id[one.people[0]]["email"],
                *one[6:12],
            )
            for one in batch.touches
        ),
    )


def _write(path: Path, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split(","))
        writer.writerows(rows)


def shell() -> str | None:
    """Where the `sqlite3` shell is, None if there is none."""
    return shutil.which("sqlite3")


def shell_seconds(program: str, folder: Path) -> float:
    """How long the shell takes for the two files and the index."""
    new = folder / "shell.db"
    new.unlink(missing_ok=True)
    start = perf_counter()
    subprocess.run([program, new], input=SHELL, cwd=folder, text=True, check=True)
    return perf_counter() - start


def store_seconds(folder: Path, batch: Batch) -> float:
    """How long our store takes for the claims, from opening a new file to closing it."""
    new = folder / "store.db"
    new.unlink(missing_ok=True)
    start = perf_counter()
    with closing(open_store(str(new))) as store:
        store.commit(batch)
    return perf_counter() - start


def read_seconds(folder: Path, batch: Batch, times: int = 30) -> float:
    """How long it takes to read the account of a batch the first time after opening, at best."""
    new = folder / "reading.db"
    new.unlink(missing_ok=True)
    with closing(open_store(str(new))) as store:
        store.commit(batch)
    return min(_first_read_seconds(new, batch.entities[0].id) for _ in range(times))


def _first_read_seconds(path: Path, account: str) -> float:
    with closing(open_store(str(path))) as store:
        start = perf_counter()
        store.read_account(account)
        return perf_counter() - start


def writing(folder: Path, program: str, runs: int = 5) -> tuple[float, float]:
    """Seconds of the shell and of our store for a large account, by turns, the best of each."""
    batch = world(50_000, 500_000)
    write_files(folder, batch)
    pairs = [(shell_seconds(program, folder), store_seconds(folder, batch)) for _ in range(runs)]
    shell_best, store_best = (min(times) for times in zip(*pairs, strict=True))
    return shell_best, store_best


def reading(folder: Path) -> tuple[float, float]:
    """Seconds to read 500 people, and to read them with 5,000 touches, at best."""
    return read_seconds(folder, world(500, 0)), read_seconds(folder, world(500, 5_000))


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        people, all_ = reading(folder)
        print(f"read 500 people              {people * 1000:8.2f} ms")
        print(f"read them and 5,000 touches  {all_ * 1000:8.2f} ms  {all_ / people:.2f} ×")
        program = shell()
        if program is None:
            print("Writing was skipped: there is no sqlite3 shell to compare it with.")
            return
        least, ours = writing(folder, program)
    print(f"sqlite3 .import, then index  {least:8.2f} s")
    print(f"our store, claims ready      {ours:8.2f} s   {ours / least:.2f} ×")


if __name__ == "__main__":
    main()
