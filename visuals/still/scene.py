"""The picture as a still: heading, map, whom to reach next, legend."""

from collections.abc import Iterator

from visuals.facts import day_text
from visuals.marks import LIGHT
from visuals.picture import BandTitle, Card, Picture
from visuals.still.cards import badge, card_group
from visuals.still.legend import legend_shapes
from visuals.still.lines import line_shapes
from visuals.still.shapes import Group, Scene, Shape, Text, text_width, wrapped

_HEADING = 88.0
_MARGIN = 32.0
_SIDE = 320.0
_USUAL = 1_700.0
"""Width up to which the surroundings have their usual size; they grow with a wider map."""


def scene(picture: Picture) -> Scene:
    """The whole still."""
    size = max(1.0, picture.width / _USUAL)
    margin, top = _MARGIN * size, _HEADING * size
    side = _SIDE + _MARGIN if picture.next_five else 0.0
    width = max(picture.width, 640.0) + 2 * margin + side * size
    next_five, next_height = _next_five(picture)
    legend, legend_height = legend_shapes(picture.legend, width / size - 2 * _MARGIN)
    bottom = top + max(picture.height, next_height * size, 120.0) + margin
    groups = (
        Group(_title(picture), tuple(_heading(picture, width / size)), scale=size),
        Group("", tuple(line_shapes(picture)), margin, top),
        Group("", tuple(map(_band, picture.bands)), margin, top),
        *(_card(card, margin, top) for card in picture.cards),
        Group("", tuple(next_five), width - side * size, top, size),
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


def _next_five(picture: Picture) -> tuple[list[Shape], float]:
    """Whom to reach next and why, as a column; its height."""
    shapes: list[Shape] = []
    y = 0.0
    if picture.next_five:
        shapes.append(Text("REACH NEXT", 0.0, y + 12, 12.0, LIGHT.muted, _SIDE, bold=True))
        y += 30.0
    for card in picture.next_five:
        shapes.extend(_reasons(card, y))
        y = max(_lowest(shapes), y + 30) + 30.0
    return shapes, y


def _reasons(card: Card, y: float) -> Iterator[Shape]:
    assert card.highlight is not None
    yield from badge(card.highlight.rank, 13.0, y + 13, 13.0)
    left, room = 40.0, _SIDE - 40.0
    yield Text(card.name, left, y + 12, 15.0, LIGHT.ink, room, bold=True)
    y += 30.0
    for text in (card.highlight.headline, *card.highlight.because):
        for line in wrapped(text, 12.5, room, 3):
            yield Text(line, left, y, 12.5, LIGHT.muted, room)
            y += 16.5
        y += 3.0


def _lowest(shapes: list[Shape]) -> float:
    return max(shape.y for shape in shapes if isinstance(shape, Text))
