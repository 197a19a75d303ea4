"""Text from outside, made fit to be drawn: one line, no control over what stands beside it."""

import re

_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def shown(text: str) -> str:
    """Control characters and line breaks become spaces, halves of characters U+FFFD, and
    the invisible signs that turn the direction of writing go; all else stays as it is."""
    if text.isprintable():
        return " ".join(text.split())
    return _SPACES.sub(" ", _NOT_TEXT.sub("\ufffd", _STEERING.sub("", text))).strip()


_LETTERS = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
_RIGHT_TO_LEFT = re.compile(rf"{_LETTERS}(?:\s+{_LETTERS})*")


def isolated(text: str) -> str:
    """A sentence in which words in scripts that run from right to left turn nothing around beside
    them: brackets and numbers, say (Unicode's first strong isolate, U+2068 to U+2069)."""
    return _RIGHT_TO_LEFT.sub(lambda found: f"\u2068{found[0]}\u2069", text)


def rightward(line: str) -> str:
    """A line of a sentence that runs from left to right, also where it begins with a word that
    doesn't (Unicode's left-to-right mark, U+200E)."""
    return f"\u200e{line}" if _RIGHT_TO_LEFT.search(line) else line
