"""The picture as a still: heading, map, whom to reach next, legend."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from visuals.facts import day_text
from visuals.marks import LIGHT
from visuals.picture import BandTitle, Card, Picture
from visuals.still.cards import badge, card_group
from visuals.still.legend import legend_shapes
from visuals.still.lines import line_shapes
from visuals.still.shapes import Group, Scene, Shape, Text, moved, text_width, wrapped
from visuals.text import rightward

_HEADING = 88.0
_MARGIN = 32.0
_SIDE = 320.0
_MOST_LINES = 12
"""Of one sentence."""
_USUAL = 1_700.0
"""Width up to which the surroundings have their usual size; they grow with a wider map."""


def scene(picture: Picture) -> Scene:
    """The whole still."""
    size = max(1.0, picture.width / _USUAL)
    margin, top = _MARGIN * size, _HEADING * size
    entries = _next_five(picture)
    is_below = entries.height * size > 2 * picture.height
    if is_below:
        entries = _next_five(picture, 3)
    side = _SIDE + _MARGIN if entries.shapes and not is_below else 0.0
    inner = max(picture.width, 640.0, entries.width * size if is_below else 0.0)
    width = inner + 2 * margin + side * size
    legend, legend_height = legend_shapes(picture.legend, width / size - 2 * _MARGIN)
    next_x, next_y = width - side * size, top
    if is_below:
        next_x, next_y = margin, top + picture.height + margin
    bottom = max(top + max(picture.height, 120.0), next_y + entries.height * size) + margin
    groups = (
        Group(_title(picture), tuple(_heading(picture, width / size)), scale=size),
        Group("", tuple(line_shapes(picture)), margin, top),
        Group("", tuple(map(_band, picture.bands)), margin, top),
        *(_card(card, margin, top) for card in picture.cards),
        Group("", entries.shapes, next_x, next_y, size),
        Group("", tuple(legend), margin, bottom, size),
    )
    height = bottom + (legend_height + _MARGIN) * size
    return Scene(_title(picture), width, height, LIGHT.paper, groups)


def _title(picture: Picture) -> str:
    invented = ", invented example" if picture.is_invented else ""
    return f"{picture.account} – account map as of {day_text(picture.as_of)}{invented}"


def _heading(picture: Picture, width: float) -> Iterator[Shape]:
    room = width - 2 * _MARGIN
    yield Text(picture.account, _MARGIN, 40.0, 25.0, LIGHT.ink, room, bold=True)
    parts = ("Account map", f"as of {day_text(picture.as_of)}", picture.subtitle)
    yield Text(" · ".join(parts), _MARGIN, 62.0, 14.0, LIGHT.muted, room)
    if picture.is_invented:
        yield Text(
            "invented example", width - _MARGIN, 40.0, 15.0, LIGHT.accent, 200.0, True, "end"
        )


def _card(card: Card, x: float, y: float) -> Group:
    group = card_group(card)
    return Group(group.words, group.shapes, x, y)


def _band(band: BandTitle) -> Shape:
    fits = text_width(band.text, 13.0, bold=True) <= band.width
    text = band.text if fits else band.short
    return Text(text, band.x, band.y + 18, 13.0, LIGHT.muted, band.width, bold=True)


class _Entries(NamedTuple):
    """Whom to reach next and why, and the room that it takes."""

    shapes: tuple[Shape, ...]
    width: float
    height: float


def _next_five(picture: Picture, columns: int = 1) -> _Entries:
    """Whom to reach next and why, or why nobody, in so many columns, row by row."""
    if not (picture.next_five or picture.notes):
        return _Entries((), 0.0, 0.0)
    shapes: list[Shape] = [Text("REACH NEXT", 0.0, 12, 12.0, LIGHT.muted, _SIDE, bold=True)]
    y = 30.0
    told = [_reasons(card) for card in picture.next_five] or [_lines(picture.notes, 0.0, 12.0)]
    for begin in range(0, len(told), columns):
        row = told[begin : begin + columns]
        for column, entry in enumerate(row):
            shapes.extend(moved(one, column * (_SIDE + _MARGIN), y) for one in entry)
        y += max(_lowest(entry) for entry in row) + 30.0
    width = min(columns, len(told)) * (_SIDE + _MARGIN) - _MARGIN
    return _Entries(tuple(shapes), width, y)


def _reasons(card: Card) -> list[Shape]:
    assert card.highlight is not None
    shapes: list[Shape] = list(badge(card.highlight.rank, 13.0, 13.0, 13.0))
    shapes.append(Text(card.name, 40.0, 12.0, 15.0, LIGHT.ink, _SIDE - 40.0, bold=True))
    texts = (card.highlight.headline, *card.highlight.because)
    return [*shapes, *_lines(texts, 40.0, 30.0)]


def _lines(texts: Iterable[str], left: float, y: float) -> list[Shape]:
    """Sentences, each on as many lines as it takes. They run from left to right, also where a
    line begins with a name that doesn't."""
    shapes: list[Shape] = []
    room = _SIDE - left
    for text in texts:
        for line in wrapped(text, 12.5, room, _MOST_LINES):
            shapes.append(Text(rightward(line), left, y, 12.5, LIGHT.muted, room))
            y += 16.5
        y += 3.0
    return shapes


def _lowest(shapes: Iterable[Shape]) -> float:
    return max(shape.y for shape in shapes if isinstance(shape, Text))
