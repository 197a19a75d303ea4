"""How long a what-if takes on an account of 500 people once its worlds are there.

    python -m tests.benchmarks.what_if

Somebody who was covered leaves, somebody is won, and somebody leaves while another is won; of
accounts of 3, 4 and 5 links a person. Beside the clock stands the time of the processor, and the
ratio to drawing the worlds, which is what a what-if without them would cost again.
"""

import sys
from collections.abc import Callable
from functools import partial
from random import Random
from statistics import median
from time import perf_counter, process_time

from graph.advice.case import Query, case
from graph.advice.supposing import Supposed
from graph.advice.what_if import today, what_if
from tests.benchmarks import asking
from tests.unit.worlds import org

PEOPLE, BOUND = 500, 0.020


def timed(do: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor."""
    clock, processor = perf_counter(), process_time()
    do()
    return perf_counter() - clock, process_time() - processor


def asked_of(links: int, rounds: int) -> float:
    """Print the times for an account of so many links a person; the worst median (processor)."""
    asked = case(org(asking.picture(PEOPLE), *asking.claims(Random(1), links, PEOPLE)), Query())
    start = today(asked)
    assert start is not None
    drawing = timed(lambda: today(asked))[1]
    sets = start.now.sets.count
    covered = [one.id for one in asked.index.people if asked.engaged[one.id] > 0.5]
    first, second = frozenset(covered[:1]), frozenset(covered[1:2])
    print(f"{PEOPLE} people, {links} links each: {sets:,} sets in {drawing:.2f} s")
    worst = 0.0
    for name, supposed in (
        ("leaves", Supposed(leaves=first)),
        ("won", Supposed(won=second)),
        ("both", Supposed(leaves=first, won=second)),
    ):
        times = [timed(partial(what_if, asked, supposed, start)) for _ in range(rounds)]
        clock, processor = (1000 * median(one) for one in zip(*times, strict=True))
        least = 1000 * min(one for _, one in times)
        print(
            f"  {name:<7} {clock:6.1f} ms on the clock, {processor:5.1f} ms of the processor "
            f"(least {least:.1f}), {processor / drawing / 1000:.3f} × drawing"
        )
        worst = max(worst, processor / 1000)
    return worst


def main(rounds: int = 15) -> int:
    """1 where the processor takes longer than the bound."""
    return int(max(asked_of(links, rounds) for links in (3, 4, 5)) > BOUND)


if __name__ == "__main__":
    sys.exit(main())
