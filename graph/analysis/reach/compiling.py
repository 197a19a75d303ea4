"""Loops compiled by numba, where it is installed (`inroad[fast]`) and loading it pays.

To load it takes about as long as so much work without it, `LOADING`. It is loaded once that much
was done in this process: so nothing takes more than about twice as long as if one had known
before how much work there is. Answers are the same either way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LOADING = 2**24
"""In arrows looked at, as `graph.analysis.reach.drawing` counts work."""


@dataclass(slots=True)
class Compiler:
    """`spent`: the work that was done without it; from `LOADING` on loops are compiled."""

    spent: float = 0.0

    def compiled(self, loop: Callable[P, R]) -> Callable[P, R] | None:
        """The same function, compiled; None where that can't be done or wouldn't pay yet."""
        return _compiled(loop) if self.spent >= LOADING else None


COMPILER = Compiler()


@cache
def _compiled(loop: Callable[P, R]) -> Callable[P, R] | None:
    try:
        from numba import njit
    except ImportError:  # not installed, or not fit for this version of numpy
        return None
    return _kept(njit, loop)


def _kept(njit: Any, loop: Callable[P, R]) -> Callable[P, R]:
    """Compiled code is kept in a file for the next process, where there is a place to write it. It
    lets other threads run."""
    try:
        kept: Callable[P, R] = njit(cache=True, nogil=True)(loop)
    except RuntimeError:
        kept = njit(nogil=True)(loop)
    return kept
