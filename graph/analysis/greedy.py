"""The greedy choice among people, on reverse-reachable sets.

Each person `u` is active with the probability `engaged[u]`, whoever was chosen for certain. A set
R has left to give what it is worth times the probability that nobody in it is active,
∏ (1 - engaged[u]) over u in R; the gain of a person is what the sets that they are in have left.
So engagement enters exactly: only the worlds are sampled.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.influence import Floats
from graph.analysis.reverse_sets import ReverseSets

TIE = 1.96
"""Standard errors: a smaller difference is within the sampling error, at 95 %."""

DIGITS = 12
"""Of a scaled gain: what differs further behind is the rounding of sums in another order."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A `person`, and what each set (N,) had left to give when they were chosen."""

    person: int
    left: Floats


def greedy(sets: ReverseSets, left: Floats, scale: Floats) -> Iterator[Choice]:
    """Again and again the person with the highest gain × `scale` (n,), while that is above 0.

    Equals are chosen in the order of their numbers. Reach is submodular (Kempe, Kleinberg and
    Tardos, KDD 2003): a gain only falls as others are chosen, so that what it was is a bound
    and few have to be computed again (Minoux 1978; Leskovec et al., KDD 2007).
    """
    bound = np.round(sets.sums(left) * scale, DIGITS)
    while bound.any():
        person = _best(sets, left, scale, bound)
        if not bound[person]:
            return
        yield Choice(person, left)
        bound[person] = 0
        left = left.copy()
        left[sets.containing(person)] = 0


def _best(sets: ReverseSets, left: Floats, scale: Floats, bound: Floats) -> int:
    """Compute the gain with the highest bound until one stays the highest; tightens `bound`."""
    computed: set[int] = set()
    while (person := int(bound.argmax())) not in computed:
        gain = left[sets.containing(person)].sum()
        bound[person] = np.round(gain * scale[person], DIGITS)
        computed.add(person)
    return person


def are_tied(sets: ReverseSets, first: Choice, second: Choice, scale: Floats) -> bool:
    """Whether `second` could as well have been chosen in the place of `first`.

    Compared set by set: what the two have in common drops out of the difference and its error.
    """
    lead = np.zeros(sets.count)
    lead[sets.containing(first.person)] = scale[first.person]
    lead[sets.containing(second.person)] -= scale[second.person]
    differing = np.flatnonzero(lead)
    values = (lead * first.left)[differing]
    margin = TIE * sets.standard_error(differing, values)
    return bool(np.round(abs(values.sum()) - margin, DIGITS) <= 0)
