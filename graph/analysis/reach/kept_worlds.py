"""Worlds that are kept, so that one can ask what would be reached in the very same ones if
somebody weren't there or had less influence, and by which routes it gets there.

Beside each reverse-reachable set the live arrows within it are kept. Without somebody, a set that
they aren't in is the same; of one that they are in, those stay who have another live way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from graph.analysis.reach.first_routes import FirstRoutes, first_in_live
from graph.analysis.reach.incoming import Incoming, incoming
from graph.analysis.reach.influence import Arrows, Bools, Floats, Ints, targets_of
from graph.analysis.reach.reverse_sets import GROUPS, ReverseSets
from graph.analysis.reach.rows import Rows, spread, starts

MOST_SETS = 2**17
MOST_ENTRIES = 2**19
"""People in sets, and live arrows between them, together: they bound memory (about 40 bytes
each) and the time that a question takes."""

MARKED = 2**24
"""People in worlds that are drawn side by side: a byte each."""

GOLDEN = (5**0.5 - 1) / 2
"""Multiples of it modulo 1 spread evenly, however many of them are taken."""


class Worlds(Protocol):
    """Sets that were drawn once, and what they are without some people, in the same worlds."""

    @property
    def sets(self) -> ReverseSets: ...

    def without(self, gone: Ints) -> ReverseSets:
        """The sets if those weren't there. Sets about them hold nobody, and are worth nothing."""

    def weakening(self, source: int, target: int) -> Callable[[float], ReverseSets]:
        """The sets if of the influence of one person on another only a part, 0 … 1, were left: of
        its probability or, where it takes its time, of its rate."""

    def first_routes(self, person: int, among: Ints) -> FirstRoutes:
        """By which route influence of a person arrives first, in those of the sets `among`
        (rising) in which they are."""


@dataclass(frozen=True, slots=True, eq=False)
class LiveWorlds:
    """Worlds of arrows. An entry is a place in `sets.members`: one person in one set.

    `behind`: who has a live arrow into an entry, and `ahead`: into whom an entry has one, all in
    the same set. `tree`: one of its ways for each, the entries that hang on an entry in it; so
    that only those are in doubt whose way is cut. `root`: the entry of each set's target.
    """

    sets: ReverseSets
    behind: Rows
    ahead: Rows
    tree: Rows
    root: Ints

    def without(self, gone: Ints) -> ReverseSets:
        """See `Worlds`."""
        entries = self.sets.rows.places(gone)
        sets = self._without(self._lost(entries, entries))
        return replace(sets, worth=np.where(np.isin(sets.target, gone), 0, sets.worth))

    def weakening(self, source: int, target: int) -> Callable[[float], ReverseSets]:
        """See `Worlds`. A live arrow stays so with the probability that is the part left: each set
        counts by that much as it is, and by the rest as it is without the arrow."""
        cut = self._cut(source, target)

        def weakened(kept: float) -> ReverseSets:
            parts = ((self.sets, kept), (cut, 1 - kept))
            as_is, without = (replace(one, worth=2 * part * one.worth) for one, part in parts)
            return as_is + without if kept else cut  # each stands for half of the sets now

        return weakened

    def first_routes(self, person: int, among: Ints) -> FirstRoutes:
        """See `Worlds`."""
        return first_in_live(self.sets, self.ahead, self.root, person, among)

    def _cut(self, source: int, target: int) -> ReverseSets:
        """The sets without the arrow."""
        tails = np.arange(self.sets.start[source], self.sets.start[source + 1])
        heads = np.arange(self.sets.start[target], self.sets.start[target + 1])
        ahead, behind = self.ahead.places(tails), self.behind.places(heads)
        over = self._is_of(target, self.ahead.other[ahead])
        cut = replace(
            self,
            ahead=self.ahead.minus(ahead[over]),
            behind=self.behind.minus(behind[self._is_of(source, self.behind.other[behind])]),
        )
        loose = np.repeat(tails, self.ahead.counts(tails))[over]
        loose = loose[self.root[self.sets.members[loose]] != loose]
        return cut._without(cut._lost(loose, loose[:0]))

    def _is_of(self, person: int, entries: Ints) -> Bools:
        start = self.sets.start
        found: Bools = (entries >= start[person]) & (entries < start[person + 1])
        return found

    def _without(self, lost: Bools) -> ReverseSets:
        """The sets without these entries."""
        before = np.searchsorted(np.flatnonzero(lost), self.sets.start)
        return replace(self.sets, start=self.sets.start - before, members=self.sets.members[~lost])

    def _lost(self, loose: Ints, gone: Ints) -> Bools:
        """Which entries have no live way to their target any more.

        In doubt are the `loose` ones and whoever hangs on them in the tree; of them stay those
        with a live arrow to somebody not in doubt, and those behind them, but not the `gone`.
        """
        doubt = np.zeros(self.sets.members.size, bool)
        doubt[loose] = True
        spread(self.tree, loose, doubt, ~doubt)
        out = doubt.copy()
        out[gone] = False
        waiting = np.flatnonzero(out)
        saved = ~doubt
        count = self.ahead.counts(waiting)
        safe = saved[self.ahead.of(waiting)]
        found = np.unique(np.repeat(waiting, count)[safe])
        saved[found] = True
        spread(self.behind, found, saved, out)
        return ~saved


