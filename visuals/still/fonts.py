"""Which font draws which character, and how a line of several scripts is set.

The fonts are Noto's, from the packages manimgx-fonts and manimgx-fonts-cjk (SIL Open Font
License), so that a picture is the same on every machine.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from unicodedata import bidirectional, category, name

from fontTools.ttLib import TTFont
from PIL import ImageFont

_LATIN = "NotoSans[wght].ttf"
_CJK = "NotoSansCJK-VF.otf.ttc"
_LAST = ("NotoSansSymbols[wght].ttf", "NotoEmoji[wght].ttf", _CJK)
_UNSEEN = {"Cf", "Cc", "Mn"}
"""Kinds of characters of which nothing is missed where no font has them."""


class Run(NamedTuple):
    """Neighbouring characters that one font draws in one direction; `font` None: none does."""

    text: str
    font: str | None
    is_leftward: bool

    @property
    def direction(self) -> str:
        """As the shaping library calls it."""
        return "rtl" if self.is_leftward else "ltr"


@cache
def _path(font: str) -> Path | None:
    """Where a font is installed, None where it isn't."""
    for package in ("manimgx_fonts", "manimgx_fonts_cjk"):
        path = Path(str(files(package).joinpath(font)))
        if path.is_file():
            return path
    return None


@cache
def _characters(font: str) -> frozenset[int]:
    """All that a font can draw, nothing where it isn't installed."""
    path = _path(font)
    if path is None:
        return frozenset()
    with TTFont(path, fontNumber=0, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@lru_cache(maxsize=65_536)
def _font_for(char: str) -> str | None:
    """The first font that has the character: Latin's, its own script's, then the others."""
    script = name(char, "").split(" ")[0].split("-")[0].title()
    candidates = (_LATIN, f"NotoSans{script}[wght].ttf", *_LAST)
    return next((font for font in candidates if ord(char) in _characters(font)), None)


def runs(text: str) -> list[Run]:
    """The text cut where font or direction change, as it stands from left to right.

    A font is kept as long as it can go on, so that words and the spaces between them are
    shaped together. Inside a run the shaping library orders the letters.
    """
    found: list[Run] = []
    base, leftward = _directions(text)
    for char, is_leftward in zip(text, leftward, strict=True):
        last = found[-1] if found else None
        if last and last.is_leftward == is_leftward and _goes_on(char, last.font):
            found[-1] = Run(last.text + char, last.font, is_leftward)
        elif (font := _font_for(char)) or category(char) not in _UNSEEN:
            found.append(Run(char, font, is_leftward))
    return _in_visual_order(found, base)


def _goes_on(char: str, font: str | None) -> bool:
    if font is None or ord(char) not in _characters(font):
        return False
    keeps = font == _LATIN or (font not in _LAST and not char.isalpha())
    return keeps or _font_for(char) == font


def _directions(text: str) -> tuple[bool, list[bool]]:
    """Whether the line, and each character, goes from right to left.

    The first letter gives the direction of the line. What has none of its own goes with its
    neighbours where both agree, else with the line (rules P2, N1 and N2 of Unicode's
    bidirectional algorithm; names need no more).
    """
    own = [_own_direction(char) for char in text]
    base = next((one for one in own if one is not None), False)
    before = _carried(own, base)
    after = _carried(own[::-1], base)[::-1]
    pairs = zip(own, before, after, strict=True)
    return base, [
        one if one is not None else left if left == right else base for one, left, right in pairs
    ]


def _own_direction(char: str) -> bool | None:
    kind = bidirectional(char)
    if kind in {"R", "AL"}:
        return True
    return False if kind in {"L", "EN", "AN"} else None


def _carried(own: Sequence[bool | None], start: bool) -> list[bool]:
    """The last known direction up to each place."""
    carried: list[bool] = []
    for one in own:
        start = start if one is None else one
        carried.append(start)
    return carried


def _in_visual_order(found: Sequence[Run], base: bool) -> list[Run]:
    """Groups of one direction in the order of the line, each in its own order (rule L2)."""
    groups = [list(members) for _, members in groupby(found, key=lambda run: run.is_leftward)]
    if base:
        groups.reverse()
    ordered = (group[::-1] if group[0].is_leftward else group for group in groups)
    return [run for group in ordered for run in group]


def loaded(font: str, size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    """The font ready for use, its size in whole pixels."""
    return _loaded(font, max(1, round(size)), 650 if bold else 400)


@lru_cache(maxsize=256)
def _loaded(font: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    opened = ImageFont.truetype(str(_path(font)), size)
    opened.set_variation_by_axes([weight])
    return opened


@lru_cache(maxsize=65_536)
def run_width(run: Run, size: float, *, bold: bool) -> float:
    """How far a run reaches, in pixels; what no font has is a box of 0.6 times its height."""
    if run.font is None:
        return size * 0.6
    return loaded(run.font, size, bold=bold).getlength(run.text, direction=run.direction)


def line_width(line: Sequence[Run], size: float, *, bold: bool) -> float:
    """How far all runs of a line reach, in pixels."""
    return sum(run_width(run, size, bold=bold) for run in line)


def fitted(text: str, size: float, most: float, *, bold: bool) -> list[Run]:
    """The runs of the text, or of as much of it as fits with an ellipsis."""
    whole = runs(text)
    if line_width(whole, size, bold=bold) <= most:
        return whole
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if line_width(runs(_cut(text, middle)), size, bold=bold) <= most:
            low = middle
        else:
            high = middle - 1
    return runs(_cut(text, low)) if low else []


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip() + "…"
