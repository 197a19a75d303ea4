"""The influence graph as arrays: who can move whom, and how surely."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Keys: TypeAlias = npt.NDArray[np.uint32]
Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

Entries: TypeAlias = npt.NDArray[np.uint64]
"""Who is in which set: person × 2**32 + set."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrows:
    """Directed influence: `source[i]` wins `target[i]` over with `probability[i]`.

    People are the numbers 0 … `people` - 1; the three arrays have one entry an arrow.
    An arrow from a person to themselves or of probability 0 is harmless; parallel arrows
    act independently of each other.

    Raises:
        ValueError: shapes differ, an end is nobody, or a probability is not in 0 … 1.
    """

    people: int
    source: Ints
    target: Ints
    probability: Floats

    def __post_init__(self) -> None:
        if not self.source.shape == self.target.shape == self.probability.shape == (self.count,):
            raise ValueError("source, target and probability must be flat and of one length")
        self._check_ends("source", self.source)
        self._check_ends("target", self.target)
        within = (self.probability >= 0) & (self.probability <= 1)
        if not within.all():
            at = int(np.flatnonzero(~within)[0])
            raise ValueError(f"probability[{at}] is {self.probability[at]}: it must be in 0 … 1")

    @property
    def count(self) -> int:
        return self.source.size

    def _check_ends(self, name: str, ends: Ints) -> None:
        if ends.dtype.kind not in "iu":
            raise ValueError(f"{name} must hold whole numbers, not {ends.dtype}")
        within = (ends >= 0) & (ends < self.people)
        if not within.all():
            at = int(np.flatnonzero(~within)[0])
            raise ValueError(f"{name}[{at}] is {ends[at]}: people are 0 … {self.people - 1}")


def targets_of(weights: Floats) -> Ints:
    """Who has a weight above 0 in the decision. Raises ValueError where nobody has."""
    targets = np.flatnonzero(weights)
    if not targets.size:
        raise ValueError("nobody has a decision weight above 0: there is nothing to reach")
    return targets
