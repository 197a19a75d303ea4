"""How long `inroad next` takes on 300 people, against a process that only loads the account.

    python -m tests.benchmarks.asking

Both are cold processes on the same store, taken in turn; the medians and their ratio are
printed. The bound is 5.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

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


def picture() -> str:
    """A company of 300: each manages up to six, levels by depth, three with a role."""
    lines, depth = [], [0]
    for number in range(PEOPLE):
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
        waiting += [n for n in range(6 * number + 1, 6 * number + 7) if n < PEOPLE]


def claims(random: Random) -> Iterator[Claim]:
    """Four links a person beside the reporting lines, and ten touches a person."""
    names = [f"Person {number}" for number in range(PEOPLE)]
    ours = [f"Colleague {number}" for number in range(COLLEAGUES)]
    for name in names:
        for other in random.sample(names, 3):
            yield influences(name, other, random.choice(["weak", "medium", "strong"]))
        yield knows(name, random.choice(names), "medium")
    for _ in range(10 * PEOPLE):
        channel = random.choice(["call", "email", "in_person", "voicemail"])
        yield touch(random.choice(ours), random.choice(names[60:]), random.randrange(400), channel)


def timed(*command: str) -> float:
    """Seconds that a process took; it has to end well."""
    start = perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def main(rounds: int = 9) -> int:
    """Print both times and their ratio; 1 if it is above the bound."""
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "store.db")
        store = open_store(path)
        for batch in batches(picture(), *claims(Random(1))):
            store.commit(batch)
        store.close()
        load = ("-c", LOAD, path, account_id(), str(PEOPLE))
        ask = ("-c", NEXT, "--store", path, "next", account_id(), "--json")
        pairs = [(timed(*load), timed(*ask)) for _ in range(rounds)]
    loading, asking = (median(times) for times in zip(*pairs, strict=True))
    ratio = asking / loading
    print(f"load the account of {PEOPLE} people: {loading:.3f} s")
    print(f"inroad next on it:                {asking:.3f} s")
    print(f"ratio: {ratio:.2f} (bound {BOUND:g})")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
