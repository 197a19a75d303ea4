"""How long `inroad next` takes on 300 people, against a process that only loads the account.

    python -m tests.benchmarks.asking

Both are cold processes on the same store, taken in turn. The medians of the time on the clock
and of the processor's time are printed, and their ratios, of which none may be above 5: for an
account of 4 links a person (reporting, an acquaintance, two of influence), and for one of 5,
in which everybody influences nearly everybody.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from graph.store import open_store
from tests.unit.worlds import Claim, account_id, batches, influences, knows, touch

PEOPLE, COLLEAGUES, BOUND = 300, 6, 5.0
TITLES = ("Chief Financial Officer", "Vice President Operations", "Manager Finance", "Engineer")
LOAD = """
import sys
from datetime import datetime, UTC
from graph.resolve import View, resolve
from graph.store import open_store
store = open_store(sys.argv[1])
account = resolve(store.read_account(sys.argv[2]), View(datetime.now(UTC)))
assert len(account.people) == int(sys.argv[3])
store.close()
"""
NEXT = "from api.cli import main; main()"


def picture(people: int = PEOPLE) -> str:
    """A company of so many: each manages up to six, levels by depth, three with a role."""
    lines, depth = [], [0]
    for number in range(people):
        at = 0 if number == 0 else depth[(number - 1) // 6] + 1
        depth[number:] = [at]
        title = TITLES[min(at, len(TITLES) - 1)]
        role = "{decision_maker}" if number < 3 else ""
        lines.append((number, f"Person {number}, {title} {role}"))
    return "\n".join(_indented(lines, depth))


def _indented(lines: list[tuple[int, str]], depth: list[int]) -> Iterator[str]:
    """The lines in the order of a tree walk, each indented by its depth."""
    waiting = [0]
    while waiting:
        number = waiting.pop()
        yield "  " * depth[number] + lines[number][1]
        waiting += [n for n in range(6 * number + 1, 6 * number + 7) if n < len(lines)]


def claims(random: Random, links: int, people: int = PEOPLE) -> Iterator[Claim]:
    """So many links a person, reporting lines among them, and 3,000 touches with every fifth."""
    names = [f"Person {number}" for number in range(people)]
    ours = [f"Colleague {number}" for number in range(COLLEAGUES)]
    for name in names:
        for other in random.sample(names, links - 2):
            yield influences(name, other, random.choice(["weak", "medium", "strong"]))
        yield knows(name, random.choice(names), "medium")
    for _ in range(10 * people):
        channel = random.choice(["call", "email", "in_person", "voicemail"])
        yield touch(random.choice(ours), random.choice(names[3::5]), random.randrange(400), channel)


class Seconds(NamedTuple):
    """On the clock, and of the processor."""

    wall: float
    processor: float


def timed(*command: str) -> Seconds:
    """What a process took; it has to end well."""
    start, before = perf_counter(), _processor()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return Seconds(perf_counter() - start, _processor() - before)


def _processor() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _medians(times: tuple[Seconds, ...]) -> Seconds:
    return Seconds(*map(median, zip(*times, strict=True)))


def compared(path: str, links: int, rounds: int) -> float:
    """Print the times of both on a store with so many links a person; the larger ratio."""
    store = open_store(path)
    for batch in batches(picture(), *claims(Random(1), links)):
        store.commit(batch)
    store.close()
    load = ("-c", LOAD, path, account_id(), str(PEOPLE))
    ask = ("-c", NEXT, "--store", path, "next", account_id(), "--json")
    pairs = [(timed(*load), timed(*ask)) for _ in range(rounds)]
    loading, asking = map(_medians, zip(*pairs, strict=True))
    print(f"{PEOPLE} people, {links} links each:")
    for name, least, ours in zip(("clock", "processor"), loading, asking, strict=True):
        ratio = f"{ours / least:.2f} × (≤ {BOUND:g})"
        print(f"  {name:<10} load {least:.3f} s, next {ours:.3f} s, {ratio}")
    return max(ours / least for least, ours in zip(loading, asking, strict=True))


def main(rounds: int = 9) -> int:
    """1 if a ratio is above the bound."""
    with TemporaryDirectory() as folder:
        ratios = [compared(str(Path(folder) / f"{links}.db"), links, rounds) for links in (4, 5)]
    return int(max(ratios) > BOUND)


if __name__ == "__main__":
    sys.exit(main())
