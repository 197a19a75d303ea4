"""Invented organisations and their mail, for benchmarks and tests: nothing of it is real.

Everybody has a manager, six reports or fewer each. A person's mails go to their manager, reports,
colleagues of the same manager and a few others; some go to several at once, some are copied to
their own manager, and mails are answered within hours. How much somebody writes changes from day
to day, and some are away for two weeks.
"""

from dataclasses import dataclass

import numpy as np

from graph.analysis.events.record import DAY
from graph.analysis.reach.influence import Ints

SHARES = {"manager": 0.3, "reports": 0.3, "colleagues": 0.25, "others": 0.15}
"""Of somebody's mails, by whom they go to."""

ANSWERED = 0.5
"""Probability that a mail is answered; a manager answers half as often and half as fast."""


COPIED = 0.15
"""Probability that a mail is copied to the sender's manager."""


@dataclass(frozen=True, slots=True, eq=False)
class Organisation:
    """`manager` (people,): of each person, by number; the top is their own. `level`: 1 is the
    top. `sender`, `recipient`, `seconds`: one entry a mail and recipient, in no order."""

    manager: Ints
    level: Ints
    sender: Ints
    recipient: Ints
    seconds: Ints


def invent(people: int, days: int, seed: int, a_day: float = 3.0) -> Organisation:
    """An organisation in which a person writes `a_day` mails on average, from 1970-01-05 on."""
    rng = np.random.default_rng(seed)
    manager = np.append(0, (np.arange(1, people) - 1) // 6)
    level = np.ones(people, int)
    for person in range(1, people):
        level[person] = level[manager[person]] + 1
    rows = [row for person in range(people) for row in _mails(person, manager, days, a_day, rng)]
    order = rng.permutation(people)  # numbers tell nothing of the level
    sender, recipient, seconds = np.array(rows).T
    by_number = np.empty(people, int)
    by_number[order] = order[manager]
    levels = np.empty(people, int)
    levels[order] = level
    return Organisation(by_number, levels, order[sender], order[recipient], seconds)


def _mails(
    person: int, manager: Ints, days: int, a_day: float, rng: np.random.Generator
) -> list[tuple[int, int, int]]:
    """What one person sends, with the answers to it."""
    circles = _circles(person, manager, rng)
    shares = np.array([SHARES[name] for name in circles])
    habit = a_day * rng.lognormal(0, 0.6)
    away = rng.integers(days)
    rows: list[tuple[int, int, int]] = []
    for day in range(days):
        if day % 7 > 4 or (away <= day < away + 14 and person % 3 == 0):
            continue
        for _ in range(rng.poisson(habit * rng.lognormal(-0.1, 0.45))):
            circle = list(circles.values())[rng.choice(len(circles), p=shares / shares.sum())]
            several = 1 + rng.poisson(1.0) if rng.random() < 0.2 else 1
            at = int((4 + day) * DAY + rng.uniform(8, 18) * 3600)
            others = set(rng.choice(circle, min(several, circle.size), replace=False).tolist())
            for other in sorted(others):
                rows.append((person, other, at))
                rows += _answer(person, other, at, manager, rng)
            if rng.random() < COPIED and int(manager[person]) not in {person, *others}:
                rows.append((person, int(manager[person]), at))
    return rows


def _circles(person: int, manager: Ints, rng: np.random.Generator) -> dict[str, Ints]:
    everybody = np.arange(manager.size)
    others = everybody[everybody != person]
    found = {
        "manager": manager[[person]],
        "reports": others[manager[others] == person],
        "colleagues": others[manager[others] == manager[person]],
        "others": rng.choice(others, min(8, others.size), replace=False),
    }
    found = {name: one[one != person] for name, one in found.items()}
    return {name: one for name, one in found.items() if one.size}


def _answer(
    person: int, other: int, at: int, manager: Ints, rng: np.random.Generator
) -> list[tuple[int, int, int]]:
    above = manager[person] == other
    if rng.random() > (ANSWERED / 2 if above else ANSWERED):
        return []
    hours = rng.exponential(6 if above else 3)
    return [(other, person, at + 60 + int(hours * 3600))]
