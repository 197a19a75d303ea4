"""What a still picture is made of. Whoever draws it needs to know nothing of accounts.

Lengths are in CSS pixels, y grows downward, colours are #rrggbb.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot
from unicodedata import combining, east_asian_width

from visuals.outlines import Point


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners; `fill` or `stroke` may be missing."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 1.0
    dashes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, or with `fill` the area that they enclose."""

    points: tuple[Point, ...]
    stroke: str | None = None
    thickness: float = 1.0
    dashes: tuple[int, ...] = ()
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Pie:
    """A disc, of which `part` (0 … 1) is filled clockwise from the top, and its rim."""

    x: float
    y: float
    radius: float
    part: float
    colour: str
    thickness: float


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on the baseline `y`, shortened where it is wider than `most`.

    `x` is its left edge, its middle or its right edge, as `anchor` (start, middle, end) says.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    most: float
    bold: bool = False
    anchor: str = "start"


Shape = Box | Path | Pie | Text


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one thing, with the words for it; moved by (x, y) and then enlarged."""

    words: str
    shapes: tuple[Shape, ...]
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """A still picture; what comes later covers what came before."""

    title: str
    width: float
    height: float
    background: str
    groups: tuple[Group, ...]


def moved(shape: Shape, x: float, y: float) -> Shape:
    """The same, so much farther right and down."""
    if isinstance(shape, Path):
        return replace(shape, points=tuple((px + x, py + y) for px, py in shape.points))
    return replace(shape, x=shape.x + x, y=shape.y + y)


def mixed(colour: str, other: str, part: float) -> str:
    """`part` of the colour and the rest of the other: how it looks through a veil."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in a usual sans-serif; rather more than less."""
    return size * (1.06 if bold else 1.0) * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in "il.,:;'|!()[] ·":
        return 0.31
    if letter in "mwMW@%…":
        return 0.9
    return 0.68 if letter.isupper() else 0.56 if letter.isascii() else 0.63


def shortened(text: str, size: float, most: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if text_width(text, size, bold=bold) <= most:
        return text
    kept = text
    while kept and text_width(kept + "…", size, bold=bold) > most:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


def wrapped(text: str, size: float, most: float, lines: int) -> list[str]:
    """The text broken at spaces into at most so many lines; the last one is shortened."""
    found: list[str] = []
    for word in text.split(" "):
        if found and text_width(f"{found[-1]} {word}", size) <= most:
            found[-1] += f" {word}"
        elif len(found) < lines:
            found.append(word)
        else:
            found[-1] += f" {word}"
    return [shortened(one, size, most) for one in found]


def rounded(route: Sequence[Point], radius: float) -> tuple[Point, ...]:
    """A line with its corners cut round."""
    points = [route[0]]
    for before, corner, after in zip(route, route[1:], route[2:], strict=False):
        enter, leave = _toward(corner, before, radius), _toward(corner, after, radius)
        points.extend(bend(enter, corner, leave, steps=4))
    return (*points, route[-1])


def _toward(start: Point, end: Point, by: float) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1])
    part = min(by, length / 2) / length if length else 0.0
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def bend(start: Point, pull: Point, end: Point, steps: int = 12) -> tuple[Point, ...]:
    """Points on the curve from start to end that is pulled to one side (quadratic Bézier)."""
    return tuple(
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * pull[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * pull[1] + t**2 * end[1],
        )
        for t in (step / steps for step in range(steps + 1))
    )


def dashed(points: Sequence[Point], dashes: Sequence[float]) -> Iterator[tuple[Point, Point]]:
    """The strokes of a dashed line; all of its pieces where there are no dashes."""
    if not dashes:
        yield from pairwise(points)
        return
    turn, left = 0, float(dashes[0])
    for start, end in pairwise(points):
        length = hypot(end[0] - start[0], end[1] - start[1])
        done = 0.0
        while done < length:
            step = min(left, length - done)
            if turn % 2 == 0:
                yield (
                    _between(start, end, done / length),
                    _between(start, end, (done + step) / length),
                )
            done, left = done + step, left - step
            if left <= 0:
                turn += 1
                left = float(dashes[turn % len(dashes)])


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
