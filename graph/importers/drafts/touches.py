"""Rows of touches, column by column: there may be hundreds of thousands."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial, reduce
from hashlib import blake2b
from itertools import compress
from operator import xor
from sys import byteorder
from typing import TypeVar

from graph.fields import TOUCH_DETAILS
from graph.importers.coded_columns import chosen, each, same
from graph.importers.drafts.claiming import claim_touches
from graph.importers.drafts.colleagues import Colleagues
from graph.importers.drafts.draft import stored
from graph.importers.drafts.findings import Count
from graph.importers.drafts.references import Missing, Work
from graph.importers.matching.identities import external_id
from graph.importers.rows.columnar import cells, column, several
from graph.importers.rows.model import Cell, Rows
from graph.importers.rows.selecting import take
from graph.log import FieldValue, InColumns, TouchClaim
from graph.vocabulary import Channel, Direction, Intent, Outcome

TELLING_APART = frozenset(("date", "time", "colleague", "person", "channel", "direction"))
"""What makes two touches without an id one: what else a row says may be mended later."""

CONTENT = ("intent", "outcome", "reason", "note", *TOUCH_DETAILS)
_JOIN = "\x1f"

E = TypeVar("E", bound=StrEnum)


def touch_people(work: Work, rows: Rows, colleagues: Colleagues, author: str) -> None:
    """Touches of the people of one account; a row that names nobody known is left out.

    `author` stands where a row doesn't say which colleague it was. Of rows that are alike in
    everything one is kept.
    """
    count = work.findings.count
    count(rows, Count.ROWS, len(rows.lines))
    people = _people(work, rows)
    if () in people:
        known = list(map(bool, people))
        count(rows, Count.TOUCHES_LEFT_OUT, known.count(False))
        rows, people = take(rows, known), chosen(people, known)
    keys: Sequence[str] = touch_keys(rows)
    if len(set(keys)) < len(keys):
        keys, people = list(keys), list(people)
        wanted = _tell_apart(rows, keys, people)
        count(rows, Count.TOUCHES_REPEATED, wanted.count(False))
        rows = take(rows, wanted)
        keys, people = chosen(keys, wanted), chosen(people, wanted)
    ours = _colleagues(rows, colleagues, author)
    claims = _claims(work.draft.account, rows, keys, ours, people)
    claim_touches(work, rows, claims, rows.lines)


def _people(work: Work, rows: Rows) -> Sequence[tuple[str, ...]]:
    """The known people whom each row names."""
    lacking: dict[Cell, list[tuple[str, tuple[str, ...]]]] = {}

    def known(cell: Cell) -> tuple[str, ...]:
        if isinstance(cell, tuple) and len(cell) == 1:
            found = work.people.find(cell[0], rows.system)
            if len(found) == 1:
                return found
        named = {text: work.people.find(text, rows.system) for text in several(cell)}
        if wrong := [(text, ids) for text, ids in named.items() if len(ids) != 1]:
            lacking[cell] = wrong
        return tuple(dict.fromkeys(ids[0] for ids in named.values() if len(ids) == 1))

    people = each(known, rows.columns["person"])
    if lacking:
        missing = Missing("person", "left out of the touch")
        missing.go_on.update(compress(rows.lines, people))
        for cell, line in zip(rows.columns["person"], rows.lines, strict=True):
            for text, ids in lacking.get(cell, ()):
                missing.note(text, ids, line)
        missing.tell(work, rows, "person")
    return people


def _colleagues(rows: Rows, colleagues: Colleagues, author: str) -> Sequence[tuple[str, ...]]:
    """The colleagues of each row."""

    def ours(cell: Cell) -> tuple[str, ...]:
        return tuple(colleagues.get(text, rows.system) for text in several(cell) or (author,))

    return each(ours, column(rows, "colleague"))


def touch_keys(rows: Rows) -> list[str]:
    """A key for each row: the external id, else a digest of what tells touches apart.

    The digest of a row is the exclusive or of 64 bits for each of its cells (Zobrist 1970),
    so that no row needs a digest of its own.
    """
    bits = (
        each(partial(_bits, name), rows.columns[name])
        for name in TELLING_APART & rows.columns.keys()
    )
    keys = _hexadecimal(reduce(partial(map, xor), bits))
    ids = rows.columns.get("external_id")
    if ids is None:
        return keys
    return [
        f"{rows.system}:{external_id(rows.system, str(id_))}" if id_ else key
        for id_, key in zip(ids, keys, strict=True)
    ]


def _hexadecimal(numbers: Iterable[int]) -> list[str]:
    """Each number of 64 bits as 16 digits, by way of all their bytes at once."""
    packed = array("Q", numbers)
    if byteorder == "little":
        packed.byteswap()
    digits = packed.tobytes().hex()
    return [digits[start : start + 16] for start in range(0, len(digits), 16)]


def _bits(name: str, cell: Cell) -> int:
    if cell is None:
        return 0
    text = f"{name}{_JOIN}{';'.join(several(cell)).casefold()}"
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _tell_apart(rows: Rows, keys: list[str], people: list[tuple[str, ...]]) -> list[bool]:
    """Which rows to keep, where several have one key; keys and people are changed in place.

    Rows with one external id are one touch, with the people of all. Others are touches of one
    day that were recorded in different words, and are numbered in their order; or the same.
    """
    repeated = {key for key, times in Counter(keys).items() if times > 1}
    alike = [row for row, key in enumerate(keys) if key in repeated]
    columns = [column(rows, name) for name in ("external_id", *CONTENT)]
    first: dict[str, int] = {}
    seen: dict[str, set[tuple[Cell, ...]]] = {}
    wanted = [True] * len(keys)
    for row in alike:
        key, (id_, *content) = keys[row], (cells[row] for cells in columns)
        at, before = first.setdefault(key, row), seen.setdefault(key, set())
        if id_ and at != row:
            people[at] = tuple(dict.fromkeys((*people[at], *people[row])))
        wanted[row] = at == row or not (id_ or tuple(content) in before)
        if wanted[row]:
            before.add(tuple(content))
            keys[row] = f"{key}.{len(before)}" if len(before) > 1 else key
    return wanted


def _claims(
    account: str,
    rows: Rows,
    keys: Sequence[str],
    ours: Sequence[tuple[str, ...]],
    theirs: Sequence[tuple[str, ...]],
) -> Sequence[TouchClaim]:
    """A claim for each row, made column by column."""
    count = len(rows.lines)
    columns: tuple[Sequence[object], ...] = (
        same(account, count),
        keys,
        column(rows, "date"),
        column(rows, "time"),
        ours,
        theirs,
        _terms(rows, "channel", Channel),
        _terms(rows, "direction", Direction),
        _terms(rows, "intent", Intent),
        _terms(rows, "outcome", Outcome),
        column(rows, "reason"),
        column(rows, "note"),
        _details(rows),
        same(False, count),
        same(False, count),
    )
    return InColumns(TouchClaim, columns)


def _terms(rows: Rows, name: str, values: type[E]) -> Sequence[E]:
    return each(lambda cell: values(str(cell or "unknown")), column(rows, name))


def _details(rows: Rows) -> Sequence[Mapping[str, FieldValue] | None]:
    """What only some touches have; None for those that have nothing of it."""
    names = [name for name in TOUCH_DETAILS if name in rows.columns]
    if not names:
        return same(None, len(rows.lines))
    return [
        {name: stored(cell) for name, cell in zip(names, row, strict=True) if cell is not None}
        or None
        for row in cells(rows, *names)
    ]
