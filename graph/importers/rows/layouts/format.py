"""What a format is: its columns, what they mean to us, and how it is told from others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from graph.importers.rows.model import RowKind, Rows

LIST = "list"
"""The system of ids that come from a plain list."""


def fold(header: str) -> str:
    """What the spellings of one header share: "E-mail 1 - Value" and "email1value" are one."""
    return "".join(filter(str.isalnum, normalize("NFKC", header).casefold()))


def spelt(**fields: str) -> Mapping[str, str]:
    """Folded header → our field, from each field's headers separated by commas, preferred first.

    A field's own name isn't implied. Raises ValueError where a header is given to two fields.
    """
    columns: dict[str, str] = {}
    for name, headers in fields.items():
        for header in headers.split(","):
            if columns.setdefault(fold(header), name) != name:
                raise ValueError(f"{header!r} is given to {columns[fold(header)]!r} and {name!r}")
    return columns


def unchanged(rows: Rows) -> Rows:
    return rows


@dataclass(frozen=True, slots=True)
class Format:
    """One format of one kind of rows.

    `columns`: folded header → our field, a field's preferred header before its others.
    `required`: each alternative is a set of our fields that together are enough.
    `marks`: headers by which the format is known, folded (any spelling) or as they are written
    in it; a table needs `least_marks` of them. `separator` parts several values in one cell.
    `yielding`: folded headers that give way, unasked, to another column of the same field.
    `finish` works out what this format says in a way of its own.
    """

    name: str
    kind: RowKind
    source: str
    system: str
    columns: Mapping[str, str]
    required: tuple[frozenset[str], ...]
    marks: frozenset[str] = frozenset()
    least_marks: int = 0
    separator: str = ";"
    yielding: frozenset[str] = frozenset()
    finish: Callable[[Rows], Rows] = field(default=unchanged)

    @property
    def is_plain(self) -> bool:
        """Whether it is a list that somebody made, not what a tool puts out."""
        return self.system == LIST

    def knows(self, header: str) -> bool:
        """Whether a column of this header is one of ours."""
        return fold(header) in self.columns


def any_of(*alternatives: str) -> tuple[frozenset[str], ...]:
    """Alternatives for `required`, each of them fields joined by "+"."""
    return tuple(frozenset(one.split("+")) for one in alternatives)
