"""Ways to lay out one manager's reports, each as the outline of the room it takes.

Reports hang below their manager in columns: one column is an indented list, a column for
each is the classic chart. Lengths are in CSS pixels at full size; y grows downward.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import inf, sqrt
from typing import NamedTuple, TypeVar

CARD_WIDTH = 200.0
CARD_HEIGHT = 60.0
GAP = 10.0
"""Between cards."""
DROP = 26.0
"""From a card to the row of its reports."""
INDENT = 20.0
"""Of a list of reports under their manager; the line runs in it."""
FAMILY_GAP = 32.0
"""Between trees that nothing joins."""

Point = tuple[float, float]
Route = tuple[Point, ...]
_Item = TypeVar("_Item")


class Outline(NamedTuple):
    """A way to lay out a subtree. `card`: x of its top card. The reports below stand in
    columns up to `limit` high; each has the lowest of its own outlines that is no wider
    than `wide` or, where that is 0, the narrowest that is no higher than `high`."""

    width: float
    height: float
    card: float
    wide: float
    high: float
    limit: float


LEAF = (Outline(CARD_WIDTH, CARD_HEIGHT, 0.0, 0.0, 0.0, 0.0),)


class Column(NamedTuple):
    """Which reports (by their place in the row), where, and x of the line that enters."""

    members: Sequence[int]
    x: float
    indent: float
    entry: float


class Block(NamedTuple):
    """All reports of a manager in columns, `top` below the manager's upper edge."""

    columns: Sequence[Column]
    top: float
    width: float
    height: float
    card: float


class Spot(NamedTuple):
    """Where the outline of one report goes, and x of its card."""

    member: int
    column: Column
    x: float
    y: float
    card: float


def outlines(
    below: Sequence[Sequence[Outline]], keep: int, aspect: float, *, rooted: bool
) -> list[Outline]:
    """At most `keep` outlines for the parent of subtrees that have the outlines `below`.

    From narrow to wide, each lower than the one before; where only one is kept, that which
    fits into the smallest frame of the aspect. `rooted`: whether there is a manager on top;
    trees that stand side by side have none.
    """
    if keep == 1:
        return [_compact([options[0] for options in below], aspect, rooted)]
    widths = thinned(sorted({one.width for options in below for one in options}), keep)
    heights = thinned(sorted({one.height for options in below for one in options}), keep)
    found: list[Outline] = []
    for wide, high in (*((width, 0.0) for width in widths), *((0.0, high) for high in heights)):
        chosen = picked(below, wide, high)
        limits = _limits(chosen) | ({high} if high else set())
        found.extend(_outline(chosen, wide, high, limit, rooted) for limit in limits)
    lower: list[Outline] = []
    for one in sorted(found):
        if not lower or one.height < lower[-1].height:
            lower.append(one)
    return thinned(lower, keep)


def _compact(chosen: Sequence[Outline], aspect: float, rooted: bool) -> Outline:
    highest = max(one.height for one in chosen)
    ideal = sqrt(sum(one.width * one.height for one in chosen) / aspect)
    limits = {max(highest, ideal * factor) for factor in (1.0, 1.25, 1.6)}
    tried = [_outline(chosen, inf, 0.0, limit, rooted) for limit in limits]
    return min(tried, key=lambda one: max(one.width / aspect, one.height))


def _outline(
    chosen: Sequence[Outline], wide: float, high: float, limit: float, rooted: bool
) -> Outline:
    made = block(chosen, limit, rooted=rooted)
    return Outline(made.width, made.height, made.card, wide, high, limit)


def picked(below: Sequence[Sequence[Outline]], wide: float, high: float) -> list[Outline]:
    """One outline of each: the lowest within the width, or, where that is 0, the narrowest
    within the height; where none is within, the one that is next to it."""
    if wide:
        return [_lowest(options, wide) for options in below]
    return [_narrowest(options, high) for options in below]


def _lowest(options: Sequence[Outline], wide: float) -> Outline:
    if len(options) == 1:
        return options[0]
    return options[max(0, bisect_right(options, wide, key=lambda one: one.width) - 1)]


def _narrowest(options: Sequence[Outline], high: float) -> Outline:
    if len(options) == 1:
        return options[0]
    at = bisect_left(options, -high, key=lambda one: -one.height)
    return options[min(at, len(options) - 1)]


