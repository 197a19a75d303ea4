"""With which words a phrase can begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\()|(?P<close>\))|(?P<or>\|)|(?P<start>\^|\\b)"
    r"|(?P<any>\\[wdSs]|\[[^\]]*\]|\.)|(?P<end>\$)|(?P<letter>.)"
)
_PLAIN = re.compile(r"[^()|]*")
_TIMES = re.compile(r"[?*+]\??|\{(\d+)(?:,\d*)?\}\??")

Begun = frozenset[tuple[str, bool]]
"""How a word may begin, each with whether it ends there."""

_EMPTY: Begun = frozenset({("", False)})


class _AnyWord(Exception):
    """The phrase can begin with any word."""


def first_words(phrase: str) -> frozenset[str] | None:
    """Every word with which a phrase can begin, None where that may be any.

    A phrase is what `notation` describes, with its groups put in.
    """
    try:
        return frozenset(word for word, _ in _Reader(phrase).alternatives() if word)
    except _AnyWord:
        return None


@dataclass(slots=True)
class _Reader:
    phrase: str
    at: int = 0

    def alternatives(self) -> Begun:
        """Reads up to the end, or to a closing bracket, which it takes."""
        found: set[tuple[str, bool]] = set()
        begun = _EMPTY
        while (piece := self._next(any(not ends for _, ends in begun))) is not None:
            if piece.lastgroup in {"or", "close"}:
                found |= begun
                begun = _EMPTY
                if piece.lastgroup == "close":
                    return frozenset(found)
            else:
                begun = self._followed(begun, piece)
        return frozenset(found | begun)

    def _next(self, is_open: bool = True) -> re.Match[str] | None:
        """The next piece; where every word has ended, the next bracket or bar."""
        if not is_open:
            plain = _PLAIN.match(self.phrase, self.at)
            self.at = plain.end() if plain else self.at
        piece = _PIECE.match(self.phrase, self.at)
        if piece:
            self.at = piece.end()
        return piece

    def _followed(self, begun: Begun, piece: re.Match[str]) -> Begun:
        """What is begun, with the piece behind it."""
        is_open = any(not ends for _, ends in begun)
        match piece.lastgroup:
            case "look":
                self._skip()
                return begun
            case "start" | "end":
                return begun
            case "open":
                inner = self._inner(is_open)
            case "any":
                inner = None
            case _:
                inner = frozenset({("", True) if piece[0] == " " else (piece[0], False)})
        return _joined(begun, self._repeated(inner))

    def _inner(self, is_open: bool) -> Begun | None:
        if is_open:
            try:
                start = self.at
                return self.alternatives()
            except _AnyWord:
                self.at = start
        self._skip()
        return None

    def _repeated(self, inner: Begun | None) -> Begun | None:
        times = _TIMES.match(self.phrase, self.at)
        if times is None:
            return inner
        self.at = times.end()
        may_lack = times[0][0] in "?*" or times[1] == "0"
        if inner is None:
            return None
        return inner | _EMPTY if may_lack else inner

    def _skip(self) -> None:
        depth = 1
        while depth and (piece := self._next(is_open=False)):
            depth += {"open": 1, "look": 1, "close": -1}.get(piece.lastgroup or "", 0)


def _joined(begun: Begun, inner: Begun | None) -> Begun:
    """Each beginning, with each way to go on."""
    return frozenset(_each(begun, inner))


def _each(begun: Begun, inner: Begun | None) -> Iterator[tuple[str, bool]]:
    for word, ends in begun:
        if ends:
            yield word, True
        elif inner is None:
            raise _AnyWord
        else:
            for more, closes in inner:
                yield word + more, closes
