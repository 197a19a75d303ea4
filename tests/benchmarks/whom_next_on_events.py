"""Whom next on dated events, held out: chosen on some months, judged on the mails that followed.

    python3 run.py bench whom_next_on_events [EVENTS PEOPLE] [--windows FROM/TEST/END …]

EVENTS is `sender,recipient,timestamp`, plain or .gz; PEOPLE is `id,decision_weight`, where those
with a weight above 0 are the targets. Without files the mail of an invented organisation is
taken. A window trains on the days from FROM to before TEST, and tests on those from TEST to
before END; the default is three months and the next two, beginning on the first of each month.

Who sent or received a mail in training may be chosen, bar the targets and three random people
who are engaged already. What the chosen reach over the real mails of the test is given in % of
a greedy choice that knew them (`tests/benchmarks/replay.py`): mean over all windows and draws,
its standard error as far as it comes from the draws, and in brackets the mean of the worst
window, for 1, 3 and 5 chosen. "added" leaves out what the engaged reach by themselves,
"reached" counts it in.

With `--nested DAYS` each window ends before its test, and the last DAYS of its training are the
test instead: that is where settings are chosen (`--half-lives`, `--lasting`, `--announced`).
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

import networkx as nx
import numpy as np

from graph.analysis.events import cascades
from graph.analysis.events.rates import ANNOUNCED, HALF_LIFE_DAYS, LASTING, rates
from graph.analysis.events.record import DAY, Record, record
from graph.analysis.reach import drawing
from graph.analysis.reach.following import reverse_graph
from graph.analysis.reach.influence import Arrows, Bools, Floats
from graph.analysis.reach.ranking import FIRST_SETS, FIRST_WORK, Situation, rank_on
from graph.analysis.reach.reverse_sets import ReverseSets
from tests.benchmarks.event_files import (
    Mails,
    Window,
    every_month,
    read_mails,
    read_rows,
    seconds_of,
)
from tests.benchmarks.invented_mail import invent
from tests.benchmarks.replay import Play, Replay, replay

PLACES = (1, 3, 5)
ENGAGED = 3

RESIST = float(np.log(1 - Play().passing))


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One window and one draw: what one may know when one chooses."""

    training: Record
    weights: Floats
    engaged: tuple[int, ...]
    eligible: Bools
    seed: int

    @property
    def situation(self) -> Situation:
        engaged = np.zeros(self.weights.size)
        engaged[list(self.engaged)] = 1
        return Situation(self.weights, engaged, self.eligible, np.ones(self.weights.size))


Chooser = Callable[[Case], Sequence[int]]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is the same for all draws of a window: the mails of training, from `begin` to before
    `end` (seconds), and the weights of the targets."""

    training: Record
    weights: Floats
    begin: int
    end: int


Method = Callable[[Known], Chooser]
"""What is worked out once in a window, and then for each draw."""


def by_score(score: Floats) -> Chooser:
    """The highest scores first."""
    return lambda case: [
        int(one) for one in np.argsort(np.where(case.eligible, -score, np.inf), kind="stable")[:5]
    ]


def by_sets(sets: ReverseSets) -> Chooser:
    return lambda case: [pick.person for pick in rank_on(sets, case.situation, 5, "gain").picks]


def at_random(_: Known) -> Chooser:
    return lambda case: [
        int(one)
        for one in np.random.default_rng(case.seed).permutation(np.flatnonzero(case.eligible))[:5]
    ]


def mails_sent(known: Known) -> Chooser:
    return by_score(
        np.bincount(known.training.sender, minlength=known.training.people).astype(float)
    )


def mails_to_targets(known: Known) -> Chooser:
    """Mails to a target count with its weight."""
    training = known.training
    to = known.weights[training.recipient]
    return by_score(np.bincount(training.sender, to, training.people).astype(float))


def betweenness(known: Known) -> Chooser:
    training = known.training
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(training.people))
    graph.add_edges_from(zip(training.sender.tolist(), training.recipient.tolist(), strict=True))
    found = nx.betweenness_centrality(graph)
    return by_score(np.array([found[person] for person in range(training.people)]))


def static(part: float) -> Method:
    """Reverse-reachable sets of a graph without time, on mails of `part` of the days ahead."""

    def method(known: Known) -> Chooser:
        play, training = Play(), known.training
        pairs, mails = np.unique(training.pairs, return_counts=True)
        ahead = mails * (play.days * part * DAY / (known.end - known.begin))
        source, target = np.divmod(pairs, training.people)
        arrows = Arrows(training.people, source, target, -np.expm1(ahead * RESIST))
        rng = np.random.default_rng(1)
        return by_sets(
            drawing.draw(reverse_graph(arrows), known.weights, FIRST_SETS, rng, FIRST_WORK)
        )

    return method


def time_ordered(known: Known) -> Chooser:
    """Reverse-reachable sets over the mails of the training months, as they came."""
    rng = np.random.default_rng(1)
    played = replay(known.training, known.weights, known.begin, known.end, Play(), rng)
    return lambda case: played.greedy(case.engaged, case.eligible, 5)


def ours(
    half_life: float = HALF_LIFE_DAYS, lasting: float = LASTING, announced: float = ANNOUNCED
) -> Method:
    """What Inroad does: rates of events to be expected, in continuous time."""
    play = Play()
    passing = lasting * play.passing

    def method(known: Known) -> Chooser:
        expected = rates(known.training, play.days, half_life, passing, announced)
        rng, weights = np.random.default_rng(1), known.weights
        return by_sets(cascades.draw(expected, weights, play.days, FIRST_SETS, rng, FIRST_WORK))

    return method


BASELINES: dict[str, Method] = {
    "random": at_random,
    "betweenness": betweenness,
    "mails sent": mails_sent,
    "mails sent to the targets": mails_to_targets,
    "static sets": static(1),
    "static sets, half the days ahead": static(0.5),
    "sets on the mails in their order": time_ordered,
}


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """In % of the oracle, by place: what is added to those engaged, and all that is reached."""

    added: Floats
    reached: Floats


def judge(
    mails: Mails, weights: Floats, window: Window, methods: dict[str, Method], draws: int, seed: int
) -> dict[str, list[Score]]:
    """Each method's score in each draw of a window."""
    train, test, end = map(seconds_of, (window.train, window.test, window.end))
    training, test_mails = _between(mails, train, test), _between(mails, test, end)
    known = Known(training, weights, train, test)
    future = replay(test_mails, weights, test, end, Play(), np.random.default_rng(seed))
    choosers = {name: method(known) for name, method in methods.items()}
    scores: dict[str, list[Score]] = {name: [] for name in methods}
    for case in _cases(training, weights, draws, seed):
        oracle = _values(future, case, future.greedy(case.engaged, case.eligible, max(PLACES)))
        before = future.value(case.engaged)
        for name, choose in choosers.items():
            got = _values(future, case, choose(case))
            scores[name].append(Score(100 * (got - before) / (oracle - before), 100 * got / oracle))
    return scores


