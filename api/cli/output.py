"""How answers are printed: plain text for people, JSON for programs."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

import click

from graph.model import Fact, Thing

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def show(as_json: bool, data: Callable[[], Any], text: Callable[[], Iterable[str]]) -> None:
    """Print the one of the two that was asked for."""
    click.echo(to_json(data()) if as_json else "\n".join(map(shown, text())))


class Heading(str):
    """A line that is shown bold on a terminal."""

    __slots__ = ()


def shown(line: str) -> str:
    """A line as it goes to the terminal."""
    return click.style(printable(line), bold=True) if isinstance(line, Heading) else printable(line)


def to_json(data: Any) -> str:
    """JSON with names readable in their own script."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Sequence | set | frozenset):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def printable(text: str) -> str:
    """A line in which no name can steer the terminal: control characters become "�"."""
    return "".join(one if one.isprintable() or one == "\n" else "\ufffd" for one in text)


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> list[str]:
    """Rows in columns as wide as their widest cell; nothing is cut."""
    cells = [list(map(printable, row)) for row in ([head] if head else []) + list(rows)]
    if not cells:
        return []
    widths = [max(len(row[c]) for row in cells) for c in range(len(cells[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return [Heading(lines[0]), *lines[1:]] if head else lines


def thing_json(thing: Thing) -> dict[str, Any]:
    """An entity with its facts, each with who said it, where and when."""
    return {
        "id": thing.id,
        "kind": str(thing.kind),
        "facts": {name: fact_json(fact) for name, fact in sorted(thing.facts.items())},
    }


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as JSON."""
    source = fact.provenance
    return {
        "value": fact.value,
        "origin": str(source.origin),
        "source": source.source,
        "author": source.author,
        "said_by": source.said_by,
        "evidence": source.evidence,
        "recorded_at": source.recorded_at,
        "valid_from": source.valid_from,
        "valid_until": source.valid_until,
        "private": fact.private,
    }


def facts_text(thing: Thing) -> list[str]:
    """The facts in columns: field, value, and where it comes from."""
    return table(
        [(name, value_text(fact), source_text(fact)) for name, fact in sorted(thing.facts.items())]
    )


def value_text(fact: Fact) -> str:
    """A value as a person reads it."""
    value = fact.value
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def source_text(fact: Fact) -> str:
    """Who said it, where and when, in a few words."""
    source = fact.provenance
    when = f" {source.recorded_at.date()}" if source.recorded_at else ""
    since = f", since {source.valid_from}" if source.valid_from else ""
    private = ", private" if fact.private else ""
    if source.origin == "inferred":
        return f"inferred from the {source.source}"
    return f"{source.who}, {source.source}{when}{since}{private}"
