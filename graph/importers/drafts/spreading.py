"""Rows about people of several accounts go to the accounts in which these people are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import compress

from graph.identity import name_key
from graph.importers.drafts.account_import import Opened
from graph.importers.matching.identities import SALESFORCE, external_id
from graph.importers.rows.columnar import cells, several
from graph.importers.rows.model import Cell, RowKind, Rows

_NAMING = {RowKind.LINKS: ("from", "to")}
_PERSON = ("person",)


def spread(lists: Iterable[Rows], accounts: Sequence[Opened]) -> list[list[Rows]]:
    """For each account its part of the lists; whoever isn't found goes to the first, to be told.

    A row that names people of several accounts goes to each, with its own people alone. Mails
    and meetings go to all as they are: each account finds its own people in them.
    """
    parts: list[list[Rows]] = [[] for _ in accounts]
    where = _Where(accounts)
    for rows in lists:
        if rows.kind.is_of_mail:
            for own in parts:
                own.append(rows)
            continue
        columns = _NAMING.get(rows.kind, _PERSON)
        places = [where.of_row(row, rows.system) for row in cells(rows, *columns)]
        for number in sorted({one for some in places for one in some}):
            wanted = [number in some for some in places]
            part = replace(
                rows,
                lines=list(compress(rows.lines, wanted)),
                columns={n: list(compress(all_, wanted)) for n, all_ in rows.columns.items()},
            )
            parts[number].append(where.with_own_people(number, part))
    return parts


class _Where:
    """In which accounts, by number, those are whom a cell names."""

    def __init__(self, accounts: Sequence[Opened]) -> None:
        self._accounts = accounts
        self._by_key: dict[str, set[int]] = {}
        self._read: dict[tuple[str, str], tuple[int, ...]] = {}
        for number, one in enumerate(accounts):
            index = one.draft.index
            bare = (key.partition(":")[2] for key in index.external)
            for keys in (bare, index.emails, index.names, one.local):
                for key in keys:
                    self._by_key.setdefault(key, set()).add(number)

    def of_row(self, row: Iterable[Cell], system: str) -> tuple[int, ...]:
        """The accounts that know all whom a row names, else those that know any, else the first."""
        texts = [text for cell in row for text in several(cell)]
        known = [set(self._of(text, system)) for text in texts]
        everybody = set.intersection(*known) if known else set()
        return tuple(everybody or set().union(*known)) or (0,)

    def _of(self, text: str, system: str) -> tuple[int, ...]:
        found = self._read.get((text, system))
        if found is None:
            spelt = (text, external_id(SALESFORCE, text))
            keys = {*(one.casefold() for one in spelt), name_key(text), text.removeprefix("@")}
            numbers = {one for key in keys for one in self._by_key.get(key, ())}
            found = tuple(
                one for one in sorted(numbers) if self._accounts[one].work.people.find(text, system)
            )
            self._read[text, system] = found
        return found

    def with_own_people(self, number: int, rows: Rows) -> Rows:
        """Touches name only those of the account, unless it is told that nobody is known."""
        if rows.kind is not RowKind.TOUCHES:
            return rows
        own: dict[Cell, Cell] = {}
        for cell in dict.fromkeys(rows.columns["person"]):
            texts = several(cell)
            known = tuple(text for text in texts if number in self._of(text, rows.system))
            unknown = tuple(text for text in texts if not self._of(text, rows.system))
            own[cell] = known + unknown if known or number == 0 else texts
        people = [own[cell] for cell in rows.columns["person"]]
        return replace(rows, columns={**rows.columns, "person": people})
