"""The companies that rows name, and the rows of one of them."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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

    A row is the company's where it names it, whatever the case, or carries one of its `ids`: of
    the rows' system, or a reference of a tree file. Where none does, the one company that differs
    from `name` in its legal form alone is taken; several are a fatal fault that lists them, and
    so is none.
    """
    named, numbered = companies(rows), Counter(filter(None, _ids(rows)))
    if not named and not (numbered if ids else len(numbered) > 1):
        return rows
    wanted = _wanted(rows, _key_of(name, named), {_id_key(one, rows) for one in ids})
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
    words = re.findall(r"[^\s,.&()]+", name_key(name).replace("a/s", "as"))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


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


def _wanted(rows: Rows, key: str, ids: Collection[str]) -> list[bool]:
    names, numbers = _names(rows), _ids(rows)
    by_name = {c: key in map(name_key, _parts(c, rows)) for c in dict.fromkeys(names)}
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
