"""The links that lists give, and which of them are claimed: what differs from the last import."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.importers.drafts.findings import Count
from graph.importers.drafts.references import Work
from graph.importers.faults import excerpt
from graph.importers.rows.model import Rows
from graph.log import BatchHeader, LinkClaim, LinkKey
from graph.vocabulary import LinkKind, Strength

PeriodKey = tuple[LinkKind, str, str, date | None, date | None]
"""A link and its first and last day: each period of a link is given on its own."""


@dataclass(slots=True)
class Given:
    """The links that a list gives: of each period the last row, and the lines of all."""

    rows: Rows
    claims: dict[PeriodKey, LinkClaim] = field(default_factory=dict)
    lines: dict[PeriodKey, list[int]] = field(default_factory=dict)
    to_oneself: dict[str, list[int]] = field(default_factory=dict)

    def add(self, claim: LinkClaim, line: int) -> None:
        if claim.source == claim.target:
            self.to_oneself.setdefault(claim.source, []).append(line)
            return
        _, source, target = claim.key
        if source != claim.source:
            claim = claim._replace(source=source, target=target)
        key = (claim.kind, source, target, claim.valid_from, claim.valid_until)
        self.claims[key] = claim
        self.lines.setdefault(key, []).append(line)


def claim_links(work: Work, given: Sequence[Given]) -> None:
    """Claim the links of which a list said something else last, or nothing.

    What all lists give of such a pair is claimed with it: the next import compares itself with
    the whole of what this one says.
    """
    known = work.draft.known.links
    changed: set[LinkKey] = set()
    for one in given:
        new = [key[:3] for key, claim in one.claims.items() if not _is_known(work, one, claim)]
        changed.update(new)
        again = sum(key in known for key in new)
        work.findings.count(one.rows, Count.LINKS_CHANGED, again)
        work.findings.count(one.rows, Count.LINKS_ADDED, len(new) - again)
    for one in given:
        work.draft.links += [claim for key, claim in one.claims.items() if key[:3] in changed]
        _tell_by_hand(work, one)
    if len(given) > 1:
        _tell_otherwise(work, given)


def _is_known(work: Work, given: Given, claim: LinkClaim) -> bool:
    last = work.draft.known.links.get(claim.key, {}).get(given.rows.source)
    return last is not None and claim in last.claims


def tell_repeated(work: Work, given: Given) -> None:
    """Tell which rows give one period of a link again."""
    several = {key: lines for key, lines in given.lines.items() if len(lines) > 1}
    repeated = sum(len(lines) - 1 for lines in several.values())
    work.findings.count(given.rows, Count.LINKS_REPEATED, repeated)
    told = (
        (f"{_shown(work, key)} is given {len(lines)} times; the last row counts", lines)
        for key, lines in several.items()
    )
    work.findings.tell(given.rows, told, "links given several times")


def _tell_otherwise(work: Work, given: Sequence[Given]) -> None:
    """Tell which links one list says to be stronger or weaker than another does."""
    first: dict[PeriodKey, tuple[LinkClaim, Rows]] = {}
    for one in given:
        told: list[tuple[str, list[int]]] = []
        for key, claim in one.claims.items():
            if not any(_stated(claim)):
                continue
            before, rows = first.setdefault(key, (claim, one.rows))
            if _stated(before) != _stated(claim):
                message = f"{_shown(work, key)} is given otherwise in {excerpt(rows.file)}"
                told.append((f"{message}; what is said here counts", one.lines[key]))
        work.findings.tell(one.rows, told, "links given otherwise")


def _stated(claim: LinkClaim) -> tuple[float | None, Strength | None]:
    strength = None if claim.strength is Strength.UNKNOWN else claim.strength
    return claim.probability, strength


def _tell_by_hand(work: Work, given: Given) -> None:
    by_hand = work.draft.known.links_by_hand
    told = (
        (f"{_shown(work, key)}: {_set_by(by_hand[key[:3]][1])}", given.lines[key])
        for key, claim in (given.claims.items() if by_hand else ())
        if key[:3] in by_hand and _says_otherwise(claim, by_hand[key[:3]][0])
    )
    work.findings.tell(given.rows, told, "links kept as they were set by hand")


def _set_by(header: BatchHeader) -> str:
    return f"set by hand by {header.author} on {header.recorded_at.date()}, and kept so"


def _says_otherwise(claim: LinkClaim, by_hand: LinkClaim) -> bool:
    return by_hand.withdrawn or (claim.probability, claim.strength) != (
        by_hand.probability,
        by_hand.strength,
    )


def _shown(work: Work, key: PeriodKey) -> str:
    kind, source, target, _, _ = key
    return f"{work.draft.shown(source)} {kind.replace('_', ' ')} {work.draft.shown(target)}"
