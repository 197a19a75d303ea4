"""Words as they were meant: in plain letters, contractions in full, misspellings mended.

Only the words that rules look for are mended, and only what is no other English word.
"""

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import category, normalize

from graph.advice.draft_check.mended import FUSED, MEANT, MENDED, SHORT, TRUE_WORDS

_LOOKALIKES = str.maketrans(
    "авеѕіјкмнорсԁԛѡтухһьӏɑɡıℓοαεικνρτυχωϲᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abesijkmhopcdqwtyxhbiagiloaeiknptuxwcabcdefghijklmnoprstuvwyz",
)
"""Letters of other scripts that are seen as Latin ones."""

_DIGITS = str.maketrans("013457", "oieast")
"""Digits that stand for letters, as in "t0uching"."""

_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_THRICE = re.compile(r"(.)\1{2,}")
_LEAST, _MOST = 4, 15
"""How long a word is, in letters, that is compared with others."""


def meant(word: str) -> tuple[str, ...]:
    """The words that one stretch of letters, digits and apostrophes stands for, in lower case."""
    plain = _plain(word)
    if plain in SHORT:
        return SHORT[plain]
    head, apostrophe, tail = plain.partition("'")
    if apostrophe and head:
        return _contracted(head, tail)
    return _mended(plain)


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    spread = normalize("NFKD", word.translate(_APOSTROPHES))
    kept = "".join(one for one in spread if category(one) not in {"Mn", "Cf"})
    return kept.casefold().translate(_LOOKALIKES)


def _contracted(head: str, tail: str) -> tuple[str, ...]:
    if tail == "t" and head.endswith("n"):
        stem = {"ca": "can", "wo": "will", "sha": "shall"}.get(head[:-1], head[:-1])
        return (stem, "not")
    return (*_mended(head), MEANT.get(tail, tail))


def _mended(word: str) -> tuple[str, ...]:
    if word in MENDED or word in TRUE_WORDS or not 2 <= len(word) <= _MOST:
        return (word,)
    once = _THRICE.sub(r"\1", word)
    letters = once if once.isalpha() else once.translate(_DIGITS)
    if letters in FUSED:
        return FUSED[letters]
    if letters in MENDED:
        return (letters,)
    if letters.endswith("in") and (whole := _nearest(letters + "g")):
        return (whole,)
    if len(letters) < _LEAST or not letters.isalpha():
        return (word,)
    return (_nearest(letters) or word,)


def _nearest(word: str) -> str | None:
    """The word of ours that is one slip away, or sounds the same."""
    index = _by_shape()
    near = [ours for shape in _shapes(word) for ours in index.get(shape, ())]
    if not near:
        return None
    from rapidfuzz.distance import OSA

    best = min(near, key=lambda ours: (OSA.distance(word, ours), ours))
    slips = OSA.distance(word, best)
    return best if slips == 1 or (slips == 2 and len(word) > 6) else None


@cache
def _by_shape() -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for word in sorted(MENDED):
        if len(word) > _LEAST:
            for shape in _shapes(word):
                index[shape] = (*index.get(shape, ()), word)
    return index


def _shapes(word: str) -> set[str]:
    """What a word shares with those one slip away (itself less one letter), and its sound."""
    return {word, _sound(word), *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _sound(word: str) -> str:
    """Its consonants, in capitals: "touching" and "tuching" sound alike."""
    hard = word.replace("ph", "f").replace("ck", "k").replace("c", "k").replace("z", "s")
    consonants = re.sub("[aeiouy]", "", hard)
    return re.sub(r"(.)\1+", r"\1", consonants).upper()
