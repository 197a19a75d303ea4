"""A scene as SVG: text stays text, and whoever opens it sees their own fonts."""

from collections.abc import Iterable
from math import cos, pi, sin
from xml.sax.saxutils import escape

from visuals.outlines import Point
from visuals.still.shapes import Box, Group, Path, Pie, Scene, Shape, Text, shortened

_FONTS = "Inter, 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', 'Noto Sans', sans-serif"


def svg(scene: Scene) -> str:
    """The scene as one SVG document; every text from outside is escaped."""
    width, height = _n(scene.width), _n(scene.height)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="{_FONTS}">',
        f"<title>{escape(scene.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{scene.background}"/>',
        *map(_group, scene.groups),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _group(group: Group) -> str:
    words = f"<title>{escape(group.words)}</title>" if group.words else ""
    scale = f" scale({group.scale:.4g})" if group.scale != 1 else ""
    moved = f' transform="translate({_n(group.x)} {_n(group.y)}){scale}"'
    return f"<g{moved}>{words}{''.join(map(_shape, group.shapes))}</g>"


def _shape(shape: Shape) -> str:
    if isinstance(shape, Box):
        return _box(shape)
    if isinstance(shape, Path):
        return _path(shape)
    return _pie(shape) if isinstance(shape, Pie) else _text(shape)


def _n(number: float) -> str:
    """At most two decimals, without zeros at the end."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _paint(
    fill: str | None, stroke: str | None, thickness: float, dashes: Iterable[int] = ()
) -> str:
    line = f' stroke="{stroke}" stroke-width="{_n(thickness)}"' if stroke else ""
    pattern = " ".join(map(str, dashes))
    return f' fill="{fill or "none"}"{line}' + (f' stroke-dasharray="{pattern}"' if pattern else "")


def _box(box: Box) -> str:
    size = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    corner = f' rx="{_n(box.radius)}"' if box.radius else ""
    return f"<rect {size}{corner}{_paint(box.fill, box.stroke, box.thickness, box.dashes)}/>"


def _path(path: Path) -> str:
    close = "Z" if path.fill else ""
    paint = _paint(path.fill, path.stroke, path.thickness, path.dashes)
    return f'<path d="{_corners(path.points)}{close}"{paint} stroke-linejoin="round"/>'


def _corners(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _pie(pie: Pie) -> str:
    ring = _paint(pie.colour if pie.part >= 1 else None, pie.colour, pie.thickness)
    disc = f'<circle cx="{_n(pie.x)}" cy="{_n(pie.y)}" r="{_n(pie.radius)}"{ring}/>'
    return disc + (_wedge(pie) if 0 < pie.part < 1 else "")


def _wedge(pie: Pie) -> str:
    angle = 2 * pi * pie.part
    x, y = pie.x + pie.radius * sin(angle), pie.y - pie.radius * cos(angle)
    start = f"M{_n(pie.x)} {_n(pie.y)}V{_n(pie.y - pie.radius)}"
    arc = f"A{_n(pie.radius)} {_n(pie.radius)} 0 {int(pie.part > 0.5)} 1 {_n(x)} {_n(y)}Z"
    return f'<path d="{start}{arc}" fill="{pie.colour}"/>'


def _text(text: Text) -> str:
    shown = shortened(text.text, text.size, text.most, bold=text.bold)
    if not shown:
        return ""
    weight = ' font-weight="650"' if text.bold else ""
    anchor = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
    place = f'x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}"'
    return f'<text {place}{weight}{anchor} fill="{text.colour}">{escape(shown)}</text>'
