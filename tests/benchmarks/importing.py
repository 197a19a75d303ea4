"""Importing a large account from files, all checks on, beside the least that a database needs.

    python -m tests.benchmarks.importing

Imports 50,000 people and 500,000 touches from two CSV files, from bytes to committed: read,
recognised, matched, compared, near matches looked for. Beside it the `sqlite3` shell's `.import`
of the same two files and an index on (person, date), by turns; the best of several runs is taken.
Then the same files again, which must write nothing.
"""

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from graph.planning.import_report import ImportOptions, ImportReport, SourceFile
from graph.planning.importing import import_files
from graph.store import open_store
from tests.benchmarks.loading import PEOPLE_COLUMNS, TOUCH_COLUMNS, shell, shell_seconds

PEOPLE, TOUCHES = 50_000, 500_000
MOST = 3.0
"""The most that an import may take, in times of the shell's."""

FILES = ("people.csv", "touches.csv")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = (
    *("Dana", "Ravi", "Mei", "Olu", "Ana", "Jan", "Sofia", "Luc", "Tomas", "Eva", "Robert", "Bob"),
    *("Ines", "Karim", "Yuki", "Pavel", "Greta", "Ahmed", "Lena", "Marco", "Chloé", "Jörg"),
)
START, MIDDLE, END = (
    ("Ab", "Ber", "Cas", "Dro", "Ek", "Fal", "Gor", "Hin", "Jas", "Kel", "Lor", "Mun", "Nor"),
    ("an", "el", "is", "om", "ur", "ak", "ei", "ova", "ind", "ost", "att", "ull", "erz", "igh"),
    ("son", "ski", "er", "ini", "ez", "ov", "berg", "ton", "mann", "wala", "sen", "dottir"),
)
LEVELS = ("VP", "Director", "Senior Manager", "Manager", "Engineer", "Analyst", "Assistant")
AREAS = ("Operations", "Finance", "IT", "Sales", "Procurement", "Engineering", "Quality")
CHANNELS = ("call", "email", "in person", "video", "message")
INTENTS = ("give", "ask", "deliver", "social", "")
OUTCOMES = ("connected", "replied", "no answer", "")


def write_files(folder: Path, people: int = PEOPLE, touches: int = TOUCHES) -> None:
    """`people.csv` and `touches.csv`; the touches name people by e-mail."""
    rng = Random(1)
    rows = [_person(rng, number) for number in range(people)]
    _write(folder / "people.csv", PEOPLE_COLUMNS, iter(rows))
    emails = [row[3] for row in rows]
    told = (_touch(rng, number * 700 // touches, emails) for number in range(touches))
    _write(folder / "touches.csv", TOUCH_COLUMNS, told)


def _person(rng: Random, number: int) -> tuple[str, ...]:
    first = rng.choice(FIRST)
    last = rng.choice(START) + rng.choice(MIDDLE) + rng.choice(MIDDLE) + rng.choice(END)
    area = rng.choice(AREAS)
    manager = str((number - 1) // 7) if number else ""
    email = f"{first}.{last}.{number}@example.com".lower()
    title = f"{rng.choice(LEVELS)} {area}"
    return (str(number), first, last, email, title, area, "Lyon", f"+33 {number:08}", manager, "")


def _touch(rng: Random, day: int, emails: list[str]) -> tuple[str, ...]:
    return (
        str(date(2024, 1, 1) + timedelta(days=day)),
        f"Colleague {rng.randrange(20)}",
        rng.choice(emails),
        rng.choice(CHANNELS),
        rng.choice(("inbound", "outbound")),
        rng.choice(INTENTS),
        rng.choice(OUTCOMES),
        "new policy on spare parts",
        "asked about the new line",
    )


def _write(path: Path, columns: str, rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split(","))
        writer.writerows(rows)


class Stages:
    """How long each stage of an import took, in seconds, as its progress tells."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "open", perf_counter()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage if done < total else "between", now


def import_seconds(folder: Path, *, again: bool = False) -> tuple[float, ImportReport, Stages]:
    """How long an import takes into a new store, or (`again`) into the one that has it."""
    place, stages = folder / "inroad.db", Stages()
    if not again:
        place.unlink(missing_ok=True)
    start = perf_counter()
    files = [SourceFile(name, (folder / name).read_bytes()) for name in FILES]
    with closing(open_store(str(place))) as store:
        options = ImportOptions(author="benchmark", account="Dream Co")
        report = import_files(store, files, options, NOW, stages)
    return perf_counter() - start, report, stages


def main(runs: int = 3) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder)
        program = shell()
        imports, shells = [], []
        for _ in range(runs):
            imports.append(import_seconds(folder))
            if program:
                shells.append(shell_seconds(program, folder))
        again, repeated, _ = import_seconds(folder, again=True)
    ours, report, stages = min(imports, key=lambda one: one[0])
    assert report.batch is not None
    print(f"inroad import            {ours:8.2f} s")
    for stage, seconds in stages.seconds.items():
        print(f"  {stage:22} {seconds:8.2f} s")
    print(f"  {', '.join(f'{count:,} {what}' for what, count in report.batch.counts.items())}")
    if shells:
        least = min(shells)
        print(f"sqlite3 .import + index  {least:8.2f} s")
        print(f"ratio                    {ours / least:8.2f} ×  (at most {MOST:g})")
    else:
        print("not compared: there is no sqlite3 shell here")
    print(f"the same files again     {again:8.2f} s, {repeated.batch or 'nothing written'}")


if __name__ == "__main__":
    main()
