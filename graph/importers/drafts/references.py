"""Whom a cell means that names somebody: by external id of any system, e-mail or name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.identity import name_key
from graph.importers.drafts.draft import Draft, Erased
from graph.importers.drafts.findings import MOST_TOLD, Findings
from graph.importers.faults import excerpt
from graph.importers.matching.identities import (
    SALESFORCE,
    Identity,
    Index,
    external_id,
    external_key,
    identifiers_of,
)
from graph.importers.matching.markers import read_markers
from graph.importers.names import fold_name, is_east_asian, spelt_parts
from graph.importers.rows.model import Rows

_HOW_TO_NAME = "list that person too, or name them by id, e-mail or the full name as listed"
_HOW_TO_TELL = "give the id or the e-mail instead"

NEAR = 80
"""From how much of their letters two names share on one may be meant by the other, in percent."""


class References:
    """Answers from an index that doesn't change any more; each distinct cell is read once.

    `aliases`: old id → the one that stands. `local`: what stands for somebody in these files
    alone, such as the reference ids of a Salesforce tree. `called`: everybody's name by id as it
    is spelt, read only where an exact name means nobody.
    """

    def __init__(
        self,
        index: Index[str],
        aliases: Mapping[str, str],
        local: Mapping[str, str],
        called: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._index = index
        self._aliases = aliases
        self._local = local
        self._called = called
        self._found: dict[tuple[str, str], tuple[str, ...]] = {}
        self._of_any_system: dict[str, list[str]] = {}
        for key, who in index.external.items():
            self._of_any_system.setdefault(key.partition(":")[2], []).append(who)

    def find(self, text: str, system: str) -> tuple[str, ...]:
        """Everybody whom it may mean, by the surest way in which it means anybody.

        An id of `system` comes before those of others.
        """
        found = self._found.get((text, system))
        if found is None:
            several = self._find(text.strip(), system)
            found = tuple(several) if len(several) < 2 else self._distinct(several)
            self._found[text, system] = found
        return found

    def _find(self, text: str, system: str) -> Sequence[str]:
        if not text:
            return ()
        who = self._index.external.get(external_key(system, text))
        if who is None and self._local:
            who = self._local.get(text.removeprefix("@"))
        if who is not None:
            return (who,)
        folded = text.casefold()
        return (
            self._of_any_system.get(folded)
            or self._index.emails.get(folded)
            or self._of_any_system.get(external_id(SALESFORCE, text).casefold())
            or self._by_name(text)
        )

    def _by_name(self, text: str) -> Sequence[str]:
        """By the name as typed, without what was typed in brackets, or written "Last, First"."""
        last, comma, first = text.partition(",")
        spellings = [text, read_markers(text)[0], f"{first} {last}" if comma else ""]
        if is_east_asian("".join(parts := text.split())):
            spellings += ["".join(parts), "".join(reversed(parts))]
        for spelling in spellings:
            if found := self._index.names.get(name_key(spelling)):
                return found
        return self._by_parts.get(_parts_of([text])[0], ())

    @cached_property
    def _by_parts(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        """Everybody by the parts of their name: without titles, degrees, accents and order."""
        names = self._called()
        found: dict[tuple[str, ...], list[str]] = {}
        for who, parts in zip(names, _parts_of(list(names.values())), strict=True):
            if parts:
                found.setdefault(parts, []).append(who)
        return found

    def nearest(self, text: str) -> str | None:
        """The name that is spelt most like a text, or holds it; None where none is near."""
        from rapidfuzz.fuzz import WRatio
        from rapidfuzz.process import extractOne

        names = list(self._called().values())
        near = extractOne(text, names, scorer=WRatio, processor=fold_name, score_cutoff=NEAR)
        return near[0] if near else None

    def _distinct(self, found: Sequence[str]) -> tuple[str, ...]:
        """Several who were merged into one are that one."""
        return tuple(dict.fromkeys(self._aliases.get(who, who) for who in found))


def _parts_of(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(sorted(parts)) for parts in spelt_parts(names)]


@dataclass(frozen=True, slots=True)
class Work:
    """What reading the lists of one account needs, once its people are known."""

    draft: Draft
    people: References
    erased: Erased
    findings: Findings


@dataclass(slots=True)
class Missing:
    """Cells that name nobody, or several, with their lines. `what`: as what, e.g. "manager";
    `done`: what then happens, in words. `go_on`: lines of rows that aren't lost for it."""

    what: str
    done: str
    unknown: dict[str, list[int]] = field(default_factory=dict)
    unclear: dict[str, list[int]] = field(default_factory=dict)
    choices: dict[str, Sequence[str]] = field(default_factory=dict)
    go_on: set[int] = field(default_factory=set)

    def note(self, text: str, found: Sequence[str], line: int) -> None:
        """That a cell names other than one."""
        if found:
            self.unclear.setdefault(text, []).append(line)
            self.choices[text] = found
        else:
            self.unknown.setdefault(text, []).append(line)

    def tell(
        self, work: Work, rows: Rows, column: str | None = None, *, row_is_lost: bool = True
    ) -> None:
        """Tell whom a list names in vain; of rows lost for somebody erased only the lines."""
        gone = _erased(work, rows.system, self.unknown)
        lines = {line for text in gone for line in self.unknown.pop(text)} - self.go_on
        work.findings.leave_out_erased(rows, sorted(lines) if row_is_lost else ())
        unknown = (
            (self._nobody(work, text, number), lines)
            for number, (text, lines) in enumerate(self.unknown.items())
        )
        unclear = (
            (f'{self.what} "{excerpt(text)}" may be {choices}; {self.done}', lines)
            for text, lines in self.unclear.items()
            for choices in (work.draft.choices(self.choices[text]),)
        )
        tell = work.findings.tell
        tell(rows, unknown, "such names", column=column, mend=_HOW_TO_NAME)
        tell(rows, unclear, "such names", column=column, mend=_HOW_TO_TELL)

    def _nobody(self, work: Work, text: str, number: int) -> str:
        """That a text names nobody, of the first ones with who may be meant."""
        near = work.people.nearest(text) if number <= MOST_TOLD else None
        nearest = f', nearest is "{excerpt(near)}"' if near else ""
        return f'{self.what} "{excerpt(text)}" is nobody known here{nearest}; {self.done}'


def _erased(work: Work, system: str, texts: Iterable[str]) -> list[str]:
    """The texts that are the id, e-mail or name of somebody erased."""
    account = work.draft.account
    known_by = {text: _as_any(account, system, text) for text in texts}
    gone = work.erased(one for several in known_by.values() for one in several)
    return [text for text, several in known_by.items() if not gone.isdisjoint(several)]


def _as_any(account: str, system: str, text: str) -> tuple[str, ...]:
    anything = Identity((external_key(system, text),), (text.casefold(),), (name_key(text),))
    return tuple(identifiers_of(account, anything))
