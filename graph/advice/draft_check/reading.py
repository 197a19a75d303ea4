"""A text as the rules see it: sentences of plain words, each of which knows where it stood."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from graph.advice.draft_check.mended import LETTERS, MENDED
from graph.advice.draft_check.notation import word_set
from graph.advice.draft_check.spelling import meant

_INVISIBLE = "\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe0f\ufeff"
_LETTER = "(?:[^\\W_]|[\u24b6-\u24e9\U0001f130-\U0001f149])"
_TOKEN = re.compile(
    rf"(?P<word>{_LETTER}(?:{_LETTER}|[{_INVISIBLE}]|['’ʼ‘`´](?=[^\W_])|(?<=\d)[.,:](?=\d))*)"
    r"|(?P<stop>[.!?…。！？]+(?=[\s\W]|$)|\r?\n[^\S\n]*\r?\n)"
    r"|(?P<pause>[,;:，：()]|(?<=\s)[-–—](?=\s)|—)"
    r"|(?P<sign>[%€£$])"
)
_SIGNS = {"%": "percent", "€": "euros", "£": "pounds", "$": "dollars"}
_TITLES = word_set("mr mrs ms dr prof st sr jr vs eg ie approx no")
"""What a full stop follows within a sentence."""

_MOST_WORDS = 120
"""A longer sentence is read as several, so that no rule looks at more at once."""

_SPELT_OUT = 4
"""How many letters that stand alone in a row are a word written with gaps."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in plain lower-case letters, or "," or ":" for a pause; text[start:end] as written."""

    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is its words with one space between them; `ends` is "?" or "." or "!"."""

    words: Sequence[Word]
    text: str
    offsets: Sequence[int]
    ends: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `self.text[start:end]` stood in the text as it was written."""
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, max(start, end - 1)) - 1
        return self.words[first].start, self.words[last].end


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in their order; linear in its length."""
    found: list[Sentence] = []
    words: list[Word] = []
    for word in _joined(list(_mended(text, _words(text)))):
        if word.plain not in {".", "?", "!"}:
            words.append(word)
            if len(words) == _MOST_WORDS:
                found.append(_sentence(words, ""))
                words = []
        elif words and not (word.plain == "." and words[-1].plain in _TITLES):
            found.append(_sentence(words, word.plain))
            words = []
    if words:
        found.append(_sentence(words, ""))
    return found


def _sentence(words: list[Word], end: str) -> Sentence:
    offsets = list(accumulate((len(one.plain) + 1 for one in words[:-1]), initial=0))
    return Sentence(words, " ".join(one.plain for one in words), offsets, end)


def _words(text: str) -> Iterator[Word]:
    known: dict[str, tuple[str, ...]] = {}
    for found in _TOKEN.finditer(text):
        start, end, given = found.start(), found.end(), found[0]
        match found.lastgroup:
            case "word":
                plain = known.get(given) or known.setdefault(given, meant(given))
            case "stop":
                plain = ("?" if "?" in given or "？" in given else "!" if "!" in given else ".",)
            case "pause":
                plain = ("," if given in ",，()" else ":",)
            case _:
                plain = (_SIGNS[given],)
        yield from (Word(one, start, end) for one in plain if one)


def _mended(text: str, words: Iterator[Word]) -> Iterator[Word]:
    """A word that a hyphen cuts in two, as one."""
    last: Word | None = None
    for word in words:
        if last and _is_cut(text, last, word):
            last = Word(last.plain + word.plain, last.start, word.end)
        else:
            if last:
                yield last
            last = word
    if last:
        yield last


def _is_cut(text: str, left: Word, right: Word) -> bool:
    is_near = right.start == left.end + 1 and text[left.end] in "-*.~_"
    return is_near and left.plain + right.plain in MENDED


def _joined(words: list[Word]) -> Iterator[Word]:
    """Letters that stand alone in a row, put together: a wider gap divides words."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _is_letter(words[end]):
            end += 1
        if end - at >= _SPELT_OUT:
            yield from _put_together(words[at:end])
            at = end
        else:
            yield _in_full(words[at])
            at += 1


def _in_full(word: Word) -> Word:
    return replace(word, plain=LETTERS[word.plain]) if word.plain in LETTERS else word


def _is_letter(word: Word) -> bool:
    return word.end - word.start == 1 and word.plain.isalpha()


def _put_together(letters: list[Word]) -> Iterator[Word]:
    gap = min(right.start - left.end for left, right in pairwise(letters))
    start = 0
    for at in range(1, len(letters) + 1):
        if at == len(letters) or letters[at].start - letters[at - 1].end > gap:
            one = letters[start:at]
            for plain in meant("".join(each.plain for each in one)):
                yield Word(plain, one[0].start, one[-1].end)
            start = at
