"""Cells that a spreadsheet would take for formulas: an apostrophe before them makes them text.

What begins with = + - @, in full width or small too, after blanks and signs without width too, or
with a tab or line break, is written with an apostrophe before it. So is what begins with
apostrophes before such a text: then taking one away again gives back every text exactly, and
any other apostrophe stays. Negative numbers are numbers.
"""

import re

_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?", re.ASCII)
_BLANK = r"\s\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_RUN = re.compile(rf"['{_BLANK}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|'*[\t\r\n]")


def guarded(text: str) -> str:
    """The text as it is written into a cell that no spreadsheet runs."""
    return f"'{text}" if _is_run(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell, without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell.startswith("'") and _is_run(cell[1:]) else cell


def as_typed(cell: str) -> str:
    """The stripped text of a cell from a file."""
    return unguarded(cell.strip()).strip()


def _is_run(text: str) -> bool:
    return _RUN.match(text) is not None and not _NUMBER.fullmatch(text)
