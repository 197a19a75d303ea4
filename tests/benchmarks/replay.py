"""What would have been reached over the mails that really followed: many worlds side by side.

A world has a start, uniform between two moments, and a coin for each mail that shows whether it
passes influence on. Somebody reaches a target if mails lead there, each later than the one
before it and within so many days of the start. Row `p` of the bits says in which worlds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from graph.analysis.events.record import DAY, Record
from graph.analysis.reach.influence import Bools, Floats, Ints

Bits = npt.NDArray[np.uint64]

WORD = 64


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """`reached` (people, targets, words): the worlds in which each person reaches each target.

    `weights` (targets,) are their weights in the decision.
    """

    reached: Bits
    weights: Floats

    def active(self, people: Sequence[int]) -> Bits:
        """The worlds in which somebody of `people` reaches each target (targets, words)."""
        active: Bits = np.bitwise_or.reduce(self.reached[list(people)], axis=0, initial=0)
        return active

    def value(self, people: Sequence[int]) -> float:
        """The decision weight that they reach."""
        return float(self._value(self.active(people)))

    def greedy(self, engaged: Sequence[int], eligible: Bools, count: int) -> list[int]:
        """Who adds most to those who are engaged, then who adds most to these, and so on."""
        chosen: list[int] = []
        free = np.flatnonzero(eligible)
        for _ in range(count):
            together = self.reached[free] | self.active([*engaged, *chosen])
            best = int(self._value(together).argmax())
            chosen.append(int(free[best]))
            free = np.delete(free, best)
        return chosen

    def _value(self, active: Bits) -> Floats:
        hits = np.bitwise_count(active).sum(axis=-1, dtype=np.int64)
        weight: Floats = hits @ self.weights / (self.reached.shape[-1] * WORD)
        return weight


@dataclass(frozen=True, slots=True)
class Play:
    """How mails pass influence on: with `passing` each, within `days` of the start, in so many
    `worlds` (a multiple of 64)."""

    days: float = 14.0
    passing: float = 0.05
    worlds: int = 8192


def replay(
    events: Record, weights: Floats, begin: int, end: int, play: Play, rng: np.random.Generator
) -> Replay:
    """Play the `events`; starts are uniform from `begin` to `play.days` before `end` (seconds)."""
    targets = np.flatnonzero(weights)
    horizon = int(play.days * DAY)
    starts = np.sort(rng.uniform(begin, end - horizon, play.worlds))
    reached = np.zeros((events.people, targets.size, play.worlds // WORD), np.uint64)
    reached[targets, np.arange(targets.size)] = ~np.uint64(0)
    first = np.searchsorted(starts, events.seconds - horizon, "left")
    last = np.searchsorted(starts, events.seconds, "left")
    for rows in _moments(events.seconds):
        _hand_on(events, rows, first, last, reached, play.passing, rng)
    return Replay(reached, weights[targets])


def _moments(seconds: Ints) -> Iterator[range]:
    """The events of each moment, the last first."""
    changes = np.flatnonzero(np.diff(seconds)) + 1
    bounds = [0, *map(int, changes), seconds.size]
    return (range(start, stop) for start, stop in reversed(list(pairwise(bounds))))


def _hand_on(
    events: Record, rows: range, first: Ints, last: Ints, reached: Bits, passing: float,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Senders of one moment reach whom their recipients reach later, in place."""
    gained = []
    for row in rows:
        if first[row] < last[row]:
            words = slice(first[row] // WORD, -(-last[row] // WORD))
            live = np.zeros((words.stop - words.start) * WORD, bool)
            inside = slice(first[row] - words.start * WORD, last[row] - words.start * WORD)
            live[inside] = rng.random(last[row] - first[row]) < passing
            bits = np.packbits(live, bitorder="little").view(np.uint64)
            gained.append((row, words, reached[events.recipient[row], :, words] & bits))
    for row, words, bits in gained:
        reached[events.sender[row], :, words] |= bits
