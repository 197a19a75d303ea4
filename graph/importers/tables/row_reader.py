"""Rows of delimited text, block by block: fast where nothing is quoted, exact where it is."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, repeat
from typing import Protocol

from graph.importers.faults import Fault, others
from graph.importers.tables.grid import MAX_CELL_CHARS
from graph.importers.tables.sniffing import Layout

BLOCK_CHARS = 65_536  # less than a cell may hold, and small enough for the processor's cache
LINE_BREAK = re.compile("\r\n|\r|\n")
MEND_QUOTES = "close it, or remove it; double the quotes inside a quoted cell"


class _CsvReader(Iterator[list[str]], Protocol):
    """What `csv.reader` returns; `line_num` counts the lines that it took."""

    @property
    def line_num(self) -> int: ...


class RowReader:
    """A text and how far it is read; `line` is where the next row begins, from 1."""

    def __init__(self, text: str, layout: Layout, name: str) -> None:
        self.line = layout.line
        self._text = text
        self._name = name
        self._delimiter = layout.delimiter
        self._position = layout.start
        self._not_plain_before = layout.start
        self._loose: list[int] = []
        self._broken: list[Fault] = []

    @property
    def at_end(self) -> bool:
        return bool(self._broken) or self._position >= len(self._text)

    def take_header(self) -> list[str]:
        """The first row; no cells where there is none, or none that can be read."""
        end = self._text.find("\n", self._position) + 1
        header = self._text[self._position : end].removesuffix("\n").removesuffix("\r")
        if not header or '"' in header or "\r" in header:
            rows, _, _ = self.take(1)
            return rows[0] if rows else []
        self._position = end
        self.line += 1
        return header.split(self._delimiter)

    def take_plain(self, width: int) -> list[str]:
        """The cells of the next lines, row after row, if each line has `width` unquoted cells;
        none where the next lines are not so plain, which `take` reads."""
        if self._position < self._not_plain_before:
            return []
        last = self._position + BLOCK_CHARS
        end = self._text.rfind("\n", self._position, last) + 1
        end = len(self._text) if last >= len(self._text) else end
        block = self._text[self._position : end]
        self._not_plain_before = end
        if '"' in block:
            return []
        if "\r" in block:
            block = block.replace("\r\n", "\n").replace("\r", "\n")
        lines = block.removesuffix("\n").split("\n")
        if not block or {width - 1} != set(map(str.count, lines, repeat(self._delimiter))):
            return []
        self._position = end
        self.line += len(lines)
        return self._delimiter.join(lines).split(self._delimiter)

    def take(self, count: int) -> tuple[list[list[str]], list[int], int]:
        """Of the next `count` rows those not blank, their lines, and the characters they span."""
        rows: list[list[str]] = []
        lines: list[int] = []
        start, line = self._position, self.line
        self._stream.seek(start)
        skipped = line - self._reader.line_num
        try:
            for row in islice(self._reader, count):
                if row:
                    rows.append(row)
                    lines.append(self.line)
                self.line = self._reader.line_num + skipped
        except csv.Error:
            raw = self._lines_of_failed_row(self.line - line, self._reader.line_num + skipped)
            lines.append(self.line)
            rows += self._read_loosely(raw)
        self._position = self._stream.tell()
        return rows, lines[: len(rows)], self._position - start

    def faults(self) -> Iterable[Fault]:
        if self._loose:
            message = f"a closing quote is followed by more text, kept{others(self._loose)}"
            mend = "double the quotes inside a quoted cell"
            yield Fault(message, self._name, self._loose[0], mend=mend)
        yield from self._broken

    @cached_property
    def _stream(self) -> io.StringIO:
        return io.StringIO(self._text, newline="")

    @cached_property
    def _reader(self) -> _CsvReader:
        return self._csv_reader(self._stream, strict=True)

    def _csv_reader(self, lines: Iterable[str], *, strict: bool) -> _CsvReader:
        return csv.reader(lines, delimiter=self._delimiter, skipinitialspace=True, strict=strict)

    def _lines_of_failed_row(self, lines_before: int, next_line: int) -> list[str]:
        """The lines that the reader took for its failed row; the stream is left after them."""
        self._stream.seek(self._position)
        for _ in range(lines_before):
            self._stream.readline()
        return [self._stream.readline() for _ in range(next_line - self.line)]

    def _read_loosely(self, raw: Sequence[str]) -> list[list[str]]:
        """A row whose quotes break the rules: as it stands on a single line, else a fault."""
        if sum(map(len, raw)) > MAX_CELL_CHARS:
            message = (
                f"a cell that begins here holds more than {MAX_CELL_CHARS:,} characters,"
                " or its opening quote is never closed"
            )
            self._break(message, self.line)
            return []
        (row,) = self._csv_reader(raw, strict=False)
        if len(raw) > 1 or self._is_open(raw[0]):
            line = self.line + _breaks_before_last_broken_cell(row)
            self._break("a quote that opens here is not closed as it should be", line)
            return []
        self._loose.append(self.line)
        self.line += 1
        return [row]

    def _break(self, message: str, line: int) -> None:
        self._broken.append(Fault(message, self._name, line, mend=MEND_QUOTES, fatal=True))

    def _is_open(self, line: str) -> bool:
        """Whether one more quote, at its end, makes the line right."""
        try:
            list(self._csv_reader([line.rstrip("\r\n") + '"'], strict=True))
        except csv.Error:
            return False
        return True


def _breaks_before_last_broken_cell(row: Sequence[str]) -> int:
    breaks = [len(LINE_BREAK.findall(cell)) for cell in row]
    last = max((index for index, count in enumerate(breaks) if count), default=0)
    return sum(breaks[:last])
