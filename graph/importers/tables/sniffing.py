"""Where a text's table begins and what parts its cells: certain, or asked for."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from graph.importers.faults import Fault, in_words
from graph.importers.tables.grid import PREAMBLE_ROWS, header_index

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ONE_COLUMN = "\x1f"  # parts nothing: the unit separator, which tables don't hold
SAMPLE_ROWS = 200
SAMPLE_CHARS = 1_000_000
MIN_PARTED = 0.5  # of the rows, by the character that parts the header
MOST = 0.9
TIE = 0.05  # two scores this near leave the choice to the user
MEND_PARTING = (
    "remove what stands above the header; or name what parts the cells with --delimiter,"
    " a character that does not occur if there is a single column"
)
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
    """What a delimiter would make of the text.

    `columns` in the header; `parted`, the share of the rows below that it parts at all; `exact`,
    the share of those that have as many cells as the header. `width` is the commonest below it.
    """

    layout: Layout
    columns: int
    parted: float
    exact: float
    width: int

    @property
    def score(self) -> float:
        fits = self.columns > 1 and self.parted >= MIN_PARTED
        return (self.parted + self.exact) / 2 if fits else 0.0


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
    columns = len(rows[header]) if rows else 0
    widths = [len(row) for row in rows[header + 1 :] if any(cell.strip() for cell in row)]
    while columns > 1 and widths[-1:] == [1] and max(widths) > 1:  # what closes a report
        widths.pop()
    parted = [width for width in widths if width > 1]
    return _Candidate(
        layout,
        columns,
        parted=len(parted) / len(widths) if widths else 1.0,
        exact=parted.count(columns) / len(parted) if parted else 1.0,
        width=max(parted, key=parted.count, default=1),
    )


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
    if best.score == 0:
        return _one_column(candidates, sample, name)
    rivals = [candidate for candidate in candidates if candidate.score > best.score - TIE]
    tabbed = [rival for rival in rivals if rival.layout.delimiter == "\t"]  # no text holds tabs
    if len(rivals) == 1 or tabbed:
        return tabbed[0] if tabbed else best
    splits = in_words(f"{_called(rival)} ({rival.columns} columns)" for rival in rivals)
    message = f"two characters could part the cells: {splits}"
    mend = f"name the right one, for example --delimiter {_called(best)}"
    return Fault(message, name, best.layout.line, mend=mend, fatal=True)


def _one_column(candidates: Sequence[_Candidate], sample: str, name: str) -> _Candidate | Fault:
    """A table of one column, unless a character parts its header alone or its rows alone."""
    for candidate in candidates:
        rows_alone = candidate.columns == 1 and candidate.parted > MOST and candidate.width > 1
        if candidate.columns > 1 or rows_alone:
            message = (
                f"parted by {_called(candidate)}, this line has {_cells(candidate.columns)}"
                f" and most lines below have {1 if candidate.columns > 1 else candidate.width}"
            )
            return Fault(message, name, candidate.layout.line, mend=MEND_PARTING, fatal=True)
    return _candidate(sample, ONE_COLUMN)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _called(candidate: _Candidate) -> str:
    return DELIMITERS[candidate.layout.delimiter]
