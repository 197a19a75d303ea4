"""What the marks mean, as shapes."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.analysis.phrases import spelt
from graph.vocabulary import Coverage, LinkKind
from visuals.marks import (
    DECIDING_SIGN,
    DECIDING_WORDS,
    INFERRED_DASHES,
    LIGHT,
    LINE,
    POLITICAL_SIGN,
    ROLE_LETTERS,
    SUPPORT_COLOUR,
    SUPPORT_SIGN,
    Sign,
)
from visuals.picture import Legend
from visuals.still.cards import ball, sign
from visuals.still.shapes import Box, Path, Shape, Text, moved, text_width

_ROW = 24.0
_SIZE = 13.0


class _Entry(NamedTuple):
    """A mark around (0, 0), the room it needs, and its words."""

    shapes: tuple[Shape, ...]
    room: float
    words: str


def legend_shapes(legend: Legend, width: float) -> tuple[list[Shape], float]:
    """Rows of marks with their words, none wider than `width`; and their height."""
    shapes: list[Shape] = []
    y = 0.0
    for group in (_coverage(legend), _signs(legend), _roles(legend), _lines(legend)):
        if group:
            y = _rows(group, y, width, shapes)
    return shapes, y


def _rows(group: Sequence[_Entry], y: float, width: float, shapes: list[Shape]) -> float:
    """Adds the entries from `y` on; returns where the next group begins."""
    x = 0.0
    for entry in group:
        room = entry.room + text_width(entry.words, _SIZE) + 24
        if x and x + room > width:
            x, y = 0.0, y + _ROW
        shapes.extend(moved(shape, x + entry.room / 2, y + _ROW / 2) for shape in entry.shapes)
        left = x + entry.room + 6
        shapes.append(Text(entry.words, left, y + 16.5, _SIZE, LIGHT.ink, room))
        x += room
    return y + _ROW + 4


def _coverage(legend: Legend) -> list[_Entry]:
    return [
        _Entry(_ball(value), 18.0, f"{_coverage_words(value)} {count:,}")
        for value, count in legend.coverage.items()
    ]


def _coverage_words(value: Coverage) -> str:
    return "coverage unknown" if value is Coverage.UNKNOWN else spelt(value)


def _ball(value: Coverage) -> tuple[Shape, ...]:
    return tuple(ball(value, 0.0, 0.0, 7.0, LIGHT.coverage(value)))


def _signs(legend: Legend) -> list[_Entry]:
    support = [
        _Entry(_sign(SUPPORT_SIGN[one], LIGHT.named(SUPPORT_COLOUR[one])), 14.0, spelt(one))
        for one in legend.support
        if one in SUPPORT_SIGN
    ]
    political = [
        _Entry(_sign(POLITICAL_SIGN[one], LIGHT.ink), 14.0, spelt(one))
        for one in legend.political
        if one in POLITICAL_SIGN
    ]
    deciding = [
        _Entry(_sign(DECIDING_SIGN[one], LIGHT.accent), 14.0, DECIDING_WORDS[one])
        for one in legend.deciding
    ]
    return [*deciding, *support, *political]


def _sign(look: Sign, colour: str) -> tuple[Shape, ...]:
    return tuple(sign(look, 0.0, 0.0, 6.0, colour))


def _roles(legend: Legend) -> list[_Entry]:
    return [
        _Entry(_letters(ROLE_LETTERS[role]), 26.0, spelt(role))
        for role in legend.roles
        if role in ROLE_LETTERS
    ]


def _letters(letters: str) -> tuple[Shape, ...]:
    frame = Box(-12.0, -8.0, 24.0, 16.0, 3.0, fill=LIGHT.card, stroke=LIGHT.edge)
    return frame, Text(letters, 0.0, 4.0, 10.5, LIGHT.ink, 24.0, bold=True, anchor="middle")


def _lines(legend: Legend) -> list[_Entry]:
    kinds = [_line(kind) for kind in legend.lines if LINE[kind].shown]
    if legend.has_inferred:
        left_out = legend.inferred_left_out
        more = f"inferred ({left_out:,} weaker ones left out)" if left_out else "inferred"
        kinds.append(_Entry((_stroke("muted", INFERRED_DASHES),), 30.0, more))
    return kinds


def _line(kind: LinkKind) -> _Entry:
    style = LINE[kind]
    stroke = _stroke(style.colour, style.dashes)
    tip = Path(((15.0, 0.0), (6.0, -4.5), (6.0, 4.5)), fill=LIGHT.named(style.colour))
    return _Entry((stroke, tip) if style.arrow else (stroke,), 30.0, style.words)


def _stroke(colour: str, dashes: tuple[int, ...]) -> Path:
    return Path(((-15.0, 0.0), (15.0, 0.0)), LIGHT.named(colour), 2.2, dashes)
