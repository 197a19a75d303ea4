"""The companies that rows name, and the rows of one of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from graph.identity import name_key
from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.matching.identities import external_key
from graph.importers.rows.model import Cell, RowKind, Rows
from graph.importers.rows.selecting import take

LISTED = 10
"""So many companies of a file are named in a fault."""

LEGAL_FORMS = frozenset(
    {
        *("inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp"),
        *("ltd", "limited", "plc", "pty", "pte", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug"),
        *("ev", "se", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "asa", "aps"),
        *("oy", "oyj", "kk", "sl", "slu"),
    }
)
"""Words at the end of a company's name that say its legal form, folded."""

_ANY_COMPANY = frozenset({"co", "company"})
"""Those of them that say nothing about which form it is."""


def companies(rows: Rows) -> Mapping[str, int]:
    """Each company that the rows name, as first written, with the number of its rows."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for cell, number in Counter(_names(rows)).items():
        for name in _parts(cell, rows):
            counts[spelt.setdefault(name_key(name), name)] += number
    return counts


def split_companies(rows: Rows, name: str, ids: Collection[str] = ()) -> Rows:
    """The rows of one company; all of them where the rows don't tell companies apart.

    A row is the company's where it names it, whatever the case, with its legal form or without
    (`same_company`), or carries one of its `ids`: of the rows' system, or a reference of a tree
    file. Where none does, the one company that differs from `name` in its legal form alone is
    taken; several are a fatal fault that lists them, and so is none.
    """
    named, numbered = companies(rows), Counter(filter(None, _ids(rows)))
    if not named and not (numbered if ids else len(numbered) > 1):
        return rows
    meant = set(map(name_key, same_company(name, named if _are_told_by_name(rows) else ())))
    keys = meant | {_key_of(name, named)}
    wanted = _wanted(rows, keys, {_id_key(one, rows) for one in ids})
    if any(wanted):
        return take(rows, wanted)
    alike = _alike(name, named)
    if len(alike) > 1:
        fault = _several(name, alike, rows.file)
    elif named:
        fault = _not_among(name, named, rows.file)
    else:
        fault = _only_ids(name, [str(id_) for id_ in numbered], rows.file)
    return replace(take(rows, wanted), faults=(*rows.faults, fault))


def without_legal_form(name: str) -> str:
    """The folded name without "Inc.", "GmbH & Co. KG" and the like at its end."""
    return _parted(name)[0]


def same_company(name: str, named: Collection[str]) -> list[str]:
    """Those of `named` that are the company of this name: no other legal form is among them, as
    "Acme" and "Acme Inc" are one, unless there is an "Acme GmbH" too."""
    alike = _alike(name, named)
    forms = {_parted(one)[1] for one in (name, *alike)} - {frozenset()}
    return alike if len(forms) < 2 else [one for one in alike if name_key(one) == name_key(name)]


def one_name_each(lists: Iterable[Rows], known: Iterable[str]) -> Mapping[str, str]:
    """Folded name of a company → the name for it and those that are the same company.

    `known`, and companies of which lists have a record or an id, stay apart from one another.
    """
    given = list(lists)
    told_apart = [rows for rows in given if not _are_told_by_name(rows)]
    apart = [*known, *(name for rows in told_apart for name in companies(rows))]
    every = [*apart, *(name for rows in given for name in companies(rows))]
    groups: dict[str, list[str]] = {}
    for name in every:
        groups.setdefault(without_legal_form(name), []).append(name)
    apart_keys = set(map(name_key, apart))
    return {
        name_key(one): several[0]
        for several in groups.values()
        if len(apart_keys.intersection(map(name_key, several))) < 2
        for one in same_company(several[0], several)
    }


def renamed(rows: Rows, names: Collection[str], to: str) -> Rows:
    """The rows with `to` in place of other names of the same company."""
    column, keys = "name" if rows.kind is RowKind.ACCOUNTS else "company", set(map(name_key, names))
    if column not in rows.columns or not keys:
        return rows
    called = {
        cell: "; ".join(to if name_key(one) in keys else one for one in _parts(cell, rows))
        for cell in dict.fromkeys(rows.columns[column])
    }
    cells = [called[cell] or cell for cell in rows.columns[column]]
    return replace(rows, columns={**rows.columns, column: cells})


def _parted(name: str) -> tuple[str, frozenset[str]]:
    """The folded name without its legal form, and the words of that which tell companies apart."""
    words, form = re.findall(r"[^\s,.&()]+", name_key(name).replace("a/s", "as")), set()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        form.add(words.pop())
    return " ".join(words), frozenset(form - _ANY_COMPANY)


def _are_told_by_name(rows: Rows) -> bool:
    """Whether nothing but their names tells companies apart: no record of each, and no ids."""
    return rows.kind is not RowKind.ACCOUNTS and not any(_ids(rows))


def _names(rows: Rows) -> Sequence[Cell]:
    column = "name" if rows.kind is RowKind.ACCOUNTS else "company"
    return rows.columns.get(column, [None] * len(rows.lines))


def _ids(rows: Rows) -> Sequence[Cell]:
    nothing: Sequence[Cell] = [None] * len(rows.lines)
    if rows.kind is not RowKind.ACCOUNTS:
        return rows.columns.get("company_id", nothing)
    both = (rows.columns.get(name, nothing) for name in ("external_id", "reference"))
    return [id_ or reference for id_, reference in zip(*both, strict=True)]


def _parts(cell: Cell, rows: Rows) -> Sequence[str]:
    """A person may belong to several companies, parted by ";"; an account is one."""
    if not cell:
        return ()
    parts = [str(cell)] if rows.kind is RowKind.ACCOUNTS else str(cell).split(";")
    return [one for part in parts if (one := part.strip())]


def _id_key(id_: str, rows: Rows) -> str:
    return external_key(rows.system, id_.removeprefix("@"))


def _key_of(name: str, named: Collection[str]) -> str:
    """The folded name of the company that is meant, the name's own where that isn't clear."""
    alike = _alike(name, named)
    if len(alike) == 1 and name_key(name) not in map(name_key, named):
        return name_key(alike[0])
    return name_key(name)


def _alike(name: str, named: Collection[str]) -> list[str]:
    """The companies that differ from a name in their legal form alone."""
    short = without_legal_form(name)
    return [company for company in named if without_legal_form(company) == short]


def _wanted(rows: Rows, keys: Collection[str], ids: Collection[str]) -> list[bool]:
    names, numbers = _names(rows), _ids(rows)
    by_name = {
        c: any(name_key(one) in keys for one in _parts(c, rows)) for c in dict.fromkeys(names)
    }
    by_id = {
        c: any(_id_key(one, rows) in ids for one in _parts(c, rows)) for c in dict.fromkeys(numbers)
    }
    return [by_name[name] or by_id[id_] for name, id_ in zip(names, numbers, strict=True)]


def _several(name: str, alike: Sequence[str], file: str) -> Fault:
    shown = in_words((f'"{excerpt(one)}"' for one in alike), "or")
    message = f'"{excerpt(name)}" may be {shown}'
    return Fault(message, file, mend="give the name in full", fatal=True)


def _not_among(name: str, named: Mapping[str, int], file: str) -> Fault:
    most = sorted(named, key=lambda company: -named[company])
    shown = [f'"{excerpt(company)}" ({named[company]})' for company in most[:LISTED]]
    if len(most) > LISTED:
        shown.append(f"{len(most) - LISTED} more")
    there = "there is" if len(most) == 1 else "there are"
    message = f'no row is of the company "{excerpt(name)}"; {there} {in_words(shown)}'
    mend = "name one of them, or take every company with --all-accounts"
    return Fault(message, file, mend=mend, fatal=True)


def _only_ids(name: str, ids: Sequence[str], file: str) -> Fault:
    several = "a company" if len(ids) == 1 else f"{len(ids):,} companies"
    message = (
        f'the rows name {several} by id alone, such as "{excerpt(ids[0])}", and none is known to be'
        f' "{excerpt(name)}"'
    )
    mend = "import the list of accounts along with it, or a report that names them"
    return Fault(message, file, mend=mend, fatal=True)
