"""Where a text's table begins and what parts its cells: certain, or asked for."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from graph.importers.faults import Fault, in_words
from graph.importers.grid import PREAMBLE_ROWS, header_index

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
ONE_COLUMN = "\x1f"  # parts nothing: the unit separator, which tables don't hold
SAMPLE_ROWS = 200
SAMPLE_CHARS = 1_000_000
CERTAIN_SCORE = 0.5  # below it no character parts the cells, and the table has one column
TIE = 0.05  # two scores this near leave the choice to the user
SEP_LINE = re.compile(r"""["']?sep=([^\w"' \r\n\0])["']? *(\r\n|\r|\n|$)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header begins (characters, and its line from 1) and what parts the cells."""

    start: int
    line: int
    delimiter: str
    preamble_line: int = 1
    has_preamble: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    layout: Layout
    columns: int
    score: float


def find_layout(text: str, name: str, delimiter: str | None) -> Layout | Fault:
    """The layout of delimited text. One column has `ONE_COLUMN` as its delimiter."""
    start, first_line = 0, 1
    if separator := SEP_LINE.match(text):
        start, first_line = separator.end(), 2
        delimiter = delimiter or separator[1]
    sample = text[start : start + SAMPLE_CHARS]
    tried = DELIMITERS if delimiter is None else [delimiter]
    candidates = [_candidate(sample, tried_one) for tried_one in tried]
    chosen = candidates[0] if delimiter else _choose(candidates, sample, name)
    if isinstance(chosen, Fault):
        return chosen
    layout = chosen.layout
    return Layout(
        start + layout.start,
        first_line + layout.line - 1,
        layout.delimiter,
        preamble_line=first_line,
        has_preamble=bool(sample[: layout.start].strip()),
    )


def _candidate(sample: str, delimiter: str) -> _Candidate:
    rows, starts, lines = _sample_rows(sample, delimiter)
    header = header_index(rows)
    layout = Layout(starts[header], lines[header], delimiter)
    body = [row for row in rows[header:] if any(cell.strip() for cell in row)]
    columns = len(body[0]) if body else 0
    if columns < 2:
        return _Candidate(layout, columns, 0.0)
    exact = sum(len(row) == columns for row in body) / len(body)
    fitting = sum(2 <= len(row) <= columns for row in body) / len(body)
    return _Candidate(layout, columns, (exact + fitting) / 2)


def _sample_rows(sample: str, delimiter: str) -> tuple[list[list[str]], list[int], list[int]]:
    """The first rows with the character and the line at which each begins."""
    stream = io.StringIO(sample, newline="")
    reader = csv.reader(stream, delimiter=delimiter, skipinitialspace=True)
    rows: list[list[str]] = []
    starts, lines = [0], [1]
    try:
        for row in islice(reader, SAMPLE_ROWS + PREAMBLE_ROWS):
            rows.append(row)
            starts.append(stream.tell())
            lines.append(reader.line_num + 1)
    except csv.Error:  # a cell beyond all bounds: the rows before it tell enough
        pass
    cut_off = len(sample) == SAMPLE_CHARS and stream.tell() == len(sample)
    if cut_off and len(rows) > 1:
        rows.pop()
    return rows, starts, lines


def _choose(candidates: Sequence[_Candidate], sample: str, name: str) -> _Candidate | Fault:
    best = max(candidates, key=lambda candidate: candidate.score)
    if best.score <= CERTAIN_SCORE:
        return _one_column(candidates, sample, name)
    rivals = [candidate for candidate in candidates if candidate.score > best.score - TIE]
    if len(rivals) == 1:
        return best
    splits = in_words([f"{DELIMITERS[r.layout.delimiter]} ({r.columns} columns)" for r in rivals])
    message = f"two characters could part the cells: {splits}"
    mend = f'name the right one, for example --delimiter "{best.layout.delimiter}"'
    return Fault(message, name, best.layout.line, mend=mend, fatal=True)


def _one_column(candidates: Sequence[_Candidate], sample: str, name: str) -> _Candidate | Fault:
    """A table of one column, unless the rows below its header are parted and the header is not."""
    for candidate in candidates:
        rows, _, _ = _sample_rows(sample, candidate.layout.delimiter)
        widths = Counter(len(row) for row in rows[1:] if row)
        width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        if width > 1 and count > 1 and count > 0.9 * widths.total():
            return _headerless(candidate, width, name)
    return _candidate(sample, ONE_COLUMN)


def _headerless(candidate: _Candidate, width: int, name: str) -> Fault:
    delimiter = DELIMITERS[candidate.layout.delimiter]
    message = (
        f"the first line holds {candidate.columns} cell, the lines below hold {width} ({delimiter})"
    )
    mend = (
        "remove what stands above the header; if there is one column only, "
        "put its cells in double quotes or name a --delimiter that they do not hold"
    )
    return Fault(message, name, candidate.layout.line, mend=mend, fatal=True)
