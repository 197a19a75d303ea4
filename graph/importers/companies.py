"""The companies that rows name, and the rows of one of them."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from graph.identity import name_key
from graph.importers.faults import Fault, excerpt, in_words
from graph.importers.rows import Cell, Rows
from graph.importers.selecting import take

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
    for cell in rows.columns.get("company", ()):
        for name in _names(cell):
            counts[spelt.setdefault(name_key(name), name)] += 1
    return counts


def split_companies(rows: Rows, name: str, ids: Collection[str] = ()) -> Rows:
    """The rows of one company; all of them where the rows name no company.

    A row is the company's where it names it, whatever the case, or carries one of its `ids`. Where
    no row does, the one company that differs from `name` in its legal form alone is taken; several
    are a fatal fault that lists them, and so is none.
    """
    known = companies(rows)
    if not known and not any(rows.columns.get("company_id", ())):
        return rows
    key = _key_of(name, known)
    wanted = _wanted(rows, key, frozenset(ids))
    if any(wanted):
        return take(rows, wanted)
    fault = _not_found(name, _alike(name, known), known, rows.file)
    return replace(take(rows, wanted), faults=(*rows.faults, fault))


def without_legal_form(name: str) -> str:
    """The folded name without "Inc.", "GmbH & Co. KG" and the like at its end."""
    words = re.findall(r"[^\s,.&()]+", name_key(name).replace("a/s", "as"))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _key_of(name: str, known: Collection[str]) -> str:
    """The folded name of the company that is meant, the name's own where that isn't clear."""
    alike = _alike(name, known)
    if len(alike) == 1 and name_key(name) not in map(name_key, known):
        return name_key(alike[0])
    return name_key(name)


def _alike(name: str, known: Collection[str]) -> list[str]:
    """The companies that differ from a name in their legal form alone."""
    short = without_legal_form(name)
    return [company for company in known if without_legal_form(company) == short]


def _wanted(rows: Rows, key: str, ids: frozenset[str]) -> list[bool]:
    nothing: Sequence[Cell] = [None] * len(rows.lines)
    names = rows.columns.get("company", nothing)
    theirs = rows.columns.get("company_id", nothing)
    by_name = {c: key in map(name_key, _names(c)) for c in dict.fromkeys(names)}
    by_id = {c: not ids.isdisjoint(_names(c)) for c in dict.fromkeys(theirs)}
    return [by_name[name] or by_id[id_] for name, id_ in zip(names, theirs, strict=True)]


def _names(cell: Cell) -> Sequence[str]:
    """Several companies of one person are parted by ";"."""
    return [one for part in str(cell).split(";") if (one := part.strip())] if cell else []


def _not_found(name: str, alike: Sequence[str], known: Mapping[str, int], file: str) -> Fault:
    if len(alike) > 1:
        message = f'"{excerpt(name)}" may be {in_words(_quoted(alike), "or")}'
        return Fault(message, file, mend="give the name in full", fatal=True)
    message = f'no row is of the company "{excerpt(name)}"'
    if known:
        most = sorted(known, key=lambda company: -known[company])
        shown = [f"{_quoted([c])[0]} ({known[c]})" for c in most[:LISTED]]
        if len(most) > LISTED:
            shown.append(f"{len(most) - LISTED} more")
        message += f"; there are {in_words(shown)}"
    mend = "name one of them, or take every company with --all-accounts"
    return Fault(message, file, mend=mend, fatal=True)


def _quoted(names: Collection[str]) -> list[str]:
    return [f'"{excerpt(name)}"' for name in names]
