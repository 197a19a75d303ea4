"""Lines between cards as shapes: in the chart with round corners, across it as curves."""

from collections.abc import Iterator
from math import hypot

from visuals.marks import INFERRED_DASHES, LIGHT, LINE
from visuals.outlines import CARD_HEIGHT, CARD_WIDTH, Point
from visuals.picture import Card, Line, Picture
from visuals.still.shapes import Path, Shape, bend, mixed, rounded

_ALL_TO = 150
"""Up to so many people every line across the chart is drawn, beyond only those at the next."""

_FEW = 12
"""Up to so many lines across the chart, none has to be pale."""

_QUIET = 0.38
"""How much of its colour a line keeps that doesn't concern those to reach next."""


def line_shapes(picture: Picture) -> Iterator[Shape]:
    """The lines that are shown from the start, the quiet ones first."""
    cards = {card.id: card for card in picture.cards}
    shown = [line for line in picture.lines if LINE[line.kind].shown]
    charted = [line for line in shown if line.route]
    for line in charted:
        yield _charted(line)
    across = sorted(
        (_is_next(line, cards), index) for index, line in enumerate(shown) if not line.route
    )
    for is_next, index in across:
        if is_next or len(cards) <= _ALL_TO:
            yield from _across(shown[index], cards, is_next or len(across) <= _FEW)


def _is_next(line: Line, cards: dict[str, Card]) -> bool:
    return any(cards[end].highlight for end in (line.source, line.target))


def _dashes(line: Line, thickness: float) -> tuple[int, ...]:
    """Those of a thick line are longer, or they would run into one another."""
    if not line.is_inferred:
        return LINE[line.kind].dashes
    return tuple(round(length * max(1.0, thickness / 2)) for length in INFERRED_DASHES)


def _charted(line: Line) -> Path:
    colour = LIGHT.named(LINE[line.kind].colour)
    return Path(rounded(line.route, 8.0), colour, 1.6, _dashes(line, 1.6))


def _across(line: Line, cards: dict[str, Card], is_strong: bool) -> Iterator[Shape]:
    style = LINE[line.kind]
    full = LIGHT.named(style.colour)
    colour = full if is_strong else mixed(full, LIGHT.paper, _QUIET)
    start, end = cards[line.source], cards[line.target]
    first, pull, last = _bow(start, end)
    thickness = 1.2 + 2.8 * line.weight
    yield Path(bend(first, pull, last), colour, thickness, _dashes(line, thickness))
    if style.arrow:
        yield _arrow(pull, last, 5.0 + thickness, colour)


def _bow(start: Card, end: Card) -> tuple[Point, Point, Point]:
    """Where a line begins, to where it is pulled, and where it ends. Down a column of cards it
    goes at their right: behind them nobody would see it."""
    (x, y), (to_x, to_y) = _middle(start), _middle(end)
    if abs(to_x - x) < CARD_WIDTH / 2 and abs(to_y - y) > 2 * CARD_HEIGHT:
        beside = max(x, to_x) + CARD_WIDTH / 2 + (36 if to_y < y else 52)
        middle = beside, (y + to_y) / 2
        return (x + CARD_WIDTH / 2, y), middle, (to_x + CARD_WIDTH / 2, to_y)
    pull = _pull((x, y), (to_x, to_y))
    return _border(start, pull), pull, _border(end, pull)


def _middle(card: Card) -> Point:
    return card.x + card.width / 2, card.y + card.height / 2


def _pull(start: Point, end: Point) -> Point:
    """Beside the middle of the way, to its left: lines there and back don't cover each other."""
    across, down = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 + down * 0.16, (start[1] + end[1]) / 2 - across * 0.16


def _border(card: Card, toward: Point) -> Point:
    """Where the way from the middle of a card to a point leaves the card."""
    x, y = _middle(card)
    across, down = toward[0] - x, toward[1] - y
    if not (across or down):
        return x, y
    reach = max(abs(across) / (card.width / 2), abs(down) / (card.height / 2))
    return x + across / reach, y + down / reach


def _arrow(before: Point, tip: Point, size: float, colour: str) -> Path:
    length = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    across, down = (tip[0] - before[0]) / length * size, (tip[1] - before[1]) / length * size
    back = (tip[0] - across * 1.6, tip[1] - down * 1.6)
    sides = (
        (back[0] - down * 0.7, back[1] + across * 0.7),
        (back[0] + down * 0.7, back[1] - across * 0.7),
    )
    return Path((tip, *sides), fill=colour)
