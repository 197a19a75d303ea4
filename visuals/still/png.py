"""A scene as PNG, by Pillow: shapes drawn large and made small (so that edges are smooth),
text at its final size."""

from io import BytesIO
from math import sqrt
from unicodedata import name

from PIL import Image, ImageDraw

from visuals.outlines import Point
from visuals.still.fonts import Run, fitted, line_width, loaded, run_width
from visuals.still.shapes import Box, Group, Path, Pie, Scene, Shape, Text, dashed

_SHARP = 2.0
"""Pixels of the file for a pixel of the scene, where there is room."""
_WIDEST = 6_000
_MOST_PIXELS = 16_000_000
_SMOOTH = 2
"""Shapes are drawn so many times larger."""
_READABLE = 0.6
_SMALLEST = 3.0
"""Text of fewer pixels is left out: nobody could read it."""
_NAMED = 8
"""Characters without a font that a warning names."""


def png(scene: Scene) -> tuple[bytes, tuple[str, ...]]:
    """The scene as PNG, and what the reader should be warned of.

    At most 6,000 pixels wide and 16 million in all: larger scenes are scaled down.
    """
    fits = min(_WIDEST / scene.width, sqrt(_MOST_PIXELS / (scene.width * scene.height)))
    scale = min(_SHARP, fits)
    image = _shapes(scene, scale)
    missing = _texts(image, scene, scale)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue(), (*_size_warning(scale), *_font_warning(missing))


def _size_warning(scale: float) -> tuple[str, ...]:
    if scale >= _READABLE:
        return ()
    return (
        f"The picture is scaled to {scale:.0%} to stay within {_WIDEST:,} pixels: "
        "names may be too small to read. SVG and HTML keep them.",
    )


def _font_warning(missing: dict[str, str]) -> tuple[str, ...]:
    if not missing:
        return ()
    some = [
        f"U+{ord(char):04X} {name(char, 'unnamed')} in {text!r}"
        for char, text in list(missing.items())[:_NAMED]
    ]
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return (f"No font has these characters, drawn as boxes: {'; '.join(some)}{more}.",)


def _shapes(scene: Scene, scale: float) -> Image.Image:
    """Everything but text."""
    width, height = round(scene.width * scale), round(scene.height * scale)
    large = Image.new("RGB", (width * _SMOOTH, height * _SMOOTH), scene.background)
    pen = ImageDraw.Draw(large)
    for group in scene.groups:
        place = _Place(group, scale * _SMOOTH)
        for shape in group.shapes:
            _draw(pen, shape, place)
    return large.reduce(_SMOOTH)


class _Place:
    """From a group's own coordinates to pixels."""

    def __init__(self, group: Group, scale: float) -> None:
        self.scale = scale * group.scale
        self._x, self._y = group.x * scale, group.y * scale

    def point(self, x: float, y: float) -> Point:
        return self._x + x * self.scale, self._y + y * self.scale


def _draw(pen: ImageDraw.ImageDraw, shape: Shape, place: _Place) -> None:
    if isinstance(shape, Box):
        _box(pen, shape, place)
    elif isinstance(shape, Path):
        _path(pen, shape, place)
    elif isinstance(shape, Pie):
        _pie(pen, shape, place)


def _box(pen: ImageDraw.ImageDraw, box: Box, place: _Place) -> None:
    corners = [place.point(box.x, box.y), place.point(box.x + box.width, box.y + box.height)]
    width = max(1, round(box.thickness * place.scale))
    if box.dashes and box.stroke:
        _stroke(pen, _rim(box), box.stroke, box.thickness, box.dashes, place)
        return
    radius = box.radius * place.scale
    pen.rounded_rectangle(corners, radius, box.fill, box.stroke, width if box.stroke else 0)


def _rim(box: Box) -> tuple[Point, ...]:
    right, bottom = box.x + box.width, box.y + box.height
    return ((box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom), (box.x, box.y))


def _path(pen: ImageDraw.ImageDraw, path: Path, place: _Place) -> None:
    if path.fill:
        pen.polygon([place.point(*point) for point in path.points], fill=path.fill)
    if path.stroke:
        _stroke(pen, path.points, path.stroke, path.thickness, path.dashes, place)


def _stroke(
    pen: ImageDraw.ImageDraw,
    points: tuple[Point, ...],
    colour: str,
    thickness: float,
    dashes: tuple[int, ...],
    place: _Place,
) -> None:
    width = max(1, round(thickness * place.scale))
    if not dashes:
        pen.line([place.point(*point) for point in points], colour, width, joint="curve")
        return
    for start, end in dashed(points, dashes):
        pen.line([place.point(*start), place.point(*end)], colour, width)


def _pie(pen: ImageDraw.ImageDraw, pie: Pie, place: _Place) -> None:
    reach = pie.radius + pie.thickness / 2
    rim = [place.point(pie.x - reach, pie.y - reach), place.point(pie.x + reach, pie.y + reach)]
    inner = pie.radius
    disc = [place.point(pie.x - inner, pie.y - inner), place.point(pie.x + inner, pie.y + inner)]
    pen.ellipse(rim, None, pie.colour, max(1, round(pie.thickness * place.scale)))
    if pie.part:
        pen.pieslice(disc, -90, -90 + 360 * pie.part, pie.colour)


def _texts(image: Image.Image, scene: Scene, scale: float) -> dict[str, str]:
    """Draws all text; returns each character that no font has, with a text that has it."""
    pen = ImageDraw.Draw(image)
    missing: dict[str, str] = {}
    for group in scene.groups:
        place = _Place(group, scale)
        for shape in group.shapes:
            if isinstance(shape, Text):
                _text(pen, shape, place, missing)
    return missing


def _text(pen: ImageDraw.ImageDraw, text: Text, place: _Place, missing: dict[str, str]) -> None:
    size = text.size * place.scale
    if size < _SMALLEST:
        return
    found = fitted(text.text, size, text.most * place.scale, bold=text.bold)
    x, y = place.point(text.x, text.y)
    width = line_width(found, size, bold=text.bold)
    x -= {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    for run in found:
        _run(pen, run, (x, y), size, text)
        x += run_width(run, size, bold=text.bold)
        if run.font is None:
            missing.setdefault(run.text, text.text)


def _run(pen: ImageDraw.ImageDraw, run: Run, at: Point, size: float, text: Text) -> None:
    if run.font is None:
        x, y = at
        corners = [(x + size * 0.06, y - size * 0.72), (x + size * 0.52, y)]
        pen.rectangle(corners, None, text.colour, max(1, round(size * 0.06)))
        return
    font = loaded(run.font, size, bold=text.bold)
    pen.text(at, run.text, text.colour, font, anchor="ls", direction=run.direction)
