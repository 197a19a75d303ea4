"""How often the check of wording is right, on labelled sentences: precision and recall by row.

    python -m tests.benchmarks.wording [FILE…] [--show]

Without FILE, every set in `tests/wording`. A finding counts where its row is among those that a
sentence is labelled with; two of one row in one sentence count once.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.advice.draft_check import TextKind, check
from graph.vocabulary import Intent

SETS = Path(__file__).resolve().parent.parent / "wording"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, what it is for, and the rows that it goes against."""

    text: str
    kind: TextKind
    intent: Intent
    rows: frozenset[str]

    @property
    def found(self) -> frozenset[str]:
        """The rows that the check names."""
        return frozenset(one.row for one in check(self.text, self.kind, self.intent))


@dataclass(frozen=True, slots=True)
class Figures:
    """Right findings, wrong ones, and those that were missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def labelled(path: Path) -> list[Labelled]:
    """The sentences of one file."""
    return [_read(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _read(line: str) -> Labelled:
    given = json.loads(line)
    rows = frozenset(given["rows"])
    return Labelled(given["text"], TextKind(given["as"]), Intent(given["intent"]), rows)


def figures(sentences: Iterable[Labelled]) -> dict[str, Figures]:
    """By row, and for all of them together."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for one in sentences:
        right.update(one.found & one.rows)
        wrong.update(one.found - one.rows)
        missed.update(one.rows - one.found)
    rows = sorted({*right, *wrong, *missed})
    by_row = {row: Figures(right[row], wrong[row], missed[row]) for row in rows}
    return by_row | {ALL: Figures(right.total(), wrong.total(), missed.total())}


def main() -> None:
    parser = argparse.ArgumentParser(description="Precision and recall of the check of wording.")
    parser.add_argument(
        "files", nargs="*", type=Path, help="every set in tests/wording if left out"
    )
    parser.add_argument("--show", action="store_true", help="print the sentences that are wrong")
    given = parser.parse_args()
    for path in given.files or sorted(SETS.glob("*.jsonl")):
        print("\n".join(_report(path, show=given.show)))


def _report(path: Path, *, show: bool) -> Iterator[str]:
    sentences = labelled(path)
    innocent = sum(not one.rows for one in sentences)
    flagged = sum(bool(one.found) for one in sentences if not one.rows)
    yield f"{path.stem}: {len(sentences)} sentences, {innocent} innocent ({flagged} flagged)"
    yield "  row   right  wrong  missed  precision  recall"
    for row, told in figures(sentences).items():
        counts = f"{told.right:7}{told.wrong:7}{told.missed:8}"
        yield f"  {row:4}{counts}{told.precision:11.3f}{told.recall:8.3f}"
    for one in sentences if show else ():
        if one.found != one.rows:
            rows = f"{sorted(one.rows)} found {sorted(one.found)}"
            yield f"  {rows} {one.kind} {one.intent}: {one.text!r}"


if __name__ == "__main__":
    main()
