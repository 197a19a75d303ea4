"""The arrows by the person they point at."""

from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.influence import Arrows, Floats, Ints
from graph.analysis.reach.rows import Rows, starts


@dataclass(frozen=True, slots=True, eq=False)
class Incoming:
    """Whom each person is moved by: the others in `rows`, all distinct, so many as `degree` says
    (n,), each with `probability` alike (arrows,)."""

    people: int
    rows: Rows
    degree: Ints
    probability: Floats

    @property
    def source(self) -> Ints:
        """From whom each arrow comes (arrows,)."""
        return self.rows.other

    def into(self, people: Ints) -> Ints:
        """The arrows into each of `people`, one person's after the other's."""
        return self.rows.places(people)


def incoming(arrows: Arrows) -> Incoming:
    """Sort the arrows by target; parallel ones become one, 1 - (1 - p)(1 - q)."""
    useful = (arrows.source != arrows.target) & (arrows.probability > 0)
    pair = arrows.target[useful].astype(np.int64) * arrows.people + arrows.source[useful]
    order = np.argsort(pair)
    pair, probability = pair[order], arrows.probability[useful][order]
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    if first.size < pair.size:
        pair, probability = pair[first], 1 - np.multiply.reduceat(1 - probability, first)
    target, source = np.divmod(pair, arrows.people)
    start = starts(target, arrows.people)
    return Incoming(arrows.people, Rows(start, source), np.diff(start), probability)
