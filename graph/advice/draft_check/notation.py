"""How phrases are written down, and how they are found without trying each at every place.

In a phrase, `(a|b)?` means what it does in a regular expression, `{ask}` stands for any word of
that group, and ` … ` for up to three words. It is looked for between whole words of a sentence
as `reading` gives it: plain, lower case, one space between words, " ," and " :" for pauses.
A phrase is tried only where a word stands that it can begin with, and compiled only then.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from graph.advice.draft_check.first_words import first_words

_GAP = r"( [^\s,:]+){0,3}? "
_GROUP = re.compile(r"\((?!\?)")
_NAME = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r"\S+")


class Phrases:
    """Phrases that mean one thing, looked for together."""

    def __init__(self, lines: tuple[str, ...], words: Mapping[str, str]) -> None:
        self._lines, self._words = lines, words

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Where they stand, without overlaps."""
        by_first, anywhere = self._index
        places, words = _places(text)
        if not anywhere and words.isdisjoint(by_first):
            return
        until = 0
        for start, word in places:
            if start >= until and (found := self._at(text, start, word)):
                yield found
                until = found.end()

    def search(self, text: str) -> re.Match[str] | None:
        """Where the first one stands."""
        return next(self.finditer(text), None)

    def match(self, text: str) -> re.Match[str] | None:
        """The one with which a text begins."""
        return next((one for phrase in self._all if (one := phrase.match(text, 0))), None)

    def _at(self, text: str, start: int, word: str) -> re.Match[str] | None:
        by_first, anywhere = self._index
        tried = (*by_first.get(word, ()), *anywhere)
        return next((one for phrase in tried if (one := phrase.match(text, start))), None)

    @cached_property
    def _all(self) -> tuple["_Phrase", ...]:
        return tuple(_Phrase(_expanded(one, self._words)) for one in self._lines)

    @cached_property
    def _index(self) -> tuple[Mapping[str, list["_Phrase"]], list["_Phrase"]]:
        """Phrases by the words that they begin with, and those that begin with any word."""
        by_first: dict[str, list[_Phrase]] = {}
        anywhere: list[_Phrase] = []
        for phrase in self._all:
            firsts = first_words(phrase.source)
            if firsts is None:
                anywhere.append(phrase)
            for word in firsts or ():
                by_first.setdefault(word, []).append(phrase)
        return by_first, anywhere


class _Phrase:
    """One phrase as a regular expression."""

    def __init__(self, source: str) -> None:
        self.source = source

    def match(self, text: str, at: int) -> re.Match[str] | None:
        return self._compiled.match(text, at)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("(?:" + _GROUP.sub("(?:", self.source) + r")(?!\w)")


@lru_cache(maxsize=64)
def _places(text: str) -> tuple[list[tuple[int, str]], frozenset[str]]:
    """Where each word begins, and all of them: many phrases are looked for in the same text."""
    places = [(one.start(), one[0]) for one in _WORD.finditer(text)]
    return places, frozenset(word for _, word in places)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def phrases(*lines: str, words: Mapping[str, str]) -> Phrases:
    """Any of the phrases; `words` are the groups that `{…}` names, each as alternatives."""
    return Phrases(lines, words)


def _expanded(phrase: str, words: Mapping[str, str]) -> str:
    while _NAME.search(phrase):
        phrase = _NAME.sub(lambda found: f"({words[found[1]]})", phrase)
    return phrase.replace(" … ", _GAP)
