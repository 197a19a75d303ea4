"""Working a change out again where somebody else was faster."""

from collections.abc import Callable
from typing import TypeVar

from graph.errors import Conflict

T = TypeVar("T")

TRIES = 50
"""How often at most: each time somebody's change got through, so that all go on."""


def until_written(work: Callable[[], T]) -> T:
    """What `work` returns: it reads, and writes only on what it read (`By.seen`).

    Raises Conflict where others were faster each time.
    """
    for _ in range(TRIES - 1):
        try:
            return work()
        except Conflict:
            continue
    return work()
