"""What is wrong with a file, said so that its owner can mend it: values, not exceptions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LISTED = 5  # a fault that many rows share names this many of them, and counts the rest
EXCERPT_CHARS = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in `file`.

    `line` counts from 1: a line of text, a row of a sheet, a record of JSON; 0 is above the
    records, where JSON has nothing.
    A `fatal` fault keeps its table from being read; any other only tells what was done about it.
    """

    message: str
    file: str
    line: int | None = None
    column: str | None = None
    mend: str | None = None
    fatal: bool = False

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f", line {self.line}"
        if self.column is not None:
            where += f', column "{excerpt(self.column)}"'
        mend = f" Mend: {self.mend}." if self.mend else ""
        return f"{where}: {self.message}.{mend}"


def excerpt(text: str) -> str:
    """The text on one short line, without characters that would steer a terminal."""
    shown = "".join(char if char.isprintable() else "�" for char in text[: EXCERPT_CHARS + 1])
    return shown if len(shown) <= EXCERPT_CHARS else shown[: EXCERPT_CHARS - 1] + "…"


def lines_in_words(lines: Sequence[int]) -> str:
    """ "line 7", "lines 7, 9 and 12", "lines 7, 9, 12, 13, 20 and 41 more"."""
    shown = [str(line) for line in lines[:LISTED]]
    if rest := len(lines[LISTED:]):
        shown.append(f"{rest:,} more")
    return ("line " if len(lines) == 1 else "lines ") + in_words(shown)


def others(lines: Sequence[int]) -> str:
    """The lines but the first, where the fault itself stands: " (also lines 9 and 12)"."""
    return f" (also {lines_in_words(lines[1:])})" if len(lines) > 1 else ""


def in_words(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    *most, final = items
    return f"{', '.join(most)} {last} {final}" if most else final
