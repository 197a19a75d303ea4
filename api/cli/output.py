"""How answers are printed: plain text for people, JSON for programs."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from shutil import get_terminal_size
from typing import Any
from unicodedata import category, east_asian_width

import click

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

_JOINERS = "\u200c\u200d"
"""Without width, and needed to write Persian, Indic scripts and emoji; they steer nothing."""

_BEYOND_ASCII = re.compile(r"[^\n -~]")


def show(as_json: bool, data: Callable[[], Any], text: Callable[[], Iterable[str]]) -> None:
    """Print the one of the two that was asked for."""
    if as_json:
        click.echo(to_json(data()))
    else:
        click.echo("\n".join(map(shown, text())))


def say(line: str, *, err: bool = False) -> None:
    """Print one line, on standard error with `err`."""
    click.echo(shown(line), err=err)


def tell_progress(stage: str, done: int, total: int) -> None:
    """Progress on a terminal's standard error, nothing elsewhere."""
    if sys.stderr.isatty() and total > 1:
        click.echo(f"\r{stage}: {done:,} of {total:,}   ", err=True, nl=done >= total)


class Heading(str):
    """A line that is shown bold on a terminal."""

    __slots__ = ()


def shown(line: str) -> str:
    """A line as it goes to the terminal."""
    return click.style(printable(line), bold=True) if isinstance(line, Heading) else printable(line)


def to_json(data: Any) -> str:
    """JSON with names readable in their own script, where standard output can hold them.

    What could steer a terminal is escaped.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    ascii_alone = not encoding.lower().startswith("utf")
    text = json.dumps(data, ensure_ascii=ascii_alone, indent=2, default=_plain)
    return _BEYOND_ASCII.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    one = found[0]
    return one if _is_harmless(one) else json.dumps(one)[1:-1]


def _plain(value: object) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Sequence | set | frozenset):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def printable(text: str) -> str:
    """One line in which no name can steer the terminal: breaks and tabs become a space, other
    control characters "\ufffd"."""
    if text.isprintable():
        return text
    return "".join(one if _is_harmless(one) else " " if one.isspace() else "\ufffd" for one in text)


def _is_harmless(one: str) -> bool:
    return one.isprintable() or one in _JOINERS


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> list[str]:
    """Rows in columns as wide as their widest cell; nothing is cut."""
    cells = [list(map(printable, row)) for row in ([head] if head else []) + list(rows)]
    if not cells:
        return []
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]
    return [Heading(lines[0]), *lines[1:]] if head else lines


def width(text: str) -> int:
    """How many cells of a terminal a printable text takes: Chinese signs two, accents none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(one: str) -> int:
    if category(one) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(one) in "WF" else 1


def terminal_width(most: int, least: int = 40) -> int:
    """How wide running text may be: as wide as the terminal, or `most` where there is none."""
    if not sys.stdout.isatty():
        return most
    return max(least, min(most, get_terminal_size((most, 0)).columns))
