"""Where each card stands: who reports to whom as a tidy chart, in standard Python.

Every part of the tree keeps a few outlines from narrow to wide (as floor planners do with
"shape curves"), and the whole takes the one that can be shown largest on a screen. That
keeps 60 names readable where a plain tidy tree is a thin strip, and puts 5,000 people into
a rectangle. Whoever has neither manager nor reports stands below, in a band for each rank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from visuals.outlines import (
    CARD_HEIGHT,
    CARD_WIDTH,
    GAP,
    LEAF,
    Outline,
    Point,
    block,
    lowest,
    outlines,
    spots,
)

ASPECT = 1.45
"""Width : height of the part of a screen where the picture is shown."""
HEADING_HEIGHT = 28.0
_BAND_GAP = 36.0


@dataclass(frozen=True, slots=True)
class Seat:
    """One card to be placed. `rank`: 0 stands highest; equal ranks share a band."""

    id: str
    boss: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the band of a rank whose people nobody is known to lead."""

    rank: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plan:
    """`places`: each card's top left corner. `bosses`: under whom each report ended, and
    `routes`: the corners of the line from there."""

    places: Mapping[str, Point]
    bosses: Mapping[str, str]
    routes: Mapping[str, tuple[Point, ...]]
    headings: tuple[Heading, ...]
    width: float
    height: float


Reports = Mapping[str, Sequence[str]]
Options = Mapping[str, Sequence[Outline]]
Band = tuple[int, Sequence[str]]


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
    forests = outlines(below, keep, aspect, rooted=False) if trees else [None]
    forest, width = _best(forests, sum(len(band[1]) for band in bands), aspect)
    places: dict[str, Point] = {}
    routes: dict[str, tuple[Point, ...]] = {}
    if forest:
        _put_trees(trees, forest, reports, options, places, routes)
    headings = _put_bands(bands, forest.height + _BAND_GAP if forest else 0.0, width, places)
    right = max((x + CARD_WIDTH for x, _ in places.values()), default=0.0)
    bottom = max((y + CARD_HEIGHT for _, y in places.values()), default=0.0)
    return Plan(places, bosses, routes, tuple(headings), right, bottom)


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


def _bands(alone: Sequence[Seat]) -> list[Band]:
    bands: dict[int, list[str]] = {}
    for seat in alone:
        bands.setdefault(seat.rank, []).append(seat.id)
    return sorted(bands.items())


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
    return 24 if people <= 150 else 8 if people <= 400 else 1


def _best(
    forests: Sequence[Outline | None], alone: int, aspect: float
) -> tuple[Outline | None, float]:
    """The trees' outline and the bands' width that together can be shown largest."""

    def size(choice: tuple[Outline | None, float]) -> float:
        forest, width = choice
        rows = ceil(alone / _columns(width))
        height = (forest.height if forest else 0.0) + rows * (CARD_HEIGHT + GAP)
        return min(aspect / width, 1 / max(height, CARD_HEIGHT))

    choices = [(forest, width) for forest in forests for width in _widths(forest, alone, aspect)]
    return max(choices, key=size)


def _widths(forest: Outline | None, alone: int, aspect: float) -> set[float]:
    """Widths worth trying for the bands: that of the trees, and that which fills a screen."""
    least = forest.width if forest else CARD_WIDTH
    area = alone * (CARD_WIDTH + GAP) * (CARD_HEIGHT + GAP)
    room = least * forest.height if forest else 0.0
    filling = sqrt((area + room) * aspect)
    return {max(least, filling * factor) for factor in (0.0, 0.8, 1.0, 1.2)}


def _columns(width: float) -> int:
    return max(1, int((width + GAP) / (CARD_WIDTH + GAP)))


def _put_trees(
    trees: Sequence[str],
    forest: Outline,
    reports: Reports,
    options: Options,
    places: dict[str, Point],
    routes: dict[str, tuple[Point, ...]],
) -> None:
    """Fills in the place of everybody in the trees, and the lines between them."""
    waiting: list[tuple[Sequence[str], Outline, float, float, bool]] = [
        (trees, forest, 0.0, 0.0, False)
    ]
    while waiting:
        members, outline, x, y, rooted = waiting.pop()
        chosen = [lowest(options.get(person, LEAF), outline.bound) for person in members]
        for spot in spots(chosen, block(chosen, outline.limit, rooted=rooted), x, y):
            person, own = members[spot.member], chosen[spot.member]
            places[person] = (spot.x + own.card, spot.y)
            if rooted:
                routes[person] = spot.route
            if person in reports:
                waiting.append((reports[person], own, spot.x, spot.y, True))


def _put_bands(
    bands: Sequence[Band], top: float, width: float, places: dict[str, Point]
) -> list[Heading]:
    """Fills in the place of everybody who stands alone: bands side by side while they fit."""
    headings: list[Heading] = []
    most = _columns(width)
    column = deepest = 0
    for rank, members in bands:
        if column and column + len(members) > most:
            column, top, deepest = 0, top + _band_height(deepest), 0
        x = column * (CARD_WIDTH + GAP)
        headings.append(Heading(rank, x, top))
        for index, person in enumerate(members):
            row, place = divmod(index, most)
            places[person] = (
                x + place * (CARD_WIDTH + GAP),
                top + HEADING_HEIGHT + row * (CARD_HEIGHT + GAP),
            )
        column += len(members)
        deepest = max(deepest, ceil(len(members) / most))
    return headings


def _band_height(rows: int) -> float:
    return HEADING_HEIGHT + rows * (CARD_HEIGHT + GAP) + GAP
