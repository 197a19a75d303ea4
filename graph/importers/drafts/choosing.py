"""Which rows are about which account, by the company that they name."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.identity import free_id, name_key
from graph.importers.drafts.companies import (
    companies,
    one_name_each,
    split_companies,
)
from graph.importers.drafts.findings import Findings
from graph.importers.drafts.telling_companies import (
    companies_of,
    none_is_meant,
    tell_nameless,
    tell_others,
    tell_records_of_one,
    tell_same,
    without_accounts,
)
from graph.importers.matching.identities import SALESFORCE, external_id
from graph.importers.rows.columnar import cells
from graph.importers.rows.model import Cell, RowKind, Rows
from graph.importers.rows.selecting import take
from graph.model import Thing
from graph.vocabulary import EntityKind

OF_A_COMPANY = frozenset({RowKind.PEOPLE, RowKind.ACCOUNTS, RowKind.OPPORTUNITIES})
"""Rows that say themselves whose they are; others are about people, and go where these are."""

LISTED = 10


@dataclass(slots=True)
class Target:
    """An account with the rows that are its own; `elsewhere` are people of other companies."""

    id: str
    name: str
    is_new: bool
    lists: list[Rows] = field(default_factory=list)
    elsewhere: list[Rows] = field(default_factory=list)


def _new(name: str, taken: Collection[str]) -> Target:
    """An account that is made by this import."""
    return Target(free_id(EntityKind.ACCOUNT, (name_key(name),), taken.__contains__), name, True)


def choose_one(
    lists: Sequence[Rows],
    accounts: Iterable[Thing],
    known: Thing | None,
    name: str,
    findings: Findings,
) -> Target:
    """The account that is named, with its rows; `known` if it is one of the `accounts` already.

    Raises BadInput where a list of people names companies, and none of them is meant.
    """
    if known is None:
        chosen = _new(name, {one.id for one in accounts})
    else:
        chosen = Target(known.id, known.name, is_new=False)
    ids = {name, *(known.external_ids.values() if known else ())}
    ids = _spellings(ids | _ids_of_lists(lists, chosen.name, ids))
    for rows in lists:
        own = _own(rows, chosen.name, ids)
        if rows.kind is RowKind.PEOPLE and any(fault.fatal for fault in own.faults):
            raise none_is_meant(rows, own.faults[-1], chosen.name, lists)
        if len(own.lines) < len(rows.lines):
            tell_others(rows, own, chosen.name, findings)
        tell_same(own, chosen.name, findings)
        chosen.lists.append(replace(own, faults=()))
        if rows.kind is RowKind.PEOPLE and len(own.lines) < len(rows.lines):
            chosen.elsewhere.append(rows)
    return chosen


def name_by_id(lists: Iterable[Rows], text: str) -> str:
    """The name of the company with this id in a list of accounts, or the text itself."""
    for rows in lists:
        if rows.kind is RowKind.ACCOUNTS:
            text = _names_by_id(rows).get(text, text)
    return text


def _spellings(ids: Iterable[str]) -> set[str]:
    """The ids, those of Salesforce with 15 and with 18 characters."""
    whole = {external_id(SALESFORCE, id_) for id_ in ids}
    return whole | {id_[:15] for id_ in whole if len(id_) == 18} | set(ids)


def _ids_of_lists(lists: Iterable[Rows], name: str, ids: Collection[str]) -> set[str]:
    """By which ids lists of accounts know the account."""
    found = set()
    for rows in lists:
        if rows.kind is RowKind.ACCOUNTS:
            own = _own(rows, name, ids)
            found |= {str(id_) for id_ in own.columns.get("external_id", ()) if id_}
            found |= {f"@{id_}" for id_ in own.columns.get("reference", ()) if id_}
    return found


def _own(rows: Rows, name: str, ids: Collection[str]) -> Rows:
    """The rows of the account; rows about people that name no company all may be."""
    if rows.kind is RowKind.ACCOUNTS:
        columns = rows.columns
        named = {"company": columns.get("name", ()), "company_id": columns.get("external_id", ())}
        marked = replace(rows, columns={**columns, **{k: v for k, v in named.items() if v}})
        return split_companies(marked, name, ids)
    if rows.kind in OF_A_COMPANY:
        return rows if _is_of_one(rows) else split_companies(rows, name, ids)
    if rows.kind is RowKind.TOUCHES and name_key(name) in map(name_key, companies(rows)):
        key = name_key(name)
        return take(rows, [not c or key == name_key(str(c)) for c in rows.columns["company"]])
    if rows.kind is RowKind.ACCOUNT_ROLES:
        ours = [cell in ids for cell in rows.columns["company_id"]]
        return take(rows, ours) if any(ours) else rows
    return rows


def _is_of_one(rows: Rows) -> bool:
    """Whether the rows name no company, and carry the id of a single one."""
    return not companies(rows) and len(set(filter(None, rows.columns.get("company_id", ())))) < 2


def choose_all(
    lists: Sequence[Rows], accounts: Sequence[Thing], findings: Findings
) -> list[Target]:
    """Every company that the rows name, each with its rows, in the order of the files.

    Raises BadInput where they are named by references into another file alone: these are
    numbered anew in each export.
    """
    naming = _Naming(lists, accounts)
    for rows in lists:
        if rows.kind not in OF_A_COMPANY:
            continue
        of: dict[str, list[int]] = {}
        for row, named in enumerate(companies_of(rows)):
            if reference := naming.unknown_reference(named):
                raise without_accounts(rows, rows.lines[row], reference)
            for one in naming.targets(named):
                of.setdefault(one, []).append(row)
        for id_, numbers in of.items():
            own = _only(rows, numbers)
            tell_same(own, naming.found[id_].name, findings)
            naming.found[id_].lists.append(own)
            if rows.kind is RowKind.PEOPLE and own is not rows:
                naming.found[id_].elsewhere.append(rows)
        tell_nameless(rows, of.values(), findings)
        tell_records_of_one(rows, of.values(), findings)
    return list(naming.found.values())


class _Naming:
    """Accounts by the names and ids of companies; `found` are those that came up."""

    def __init__(self, lists: Sequence[Rows], accounts: Sequence[Thing]) -> None:
        self._taken = {one.id for one in accounts}
        self._by_name = {name_key(one.name): one.id for one in accounts}
        self._names = {one.id: one.name for one in accounts}
        self._by_id = {id_: one.name for one in accounts for id_ in one.external_ids.values()}
        for rows in lists:
            if rows.kind is RowKind.ACCOUNTS:
                self._by_id |= _names_by_id(rows)
        of_companies = [rows for rows in lists if rows.kind in OF_A_COMPANY]
        self._same = one_name_each(of_companies, self._names.values())
        self._read: dict[tuple[Cell, Cell], tuple[str, ...]] = {}
        self.found: dict[str, Target] = {}

    def targets(self, cells: tuple[Cell, Cell]) -> tuple[str, ...]:
        """The accounts of a row that names these companies, or has these companies' ids."""
        if cells not in self._read:
            name, id_ = cells
            names = _parts(name) or [
                next((self._by_id[one] for one in _spellings([part]) if one in self._by_id), part)
                for part in _parts(id_)
            ]
            self._read[cells] = tuple(dict.fromkeys(map(self._target, names)))
        return self._read[cells]

    def unknown_reference(self, cells: tuple[Cell, Cell]) -> str | None:
        """The reference to an account that no list of accounts here describes."""
        name, id_ = cells
        unknown = (one for one in _parts(id_) if one[0] == "@" and one not in self._by_id)
        return None if name else next(unknown, None)

    def _target(self, text: str) -> str:
        name = self._same.get(name_key(text), text)
        id_ = self._by_name.get(name_key(name))
        if id_ is None:
            one = _new(name, self._taken)
            self._by_name[name_key(name)] = id_ = one.id
            self.found[id_] = one
        elif id_ not in self.found:
            self.found[id_] = Target(id_, self._names[id_], is_new=False)
        return id_


def _names_by_id(rows: Rows) -> dict[str, str]:
    """The names of the companies in a list of accounts by their ids and references."""
    found: dict[str, str] = {}
    for prefix, ids in (("", "external_id"), ("@", "reference")):
        for id_, name in cells(rows, ids, "name"):
            if id_ and name:
                found |= dict.fromkeys(_spellings([f"{prefix}{id_}"]), str(name))
    return found


def _parts(cell: Cell) -> list[str]:
    """Several companies of one row are parted by ";"."""
    return [one for part in str(cell).split(";") if (one := part.strip())] if cell else []


def _only(rows: Rows, numbers: Sequence[int]) -> Rows:
    if len(numbers) == len(rows.lines):
        return rows
    columns = {name: [cells[row] for row in numbers] for name, cells in rows.columns.items()}
    return replace(rows, lines=[rows.lines[row] for row in numbers], columns=columns)
