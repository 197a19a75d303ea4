"""Who outranks whom, and who is whose manager, from events alone.

    python3 run.py bench inference [EVENTS PEOPLE] [--seen-by ID,ID,… | --seen-by-random N]

EVENTS is `sender,recipient,timestamp`, plain or .gz; PEOPLE is `id,manager` (`reports_to` will do
too). Without files the mail of an invented organisation is taken. A superior is somebody's
manager, their manager's manager and so on. Asked is about each pair of superior and subordinate who
are both in the events, and about everybody's direct manager. The model stands as it is shipped,
and refitted: fitted on other people (five folds, five times; no pair of the fit has a subordinate
of the judged ones in it). Its calibration error is the mean distance between probability and
truth in ten equal bins of 0 … 1, each pair taken both ways round, weighted by the number of pairs.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import numpy as np

from graph.analysis.events.mails import seen_by
from graph.analysis.events.managers import candidates
from graph.analysis.events.record import Record, record
from graph.analysis.events.seniority import SLOPE, seniority, signs
from graph.analysis.reach.influence import Bools, Floats, Ints
from tests.benchmarks.event_files import Mails, read_mails, read_rows
from tests.benchmarks.invented_mail import invent

RIDGE, FOLDS, TIMES, BINS = 0.3, 5, 5, 10

NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """`manager` (people,): of each, NOBODY where there is none. Pairs of a superior and a
    subordinate, at all levels, who are both known."""

    manager: Ints
    superior: Ints
    subordinate: Ints


def truth(manager: Ints, known: Bools) -> Truth:
    """The pairs that follow from the managers."""
    pairs = [
        (above, person)
        for person in range(manager.size)
        for above in _chain(person, manager)
        if known[above] and known[person]
    ]
    superior, subordinate = np.array(pairs).reshape(-1, 2).T
    return Truth(manager, superior, subordinate)


def _chain(person: int, manager: Ints) -> list[int]:
    """All above a person, who is none of them."""
    above: list[int] = []
    while (person := int(manager[person])) not in (NOBODY, *above):
        above.append(person)
    return above


def right(score: Floats, about: Truth) -> float:
    """The part of the pairs in which the superior has the higher score; equals count half."""
    lead = score[about.superior] - score[about.subordinate]
    return float(np.mean((lead > 0) + 0.5 * (lead == 0)))


def calibration_error(probability: Floats) -> float:
    """Of the probabilities that superiors outrank subordinates, both ways round."""
    both = np.concatenate([probability, 1 - probability])
    is_true = np.repeat([1.0, 0.0], probability.size)
    bins = np.minimum((both * BINS).astype(int), BINS - 1)
    off = np.bincount(bins, both - is_true, BINS)
    return float(np.abs(off).sum() / both.size)


def refitted(leads: Floats, about: Truth) -> Iterator[Floats]:
    """The probabilities of all pairs, each fitted without its subordinate; several times."""
    for seed in range(TIMES):
        fold = np.random.default_rng(seed).integers(0, FOLDS, about.manager.size)
        found = np.empty(about.superior.size)
        for one in range(FOLDS):
            judged = fold[about.subordinate] == one
            touched = about.subordinate[judged]
            apart = ~np.isin(about.superior, touched) & ~np.isin(about.subordinate, touched)
            found[judged] = _logistic(leads[judged] @ fit(leads[apart]))
        yield found


def fit(leads: Floats) -> Floats:
    """Logistic ridge regression without a constant, all outcomes being 1, by Newton's method."""
    coefficients = np.zeros(leads.shape[1])
    for _ in range(30):
        p = _logistic(leads @ coefficients)
        slope = leads.T @ (1 - p) - RIDGE * coefficients
        bend = (leads * (p * (1 - p))[:, None]).T @ leads + RIDGE * np.eye(coefficients.size)
        coefficients = coefficients + np.linalg.solve(bend, slope)
    return coefficients


def _logistic(odds: Floats) -> Floats:
    probability: Floats = 1 / (1 + np.exp(-odds))
    return probability


