"""People whose reporting line isn't known, in bands by rank."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from visuals.outlines import CARD_HEIGHT, CARD_WIDTH, GAP, Point

HEADING_HEIGHT = 28.0
_STEP_X = CARD_WIDTH + GAP
_STEP_Y = CARD_HEIGHT + GAP

Bands = Mapping[int, Sequence[str]]
"""Ids by rank, the highest rank (0) first."""


class Slot(NamedTuple):
    """A band within the block of all bands: where it begins, in rows of up to `columns`."""

    rank: int
    column: int
    y: float


def slots(bands: Bands, columns: int) -> Iterator[Slot]:
    """Where each band begins when cards stand in so many columns: beside the one before
    where it fits, else below."""
    column = deepest = 0
    y = 0.0
    for rank, members in bands.items():
        if column and column + len(members) > columns:
            column, y, deepest = 0, y + _height(deepest) + GAP, 0
        yield Slot(rank, column, y)
        column += len(members)
        deepest = max(deepest, ceil(len(members) / columns))


def size(bands: Bands, columns: int) -> tuple[float, float]:
    """Width and height of all bands in so many columns, (0, 0) where there is none."""
    ends = [
        (one.column + len(bands[one.rank]), one.y + _height(ceil(len(bands[one.rank]) / columns)))
        for one in slots(bands, columns)
    ]
    wide = min(columns, max((end for end, _ in ends), default=0))
    return max(0.0, wide * _STEP_X - GAP), max((bottom for _, bottom in ends), default=0.0)


def places(bands: Bands, columns: int) -> Iterator[tuple[str, Point]]:
    """The top left corner of each card."""
    for slot in slots(bands, columns):
        for index, person in enumerate(bands[slot.rank]):
            row, place = divmod(index, columns)
            yield (
                person,
                (
                    (slot.column + place) * _STEP_X,
                    slot.y + HEADING_HEIGHT + row * _STEP_Y,
                ),
            )


def column_choices(people: int) -> list[int]:
    """Numbers of columns worth trying: each small one, and then about a fifth more each time."""
    choices = [1] if people else []
    while choices and choices[-1] < people:
        choices.append(min(people, choices[-1] + max(1, choices[-1] // 5)))
    return choices


def _height(rows: int) -> float:
    return HEADING_HEIGHT + rows * _STEP_Y - GAP
