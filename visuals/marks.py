"""What every value looks like and what it is called: words, signs, colours.

Nothing is told by colour alone: coverage has a ball that fills up, support has a sign.
Text colours keep a contrast of at least 4.5 : 1 to what they stand on, in both palettes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from math import cos, pi, sin

from graph.vocabulary import (
    BuyingRole,
    Coverage,
    Level,
    LinkKind,
    PersonStatus,
    PoliticalStatus,
    Support,
)


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb. `on_mark`: what stands on a coverage colour or on the accent."""

    paper: str
    card: str
    ink: str
    muted: str
    edge: str
    reporting: str
    influence: str
    tie: str
    conflict: str
    accent: str
    on_mark: str
    good: str
    bad: str
    no_contact: str
    brief_contact: str
    multiple_contacts: str
    in_depth: str
    unknown: str

    def coverage(self, value: Coverage) -> str:
        """The colour of a coverage."""
        colours = {
            Coverage.NO_CONTACT: self.no_contact,
            Coverage.BRIEF_CONTACT: self.brief_contact,
            Coverage.MULTIPLE_CONTACTS: self.multiple_contacts,
            Coverage.IN_DEPTH: self.in_depth,
        }
        return colours.get(value, self.unknown)

    def colours(self) -> Iterator[tuple[str, str]]:
        """Each colour with its name."""
        return ((one.name, getattr(self, one.name)) for one in fields(self))

    def named(self, name: str) -> str:
        """The colour of that name."""
        return dict(self.colours())[name]


LIGHT = Palette(
    paper="#f4f6f8",
    card="#ffffff",
    ink="#14202b",
    muted="#4a5866",
    edge="#c3ccd6",
    reporting="#7d8b9a",
    influence="#6b3fb5",
    tie="#1f6f78",
    conflict="#b3261e",
    accent="#b5135b",
    on_mark="#ffffff",
    good="#17663a",
    bad="#a61b1b",
    no_contact="#bc3908",
    brief_contact="#8a5a00",
    multiple_contacts="#0f7285",
    in_depth="#1d3f94",
    unknown="#5f6b7a",
)
DARK = Palette(
    paper="#0f151c",
    card="#1a232e",
    ink="#eef2f6",
    muted="#a9b6c4",
    edge="#3a4756",
    reporting="#728296",
    influence="#b79cf5",
    tie="#6cc5cf",
    conflict="#ff8a80",
    accent="#ff7ab2",
    on_mark="#0f151c",
    good="#6fd394",
    bad="#ff8f8f",
    no_contact="#ff9466",
    brief_contact="#e6b545",
    multiple_contacts="#5cc3d6",
    in_depth="#8fb0ff",
    unknown="#a0adbb",
)

BALL: Mapping[Coverage, float] = {
    Coverage.NO_CONTACT: 0.0,
    Coverage.BRIEF_CONTACT: 0.25,
    Coverage.MULTIPLE_CONTACTS: 0.5,
    Coverage.IN_DEPTH: 1.0,
}
"""Which part of the ball is filled; unknown coverage has a question mark in its place."""

Stroke = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """Lines within −1 … 1 around a middle; `filled` ones are areas."""

    strokes: tuple[Stroke, ...]
    filled: bool = False


def _star() -> Stroke:
    corners = ((1.15 if i % 2 == 0 else 0.48, -pi / 2 + i * pi / 5) for i in range(10))
    return tuple((radius * cos(angle), radius * sin(angle)) for radius, angle in corners)


def _arc(begin: float, end: float, radius: float) -> Stroke:
    """Part of a circle, in turns from the top."""
    steps = max(2, round(24 * (end - begin)))
    turns = (begin + (end - begin) * step / steps for step in range(steps + 1))
    return tuple((radius * sin(2 * pi * at), -radius * cos(2 * pi * at)) for at in turns)


_RHOMBUS: Stroke = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
_LEVEL: Stroke = ((-1.0, 0.0), (1.0, 0.0))

SUPPORT_SIGN: Mapping[Support, Sign] = {
    Support.MENTOR: Sign((_star(),), filled=True),
    Support.SUPPORTER: Sign((_LEVEL, ((0.0, -1.0), (0.0, 1.0)))),
    Support.NEUTRAL: Sign((((-1.0, -0.45), (1.0, -0.45)), ((-1.0, 0.45), (1.0, 0.45)))),
    Support.NON_SUPPORTER: Sign((_LEVEL,)),
    Support.ENEMY: Sign((((-0.8, -0.8), (0.8, 0.8)), ((-0.8, 0.8), (0.8, -0.8)))),
}
"""As on political maps; somebody whose support isn't known has none."""

