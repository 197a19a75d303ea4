"""Who stands in which relation to whom: from columns of a list of people, and lists of links."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from graph.importers.drafts.colleagues import Colleagues
from graph.importers.drafts.findings import Count
from graph.importers.drafts.given import Given, tell_repeated
from graph.importers.drafts.people import Listed
from graph.importers.drafts.references import Missing, Work
from graph.importers.faults import excerpt
from graph.importers.names import is_vacant
from graph.importers.rows.columnar import cells, several
from graph.importers.rows.model import Cell, Rows
from graph.log import LinkClaim
from graph.vocabulary import AMONG_THEMSELVES, LinkKind, Strength

FROM_COLUMN: Mapping[str, LinkKind] = {
    "manager": LinkKind.REPORTS_TO,
    "second_manager": LinkKind.DOTTED_LINE,
    "assistant": LinkKind.ASSISTANT_OF,
    "referred_by": LinkKind.INTRODUCED_BY,
}
"""Columns of a list of people that name somebody else, and the link that this is."""

EVIDENCE: Mapping[LinkKind, str] = {kind: f"column {name}" for name, kind in FROM_COLUMN.items()}
"""By what a link from such a column is known again, when a newer list names somebody else."""

_LEFT_OUT = "no link is made"
_COLUMNS = (
    *("from", "to", "kind", "probability", "strength", "evidence", "valid_from", "valid_until"),
)


def link_people(work: Work, listed: Iterable[Listed]) -> Iterator[Given]:
    """The links that the columns of lists of people give.

    Where a newer list of the same source names somebody else, what it claimed before is
    withdrawn; an empty cell says nothing.
    """
    for one in listed:
        given = Given(one.rows)
        for column in FROM_COLUMN:
            if column in one.rows.columns:
                _read_column(work, one, column, given)
        withdrawn = list(_no_longer(work, given))
        work.draft.links += withdrawn
        work.findings.count(one.rows, Count.LINKS_WITHDRAWN, len(withdrawn))
        yield given


def _read_column(work: Work, listed: Listed, column: str, given: Given) -> None:
    rows, kind = listed.rows, FROM_COLUMN[column]
    missing = Missing(column.replace("_", " "), _LEFT_OUT)
    for who, cell, line in zip(listed.who, rows.columns[column], rows.lines, strict=True):
        if who is None or cell is None:
            continue
        for text in several(cell):
            found = work.people.find(text, rows.system)
            if len(found) == 1:
                given.add(_from_column(work.draft.account, kind, who, found[0]), line)
            elif not is_vacant(text):
                missing.note(text, found, line)
    missing.tell(work, rows, column, row_is_lost=False)
    told = [
        (f"{work.draft.shown(who)} is named as their own {missing.what}; {_LEFT_OUT}", lines)
        for who, lines in given.to_oneself.items()
    ]
    given.to_oneself.clear()
    work.findings.tell(rows, told, "who are named as their own", column=column)


def _from_column(account: str, kind: LinkKind, who: str, named: str) -> LinkClaim:
    ends = (named, who) if kind is LinkKind.ASSISTANT_OF else (who, named)
    return LinkClaim(account, kind, *ends, evidence=EVIDENCE[kind])


def _no_longer(work: Work, given: Given) -> Iterable[LinkClaim]:
    """Withdrawals of what this source's columns claimed, where they name only others now."""
    source, named = given.rows.source, {key[:3] for key in given.claims}
    said_of = {(claim.kind, _listed_end(claim)) for claim in given.claims.values()}
    for key, by_source in work.draft.known.links.items():
        if key in named or source not in by_source:
            continue
        last = next(filter(_is_from_column, by_source[source].claims), None)
        if last is None or (last.kind, _listed_end(last)) not in said_of:
            continue
        others = (one for said in by_source.values() for one in said.claims if one is not last)
        if all(one.withdrawn for one in others):
            yield last._replace(withdrawn=True)


def _is_from_column(claim: LinkClaim) -> bool:
    return not claim.withdrawn and claim.evidence == EVIDENCE.get(claim.kind)


def _listed_end(claim: LinkClaim) -> str:
    """Whose row says it."""
    return claim.target if claim.kind is LinkKind.ASSISTANT_OF else claim.source


def link_rows(work: Work, rows: Rows, colleagues: Colleagues) -> Given:
    """The links that a list of links gives, with what is wrong in it told."""
    given, ends = Given(rows), _Ends(work, rows, colleagues)
    for line, row in zip(rows.lines, cells(rows, *_COLUMNS), strict=True):
        kind = LinkKind(str(row[2] or LinkKind.INFLUENCES))
        source, target = (ends.find(str(text), kind, line) for text in row[:2])
        if source and target:
            given.add(_from_row(work.draft.account, kind, source, target, row), line)
    ends.tell()
    told = (
        (f"a link from {work.draft.shown(who)} to themselves; {_LEFT_OUT}", lines)
        for who, lines in given.to_oneself.items()
    )
    work.findings.tell(rows, told, "links to oneself")
    tell_repeated(work, given)
    work.findings.count(rows, Count.ROWS, len(rows.lines))
    return given


class _Ends:
    """Whom the rows of a list of links name, and the cells that name nobody for a link."""

    def __init__(self, work: Work, rows: Rows, colleagues: Colleagues) -> None:
        self._work, self._rows, self._colleagues = work, rows, colleagues
        self._missing = Missing("person", _LEFT_OUT)
        self._ours: dict[tuple[str, LinkKind], list[int]] = {}

    def find(self, text: str, kind: LinkKind, line: int) -> str | None:
        """One of theirs, or of ours where links of this kind join the two sides."""
        found = self._work.people.find(text, self._rows.system)
        if not found:
            found = self._colleagues.find(text, self._rows.system)
            if found and kind in AMONG_THEMSELVES:
                self._ours.setdefault((text, kind), []).append(line)
                return None
        if len(found) == 1:
            return found[0]
        self._missing.note(text, found, line)
        return None

    def tell(self) -> None:
        self._missing.tell(self._work, self._rows)
        told = (
            (f'"{excerpt(text)}" is one of ours, and {_only_theirs(kind)}; {_LEFT_OUT}', lines)
            for (text, kind), lines in self._ours.items()
        )
        mend = f'give the kind as "{LinkKind.KNOWS}" if the two know each other'
        self._work.findings.tell(self._rows, told, "links with one of ours", mend=mend)


def _only_theirs(kind: LinkKind) -> str:
    return f'"{kind}" joins only people of the account'


def _from_row(
    account: str, kind: LinkKind, source: str, target: str, row: Sequence[Cell]
) -> LinkClaim:
    _, _, _, probability, strength, evidence, since, until = row
    return LinkClaim(
        account,
        kind,
        source,
        target,
        probability=float(probability) if isinstance(probability, int | float) else None,
        strength=Strength(str(strength or Strength.UNKNOWN)),
        evidence=str(evidence) if evidence else None,
        valid_from=since if isinstance(since, date) else None,
        valid_until=until if isinstance(until, date) else None,
    )