def _between(mails: Mails, first: int, end: int) -> Record:
    rows = mails.seconds >= first
    ends = mails.sender[rows], mails.recipient[rows]
    return record(len(mails.ids), *ends, mails.seconds[rows], end - 1)


def _cases(training: Record, weights: Floats, draws: int, seed: int) -> Iterator[Case]:
    there = np.zeros(training.people, bool)
    there[training.sender] = there[training.recipient] = True
    free = there & (weights == 0)
    for draw in range(draws):
        rng = np.random.default_rng([seed, draw])
        engaged = rng.choice(np.flatnonzero(free), ENGAGED, replace=False)
        eligible = free.copy()
        eligible[engaged] = False
        yield Case(training, weights, tuple(map(int, engaged)), eligible, seed=1000 * seed + draw)


def _values(future: Replay, case: Case, chosen: Sequence[int]) -> Floats:
    return np.array([future.value([*case.engaged, *chosen[:place]]) for place in PLACES])


def table(windows: Sequence[dict[str, list[Score]]]) -> Iterator[str]:
    """A line for each method: means over all windows, their standard errors by how the draws of a
    window differ, and the means of the worst window."""
    heads = "".join(f"{f'{what} {place}':>19}" for what in ("added", "reached") for place in PLACES)
    yield f"{'% of the oracle, mean ± error (worst)':<38}{heads}"
    for name in windows[0]:
        cells = zip(*summary([window[name] for window in windows]), strict=True)
        texts = (f"{mean:.1f} ± {error:.1f} ({low:.1f})" for mean, error, low in cells)
        yield f"{name:<38}" + "".join(f"{text:>19}" for text in texts)


def summary(windows: Sequence[Sequence[Score]]) -> tuple[Floats, Floats, Floats]:
    """Of one method: the mean over all windows, its standard error by the draws, and the worst
    window's mean, for what is added and what is reached, by place (6,)."""
    scores = np.array([[np.append(one.added, one.reached) for one in each] for each in windows])
    means, draws = scores.mean(axis=1), scores.shape[1]
    spread = scores.var(axis=1, ddof=1) if draws > 1 else np.full_like(means, np.nan)
    error = np.sqrt((spread / draws).mean(axis=0) / len(windows))
    return means.mean(axis=0), error, means.min(axis=0)


def invented() -> tuple[Mails, Floats]:
    """The mail of an invented organisation of 150, and the weights of its upper two levels."""
    made = invent(150, days=240, seed=1)
    ids = tuple(f"{person:03}" for person in range(150))
    weights = np.select([made.level == 1, made.level == 2], [2.0, 1.0], 0.0)
    return Mails(ids, made.sender, made.recipient, made.seconds), weights


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=Path, nargs="?")
    parser.add_argument("people", type=Path, nargs="?")
    parser.add_argument("--windows", nargs="+", metavar="FROM/TEST/END")
    parser.add_argument("--draws", type=int, default=10, help="of three people who are engaged")
    parser.add_argument("--nested", type=int, metavar="DAYS")
    parser.add_argument("--half-lives", type=float, nargs="+", default=[], metavar="DAYS")
    parser.add_argument("--lasting", type=float, nargs="+", default=[LASTING], metavar="PART")
    parser.add_argument("--announced", type=float, nargs="+", default=[ANNOUNCED], metavar="PART")
    return parser.parse_args()


def main() -> int:
    """Print the table."""
    given = _given()
    if given.events and given.people:
        mails = read_mails(given.events)
        weight = {row["id"]: float(row["decision_weight"] or 0) for row in read_rows(given.people)}
        weights = mails.vector(weight)
    else:
        mails, weights = invented()
    named = [Window(*map(date.fromisoformat, text.split("/"))) for text in given.windows or ()]
    windows = named or every_month(mails)
    if given.nested:
        windows = [window.nested(given.nested) for window in windows]
    several = {
        "half-life {:g} days, {:g}, {:g}".format(*settings): ours(*settings)
        for settings in product(given.half_lives, given.lasting, given.announced)
    }
    methods = several or BASELINES | {"Inroad": ours()}
    judged = []
    for seed, window in enumerate(windows):
        judged.append(judge(mails, weights, window, methods, given.draws, seed))
        own = np.mean([one.added for one in judged[-1][[*methods][-1]]], axis=0)
        print(f"{window.train} / {window.test} / {window.end}: {np.round(own, 1)}", flush=True)
    print(*table(judged), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