def outranking(events: Record, about: Truth, viewers: Ints | None) -> Iterator[str]:
    """Lines on who outranks whom."""
    yield f"who outranks whom: {about.superior.size} pairs"
    for name, score in _simple(events).items():
        yield f"  {name:<44}{100 * right(score, about):>6.1f} % right"
    standing = seniority(events, viewers)
    shipped = standing.outranks(about.superior, about.subordinate)
    yield f"  {'Inroad, as shipped':<44}{_judged([shipped])}"
    each = signs(events, standing.known, viewers).sum(axis=1, keepdims=True)
    leads = each[about.superior] - each[about.subordinate]
    yield f"  {'Inroad, slope fitted on other people':<44}{_judged([*refitted(leads, about)])}"
    yield f"  fitted on all: {np.round(fit(leads), 2)}; shipped: {SLOPE}"


def _judged(several: list[Floats]) -> str:
    share = np.mean([_share(one) for one in several])
    error = np.mean([calibration_error(one) for one in several])
    return f"{100 * share:>6.1f} % right, calibration error {error:.3f}"


def _share(probability: Floats) -> float:
    """The part of the pairs that is right; ½ counts half."""
    return float(np.mean((probability > 0.5) + 0.5 * (probability == 0.5)))


def _simple(events: Record) -> dict[str, Floats]:
    """Plain scores of people."""
    pairs, mails = np.unique(events.pairs, return_counts=True)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(events.people))
    for pair, many in zip(pairs.tolist(), mails.tolist(), strict=True):
        graph.add_edge(*divmod(pair, events.people), weight=many)
    rank = nx.pagerank(graph, weight="weight")
    undirected = nx.Graph(graph)
    return {
        "mails received": np.bincount(events.recipient, minlength=events.people).astype(float),
        "mails sent": np.bincount(events.sender, minlength=events.people).astype(float),
        "weighted PageRank": np.array([rank[one] for one in range(events.people)]),
        "degree": np.array([float(undirected.degree(one)) for one in range(events.people)]),
    }


def managers(events: Record, about: Truth, viewers: Ints | None) -> Iterator[str]:
    """Lines on direct managers."""
    standing = seniority(events, viewers)
    people = np.flatnonzero((about.manager != NOBODY) & standing.known)
    yield f"direct manager: {people.size} people          hit@1  hit@3  hit@5    MRR"
    for name, score in _pair_scores(events).items():
        yield f"  {name:<32}{_hits(score, people, about.manager)}"
    found = candidates(events, standing, viewers)
    sure = _matrix(events.people, found.person, found.manager, found.probability())
    yield f"  {'Inroad, as shipped':<32}{_hits(sure, people, about.manager)}"
    best = sure[people].argmax(axis=1)
    confidence = sure[people, best]
    is_right = best == about.manager[people]
    yield (
        f"  of the likeliest: confidence {confidence.mean():.3f}, right {is_right.mean():.3f}; "
        f"calibration error in 5 bins {_off(confidence, is_right):.3f}"
    )


def _off(confidence: Floats, is_right: Floats) -> float:
    bins = np.minimum((confidence * 5).astype(int), 4)
    return float(np.abs(np.bincount(bins, confidence - is_right)).sum() / confidence.size)


def _pair_scores(events: Record) -> dict[str, Floats]:
    """Plain scores of pairs (person, manager)."""
    mails = _matrix(events.people, events.sender, events.recipient, np.ones(events.count))
    received = np.bincount(events.recipient, minlength=events.people)
    return {
        "mails to them": mails,
        "mails from them": mails.T,
        "mails either way": mails + mails.T,
        "the smaller of both": np.minimum(mails, mails.T),
        "mails either way × received": (mails + mails.T) * received,
    }


def _matrix(people: int, rows: Ints, columns: Ints, values: Floats) -> Floats:
    sums = np.bincount(rows * people + columns, values, people * people)
    return sums.reshape(people, people).astype(np.float64, copy=False)


