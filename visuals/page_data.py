"""The picture as plain data for the page's script: lists and dicts of numbers and text."""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.analysis.phrases import spelt
from graph.vocabulary import Coverage, PersonStatus
from visuals.facts import FactLine
from visuals.marks import (
    BALL,
    DECIDING_SIGN,
    DECIDING_WORDS,
    INFERRED_DASHES,
    LINE,
    POLITICAL_SIGN,
    ROLE_LETTERS,
    STATUS_WORDS,
    SUPPORT_COLOUR,
    SUPPORT_SIGN,
    Sign,
)
from visuals.outlines import CARD_HEIGHT, CARD_WIDTH
from visuals.picture import Card, Line, Picture
from visuals.suggested import note

Json = dict[str, Any]


def nodes(picture: Picture) -> list[Json]:
    """For vis-network: a number as id, and the middle of each card."""
    return [
        {"id": index, "x": card.x + card.width / 2, "y": card.y + card.height / 2}
        for index, card in enumerate(picture.cards)
    ]


def edges(picture: Picture) -> list[Json]:
    """For vis-network: every line with its kind; `route` has the corners of a charted one."""
    number = {card.id: index for index, card in enumerate(picture.cards)}
    return [_edge(index, line, number) for index, line in enumerate(picture.lines)]


def _edge(index: int, line: Line, number: dict[str, int]) -> Json:
    edge: Json = {
        "id": index,
        "from": number[line.source],
        "to": number[line.target],
        "kind": line.kind,
        "width": round(1.0 + 2.4 * line.weight, 2),
    }
    if line.is_inferred:
        edge["inferred"] = True
    if line.route:
        edge["route"] = line.route
    return edge


def page_data(picture: Picture) -> Json:
    """Everything else that the script needs."""
    sources: dict[str, int] = {}
    number = {card.id: index for index, card in enumerate(picture.cards)}
    return {
        "account": picture.account,
        "cards": [_card(card, number, sources) for card in picture.cards],
        "sources": list(sources),
        "next": [number[card.id] for card in picture.next_five],
        "deciders": [number[card.id] for card in picture.deciders],
        "notes": picture.notes,
        "bands": [
            {"text": one.text, "short": one.short, "x": one.x, "y": one.y, "width": one.width}
            for one in picture.bands
        ],
        "size": {"width": picture.width, "height": picture.height},
        "cardSize": {"width": CARD_WIDTH, "height": CARD_HEIGHT},
        **_looks(picture),
    }


def _card(card: Card, number: dict[str, int], sources: dict[str, int]) -> Json:
    """Without what is empty."""
    whole: Json = {
        "id": card.id,
        "name": card.name,
        "title": card.title,
        "email": card.email,
        "place": " · ".join(filter(None, (card.department, card.site))),
        "status": "" if card.status is PersonStatus.ACTIVE else card.status,
        "roles": [ROLE_LETTERS[role] for role in card.roles if role in ROLE_LETTERS],
        "support": card.support if card.support in SUPPORT_SIGN else "",
        "political": card.political_status if card.political_status in POLITICAL_SIGN else "",
        "coverage": card.coverage,
        "contact": card.contact,
        "contactBy": card.contact_by,
        "facts": _lines(card.facts, number, sources),
        "links": _lines(card.links, number, sources),
    }
    if card.boss is not None:
        whole["boss"] = number[card.boss]
    if card.highlight:
        whole["rank"] = card.highlight.rank
        whole["headline"] = card.highlight.headline
        whole["because"] = card.highlight.because
        whole["explained"] = list(card.highlight.explained)
        whole["brief"] = list(card.highlight.brief)
    if card.deciding:
        whole["decides"] = {
            "headline": card.deciding.headline,
            "inferred": card.deciding.inferred,
            "reached": card.deciding.reached,
            "says": card.deciding.says,
        }
    return {key: value for key, value in whole.items() if value not in ("", [])}


def _lines(
    lines: Iterable[FactLine], number: dict[str, int], sources: dict[str, int]
) -> list[Sequence[Any]]:
    """label, value, number of the source's text, and where there is any of it: a mark (1 for an
    old opinion, 2 for what is inferred) and the number of the person whom it names."""
    return [
        (one.label, one.value, sources.setdefault(one.source, len(sources)), *_more(one, number))
        for one in lines
    ]


def _more(line: FactLine, number: dict[str, int]) -> tuple[int, ...]:
    mark = line.old + 2 * line.inferred
    person = number.get(line.person or "")
    return (mark, person) if person is not None else (mark,) if mark else ()


def _looks(picture: Picture) -> Json:
    """What the values that occur look like, and how often they do."""
    legend = picture.legend
    return {
        "coverage": {
            one: {"words": spelt(one), "ball": BALL.get(one), "count": legend.coverage.get(one, 0)}
            for one in Coverage
        },
        "support": {
            one: {
                "words": spelt(one),
                "colour": SUPPORT_COLOUR[one],
                "sign": _sign(SUPPORT_SIGN[one]),
            }
            for one in legend.support
            if one in SUPPORT_SIGN
        },
        "political": {
            one: {"words": spelt(one), "colour": "ink", "sign": _sign(POLITICAL_SIGN[one])}
            for one in legend.political
            if one in POLITICAL_SIGN
        },
        "deciding": [
            {
                "words": DECIDING_WORDS[one],
                "colour": "accent",
                "inferred": one,
                "sign": _sign(DECIDING_SIGN[one]),
            }
            for one in legend.deciding
        ],
        "roles": {ROLE_LETTERS[one]: spelt(one) for one in legend.roles if one in ROLE_LETTERS},
        "statuses": {one: STATUS_WORDS[one] for one in legend.statuses if one in STATUS_WORDS},
        "lines": {
            kind: {
                "words": LINE[kind].words,
                "colour": LINE[kind].colour,
                "dashes": LINE[kind].dashes,
                "arrow": LINE[kind].arrow,
                "shown": LINE[kind].shown,
                "count": count,
            }
            for kind, count in legend.lines.items()
        },
        "inferredDashes": INFERRED_DASHES if legend.has_inferred else None,
        "inferredNote": note(legend.inferred_left_out),
    }


def _sign(sign: Sign) -> Json:
    return {"strokes": sign.strokes, "filled": sign.filled}
