"""Tossing many coins of one kind at a time, with less left to chance than one by one.

Of K coins that come up with probability p, p K come up, rounded up or down at random, and which
ones is drawn without replacement. Each coin by itself still comes up with probability p, and
coins of different kinds are independent; but what two coins of one kind do differs more than
if they were independent, and sums over them vary less (Cochran, Sampling Techniques, § 2.6, the
finite population correction).
"""

from math import isqrt

import numpy as np

from graph.analysis.influence import Floats, Ints

MOST = 2**18
"""Coins of one kind."""


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