def _hits(score: Floats, people: Ints, manager: Ints) -> str:
    """How often the manager is the first, among the first three and five, and the mean of
    1 / their place; equals share their places."""
    score = score.copy()
    np.fill_diagonal(score, -1)
    theirs = score[people, manager[people]][:, None]
    equal = np.count_nonzero(score[people] == theirs, axis=1) - 1
    place = 1 + np.count_nonzero(score[people] > theirs, axis=1) + equal / 2
    shares = [np.mean(place <= many) for many in (1, 3, 5)]
    return "".join(f"{one:>7.3f}" for one in (*shares, np.mean(1 / place)))


def _invented() -> tuple[Mails, dict[str, str]]:
    made = invent(150, days=120, seed=1)
    ids = tuple(f"{person:03}" for person in range(150))
    above = {ids[person]: ids[at] for person, at in enumerate(made.manager)}
    return Mails(ids, made.sender, made.recipient, made.seconds), above


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", type=Path, nargs="?")
    parser.add_argument("people", type=Path, nargs="?")
    parser.add_argument("--seen-by", metavar="ID,ID,…", help="only mails that these are on")
    parser.add_argument("--seen-by-random", type=int, metavar="N", help="several draws of N people")
    parser.add_argument("--draws", type=int, default=5, help="of people by --seen-by-random")
    return parser.parse_args()


def main() -> int:
    """Print the tables."""
    given = _given()
    if given.events and given.people:
        mails = read_mails(given.events)
        rows = list(read_rows(given.people))
        named = {row["id"]: row.get("manager") or row.get("reports_to") or "" for row in rows}
    else:
        mails, named = _invented()
    number = {id_: place for place, id_ in enumerate(mails.ids)}
    manager = np.array([number.get(named.get(id_, ""), NOBODY) for id_ in mails.ids])
    manager[manager == np.arange(manager.size)] = NOBODY
    last = int(mails.seconds.max())
    events = record(len(mails.ids), mails.sender, mails.recipient, mails.seconds, last)
    shipped: list[Floats] = []
    for title, viewers in _views(events, given, number):
        some = events if viewers is None else seen_by(events, viewers)
        known = np.bincount(np.append(some.sender, some.recipient), minlength=some.people) > 0
        about = truth(manager, known)
        lines = (*outranking(some, about, viewers), *managers(some, about, viewers))
        print(title, *lines, sep="\n", flush=True)
        shipped.append(seniority(some, viewers).outranks(about.superior, about.subordinate))
    if len(shipped) > 1:
        print(f"who outranks whom as shipped, {len(shipped)} draws:", *over(shipped), sep="\n")
    return 0


def over(draws: Sequence[Floats]) -> Iterator[str]:
    """Lines on how several draws differ, given the probabilities of the pairs in each."""
    right = np.array([100 * _share(one) for one in draws])
    errors = np.array([calibration_error(one) for one in draws])
    yield f"  right: mean {_mean(right, 1)} %, {right.min():.1f} to {right.max():.1f} %"
    yield (
        f"  calibration error: mean {_mean(errors, 3)}, median {np.median(errors):.3f}, worst "
        f"{errors.max():.3f}; of all pairs together {calibration_error(np.concatenate(draws)):.3f}"
    )


def _mean(values: Floats, digits: int) -> str:
    error = values.std(ddof=1) / np.sqrt(values.size)
    return f"{values.mean():.{digits}f} ± {error:.{digits}f}"


def _views(
    events: Record, given: argparse.Namespace, number: Mapping[str, int]
) -> Iterator[tuple[str, Ints | None]]:
    """All mails, or those that some people are on."""
    if given.seen_by:
        (ids,) = csv.reader([given.seen_by])
        yield f"seen by {given.seen_by}", np.array([number[one] for one in ids])
    elif given.seen_by_random:
        for seed in range(given.draws):
            rng = np.random.default_rng(seed)
            some = rng.choice(np.unique(events.sender), given.seen_by_random, replace=False)
            yield f"seen by {some.size} at random, draw {seed}", some
    else:
        yield "all mails", None


if __name__ == "__main__":
    sys.exit(main())
