"""Cards and their marks as shapes."""

from collections.abc import Iterator

from graph.analysis.phrases import spelt
from graph.vocabulary import Coverage, PersonStatus
from visuals.marks import (
    BALL,
    DECIDING_SIGN,
    DECIDING_WORDS,
    LIGHT,
    POLITICAL_SIGN,
    ROLE_LETTERS,
    STATUS_WORDS,
    SUPPORT_COLOUR,
    SUPPORT_SIGN,
    Sign,
)
from visuals.picture import Card
from visuals.still.shapes import Box, Group, Path, Pie, Shape, Text, mixed, text_width

_STRIPE = 26.0
_PADDING = 9.0
_VEIL = 0.72
"""How much of the colour of coverage is left once its person is gone."""


def card_group(card: Card) -> Group:
    """A card with its words for those who don't see it."""
    shapes = (*_face(card), *_rows(card), *_badge(card))
    return Group(card_words(card), shapes)


def card_words(card: Card) -> str:
    """The card in one sentence."""
    parts = (
        f"{card.rank}. to reach next" if card.rank is not None else "",
        card.name,
        card.title,
        DECIDING_WORDS[card.deciding.inferred] if card.deciding else "",
        "coverage unknown" if card.coverage is Coverage.UNKNOWN else spelt(card.coverage),
        f"last contact {card.contact}",
        STATUS_WORDS.get(card.status, ""),
    )
    return ", ".join(part for part in parts if part)


def _face(card: Card) -> Iterator[Shape]:
    colour = LIGHT.coverage(card.coverage)
    fill = LIGHT.card
    if card.is_ghost:
        colour, fill = mixed(colour, LIGHT.card, _VEIL), LIGHT.paper
    edge = LIGHT.accent if card.highlight else LIGHT.edge
    dashes = (5, 4) if card.is_ghost or card.is_dashed else ()
    corner = 7.0
    yield Box(card.x, card.y, card.width, card.height, corner, fill=fill)
    yield Box(card.x, card.y, _STRIPE, card.height, corner, fill=colour)
    half = _STRIPE / 2
    yield Box(card.x + half, card.y, half, card.height, 0.0, fill=colour)
    yield from ball(card.coverage, card.x + half, card.y + card.height / 2, 7.0, LIGHT.on_mark)
    thickness = 2.4 if card.highlight else 1.0
    yield Box(
        card.x,
        card.y,
        card.width,
        card.height,
        corner,
        stroke=edge,
        thickness=thickness,
        dashes=dashes,
    )


def ball(coverage: Coverage, x: float, y: float, radius: float, colour: str) -> Iterator[Shape]:
    """The ball that fills up with coverage; a question mark where it isn't known."""
    part = BALL.get(coverage)
    if part is None:
        size = radius * 2.1
        yield Text("?", x, y + size * 0.36, size, colour, size, bold=True, anchor="middle")
    else:
        yield Pie(x, y, radius, part, colour, radius * 0.28)


def sign(look: Sign, x: float, y: float, radius: float, colour: str) -> Iterator[Shape]:
    """The strokes of a sign around (x, y)."""
    for stroke in look.strokes:
        points = tuple((x + dx * radius, y + dy * radius) for dx, dy in stroke)
        if look.filled:
            yield Path(points, fill=colour)
        else:
            yield Path(points, stroke=colour, thickness=radius * 0.42)


def _rows(card: Card) -> Iterator[Shape]:
    left = card.x + _STRIPE + _PADDING
    room = card.width - _STRIPE - 2 * _PADDING
    ink = LIGHT.muted if card.is_ghost else LIGHT.ink
    taken = 0.0
    for look, colour in _signs(card):
        taken += 15.0
        middle = left + room - taken + 9
        yield from sign(look, middle, card.y + 16, 5.0, colour)
    yield Text(card.name, left, card.y + 21, 15.0, ink, room - taken, bold=True)
    yield Text(card.title, left, card.y + 37, 12.5, LIGHT.muted, room)
    state = STATUS_WORDS.get(card.status, card.contact)
    yield Text(state, left + room, card.y + 52.5, 11.5, _state_colour(card), room, anchor="end")
    yield from _roles(card, left, room - text_width(state, 11.5) - 8)


def _signs(card: Card) -> Iterator[tuple[Sign, str]]:
    if card.deciding:
        yield DECIDING_SIGN[card.deciding.inferred], LIGHT.accent
    if card.support in SUPPORT_SIGN:
        yield SUPPORT_SIGN[card.support], LIGHT.named(SUPPORT_COLOUR[card.support])
    if card.political_status in POLITICAL_SIGN:
        yield POLITICAL_SIGN[card.political_status], LIGHT.ink


def _state_colour(card: Card) -> str:
    is_never = card.status not in STATUS_WORDS and card.contact == "never"
    warns = is_never or card.status is PersonStatus.OBJECTED
    return LIGHT.bad if warns else LIGHT.muted


def _roles(card: Card, x: float, room: float) -> Iterator[Shape]:
    """The letters of the buying roles in small frames, as many as there is room for."""
    for role in card.roles:
        letters = ROLE_LETTERS.get(role, "")
        width = text_width(letters, 10.5, bold=True) + 8
        room -= width + 4
        if not letters or room < 0:
            return
        top = card.y + 41.5
        yield Box(x, top, width, 15.0, 3.0, fill=LIGHT.paper, stroke=LIGHT.edge)
        yield Text(letters, x + width / 2, top + 11, 10.5, LIGHT.ink, width, True, "middle")
        x += width + 4


def _badge(card: Card) -> Iterator[Shape]:
    if card.rank is not None:
        yield from badge(card.rank, card.x + 2, card.y + 2, 13.0)


def badge(rank: int, x: float, y: float, radius: float) -> Iterator[Shape]:
    """The numbered mark of somebody to reach next."""
    rim = radius + 2
    yield Box(x - rim, y - rim, 2 * rim, 2 * rim, rim, fill=LIGHT.card)
    yield Box(x - radius, y - radius, 2 * radius, 2 * radius, radius, fill=LIGHT.accent)
    size = radius * 1.1
    yield Text(str(rank), x, y + size * 0.36, size, LIGHT.on_mark, 2 * radius, True, "middle")
