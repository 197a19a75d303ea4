"""Who stands in which relation to whom: from columns of a list of people, and lists of links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.importers.columnar import cells, several
from graph.importers.findings import Count
from graph.importers.known import LinkKey, link_key
from graph.importers.names import is_vacant
from graph.importers.people import Listed
from graph.importers.references import Missing, References, Work
from graph.importers.rows import Cell, Rows
from graph.log import BatchHeader, LinkClaim
from graph.vocabulary import LinkKind, Strength

FROM_COLUMN: Mapping[str, LinkKind] = {
    "manager": LinkKind.REPORTS_TO,
    "second_manager": LinkKind.DOTTED_LINE,
    "assistant": LinkKind.ASSISTANT_OF,
    "referred_by": LinkKind.INTRODUCED_BY,
}
"""Columns of a list of people that name somebody else, and the link that this is."""

EVIDENCE: Mapping[LinkKind, str] = {kind: f"column {name}" for name, kind in FROM_COLUMN.items()}
"""By what a link from such a column is known again, when a newer list names somebody else."""

WITH_COLLEAGUES = frozenset({LinkKind.KNOWS, LinkKind.INTRODUCED_BY})
_LEFT_OUT = "no link is made"
_COLUMNS = (
    *("from", "to", "kind", "probability", "strength", "evidence", "valid_from", "valid_until"),
)


@dataclass(slots=True)
class Given:
    """The links that a list gives: of each pair the last row, and the lines of all."""

    claims: dict[LinkKey, LinkClaim] = field(default_factory=dict)
    lines: dict[LinkKey, list[int]] = field(default_factory=dict)
    to_oneself: dict[str, list[int]] = field(default_factory=dict)

    def add(self, claim: LinkClaim, line: int) -> None:
        if claim.source == claim.target:
            self.to_oneself.setdefault(claim.source, []).append(line)
            return
        key = link_key(claim)
        is_turned = key[1] != claim.source
        self.claims[key] = claim._replace(source=key[1], target=key[2]) if is_turned else claim
        self.lines.setdefault(key, []).append(line)


def link_people(work: Work, listed: Iterable[Listed]) -> None:
    """Links from the columns of lists of people.

    Where a newer list of the same source names somebody else, what it claimed before is
    withdrawn; an empty cell says nothing.
    """
    for one in listed:
        given = Given()
        for column in FROM_COLUMN:
            if column in one.rows.columns:
                _read_column(work, one, column, given)
        _claim(work, one.rows, given)
        withdrawn = list(_no_longer(work, one.rows.source, given))
        work.draft.links += withdrawn
        work.findings.count(one.rows, Count.LINKS_WITHDRAWN, len(withdrawn))


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


def _no_longer(work: Work, source: str, given: Given) -> Iterable[LinkClaim]:
    """Withdrawals of what this source's columns claimed, where they name only others now."""
    said_of = {(claim.kind, _listed_end(claim)) for claim in given.claims.values()}
    for key, by_source in work.draft.known.links.items():
        last = by_source.get(source)
        if last is None or last.withdrawn or last.evidence != EVIDENCE.get(last.kind):
            continue
        others = (one for name, one in by_source.items() if name != source and one is not last)
        if (
            key not in given.claims
            and (last.kind, _listed_end(last)) in said_of
            and all(one.withdrawn for one in others)
        ):
            yield last._replace(withdrawn=True)


def _listed_end(claim: LinkClaim) -> str:
    """Whose row says it."""
    return claim.target if claim.kind is LinkKind.ASSISTANT_OF else claim.source


def link_rows(work: Work, rows: Rows, colleagues: References) -> None:
    """Links from a list of links. Of several rows for one link the last counts, and it is told."""
    given, missing = Given(), Missing("person", _LEFT_OUT)
    for line, row in zip(rows.lines, cells(rows, *_COLUMNS), strict=True):
        kind = LinkKind(str(row[2] or LinkKind.INFLUENCES))
        ends = []
        for text in map(str, row[:2]):
            found = work.people.find(text, rows.system)
            if not found and kind in WITH_COLLEAGUES:
                found = colleagues.find(text, rows.system)
            if len(found) == 1:
                ends.append(found[0])
            else:
                missing.note(text, found, line)
        if len(ends) == 2:
            given.add(_from_row(work.draft.account, kind, ends, row), line)
    missing.tell(work, rows)
    told = (
        (f"a link from {work.draft.shown(who)} to themselves; {_LEFT_OUT}", lines)
        for who, lines in given.to_oneself.items()
    )
    work.findings.tell(rows, told, "links to oneself")
    work.findings.count(rows, Count.ROWS, len(rows.lines))
    _tell_repeated(work, rows, given)
    _claim(work, rows, given)


def _from_row(account: str, kind: LinkKind, ends: Sequence[str], row: Sequence[Cell]) -> LinkClaim:
    source, target = ends
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


def _tell_repeated(work: Work, rows: Rows, given: Given) -> None:
    several = {key: lines for key, lines in given.lines.items() if len(lines) > 1}
    repeated = sum(len(lines) - 1 for lines in several.values())
    work.findings.count(rows, Count.LINKS_REPEATED, repeated)
    told = (
        (f"{_shown(work, key)} is given {len(lines)} times; the last row counts", lines)
        for key, lines in several.items()
    )
    work.findings.tell(rows, told, "links given several times")


def _shown(work: Work, key: LinkKey) -> str:
    kind, source, target = key
    return f"{work.draft.shown(source)} {kind.replace('_', ' ')} {work.draft.shown(target)}"


def _claim(work: Work, rows: Rows, given: Given) -> None:
    """Claim the links of which this source said something else last, or nothing."""
    known = work.draft.known.links
    new = [
        key for key, claim in given.claims.items() if known.get(key, {}).get(rows.source) != claim
    ]
    work.draft.links += [given.claims[key] for key in new]
    changed = sum(key in known for key in new)
    work.findings.count(rows, Count.LINKS_CHANGED, changed)
    work.findings.count(rows, Count.LINKS_ADDED, len(new) - changed)
    by_hand = work.draft.known.links_by_hand
    told = (
        (f"{_shown(work, key)}: {_set_by(by_hand[key][1])}", lines)
        for key, lines in given.lines.items()
        if key in by_hand and _says_otherwise(given.claims[key], by_hand[key][0])
    )
    work.findings.tell(rows, told, "links kept as they were set by hand")


def _set_by(header: BatchHeader) -> str:
    return f"set by hand by {header.author} on {header.recorded_at.date()}, and kept so"


def _says_otherwise(claim: LinkClaim, by_hand: LinkClaim) -> bool:
    return by_hand.withdrawn or (claim.probability, claim.strength) != (
        by_hand.probability,
        by_hand.strength,
    )
