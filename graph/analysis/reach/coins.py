"""Coins that say which arrows are live: tossed many at a time, or looked up one by one.

`toss` leaves less to chance than coins by themselves: of K coins that come up with probability p,
p K come up, rounded up or down at random, and which ones is drawn without replacement. Each coin
by itself still comes up with probability p, and coins of different kinds are independent; but
what two coins of one kind do differs more than if they were independent, and sums over them vary
less (Cochran, Sampling Techniques, § 2.6, the finite population correction).

`come_up` mixes the label of an arrow, which comes from its number, and that of a world, which is
random, so that a coin is the same whenever and in whatever order one looks at it.
"""

from math import isqrt

import numpy as np

from graph.analysis.reach.influence import Bools, Floats, Ints, Keys
from graph.analysis.reach.visited import GOLDEN

MOST = 2**18
"""Coins of one kind."""

FIRST, SECOND = 0x7FEB352D, 0x846CA68B
"""With shifts of 16, 15 and 16 they mix 32 bits so that each bit of what comes out depends nearly
evenly on all that go in (C. Wellons, hash-prospector: "lowbias32")."""


def toss(probability: Floats, size: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Toss `size[kind]` ≤ MOST coins of each kind; the kind and the number, from 0, of each one
    that comes up.

    The numbers drawn are a random arithmetic progression modulo the least prime P ≥ K, which
    takes each pair of numbers with the same probability, as drawing without replacement does;
    of P - K coins too many the result is thrown away.
    """
    modulus = LEAST_PRIME[size]
    heads = (probability * modulus + rng.random(size.size)).astype(np.int64)
    some = np.flatnonzero(heads)
    heads, modulus = heads[some], modulus[some]
    first = np.floor(rng.random(some.size) * modulus)
    stride = 1 + np.floor(rng.random(some.size) * (modulus - 1))
    kind, modulus = np.repeat(some, heads), np.repeat(modulus, heads)
    nth = np.arange(kind.size) - np.repeat(np.cumsum(heads) - heads, heads)
    number = np.repeat(first, heads) + nth * np.repeat(stride, heads)
    number -= np.floor(number / modulus) * modulus  # exact, and faster than whole numbers
    kept = np.flatnonzero(number < size[kind])
    return kind[kept], number[kept].astype(np.int64)


def _least_primes(upto: int) -> Ints:
    """The least prime ≥ k for each k in 0 … `upto`, where 1 passes for a prime."""
    prime = np.ones(2 * upto, bool)  # there is always one between k and 2 k
    prime[0] = False
    for divisor in range(2, isqrt(2 * upto) + 1):
        if prime[divisor]:
            prime[divisor * divisor :: divisor] = False
    primes = np.flatnonzero(prime)
    return np.repeat(primes, np.diff(primes, prepend=-1))[: upto + 1]


LEAST_PRIME = _least_primes(MOST)


def labels(count: int, rng: np.random.Generator) -> Keys:
    """Random labels of worlds."""
    return rng.integers(2**32, size=count, dtype=np.uint32)


def label(arrow: Ints) -> Keys:
    """The label of an arrow, by its number."""
    return arrow.astype(np.uint32) * np.uint32(GOLDEN)


def limits(probability: Floats) -> Keys:
    """Below which number, of 2**31, a coin comes up."""
    return np.rint(probability * 2**31).astype(np.uint32)


def come_up(arrow: Keys, world: Keys, limit: Keys) -> Bools:
    """Whether each coin comes up, by the labels of its arrow and its world."""
    mixed = arrow ^ world
    mixed ^= mixed >> 16
    mixed *= np.uint32(FIRST)
    mixed ^= mixed >> 15
    mixed *= np.uint32(SECOND)
    mixed ^= mixed >> 16
    up: Bools = mixed >> 1 < limit
    return up
