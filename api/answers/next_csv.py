"""Whom next as a table that a spreadsheet opens."""

import csv
from collections.abc import Callable, Sequence
from io import StringIO

from graph.advice.answer import plain
from graph.advice.next_answer import NextAnswer
from graph.importers.tables.formula_cells import guarded

CSV_COLUMNS = (
    "rank",
    "name",
    "title",
    "email",
    "id",
    "gain",
    "share",
    "standard_error",
    "score",
    "coverage",
    "engaged",
    "days_since_contact",
    "contact_known",
    "way_in",
    "because",
    "needs_reason",
    "reason",
    "opener",
    "question",
    "suggested_day",
    "ties_with",
    "instead",
    "doubts",
)


def _tied(rank: int, ties: Sequence[Sequence[int]]) -> list[str]:
    """The other ranks of the tie that a rank stands in."""
    return [str(one) for group in ties if rank in group for one in group if one != rank]


def next_csv(answer: NextAnswer, shown: Callable[[str], str] = str) -> str:
    """The suggestions as CSV, with a first row of names; no cell can be taken for a formula,
    and every text is quoted. `shown`: what becomes of a text before."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for one in answer.suggestions:
        row = plain(one)
        assert isinstance(row, dict)
        row |= row["person"] | {
            "way_in": " → ".join(step.person.name for step in one.way_in),
            "because": " ".join(one.because),
            "reason": one.reason.text if one.reason else "",
            "opener": one.reason.opener if one.reason else "",
            "question": one.reason.question if one.reason else "",
            "suggested_day": str(one.when.suggested_day),
            "ties_with": " ".join(_tied(one.rank, answer.ties)),
            "instead": "; ".join(other.introduced for other in one.instead),
            "doubts": " ".join(doubt.says for doubt in one.doubts),
        }
        cells = (row[name] for name in CSV_COLUMNS)
        writer.writerow(guarded(shown(one)) if isinstance(one, str) else one for one in cells)
    return out.getvalue()
