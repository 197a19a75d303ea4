"""The picture as a file: HTML, SVG or PNG."""

from dataclasses import dataclass

from graph.errors import BadInput
from visuals.picture import Picture

FORMATS = ("html", "svg", "png")


@dataclass(frozen=True, slots=True)
class Rendered:
    """The file's bytes, and what to warn of: full sentences."""

    data: bytes
    warnings: tuple[str, ...] = ()


def render(picture: Picture, format_: str, *, is_served: bool = False) -> Rendered:
    """The picture in one of `FORMATS`. Raises BadInput for any other.

    `is_served`: the page leads to the review and back to all accounts, as a server has them.
    What a format needs is imported when it is asked for: pyvis takes a second.
    """
    if format_ == "html":
        from visuals.pyvis_page import page

        return Rendered(page(picture, is_served=is_served).encode("utf-8"))
    from visuals.still.scene import scene

    if format_ == "svg":
        from visuals.still.svg import svg

        return Rendered(svg(scene(picture)).encode("utf-8"))
    if format_ == "png":
        from visuals.still.png import png

        return Rendered(*png(scene(picture)))
    raise BadInput(f"There is no format {format_!r}; there are {', '.join(FORMATS)}.")
