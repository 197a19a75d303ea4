"""The greedy choice among people, on reverse-reachable sets.

Each person `u` is active with the probability `engaged[u]`, whoever was chosen for certain. A set
R has left to give what it is worth times the probability that nobody in it is active,
∏ (1 - engaged[u]) over u in R; the gain of a person is what the sets that they are in have left.
So engagement enters exactly: only the worlds are sampled.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.analysis.reach.influence import Bools, Floats, Ints
from graph.analysis.reach.reverse_sets import GROUPS, ReverseSets, error_of_sum

TIE = 1.96
"""Standard errors: a smaller difference is within the sampling error, at 95 %."""

DIGITS = 12
"""Of a scaled gain: what differs further behind is the rounding of sums in another order."""

NEAR = 8.0
"""Standard errors: who is further behind isn't compared; chance alone makes no such difference."""

MOST_AS_GOOD = 20
"""How many people are compared with one who is chosen."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A `person`, what each set (N,) had left to give when they were chosen, and a `bound` (n,)
    that no scaled gain was above then: theirs was exactly that, of those chosen before it is 0."""

    person: int
    left: Floats
    bound: Floats


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
        yield Choice(person, left, bound.copy())
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


def are_tied(sets: ReverseSets, first: Choice, second: int, scale: Floats) -> bool:
    """Whether the person `second` could as well have been chosen in the place of `first`."""
    return bool(_tied(sets, first, np.array([second]), scale)[0])


def _tied(sets: ReverseSets, first: Choice, others: Ints, scale: Floats) -> Bools:
    """Which of the people `others` could as well have been chosen in the place of `first`.

    What two have in common drops out of the difference, and so of its error.
    """
    people = np.append(first.person, others)
    by_group = gains_by_group(sets, first.left, people, scale)
    lead = by_group[0] - by_group[1:]
    margin = TIE * error_of_sum(lead)
    tied: Bools = np.round(abs(lead.sum(axis=1)) - margin, DIGITS) <= 0
    return tied


def gains_by_group(sets: ReverseSets, left: Floats, people: Ints, scale: Floats) -> Floats:
    """The scaled gain of each of `people` (people, GROUPS) where each set has so much left."""
    inside = sets.rows.of(people)
    nth = np.repeat(np.arange(people.size), sets.rows.counts(people))
    cell = nth * GROUPS + sets.group[inside]
    size = people.size * GROUPS
    gains = np.bincount(cell, left[inside], size).reshape(people.size, GROUPS)
    scaled: Floats = gains * scale[people][:, None]
    return scaled


def as_good(sets: ReverseSets, choice: Choice, scale: Floats) -> tuple[int, ...]:
    """Who else could as well have been chosen, the one with the highest bound first.

    No more than `MOST_AS_GOOD` are looked for. They may have nothing to add any more once the
    choice is made: whoever stands in the same place gives the same.
    """
    person, bound = choice.person, choice.bound
    by_group = gains_by_group(sets, choice.left, np.array([person]), scale)
    error = float(error_of_sum(by_group)[0])
    near = np.flatnonzero((bound > 0) & (bound >= bound[person] - NEAR * error))
    others = near[np.argsort(-bound[near], kind="stable")]
    others = others[others != person][:MOST_AS_GOOD]
    tied = others[_tied(sets, choice, others, scale)]
    return tuple(one for one in tied.tolist() if choice.left[sets.containing(one)].any())
