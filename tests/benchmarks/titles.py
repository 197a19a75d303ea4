"""How often a manager's title ranks above or level with the report's, in a file of people.

    python -m tests.benchmarks.titles FILE… [--person COLUMN] [--title COLUMN] [--manager COLUMN]

Each row that names a manager other than the person is a pair. A manager with several rows counts
with the highest of their titles. A pair in which a level is unknown is no success.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph.importers.tables.any_file import Table, read_tables
from graph.titles import rank_of, read_title

Row = Mapping[str, str]
OUTCOMES = ("above", "level", "below", "unknown")


def main() -> None:
    options = _arguments()
    for path in options.files:
        for table in _tables(path):
            rows = list(_rows(table, options.person, options.title, options.manager))
            _print_report(table.name, rows, show=options.show)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--person", default="person", help="column of a person's id")
    parser.add_argument("--title", default="title", help="column of the title")
    parser.add_argument("--manager", default="manager_person", help="column of the manager's id")
    parser.add_argument("--show", action="store_true", help="print the pairs that fail")
    return parser.parse_args()


def _tables(path: Path) -> Iterable[Table]:
    tables, faults = read_tables(path.read_bytes(), path.name)
    for fault in faults:
        print(fault)
    return tables


def _rows(table: Table, *columns: str) -> Iterator[Row]:
    cells = [table.cells[table.columns.index(column)] for column in columns]
    for person, title, manager in zip(*cells, strict=True):
        yield {"person": person, "title": title, "manager": manager}


def _print_report(name: str, rows: list[Row], *, show: bool) -> None:
    outcomes = Counter(outcome for outcome, _, _ in _pairs(rows))
    pairs = outcomes.total()
    good = outcomes["above"] + outcomes["level"]
    levels = Counter(str(read_title(row["title"]).level) for row in rows)
    counts = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in OUTCOMES)
    print(f"{name}: {good} of {pairs} pairs = {good / pairs:.1%} ({counts})")
    print("  levels:", ", ".join(f"{level} {count}" for level, count in levels.most_common()))
    if show:
        bad = Counter(pair for pair in _pairs(rows) if pair[0] in {"below", "unknown"})
        for (outcome, manager, report), count in bad.most_common():
            print(f"  {count} {outcome}: {manager} over {report}")


def _pairs(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """For each pair how the manager's title ranks, and both titles."""
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        titles[row["person"]].append(row["title"])
    for row in rows:
        held = titles.get(row["manager"])
        if held and row["manager"] != row["person"]:
            highest = min(held, key=_rank)
            yield _outcome(highest, row["title"]), highest, row["title"]


def _rank(title: str) -> int:
    rank = rank_of(read_title(title).level)
    return 99 if rank is None else rank


def _outcome(manager: str, report: str) -> str:
    above, below = rank_of(read_title(manager).level), rank_of(read_title(report).level)
    if above is None or below is None:
        return "unknown"
    return "above" if above < below else "level" if above == below else "below"


if __name__ == "__main__":
    main()
