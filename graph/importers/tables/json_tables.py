"""JSON as grids: Salesforce's tree files and query results, and plain lists of objects."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.tables.cell_text import cell_text
from graph.importers.tables.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    Grid,
    grid_of_rows,
    too_many_cells,
)

REFERENCE = "referenceId"
PARENT = "@parent"  # of a nested record: "@" and its parent's reference, else its parent's Id
MAX_DEPTH = 8
MAX_KINDS = 100  # of records in one file
HALF = re.compile("[\ud800-\udfff]")  # of a pair: what no text holds, but JSON can spell
OPENS_JSON = re.compile(r"\s*(\{\s*[\"}]|\[\s*[\[{\]])")

Record = Mapping[str, object]


@dataclass(slots=True)
class _Found:
    """Flat rows by the type of their records, and what could not be made flat."""

    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)


class _SaidTwice(ValueError):
    """A key that stands twice in one object."""


def is_json(text: str, name: str) -> bool:
    return name.casefold().endswith(".json") or OPENS_JSON.match(text) is not None


def read_json(text: str, name: str) -> tuple[list[tuple[str, Grid]], list[Fault]]:
    """A grid for each type of record, with the type's name ("" where records name none).

    A record's line is its number among those of its type: JSON knows no other.
    """
    try:
        content: object = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"no valid JSON: {error.msg} at character {error.colno} of the line"
        return [], [Fault(message, name, error.lineno, mend="export it anew", fatal=True)]
    except _SaidTwice as error:
        message = f'a record says "{excerpt(str(error))}" twice'
        return [], [Fault(message, name, mend="remove one of the two", fatal=True)]
    except (ValueError, RecursionError):
        message = "JSON with numbers too long or lists too deep to be read"
        return [], [Fault(message, name, mend="export it anew", fatal=True)]
    found = _Found()
    for key, records in _record_lists(content).items():
        _collect(records, key, "", found, depth=0)
    with_cells = {kind: rows for kind, rows in found.rows.items() if any(rows)}
    if not with_cells:
        mend = 'a list of objects is needed, or {"records": [...]}'
        return [], [Fault("the JSON holds no records", name, mend=mend, fatal=True)]
    if len(with_cells) > MAX_KINDS:
        message = f"there are {len(with_cells):,} kinds of records, more than {MAX_KINDS:,}"
        return [], [Fault(message, name, mend="import them in parts", fatal=True)]
    grids = [
        (kind, _grid(rows, f"{name} ({kind})" if kind else name))
        for kind, rows in with_cells.items()
    ]
    return grids, _left_out(found, content, name)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise _SaidTwice(next(key for key, count in counts.items() if count > 1))
    return made


def _record_lists(content: object) -> dict[str, Sequence[object]]:
    """The lists of records in a document, by the key they stand under ("" for the main one)."""
    if isinstance(content, list):
        return {"": content}
    if not isinstance(content, dict):
        return {}
    for key in ("records", "results"):
        if isinstance(content.get(key), list):
            return {"": content[key]}
    if isinstance(content.get("result"), dict):
        return _record_lists(content["result"])
    return {key: value for key, value in content.items() if isinstance(value, list)}


def _collect(records: Sequence[object], key: str, parent: str, found: _Found, depth: int) -> None:
    for record in records:
        if not isinstance(record, dict) or depth > MAX_DEPTH:
            found.left_out[key or "a list"] = None
            continue
        attributes = record.get("attributes")
        attributes = attributes if isinstance(attributes, dict) else {}
        kind = cell_text(attributes.get("type")) or key
        reference = cell_text(attributes.get(REFERENCE))
        row = {REFERENCE: reference} if reference else {}
        if parent:
            row[PARENT] = parent
        found.rows.setdefault(kind, []).append(row)
        own = f"@{reference}" if reference else cell_text(record.get("Id"))
        _flatten(record, "", row, own, found, depth)


def _flatten(
    record: Record, prefix: str, row: dict[str, str], own: str, found: _Found, depth: int
) -> None:
    """Put a record's plain values into its row; nested records become rows of their own."""
    for key, value in record.items():
        column = f"{prefix}{key}"
        if key == "attributes" and isinstance(value, dict) and "type" in value:
            continue
        children = value.get("records") if isinstance(value, dict) else value
        if isinstance(children, list) and any(isinstance(child, dict) for child in children):
            _collect(children, column, own, found, depth + 1)
        elif isinstance(children, list):
            row[column] = ";".join(map(cell_text, children))
        elif isinstance(value, dict) and depth < MAX_DEPTH:
            _flatten(value, f"{column}.", row, own, found, depth + 1)
        elif isinstance(value, dict):
            found.left_out[column] = None
        else:
            row[column] = cell_text(value)


def _grid(rows: Sequence[Mapping[str, str]], name: str) -> Grid:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    header = [column.strip() for column in columns]
    if len(columns) > MAX_COLUMNS:
        return Grid(header, 0, [], [])  # refused as it is: a cell for each would fill the memory
    if len(columns) * len(rows) > MAX_CELLS:
        return Grid(header, 0, [], [], problems=[too_many_cells(name)])
    cells = [[row.get(column, "") for column in columns] for row in rows]
    grid = grid_of_rows([header, *cells], range(len(rows) + 1), name)
    grid.problems += _halves([header, *cells], header, name)
    return grid


def _halves(rows: Iterable[Sequence[str]], header: Sequence[str], name: str) -> Iterator[Fault]:
    """Where the first cell stands that holds half of a character."""
    broken = next((at for at in enumerate(rows) if HALF.search("".join(at[1]))), None)
    if broken is not None:
        line, row = broken
        column = next(title for title, cell in zip(header, row, strict=True) if HALF.search(cell))
        message = "half of a character stands here (a lone surrogate)"
        yield Fault(message, name, line, column, "write it anew, and export it again", fatal=True)


def _left_out(found: _Found, content: object, name: str) -> list[Fault]:
    faults = []
    if found.left_out:
        keys = in_words([f'"{excerpt(key)}"' for key in found.left_out])
        faults.append(Fault(f"what stands under {keys} is no table and is left out", name))
    if isinstance(content, dict) and content.get("done") is False:
        message = "the query had more records than this file holds"
        faults.append(Fault(message, name, mend="export all of them"))
    return faults