def draw_live(
    arrows: Arrows, weights: Floats, rng: np.random.Generator, most: int = MOST_SETS
) -> LiveWorlds:
    """Up to `most` worlds for the targets, who are those with a weight above 0; fewer, at
    least one for each group, where sets are large. A target has sets by its weight.

    Raises:
        ValueError: nobody has a weight above 0.
    """
    targets = targets_of(weights)
    roots = targets[_spread_evenly(weights[targets], most // GROUPS, rng)]
    into, keys, tails, heads = incoming(arrows), [], [], []
    done, entries, size = 0, 0, GROUPS
    while done < roots.size and (not done or entries < MOST_ENTRIES * done / (done + GROUPS)):
        size = _next_size(done, entries, arrows.people, roots.size)
        members, tail, head = _followed(into, roots[done : done + size], done, rng)
        keys.append(members)
        tails.append(tail)
        heads.append(head)
        done, entries = done + size, entries + members.size + tail.size
    return _kept(arrows.people, roots[:done], weights, *map(np.concatenate, (keys, tails, heads)))


def _next_size(done: int, entries: int, people: int, planned: int) -> int:
    """How many sets to draw side by side, whole rounds of the groups: some, to see how large
    they are, then as many as fit."""
    if not done:
        return GROUPS
    fitting = min(7 * done, MOST_ENTRIES * done // entries - done, MARKED // people, planned - done)
    return max(1, fitting // GROUPS) * GROUPS


def _spread_evenly(weights: Floats, rounds: int, rng: np.random.Generator) -> Ints:
    """A target for each set of `rounds` × GROUPS, the groups in turn: in each group by itself and
    in any number of its first rounds nearly by weight."""
    first = rng.random(GROUPS)
    at = (first + GOLDEN * np.arange(rounds)[:, None]) % 1
    upto = np.cumsum(weights) / weights.sum()
    found: Ints = np.searchsorted(upto, at.ravel(), "right")
    return np.minimum(found, weights.size - 1)


def _followed(
    into: Incoming, roots: Ints, first: int, rng: np.random.Generator
) -> tuple[Ints, Ints, Ints]:
    """The sets of `roots`, numbered from `first`, and the live arrows in them.

    Three arrays of (set, person) as one number, set × people + person: members, and tails and
    heads of live arrows.
    """
    people = into.people
    marked = np.zeros(roots.size * people, bool)
    entered = np.arange(roots.size) * people + roots
    marked[entered] = True
    members, tails, heads = [entered], [], []
    while entered.size:
        person = entered % people
        arrow = into.into(person)
        live = np.flatnonzero(rng.random(arrow.size) < into.probability[arrow])
        head = np.repeat(entered, into.degree[person])[live]
        tail = head - head % people + into.source[arrow[live]]
        entered = np.unique(tail[~marked[tail]])
        marked[entered] = True
        members.append(entered)
        tails.append(tail)
        heads.append(head)
    shift = first * people
    return (
        np.concatenate(members) + shift,
        np.concatenate(tails) + shift,
        np.concatenate(heads) + shift,
    )


def _kept(
    people: int, roots: Ints, weights: Floats, members: Ints, tails: Ints, heads: Ints
) -> LiveWorlds:
    count = roots.size
    keys = np.sort(_by_person(members, people, count))
    person, member = np.divmod(keys, count)
    tail, head = (np.searchsorted(keys, _by_person(ends, people, count)) for ends in (tails, heads))
    times = np.bincount(roots, minlength=people)
    worth = weights[roots] / times[roots]
    sets = ReverseSets(
        people=people,
        target=roots,
        worth=worth * (weights.sum() / worth.sum()),
        group=np.arange(count) % GROUPS,
        start=np.searchsorted(person, np.arange(people + 1)),
        members=member,
        work=float(members.size + tails.size),
    )
    root = np.searchsorted(keys, roots * count + np.arange(count))
    return LiveWorlds(
        sets=sets,
        behind=_rows(head, tail, keys.size),
        ahead=_rows(tail, head, keys.size),
        tree=_tree(head, tail, root, keys.size),
        root=root,
    )


def _by_person(keys: Ints, people: int, sets: int) -> Ints:
    """From set × people + person to person × sets + set."""
    return keys % people * sets + keys // people


def _tree(head: Ints, tail: Ints, root: Ints, entries: int) -> Rows:
    """Everybody but the targets hangs on the first of the arrows that lead to them."""
    over = np.full(entries, -1)
    over[tail[::-1]] = head[::-1]  # of several the one that is written last counts
    over[root] = -1
    others = np.flatnonzero(over >= 0)
    return _rows(over[others], others, entries)


def _rows(entry: Ints, other: Ints, entries: int) -> Rows:
    order = np.argsort(entry, kind="stable")
    start = starts(entry, entries)
    return Rows(start.astype(np.int32), other[order].astype(np.int32))
