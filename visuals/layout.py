"""Where each card stands: who reports to whom as a tidy chart, in standard Python.

Every part of the tree keeps a few outlines from narrow to wide (as floor planners do with
"shape curves"), and the whole takes the one that can be shown largest on a screen. That
keeps 60 names readable where a plain tidy tree is a thin strip, and puts 5,000 people into
a rectangle. Whoever has neither manager nor reports stands below, in a band for each rank.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from visuals.bands import Bands, column_choices, slots
from visuals.bands import places as band_places
from visuals.bands import size as band_size
from visuals.outlines import (
    CARD_WIDTH,
    GAP,
    LEAF,
    Outline,
    Point,
    Route,
    block,
    outlines,
    picked,
    route,
    spots,
)

ASPECT = 1.45
"""Width : height of the part of a screen where the picture is shown."""
_BAND_GAP = 36.0
_SMALL = 600.0
"""What is no higher than this is shown at full size anyway: then the classic, wide chart wins."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One card to be placed. `rank`: 0 stands highest; equal ranks share a band."""

    id: str
    boss: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the band of a rank whose people nobody is known to lead; `width` is the room
    that it has: up to the next one beside it, or to the edge of the picture."""

    rank: int
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Plan:
    """`places`: each card's top left corner. `bosses`: under whom each report ended, and
    `routes`: the corners of the line from there."""

    places: Mapping[str, Point]
    bosses: Mapping[str, str]
    routes: Mapping[str, Route]
    headings: tuple[Heading, ...]
    width: float
    height: float


Reports = Mapping[str, Sequence[str]]
Options = Mapping[str, Sequence[Outline]]
_Waiting = tuple[Sequence[str], Outline, float | None, float, float]
"""Reports to be put down with their outline, x of their manager's card, and its corner."""


class _Whole(NamedTuple):
    """How trees and bands go together: the bands' columns, and their top left corner."""

    forest: Outline | None
    columns: int
    x: float
    y: float
    width: float
    height: float


def arrange(seats: Sequence[Seat], aspect: float = ASPECT) -> Plan:
    """Places every seat once, without overlap, in time about linear in their number.

    A boss who isn't among the seats, is oneself, or would close a circle counts as none;
    in a circle the highest rank (then the earliest seat) ends on top.
    """
    bosses = _without_circles(seats)
    reports = _reports(seats, bosses)
    keep = _keep(len(seats))
    options = _options(seats, bosses, reports, keep, aspect)
    roots = sorted((seat for seat in seats if seat.id not in bosses), key=lambda one: one.rank)
    trees = [root.id for root in roots if root.id in reports]
    bands = _bands([root for root in roots if root.id not in reports])
    below = [options[tree] for tree in trees]
    forests = outlines(below, keep, aspect, rooted=False) if trees else []
    whole = _best(forests, bands, aspect)
    places, routes = _placed_trees(trees, whole.forest, reports, options)
    for person, (x, y) in band_places(bands, whole.columns):
        places[person] = (whole.x + x, whole.y + y)
    headings = tuple(_headings(bands, whole))
    return Plan(places, bosses, routes, headings, whole.width, whole.height)


def _headings(bands: Bands, whole: _Whole) -> Iterator[Heading]:
    step = CARD_WIDTH + GAP
    found = list(slots(bands, whole.columns))
    for one, beside in zip_longest(found, found[1:]):
        x = whole.x + one.column * step
        is_last = beside is None or beside.y != one.y
        end = whole.width if is_last else whole.x + beside.column * step - GAP
        yield Heading(one.rank, x, whole.y + one.y, end - x)