SUPPORT_COLOUR: Mapping[Support, str] = {
    Support.MENTOR: "good",
    Support.SUPPORTER: "good",
    Support.NEUTRAL: "muted",
    Support.NON_SUPPORTER: "bad",
    Support.ENEMY: "bad",
}

POLITICAL_SIGN: Mapping[PoliticalStatus, Sign] = {
    PoliticalStatus.INNER_CIRCLE: Sign((_RHOMBUS,), filled=True),
    PoliticalStatus.POLITICAL_STRUCTURE: Sign((_RHOMBUS,)),
}

_MIDDLE = _arc(0.0, 1.0, 0.2)
DECIDING_SIGN: Mapping[bool, Sign] = {
    False: Sign((_arc(0.0, 1.0, 1.0), _MIDDLE)),
    True: Sign((*(_arc(i / 5, i / 5 + 0.11, 1.0) for i in range(5)), _MIDDLE)),
}
"""Of who decides; broken, as inferred lines are, where that is inferred."""

DECIDING_WORDS: Mapping[bool, str] = {
    False: "decides",
    True: "taken to decide (inferred from titles)",
}

ROLE_LETTERS: Mapping[str, str] = {
    BuyingRole.ECONOMIC_BUYER: "EB",
    BuyingRole.DECISION_MAKER: "DM",
    BuyingRole.TECHNICAL_BUYER: "TB",
    BuyingRole.USER_BUYER: "UB",
    BuyingRole.EVALUATOR: "EV",
    BuyingRole.APPROVER: "AP",
    BuyingRole.INFLUENCER: "IN",
    BuyingRole.EXECUTIVE_SPONSOR: "ES",
    BuyingRole.CHAMPION: "CH",
    BuyingRole.COACH: "CO",
    BuyingRole.GATEKEEPER: "GK",
    BuyingRole.PROCUREMENT: "PR",
    BuyingRole.BUDGET_HOLDER: "BH",
    BuyingRole.LEGAL_COMPLIANCE: "LC",
    BuyingRole.BLOCKER: "BL",
    BuyingRole.OTHER: "OT",
}


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How one kind of link is drawn. `dashes`: lengths of stroke and gap, () is solid."""

    words: str
    forward: str
    back: str
    colour: str
    dashes: tuple[int, ...]
    arrow: bool
    shown: bool


LINE: Mapping[LinkKind, LineStyle] = {
    LinkKind.REPORTS_TO: LineStyle(
        "Reporting", "reports to", "leads", "reporting", (), False, True
    ),
    LinkKind.DOTTED_LINE: LineStyle(
        "Dotted", "also reports to", "also leads", "reporting", (9, 6), False, True
    ),
    LinkKind.INFLUENCES: LineStyle(
        "Influence", "influences", "is influenced by", "influence", (), True, True
    ),
    LinkKind.CONFLICTS_WITH: LineStyle(
        "Conflict", "is in conflict with", "is in conflict with", "conflict", (3, 4), False, True
    ),
    LinkKind.CONSTITUENCY_OF: LineStyle(
        "Constituency", "is a constituent of", "answers for", "tie", (), True, False
    ),
    LinkKind.ASSISTANT_OF: LineStyle(
        "Assistant", "assists", "is assisted by", "tie", (), True, False
    ),
    LinkKind.INTRODUCED_BY: LineStyle(
        "Introduced", "was introduced by", "introduced", "tie", (9, 6), True, False
    ),
    LinkKind.KNOWS: LineStyle("Knows", "knows", "knows", "tie", (3, 4), False, False),
    LinkKind.UNKNOWN: LineStyle(
        "Other", "is linked to", "is linked to", "tie", (3, 4), False, False
    ),
}
"""Words for the legend and for either direction; whether it is shown from the start."""

INFERRED_DASHES = (2, 4)
"""A link that nobody stated looks like this, whatever its kind."""

STATUS_WORDS: Mapping[PersonStatus, str] = {
    PersonStatus.LEFT: "left",
    PersonStatus.PLACEHOLDER: "holder unknown",
    PersonStatus.NOT_OPEN: "not open now",
    PersonStatus.OBJECTED: "do not contact",
}

BAND_WORDS: Mapping[Level, str] = {
    Level.BOARD: "Board",
    Level.C_LEVEL: "C level",
    Level.VICE_PRESIDENT: "Vice presidents",
    Level.DIRECTOR: "Directors",
    Level.MANAGER: "Managers",
    Level.PROFESSIONAL: "Professionals",
    Level.ASSISTANT: "Assistants",
    Level.UNKNOWN: "Level not known",
}
LEFT_WORDS = "Left the company"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 … 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
