"""What people typed into names and titles beside them, as proposals."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from graph.importers.drafts.draft import Draft
from graph.importers.drafts.people import Listed
from graph.importers.drafts.proposals import Proposal, propose
from graph.importers.drafts.references import Work
from graph.importers.faults import excerpt
from graph.importers.matching.cleaning import Noticed
from graph.importers.matching.markers import Marker, MarkerKind
from graph.importers.names import fold_name
from graph.vocabulary import PersonStatus, ProposalKind

_MARKED: Mapping[MarkerKind, tuple[str, str]] = {
    MarkerKind.LEFT: ("status", PersonStatus.LEFT),
    MarkerKind.REPLACED_BY: ("status", PersonStatus.LEFT),
    MarkerKind.NOT_OPEN: ("status", PersonStatus.NOT_OPEN),
    MarkerKind.OBJECTED: ("status", PersonStatus.OBJECTED),
    MarkerKind.ROLE: ("buying_role", ""),
    MarkerKind.SUPPORT: ("support", ""),
}
"""The field that a marker is about, and its value where the marker doesn't hold it."""


def propose_markers(work: Work, listed: Iterable[Listed]) -> None:
    """A proposal for each marker; of "Replaced Tami F" about Tami F, if she is known."""
    called = _Called(work.draft)
    for one in listed:
        for noticed in one.noticed:
            who = one.who[noticed.row]
            if who is not None:
                proposal = _of_marker(work.draft, who, noticed, called)
                propose(work.draft, proposal, work.findings)


class _Called:
    """Who is meant by a name whose last part may be shortened: "Tami F"."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @cached_property
    def _by_first_part(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """First part of a name → those who are called so, with the last part."""
        found: dict[str, list[tuple[str, str]]] = {}
        for id_, identity in self._draft.index.identities.items():
            for called in identity.names:
                first, *others = fold_name(called).split() or [""]
                if others:
                    stands = self._draft.known.aliases.get(id_, id_)
                    found.setdefault(first, []).append((others[-1], stands))
        return found

    def one(self, name: str) -> str | None:
        """The only one of this name, None where there is none or several."""
        first, *others = fold_name(name).split() or [""]
        if not others:
            return None
        listed = self._by_first_part.get(first, ())
        found = {id_ for last, id_ in listed if last.startswith(others[-1])}
        return found.pop() if len(found) == 1 else None


def _of_marker(draft: Draft, who: str, noticed: Noticed, called: _Called) -> Proposal:
    marker = noticed.marker
    typed, text = excerpt(noticed.typed), excerpt(marker.text)
    why = f'"{typed}" was typed as {noticed.field}; it is kept without "{text}"'
    if marker.kind is MarkerKind.REPLACED:
        return _of_predecessor(draft, who, marker, why, called.one(marker.other or ""))
    field, value = _MARKED[marker.kind]
    if marker.kind is MarkerKind.LEFT and marker.value:
        value = f"{value} {marker.value}"
    value = value or marker.value
    shown = f"{field}: {value}".replace("_", " ")
    return Proposal(
        ProposalKind.MARKER, who, f"{draft.shown(who)}, {shown}?", why, None, field, value
    )


def _of_predecessor(
    draft: Draft, who: str, marker: Marker, why: str, former: str | None
) -> Proposal:
    """That the one replaced left; where it isn't clear who that is, a note."""
    if former is None or former == who:
        text = f"{draft.shown(who)}, note: {excerpt(marker.text)}?"
        return Proposal(ProposalKind.MARKER, who, text, why, None, "notes", marker.text)
    text = f"{draft.shown(former)} left, replaced by {draft.shown(who)}?"
    return Proposal(ProposalKind.MARKER, former, text, why, who, "status", PersonStatus.LEFT)