def thinned(items: Sequence[_Item], most: int) -> list[_Item]:
    """At most `most` items, evenly spread, the first and the last included."""
    if len(items) <= most:
        return list(items)
    return [items[round(i * (len(items) - 1) / (most - 1))] for i in range(most)]


def _limits(chosen: Sequence[Outline]) -> set[float]:
    """Heights at which to break columns: for about 1, 2, 3, 4, 5, 6, 8, 10, … columns."""
    total = sum(one.height for one in chosen) + GAP * (len(chosen) - 1)
    highest = max(one.height for one in chosen)
    limits = {highest, total}
    count = 2
    while count < len(chosen) and total / count > highest:
        limits.add(total / count)
        count += max(1, count // 3)
    return limits


def block(chosen: Sequence[Outline], limit: float, *, rooted: bool) -> Block:
    """The columns for reports with the outlines `chosen`, and the room they take."""
    groups = _groups(chosen, limit)
    listed = rooted and len(groups) == 1 and len(chosen) > 1
    columns, right = _columns([_shallow_first(chosen)] if listed else groups, chosen, rooted)
    width = max(CARD_WIDTH, right)
    middle = (columns[0].entry + columns[-1].entry - CARD_WIDTH) / 2
    card = 0.0 if listed else min(max(0.0, middle), width - CARD_WIDTH)
    top = (CARD_HEIGHT + (GAP if listed else DROP)) if rooted else 0.0
    height = max(sum(chosen[i].height + GAP for i in column.members) for column in columns) - GAP
    return Block(columns, top, width, top + height, card)


def _columns(
    groups: Sequence[Sequence[int]], chosen: Sequence[Outline], rooted: bool
) -> tuple[list[Column], float]:
    """The columns side by side, and where the last one ends."""
    columns: list[Column] = []
    gap = GAP if rooted else FAMILY_GAP
    x = -gap
    for members in groups:
        x += gap
        indent = INDENT if rooted and len(members) > 1 else 0.0
        entry = x + (indent / 2 or chosen[members[0]].card + CARD_WIDTH / 2)
        columns.append(Column(members, x, indent, entry))
        x += indent + max(chosen[i].width for i in members)
    return columns, x


def _shallow_first(chosen: Sequence[Outline]) -> Sequence[int]:
    """In a list, those without reports come first: else the line to them passes all others."""
    return sorted(range(len(chosen)), key=lambda index: chosen[index].height > CARD_HEIGHT)


def _groups(chosen: Sequence[Outline], limit: float) -> list[Sequence[int]]:
    """Each goes into the first column where it fits below the others; by their numbers."""
    groups: list[list[int]] = []
    room: list[float] = []
    least = min(one.height for one in chosen)
    first = 0  # all columns before it are full
    for index, one in enumerate(chosen):
        while first < len(room) and room[first] < least:
            first += 1
        spots = (column for column in range(first, len(room)) if room[column] >= one.height)
        column = next(spots, len(room))
        if column == len(room):
            groups.append([])
            room.append(limit + 0.01)
        groups[column].append(index)
        room[column] -= one.height + GAP
    return [*groups]


def spots(
    chosen: Sequence[Outline], made: Block, manager: float | None, x: float, y: float
) -> Iterator[Spot]:
    """Where each report goes when the block's top left corner is at (x, y).

    `manager`: x of the manager's card, None for trees side by side. In a list the cards
    stand at its left, at the line; an only report stands right below.
    """
    below = manager if len(chosen) == 1 else None
    for column in made.columns:
        left = x + column.x + column.indent
        top = y + made.top
        for index in column.members:
            card = left if column.indent else left + chosen[index].card
            yield Spot(index, column, left, top, card if below is None else below)
            top += chosen[index].height + GAP


def route(manager: Point, spot: Spot, made: Block, x: float) -> Route:
    """The corners of the line from a manager's card (its top left corner) to a report's.

    `x` is the left edge of the block.
    """
    bottom, entry = manager[1] + CARD_HEIGHT, x + spot.column.entry
    side, bus = spot.y + CARD_HEIGHT / 2, bottom + DROP / 2
    middle = manager[0] + CARD_WIDTH / 2
    listed = ((entry, side), (spot.card, side))
    if len(made.columns) > 1:
        end = listed if spot.column.indent else ((entry, spot.y),)
        return ((middle, bottom), (middle, bus), (entry, bus), *end)
    return (
        ((entry, bottom), *listed) if spot.column.indent else ((middle, bottom), (middle, spot.y))
    )
