"""A title's words tell a level and a function. Inferred: what anybody states comes first."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from graph.title_words import FUNCTION_WORDS, LEVEL_WORDS
from graph.vocabulary import Function, Level

LONGEST = 300  # characters of a title that are read
REMEMBERED = 65_536

RANKS: dict[Level, int] = {
    level: rank for rank, level in enumerate(Level) if level is not Level.UNKNOWN
}

ACCENTS = re.compile("[\u0300-\u036f]")
DOT_IN_ACRONYM = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)|(?<=\b[a-z]\.[a-z])\.")
VICE_PRESIDENT = re.compile(
    r"\b(?:vi[cz]e[- ]?pr[ea]s(?:ident\w*|\b\.?)|вице-президент\w*|v ?\. ?p\b\.?|v/p\b)"
)
NO_SPACES = re.compile("[\u3040-\u9fff\uac00-\ud7af]")  # scripts that write words without any
OFFICE_OF = re.compile(
    r"\boffice of (?:the )?\w+|\b(?:ceo|cfo|cto|coo|president)(?:['’]s)? office\b"
)
SERVED = re.compile(r"(?<=\w)\W+(?:to|for|supporting|reporting to)\b")


Told = TypeVar("Told", Level, Function)


@dataclass(frozen=True, slots=True)
class TitleReading:
    level: Level
    function: Function


@lru_cache(maxsize=REMEMBERED)
def read_title(title: str, department: str = "") -> TitleReading:
    """What a title tells; the department tells the function where the title doesn't.

    >>> str(read_title("Senior Vice President, Finance").level)
    'vice_president'
    """
    text = fold(title[:LONGEST])
    function = _first(FUNCTION_PATTERNS, text)
    if function is None:
        function = _first(FUNCTION_PATTERNS, fold(department[:LONGEST]))
    return TitleReading(_level(text), function or Function.UNKNOWN)


def rank_of(level: Level) -> int | None:
    """0 for the board, one more for each level below it, None where the level is unknown."""
    return RANKS.get(level)


def fold(text: str) -> str:
    """Lower case without accents, one space between words, "V.P." and "vice president" as "vp"."""
    words = " ".join(_plain(text.casefold()).split())
    return VICE_PRESIDENT.sub("vp", DOT_IN_ACRONYM.sub("", words))


def _plain(text: str) -> str:
    """Without the accents of Latin, Greek and Cyrillic letters; kana keep their marks."""
    decomposed = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", decomposed)


def _compiled(rows: Iterable[tuple[Told, str]]) -> tuple[tuple[Told, re.Pattern[str]], ...]:
    return tuple((told, re.compile(_pattern(_plain(phrases)))) for told, phrases in rows)


def _pattern(phrases: str) -> str:
    """One pattern for phrases; words share their boundaries, which is several times faster."""
    parts = [part.replace("*", r"\w*") for part in re.split(r",\s+", phrases.strip())]
    anywhere = [part for part in parts if NO_SPACES.search(part)]
    words = "|".join(part for part in parts if not NO_SPACES.search(part))
    return "|".join([rf"\b(?:{words})\b", *anywhere])


LEVEL_PATTERNS = _compiled(LEVEL_WORDS)
FUNCTION_PATTERNS = _compiled(FUNCTION_WORDS)


def _level(text: str) -> Level:
    """The level of what comes before "to the CEO" or "for Europe", else of the whole."""
    text = OFFICE_OF.sub("", text)
    own = SERVED.split(text, maxsplit=1)[0]
    level = _first(LEVEL_PATTERNS, own)
    if level is None and own != text:
        level = _first(LEVEL_PATTERNS, text)
    return level or Level.UNKNOWN


def _first(patterns: Iterable[tuple[Told, re.Pattern[str]]], text: str) -> Told | None:
    return next((told for told, pattern in patterns if pattern.search(text)), None)
