"""Tables drawn in text: `| a | b |`, `a | b` over a rule, columns lined up by spaces."""

import re
from collections.abc import Iterator, Sequence

from graph.importers.tables.grid import Grid, grid_of_rows

MAX_PASTED_CHARS = 2_000_000  # what is drawn for the eye is small

RULE = re.compile(r"(?=.*(?:[-=─═]{2}|\+[-=]))[-+|=:\s─━│┼├┤┬┴┌┐└┘╞╡╪═]+")
SHORT_RULE = re.compile(r"\|?(?: *:?-:? *\|)+(?: *:?-:? *)?")  # a rule only under the header
BAR = re.compile(r"(?<!\\)[|│]")
GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
DELIMITERS = re.compile(r"[,;\t]")

Lines = Sequence[tuple[int, str]]


def read_pasted(text: str, name: str) -> Grid | None:
    """The grid of a drawn table, or None where the text is no such drawing."""
    if len(text) > MAX_PASTED_CHARS:
        return None
    drawn = [(number, line) for number, line in _numbered(text) if line.strip()]
    rules = {number for number, line in drawn if RULE.fullmatch(line)}
    rules |= {number for number, line in drawn[1:2] if SHORT_RULE.fullmatch(line.strip())}
    lines = [(number, line) for number, line in drawn if number not in rules]
    if not lines:
        return None
    rows = _framed(lines) or _barred(drawn, lines) or _aligned(lines)
    return grid_of_rows(rows, [number for number, _ in lines], name) if rows else None


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(re.split("\r\n|\r|\n", text), start=1)


def _framed(lines: Lines) -> list[list[str]] | None:
    """Every line begins and ends with a bar, as in Markdown."""
    trimmed = [line.strip() for _, line in lines]
    if not all(len(line) > 1 and line[0] in "|│" and line[-1] in "|│" for line in trimmed):
        return None
    return [_cells(line[1:-1]) for line in trimmed]


def _barred(drawn: Lines, lines: Lines) -> list[list[str]] | None:
    """Bars between the cells and a rule under the header, as database shells print it."""
    under_header = drawn[1][1] if len(drawn) > 1 else ""
    if not (RULE.fullmatch(under_header) and BAR.search(drawn[0][1])):
        return None
    return [_cells(line) for _, line in lines]


def _cells(line: str) -> list[str]:
    return [cell.replace("\\|", "|").strip() for cell in BAR.split(line)]


def _aligned(lines: Lines) -> list[list[str]] | None:
    """Columns that begin where the header's names begin, at least two spaces apart."""
    texts = [line.rstrip() for _, line in lines]
    header, *body = texts
    starts = [len(header) - len(header.lstrip()), *(gap.end() for gap in GAP.finditer(header))]
    if len(starts) < 2 or any(map(DELIMITERS.search, texts)) or not any(map(GAP.search, body)):
        return None
    if any(line[start - 1 : start].strip() for line in texts for start in starts[1:]):
        return None
    ends = [*starts[1:], None]
    return [[line[a:b].strip() for a, b in zip(starts, ends, strict=True)] for line in texts]