def _without_circles(seats: Sequence[Seat]) -> dict[str, str]:
    """Under whom each seat hangs, with every circle opened."""
    order = {seat.id: (seat.rank, index) for index, seat in enumerate(seats)}
    above = {
        seat.id: seat.boss
        for seat in seats
        if seat.boss is not None and seat.boss in order and seat.boss != seat.id
    }
    done: set[str] = set()
    for seat in seats:
        walk: dict[str, None] = {}
        at: str | None = seat.id
        while at is not None and at not in done and at not in walk:
            walk[at] = None
            at = above.get(at)
        if at is not None and at in walk:
            circle = list(walk)[list(walk).index(at) :]
            del above[min(circle, key=order.__getitem__)]
        done.update(walk)
    return above


def _reports(seats: Sequence[Seat], bosses: Mapping[str, str]) -> dict[str, list[str]]:
    """The reports of each manager: those who lead others first, then by rank."""
    leading = set(bosses.values())
    below: dict[str, list[str]] = {}
    for seat in sorted(seats, key=lambda one: (one.id not in leading, one.rank)):
        if seat.id in bosses:
            below.setdefault(bosses[seat.id], []).append(seat.id)
    return below


def _bands(alone: Sequence[Seat]) -> dict[int, list[str]]:
    """Who stands alone, by rank; `alone` is sorted by rank."""
    bands: dict[int, list[str]] = {}
    for seat in alone:
        bands.setdefault(seat.rank, []).append(seat.id)
    return bands


def _options(
    seats: Sequence[Seat], bosses: Mapping[str, str], reports: Reports, keep: int, aspect: float
) -> Options:
    """The outlines of every manager's subtree, made from the leaves up."""
    downward = [seat.id for seat in seats if seat.id not in bosses]
    for person in downward:
        downward.extend(reports.get(person, ()))
    options: dict[str, Sequence[Outline]] = {}
    for person in reversed(downward):
        if person in reports:
            below = [options.get(report, LEAF) for report in reports[person]]
            options[person] = outlines(below, keep, aspect, rooted=True)
    return options


def _keep(people: int) -> int:
    """How many outlines each subtree keeps: tightness where it shows, time where it counts."""
    return 40 if people <= 150 else 8 if people <= 400 else 1


def _best(forests: Sequence[Outline], bands: Bands, aspect: float) -> _Whole:
    """Trees and bands together so that they can be shown largest on a screen."""

    def size(one: _Whole) -> tuple[float, float]:
        return max(one.width / aspect, one.height, _SMALL), -one.width

    return min(_wholes(forests, bands), key=size)


def _wholes(forests: Sequence[Outline], bands: Bands) -> Iterator[_Whole]:
    """The bands below the trees, and to the right of them, in any number of columns."""
    people = sum(len(members) for members in bands.values())
    for columns in column_choices(people) or [1]:
        width, height = band_size(bands, columns)
        gap = _BAND_GAP if bands else 0.0
        if not forests:
            yield _Whole(None, columns, 0.0, 0.0, width, height)
        for one in forests:
            below, right = one.height + gap, one.width + gap
            yield _Whole(one, columns, 0.0, below, max(one.width, width), below + height)
            yield _Whole(one, columns, right, 0.0, right + width, max(one.height, height))


def _placed_trees(
    trees: Sequence[str], forest: Outline | None, reports: Reports, options: Options
) -> tuple[dict[str, Point], dict[str, Route]]:
    """The place of everybody in the trees, and the lines between them."""
    places: dict[str, Point] = {}
    routes: dict[str, Route] = {}
    waiting: list[_Waiting] = [(trees, forest, None, 0.0, 0.0)] if forest else []
    while waiting:
        members, outline, manager, x, y = waiting.pop()
        below = [options.get(person, LEAF) for person in members]
        chosen = picked(below, outline.wide, outline.high)
        made = block(chosen, outline.limit, rooted=manager is not None)
        for spot in spots(chosen, made, manager, x, y):
            person = members[spot.member]
            places[person] = (spot.card, spot.y)
            if manager is not None:
                routes[person] = route((manager, y), spot, made, x)
            if person in reports:
                own = chosen[spot.member]
                waiting.append((reports[person], own, spot.card, spot.x, spot.y))
    return places, routes
